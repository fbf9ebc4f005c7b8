// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/planeoutlines.h"
#include "figures/worldmap.h"

#include <vector>

namespace figures {

/// From degrees to the painter's units: which part of the world a map shows, and at which scale. Thread: any, one at a time.
class Frame
{
public:
    Frame(const MapData &data, const QRectF &target);
    /// Nothing where the projection has no image for the point.
    std::optional<QPointF> point(double longitude, double latitude) const;
    const QRectF &target() const { return m_target; }
    MapView view() const { return m_view; }
    /// The part of the plane that the target shows.
    QRectF extent() const;
    /// The countries in the detail that the scale asks for, and where a point of their plane falls.
    const QList<PlaneCountry> &outlines() const { return planeOutlines(m_view, m_detail); }
    QPointF fromPlane(QPointF plane) const { return plane * m_scale + m_origin; }
    QRectF fromPlane(const QRectF &plane) const { return QRectF(fromPlane(plane.topLeft()), fromPlane(plane.bottomRight())); }

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

/// Where something is written or drawn already, so that names keep away: a grid, for thousands of arcs would be asked one by one.
class Occupied
{
public:
    Occupied(const QRectF &area, double step);
    void add(QPointF point);
    void add(const QRectF &rect);
    bool isFree(const QRectF &rect) const;

private:
    QRectF m_area;
    double m_step;
    int m_columns, m_rows;
    std::vector<char> m_taken;
};

/// Words upon the map: on a plate that lets a little of it through, which is calmer than a rim around each letter.
QList<Cell> plated(const Cell &words, const Style &style);

/// Sutherland-Hodgman against the four sides of the frame: what is outside never reaches the file.
QPolygonF clipped(QPolygonF polygon, const QRectF &frame);

/// Sites that the frame does not hold: said in the legend rather than dropped.
int sitesOutside(const MapData &data, const Frame &frame);

} // namespace figures
