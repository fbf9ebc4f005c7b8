// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/heatmap.h"

#include "domain/isolated.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr int Steps = 5;

std::optional<double> valueAt(const HeatmapData &data, qsizetype row, qsizetype column)
{
    if (row >= data.values.size() || column >= data.values.at(row).size())
        return std::nullopt;
    return data.values.at(row).at(column);
}

/// Columns of one group side by side.
struct ColumnGroup
{
    QString title;
    qsizetype first = 0, count = 0;
    QStringList lines;      ///< of the heading
    double needed = 0;      ///< what its numbers and its heading need
    double width = 0;
};

QList<ColumnGroup> columnGroupsOf(const HeatmapData &data)
{
    QList<ColumnGroup> out;
    for (qsizetype c = 0; c < data.columns.size(); ++c) {
        const QString title = data.groups.value(c);
        if (out.isEmpty() || (!data.groups.isEmpty() && title != out.constLast().title))
            out.append({title, c, 0, {}, 0, 0});
        ++out.last().count;
    }
    return out;
}

/// Words in as many lines as the width asks for.
QStringList headingLines(const QString &words, double width, const QFontMetricsF &metrics)
{
    QStringList lines;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        if (!lines.isEmpty() && metrics.horizontalAdvance(lines.constLast() + u' ' + word) <= width)
            lines.last() += u' ' + word;
        else
            lines.append(word);
    }
    return lines;
}

double longestWordOf(const QString &words, const QFontMetricsF &metrics)
{
    double most = 0;
    for (const QString &word : words.split(u' '))
        most = std::max(most, metrics.horizontalAdvance(word));
    return most;
}

/// What each column's numbers need, so that none is cut or left out.
QList<double> columnNeeds(const HeatmapData &data, const QFontMetricsF &metrics, double pad)
{
    QList<double> needs;
    for (qsizetype c = 0; c < data.columns.size(); ++c) {
        // A long name gives way before a number does.
        double widest = std::min(metrics.horizontalAdvance(data.shortColumns.isEmpty() ? data.columns.at(c) : data.shortColumns.value(c)), 8 * pad);
        for (qsizetype r = 0; r < data.values.size(); ++r) {
            if (const std::optional<double> value = valueAt(data, r, c); value && *value > 0)
                widest = std::max(widest, metrics.horizontalAdvance(formatNumber(*value)));
        }
        needs.append(widest + pad);
    }
    return needs;
}

/// Gives each group what it needs and shares what is left by columns: equal columns where there is room, else wide numbers before narrow ones.
void shareColumnWidth(QList<ColumnGroup> &groups, double width)
{
    QList<bool> fixed(groups.size(), false);
    for (bool again = true; again;) {
        again = false;
        double left = width;
        double columns = 0;
        for (qsizetype g = 0; g < groups.size(); ++g) {
            if (fixed.at(g))
                left -= groups.at(g).width;
            else
                columns += static_cast<double>(groups.at(g).count);
        }
        for (qsizetype g = 0; g < groups.size(); ++g) {
            if (fixed.at(g))
                continue;
            groups[g].width = std::max(0.0, left) * static_cast<double>(groups.at(g).count) / columns;
            if (groups.at(g).width < groups.at(g).needed) {
                groups[g].width = groups.at(g).needed;
                fixed[g] = true;
                again = true;
                break;
            }
        }
    }
    double sum = 0;
    for (const ColumnGroup &group : std::as_const(groups))
        sum += group.width;
    for (ColumnGroup &group : groups)
        group.width *= sum > 0 ? width / sum : 0;
}

QString cellShare(double value, double total)
{
    if (total <= 0)
        return {};
    const double percent = value * 100 / total;
    return percent > 0 && percent < 0.5 ? u" (< 1 %)"_s : u" (%1 %)"_s.arg(QString::number(std::round(percent), 'f', 0));
}

} // namespace

