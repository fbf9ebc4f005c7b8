// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/issuespage.h"

#include "pages/issuelist.h"
#include "pages/nothingfound.h"
#include "text/statustext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSet>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

IssuesPage::IssuesPage(const PageContext &context, QWidget *parent)
    : Page(u"issues"_s, tr("Issues"), context, parent), m_groupBy(makeLabel(tr("Group by"), TextRole::Body, true, false, this)),
      m_grouping(new QComboBox(this)), m_status(new QComboBox(this)), m_severity(new QComboBox(this)), m_plan(new QComboBox(this)),
      m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_contradicted(new QToolButton(this)), m_list(new IssueList(tr("Issues"), false, this)), m_nothing(new NothingFound(this))
{
    m_list->setObjectName(u"issueList"_s);
    m_count->setObjectName(u"issueCount"_s);
    m_contradicted->setObjectName(u"contradicted"_s);
    m_contradicted->setToolTip(tr("Lists the results of which another tool says otherwise of the same thing and requirement; its word changes none of them"));
    m_contradicted->hide();
    connect(m_contradicted, &QToolButton::clicked, this, [this] {
        FilterState filter = m_filter;
        emit filterWanted(filter.narrow(u"tools"_s, u"contradict"_s, tr("Other tools disagree")), id());
    });
    m_grouping->setObjectName(u"issueGrouping"_s);
    m_grouping->setAccessibleName(tr("Group issues by"));
    const QList<std::pair<QString, IssueGrouping>> groupings = {{tr("Severity"), IssueGrouping::Severity},
        {tr("Framework"), IssueGrouping::Framework}, {tr("Common cause"), IssueGrouping::RootCause}, {tr("Legal entity"), IssueGrouping::LegalEntity},
        {tr("Business service"), IssueGrouping::BusinessService}, {tr("Country"), IssueGrouping::Country}, {tr("Provider"), IssueGrouping::Provider}};
    for (const auto &[label, grouping] : groupings)
        m_grouping->addItem(label, static_cast<int>(grouping));
    m_status->setObjectName(u"issueStatus"_s);
    m_status->setAccessibleName(tr("Status"));
    m_status->addItem(tr("Open and unknown"), -1);
    m_status->addItem(tr("Open"), static_cast<int>(domain::Status::Gap));
    m_status->addItem(tr("Unknown"), static_cast<int>(domain::Status::Unknown));
    m_status->addItem(tr("Accepted"), static_cast<int>(domain::Status::Accepted));
    m_plan->setObjectName(u"issuePlan"_s);
    m_plan->setAccessibleName(tr("Who answers"));
    m_plan->setToolTip(tr("Whether somebody answers for an issue, and by when"));
    m_plan->addItem(tr("Assigned or not"), QString());
    m_plan->addItem(tr("Overdue"), u"overdue"_s);
    m_plan->addItem(tr("Assigned"), u"assigned"_s);
    m_plan->addItem(tr("Nobody answers"), u"unassigned"_s);
    m_severity->setObjectName(u"issueSeverity"_s);
    m_severity->setAccessibleName(tr("Severity"));
    m_severity->addItem(tr("All severities"), -1);
    for (int s = domain::SeverityCount - 1; s >= 0; --s)
        m_severity->addItem(text::severityWord(static_cast<domain::Severity>(s)), s);

    for (QComboBox *choice : {m_grouping, m_status, m_severity, m_plan})
        choice->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_grouping->setToolTip(tr("Group issues by"));
    auto *title = new QHBoxLayout;
    title->setSpacing(grid(3));
    title->addWidget(makeLabel(tr("Issues"), TextRole::Title, false, true, this));
    title->addWidget(m_count);
    title->addWidget(m_contradicted);
    title->addStretch(1);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(grid(3));
    choices->addWidget(m_groupBy);
    choices->addWidget(m_grouping);
    choices->addWidget(m_status);
    choices->addWidget(m_severity);
    choices->addWidget(m_plan);
    choices->addStretch(1);
    m_head = new QBoxLayout(QBoxLayout::LeftToRight);
    m_head->setSpacing(grid(3));
    m_head->addLayout(title, 1);
    m_head->addLayout(choices);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(m_head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    connect(m_nothing, &NothingFound::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, id()); });

    setFocusProxy(m_list);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] { reload(); });
    const auto narrowed = [this] {
        if (m_setting)
            return;
        FilterState filter = m_filter;
        const int status = m_status->currentData().toInt();
        const int severity = m_severity->currentData().toInt();
        filter.status = status < 0 ? std::nullopt : std::optional(static_cast<domain::Status>(status));
        filter.severity = severity < 0 ? std::nullopt : std::optional(static_cast<domain::Severity>(severity));
        const QString plan = m_plan->currentData().toString();
        filter.special.removeIf([](const SpecialFilter &s) { return s.what == u"plan"_s; });
        if (!plan.isEmpty())
            filter.narrow(u"plan"_s, plan, m_plan->currentText());
        emit filterWanted(filter, id());
    };
    connect(m_plan, &QComboBox::currentIndexChanged, this, narrowed);
    connect(m_status, &QComboBox::currentIndexChanged, this, narrowed);
    connect(m_severity, &QComboBox::currentIndexChanged, this, narrowed);
    connect(m_list, &IssueList::issueChosen, this, &IssuesPage::issueWanted);
}

