// SPDX-License-Identifier: GPL-3.0-or-later
// What comes: laws, certificates, acceptances, contracts and plans with a day in the months ahead.
#include "report/documentparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {
namespace {

/// A board's pages name the first; the full report has all.
constexpr qsizetype BoardEvents = 12;

/// "Laws and schemes: 4; Certificates: 3": things, as the program's calendar counts them, in the order in which they come first.
QString bySort(const QList<Coming> &coming)
{
    QStringList order;
    QHash<QString, int> counts;
    for (const Coming &c : coming) {
        if (!counts.contains(c.sort))
            order << c.sort;
        counts[c.sort] += std::max(1, c.count);
    }
    QStringList parts;
    for (const QString &sort : std::as_const(order))
        parts << u"%1: %2"_s.arg(sort).arg(counts.value(sort));
    return parts.join(u"; "_s);
}

QString which(const Coming &c, bool full)
{
    QString words = c.count > 1 && c.rules.isEmpty() ? u"%1: %2"_s.arg(c.count).arg(c.subject) : c.subject;
    // What a law asks from the day on stands below its name, a requirement a line; of one requirement the name says it.
    if (full && c.rules.size() > 1)
        words += u'\n' + c.change;
    return words;
}

} // namespace

void addComing(QList<Block> &blocks, const ReportInput &input)
{
    if (!input.comingUntil.isValid())
        return;
    const bool full = input.kind == Template::Full;
    blocks << Heading{1, u"What comes in the next 12 months"_s, {}, false, true, {}};
    const QString span = u"from %1 to %2"_s.arg(longDate(input.asOf), longDate(input.comingUntil));
    if (input.coming.isEmpty()) {
        blocks << Paragraph{u"Nothing dated is on record %1: no law or scheme that starts or changes, no certificate, recognition, acceptance, contract, declaration, answer or plan with a day in it."_s.arg(span),
                            false, false};
        return;
    }
    blocks << Paragraph{u"What has a day %1, in things: %2. Of laws and schemes only those of this report's frameworks are told. What each day changes for the organisation can be asked in the program (Calendar, What changes)."_s.arg(
                            span, bySort(input.coming)),
                        true, false};
    Table table{{{u"Day"_s, 1.2}, {u"What"_s, 2.0}, {u"Which"_s, 5.2}, {u"Where it is said"_s, 2.0}}, {}, {}, false};
    const qsizetype shown = full ? input.coming.size() : std::min(BoardEvents, input.coming.size());
    for (const Coming &c : input.coming.mid(0, shown))
        table.rows << QList<TableCell>{TableCell::of(isoDate(c.day)), TableCell::of(c.event), TableCell::of(which(c, full)), TableCell::softly(c.article)};
    blocks << table;
    if (shown < input.coming.size())
        blocks << Paragraph{u"and %1 until %2, in the full report and in the attached data"_s.arg(counted(input.coming.size() - shown, u"more line"_s, u"more lines"_s), isoDate(input.comingUntil)), false, true};
}

} // namespace report
