// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/frameworkspage.h"

#include "domain/foldedtext.h"
#include "pages/comparisonpanel.h"
#include "pages/frameworkpanel.h"
#include "pages/issuelist.h"
#include "pages/rulesetmenu.h"
#include "text/statustext.h"
#include "text/wordtext.h"
#include "widgets/legalsign.h"
#include "widgets/theme.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {
namespace {

QString groupTitle(domain::LegalStatus legal)
{
    switch (legal) {
    case domain::LegalStatus::Law: return FrameworksPage::tr("Binding law");
    case domain::LegalStatus::Programme: return FrameworksPage::tr("Programmes");
    case domain::LegalStatus::Standard: return FrameworksPage::tr("Standards");
    case domain::LegalStatus::Scheme: return FrameworksPage::tr("Schemes");
    case domain::LegalStatus::Proposal: return FrameworksPage::tr("Proposals, not in force");
    case domain::LegalStatus::OwnPolicy: return FrameworksPage::tr("Own policy and exposure");
    }
    return {};
}

QString stateOf(const FrameworkChoice &f)
{
    if (!f.judged)
        return FrameworksPage::tr("not judged");
    QStringList parts;
    if (f.open.total() > 0)
        parts << text::tallyWords(f.open);
    if (f.unknown > 0)
        parts << FrameworksPage::tr("%1 unknown").arg(formatCount(f.unknown));
    if (parts.isEmpty())
        parts << (f.pass > 0 ? FrameworksPage::tr("met") : f.pass < 0 ? FrameworksPage::tr("nothing open") : FrameworksPage::tr("not concerned"));
    return parts.join(u", "_s);
}

// A dash where nothing was judged; the tooltip has the words.
QString countOf(const FrameworkChoice &f, qint64 count)
{
    return f.judged ? formatCount(count) : QStringLiteral("\u2013");
}

// "EU, LU and 4 more" doesn't fit a column.
QString whereOf(const FrameworkChoice &f)
{
    const QStringList codes = f.jurisdiction.split(u", "_s);
    if (codes.contains(u"international"_s) || codes.contains(u"any"_s))
        return FrameworksPage::tr("any");
    return codes.size() > 2 ? FrameworksPage::tr("%1 +%2").arg(codes.constFirst()).arg(codes.size() - 1) : f.jurisdiction;
}

QString concernOf(const FrameworkChoice &f)
{
    const auto names = [](const QStringList &list) {
        return list.size() <= 4 ? list.join(u", "_s) : FrameworksPage::tr("%1 and %2 more").arg(list.mid(0, 4).join(u", "_s)).arg(list.size() - 4);
    };
    if (f.why.isEmpty())
        return {};
    if (!f.concerned.isEmpty() && !f.perhaps.isEmpty())
        return FrameworksPage::tr("Proposed for %1: %2. Perhaps for %3, of which too little is recorded").arg(names(f.concerned), f.why, names(f.perhaps));
    if (!f.concerned.isEmpty())
        return FrameworksPage::tr("Proposed for %1: %2").arg(names(f.concerned), f.why);
    if (!f.perhaps.isEmpty())
        return FrameworksPage::tr("Perhaps for %1, of which too little is recorded: %2").arg(names(f.perhaps), f.why);
    return FrameworksPage::tr("Concerns none of the recorded legal entities: %1").arg(f.why);
}

} // namespace

enum FrameworksPage::Column : int { Name, Where, Open, Unknown };

