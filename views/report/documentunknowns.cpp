// SPDX-License-Identifier: GPL-3.0-or-later
// What is not known: by the fact that is missing, and all open results by requirement.
#include "report/documentparts.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

using domain::Status;

namespace {

constexpr qsizetype RulesNamed = 8;
constexpr qsizetype RequirementsNamed = 2;
/// What is open for more things than this names the first of them; all of them stand in the annex.
constexpr qsizetype OpenNamed = 12;
constexpr qsizetype NamedOfMany = 1;

QString someOf(const QStringList &words, qsizetype most, const QString &between = u", "_s)
{
    QString out = words.mid(0, most).join(between);
    if (words.size() > most)
        out += u" and %1 more"_s.arg(words.size() - most);
    return out;
}

/// What is asked, in words, and the rules' ids small below it.
TableCell requirementsCell(const QStringList &rules, const ReportInput &input)
{
    QStringList words;
    for (const QString &rule : rules)
        words << requirementTitle(rule, input);
    return TableCell::led(someOf(words, RequirementsNamed, u"; "_s), someOf(rules, RulesNamed));
}

/// The number of the annex's list of exactly these things; one that several requirements have stands there once.
qsizetype numberOf(const QList<const Finding *> &things, const QString &rule, QList<OpenList> &lists)
{
    QStringList keys;
    for (const Finding *f : things)
        keys << f->entityKind + u'\n' + f->key;
    keys.sort();
    for (qsizetype i = 0; i < lists.size(); ++i) {
        if (lists.at(i).keys != keys)
            continue;
        if (!lists.at(i).rules.contains(rule))
            lists[i].rules << rule;
        return i + 1;
    }
    lists << OpenList{keys, {rule}, things};
    return lists.size();
}

/// A requirement that is open: why, and for what, with those together of which the same is missing.
void addOpen(QList<Block> &blocks, const UnknownGroup &group, QList<OpenList> &lists)
{
    blocks << Heading{4, u"%1  %2 (%3 unknown)"_s.arg(group.rule, group.title).arg(group.count()), {}, false, false, {}};
    QMap<QString, QList<const Finding *>> byMissing;
    QStringList order;
    for (const Finding &f : group.findings) {
        const QString missing = f.missing.join(u", "_s);
        if (!byMissing.contains(missing))
            order << missing;
        byMissing[missing] << &f;
    }
    std::stable_sort(order.begin(), order.end(), [&](const QString &a, const QString &b) { return byMissing.value(a).size() > byMissing.value(b).size(); });
    for (const QString &missing : std::as_const(order)) {
        const QList<const Finding *> &list = byMissing[missing];
        QStringList who;
        for (const Finding *f : list) {
            for (const QString &one : f->whoAnswers) {
                if (!who.contains(one))
                    who << one;
            }
        }
        // Where no single fact is missing, the sentence of the first says it for all.
        Pairs pairs{{}, true};
        pairs.rows << std::pair(u"Not said"_s, missing.isEmpty() ? orDash(list.constFirst()->reason) : missing + (who.isEmpty() ? QString() : u". Can answer: "_s + who.join(u"; "_s)));
        QStringList names = namesOf(list);
        if (names.size() > OpenNamed) {
            const auto more = names.size() - NamedOfMany;
            names = names.mid(0, NamedOfMany) << u"and %1 more; all of them in list %2 of the annex of unknown results"_s.arg(more).arg(numberOf(list, group.rule, lists));
        }
        pairs.rows << std::pair(u"For"_s, u"%1 \u00d7 %2: %3"_s.arg(list.size()).arg(list.constFirst()->entityKind, names.join(u"; "_s)));
        blocks << pairs;
    }
    addUnlisted(blocks, group.unlisted);
}

} // namespace