void IssuesPage::reload()
{
    m_setting = true;
    m_status->setCurrentIndex(qMax(0, m_status->findData(m_filter.status ? static_cast<int>(*m_filter.status) : -1)));
    m_severity->setCurrentIndex(qMax(0, m_severity->findData(m_filter.severity ? static_cast<int>(*m_filter.severity) : -1)));
    const auto planned = std::find_if(m_filter.special.cbegin(), m_filter.special.cend(), [](const SpecialFilter &s) { return s.what == u"plan"_s; });
    m_plan->setCurrentIndex(qMax(0, m_plan->findData(planned == m_filter.special.cend() ? QString() : planned->value)));
    m_setting = false;
    const auto grouping = static_cast<IssueGrouping>(m_grouping->currentData().toInt());
    const FilterState filter = m_filter;
    ask<IssueListData>(u"list"_s, [grouping, filter](Backend &backend, const QString &path) { return backend.issues(path, grouping, filter); },
                         [this](const IssueListData &found) {
        const QList<IssueRow> &rows = found.rows;
        const bool nothing = rows.isEmpty() && m_info.evaluated && !m_filter.isEmpty();
        m_nothing->setVisible(nothing);
        m_nothing->explain(tr("Issues"), m_chips);
        m_list->setVisible(!nothing);
        m_list->setIssues(rows, true, m_info.evaluated ? tr("Nothing is open under this filter.")
                                                       : tr("Not evaluated yet. Press F5 to compare the inventory with the chosen frameworks."));
        QSet<qint64> issues;
        for (const IssueRow &row : rows) {
            if (row.id > 0)
                issues.insert(row.id);
        }
        // What is unknown is no finding: it is counted beside them, never with them.
        const bool accepted = m_filter.status == domain::Status::Accepted;
        const QString count = figures::formatNumber(found.findings);
        const QString findings = found.findings == 1 ? (accepted ? tr("1 accepted finding") : tr("1 open finding"))
                                                     : (accepted ? tr("%1 accepted findings") : tr("%1 open findings")).arg(count);
        const QString inIssues = issues.size() == 1 ? tr("%1 in 1 issue").arg(findings) : tr("%1 in %2 issues").arg(findings, figures::formatCount(issues.size()));
        const QString unknown = found.unknowns == 1 ? tr("1 unknown result") : tr("%1 unknown results").arg(figures::formatNumber(found.unknowns));
        const bool unknownOnly = m_filter.status == domain::Status::Unknown;
        const auto with = [&](const QString &words) { return unknownOnly ? unknown : found.unknowns == 0 ? words : words + u" \u00b7 "_s + unknown; };
        const QString open = accepted ? tr("%1 accepted").arg(count) : tr("%1 open").arg(count);
        const QString undecided = tr("%1 unknown").arg(figures::formatNumber(found.unknowns));
        m_findings = !m_info.evaluated ? QString() : unknownOnly ? undecided : found.unknowns == 0 ? open : open + u" \u00b7 "_s + undecided;
        m_inIssues = m_info.evaluated ? with(inIssues) : QString();
        tellContradicted(found);
        fitHead();
    });
}

void IssuesPage::tellContradicted(const IssueListData &found)
{
    const bool only = std::any_of(m_filter.special.cbegin(), m_filter.special.cend(), [](const SpecialFilter &s) { return s.what == u"tools"_s; });
    const QString count = figures::formatCount(found.contradicted);
    m_contradicted->setText(tr("Other tools disagree on %1").arg(count));
    m_contradicted->setVisible(m_info.evaluated && found.contradicted > 0 && !only);
    if (!only || found.passes == 0)
        return;
    // Of what is met no issue tells: it is counted beside them.
    const QString met = tr("%1 met").arg(figures::formatNumber(found.passes));
    m_findings += u" \u00b7 "_s + met;
    m_inIssues += u" \u00b7 "_s + met;
}

void IssuesPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitHead();
}

void IssuesPage::fitHead()
{
    // Beside the details the choices keep their words; what can be guessed goes.
    const bool narrow = width() < grid(250);
    m_groupBy->setVisible(!narrow);
    m_count->setText(narrow ? m_findings : m_inIssues);
    // Where even so a choice would be cut, they stand below the title, which then has room for all it counts.
    m_head->setDirection(QBoxLayout::LeftToRight);
    for (int i = 0; i < m_head->count(); ++i)
        m_head->itemAt(i)->invalidate();
    m_head->invalidate();
    const QMargins margins = layout()->contentsMargins();
    if (m_head->minimumSize().width() > width() - margins.left() - margins.right()) {
        m_head->setDirection(QBoxLayout::TopToBottom);
        m_count->setText(m_inIssues);
    }
    m_count->setToolTip(tr("An open finding is a gap, not met or weak, and not accepted. What is unknown could not be decided and is no finding."));
}

} // namespace views