FrameworksPage::FrameworksPage(const PageContext &context, QWidget *parent)
    : Page(u"frameworks"_s, tr("Frameworks"), context, parent), m_list(new QTreeWidget(this)), m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_side(new QWidget(this)), m_find(new QLineEdit(this)), m_proposed(new QPushButton(this)), m_apply(new QPushButton(tr("Apply and evaluate"), this)),
      m_discard(new QPushButton(tr("Discard"), this)), m_right(new QStackedWidget(this)),
      m_panel(new FrameworkPanel(m_right)), m_ruleSet(new RuleSetMenu(context, this)), m_comparison(new ComparisonPanel(m_right))
{
    m_list->setObjectName(u"frameworkList"_s);
    m_list->setAccessibleName(tr("Frameworks"));
    m_list->setHeaderLabels({tr("Framework"), tr("Where"), tr("Open"), tr("Unknown")});
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(grid(2));
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_find->setObjectName(u"frameworkFind"_s);
    m_find->setPlaceholderText(tr("Find a framework or a country"));
    m_find->setAccessibleName(tr("Find a framework"));
    m_find->setClearButtonEnabled(true);
    m_proposed->setObjectName(u"frameworkProposed"_s);
    m_apply->setObjectName(u"frameworkApply"_s);
    m_discard->setObjectName(u"frameworkDiscard"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Frameworks"), TextRole::Title, false, true, this));
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(m_ruleSet);
    head->addWidget(m_discard);
    head->addWidget(m_apply);
    auto *left = new QVBoxLayout(m_side);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(grid(2));
    auto *tools = new QHBoxLayout;
    tools->setSpacing(grid(2));
    tools->addWidget(m_find, 1);
    tools->addWidget(m_proposed);
    left->addLayout(tools);
    left->addWidget(m_list, 1);
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(grid(4));
    m_columns->addWidget(m_side, 2);
    m_columns->addWidget(hairline(this, true));
    m_right->addWidget(m_panel);
    m_right->addWidget(m_comparison);
    m_columns->addWidget(m_right, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    layout->addLayout(m_columns, 1);

    connect(m_list, &QTreeWidget::currentItemChanged, this, &FrameworksPage::showFramework);
    connect(m_list, &QTreeWidget::itemChanged, this, [this] {
        if (!m_filling)
            refreshButtons();
    });
    connect(m_find, &QLineEdit::textChanged, this, &FrameworksPage::narrowList);
    connect(m_apply, &QPushButton::clicked, this, [this] { emit chooseWanted(ticked()); });
    connect(m_discard, &QPushButton::clicked, this, [this] { show(m_choices); });
    connect(m_proposed, &QPushButton::clicked, this, [this] {
        for (QTreeWidgetItemIterator it(m_list); *it; ++it) {
            const QString id = (*it)->data(Name, Qt::UserRole).toString();
            const auto found = std::find_if(m_choices.cbegin(), m_choices.cend(), [&id](const FrameworkChoice &f) { return f.id == id; });
            if (found != m_choices.cend() && !found->concerned.isEmpty())
                (*it)->setCheckState(Name, Qt::Checked);
        }
    });
    connect(m_panel, &FrameworkPanel::filterWanted, this, [this](const FilterState &wanted) {
        FilterState filter = m_filter.about();
        filter.framework = wanted.framework;
        filter.special.append(wanted.special);
        emit filterWanted(filter, u"issues"_s);
    });
    connect(m_right, &QStackedWidget::currentChanged, this, &FrameworksPage::shareRoom);
    connect(m_panel, &FrameworkPanel::attestationWanted, this, &FrameworksPage::attestationWanted);
    connect(m_panel, &FrameworkPanel::askWanted, this, &FrameworksPage::askWanted);
    connect(m_panel, &FrameworkPanel::reviewWanted, this, &FrameworksPage::reviewWanted);
    connect(m_ruleSet, &RuleSetMenu::wished, this, &FrameworksPage::ruleSetWished);
    connect(m_ruleSet, &RuleSetMenu::failed, this, &FrameworksPage::failed);
    connect(m_panel, &FrameworkPanel::comparisonWanted, this, [this](const QString &one, const QString &other) { compare(one, other); });
    connect(m_panel, &FrameworkPanel::editionWanted, this, [this](const QString &list) {
        m_editions.insert(current(), list);
        m_wanted.clear();
        showFramework();
    });
    connect(m_panel, &FrameworkPanel::requirementWanted, this, &FrameworksPage::showRequirement);
    connect(m_comparison, &ComparisonPanel::requirementWanted, this, &FrameworksPage::showRequirement);
    connect(m_comparison, &ComparisonPanel::closed, this, [this] {
        m_right->setCurrentWidget(m_panel);
        m_panel->setFocus();
    });
    setFocusProxy(m_list);
}

void FrameworksPage::showRequirement(const rules::ListedRequirement &requirement)
{
    const QString pack = requirement.list.section(u'@', 0, 0);
    if (pack != requirement.list) {
        compare(current().isEmpty() ? pack : current(), requirement.list, requirement);
        return;
    }
    m_right->setCurrentWidget(m_panel);
    m_find->clear();
    m_panel->showRequirement(requirement);
    for (QTreeWidgetItemIterator it(m_list); *it; ++it) {
        if ((*it)->data(Name, Qt::UserRole).toString() == pack)
            m_list->setCurrentItem(*it);
    }
}

void FrameworksPage::showRule(const QString &framework, const QString &rule)
{
    m_panel->showRule(framework, rule);
    choose(framework);
}

void FrameworksPage::choose(const QString &framework)
{
    m_right->setCurrentWidget(m_panel);
    m_find->clear();
    m_next = framework;
    for (QTreeWidgetItemIterator it(m_list); *it; ++it) {
        if ((*it)->data(Name, Qt::UserRole).toString() == framework)
            m_list->setCurrentItem(*it);
    }
}

void FrameworksPage::compare(const QString &left, const QString &right, const rules::ListedRequirement &wanted)
{
    ask<FrameworkComparison>(u"comparison"_s, [left, right](Backend &backend, const QString &path) { return backend.compareFrameworks(path, left, right); },
                             [this, wanted](const FrameworkComparison &comparison) {
                                 m_comparison->showComparison(comparison, wanted);
                                 m_right->setCurrentWidget(m_comparison);
                                 m_comparison->setFocus();
                             });
}

QString FrameworksPage::current() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(Name, Qt::UserRole).toString() : QString();
}

QStringList FrameworksPage::ticked() const
{
    QStringList ids;
    for (QTreeWidgetItemIterator it(m_list); *it; ++it) {
        const QString id = (*it)->data(Name, Qt::UserRole).toString();
        if (!id.isEmpty() && (*it)->checkState(Name) == Qt::Checked)
            ids.append(id);
    }
    return ids;
}

void FrameworksPage::reload()
{
    ask<QList<FrameworkChoice>>(u"list"_s, [filter = m_filter](Backend &backend, const QString &path) { return backend.frameworks(path, filter); },
                                [this](const QList<FrameworkChoice> &list) { show(list); });
}

void FrameworksPage::show(const QList<FrameworkChoice> &list)
{
    // What was just copied, imported or brought back is what one wants to see.
    QStringList fresh;
    for (const FrameworkChoice &f : list) {
        if (!m_choices.isEmpty() && f.own && std::none_of(m_choices.cbegin(), m_choices.cend(), [&f](const FrameworkChoice &known) { return known.id == f.id; }))
            fresh.append(f.id);
    }
    m_choices = list;
    m_filling = true;
    m_ruleSet->reload();
    QString chosen = fresh.size() == 1 ? fresh.constFirst() : current();
    if (!m_filter.framework.isEmpty() && !m_filter.framework.contains(u','))
        chosen = m_filter.framework;
    if (!m_next.isEmpty())
        chosen = m_next;
    m_next.clear();
    QTreeWidgetItem *again = nullptr;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        const bool any = std::any_of(list.cbegin(), list.cend(), [](const FrameworkChoice &f) { return f.chosen; });
        QTreeWidgetItem *first = nullptr;
        QTreeWidgetItem *concerned = nullptr;
        QList<FrameworkChoice> sorted = list;
        std::stable_sort(sorted.begin(), sorted.end(), [](const FrameworkChoice &a, const FrameworkChoice &b) {
            return text::shortFramework(a.id, a.title).localeAwareCompare(text::shortFramework(b.id, b.title)) < 0;
        });
        for (int legal = 0; legal <= static_cast<int>(domain::LegalStatus::OwnPolicy); ++legal) {
            const auto status = static_cast<domain::LegalStatus>(legal);
            QTreeWidgetItem *group = nullptr;
            for (const FrameworkChoice &f : sorted) {
                if (f.legal != status)
                    continue;
                if (!group) {
                    group = new QTreeWidgetItem(m_list, {groupTitle(status)});
                    group->setIcon(Name, legalSign(status, palette()));
                    group->setFlags(Qt::ItemIsEnabled);
                    group->setSizeHint(Name, QSize(0, grid(6)));
                    group->setFont(Name, scaledFont(TextRole::Body, true));
                    group->setFirstColumnSpanned(true);
                    group->setExpanded(true);
                }
                auto *item = new QTreeWidgetItem(group, {f.own ? f.title : text::shortFramework(f.id, f.title), whereOf(f), f.judged ? text::tallyInColumn(f.open, f.legal) : u"\u2013"_s, countOf(f, f.unknown)});
                item->setData(Name, Qt::UserRole, f.id);
                item->setTextAlignment(Open, Qt::AlignRight | Qt::AlignVCenter);
                item->setTextAlignment(Unknown, Qt::AlignRight | Qt::AlignVCenter);
                item->setSizeHint(Name, QSize(0, grid(6)));
                item->setData(Where, Qt::UserRole, f.jurisdiction.split(u", "_s));
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
                item->setCheckState(Name, f.chosen || !any ? Qt::Checked : Qt::Unchecked);
                const QString tip = (QStringList{f.title, tr("%1, version %2, %3 rules").arg(text::legalStatusWord(f.legal), f.version).arg(f.rules), stateOf(f), concernOf(f)} + f.changes)
                                        .join(u'\n').trimmed();
                for (int c = Name; c <= Unknown; ++c)
                    item->setToolTip(c, tip);
                item->setData(Name, Qt::AccessibleTextRole, f.title + u", "_s + text::legalStatusWord(f.legal) + u", "_s + stateOf(f));
                first = first ? first : item;
                if (!concerned && f.judged && f.open.total() > 0 && !f.concerned.isEmpty())
                    concerned = item;
                if (f.id == chosen)
                    again = item;
            }
        }
        m_list->setCurrentItem(again ? again : concerned ? concerned : first);
    }
    m_filling = false;
    narrowList(m_find->text());
    refreshButtons();
    m_wanted.clear();
    showFramework();
}

