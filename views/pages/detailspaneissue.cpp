// SPDX-License-Identifier: GPL-3.0-or-later
// What the details say of an issue.
#include "pages/detailspane.h"

#include "pages/issuelist.h"
#include "text/statustext.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr int NamesShown = 6;   ///< of what one decision covers; the list of findings has them all

void forget(QLayoutItem *item)
{
    if (QWidget *widget = item->widget()) {
        widget->hide();
        widget->deleteLater();
    } else if (QLayout *row = item->layout()) {
        while (QLayoutItem *part = row->takeAt(0))
            forget(part);
    }
    delete item;
}

} // namespace

void DetailsPane::addAcceptances(QVBoxLayout *layout, const IssueDetail &d)
{
    for (const bool standing : {true, false}) {
        QList<AcceptanceRow> rows;
        for (const AcceptanceRow &a : d.acceptances) {
            if (a.ended.isEmpty() == standing)
                rows.append(a);
        }
        if (rows.isEmpty())
            continue;
        addHeading(layout, standing ? tr("Accepted") : tr("Was accepted, open again"));
        for (const AcceptanceRow &a : std::as_const(rows)) {
            const QString names = a.names.mid(0, NamesShown).join(tr(", ")) + (a.names.size() > NamesShown ? tr(" and %n more", nullptr, static_cast<int>(a.names.size()) - NamesShown) : QString());
            addText(layout, standing ? tr("%1: by %2, expires %3").arg(names, a.approvedBy, a.expires.toString(Qt::ISODate))
                                     : tr("%1: %2; it was accepted by %3").arg(names, a.ended, a.approvedBy))
                ->setObjectName(standing ? u"accepted"_s : u"acceptedBefore"_s);
            const QString reason = a.reason.trimmed();
            const bool ends = reason.isEmpty() || reason.endsWith(u'.') || reason.endsWith(u'!') || reason.endsWith(u'?');
            addText(layout, tr("%1 Asked for by %2, accepted on %3.").arg(ends ? reason : reason + u'.', a.requestedBy, a.on.toString(Qt::ISODate)), true);
        }
        if (!standing)
            continue;
        auto *withdraw = new QToolButton(m_content);
        withdraw->setObjectName(u"withdrawAcceptance"_s);
        withdraw->setText(tr("Withdraw"));
        withdraw->setAccessibleName(tr("Withdraw what is accepted of this issue"));
        withdraw->setToolTip(tr("What is accepted here is open again from today; this can be undone"));
        connect(withdraw, &QToolButton::clicked, this, [this, id = d.issue.id] { emit withdrawWanted(id); });
        layout->addWidget(withdraw, 0, Qt::AlignLeft);
    }
}

void DetailsPane::addActions(QVBoxLayout *layout, const IssueDetail &d)
{
    const qint64 id = d.issue.id;
    auto *actions = new QHBoxLayout;
    actions->setSpacing(grid(2));
    const auto add = [&](const QString &name, const QString &text, const QString &accessible, const QString &tip) {
        auto *button = new QToolButton(m_content);
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(accessible);
        button->setToolTip(tip);
        actions->addWidget(button);
        return button;
    };
    connect(add(u"showInInventory"_s, tr("In inventory"), tr("Show in inventory"), tr("List what is affected")), &QToolButton::clicked, this,
            [this, id, title = d.issue.title, accepted = issueStatus(d.issue) == domain::Status::Accepted] { emit affectedWanted(id, title, accepted); });
    if (id > 0) {
        connect(add(u"assignIssue"_s, d.issue.plan.isEmpty() ? tr("Assign …") : tr("Plan …"), tr("Say who answers for this issue, what is done and by when"),
                    tr("Who answers for it, what is done and by when")),
                &QToolButton::clicked, this, [this, id] { emit assignWanted(id); });
        auto *accept = add(u"acceptGaps"_s, tr("Accept …"), tr("Accept findings of this issue"),
                           d.notAcceptable.isEmpty() ? tr("Live with it for a time: with a reason, an approver and a day of expiry") : d.notAcceptable);
        accept->setEnabled(d.notAcceptable.isEmpty());
        connect(accept, &QToolButton::clicked, this, [this, id] { emit acceptWanted(id); });
    }
    actions->addStretch(1);
    layout->addLayout(actions);
    if (id > 0 && !d.notAcceptable.isEmpty() && d.bound > 0)
        addText(layout, d.notAcceptable + u'.', true)->setObjectName(u"notAcceptable"_s);
}

