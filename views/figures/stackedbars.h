// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

namespace figures {

struct BarSegment
{
    QString id; ///< what a click filters by; empty: the bar's id
    QString label;
    double value = 0;
    Fill fill;
};

struct Bar
{
    QString id;
    QString label;
    QList<BarSegment> segments;
    QString note; ///< shown right of the number in soft ink, e.g. "of 131"
    std::optional<double> before = {}; ///< its whole at a time compared with: a mark across the bar
};

struct StackedBarsData
{
    QList<Bar> bars;
    QList<Key> keys;   ///< legend above the bars; leave empty where the labels say it
    QString unit;      ///< for tooltips
    QString emptyText; ///< why there is nothing, and what to do
};

/// Horizontal bars from zero, all on one scale, label left and total right. Cells with a value are segments;
/// their widths are in proportion to their values. Rows that do not fit are counted in a last line.
Figure layoutStackedBars(const StackedBarsData &data, const QRectF &rect, const Style &style);

/// The height that all rows need at this style.
double stackedBarsHeight(const StackedBarsData &data, double width, const Style &style);

} // namespace figures
