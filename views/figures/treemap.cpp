// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/treemap.h"

#include <algorithm>
#include <limits>

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
    if (items.isEmpty() || rect.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    std::stable_sort(items.begin(), items.end(),
                     [](const TreemapItem &a, const TreemapItem &b) { return a.value > b.value; });

    QList<double> areas;
    for (const TreemapItem &item : std::as_const(items))
        areas << item.value / sum * rect.width() * rect.height();
    const QList<QRectF> tiles = squarify(areas, rect);

    Figure figure{rect, {}};
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const double pad = style.px(6);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const TreemapItem &item = items.at(i);
        const QRectF &tile = tiles.at(i);
        Cell cell = box(item.id, tile, item.fill);
        cell.value = item.value;
        cell.outline = Tone::Surface;
        cell.penWidth = style.px(1.5);
        cell.tip = u"%1: %2 %3 (%4 %)"_s.arg(item.label, formatNumber(item.value), data.unit,
                                             QString::number(item.value * 100 / sum, 'f', 0));
        figure.cells << cell;
        const QRectF inner = tile.adjusted(pad, pad, -pad, -pad);
        if (inner.height() < caption.height() || inner.width() < style.px(24))
            continue;
        const QColor ground = item.fill.hatched ? style.palette->surface : item.fill.colour(*style.palette);
        const Tone tone = style.palette->textOn(ground) == style.palette->ink ? Tone::Ink : Tone::Surface;
        const double lineHeight = caption.lineSpacing();
        figure.cells << text(item.label, QRectF(inner.left(), inner.top(), inner.width(), lineHeight), style,
                             TextRole::Caption, Qt::AlignLeft | Qt::AlignTop, tone, true);
        if (inner.height() >= 2 * lineHeight)
            figure.cells << text(formatNumber(item.value),
                                 QRectF(inner.left(), inner.top() + lineHeight, inner.width(), lineHeight), style,
                                 TextRole::Caption, Qt::AlignLeft | Qt::AlignTop, tone);
    }
    return figure;
}

} // namespace figures
