// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"
#include "figures/twintable.h"

namespace figures {

struct BarSegment
{
    QString id; ///< what a click filters by; empty: the bar's id
    QString label;
    double value = 0;
    Fill fill;
    QString unit = {}; ///< of this part, where it is another one than that of the bars
};

struct Bar
{
    QString id;
    QString label;
    QList<BarSegment> segments;
    QString note; ///< shown right of the number in soft ink, e.g. "of 131"
    std::optional<double> before = {}; ///< its whole at a time compared with: a mark across the bar
    QList<BarSegment> gathered = {};   ///< what the bar adds up for want of room, with names of their own: its lines in the table
};

struct StackedBarsData
{
    QList<Bar> bars;
    QList<Key> keys;   ///< legend above the bars; leave empty where the labels say it
    QString unit;      ///< for tooltips
    QString emptyText; ///< why there is nothing, and what to do
    QString title = {}; ///< what each bar is: the head of its column in the table
};

/// Horizontal bars from zero, all on one scale, label left and total right. Cells with a value are segments;
/// their widths are in proportion to their values. Rows that do not fit are counted in a last line.
Figure layoutStackedBars(const StackedBarsData &data, const QRectF &rect, const Style &style);

/// All that the bars stand for, one row for each part, also of what a bar gathers; the share is of the bar, or of all where each is one part.
TwinTable tableOf(const StackedBarsData &data);

/// The height that all rows need at this style.
double stackedBarsHeight(const StackedBarsData &data, double width, const Style &style);

} // namespace figures
