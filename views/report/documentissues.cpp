// SPDX-License-Identifier: GPL-3.0-or-later
// The list of issues and the issues with their findings.
#include "report/documentparts.h"

#include "text/reviewtext.h"
#include "text/statustext.h"

#include <QHash>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

using domain::LegalStatus;

namespace {

constexpr qsizetype InlineKey = 20;
constexpr qsizetype NamesInRow = 15;
constexpr qsizetype LongList = 9;
constexpr qsizetype ShownOfLongList = 4;

QString nameOf(const Finding &f)
{
    return f.name.isEmpty() ? f.key : f.name;
}

QString withKey(const Finding &f)
{
    const QString name = nameOf(f);
    return name == f.key || f.key.size() > InlineKey ? name : u"%1 (%2)"_s.arg(name, f.key);
}

TableCell whatCell(const Finding &f, bool withKind)
{
    QString lead = nameOf(f);
    QStringList below;
    if (lead != f.key && f.key.size() <= InlineKey)
        lead += u" ("_s + f.key + u')';
    else if (lead != f.key)
        below << f.key;
    if (withKind)
        below << f.entityKind;
    return TableCell::led(lead, below.join(u'\n'));
}

bool oneKind(const QList<const Finding *> &findings)
{
    return std::all_of(findings.begin(), findings.end(),
                       [&](const Finding *f) { return f->entityKind == findings.constFirst()->entityKind; });
}

/// Without what only makes the rule apply, and with long lists as their beginning and how many more there are.
QList<Fact> onPaper(const Finding &f)
{
    QList<Fact> out;
    for (Fact fact : f.facts) {
        if (fact.context)
            continue;
        const QStringList parts = fact.value.split(u", "_s);
        if (parts.size() > LongList)
            fact.value = parts.mid(0, ShownOfLongList).join(u", "_s) + u" and %1 more"_s.arg(parts.size() - ShownOfLongList);
        out << fact;
    }
    // Beside the facts, since it is none of Bailiwick's own.
    if (!f.otherTools.isEmpty()) {
        QString words = f.otherTools.mid(0, ShownOfLongList).join(u". "_s);
        if (f.otherTools.size() > ShownOfLongList)
            words += u", and %1 more"_s.arg(f.otherTools.size() - ShownOfLongList);
        out << Fact{u"Other tools on this requirement"_s, words, {}, {}};
    }
    return out;
}

/// Facts that are equal in all, with all their origins; and which attributes differ.
QList<Fact> commonFacts(const QList<const Finding *> &findings, QStringList &differing)
{
    QMap<QString, QString> values;
    QMap<QString, int> uses;
    QStringList order;
    for (const Finding *f : findings) {
        for (const Fact &fact : onPaper(*f)) {
            if (!values.contains(fact.attribute)) {
                values.insert(fact.attribute, fact.value);
                order << fact.attribute;
            } else if (values.value(fact.attribute) != fact.value && !differing.contains(fact.attribute)) {
                differing << fact.attribute;
            }
            ++uses[fact.attribute];
        }
    }
    QList<Fact> common;
    for (const QString &attribute : std::as_const(order)) {
        if (differing.contains(attribute))
            continue;
        if (uses.value(attribute) < findings.size()) {
            differing << attribute;
            continue;
        }
        Fact all{attribute, values.value(attribute), {}, {}};
        for (const Finding *f : findings) {
            for (const Fact &fact : onPaper(*f)) {
                if (fact.attribute != attribute)
                    continue;
                for (const Origin &origin : fact.origins) {
                    if (!all.origins.contains(origin))
                        all.origins << origin;
                }
                if (all.where.isEmpty())
                    all.where = fact.where;
            }
        }
        common << all;
    }
    return common;
}

QList<Fact> only(const Finding &f, const QStringList &attributes)
{
    QList<Fact> out;
    for (const Fact &fact : onPaper(f)) {
        if (attributes.contains(fact.attribute))
            out << fact;
    }
    return out;
}

void addMore(QList<Block> &blocks, qsizetype shown, qsizetype all)
{
    if (shown < all)
        blocks << Paragraph{u"and %1 more, in the CSV report and in the attached findings.json"_s.arg(all - shown), false, true};
}

/// What differs of one thing: facts, and what the reason says and no fact does.
QList<Fact> ownFacts(const Finding &f, const QStringList &differing, const SameReason &group)
{
    QList<Fact> own = only(f, differing);
    const QList<Fact> said = group.differing.value(&f);
    for (const Fact &fact : said) {
        const bool there = std::any_of(own.cbegin(), own.cend(), [&](const Fact &o) { return o.attribute == fact.attribute || (o.value == fact.value && !o.origins.isEmpty()); });
        if (!there && fact.value != f.name && fact.value != f.key)
            own << fact;
    }
    return own;
}

/// One reason for several things: what is equal once, what differs in a table, else the names in columns.
void addSame(QList<Block> &blocks, const SameReason &group)
{
    QStringList differing;
    const QList<Fact> common = commonFacts(group.findings, differing);
    Pairs pairs{{}, true};
    // A sentence stays whole: where it is not the same for all, it is that of the first, and says so.
    pairs.rows << std::pair(group.example ? u"Example"_s : u"Why"_s, group.reason);
    if (!common.isEmpty())
        pairs.rows << std::pair(u"Facts"_s, factsText(common));
    const QString kind = oneKind(group.findings) ? group.findings.constFirst()->entityKind : QString();
    pairs.rows << std::pair(u"Affected"_s,
                            u"%1%2%3"_s.arg(group.findings.size()).arg(kind.isEmpty() ? QString() : u" \u00d7 "_s + kind,
                                                                        group.example ? u"; said of %1, true of each with its own values"_s.arg(nameOf(*group.findings.constFirst())) : QString()));
    blocks << pairs;
    // Things of which the same differs stand together.
    const qsizetype shown = std::min<qsizetype>(group.findings.size(), ListedAtMost);
    QList<QList<const Finding *>> rows;
    QHash<QString, qsizetype> index;
    bool facts = false;
    for (const Finding *f : group.findings.mid(0, shown)) {
        QString values;
        for (const Fact &fact : ownFacts(*f, differing, group))
            values += fact.attribute + u'\n' + fact.value + u'\n';
        facts = facts || !values.isEmpty();
        const auto it = index.constFind(values);
        if (it == index.constEnd()) {
            index.insert(values, rows.size());
            rows << QList<const Finding *>{f};
        } else {
            rows[*it] << f;
        }
    }
    if (!facts) {
        addNames(blocks, group.findings);
        return;
    }
    Table table{{{u"What"_s, 3.6}, {u"What differs, and where it was read"_s, 5}}, {}, {}, false};
    for (const QList<const Finding *> &row : std::as_const(rows)) {
        QStringList none;
        QList<Fact> own;
        for (const Fact &fact : commonFacts(row, none)) {
            if (differing.contains(fact.attribute))
                own << fact;
        }
        for (const Fact &fact : ownFacts(*row.constFirst(), differing, group)) {
            if (fact.origins.isEmpty() && std::none_of(own.cbegin(), own.cend(), [&](const Fact &o) { return o.attribute == fact.attribute; }))
                own << fact;
        }
        if (row.size() > NamesInRow) {
            blocks << Pairs{{{u"Of these"_s, u"%1: %2"_s.arg(row.size()).arg(factsText(own))}}, true};
            addNames(blocks, row);
            continue;
        }
        QStringList names;
        for (const Finding *f : row)
            names << withKey(*f);
        table.rows << QList<TableCell>{row.size() == 1 ? whatCell(*row.constFirst(), kind.isEmpty()) : TableCell::strongly(names.join(u"; "_s)),
                                       TableCell::of(orDash(factsText(own)))};
    }
    if (!table.rows.isEmpty())
        blocks << table;
    addMore(blocks, shown, group.findings.size());
}

/// A reason for each thing.
void addEach(QList<Block> &blocks, const QList<const Finding *> &findings)
{
    QStringList differing;
    const QList<Fact> common = commonFacts(findings, differing);
    if (findings.size() > 1 && !common.isEmpty())
        blocks << Pairs{{{u"In all"_s, factsText(common)}}, true};
    const bool withKind = !oneKind(findings);
    const bool facts = std::any_of(findings.begin(), findings.end(), [&](const Finding *f) { return !only(*f, differing).isEmpty(); });
    Table table{{{withKind ? u"What"_s : findings.constFirst()->entityKind, 2}, {u"Why"_s, facts ? 3.3 : 6.5}}, {}, {}, false};
    if (facts)
        table.columns << Column{u"Facts, and where they were read"_s, 3.2, false};
    const qsizetype shown = std::min<qsizetype>(findings.size(), ListedAtMost);
    for (const Finding *f : findings.mid(0, shown)) {
        QList<TableCell> row{whatCell(*f, withKind), TableCell::of(orDash(f->reason))};
        if (facts)
            row << TableCell::softly(orDash(factsText(only(*f, differing))));
        table.rows << row;
    }
    blocks << table;
    addMore(blocks, shown, findings.size());
}

void addOne(QList<Block> &blocks, const Finding &f)
{
    QString what = nameOf(f);
    QStringList more;
    if (!f.entityKind.isEmpty())
        more << f.entityKind;
    if (!f.name.isEmpty() && f.name != f.key)
        more << f.key;
    if (!more.isEmpty())
        what += u" ("_s + more.join(u", "_s) + u')';
    Pairs pairs{{{u"Affected"_s, what}, {u"Why"_s, orDash(f.reason)}}, true};
    if (const QList<Fact> facts = onPaper(f); !facts.isEmpty())
        pairs.rows << std::pair(u"Facts"_s, factsText(facts));
    blocks << pairs;
}

QString articlesOf(const IssueRule &rule)
{
    QStringList articles;
    for (const Article &a : rule.articles) {
        if (!articles.contains(a.text))
            articles << a.text;
    }
    return articles.isEmpty() ? rule.clause : articles.join(u"; "_s);
}

void addRule(QList<Block> &blocks, const IssueRule &rule, const QList<const Finding *> &findings, const ReportInput &input, bool several)
{
    if (several) {
        const QString word = text::statusWord(domain::Status::Gap, rule.legalStatus, input.language);
        blocks << Heading{4,
                          u"%1  %2 (%3: %4)"_s.arg(rule.ruleId + text::reviewSign(rule.review), rule.title, word).arg(findings.size() + rule.unlisted),
                          rule.severity,
                          false,
                          false,
                          {}};
        // Own policy has themes, and the chapter on its rule set lists them.
        const bool law = rule.legalStatus != domain::LegalStatus::OwnPolicy || !rule.articles.isEmpty();
        if (const QString articles = articlesOf(rule); law && !articles.isEmpty())
            blocks << Pairs{{{u"Article"_s, articles}}, true};
    }
    if (findings.size() == 1) {
        addOne(blocks, *findings.constFirst());
        return;
    }
    const QList<SameReason> groups = sameReasons(findings);
    QList<const Finding *> single;
    for (const SameReason &group : groups) {
        if (group.findings.size() > 1)
            addSame(blocks, group);
        else
            single << group.findings.constFirst();
    }
    if (single.size() == 1)
        addOne(blocks, *single.constFirst());
    else if (!single.isEmpty())
        addEach(blocks, single);
}

Pairs headOf(const Issue &issue, const ReportInput &input)
{
    Pairs pairs{{}, true};
    // Of many rules that nobody has reviewed it is said once.
    const bool none = std::all_of(issue.rules.cbegin(), issue.rules.cend(), [](const IssueRule &rule) { return rule.review.state == domain::ReviewState::NotReviewed; });
    pairs.rows << std::pair(u"State"_s, u"%1 severity; %2; %3"_s.arg(text::capitalised(text::severityWord(issue.severity, input.language)), stateWords(issue), countWords(issue)) +
                                            (none && !issue.rules.isEmpty() ? u"; "_s + text::reviewWords({}) : QString()));
    if (!issue.rootCause.isEmpty())
        pairs.rows << std::pair(u"Cause"_s, issue.rootCause);
    if (issue.rules.size() == 1) {
        const IssueRule &rule = issue.rules.constFirst();
        const QString articles = articlesOf(rule);
        pairs.rows << std::pair(u"Rule"_s, rule.ruleId + (issue.title == rule.title ? QString() : u"  "_s + rule.title) +
                                               (articles.isEmpty() ? QString() : u": "_s + articles));
    }
    QStringList reviews;
    for (const IssueRule &rule : issue.rules)
        reviews << (issue.rules.size() == 1 ? QString() : rule.ruleId + u": "_s) + text::reviewWords(rule.review);
    if (!reviews.isEmpty() && !none)
        pairs.rows << std::pair(issue.rules.size() == 1 ? u"Review"_s : u"Reviews"_s, reviews.join(u'\n'));
    QStringList remedies;
    QHash<QString, qsizetype> at;
    const bool several = issue.rules.size() > 1;
    for (const IssueRule &rule : issue.rules) {
        if (rule.remedy.isEmpty() || at.contains(rule.remedy))
            continue;
        at.insert(rule.remedy, remedies.size());
        const QString who = several ? rule.ruleId + (rule.who.isEmpty() ? QString() : u" ("_s + rule.who + u')') : rule.who;
        remedies << (who.isEmpty() ? QString() : who + u": "_s) + rule.remedy;
    }
    if (!remedies.isEmpty())
        pairs.rows << std::pair(u"To do"_s, remedies.join(u'\n'));
    pairs.rows << std::pair(u"Answers"_s, text::capitalised(planWords(issue)));
    if (!issue.owner.isEmpty())
        pairs.rows << std::pair(u"Measure"_s, issue.measure.isEmpty() ? u"none said yet"_s : issue.measure);
    return pairs;
}

} // namespace

