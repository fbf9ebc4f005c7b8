// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/treemap.h"

#include "domain/isolated.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

/// The worst ratio of sides in a strip of this total area laid along `side`.
double worstRatio(double smallest, double largest, double sum, double side)
{
    const double s2 = sum * sum;
    const double w2 = side * side;
    return std::max(w2 * largest / s2, s2 / (w2 * smallest));
}

QList<QRectF> squarify(const QList<double> &areas, QRectF free)
{
    QList<QRectF> result;
    qsizetype start = 0;
    while (start < areas.size()) {
        const double side = std::min(free.width(), free.height());
        double sum = 0;
        double best = std::numeric_limits<double>::max();
        qsizetype end = start;
        while (end < areas.size()) {
            const double next = sum + areas.at(end);
            const double ratio = worstRatio(areas.at(end), areas.at(start), next, side);
            if (end > start && ratio > best)
                break;
            best = ratio;
            sum = next;
            ++end;
        }
        const bool upright = free.width() >= free.height();
        const double thickness = side > 0 ? sum / side : 0;
        double at = upright ? free.top() : free.left();
        for (qsizetype i = start; i < end; ++i) {
            const double length = thickness > 0 ? areas.at(i) / thickness : 0;
            result << (upright ? QRectF(free.left(), at, thickness, length)
                               : QRectF(at, free.top(), length, thickness));
            at += length;
        }
        upright ? free.setLeft(free.left() + thickness) : free.setTop(free.top() + thickness);
        start = end;
    }
    return result;
}

/// One tile after the other in proportion to its value, in the order given.
QList<QRectF> tilesOf(const QList<double> &values, const QRectF &rect)
{
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    QList<double> areas;
    for (const double value : values)
        areas << value / sum * rect.width() * rect.height();
    return squarify(areas, rect);
}

struct Tiled
{
    TreemapItem item;
    QRectF place;
};

QList<Tiled> tiled(const QList<TreemapItem> &items, const QRectF &rect)
{
    QStringList groups;
    QHash<QString, double> sums;
    for (const TreemapItem &item : items) {
        if (!groups.contains(item.group))
            groups << item.group;
        sums[item.group] += item.value;
    }
    std::stable_sort(groups.begin(), groups.end(), [&sums](const QString &a, const QString &b) { return sums.value(a) > sums.value(b); });
    QList<double> values;
    for (const QString &group : std::as_const(groups))
        values << sums.value(group);
    const QList<QRectF> parts = tilesOf(values, rect);
    QList<Tiled> out;
    for (qsizetype g = 0; g < groups.size(); ++g) {
        QList<TreemapItem> own;
        QList<double> sizes;
        for (const TreemapItem &item : items) {
            if (item.group == groups.at(g)) {
                own << item;
                sizes << item.value;
            }
        }
        const QList<QRectF> tiles = tilesOf(sizes, parts.at(g));
        for (qsizetype i = 0; i < own.size(); ++i)
            out << Tiled{own.at(i), tiles.at(i)};
    }
    return out;
}

void addWords(Figure &figure, const TreemapItem &item, const QRectF &tile, const QString &number, const Style &style)
{
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const double pad = style.px(6);
    const QRectF inner = tile.adjusted(pad, pad, -pad, -pad);
    if (inner.height() < caption.height() || inner.width() < style.px(24))
        return;
    const double lineHeight = caption.lineSpacing();
    QStringList lines{item.label};
    // The number before the site where there is room for two lines only.
    if (!item.detail.isEmpty() && inner.height() >= 3 * lineHeight)
        lines << item.detail;
    if (inner.height() >= 2 * lineHeight)
        lines << number;
    for (qsizetype i = 0; i < lines.size(); ++i)
        figure.cells << textOn(item.fill, lines.at(i), QRectF(inner.left(), inner.top() + static_cast<double>(i) * lineHeight, inner.width(), lineHeight), style, TextRole::Caption,
                               Qt::AlignLeft | Qt::AlignTop, i == 0);
}

} // namespace

Figure layoutTreemap(const TreemapData &data, const QRectF &rect, const Style &style)
{
    QList<TreemapItem> items;
    double sum = 0;
    for (const TreemapItem &item : data.items) {
        if (item.value > 0) {
            items << item;
            sum += item.value;
        }
    }
    if ((items.isEmpty() && data.unsized.isEmpty()) || rect.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    std::stable_sort(items.begin(), items.end(),
                     [](const TreemapItem &a, const TreemapItem &b) { return a.value > b.value; });

    Figure figure{rect, {}};
    const double strip = data.unsized.isEmpty() ? 0 : style.metrics(TextRole::Caption).lineSpacing() + style.px(8);
    if (!items.isEmpty()) {
        for (const Tiled &tile : tiled(items, rect.adjusted(0, 0, 0, -strip))) {
            Cell cell = box(tile.item.id, tile.place, tile.item.fill);
            cell.value = tile.item.value;
            cell.outline = Tone::Surface;
            cell.penWidth = style.px(1.5);
            cell.tip = u"%1: %2 %3 (%4 %)"_s.arg(tile.item.detail.isEmpty() ? domain::isolated(tile.item.label) : domain::isolated(tile.item.label) + u", "_s + domain::isolated(tile.item.detail), formatNumber(tile.item.value), data.unit,
                                                 QString::number(tile.item.value * 100 / sum, 'f', 0));
            figure.cells << cell;
            addWords(figure, tile.item, tile.place, formatNumber(tile.item.value), style);
        }
    } else {
        figure.cells = emptyFigure(rect.adjusted(0, 0, 0, -strip), data.emptyText, style).cells;
    }
    const double width = rect.width() / static_cast<double>(std::max<qsizetype>(1, data.unsized.size()));
    for (qsizetype i = 0; i < data.unsized.size(); ++i) {
        const TreemapItem &item = data.unsized.at(i);
        const QRectF place(rect.left() + static_cast<double>(i) * width, rect.bottom() - strip + style.px(3), width, strip - style.px(3));
        Cell cell = box(item.id, place, Fill::of(Tone::Unknown));
        cell.tip = item.label;
        figure.cells << cell << textOn(cell.fill, item.label, place.adjusted(style.px(6), 0, -style.px(6), 0), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter);
    }
    return figure;
}

} // namespace figures