void DetailsPane::addPlan(QVBoxLayout *layout, const IssueDetail &d)
{
    if (d.issue.id <= 0)
        return;
    const IssuePlan &plan = d.issue.plan;
    addHeading(layout, tr("Who answers for it"));
    QLabel *who = addText(layout, plan.isEmpty() ? tr("Nobody yet.") : tr("%1, %2").arg(plan.owner, planWords(plan)), plan.isEmpty());
    who->setObjectName(u"planOwner"_s);
    if (plan.overdue)
        who->setFont(scaledFont(TextRole::Body, true));
    if (!plan.isEmpty())
        addText(layout, plan.measure.isEmpty() ? tr("No measure is said yet.") : plan.measure, plan.measure.isEmpty())->setObjectName(u"planMeasure"_s);
}

void DetailsPane::addExample(QVBoxLayout *layout, const IssueDetail &d)
{
    if (d.findings.isEmpty())
        return;
    addHeading(layout, tr("Why it stands so"));
    m_findings = d.findingCount;
    m_example = new QWidget(m_content);
    m_example->setBackgroundRole(QPalette::Base);
    auto *inner = new QVBoxLayout(m_example);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(grid(2));
    layout->addWidget(m_example);
    fillExample(d.example);
}

void DetailsPane::fillExample(const FindingDetail &f)
{
    auto *inner = static_cast<QVBoxLayout *>(m_example->layout());
    const QString held = m_example->isAncestorOf(focusWidget()) ? focusWidget()->objectName() : QString();
    while (QLayoutItem *item = inner->takeAt(0)) {
        forget(item);
    }
    // What is said here is of one thing: it is named, and the others are a step away.
    auto *steps = new QHBoxLayout;
    steps->setSpacing(grid(1));
    QLabel *which = makeLabel(m_findings > 1 ? tr("Finding %1 of %2").arg(figures::formatNumber(f.index + 1), figures::formatNumber(m_findings)) : tr("The only finding"),
                              TextRole::Caption, true, false, m_example);
    if (f.finding.status == domain::Status::Unknown || f.finding.status == domain::Status::Pass)
        which->setText(m_findings > 1 ? tr("Result %1 of %2").arg(figures::formatNumber(f.index + 1), figures::formatNumber(m_findings)) : tr("The only result"));
    which->setObjectName(u"whichFinding"_s);
    steps->addWidget(which);
    steps->addStretch(1);
    const auto step = [&](const QString &name, const QString &text, const QString &accessible, int to) {
        auto *button = new QToolButton(m_example);
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(accessible);
        button->setToolTip(accessible);
        button->setEnabled(to >= 0 && to < m_findings);
        connect(button, &QToolButton::clicked, this, [this, to] { emit findingWanted(m_issue, to); });
        steps->addWidget(button);
        if (held == name)
            button->setFocus();
    };
    if (m_findings > 1) {
        step(u"previousFinding"_s, u"\u2039"_s, tr("Why the one before it stands so"), f.index - 1);
        step(u"nextFinding"_s, u"\u203a"_s, tr("Why the next one stands so"), f.index + 1);
    }
    auto *go = new QToolButton(m_example);
    go->setObjectName(u"showThing"_s);
    go->setText(tr("Show it"));
    go->setAccessibleName(tr("Show %1").arg(f.finding.entityName));
    connect(go, &QToolButton::clicked, this, [this, entity = f.finding.entity] { emit entityWanted(entity); });
    steps->addWidget(go);
    inner->addLayout(steps);
    QLabel *name = addText(inner, tr("%1 \u00b7 %2").arg(f.finding.entityName, text::statusWord(f.finding.status, f.finding.legal)));
    name->setFont(scaledFont(TextRole::Body, true));
    name->setObjectName(u"exampleName"_s);
    addText(inner, tr("%1 (%2)").arg(f.finding.title, f.finding.rule), true);
    addText(inner, f.reason)->setObjectName(u"exampleReason"_s);
    for (const FactLine &fact : f.facts)
        addFact(inner, fact);
    if (!f.otherTools.isEmpty()) {
        addHeading(inner, tr("Other tools on this requirement"));
        addToolFindings(inner, f.otherTools, f.otherTools.size());
    }
}

