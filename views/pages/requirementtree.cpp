// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/requirementtree.h"

#include "figures/figure.h"
#include "pages/elsewherewords.h"
#include "pages/issuelist.h"
#include "text/requirementanswertext.h"
#include "text/reviewtext.h"
#include "text/statustext.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QTreeWidgetItemIterator>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using domain::Status;
using figures::TextRole;

namespace views {
namespace {

using enum RequirementTree::Column;

QString countIfAny(qint64 n) { return n > 0 ? figures::formatCount(n) : QString(); }

QString howWords(const RequirementRow &r)
{
    if (r.answerCounts)
        return r.partly ? RequirementTree::tr("a person and rules") : RequirementTree::tr("a person's answer");
    if (r.partly)
        return RequirementTree::tr("rules, in part");
    switch (r.reach) {
    case rules::Reach::Inventory: return RequirementTree::tr("inventory");
    case rules::Reach::Question: return r.rules.isEmpty() && !r.answerCounts ? RequirementTree::tr("a person, not yet") : RequirementTree::tr("a person's answer");
    case rules::Reach::Outside: return RequirementTree::tr("out of reach");
    }
    return {};
}

QString toolWords(const RequirementRow &r)
{
    return RequirementTree::tr("Other tools speak to it: %1 passed, %2 failed").arg(r.toolsMet).arg(r.toolsFailed);
}

QString ruleWords(const RuleRow &r)
{
    QStringList parts{r.requirement};
    QStringList notes;
    notes << text::severityWord(r.severity) << text::legalStatusWord(r.legal);
    if (r.from.isValid())
        notes << RequirementTree::tr("applies from %1").arg(r.from.toString(Qt::ISODate));
    notes << r.later;
    if (r.until.isValid())
        notes << RequirementTree::tr("until %1").arg(r.until.toString(Qt::ISODate));
    notes << RequirementTree::tr("reading %1").arg(r.confidence);
    if (r.review.state == domain::ReviewState::NotReviewed)
        notes << text::reviewWords(r.review);
    if (!r.packReviewer.isEmpty())
        notes << RequirementTree::tr("the rule set names as its reviewer: %1").arg(r.packReviewer);
    if (r.ourStandard)
        notes << RequirementTree::tr("threshold: our standard");
    parts << r.id + u": "_s + notes.join(u" \u00b7 "_s);
    if (r.review.state != domain::ReviewState::NotReviewed)
        parts << text::capitalised(text::reviewWords(r.review));
    if (!r.off.isEmpty())
        parts << r.off;
    if (!r.toConfirm.isEmpty())
        parts << RequirementTree::tr("To be confirmed: %1").arg(r.toConfirm);
    return parts.join(u'\n');
}

QString openWords(const RuleRow &r) { return countIfAny(r.open); }

template <class Row> void fillCounts(QTreeWidgetItem *item, const Row &r, bool filtered)
{
    item->setText(Met, filtered ? QString() : countIfAny(r.pass));
    item->setText(Open, openWords(r));
    item->setText(Unknown, countIfAny(r.unknown));
    for (int c = Met; c <= Unknown; ++c)
        item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
}

struct Sums
{
    text::Tally found;
    qint64 pass = 0, open = 0, unknown = 0, accepted = 0, notApplicable = 0;
    bool judged = false, unrecorded = false;
    void add(const RuleRow &r)
    {
        unrecorded = unrecorded || r.unrecorded;
        pass += r.pass;
        open += r.open;
        found.add(r.legal, static_cast<int>(r.open));
        unknown += r.unknown;
        accepted += r.accepted;
        notApplicable += r.notApplicable;
        judged = judged || r.judged;
    }
};

/// One number where all are under one word; else each has its own.
QString openWords(const Sums &r)
{
    const text::Tally &t = r.found;
    const bool one = r.open == t.gaps || r.open == t.notMet || r.open == t.weak;
    return one ? countIfAny(r.open) : text::tallyWords(t);
}

QString offOf(const RuleRow &r) { return r.off; }
QString offOf(const Sums &) { return {}; }

template <class Row> QString stateWord(const Row &r, domain::LegalStatus legal, bool filtered)
{
    if (!r.judged && !offOf(r).isEmpty())
        return RequirementTree::tr("switched off");
    if (!r.judged)
        return RequirementTree::tr("not judged");
    if (r.open > 0)
        return text::statusWord(Status::Gap, legal);
    if (r.unknown > 0)
        return text::statusWord(Status::Unknown);
    if (r.accepted > 0)
        return text::statusWord(Status::Accepted);
    if (r.unrecorded)
        return RequirementTree::tr("nothing recorded");
    if (r.pass > 0)
        return text::statusWord(Status::Pass, legal);
    // Under a filter what is met isn't counted, so that it can't be told from what concerns nothing.
    return filtered ? RequirementTree::tr("nothing open") : RequirementTree::tr("not concerned");
}

template <class Row> Status statusOf(const Row &r)
{
    return !r.judged         ? Status::Unknown
           : r.open > 0      ? Status::Gap
           : r.unknown > 0   ? Status::Unknown
           : r.unrecorded    ? Status::Unknown
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

/// What a person said of a requirement, or may still say.
QStringList answerWords(const RequirementRow &r, const FrameworkDetail &detail)
{
    const domain::Day today = domain::toDay(detail.today);
    if (!r.forPeople)
        return {RequirementTree::tr("Answered for each service, system or business service on the Sovereignty page.")};
    if (r.answers.isEmpty())
        return {r.reach == rules::Reach::Outside ? RequirementTree::tr("Beyond what an inventory and a questionnaire can tell: see to it elsewhere, and record what was found (Answer …).")
                                                 : RequirementTree::tr("A person has to judge it: record what was found (Answer …).")};
    QStringList words;
    for (const RequirementWord &word : r.answers) {
        const domain::RequirementAnswer &a = word.answer;
        words << text::capitalised(text::requirementAnswerWords(a, today, word.name)) + (a.why.isEmpty() ? QString() : u": "_s + a.why);
        words << (a.evidence.isEmpty() ? RequirementTree::tr("No evidence is named.") : RequirementTree::tr("Evidence: %1").arg(a.evidence));
    }
    if (detail.legalEntities.isEmpty() && r.result.worst == Status::Gap)
        words << RequirementTree::tr("No legal entity is recorded, so that it has no finding and no issue: record whom it is about (Inventory, Legal entities).");
    if (!r.unanswered.isEmpty())
        words << RequirementTree::tr("Not answered for %1").arg(r.unanswered.join(u", "_s));
    return words;
}

void signAnswer(QTreeWidgetItem *item, const RequirementRow &r, domain::LegalStatus legal)
{
    const Status status = r.result.worst.value_or(Status::Unknown);
    const bool partly = std::none_of(r.answers.cbegin(), r.answers.cend(), [](const RequirementWord &w) { return w.counts && w.answer.state == domain::Fulfilment::NotMet; });
    item->setText(State, status == Status::Gap && partly ? text::fulfilmentWord(domain::Fulfilment::Partly) : text::statusWord(status, legal));
    item->setData(State, SignDelegate::StatusRole, static_cast<int>(status));
    item->setData(State, SignDelegate::SeverityRole, static_cast<int>(r.judged ? r.judged->severity : domain::Severity::Medium));
}

/// A line under a requirement that tells of one legal entity. What it stands for is the requirement.
void wordItem(QTreeWidgetItem *requirement, const QString &words, const QString &id)
{
    auto *child = new QTreeWidgetItem(requirement, {words});
    child->setData(What, RequirementTree::RulesRole, QStringList());
    child->setData(What, RequirementTree::TitleRole, id);
    child->setData(What, RequirementTree::AnswerableRole, true);
    child->setData(What, RequirementTree::WordsRole, words);
    child->setToolTip(What, words);
}

} // namespace

RequirementTree::RequirementTree(QWidget *parent) : QTreeWidget(parent)
{
    makeFlat(this, u"requirementTree"_s, tr("What the framework asks"), {tr("Requirement"), tr("State"), tr("Met"), tr("Open"), tr("Unknown"), tr("Decided by")});
    setRootIsDecorated(true);
    setIndentation(grid(4));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
}

QTreeWidgetItem *RequirementTree::requirementItem(const FrameworkDetail &detail, const RequirementRow &r, QTreeWidgetItem *parent)
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
    // Who falls short of our own limit alone meets what the law asks.
    const bool ownAlone = sums.open > 0 && r.result.worst != Status::Gap;
    const domain::LegalStatus legal = ownAlone ? domain::LegalStatus::OwnPolicy : r.rules.isEmpty() || r.partly ? detail.head.legal : r.rules.constFirst().legal;
    const bool missing = r.result.worst == Status::Gap;
    if (r.partly && r.answerCounts && !missing) {
        signAnswer(item, r, legal);
        fillCounts(item, sums, detail.filtered);
    } else if (r.partly && sums.judged && !missing && !detail.filtered) {
        item->setText(State, tr("open"));
        item->setData(State, SignDelegate::StatusRole, static_cast<int>(Status::Unknown));
        item->setData(State, SignDelegate::SeverityRole, static_cast<int>(worst));
        fillCounts(item, sums, detail.filtered);
    } else if (!r.rules.isEmpty()) {
        item->setText(State, sums.open > 0 && !ownAlone ? text::tallyStatus(sums.found) : stateWord(sums, legal, detail.filtered));
        sign(item, sums, worst, detail.filtered);
        fillCounts(item, sums, detail.filtered);
    } else if (r.answerCounts) {
        signAnswer(item, r, legal);
        if (r.judged) {
            ids.append(r.judged->id);
            fillCounts(item, *r.judged, detail.filtered);
        }
    } else {
        item->setText(State, QStringLiteral("\u2013"));
    }
    if (const QString mark = elsewhereMark(r.elsewhere); !mark.isEmpty() && !r.answerCounts && (r.rules.isEmpty() || r.elsewhere.served))
        item->setText(State, mark);
    item->setText(How, howWords(r));
    item->setData(What, ElsewhereRole, elsewhereHtml(r.elsewhere));
    item->setData(What, RulesRole, ids);
    item->setData(What, TitleRole, r.id);
    item->setData(What, AnswerableRole, r.forPeople);
    QStringList words{r.id + u"  "_s + r.title};
    if (r.partly)
        words << tr("In part decided by %1; a person has to judge the whole.").arg(ids.join(u", "_s));
    if (r.rules.isEmpty() || (r.partly && !r.answers.isEmpty()))
        words << answerWords(r, detail);
    else if (!r.partly)
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
    for (const RequirementWord &word : r.answers)
        wordItem(item, text::capitalised(text::requirementAnswerWords(word.answer, domain::toDay(detail.today), word.name)), r.id);
    for (const QString &name : r.unanswered)
        wordItem(item, tr("Not answered for %1").arg(name), r.id);
    for (const RuleRow &rule : r.rules) {
        const QString mark = text::reviewSign(rule.review);
        auto *child = new QTreeWidgetItem(item, {mark.isEmpty() ? rule.heading : rule.heading + u' ' + mark});
        child->setData(What, Qt::AccessibleTextRole, rule.heading + u", "_s + text::reviewStateWord(rule.review));
        child->setText(State, stateWord(rule, rule.legal, detail.filtered));
        sign(child, rule, rule.severity, detail.filtered);
        child->setText(How, rule.id);
        fillCounts(child, rule, detail.filtered);
        child->setData(What, RulesRole, QStringList{rule.id});
        child->setData(What, TitleRole, rule.heading);
        child->setData(What, WordsRole, ruleWords(rule));
        for (int c = What; c <= How; ++c)
            child->setToolTip(c, rule.heading + u'\n' + ruleWords(rule));
    }
    return item;
}

void RequirementTree::showFramework(const FrameworkDetail &detail, bool same)
{
    const QString before = same && currentItem() ? currentItem()->data(What, TitleRole).toString() : QString();
    const QSignalBlocker quiet(this);
    clear();
    QTreeWidgetItem *part = nullptr;
    QTreeWidgetItem *again = nullptr;
    Sums of;
    std::set<QString> counted; // a rule may speak to several requirements of a part
    QList<QTreeWidgetItem *> parts;
    // A part's name needs the whole line, so that its counts stand in it.
    const auto close = [&] {
        if (part) {
            QStringList counts;
            if (of.open > 0)
                counts << text::tallyWords(of.found);
            if (of.unknown > 0)
                counts << tr("%1 unknown").arg(countIfAny(of.unknown));
            if (!counts.isEmpty())
                part->setText(What, part->text(What) + u" ("_s + counts.join(u", "_s) + u')');
            part->setToolTip(What, part->text(What));
            part->setExpanded(!counts.isEmpty());
        }
        of = {};
        counted.clear();
    };
    for (const RequirementRow &r : detail.requirements) {
        if (!r.part.isEmpty() && (!part || part->data(What, TitleRole).toString() != r.part)) {
            close();
            part = new QTreeWidgetItem(this, {r.part});
            part->setData(What, TitleRole, r.part);
            part->setFont(What, scaledFont(TextRole::Body, true));
            part->setToolTip(What, r.part);
            part->setFirstColumnSpanned(true);
            parts.append(part);
        }
        QTreeWidgetItem *item = requirementItem(detail, r, part);
        if (!part)
            addTopLevelItem(item);
        for (const RuleRow &rule : r.rules) {
            if (counted.insert(rule.id).second)
                of.add(rule);
        }
        if (r.judged)
            of.add(*r.judged);
        if (item->data(What, TitleRole).toString() == before)
            again = item;
    }
    close();
    // What is open is seen at once; the rest opens by a click, unless there is little of it.
    if (parts.size() <= 3) {
        for (QTreeWidgetItem *one : std::as_const(parts))
            one->setExpanded(true);
    }
    setCurrentItem(again ? again : topLevelItem(0));
}

QStringList RequirementTree::rulesOf(const QTreeWidgetItem *item)
{
    QStringList rules = item->data(What, RulesRole).toStringList();
    // A part of the framework stands for what is in it.
    for (int i = 0; item->data(What, RulesRole).isNull() && i < item->childCount(); ++i) {
        for (const QString &rule : rulesOf(item->child(i))) {
            if (!rules.contains(rule))
                rules.append(rule);
        }
    }
    return rules;
}

bool RequirementTree::hasFindings(const QTreeWidgetItem *item)
{
    if (!item->text(Open).isEmpty() || !item->text(Unknown).isEmpty())
        return true;
    for (int i = 0; item->data(What, RulesRole).isNull() && i < item->childCount(); ++i) {
        if (hasFindings(item->child(i)))
            return true;
    }
    return false;
}

QStringList RequirementTree::chosenRules() const
{
    QStringList rules;
    for (const QTreeWidgetItem *item : selectedItems()) {
        for (const QString &rule : rulesOf(item)) {
            if (!rules.contains(rule))
                rules.append(rule);
        }
    }
    return rules;
}

QStringList RequirementTree::chosenForPeople() const
{
    QStringList ids;
    const auto add = [&ids](const QTreeWidgetItem *item) {
        const QString id = item->data(What, TitleRole).toString();
        if (item->data(What, AnswerableRole).toBool() && !ids.contains(id))
            ids.append(id);
    };
    for (const QTreeWidgetItem *item : selectedItems()) {
        add(item);
        for (int i = 0; item->data(What, RulesRole).isNull() && i < item->childCount(); ++i)
            add(item->child(i));
    }
    return ids;
}

bool RequirementTree::choose(const QString &requirement)
{
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        // Parts and rules have titles of their own.
        if ((*it)->data(What, TitleRole).toString() != requirement || !(*it)->data(What, ElsewhereRole).isValid())
            continue;
        setCurrentItem(*it);
        scrollToItem(*it, QAbstractItemView::PositionAtCenter);
        return true;
    }
    return false;
}

bool RequirementTree::chooseRule(const QString &rule)
{
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        const QStringList rules = (*it)->data(What, RulesRole).toStringList();
        if (!rules.contains(rule) || (rules.size() > 1 && (*it)->childCount() > 0))
            continue;
        setCurrentItem(*it);
        scrollToItem(*it, PositionAtCenter);
        return true;
    }
    return false;
}

void RequirementTree::fitColumns(bool narrow)
{
    setColumnHidden(How, narrow);
    setColumnHidden(Met, narrow);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(What, QHeaderView::Stretch);
    const QFontMetrics metrics(font());
    for (int c = State; c <= How; ++c) {
        header()->setSectionResizeMode(c, QHeaderView::Fixed);
        const int words = metrics.horizontalAdvance(headerItem()->text(c)) + grid(5);
        header()->resizeSection(c, c == State ? grid(narrow ? 24 : 32) : c == How ? grid(32) : c == Open ? metrics.horizontalAdvance(u"9 gaps, 9 weak"_s) + grid(3) : words);
    }
}

} // namespace views
