// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/mapframe.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {

double ringArea(const QPolygonF &ring)
{
    double area = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF &a = ring.at(i);
        const QPointF &b = ring.at((i + 1) % ring.size());
        area += a.x() * b.y() - b.x() * a.y();
    }
    return std::abs(area) / 2;
}

namespace {

qsizetype largestRing(const CountryOutline &country)
{
    qsizetype best = 0;
    double largest = 0;
    for (qsizetype i = 0; i < country.rings.size(); ++i) {
        const double area = ringArea(country.rings.at(i));
        if (area > largest) {
            largest = area;
            best = i;
        }
    }
    return best;
}

bool inEurope(double longitude, double latitude)
{
    return longitude > -25 && longitude < 35 && latitude > 34 && latitude < 71;
}

MapView viewOf(const MapData &data)
{
    if (data.view != MapView::Fit)
        return data.view;
    if (data.sites.isEmpty() && data.arcs.isEmpty())
        return MapView::World;
    const bool sites = std::all_of(data.sites.begin(), data.sites.end(),
                                   [](const MapSite &s) { return inEurope(s.longitude, s.latitude); });
    const bool arcs = std::all_of(data.arcs.begin(), data.arcs.end(), [](const MapArc &a) {
        return inEurope(a.from.x(), a.from.y()) && inEurope(a.to.x(), a.to.y());
    });
    return sites && arcs ? MapView::Europe : MapView::World;
}

constexpr double OuterLongitude = 140;
bool anyFurther(const MapData &data)
{
    const auto outer = [](double longitude) { return std::abs(longitude) > OuterLongitude; };
    return std::any_of(data.sites.begin(), data.sites.end(),
                       [&](const MapSite &s) { return outer(s.longitude); }) ||
           std::any_of(data.arcs.begin(), data.arcs.end(),
                       [&](const MapArc &a) { return outer(a.from.x()) || outer(a.to.x()); });
}

} // namespace

bool isOverseas(const CountryOutline &country, const QPolygonF &ring)
{
    static const QStringList states = {u"FR"_s, u"NL"_s, u"ES"_s, u"PT"_s, u"NO"_s};
    return states.contains(country.iso) && !ring.boundingRect().intersects(QRectF(-11, 34, 45, 38));
}

Frame::Frame(const MapData &data, const QRectF &target) : m_view(viewOf(data)), m_projection(m_view), m_target(target)
{
    const QRectF extent = data.view == MapView::Fit && m_view == MapView::World ? fitted(data) : filled(data);
    m_scale = std::min(target.width() / extent.width(), target.height() / extent.height());
    m_origin = target.center() - extent.center() * m_scale;
    m_detail = m_view == MapView::Europe || extent.width() < whole().width() / 2 ? OutlineDetail::Fine
                                                                                 : OutlineDetail::Coarse;
}

std::optional<QPointF> Frame::point(double longitude, double latitude) const
{
    const auto plane = m_projection.project(longitude, latitude);
    return plane ? std::optional(*plane * m_scale + m_origin) : std::nullopt;
}

bool Frame::farAway(const QPolygonF &ring) const
{
    const QRectF bounds = ring.boundingRect();
    return m_view == MapView::Europe && !bounds.intersects(QRectF(-60, 5, 140, 80));
}

QRectF Frame::whole() const
{
    if (m_view == MapView::Europe)
        return QRectF(QPointF(-2.05e6, -1.85e6), QPointF(1.9e6, 1.85e6));
    const auto side = m_projection.project(180, 0);
    const auto north = m_projection.project(0, 76);
    const auto south = m_projection.project(0, -56);
    if (!side || !north || !south)
        return QRectF(-1.7e7, -8e6, 3.4e7, 1.5e7);
    return QRectF(QPointF(-side->x(), north->y()), QPointF(side->x(), south->y()));
}

QRectF Frame::filled(const MapData &data) const
{
    const QRectF all = whole();
    if (m_view == MapView::Europe)
        return all;
    const double least = all.width() * (anyFurther(data) ? 0.94 : 0.8);
    const double width =
        std::clamp(all.height() * m_target.width() / std::max(1.0, m_target.height()), least, all.width());
    const double shift = anyFurther(data) ? 0 : all.width() * 0.02;
    return QRectF(all.center().x() - width / 2 + shift, all.top(), width, all.height());
}

QRectF Frame::fitted(const MapData &data) const
{
    QPolygonF points;
    const auto add = [&](double longitude, double latitude) {
        if (const auto p = m_projection.project(longitude, latitude))
            points << *p;
    };
    for (const MapSite &site : data.sites)
        add(site.longitude, site.latitude);
    for (const MapArc &arc : data.arcs) {
        add(arc.from.x(), arc.from.y());
        add(arc.to.x(), arc.to.y());
    }
    QStringList counted;
    for (const MapCountry &country : data.countries) {
        if (country.value.value_or(0) > 0)
            counted << country.iso;
    }
    for (const CountryOutline &outline : bundledOutlines(OutlineDetail::Coarse)) {
        if (!counted.contains(outline.iso) || outline.rings.isEmpty())
            continue;
        // The middle of its largest part: a country need not be seen whole to be recognised.
        const QRectF box = outline.rings.at(largestRing(outline)).boundingRect();
        add(box.center().x() - box.width() / 4, box.center().y() - box.height() / 4);
        add(box.center().x() + box.width() / 4, box.center().y() + box.height() / 4);
    }
    const QRectF all = whole();
    if (points.isEmpty())
        return filled(data);
    QRectF bounds = points.boundingRect();
    double w = std::max(bounds.width() * 1.24, all.width() / 5);
    double h = std::max(bounds.height() * 1.3, all.height() / 5);
    const double aspect = m_target.width() / std::max(1.0, m_target.height());
    w = std::max(w, h * aspect);
    h = w / aspect;
    if (w >= all.width() * 0.9 || h >= all.height())
        return filled(data);
    bounds = QRectF(bounds.center().x() - w / 2, bounds.center().y() - h / 2, w, h);
    bounds.moveTop(std::clamp(bounds.top(), all.top(), all.bottom() - h));
    bounds.moveLeft(std::clamp(bounds.left(), all.left(), all.right() - w));
    return bounds;
}

QPolygonF clipped(QPolygonF polygon, const QRectF &frame)
{
    if (frame.contains(polygon.boundingRect()))
        return polygon;
    const auto side = [&frame](int edge, QPointF p) {
        switch (edge) {
        case 0:
            return p.x() - frame.left();
        case 1:
            return frame.right() - p.x();
        case 2:
            return p.y() - frame.top();
        default:
            return frame.bottom() - p.y();
        }
    };
    for (int edge = 0; edge < 4 && !polygon.isEmpty(); ++edge) {
        QPolygonF kept;
        QPointF before = polygon.last();
        double was = side(edge, before);
        for (const QPointF &p : std::as_const(polygon)) {
            const double is = side(edge, p);
            if ((is >= 0) != (was >= 0))
                kept << before + (p - before) * (was / (was - is));
            if (is >= 0)
                kept << p;
            before = p;
            was = is;
        }
        polygon = kept;
    }
    return polygon;
}

int sitesOutside(const MapData &data, const Frame &frame)
{
    return static_cast<int>(std::count_if(data.sites.begin(), data.sites.end(), [&](const MapSite &site) {
        const auto at = frame.point(site.longitude, site.latitude);
        return !at || !frame.target().contains(*at);
    }));
}

} // namespace figures
