// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a report's pages: the part of Pages that is large enough for a file of its own.
#include "report/pages.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace report {

using figures::TextRole;
using figures::Tone;

namespace {

constexpr double CellGap = 8; ///< between columns, points
/// A number ends where the next column's words begin: they need more air.
constexpr double NumberGap = 16;
constexpr double RowPad = 3.2; ///< above and below a row's text, points
constexpr double TightPad = 0.6;
constexpr double LongestWord = 72; ///< points; what is longer is no word but a key
constexpr double SignWidth = 12;

double gapAfter(const Table &table, qsizetype column)
{
    if (column + 1 >= table.columns.size())
        return 0;
    return table.columns.at(column).number && !table.columns.at(column + 1).number ? NumberGap : CellGap;
}

bool hasSign(const TableCell &cell)
{
    return cell.sign.has_value() || cell.grade.has_value();
}

} // namespace

QList<double> Pages::columnWidths(const Table &table) const
{
    double weights = 0;
    double free = m_right - m_left;
    for (qsizetype c = 0; c < table.columns.size(); ++c) {
        weights += table.columns.at(c).weight;
        free -= pt(gapAfter(table, c));
    }
    // No word of a head is broken: a column is at least as wide as its longest, and the others give way.
    const QFontMetricsF metrics = m_style.metrics(TextRole::Caption, true);
    const auto longestWord = [&metrics](const QString &words) {
        double most = 0;
        for (const QString &word : words.split(u' '))
            most = std::max(most, metrics.horizontalAdvance(word));
        return most;
    };
    QList<double> leasts;
    for (const Column &column : table.columns)
        leasts << longestWord(column.title) + pt(0.5);
    // Nor is a word of the cells, where all fit; keys, addresses and hashes are longer than words and break.
    const QList<double> heads = leasts;
    for (const QList<TableCell> &row : table.rows) {
        for (qsizetype c = 0; c < row.size() && c < leasts.size(); ++c) {
            const TableCell &cell = row.at(c);
            const double indent = hasSign(cell) ? pt(SignWidth) : 0;
            for (const QString &words : {cell.lead, cell.text}) {
                for (const QString &word : QString(words).replace(u'\n', u' ').split(u' ')) {
                    const double width = metrics.horizontalAdvance(word);
                    if (width <= pt(LongestWord))
                        leasts[c] = std::max(leasts.at(c), width + indent);
                }
            }
        }
    }
    if (std::accumulate(leasts.begin(), leasts.end(), 0.0) > free * 0.9)
        leasts = heads;
    QList<double> widths(table.columns.size(), 0.0);
    bool settled = false;
    while (!settled && weights > 0) {
        settled = true;
        for (qsizetype c = 0; c < table.columns.size(); ++c) {
            if (widths.at(c) > 0)
                continue;
            if (free * table.columns.at(c).weight / weights < leasts.at(c)) {
                widths[c] = leasts.at(c);
                free -= leasts.at(c);
                weights -= table.columns.at(c).weight;
                settled = false;
            }
        }
    }
    for (qsizetype c = 0; c < table.columns.size(); ++c) {
        if (widths.at(c) <= 0)
            widths[c] = std::max(pt(10), free * table.columns.at(c).weight / weights);
    }
    return widths;
}

double Pages::rowHeight(const Table &table, qsizetype lines) const
{
    return static_cast<double>(lines) * lineHeight(TextRole::Caption) + 2 * pt(table.tight ? TightPad : RowPad);
}

Pages::LaidRow Pages::layRow(const Table &table, const QList<TableCell> &row, const QList<double> &widths) const
{
    LaidRow laid;
    qsizetype most = 1;
    for (qsizetype c = 0; c < row.size() && c < widths.size(); ++c) {
        const TableCell &cell = row.at(c);
        const double width = widths.at(c) - (hasSign(cell) ? pt(SignWidth) : 0);
        QStringList lines;
        if (!cell.lead.isEmpty())
            lines = wrap(cell.lead, TextRole::Caption, true, width);
        laid.leads << lines.size();
        if (!cell.text.isEmpty() || cell.lead.isEmpty())
            lines += wrap(cell.target.isEmpty() ? cell.text : u"000"_s, TextRole::Caption, cell.strong, width);
        laid.lines << lines;
        most = std::max(most, lines.size());
    }
    laid.height = rowHeight(table, most);
    return laid;
}

double Pages::headHeight(const Table &table, const QList<double> &widths) const
{
    const bool empty =
        std::all_of(table.columns.begin(), table.columns.end(), [](const Column &c) { return c.title.isEmpty(); });
    if (empty)
        return 0;
    qsizetype most = 1;
    for (qsizetype c = 0; c < widths.size(); ++c)
        most = std::max(most, wrap(table.columns.at(c).title, TextRole::Caption, true, widths.at(c)).size());
    return static_cast<double>(most) * lineHeight(TextRole::Caption) + 2 * pt(RowPad);
}

