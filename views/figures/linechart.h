// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <QDate>
#include <QPointF>

namespace figures {

struct LinePoint
{
    QDate day;
    double value = 0;
};

struct LineSeries
{
    QString id;
    QString label; ///< written at the line's end
    QList<LinePoint> points;
    Fill fill;
};

struct LineChartData
{
    QList<LineSeries> series;
    QString unit;
    QString emptyText;
};

/// Steps of the value axis: from zero, in whole numbers where all values are.
QList<double> valueSteps(const QList<LineSeries> &series);

/// Lines over days, the value axis from zero with at most five gridlines, labels at the ends of the lines.
Figure layoutLineChart(const LineChartData &data, const QRectF &rect, const Style &style);

/// A line without axes and a dot at its end, for tiles. Fewer than two values give an empty figure.
Figure layoutSparkline(const QList<double> &values, const QRectF &rect, const Style &style, Tone tone = Tone::Accent);

} // namespace figures