bool FrameworksPage::applyTicks()
{
    // Before the page was read nothing is ticked, which is no wish.
    if (m_choices.isEmpty() || m_apply->isHidden() || !m_apply->isEnabled())
        return false;
    emit chooseWanted(ticked());
    return true;
}

void FrameworksPage::refreshButtons()
{
    const QStringList now = ticked();
    const qsizetype chosen = std::count_if(m_choices.cbegin(), m_choices.cend(), [](const FrameworkChoice &f) { return f.chosen; });
    m_count->setText(chosen == 0 ? tr("all %1 are judged, since none is chosen").arg(m_choices.size()) : tr("%1 of %2 chosen").arg(chosen).arg(m_choices.size()));
    const bool changed = std::any_of(m_choices.cbegin(), m_choices.cend(), [&](const FrameworkChoice &f) { return now.contains(f.id) != (f.chosen || chosen == 0); });
    m_apply->setVisible(changed);
    m_discard->setVisible(changed);
    m_apply->setEnabled(!now.isEmpty());
    m_apply->setToolTip(now.isEmpty() ? tr("Tick at least one framework") : tr("%1 frameworks will be judged").arg(now.size()));
    const qsizetype proposed = std::count_if(m_choices.cbegin(), m_choices.cend(), [&](const FrameworkChoice &f) { return !f.concerned.isEmpty() && !now.contains(f.id); });
    m_proposed->setVisible(proposed > 0);
    m_proposed->setText(tr("Tick %1 proposed").arg(proposed));
    m_proposed->setToolTip(tr("Frameworks that concern a recorded legal entity, by its country, its markets and what supervision makes of it"));
}

