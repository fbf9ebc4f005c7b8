// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/frameworkpanel.h"

#include "figures/figure.h"
#include "pages/elsewherewords.h"
#include "pages/issuelist.h"
#include "pages/reviewdialog.h"
#include "text/mappingtext.h"
#include "text/reviewtext.h"
#include "text/statustext.h"
#include "text/wordtext.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Status;
using figures::TextRole;

namespace views {
namespace {

enum Column { What, State, Met, Open, Unknown, How };
enum Role { RulesRole = Qt::UserRole, WordsRole, TitleRole, ElsewhereRole };

QString number(qint64 n) { return n > 0 ? figures::formatNumber(static_cast<double>(n)) : QString(); }

QString howWords(const RequirementRow &r)
{
    switch (r.reach) {
    case rules::Reach::Inventory: return FrameworkPanel::tr("inventory");
    case rules::Reach::Question: return r.rules.isEmpty() ? FrameworkPanel::tr("a person, unasked") : FrameworkPanel::tr("a person's answer");
    case rules::Reach::Outside: return FrameworkPanel::tr("out of reach");
    }
    return {};
}

QString toolWords(const RequirementRow &r)
{
    return FrameworkPanel::tr("Other tools speak to it: %1 passed, %2 failed").arg(r.toolsMet).arg(r.toolsFailed);
}

QString ruleWords(const RuleRow &r)
{
    QStringList parts{r.requirement};
    QStringList notes;
    notes << text::severityWord(r.severity) << text::legalStatusWord(r.legal);
    if (r.from.isValid())
        notes << FrameworkPanel::tr("applies from %1").arg(r.from.toString(Qt::ISODate));
    if (r.until.isValid())
        notes << FrameworkPanel::tr("until %1").arg(r.until.toString(Qt::ISODate));
    notes << FrameworkPanel::tr("reading %1").arg(r.confidence);
    if (r.review.state == domain::ReviewState::NotReviewed)
        notes << text::reviewWords(r.review);
    if (!r.packReviewer.isEmpty())
        notes << FrameworkPanel::tr("the rule set names as its reviewer: %1").arg(r.packReviewer);
    if (r.ourStandard)
        notes << FrameworkPanel::tr("threshold: our standard");
    parts << r.id + u": "_s + notes.join(u" \u00b7 "_s);
    if (r.review.state != domain::ReviewState::NotReviewed)
        parts << text::capitalised(text::reviewWords(r.review));
    if (!r.off.isEmpty())
        parts << r.off;
    if (!r.toConfirm.isEmpty())
        parts << FrameworkPanel::tr("To be confirmed: %1").arg(r.toConfirm);
    return parts.join(u'\n');
}

template <class Row> void fillCounts(QTreeWidgetItem *item, const Row &r, bool filtered)
{
    item->setText(Met, filtered ? QString() : number(r.pass));
    item->setText(Open, number(r.open));
    item->setText(Unknown, number(r.unknown));
    for (int c = Met; c <= Unknown; ++c)
        item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
}

struct Sums
{
    qint64 pass = 0, open = 0, unknown = 0, accepted = 0, notApplicable = 0;
    bool judged = false;
    void add(const RuleRow &r)
    {
        pass += r.pass;
        open += r.open;
        unknown += r.unknown;
        accepted += r.accepted;
        notApplicable += r.notApplicable;
        judged = judged || r.judged;
    }
};

QString offOf(const RuleRow &r) { return r.off; }
QString offOf(const Sums &) { return {}; }

template <class Row> QString stateWord(const Row &r, domain::LegalStatus legal, bool filtered)
{
    if (!r.judged && !offOf(r).isEmpty())
        return FrameworkPanel::tr("switched off");
    if (!r.judged)
        return FrameworkPanel::tr("not judged");
    if (r.open > 0)
        return text::statusWord(Status::Gap, legal);
    if (r.unknown > 0)
        return text::statusWord(Status::Unknown);
    if (r.accepted > 0)
        return text::statusWord(Status::Accepted);
    if (r.pass > 0)
        return text::statusWord(Status::Pass, legal);
    // Under a filter what is met isn't counted, so that it can't be told from what concerns nothing.
    return filtered ? FrameworkPanel::tr("nothing open") : FrameworkPanel::tr("not concerned");
}

template <class Row> Status statusOf(const Row &r)
{
    return !r.judged         ? Status::Unknown
           : r.open > 0      ? Status::Gap
           : r.unknown > 0   ? Status::Unknown
           : r.accepted > 0  ? Status::Accepted
           : r.pass > 0      ? Status::Pass
                             : Status::NotApplicable;
}

template <class Row> void sign(QTreeWidgetItem *item, const Row &r, domain::Severity severity, bool filtered)
{
    if (!r.judged || (filtered && statusOf(r) == Status::NotApplicable))
        return;
    item->setData(State, SignDelegate::StatusRole, static_cast<int>(statusOf(r)));
    item->setData(State, SignDelegate::SeverityRole, static_cast<int>(severity));
}

/// As high as the words need, and never more than a quarter of the panel: the tree comes first.
void fitDetails(const QWidget *panel)
{
    auto *scroll = panel->findChild<QScrollArea *>(u"requirementDetails"_s);
    if (!scroll || !scroll->widget())
        return;
    const int wanted = scroll->widget()->layout()->heightForWidth(std::max(scroll->viewport()->width(), grid(20)));
    scroll->setFixedHeight(std::clamp(wanted, grid(10), std::max(grid(10), panel->height() / 4)));
}

} // namespace

FrameworkPanel::FrameworkPanel(QWidget *parent)
    : QWidget(parent), m_title(makeLabel({}, TextRole::Title, false, true, this)), m_facts(makeLabel({}, TextRole::Caption, true, false, this)),
      m_concern(makeLabel({}, TextRole::Body, false, false, this)), m_coverage(makeLabel({}, TextRole::Body, false, true, this)),
      m_about(makeLabel({}, TextRole::Caption, true, false, this)), m_told(makeLabel({}, TextRole::Body, false, false, this)), m_legend(makeLabel({}, TextRole::Caption, true, false, this)),
      m_elsewhere(makeLabel({}, TextRole::Body, false, false, this)), m_show(new QToolButton(this)), m_review(new QToolButton(this)), m_compare(new QToolButton(this)),
      m_partners(new QMenu(m_compare)), m_tree(new QTreeWidget(this))
{
    makeFlat(m_tree, u"requirementTree"_s, tr("What the framework asks"), {tr("Requirement"), tr("State"), tr("Met"), tr("Open"), tr("Unknown"), tr("Decided by")});
    m_tree->setRootIsDecorated(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_coverage->setObjectName(u"frameworkCoverage"_s);
    m_concern->setObjectName(u"frameworkConcern"_s);
    m_told->setObjectName(u"requirementWords"_s);
    m_legend->setObjectName(u"reviewLegend"_s);
    for (QLabel *label : {m_title, m_facts, m_concern, m_coverage, m_about, m_told, m_legend}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_show->setObjectName(u"requirementFindings"_s);
    m_show->setText(tr("Show its findings"));
    m_show->setToolTip(tr("Findings and unknown results under what is chosen in the tree (Enter)"));
    m_review->setObjectName(u"recordReview"_s);
    m_review->setText(tr("Record review …"));
    m_review->setToolTip(tr("What your counsel said of the chosen rules, or of all rules of the framework"));
    m_compare->setObjectName(u"frameworkCompare"_s);
    m_compare->setText(tr("Compare with"));
    m_compare->setToolTip(tr("This framework beside another: what each asks of what the other asks"));
    m_compare->setPopupMode(QToolButton::InstantPopup);
    m_compare->setMenu(m_partners);
    m_partners->setObjectName(u"frameworkPartners"_s);
    m_elsewhere->setObjectName(u"requirementElsewhere"_s);
    m_elsewhere->setAccessibleName(tr("What other frameworks say of it"));
    m_elsewhere->setWordWrap(true);
    m_elsewhere->setTextFormat(Qt::RichText);
    m_elsewhere->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    // A requirement may speak to a dozen others: they scroll, so that the tree keeps its room.
    auto *scroll = new QScrollArea(this);
    auto *inner = new QWidget(scroll);
    auto *words = new QVBoxLayout(inner);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(grid(1));
    words->addWidget(m_told);
    words->addWidget(m_elsewhere);
    words->addStretch(1);
    scroll->setObjectName(u"requirementDetails"_s);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(grid(2));
    foot->addWidget(scroll, 1);
    auto *deeds = new QVBoxLayout;
    deeds->setSpacing(grid(1));
    deeds->addWidget(m_show);
    deeds->addWidget(m_review);
    deeds->addStretch(1);
    foot->addLayout(deeds);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(m_title, 1);
    head->addWidget(m_compare, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addLayout(head);
    layout->addWidget(m_facts);
    layout->addWidget(m_about);
    layout->addWidget(m_concern);
    layout->addWidget(m_coverage);
    layout->addWidget(hairline(this));
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_legend);
    layout->addWidget(hairline(this));
    layout->addLayout(foot);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &FrameworkPanel::tellOf);
    connect(m_tree, &QTreeWidget::itemActivated, this, &FrameworkPanel::open);
    connect(m_show, &QToolButton::clicked, this, [this] { open(m_tree->currentItem()); });
    connect(m_review, &QToolButton::clicked, this, &FrameworkPanel::recordReview);
    connect(m_elsewhere, &QLabel::linkActivated, this, [this](const QString &link) { emit requirementWanted(requirementOfLink(link)); });
    connect(m_elsewhere, &QLabel::linkHovered, this, [this](const QString &link) {
        const QString id = m_tree->currentItem() ? m_tree->currentItem()->data(What, TitleRole).toString() : QString();
        const auto row = std::find_if(m_detail.requirements.cbegin(), m_detail.requirements.cend(), [&id](const RequirementRow &r) { return r.id == id; });
        m_elsewhere->setToolTip(row == m_detail.requirements.cend() ? QString() : linkTip(row->elsewhere, link));
    });
    setFocusProxy(m_tree);
}

QTreeWidgetItem *FrameworkPanel::requirementItem(const RequirementRow &r, QTreeWidgetItem *parent)
{
    Sums sums;
    QStringList ids;
    domain::Severity worst = domain::Severity::Low;
    for (const RuleRow &rule : r.rules) {
        sums.add(rule);
        ids.append(rule.id);
        if (rule.open > 0)
            worst = std::max(worst, rule.severity);
    }
    auto *item = new QTreeWidgetItem(parent, {r.id + u"  "_s + r.title});
    const domain::LegalStatus legal = r.rules.isEmpty() ? m_detail.head.legal : r.rules.constFirst().legal;
    if (!r.rules.isEmpty()) {
        item->setText(State, stateWord(sums, legal, m_detail.filtered));
        sign(item, sums, worst, m_detail.filtered);
        fillCounts(item, sums, m_detail.filtered);
    } else {
        item->setText(State, QStringLiteral("\u2013"));
    }
    if (const QString mark = elsewhereMark(r.elsewhere); !mark.isEmpty() && (r.rules.isEmpty() || r.elsewhere.served))
        item->setText(State, mark);
    item->setText(How, howWords(r));
    item->setData(What, ElsewhereRole, elsewhereHtml(r.elsewhere));
    item->setData(What, RulesRole, ids);
    item->setData(What, TitleRole, r.id);
    QStringList words{r.id + u"  "_s + r.title};
    if (r.rules.isEmpty())
        words << (r.reach == rules::Reach::Outside ? tr("Beyond what an inventory and a questionnaire can tell: see to it elsewhere.") : tr("A person has to judge it; no question is asked about it yet."));
    else
        words << tr("Decided by %1").arg(ids.join(u", "_s));
    if (r.toolsMet + r.toolsFailed > 0)
        words << toolWords(r);
    item->setData(What, WordsRole, words.join(u'\n'));
    for (int c = What; c <= How; ++c)
        item->setToolTip(c, words.join(u'\n'));
    const QString plain = elsewherePlain(r.elsewhere);
    if (!plain.isEmpty())
        item->setToolTip(State, words.join(u'\n') + u'\n' + plain);
    item->setData(What, Qt::AccessibleTextRole, item->text(What) + u", "_s + item->text(State));
    for (const RuleRow &rule : r.rules) {
        const QString mark = text::reviewSign(rule.review);
        auto *child = new QTreeWidgetItem(item, {mark.isEmpty() ? rule.heading : rule.heading + u' ' + mark});
        child->setData(What, Qt::AccessibleTextRole, rule.heading + u", "_s + text::reviewStateWord(rule.review));
        child->setText(State, stateWord(rule, rule.legal, m_detail.filtered));
        sign(child, rule, rule.severity, m_detail.filtered);
        child->setText(How, rule.id);
        fillCounts(child, rule, m_detail.filtered);
        child->setData(What, RulesRole, QStringList{rule.id});
        child->setData(What, TitleRole, rule.heading);
        child->setData(What, WordsRole, ruleWords(rule));
        for (int c = What; c <= How; ++c)
            child->setToolTip(c, rule.heading + u'\n' + ruleWords(rule));
    }
    return item;
}

void FrameworkPanel::showFramework(const FrameworkDetail &detail, const QString &concern)
{
    const QString before = m_detail.head.id == detail.head.id && m_tree->currentItem() ? m_tree->currentItem()->data(What, TitleRole).toString() : QString();
    m_detail = detail;
    m_title->setText(detail.head.title);
    QStringList facts{text::legalStatusWord(detail.head.legal)};
    if (!detail.citation.isEmpty())
        facts << detail.citation;
    facts << tr("version %1").arg(detail.head.version);
    if (detail.from.isValid())
        facts << tr("applies from %1").arg(detail.from.toString(Qt::ISODate));
    if (!detail.url.isEmpty())
        facts << detail.url;
    m_facts->setText(facts.join(u" \u00b7 "_s));
    m_about->setText(QStringList{detail.about, detail.attribution}.join(u' ').trimmed());
    m_concern->setText(concern);
    m_concern->setVisible(!concern.isEmpty());
    const rules::Coverage &c = detail.coverage;
    QString told;
    if (!detail.head.judged)
        told = detail.head.chosen ? tr("Not judged yet: evaluate with F5.") : tr("Not judged: it is not chosen.");
    else
        told = detail.whole ? tr("%1 of %2 fully decided from the inventory, %3 answered%8, %4 undecided, %5 concern nothing here, %6 apply later, %7 out of a dashboard's reach.%9")
                                  .arg(c.decided).arg(c.all).arg(c.answered).arg(c.open).arg(c.notConcerned).arg(c.notYet).arg(c.outOfReach)
                                  .arg(text::servedWords(c.served), text::apartWords(c.evidenced, c.refuted))
                            : tr("Of the %1 clauses that rules speak to: %2 fully decided, %3 undecided, %4 concern nothing here, %5 apply later. The list is not the whole framework.")
                                  .arg(c.all).arg(c.decided + c.answered).arg(c.open).arg(c.notConcerned).arg(c.notYet);
    if (!detail.head.changes.isEmpty())
        told += u' ' + detail.head.changes.join(u"; "_s) + u'.';
    if (detail.filtered)
        told += u' ' + tr("The counts below are those under the filter; what is met can't be told there.");
    m_coverage->setText(told);

    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    QTreeWidgetItem *part = nullptr;
    QTreeWidgetItem *again = nullptr;
    Sums of;
    QList<QTreeWidgetItem *> parts;
    // A part's name needs the whole line, so that its counts stand in it.
    const auto close = [&] {
        if (part) {
            QStringList counts;
            if (of.open > 0)
                counts << tr("%1 open").arg(number(of.open));
            if (of.unknown > 0)
                counts << tr("%1 unknown").arg(number(of.unknown));
            if (!counts.isEmpty())
                part->setText(What, part->text(What) + u" ("_s + counts.join(u", "_s) + u')');
            part->setExpanded(!counts.isEmpty());
        }
        of = {};
    };
    for (const RequirementRow &r : detail.requirements) {
        if (!r.part.isEmpty() && (!part || part->data(What, TitleRole).toString() != r.part)) {
            close();
            part = new QTreeWidgetItem(m_tree, {r.part});
            part->setData(What, TitleRole, r.part);
            part->setFont(What, scaledFont(TextRole::Body, true));
            part->setToolTip(What, r.part);
            part->setFirstColumnSpanned(true);
            parts.append(part);
        }
        QTreeWidgetItem *item = requirementItem(r, part);
        if (!part)
            m_tree->addTopLevelItem(item);
        for (const RuleRow &rule : r.rules)
            of.add(rule);
        if (item->data(What, TitleRole).toString() == before)
            again = item;
    }
    close();
    // What is open is seen at once; the rest opens by a click, unless there is little of it.
    if (parts.size() <= 3) {
        for (QTreeWidgetItem *one : std::as_const(parts))
            one->setExpanded(true);
    }
    m_tree->setCurrentItem(again ? again : m_tree->topLevelItem(0));
    showLegend();
    tellOf(m_tree->currentItem());
    m_review->setEnabled(!allRules().isEmpty());
    fillPartners();
    if (m_wanted.list == detail.head.id)
        showRequirement(m_wanted);
    if (m_wantedRule.first == detail.head.id)
        showRule(m_wantedRule.first, m_wantedRule.second);
}

void FrameworkPanel::showLegend()
{
    int rules = 0, open = 0, changed = 0, disagreed = 0;
    for (const RuleRow &rule : allRules()) {
        ++rules;
        open += rule.review.counts() ? 0 : 1;
        changed += rule.review.outdated ? 1 : 0;
        disagreed += rule.review.counts() && rule.review.state == domain::ReviewState::Disagreed ? 1 : 0;
    }
    QStringList words;
    if (open > 0)
        words << tr("%1 not yet reviewed by your counsel: %2 of %3 rules").arg(QString::fromUtf16(text::NotReviewedSign)).arg(open).arg(rules)
                     + (changed > 0 ? tr(" (%1 were, before they changed)").arg(changed) : QString());
    else if (rules > 0)
        words << tr("All %1 rules are reviewed by your counsel").arg(rules);
    if (disagreed > 0)
        words << tr("%1 your counsel disagrees: %2").arg(QString::fromUtf16(text::DisagreedSign)).arg(disagreed);
    m_legend->setText(words.join(u" \u00b7 "_s));
}

QStringList FrameworkPanel::chosenRules() const
{
    QStringList rules;
    const auto add = [&rules](const QTreeWidgetItem *item) {
        for (const QString &rule : item->data(What, RulesRole).toStringList()) {
            if (!rules.contains(rule))
                rules.append(rule);
        }
    };
    for (const QTreeWidgetItem *item : m_tree->selectedItems()) {
        add(item);
        // A part of the framework stands for what is in it.
        for (int i = 0; item->data(What, RulesRole).isNull() && i < item->childCount(); ++i)
            add(item->child(i));
    }
    return rules;
}

QList<RuleRow> FrameworkPanel::allRules() const
{
    QList<RuleRow> all;
    for (const RequirementRow &r : m_detail.requirements) {
        for (const RuleRow &rule : r.rules) {
            if (std::none_of(all.cbegin(), all.cend(), [&rule](const RuleRow &known) { return known.id == rule.id; }))
                all.append(rule);
        }
    }
    return all;
}

void FrameworkPanel::recordReview()
{
    const QList<RuleRow> all = allRules();
    QStringList chosen = chosenRules();
    // Where what is chosen has no rule, the framework as a whole is meant.
    for (qsizetype i = 0, none = chosen.isEmpty() ? all.size() : 0; i < none; ++i)
        chosen.append(all.at(i).id);
    if (chosen.isEmpty())
        return;
    auto *dialog = new ReviewDialog(m_detail.head.title, all, chosen, m_detail.reviewers, m_detail.today, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { emit reviewWanted(dialog->rules(), dialog->review()); });
    dialog->open();
}

void FrameworkPanel::showRequirement(const rules::ListedRequirement &requirement)
{
    const rules::ListedRequirement wanted = requirement; // it may be the one that is kept
    m_wanted = wanted;
    if (wanted.list != m_detail.head.id)
        return;
    m_wanted = {};
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        // Parts and rules have titles of their own.
        if ((*it)->data(What, TitleRole).toString() != wanted.id || !(*it)->data(What, ElsewhereRole).isValid())
            continue;
        m_tree->setCurrentItem(*it);
        m_tree->scrollToItem(*it, QAbstractItemView::PositionAtCenter);
        m_tree->setFocus();
        tellOf(*it);
        return;
    }
}

void FrameworkPanel::showRule(const QString &framework, const QString &id)
{
    const QString rule = id; // it may be the one that is kept
    m_wantedRule = {framework, rule};
    if (m_wantedRule.first != m_detail.head.id)
        return;
    m_wantedRule = {};
    QTreeWidgetItem *found = nullptr;
    for (QTreeWidgetItemIterator it(m_tree); *it && !found; ++it) {
        const QStringList rules = (*it)->data(What, RulesRole).toStringList();
        if (rules.contains(rule) && (rules.size() == 1 || (*it)->childCount() == 0))
            found = *it;
    }
    if (!found)
        return;
    m_tree->setCurrentItem(found);
    m_tree->scrollToItem(found, QAbstractItemView::PositionAtCenter);
    m_tree->setFocus();
    tellOf(found);
}

void FrameworkPanel::fillPartners()
{
    m_partners->clear();
    for (const auto &[list, name] : m_detail.partners)
        m_partners->addAction(name, this, [this, other = list] { emit comparisonWanted(m_detail.head.id, other); })->setData(list);
    m_compare->setVisible(!m_detail.partners.isEmpty());
}

void FrameworkPanel::tellOf(QTreeWidgetItem *item)
{
    const QStringList rules = item ? item->data(What, RulesRole).toStringList() : QStringList();
    const bool part = item && item->childCount() > 0 && rules.isEmpty();
    m_told->setText(item ? item->data(What, WordsRole).toString() : QString());
    const QString elsewhere = item ? item->data(What, ElsewhereRole).toString() : QString();
    m_elsewhere->setText(elsewhere);
    m_elsewhere->setVisible(!elsewhere.isEmpty());
    fitDetails(this);
    m_show->setEnabled(m_detail.head.judged && item && !part && !rules.isEmpty() && (!item->text(Open).isEmpty() || !item->text(Unknown).isEmpty()));
}

void FrameworkPanel::open(QTreeWidgetItem *item)
{
    if (!item || !m_show->isEnabled())
        return;
    FilterState filter;
    filter.framework = m_detail.head.id;
    filter.narrow(u"rule"_s, item->data(What, RulesRole).toStringList().join(u','), item->data(What, TitleRole).toString());
    emit filterWanted(filter);
}

void FrameworkPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < grid(150);
    m_about->setVisible(height() > grid(140));
    m_tree->setColumnHidden(How, narrow);
    m_tree->setColumnHidden(Met, narrow);
    fitDetails(this);
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(What, QHeaderView::Stretch);
    const QFontMetrics metrics(m_tree->font());
    for (int c = State; c <= How; ++c) {
        header->setSectionResizeMode(c, QHeaderView::Fixed);
        const int words = metrics.horizontalAdvance(m_tree->headerItem()->text(c)) + grid(5);
        header->resizeSection(c, c == State ? grid(narrow ? 24 : 32) : c == How ? grid(32) : words);
    }
}

} // namespace views
