// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rangedelegate.h"

#include "figures/figure.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace views {
namespace {

constexpr double Whole = 100;

} // namespace

RangeDelegate::Bar RangeDelegate::barOf(const QRectF &cell, const QModelIndex &index)
{
    const QRectF track(cell.left() + grid(2), cell.center().y() - grid(2) / 2.0 - 1, std::max(1.0, cell.width() - grid(4)), grid(2) + 2);
    const double low = std::clamp(index.data(LowRole).toDouble() / Whole, 0.0, 1.0);
    const double high = std::clamp(index.data(HighRole).toDouble() / Whole, low, 1.0);
    Bar bar{track, track, track};
    bar.decided.setWidth(track.width() * low);
    bar.possible.setLeft(bar.decided.right());
    bar.possible.setRight(track.left() + track.width() * high);
    const QVariant limit = index.data(LimitRole);
    if (limit.isValid())
        bar.limit = track.left() + track.width() * std::clamp(limit.toDouble() / Whole, 0.0, 1.0);
    return bar;
}

void RangeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!index.data(HighRole).isValid())
        return;
    const Bar bar = barOf(QRectF(option.rect), index);
    const figures::Style style = styleOf(option.widget);
    figures::Figure figure{QRectF(option.rect), {}};
    const bool selected = option.state & QStyle::State_Selected;
    // On the accent the bar would drown.
    figures::Cell track = figures::box({}, bar.track, figures::Fill::of(selected ? figures::Tone::Surface : figures::Tone::Line));
    if (selected)
        track.rect.adjust(-2, -2, 2, 2);
    figure.cells << track;
    if (bar.decided.width() > 0)
        figure.cells << figures::box({}, bar.decided, figures::Fill::of(figures::Tone::Accent));
    if (bar.possible.width() > 0)
        figure.cells << figures::box({}, bar.possible, figures::Fill::of(figures::Tone::Unknown));
    if (bar.limit >= 0)
        figure.cells << figures::line({bar.limit, bar.track.top() - grid(1)}, {bar.limit, bar.track.bottom() + grid(1)}, figures::Tone::Ink, style.px(1.5));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    figure.paint(*painter, style);
    painter->restore();
}

QSize RangeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {std::max(size.width(), grid(24)), std::max(size.height(), grid(6))};
}

} // namespace views