namespace {

TableCell planCell(const Issue &issue)
{
    QStringList below;
    if (issue.due.isValid())
        below << (issue.overdue ? u"overdue since %1"_s : u"due %1"_s).arg(isoDate(issue.due));
    else
        below << u"no date yet"_s;
    if (!issue.measure.isEmpty())
        below << issue.measure;
    return TableCell::led(issue.owner, below.join(u'\n'));
}

} // namespace

void addIssueList(QList<Block> &blocks, const ReportInput &input)
{
    const bool full = input.kind == Template::Full;
    blocks << Heading{1, full ? u"List of issues"_s : u"The gravest issues"_s, {}, false, true, {}};
    if (input.issues.isEmpty()) {
        blocks << Paragraph{u"No issue is open as of %1."_s.arg(input.asOf.isValid() ? longDate(input.asOf) : u"this report"_s), false, false};
        return;
    }
    const QList<Issue> issues = sortedIssues(input);
    // Of the critical ones a board reads all.
    const auto critical = std::count_if(issues.begin(), issues.end(), [](const Issue &i) { return i.severity == domain::Severity::Critical; });
    const qsizetype shown = full ? issues.size() : std::min<qsizetype>(issues.size(), std::max<qsizetype>(BoardIssues, critical));
    const auto overdue = std::count_if(issues.begin(), issues.end(), [](const Issue &i) { return i.overdue; });
    const auto nobody = std::count_if(issues.begin(), issues.end(), [](const Issue &i) { return i.owner.isEmpty(); });
    QStringList plans;
    if (overdue > 0)
        plans << counted(overdue, u"issue is overdue"_s, u"issues are overdue"_s);
    if (nobody > 0)
        plans << (nobody == issues.size() ? u"nobody answers for any of them yet"_s : u"nobody answers for %1 of them yet"_s.arg(figures::formatCount(nobody)));
    blocks << Paragraph{u"An issue is what has one cause, whatever number of things it touches. The gravest stand first, then those with the most "
                        "findings. Its number is the same in the program: search for it there.%1"_s.arg(plans.isEmpty() ? QString() : u' ' + text::capitalised(plans.join(u", and "_s)) + u'.'),
                        true, false};
    // Where nobody answers for any, the sentence above has said so: their column would be empty, and the others want its room.
    const bool planned = nobody < issues.size();
    Table table{{{u"Severity"_s, 1.1}, {u"Number"_s, 0.75}, {u"Issue, and its cause"_s, 4.2}, {u"State"_s, planned ? 1.9 : full ? 2.6 : 2.1}}, {}, {}, false};
    if (planned)
        table.columns << Column{u"Who answers, by when"_s, 1.6};
    if (full)
        table.columns << Column{u"Page"_s, 0.6, true};
    QHash<QString, QString> toldAt; // remedies, by the number of the issue that tells them
    for (const Issue &issue : issues.mid(0, shown)) {
        QString words = issue.title.contains(issue.rootCause) ? QString() : issue.rootCause;
        if (!full && !issue.rules.isEmpty()) {
            // Said once: what differs is the cause.
            QString &first = toldAt[issue.rules.constFirst().remedy];
            words += (words.isEmpty() ? QString() : u"\n"_s) + (first.isEmpty() ? u"To do: "_s + issue.rules.constFirst().remedy : u"To do as for %1."_s.arg(first));
            if (first.isEmpty())
                first = issue.number;
        }
        QList<TableCell> row{TableCell::graded(issue.severity, text::capitalised(text::severityWord(issue.severity, input.language))),
                             TableCell::of(issue.number),
                             TableCell::led(issue.title, words),
                             TableCell::of(stateWords(issue) + u'\n' + countWords(issue))};
        if (planned)
            row << (issue.owner.isEmpty() ? TableCell::softly(u"nobody yet"_s) : planCell(issue));
        if (full)
            row << TableCell::page(issue.number);
        table.rows << row;
    }
    blocks << table;
    if (shown < issues.size())
        blocks << Paragraph{u"%1 stand in the full report, in the CSV report and in the attached findings.json."_s.arg(counted(issues.size() - shown, u"more issue"_s, u"more issues"_s)), true, false};
}

void addIssues(QList<Block> &blocks, const ReportInput &input)
{
    if (input.issues.isEmpty())
        return;
    blocks << Heading{1, u"Issues"_s, {}, false, true, {}}
           << Paragraph{u"%1. For each rule that a cause breaks: why, the facts, and file and line of each; what only makes a rule apply, and the rest of long lists, stands in the attached findings.json. The annex of files has their days and "
                        "hashes, the annex of sources the addresses of the articles."_s.arg(input.issues.size() == 1 ? u"The one issue"_s : u"All "_s + counted(input.issues.size(), u"issue"_s, u"issues"_s)),
                        true, false};
    for (const Issue &issue : sortedIssues(input)) {
        blocks << Gap{2} << Heading{2, issue.number + u"  "_s + issue.title, issue.severity, false, false, issue.number} << headOf(issue, input);
        for (const IssueRule &rule : issue.rules) {
            QList<const Finding *> findings;
            for (const Finding &f : issue.findings) {
                if (f.ruleId == rule.ruleId)
                    findings << &f;
            }
            if (!findings.isEmpty())
                addRule(blocks, rule, findings, input, issue.rules.size() > 1);
            addUnlisted(blocks, rule.unlisted);
        }
    }
}

} // namespace report