QList<OpenList> addUnknowns(QList<Block> &blocks, const ReportInput &input)
{
    const bool full = input.kind == Template::Full;
    int open = 0;
    for (const UnknownGroup &group : input.unknowns)
        open += group.count();
    blocks << Heading{1, u"Unknown"_s, {}, false, true, {}};
    if (open == 0) {
        const bool judged = std::any_of(input.frameworks.begin(), input.frameworks.end(), [](const Framework &f) { return f.counts.total() > 0; });
        blocks << Paragraph{judged ? u"Nothing is unknown."_s : u"Nothing was judged, so nothing is known."_s, false, false};
        return {};
    }
    blocks << Paragraph{u"%1 could not be decided: neither met nor failed. Each line is a fact that nobody has said, with the things that it would be "
                        "said of. \u201cWait\u201d counts the results in which it plays a part, \u201calone\u201d those that it would decide with nothing else."_s.arg(
                            counted(open, u"result"_s, u"results"_s)),
                        false, false};
    // Identifiers take less room than titles: the full list keeps to one line where it can.
    Table table{{{u"Missing fact"_s, full ? 2.3 : 1.9}, {u"Of"_s, 1.6}, {u"Wait"_s, 0.6, true}, {u"Alone"_s, 0.6, true}, {u"Who can answer"_s, full ? 2.4 : 1.8},
                 {full ? u"Rules"_s : u"Requirements that wait for it"_s, full ? 2.6 : 3.6}},
                {},
                u"No single fact would decide them; the list by requirement says why."_s,
                false};
    const qsizetype shown = full ? input.missing.size() : std::min<qsizetype>(input.missing.size(), BoardFacts);
    for (const MissingFact &m : input.missing.mid(0, shown)) {
        TableCell fact = TableCell::withSign(Status::Unknown, m.fact);
        table.rows << QList<TableCell>{fact,
                                       TableCell::of(u"%1 %2"_s.arg(m.things).arg(m.kind)),
                                       TableCell::number(m.results),
                                       TableCell::number(m.alone),
                                       TableCell::of(m.whoAnswers),
                                       full ? TableCell::softly(someOf(m.rules, RulesNamed)) : requirementsCell(m.rules, input)};
    }
    blocks << table;
    if (input.listedAtMost > 0)
        blocks << Paragraph{u"Counted over the results that are listed: of each requirement the first %1 by name."_s.arg(figures::formatNumber(input.listedAtMost)), false, true};
    if (shown < input.missing.size())
        blocks << Paragraph{u"%1 stand in the full report."_s.arg(counted(input.missing.size() - shown, u"more fact"_s, u"more facts"_s)), true, false};
    if (!full)
        return {};
    blocks << Heading{2, u"Unknown results by requirement"_s, {}, false, true, {}}
           << Paragraph{u"For each requirement the facts that are missing, and what it is unknown for; long lists stand in full, and once, in the annex of "
                        "unknown results. The attached findings.json has the sentence of each."_s,
                        true, false};
    QList<OpenList> lists;
    for (const UnknownGroup &group : input.unknowns)
        addOpen(blocks, group, lists);
    return lists;
}

void addOpenLists(QList<Block> &blocks, const QList<OpenList> &lists)
{
    if (lists.isEmpty())
        return;
    blocks << Heading{1, u"Annex: unknown results"_s, {}, false, true, {}}
           << Paragraph{u"Every thing that a requirement is unknown for, where the chapter of what is unknown names only the first of many. \u201c(2 \u00d7)\u201d: two "
                        "things of one name."_s,
                        true, false};
    for (qsizetype i = 0; i < lists.size(); ++i) {
        const OpenList &list = lists.at(i);
        blocks << Heading{4, u"List %1: %2 \u00d7 %3, unknown under %4"_s.arg(i + 1).arg(list.findings.size()).arg(list.findings.constFirst()->entityKind, list.rules.join(u", "_s)),
                          {}, false, false, {}};
        addNames(blocks, list.findings);
    }
}

} // namespace report