Figure layoutHeatmap(const HeatmapData &data, const QRectF &rect, const Style &style)
{
    if (data.rows.isEmpty() || data.columns.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    double most = 0;
    for (const auto &row : data.values) {
        for (const auto &value : row)
            most = std::max(most, value.value_or(0));
    }
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const QFontMetricsF bold = style.metrics(TextRole::Caption, true);
    const auto rowWords = [&](qsizetype r) { return data.rowTotals.isEmpty() ? data.rows.at(r) : data.rows.at(r) + u"  "_s + formatNumber(data.rowTotals.value(r)); };
    double labels = 0;
    for (qsizetype r = 0; r < data.rows.size(); ++r)
        labels = std::max(labels, caption.horizontalAdvance(rowWords(r)));
    labels = std::min(labels + style.px(1), rect.width() * 0.35) + style.px(8);
    QList<ColumnGroup> groups = columnGroupsOf(data);
    double gap = style.px(8);
    QList<double> needs;
    const auto room = [&] { return rect.width() - labels - gap * static_cast<double>(groups.size() - 1); };
    // With air around the numbers, or where that finds no room, without.
    for (const double pad : {8.0, 3.0}) {
        gap = style.px(pad);
        needs = columnNeeds(data, caption, style.px(pad));
        double all = 0;
        for (ColumnGroup &group : groups) {
            const double columns = std::accumulate(needs.cbegin() + group.first, needs.cbegin() + group.first + group.count, 0.0);
            group.needed = std::max(columns, longestWordOf(group.title, bold) + style.px(4));
            all += group.needed;
        }
        if (all <= room())
            break;
    }
    const double free = room();
    shareColumnWidth(groups, free);
    qsizetype headLines = 0;
    bool brief = false;
    QList<double> widths;
    for (ColumnGroup &group : groups) {
        group.lines = headingLines(group.title, group.width, bold);
        headLines = std::max(headLines, group.lines.size());
        // Within a group alike, unless a number needs more.
        const auto first = needs.cbegin() + group.first;
        const auto last = first + group.count;
        const double sum = std::accumulate(first, last, 0.0);
        const double each = group.width / static_cast<double>(group.count);
        const bool alike = *std::max_element(first, last) <= each;
        for (auto need = first; need != last; ++need)
            widths.append(alike ? each : *need * group.width / sum);
        for (qsizetype c = group.first; c < group.first + group.count; ++c)
            brief = brief || (!data.shortColumns.isEmpty() && caption.horizontalAdvance(data.columns.at(c)) > widths.at(c) - style.px(2));
    }
    const double groupHead = static_cast<double>(headLines) * bold.lineSpacing();
    const double head = groupHead + caption.lineSpacing() + style.px(6);
    const double h = std::min((rect.height() - head) / static_cast<double>(data.rows.size()), style.px(28));

    Figure figure{rect, {}};
    QList<QRectF> columns; // left and width of each
    double x = rect.left() + labels;
    for (const ColumnGroup &group : std::as_const(groups)) {
        for (qsizetype i = 0; i < group.lines.size(); ++i)
            figure.cells << text(group.lines.at(i), QRectF(x, rect.top() + static_cast<double>(headLines - group.lines.size() + i) * bold.lineSpacing(), group.width, bold.lineSpacing()),
                                 style, TextRole::Caption, (group.count > 1 ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter, Tone::InkSoft, true);
        if (!group.title.isEmpty())
            figure.cells << line(QPointF(x, rect.top() + groupHead), QPointF(x + group.width, rect.top() + groupHead), Tone::Line);
        for (qsizetype c = group.first; c < group.first + group.count; ++c) {
            const double w = widths.at(c);
            columns.append(QRectF(x, rect.top(), w, rect.height()));
            figure.cells << text(brief ? data.shortColumns.value(c) : data.columns.at(c), QRectF(x, rect.top() + groupHead, w, head - groupHead), style, TextRole::Caption,
                                 Qt::AlignHCenter | Qt::AlignVCenter, Tone::InkSoft);
            x += w;
        }
        x += gap;
    }
    for (qsizetype r = 0; r < data.rows.size(); ++r) {
        const double y = rect.top() + head + static_cast<double>(r) * h;
        Cell label = text(rowWords(r), QRectF(rect.left(), y, labels - style.px(8), h), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter);
        if (!data.rowTotals.isEmpty()) {
            label.id = data.rowIds.value(r);
            label.value = data.rowTotals.value(r);
            label.tip = u"%1: %2 %3"_s.arg(domain::isolated(data.rows.at(r)), formatNumber(label.value), data.unit);
        }
        figure.cells << label;
        for (qsizetype c = 0; c < data.columns.size(); ++c) {
            const std::optional<double> value = valueAt(data, r, c);
            Fill fill = Fill::of(Tone::Unknown);
            if (value && *value <= 0)
                fill = {Tone::Paper, -1, 0, -1, false};
            else if (value && !data.unknownColumns.contains(static_cast<int>(c)))
                fill = Fill::sequential(
                    std::clamp(static_cast<int>(std::ceil(*value / most * Steps)) - 1, 0, Steps - 1), Steps);
            const double w = columns.at(c).width();
            Cell cell = box(data.rowIds.value(r) + u'|' + data.columnIds.value(c),
                            QRectF(columns.at(c).left(), y, w, h).adjusted(style.px(1), style.px(1), -style.px(1), -style.px(1)), fill);
            cell.value = value.value_or(0);
            const QString number = value ? formatNumber(*value) : u"?"_s;
            cell.tip = u"%1, %2: %3 %4"_s.arg(domain::isolated(data.rows.at(r)), domain::isolated(data.columnTips.value(c, data.columns.at(c))), number, data.unit).trimmed();
            if (value && *value > 0)
                cell.tip += cellShare(*value, data.rowTotals.value(r));
            const QString note = r < data.notes.size() ? data.notes.at(r).value(c) : QString();
            if (!note.isEmpty())
                cell.tip += u'\n' + note;
            // Where there is nothing there is nothing behind it.
            if (!data.rowTotals.isEmpty() && value && *value <= 0)
                cell.id.clear();
            figure.cells << cell;
            const bool nothing = !data.rowTotals.isEmpty() && value && *value <= 0;
            if (!nothing && cell.rect.height() >= caption.height() - style.px(1) && cell.rect.width() > caption.horizontalAdvance(number))
                figure.cells << textOn(fill, number, cell.rect, style, TextRole::Caption, Qt::AlignCenter);
            if (!note.isEmpty() && !nothing) {
                const double corner = std::min(style.px(6), cell.rect.width() / 3);
                Cell mark;
                mark.kind = Cell::Kind::Path;
                mark.path.moveTo(cell.rect.topRight());
                mark.path.lineTo(cell.rect.topRight() - QPointF(corner, 0));
                mark.path.lineTo(cell.rect.topRight() + QPointF(0, corner));
                mark.path.closeSubpath();
                mark.rect = mark.path.boundingRect();
                mark.on = fill;
                figure.cells << mark;
            }
        }
    }
    return figure;
}

TwinTable tableOf(const HeatmapData &data)
{
    TwinTable table;
    table.columns = {data.rowTitle, data.columnTitle, data.unit, QStringLiteral("%")};
    for (qsizetype r = 0; r < data.rows.size(); ++r) {
        for (qsizetype c = 0; c < data.columns.size(); ++c) {
            const std::optional<double> value = valueAt(data, r, c);
            if (value && *value <= 0)
                continue;
            QString column = data.columnTips.value(c, data.columns.at(c));
            if (r < data.notes.size() && !data.notes.at(r).value(c).isEmpty())
                column += u"; "_s + data.notes.at(r).at(c);
            const QString share = value ? cellShare(*value, data.rowTotals.value(r)).remove(u" ("_s).remove(u')') : QString();
            table.rows.append({data.rowIds.value(r) + u'|' + data.columnIds.value(c), {data.rows.at(r), column, value ? formatNumber(*value) : u"?"_s, share}, value.value_or(0)});
        }
    }
    return table;
}

} // namespace figures