void DetailsPane::showFinding(qint64 issue, const FindingDetail &f)
{
    if (!isVisible() || issue != m_issue || !m_example)
        return;
    fillExample(f);
    m_content->adjustSize();
}

void DetailsPane::showIssue(const IssueDetail &d)
{
    m_entity = 0;
    m_issue = d.issue.id;
    m_example = nullptr;
    QVBoxLayout *layout = begin(d.issue.number.isEmpty() ? d.issue.clauses.join(u"; "_s) : d.issue.number + u" \u00b7 "_s + d.issue.clauses.join(u"; "_s), d.issue.title);
    addText(layout, text::capitalised(issueWords(d.issue)), true)->setObjectName(u"issueState"_s);
    addText(layout, issueCounts(d.issue) + (d.issue.accepted > 0 && issueStatus(d.issue) == domain::Status::Gap
                                                ? tr(" \u00b7 %1 accepted").arg(figures::formatNumber(d.issue.accepted)) : QString()), true)
        ->setObjectName(u"issueCounts"_s);
    if (d.narrowed)
        addText(layout, tr("Under the filter: %1; %2").arg(issueState(*d.narrowed), issueCounts(*d.narrowed)), true)->setObjectName(u"issueNarrowed"_s);
    if (d.issue.contradicted > 0 && d.issue.id > 0)
        addText(layout, text::capitalised(contradictedWords(d.issue)) + u'.', true)->setObjectName(u"issueContradicted"_s);
    if (!d.issue.root.isEmpty())
        addText(layout, tr("Common cause: %1").arg(d.issue.root));
    addActions(layout, d);
    addPlan(layout, d);
    addAcceptances(layout, d);
    addExample(layout, d);
    if (!d.remedy.isEmpty()) {
        addHeading(layout, tr("What to do"));
        addText(layout, d.remedy);
    }
    if (d.issue.ruleTitles.size() > 1) {
        addHeading(layout, tr("All rules concerned (%1)").arg(d.issue.ruleTitles.size()));
        for (const QString &title : d.issue.ruleTitles)
            addText(layout, title);
        addText(layout, d.issue.clauses.join(u"; "_s), true);
    }
    if (!d.findings.isEmpty()) {
        const domain::Status status = issueStatus(d.issue);
        const QString what = d.issue.id > 0 ? tr("Findings") : status == domain::Status::Pass ? tr("Met, but not for another tool") : tr("Unknown results");
        const QString all = figures::formatNumber(d.findingCount);
        addHeading(layout, d.findingCount > d.findings.size() ? tr("%1 (%2, the first %3 here)").arg(what, all).arg(d.findings.size())
                                                              : tr("%1 (%2)").arg(what, all));
        addFindings(layout, d.findings, true);
        if (d.findingCount > d.findings.size())
            addText(layout, tr("\u201cIn inventory\u201d lists everything that is affected; the arrows above step through all findings."), true);
    }
    addHeading(layout, tr("What the rule says"));
    addText(layout, d.requirement);
    for (const ArticleLine &article : d.articles)
        addArticle(layout, article);
    if (!d.toConfirm.isEmpty())
        addText(layout, tr("To confirm: %1").arg(d.toConfirm), true);
    if (!d.confidence.isEmpty())
        addText(layout, tr("Confidence in this reading: %1").arg(d.confidence), true);
    for (const QString &review : d.reviews)
        addText(layout, review, true)->setObjectName(u"ruleReview"_s);
    finish();
}

} // namespace views
