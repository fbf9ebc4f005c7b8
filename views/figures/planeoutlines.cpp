// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/planeoutlines.h"

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

bool isOverseas(const CountryOutline &country, const QPolygonF &ring)
{
    // They belong to the state, yet what is counted there is not there.
    static const QStringList states = {u"FR"_s, u"NL"_s, u"ES"_s, u"PT"_s, u"NO"_s};
    return states.contains(country.iso) && !ring.boundingRect().intersects(QRectF(-11, 34, 45, 38));
}

QList<PlaneCountry> projected(MapView view, OutlineDetail detail)
{
    const Projection projection(view);
    QList<PlaneCountry> result;
    for (const CountryOutline &country : bundledOutlines(detail)) {
        if (country.iso == "AQ"_L1)
            continue;
        PlaneCountry plane{country.iso, country.name, country.disputed, {}};
        for (const QPolygonF &ring : country.rings) {
            if (view == MapView::Europe && !ring.boundingRect().intersects(QRectF(-60, 5, 140, 80)))
                continue;
            PlaneRing part;
            part.points.reserve(ring.size());
            for (const QPointF &degrees : ring) {
                if (const auto p = projection.project(degrees.x(), degrees.y()))
                    part.points << *p;
            }
            if (part.points.size() < 3)
                continue;
            part.bounds = part.points.boundingRect();
            part.area = ringArea(part.points);
            part.overseas = isOverseas(country, ring);
            plane.rings << part;
        }
        if (!plane.rings.isEmpty())
            result << plane;
    }
    return result;
}

} // namespace

const QList<PlaneCountry> &planeOutlines(MapView view, OutlineDetail detail)
{
    if (view == MapView::Europe) {
        static const QList<PlaneCountry> fine = projected(MapView::Europe, OutlineDetail::Fine);
        static const QList<PlaneCountry> coarse = projected(MapView::Europe, OutlineDetail::Coarse);
        return detail == OutlineDetail::Fine ? fine : coarse;
    }
    static const QList<PlaneCountry> fine = projected(MapView::World, OutlineDetail::Fine);
    static const QList<PlaneCountry> coarse = projected(MapView::World, OutlineDetail::Coarse);
    return detail == OutlineDetail::Fine ? fine : coarse;
}

} // namespace figures
