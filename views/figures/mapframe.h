// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/outlines.h"
#include "figures/worldmap.h"

namespace figures {

double ringArea(const QPolygonF &ring);

/// Parts of European states in other parts of the world: they belong to the state, yet what is counted there is not
/// there.
bool isOverseas(const CountryOutline &country, const QPolygonF &ring);

/// From degrees to the painter's units: which part of the world a map shows, and at which scale. Thread: any, one at a time.
class Frame
{
public:
    Frame(const MapData &data, const QRectF &target);
    /// Nothing where the projection has no image for the point.
    std::optional<QPointF> point(double longitude, double latitude) const;
    const QRectF &target() const { return m_target; }
    OutlineDetail detail() const { return m_detail; }
    /// The azimuthal view turns the far side of the globe inside out: leave it away.
    bool farAway(const QPolygonF &ring) const;

private:
    QRectF whole() const;
    /// The world, with the empty ocean at its sides cut where the frame is high enough to gain from it.
    QRectF filled(const MapData &data) const;
    /// The part of the world that holds the data, in the frame's proportions.
    QRectF fitted(const MapData &data) const;

    MapView m_view;
    Projection m_projection;
    QRectF m_target;
    double m_scale = 1;
    QPointF m_origin;
    OutlineDetail m_detail = OutlineDetail::Coarse;
};

/// Sutherland-Hodgman against the four sides of the frame: what is outside never reaches the file.
QPolygonF clipped(QPolygonF polygon, const QRectF &frame);

/// Sites that the frame does not hold: said in the legend rather than dropped.
int sitesOutside(const MapData &data, const Frame &frame);

} // namespace figures
