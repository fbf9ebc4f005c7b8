// SPDX-License-Identifier: GPL-3.0-or-later
// What is not known: by the fact that is missing, and all open results by requirement.
#include "report/documentparts.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

using domain::Status;

namespace {

constexpr qsizetype ExampleNames = 3;
constexpr qsizetype RulesNamed = 8;

QString someOf(const QStringList &words, qsizetype most)
{
    QString out = words.mid(0, most).join(u", "_s);
    if (words.size() > most)
        out += u" and %1 more"_s.arg(words.size() - most);
    return out;
}

} // namespace

void addUnknowns(QList<Block> &blocks, const ReportInput &input)
{
    const bool full = input.kind == Template::Full;
    int open = 0;
    for (const UnknownGroup &group : input.unknowns)
        open += group.count();
    blocks << Heading{1, u"Unknown"_s, {}, full, true, {}};
    if (open == 0) {
        const bool judged = std::any_of(input.frameworks.begin(), input.frameworks.end(), [](const Framework &f) { return f.counts.total() > 0; });
        blocks << Paragraph{judged ? u"Nothing is unknown."_s : u"Nothing was judged, so nothing is known."_s, false, false};
        return;
    }
    blocks << Paragraph{u"%1 could not be decided: neither met nor failed. Each line is a fact that nobody has said, with the things that it would be "
                        "said of. \u201cOpens\u201d counts the results in which it plays a part, \u201calone\u201d those that it would decide with nothing else."_s.arg(
                            counted(open, u"result"_s, u"results"_s)),
                        false, false};
    Table table{{{u"Missing fact"_s, 1.8}, {u"Of"_s, 1.4}, {u"Opens"_s, 0.6, true}, {u"Alone"_s, 0.6, true}, {u"Who can answer"_s, 1.7}, {full ? u"Rules, and things"_s : u"Rules"_s, 4}},
                {},
                u"No single fact would decide them; the annex lists them by requirement."_s,
                false};
    const qsizetype shown = full ? input.missing.size() : std::min<qsizetype>(input.missing.size(), BoardFacts);
    for (const MissingFact &m : input.missing.mid(0, shown)) {
        TableCell fact = TableCell::withSign(Status::Unknown, m.fact);
        table.rows << QList<TableCell>{fact,
                                       TableCell::of(u"%1 %2"_s.arg(m.things).arg(m.kind)),
                                       TableCell::number(m.results),
                                       TableCell::number(m.alone),
                                       TableCell::of(m.whoAnswers),
                                       TableCell::softly(someOf(m.rules, RulesNamed) + (full ? u"\n"_s + someOf(m.names, ExampleNames) : QString()))};
    }
    blocks << table;
    if (shown < input.missing.size())
        blocks << Paragraph{u"and %1 more facts, in the full report"_s.arg(input.missing.size() - shown), false, true};
    if (!full)
        return;
    Table rules{{{u"Rule"_s, 1.2}, {u"Requirement"_s, 3.4}, {u"Open"_s, 0.6, true}, {u"Missing"_s, 4.6}}, {}, {}, false};
    for (const UnknownGroup &group : input.unknowns)
        rules.rows << QList<TableCell>{TableCell::of(group.rule), TableCell::of(group.title), TableCell::number(group.count()),
                                       TableCell::softly(orDash(group.missingAttributes.join(u", "_s)))};
    blocks << Heading{2, u"Open results by requirement"_s, {}, false, true, {}} << rules
           << Paragraph{u"The annex of open results names every thing with all its open requirements."_s, true, false};
}

void addOpenResults(QList<Block> &blocks, const ReportInput &input)
{
    if (input.unknowns.isEmpty())
        return;
    // Each thing once, with those that have the same requirements open.
    struct Thing
    {
        const Finding *finding = nullptr;
        QStringList rules;
    };
    QMap<std::pair<QString, QString>, Thing> things;
    for (const UnknownGroup &group : input.unknowns) {
        for (const Finding &f : group.findings) {
            Thing &thing = things[{f.entityKind, f.key}];
            thing.finding = &f;
            thing.rules << f.ruleId;
        }
    }
    QMap<QString, QList<const Finding *>> groups;
    for (Thing &thing : things) {
        thing.rules.sort();
        groups[thing.finding->entityKind + u'\n' + thing.rules.join(u", "_s)] << thing.finding;
    }
    QList<QString> order = groups.keys();
    std::stable_sort(order.begin(), order.end(), [&](const QString &a, const QString &b) {
        const QString kindA = a.section(u'\n', 0, 0);
        const QString kindB = b.section(u'\n', 0, 0);
        return kindA != kindB ? kindA < kindB : groups.value(a).size() > groups.value(b).size();
    });
    blocks << Heading{1, u"Annex: open results"_s, {}, true, true, {}}
           << Paragraph{u"Every thing of which something is not known, with the requirements that are open for it; things with the same requirements "
                        "open stand together."_s,
                        true, false};
    QString kind;
    for (const QString &key : std::as_const(order)) {
        if (key.section(u'\n', 0, 0) != kind) {
            kind = key.section(u'\n', 0, 0);
            blocks << Heading{3, kind, {}, false, false, {}};
        }
        const QList<const Finding *> &list = groups[key];
        const QString rules = key.section(u'\n', 1);
        blocks << Heading{4, list.size() == 1 ? rules : u"%1 (%2 things)"_s.arg(rules).arg(list.size()), {}, false, false, {}};
        addNames(blocks, list);
    }
}

} // namespace report
