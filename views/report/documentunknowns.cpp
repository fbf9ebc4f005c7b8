// SPDX-License-Identifier: GPL-3.0-or-later
// What is not known: by the fact that is missing, and all open results by requirement.
#include "report/documentparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

using domain::Status;

namespace {

constexpr qsizetype ExampleNames = 4;
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
    Table table{{{u"Missing fact"_s, 2.2}, {u"Of"_s, 1.5}, {u"Opens"_s, 0.7, true}, {u"Alone"_s, 0.7, true}, {u"Who can answer"_s, 1.6}, {u"Things, and rules"_s, 3.4}},
                {},
                u"No single fact would decide them; the annex lists them by requirement."_s,
                false};
    const qsizetype shown = full ? input.missing.size() : std::min<qsizetype>(input.missing.size(), BoardFacts);
    for (const MissingFact &m : input.missing.mid(0, shown)) {
        TableCell fact = TableCell::withSign(Status::Unknown, m.fact);
        table.rows << QList<TableCell>{fact,
                                       TableCell::of(u"%1 %2"_s.arg(m.things).arg(m.kind.toLower())),
                                       TableCell::number(m.results),
                                       TableCell::number(m.alone),
                                       TableCell::of(m.whoAnswers),
                                       TableCell::softly(someOf(m.names, ExampleNames) + u"\n"_s + someOf(m.rules, RulesNamed))};
    }
    blocks << table;
    if (shown < input.missing.size())
        blocks << Paragraph{u"and %1 more facts, in the full report"_s.arg(input.missing.size() - shown), false, true};
    if (full)
        blocks << Paragraph{u"The annex \u201cOpen results by requirement\u201d names every thing of every open result."_s, true, false};
}

void addOpenResults(QList<Block> &blocks, const ReportInput &input)
{
    if (input.unknowns.isEmpty())
        return;
    blocks << Heading{1, u"Annex: open results by requirement"_s, {}, true, true, {}};
    for (const UnknownGroup &group : input.unknowns) {
        blocks << Heading{4, u"%1  %2 (%3 unknown)"_s.arg(group.rule, group.title).arg(group.count()), {}, false, false, {}};
        Pairs pairs{{}, true};
        if (!group.missingAttributes.isEmpty())
            pairs.rows << std::pair(u"Missing"_s, group.missingAttributes.join(u", "_s));
        if (!group.findings.isEmpty() && !group.findings.constFirst().reason.isEmpty())
            pairs.rows << std::pair(group.findings.size() > 1 ? u"For example"_s : u"Why"_s, group.findings.constFirst().reason);
        if (!pairs.rows.isEmpty())
            blocks << pairs;
        QList<const Finding *> findings;
        for (const Finding &f : group.findings)
            findings << &f;
        addNames(blocks, findings);
    }
}

} // namespace report
