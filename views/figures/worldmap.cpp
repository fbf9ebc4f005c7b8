// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/worldmap.h"

#include "figures/maparcs.h"
#include "figures/maplegend.h"
#include "figures/mapsites.h"

using namespace Qt::StringLiterals;

namespace figures {
namespace {

QRectF mapRect(const MapData &data, const Classes &classes, const QRectF &rect, const Style &style)
{
    QList<Cell> scratch;
    // The frame, and so what it leaves out, depends on the legend's height: reserve for the longest legend.
    const double legend = layoutLegend(scratch, data, classes, sitesOutside(data, Frame(data, rect)), rect.topLeft(),
                                       rect.width(), style);
    return rect.adjusted(0, 0, 0, -legend - style.px(6));
}

} // namespace

MapWords MapWords::english()
{
    return {u"No location known"_s,
            u"Global service"_s,
            u"Sites outside this view"_s,
            u"unknown"_s,
            u"Cloud region"_s,
            u"Data centre"_s,
            u"Office"_s,
            u"Provider"_s,
            u"Flow"_s,
            u"pass"_s,
            u"gap"_s,
            u"accepted"_s,
            u"Sovereign region"_s,
            u"Dedicated at the customer"_s,
            u"Local zone, edge"_s,
            u"places"_s,
            u"several places, counted together"_s,
            u"overseas"_s,
            {u"low"_s, u"medium"_s, u"high"_s, u"critical"_s}};
}

Figure layoutWorldMap(const MapData &data, const QRectF &rect, const Style &style)
{
    const Classes classes = classesOf(data.countries);
    const Frame frame(data, mapRect(data, classes, rect, style));
    Figure figure{rect, {}};
    figure.cells << box({}, frame.target(), {Tone::Sea, -1, 0, -1, false});
    layoutCountries(figure, data, classes, frame, style);
    const QList<QPointF> arcs = layoutArcs(figure, data, frame, style);
    layoutSites(figure, data, frame, style, arcs);
    layoutLegend(figure.cells, data, classes, sitesOutside(data, frame),
                 QPointF(rect.left(), frame.target().bottom() + style.px(6)), rect.width(), style);
    return figure;
}

std::optional<QPointF> mapPoint(const MapData &data, const QRectF &rect, const Style &style, double longitude,
                                double latitude)
{
    const Frame frame(data, mapRect(data, classesOf(data.countries), rect, style));
    const auto point = frame.point(longitude, latitude);
    return point && frame.target().contains(*point) ? point : std::nullopt;
}

} // namespace figures