void Pages::paintHead(const Table &table, const QList<double> &widths)
{
    const double height = headHeight(table, widths);
    if (height <= 0) {
        if (!table.tight)
            rule(m_y, Tone::Line);
        return;
    }
    double x = m_left;
    const double line = lineHeight(TextRole::Caption);
    for (qsizetype c = 0; c < widths.size(); ++c) {
        const Column &column = table.columns.at(c);
        const QStringList lines = wrap(column.title, TextRole::Caption, true, widths.at(c));
        double y = m_y + height - pt(RowPad) - line * static_cast<double>(lines.size());
        for (const QString &words : lines) {
            put(words, QRectF(x, y, widths.at(c), line), TextRole::Caption, true, Tone::InkSoft,
                (column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            y += line;
        }
        x += widths.at(c) + pt(gapAfter(table, c));
    }
    m_y += height;
    rule(m_y, Tone::InkSoft);
}

void Pages::paintRow(const Table &table, const QList<TableCell> &row, const LaidRow &laid, const QList<double> &widths)
{
    double x = m_left;
    const double line = lineHeight(TextRole::Caption);
    for (qsizetype c = 0; c < laid.lines.size(); ++c) {
        const TableCell &cell = row.at(c);
        double indent = 0;
        if (hasSign(cell)) {
            figures::Cell sign;
            sign.kind = cell.sign ? figures::Cell::Kind::Sign : figures::Cell::Kind::Grade;
            sign.sign = cell.sign.value_or(domain::Status::Gap);
            sign.grade = cell.grade.value_or(domain::Severity::High);
            sign.rect = QRectF(x, m_y + pt(RowPad) + (line - pt(8)) / 2, pt(8), pt(8));
            page().cells << sign;
            indent = pt(SignWidth);
        }
        double y = m_y + pt(table.tight ? TightPad : RowPad);
        const Qt::Alignment align = (table.columns.at(c).number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
        for (qsizetype i = 0; i < laid.lines.at(c).size(); ++i) {
            const bool lead = i < laid.leads.at(c);
            const QRectF rect(x + indent, y, widths.at(c) - indent, line);
            put(laid.lines.at(c).at(i), rect, TextRole::Caption, cell.strong || lead,
                cell.soft && !lead ? Tone::InkSoft : Tone::Ink, align);
            if (!cell.target.isEmpty())
                m_references << PageReference{static_cast<int>(m_pages.size()) - 1, page().cells.size() - 1,
                                              QRectF(rect.topLeft() * 72 / m_dots, rect.size() * 72 / m_dots), cell.target};
            y += line;
        }
        x += widths.at(c) + pt(gapAfter(table, c));
    }
    m_y += laid.height;
    if (!table.tight)
        rule(m_y, Tone::Line);
}

void Pages::lay(const Table &table)
{
    if (table.rows.isEmpty()) {
        if (!table.emptyText.isEmpty())
            lay(Paragraph{table.emptyText, false, false});
        return;
    }
    const QList<double> widths = columnWidths(table);
    const double head = headHeight(table, widths);
    const double room = m_bottom - m_top - head - pt(1);
    bool first = true;
    for (const QList<TableCell> &row : table.rows) {
        LaidRow laid = layRow(table, row, widths);
        // A row taller than a sheet can't be kept whole: it goes on, and nothing of it is lost.
        QList<LaidRow> parts;
        while (laid.height > room) {
            const auto fits = static_cast<qsizetype>((room - 2 * pt(RowPad)) / lineHeight(TextRole::Caption));
            LaidRow part;
            qsizetype most = 0;
            for (qsizetype c = 0; c < laid.lines.size(); ++c) {
                part.lines << laid.lines.at(c).mid(0, fits);
                part.leads << std::min(fits, laid.leads.at(c));
                laid.lines[c] = laid.lines.at(c).mid(fits);
                laid.leads[c] = std::max<qsizetype>(0, laid.leads.at(c) - fits);
                most = std::max(most, laid.lines.at(c).size());
            }
            part.height = rowHeight(table, fits);
            parts << part;
            laid.height = rowHeight(table, most);
        }
        parts << laid;
        for (const LaidRow &part : std::as_const(parts)) {
            const auto sheets = m_pages.size();
            ensure((first ? head : 0) + part.height);
            if (first || m_pages.size() != sheets)
                paintHead(table, widths);
            first = false;
            paintRow(table, row, part, widths);
        }
    }
    m_y += pt(8);
}

} // namespace report
