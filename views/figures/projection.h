// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <memory>
#include <optional>

namespace figures {

enum class MapView {
    World,  ///< Equal Earth: areas are true, so that a choropleth does not flatter the north
    Europe, ///< Lambert azimuthal equal area about 52 N 10 E, as in EPSG:3035
    Fit     ///< Europe if all data lie there, else the part of the world that holds the data
};

/// Degrees to metres on the map's plane, y downwards as on screen. Uses PROJ with its own context, network off
/// and without PROJ's data files. Thread: one at a time per object. Not copyable.
class Projection
{
public:
    explicit Projection(MapView view); ///< Fit is taken as World
    ~Projection();
    Projection(const Projection &) = delete;
    Projection &operator=(const Projection &) = delete;

    /// Nothing where the projection has no image for the point.
    std::optional<QPointF> project(double longitude, double latitude) const;
    /// Back: x longitude, y latitude.
    std::optional<QPointF> degrees(QPointF plane) const;

private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

} // namespace figures
