// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/mapframe.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {

namespace {

bool inEurope(double longitude, double latitude)
{
    return longitude > -25 && longitude < 35 && latitude > 34 && latitude < 71;
}

MapView viewOf(const MapData &data)
{
    if (data.view != MapView::Fit)
        return data.view;
    const auto isDrawn = [&data](const MapArc &a) { return data.shows(a.kind); };
    if (data.sites.isEmpty() && std::none_of(data.arcs.begin(), data.arcs.end(), isDrawn))
        return MapView::World;
    const bool sites = std::all_of(data.sites.begin(), data.sites.end(),
                                   [](const MapSite &s) { return inEurope(s.longitude, s.latitude); });
    const bool arcs = std::all_of(data.arcs.begin(), data.arcs.end(), [&](const MapArc &a) {
        return !isDrawn(a) || (inEurope(a.from.x(), a.from.y()) && inEurope(a.to.x(), a.to.y()));
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
                       [&](const MapArc &a) { return data.shows(a.kind) && (outer(a.from.x()) || outer(a.to.x())); });
}

} // namespace

Frame::Frame(const MapData &data, const QRectF &target) : m_view(viewOf(data)), m_projection(m_view), m_target(target)
{
    const QRectF extent = data.extent && data.extent->isValid() ? *data.extent
                          : data.view == MapView::Fit && m_view == MapView::World ? fitted(data) : filled(data);
    m_scale = std::min(target.width() / extent.width(), target.height() / extent.height());
    m_origin = target.center() - extent.center() * m_scale;
    m_detail = (m_view == MapView::Europe && extent.width() < 1e7) || extent.width() < whole().width() / 2 ? OutlineDetail::Fine
                                                                                                         : OutlineDetail::Coarse;
}

QRectF Frame::extent() const
{
    return QRectF((m_target.topLeft() - m_origin) / m_scale, (m_target.bottomRight() - m_origin) / m_scale);
}

std::optional<QPointF> Frame::point(double longitude, double latitude) const
{
    const auto plane = m_projection.project(longitude, latitude);
    return plane ? std::optional(*plane * m_scale + m_origin) : std::nullopt;
}

QRectF Frame::whole() const { return planeBounds(m_view); }

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
        if (!data.shows(arc.kind))
            continue;
        add(arc.from.x(), arc.from.y());
        add(arc.to.x(), arc.to.y());
    }
    QStringList counted;
    for (const MapCountry &country : data.countries) {
        if (country.value.value_or(0) > 0)
            counted << country.iso;
    }
    for (const PlaneCountry &country : planeOutlines(m_view, OutlineDetail::Coarse)) {
        if (!counted.contains(country.iso))
            continue;
        // The middle of its largest part: a country need not be seen whole to be recognised.
        const auto largest = std::max_element(country.rings.begin(), country.rings.end(), [](const PlaneRing &a, const PlaneRing &b) { return a.area < b.area; });
        const QRectF box = largest->bounds;
        points << box.center() - QPointF(box.width() / 4, box.height() / 4) << box.center() + QPointF(box.width() / 4, box.height() / 4);
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
    // In a low, wide picture all longitudes fit beside each other long before all latitudes do.
    if (h >= all.height() * (w >= all.width() * 0.9 ? 0.8 : 1))
        return filled(data);
    bounds = QRectF(bounds.center().x() - w / 2, bounds.center().y() - h / 2, w, h);
    bounds.moveTop(std::clamp(bounds.top(), all.top(), all.bottom() - h));
    bounds.moveLeft(w < all.width() ? std::clamp(bounds.left(), all.left(), all.right() - w) : all.center().x() - w / 2);
    return bounds;
}

Occupied::Occupied(const QRectF &area, double step)
    : m_area(area), m_step(std::max(1.0, step)), m_columns(static_cast<int>(area.width() / m_step) + 1), m_rows(static_cast<int>(area.height() / m_step) + 1),
      m_taken(static_cast<std::size_t>(std::max(0, m_columns)) * static_cast<std::size_t>(std::max(0, m_rows)), 0)
{
}

void Occupied::add(QPointF point)
{
    const int column = static_cast<int>(std::floor((point.x() - m_area.left()) / m_step));
    const int row = static_cast<int>(std::floor((point.y() - m_area.top()) / m_step));
    if (column >= 0 && column < m_columns && row >= 0 && row < m_rows)
        m_taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column)] = 1;
}

void Occupied::add(const QRectF &rect)
{
    for (double y = rect.top(); y < rect.bottom() + m_step; y += m_step) {
        for (double x = rect.left(); x < rect.right() + m_step; x += m_step)
            add(QPointF(std::min(x, rect.right()), std::min(y, rect.bottom())));
    }
}

bool Occupied::isFree(const QRectF &rect) const
{
    if (!m_area.contains(rect))
        return false;
    const auto place = [this](double value, double from, int count) { return std::clamp(static_cast<int>((value - from) / m_step), 0, count - 1); };
    for (int row = place(rect.top(), m_area.top(), m_rows); row <= place(rect.bottom(), m_area.top(), m_rows); ++row) {
        for (int column = place(rect.left(), m_area.left(), m_columns); column <= place(rect.right(), m_area.left(), m_columns); ++column) {
            if (m_taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column)])
                return false;
        }
    }
    return true;
}

QList<Cell> plated(const Cell &words, const Style &style)
{
    Cell plate = box({}, words.rect.adjusted(-style.px(2), 0, style.px(2), 0), {Tone::Surface, -1, 0, -1, false, 0.86});
    plate.kind = Cell::Kind::Path;
    plate.path.addRoundedRect(plate.rect, style.px(3), style.px(3));
    return {plate, words};
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