void FrameworksPage::narrowList(const QString &text)
{
    const QString wanted = text.trimmed();
    for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
        QTreeWidgetItem *group = m_list->topLevelItem(g);
        int shown = 0;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem *item = group->child(i);
            QString words = item->toolTip(Name) + u' ' + item->text(Name) + u' ' + item->data(Name, Qt::UserRole).toString();
            for (const QString &code : item->data(Where, Qt::UserRole).toStringList())
                words += u' ' + code + u' ' + m_context.backend.countryName(code);
            const bool found = domain::finds(words, wanted);
            item->setHidden(!found);
            shown += found ? 1 : 0;
        }
        group->setHidden(shown == 0);
    }
}

void FrameworksPage::showFramework()
{
    const QString id = current();
    if (id != m_next)
        m_next.clear();
    if (id.isEmpty() || id == m_wanted)
        return;
    m_wanted = id;
    // What is read again stays open; another framework closes the comparison.
    const FrameworkComparison &beside = m_comparison->comparison();
    if (m_right->currentWidget() == m_comparison && beside.left.list == id)
        compare(id, beside.right.list);
    else
        m_right->setCurrentWidget(m_panel);
    QStringList taken;
    for (const FrameworkChoice &f : std::as_const(m_choices))
        taken.append(f.id);
    const auto found = std::find_if(m_choices.cbegin(), m_choices.cend(), [&id](const FrameworkChoice &f) { return f.id == id; });
    m_ruleSet->setCurrent(m_info.path, found == m_choices.cend() ? FrameworkChoice() : *found, taken);
    const QString concern = found == m_choices.cend() ? QString() : concernOf(*found);
    ask<FrameworkDetail>(u"framework"_s, [id = m_editions.value(id, id), filter = m_filter](Backend &backend, const QString &path) { return backend.framework(path, id, filter); },
                         [this, concern](const FrameworkDetail &detail) { m_panel->showFramework(detail, concern); });
}

bool FrameworksPage::isNarrow() const { return width() < grid(260); }

void FrameworksPage::shareRoom()
{
    // Two frameworks side by side need the whole of a narrow window; a list needs its names.
    m_side->setVisible(!isNarrow() || m_right->currentWidget() != m_comparison);
    m_columns->setStretchFactor(m_right, isNarrow() ? 3 : 4);
}

void FrameworksPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    shareRoom();
    const bool narrow = isNarrow();
    m_list->setColumnHidden(Where, narrow);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Where, QHeaderView::Fixed);
    m_list->header()->resizeSection(Where, grid(16));
    const QFontMetrics metrics(m_list->font());
    for (const int c : {int(Open), int(Unknown)}) {
        m_list->header()->setSectionResizeMode(c, QHeaderView::Fixed);
        // What own policy finds weak stands beside the law's gaps, in words.
        m_list->header()->resizeSection(c, c == Open ? metrics.horizontalAdvance(u"99, 99 weak"_s) + grid(4) : metrics.horizontalAdvance(m_list->headerItem()->text(c)) + grid(4));
    }
}

} // namespace views
