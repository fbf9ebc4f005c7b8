// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/worldmap.h"

#include "figures/maparcs.h"
#include "figures/maplegend.h"
#include "figures/mapsites.h"

#include <algorithm>
#include <cmath>

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
    MapWords words;
    words.noLocation = u"No location known"_s;
    words.global = u"Global service"_s;
    words.outside = u"Sites outside this view"_s;
    words.unknown = u"unknown"_s;
    words.sites = {u"Cloud region"_s, u"On premises"_s, u"Office"_s, u"Provider"_s, u"Sovereign cloud"_s, u"Dedicated at the customer"_s,
                   u"Edge"_s, u"Local Zone"_s, u"Dedicated Local Zone"_s, u"Outpost"_s, u"AI factory"_s};
    words.arcs = {u"Transfer"_s, u"Replication"_s, u"Backup"_s, u"Failover"_s, u"Support access"_s, u"Administration access"_s,
                  u"Telemetry"_s, u"Inference calls"_s, u"Key custody"_s};
    words.flow = u"Flow"_s;
    words.allowed = u"allowed"_s;
    words.restricted = u"restricted"_s;
    words.forbidden = u"forbidden"_s;
    words.accepted = u"accepted"_s;
    words.places = u"places"_s;
    words.together = u"several places, counted together"_s;
    words.overseas = u"overseas"_s;
    words.disputed = u"disputed area"_s;
    words.outlines = u"disputed; outlines follow Natural Earth"_s;
    words.share = u"%1 % of %2"_s;
    words.to = u"to"_s;
    words.mean = u"mean of %1 %2"_s;
    return words;
}

QString amountOf(double count, const QString &unit, double of, const MapWords &words)
{
    const QString amount = u"%1 %2"_s.arg(formatNumber(count), unit).trimmed();
    if (of <= 0 || count <= 0)
        return amount;
    // What is not nought is not shown as nought, nor what is not all as all.
    const double share = 100 * count / of;
    const QString percent = share < 1 ? u"<1"_s : share > 99 && count < of ? u">99"_s : formatNumber(std::round(share));
    return amount + u", "_s + words.share.arg(percent, formatNumber(of));
}

QString MapData::amount(double count) const { return amountOf(count, std::abs(count - 1) < 1e-9 && !one.isEmpty() ? one : unit, total, words); }

QString rangeOf(const MapCountry &country, const MapWords &words)
{
    if (!country.value)
        return words.unknown;
    const QString low = formatNumber(*country.value);
    const QString high = formatNumber(country.upTo.value_or(*country.value));
    return low == high ? low : u"%1 %2 %3"_s.arg(low, words.to, high);
}

Standing standingOf(const MapArc &arc)
{
    switch (arc.status) {
    case domain::Status::Gap:
        return arc.restricted ? Standing::Restricted : Standing::Forbidden;
    case domain::Status::Accepted:
        return Standing::Accepted;
    case domain::Status::Pass:
    case domain::Status::NotApplicable:
    case domain::Status::NotYetApplicable:
        return Standing::Allowed;
    case domain::Status::Unknown:
    case domain::Status::Error:
        break;
    }
    return Standing::Unknown;
}

Figure layoutWorldMap(const MapData &data, const QRectF &rect, const Style &style)
{
    const Classes classes = classesOf(data.countries);
    const Frame frame(data, mapRect(data, classes, rect, style));
    Figure figure{rect, {}};
    figure.cells << box({}, frame.target(), {Tone::Sea, -1, 0, -1, false});
    const QList<LandMark> lands = layoutCountries(figure, data, classes, frame, style);
    Occupied taken(frame.target(), style.px(6));
    layoutArcs(figure, data, frame, style, taken);
    layoutSites(figure, data, lands, frame, style, taken);
    layoutLegend(figure.cells, data, classes, sitesOutside(data, frame),
                 QPointF(rect.left(), frame.target().bottom() + style.px(6)), rect.width(), style);
    return figure;
}

QPointF MapShown::toPlane(QPointF at) const
{
    const double scale = extent.width() / std::max(1.0, target.width());
    return extent.center() + (at - target.center()) * scale;
}

QPointF MapShown::toPicture(QPointF plane) const
{
    const double scale = target.width() / std::max(1.0, extent.width());
    return target.center() + (plane - extent.center()) * scale;
}

MapShown mapShown(const MapData &data, const QRectF &rect, const Style &style)
{
    const Frame frame(data, mapRect(data, classesOf(data.countries), rect, style));
    return {frame.view(), frame.extent(), frame.target()};
}

std::optional<QRectF> countryExtent(const QString &iso, MapView view)
{
    for (const PlaneCountry &country : planeOutlines(view, OutlineDetail::Fine)) {
        if (country.iso != iso)
            continue;
        // Its largest part and what lies near it: Corsica, but not the Azores.
        QRectF bounds;
        double largest = 0;
        for (const PlaneRing &ring : country.rings) {
            if (ring.overseas || ring.area <= largest)
                continue;
            largest = ring.area;
            bounds = ring.bounds;
        }
        if (bounds.isNull())
            continue;
        const QRectF near = bounds.adjusted(-bounds.width() / 2, -bounds.height() / 2, bounds.width() / 2, bounds.height() / 2);
        for (const PlaneRing &ring : country.rings) {
            if (!ring.overseas && near.contains(ring.bounds))
                bounds |= ring.bounds;
        }
        const double margin = std::max(20e3, 0.12 * std::max(bounds.width(), bounds.height()));
        return bounds.adjusted(-margin, -margin, margin, margin);
    }
    return std::nullopt;
}

QRectF planeBounds(MapView view)
{
    if (view == MapView::Europe)
        return QRectF(QPointF(-2.05e6, -1.85e6), QPointF(1.9e6, 1.85e6));
    static const QRectF world = [] {
        const Projection projection(MapView::World);
        const auto side = projection.project(180, 0);
        const auto north = projection.project(0, 76);
        const auto south = projection.project(0, -56);
        return side && north && south ? QRectF(QPointF(-side->x(), north->y()), QPointF(side->x(), south->y())) : QRectF(-1.7e7, -8e6, 3.4e7, 1.5e7);
    }();
    return world;
}

std::optional<QPointF> reproject(QPointF plane, MapView from, MapView to)
{
    const auto degrees = Projection(from).degrees(plane);
    return degrees ? Projection(to).project(degrees->x(), degrees->y()) : std::nullopt;
}

std::optional<QPointF> mapPoint(const MapData &data, const QRectF &rect, const Style &style, double longitude,
                                double latitude)
{
    const Frame frame(data, mapRect(data, classesOf(data.countries), rect, style));
    const auto point = frame.point(longitude, latitude);
    return point && frame.target().contains(*point) ? point : std::nullopt;
}

} // namespace figures
