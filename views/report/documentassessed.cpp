// SPDX-License-Identifier: GPL-3.0-or-later
// What was assessed by the EU Cloud Sovereignty Framework: SEAL and score apart, and the ground of every answer.
#include "report/documentparts.h"

#include "text/sealtext.h"

using namespace Qt::StringLiterals;

namespace report {
namespace {

QString range(double low, double high)
{
    const QString from = QString::number(low, 'f', 1);
    const QString to = QString::number(high, 'f', 1);
    return from == to ? from + u" %"_s : u"%1 to %2 %"_s.arg(from, to);
}

/// In a line or two, of those with an answer: the picture among the figures has the SEALs side by side.
QString objectivesOf(const Assessed &a)
{
    QStringList list;
    for (const Assessed::Objective &o : a.objectives) {
        if (o.seal)
            list.append(u"%1 %2, %3%4"_s.arg(o.name.section(u' ', 0, 0), text::sealWord(o.seal), range(o.low, o.high), o.way.isEmpty() ? QString() : u" ("_s + o.way + u')'));
    }
    return list.isEmpty() ? QString() : list.join(u"; "_s) + u'.';
}

QString needOf(const Assessed::Criterion &c) { return c.need.isEmpty() ? QString() : u" ("_s + c.need + u')'; }

/// What is answered, with its ground. What is open stands in lines below, so that the table stays short.
void addCriteria(QList<Block> &blocks, const Assessed &a)
{
    Table table{{{u"Criterion and answer"_s, 4}, {u"Ground"_s, 4.4}}, {}, {}, false};
    QStringList proposed;
    QStringList open;
    for (const Assessed::Criterion &c : a.criteria) {
        if (!c.answer.isEmpty()) {
            const QString seal = u" (SEAL-%1%2)"_s.arg(c.seal.value_or(0)).arg(c.binds ? u", holds it"_s : QString());
            table.rows << QList<TableCell>{TableCell::of(u"%1: %2"_s.arg(c.name, c.answer) + seal), TableCell::softly(c.ground)};
        } else if (!c.ground.isEmpty()) {
            // One part of what it stands on is open; the others have answers that it can't rise above.
            table.rows << QList<TableCell>{TableCell::of(c.name + u": open"_s + needOf(c)), TableCell::softly(c.ground)};
        } else if (!c.proposal.isEmpty()) {
            proposed.append(u"%1%2: %3"_s.arg(c.name.section(u' ', 0, 0), needOf(c), c.proposal));
        } else {
            open.append(c.name.section(u' ', 0, 0) + needOf(c));
        }
    }
    if (!table.rows.isEmpty())
        blocks << table;
    if (!proposed.isEmpty())
        blocks << Paragraph{u"Open, but proposed by the inventory: %1."_s.arg(proposed.join(u"; "_s)), true, false};
    if (!open.isEmpty())
        blocks << Paragraph{u"Open, and without a proposal of the inventory: %1."_s.arg(open.join(u", "_s)), true, false};
}

} // namespace

void addAssessed(QList<Block> &blocks, const ReportInput &input)
{
    // A board reads the SEALs among the figures.
    if (input.assessed.things.isEmpty() || input.kind != Template::Full)
        return;
    blocks << Heading{1, u"Cloud sovereignty: self-assessment"_s, {}, false, true, {}};
    blocks << Paragraph{u"%1. %2: the SEAL is the lowest of all answers, the score adds up points; neither enters the other. What is open counts as open, not as worst. "
                        "Evidenced: the lowest of the answers that evidence bears out, no better than what is claimed; what is merely claimed is open there."_s.arg(text::selfAssessmentWords(), input.assessed.framework),
                        true, false};
    if (!input.assessed.places.isEmpty())
        blocks << Paragraph{input.assessed.places, false, false};
    for (const Assessed &a : input.assessed.things) {
        blocks << Heading{2, a.name, {}, false, true, {}};
        blocks << Paragraph{u"Claimed %1; evidenced %2. %3"_s.arg(a.sealWords, a.evidencedWords, a.words.join(u' ')), false, false};
        if (const QString objectives = objectivesOf(a); !objectives.isEmpty())
            blocks << Paragraph{objectives, true, false};
        addCriteria(blocks, a);
    }
    if (input.assessed.unlisted > 0)
        blocks << Paragraph{u"%1; \u201cbailiwick-cli assess\u201d lists all."_s.arg(counted(input.assessed.unlisted, u"more is assessed"_s, u"more are assessed"_s)), true, false};
    blocks << Paragraph{input.assessed.attribution, true, false};
}

} // namespace report
