// SPDX-License-Identifier: GPL-3.0-or-later
// The sovereignty score of the systems and their concentration: our own standard, apart from law and from the EU framework.
#include "report/documentparts.h"

using namespace Qt::StringLiterals;

namespace report {
namespace {

constexpr qsizetype MostSystems = 60; ///< on paper; all stand in the workbook and the data

QString range(double low, double high, int digits)
{
    const QString from = QString::number(low, 'f', digits);
    const QString to = QString::number(high, 'f', digits);
    return from == to ? from : u"%1 to %2"_s.arg(from, to);
}

void addConcentration(QList<Block> &blocks, const OwnStandard &own)
{
    blocks << Heading{2, u"Concentration"_s, {}, false, true, {}};
    blocks << Paragraph{u"Shares of the systems; what is not recorded may be anybody's, so that share and index (Herfindahl-Hirschman) are ranges. For chips and models only the systems "
                        "that use such count."_s, true, false};
    Table table{{{u"By"_s, 1.8}, {u"Of systems"_s, 1.4}, {u"Largest"_s, 2.2}, {u"Share, %"_s, 1.2, true}, {u"Index"_s, 1.4, true}, {u"Told by our standard"_s, 4}}, {}, {}, false};
    for (const OwnStandard::Concentration &c : own.concentration) {
        const bool told = !c.largest.isEmpty();
        table.rows << QList<TableCell>{TableCell::of(c.by), TableCell::of(c.criticalOnly ? u"%1 critical"_s.arg(c.systems) : u"all %1"_s.arg(c.systems)), TableCell::of(c.largest),
                                       TableCell::of(told ? range(c.low, c.high, 0) : QString()), TableCell::of(told ? range(c.indexLow, c.indexHigh, 0) : QString()),
                                       c.warns ? TableCell::graded(domain::Severity::Medium, c.told) : TableCell::softly(c.told)};
    }
    blocks << table;
}

void addScores(QList<Block> &blocks, const OwnStandard &own)
{
    blocks << Heading{2, u"Sovereignty score of the systems"_s, {}, false, true, {}};
    if (!own.why.isEmpty()) {
        blocks << Paragraph{own.why, false, false};
        return;
    }
    blocks << Paragraph{u"From what is decided to what is still possible, 0 to 100; what is unknown is never counted as nought. The weakest first."_s, true, false};
    Table table{{{u"System"_s, 5}, {u"Critical"_s, 1}, {u"Score, %"_s, 1.6, true}}, {}, {}, false};
    for (const OwnStandard::System &s : own.systems.mid(0, MostSystems))
        table.rows << QList<TableCell>{TableCell::of(s.name), TableCell::of(s.critical ? u"yes"_s : u"no"_s), TableCell::of(range(s.low, s.high, 1))};
    blocks << table;
    QStringList rest;
    if (const qsizetype more = own.systems.size() - MostSystems + own.unlisted; more > 0)
        rest.append(counted(int(more), u"system with a better score stands"_s, u"systems with better scores stand"_s) + u" in the report's workbook"_s);
    if (own.unscored > 0)
        rest.append(counted(own.unscored, u"system has no score, since no rule applies to it"_s, u"systems have no score, since no rule applies to them"_s));
    if (!rest.isEmpty())
        blocks << Paragraph{rest.join(u"; "_s) + u'.', true, false};
}

} // namespace

void addOwnStandard(QList<Block> &blocks, const ReportInput &input)
{
    if (input.ownStandard.isEmpty() || input.kind != Template::Full)
        return;
    blocks << Heading{1, u"Sovereignty of the systems: our own standard"_s, {}, false, true, {}};
    blocks << Paragraph{u"No law, and no part of the EU Cloud Sovereignty Framework: neither enters the other."_s, true, false};
    addConcentration(blocks, input.ownStandard);
    addScores(blocks, input.ownStandard);
}

} // namespace report
