// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/linechart.h"

#include <QPolygonF>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

Cell polyline(const QList<QPointF> &points, const Fill &fill, double width)
{
    Cell cell;
    cell.kind = Cell::Kind::Line;
    cell.fill = fill;
    cell.penWidth = width;
    cell.path.addPolygon(QPolygonF(points));
    cell.rect = cell.path.boundingRect();
    return cell;
}

Cell dot(QPointF centre, double radius, const Fill &fill)
{
    Cell cell;
    cell.kind = Cell::Kind::Path;
    cell.fill = fill;
    cell.path.addEllipse(centre, radius, radius);
    cell.rect = cell.path.boundingRect();
    return cell;
}

} // namespace

QList<double> valueSteps(const QList<LineSeries> &series)
{
    double most = 1;
    bool whole = true;
    for (const LineSeries &line : series) {
        for (const LinePoint &p : line.points) {
            most = std::max(most, p.value);
            whole = whole && isWhole(p.value);
        }
    }
    return whole ? countSteps(most) : axisSteps(most);
}

Figure layoutLineChart(const LineChartData &data, const QRectF &rect, const Style &style)
{
    QDate first;
    QDate last;
    double names = 0;
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    for (const LineSeries &series : data.series) {
        for (const LinePoint &p : series.points) {
            first = first.isValid() ? std::min(first, p.day) : p.day;
            last = last.isValid() ? std::max(last, p.day) : p.day;
        }
        if (!series.points.isEmpty())
            names = std::max(
                names, caption.horizontalAdvance(series.label + u"  "_s + formatNumber(series.points.last().value)));
    }
    if (!first.isValid() || first == last)
        return emptyFigure(rect, data.emptyText, style);

    Figure figure{rect, {}};
    const QList<double> grid = valueSteps(data.series);
    const double top = grid.last();
    double numbers = 0;
    for (const double step : grid)
        numbers = std::max(numbers, caption.horizontalAdvance(formatNumber(step)));
    const double lineHeight = caption.lineSpacing();
    const QRectF plot(rect.left() + numbers + style.px(8), rect.top() + lineHeight / 2,
                      rect.width() - numbers - names - style.px(20), rect.height() - lineHeight * 2);
    const auto y = [&](double value) { return plot.bottom() - plot.height() * value / top; };
    const auto x = [&](QDate day) {
        return plot.left() +
               plot.width() * static_cast<double>(first.daysTo(day)) / static_cast<double>(first.daysTo(last));
    };
    for (const double step : grid) {
        figure.cells << line({plot.left(), y(step)}, {plot.right(), y(step)}, step > 0 ? Tone::Line : Tone::InkSoft)
                     << text(formatNumber(step), QRectF(rect.left(), y(step) - lineHeight / 2, numbers, lineHeight),
                             style, TextRole::Caption, Qt::AlignRight | Qt::AlignVCenter, Tone::InkSoft);
    }
    const QRectF days(plot.left(), plot.bottom() + style.px(4), plot.width(), lineHeight);
    figure.cells << text(first.toString(Qt::ISODate), days, style, TextRole::Caption, Qt::AlignLeft | Qt::AlignTop,
                         Tone::InkSoft)
                 << text(last.toString(Qt::ISODate), days, style, TextRole::Caption, Qt::AlignRight | Qt::AlignTop,
                         Tone::InkSoft);

    struct EndLabel
    {
        double y;
        QString words;
    };
    QList<EndLabel> ends;
    for (const LineSeries &series : data.series) {
        QList<QPointF> points;
        for (const LinePoint &p : series.points)
            points << QPointF(x(p.day), y(p.value));
        if (points.isEmpty())
            continue;
        Cell curve = polyline(points, series.fill, style.px(2));
        curve.tip = series.label;
        figure.cells << curve;
        for (qsizetype i = 0; i < points.size(); ++i) {
            const bool end = i + 1 == points.size();
            Fill solid = series.fill;
            solid.hatched = false;
            Cell mark = dot(points.at(i), style.px(end ? 3 : 1.5), solid);
            mark.id = series.id;
            mark.hitRadius = style.px(8);
            mark.value = series.points.at(i).value;
            mark.tip = u"%1, %2: %3 %4"_s
                           .arg(series.label, series.points.at(i).day.toString(Qt::ISODate), formatNumber(mark.value),
                                data.unit)
                           .trimmed();
            figure.cells << mark;
        }
        ends << EndLabel{points.last().y(), series.label + u"  "_s + formatNumber(series.points.last().value)};
    }
    // Labels at the ends, pushed apart where lines end close together.
    std::stable_sort(ends.begin(), ends.end(), [](const EndLabel &a, const EndLabel &b) { return a.y < b.y; });
    double free = rect.top();
    for (const EndLabel &end : std::as_const(ends)) {
        const double at = std::max(end.y - lineHeight / 2, free);
        figure.cells << text(end.words, QRectF(plot.right() + style.px(8), at, names + style.px(4), lineHeight), style,
                             TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter);
        free = at + lineHeight;
    }
    return figure;
}

Figure layoutSparkline(const QList<double> &values, const QRectF &rect, const Style &style, Tone tone)
{
    Figure figure{rect, {}};
    if (values.size() < 2)
        return figure;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double span = *high - *low;
    const double inset = style.px(2.5);
    const QRectF plot = rect.adjusted(inset, inset, -inset, -inset);
    QList<QPointF> points;
    for (qsizetype i = 0; i < values.size(); ++i)
        points << QPointF(plot.left() + plot.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1),
                          span > 0 ? plot.bottom() - plot.height() * (values.at(i) - *low) / span : plot.center().y());
    const Fill fill{tone, -1, 0, -1, false};
    figure.cells << polyline(points, fill, style.px(1.5)) << dot(points.last(), style.px(2.2), fill);
    return figure;
}

} // namespace figures
