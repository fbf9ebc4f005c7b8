// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/projection.h"

#include <proj.h>

#include <cmath>
#include <numbers>

namespace figures {

struct Projection::Handle
{
    PJ_CONTEXT *context = nullptr;
    PJ *pj = nullptr;
    ~Handle()
    {
        proj_destroy(pj);
        proj_context_destroy(context);
    }
};

Projection::Projection(MapView view) : m_handle(std::make_unique<Handle>())
{
    m_handle->context = proj_context_create();
    proj_context_set_enable_network(m_handle->context, 0);
    m_handle->pj =
        proj_create(m_handle->context, view == MapView::Europe ? "+proj=laea +lat_0=52 +lon_0=10 +ellps=GRS80"
                                                               : "+proj=eqearth +lon_0=0 +ellps=WGS84");
}

Projection::~Projection() = default;

std::optional<QPointF> Projection::project(double longitude, double latitude) const
{
    if (!m_handle->pj || std::abs(latitude) > 90 || !std::isfinite(longitude))
        return std::nullopt;
    constexpr double radians = std::numbers::pi / 180;
    const PJ_COORD out = proj_trans(m_handle->pj, PJ_FWD, proj_coord(longitude * radians, latitude * radians, 0, 0));
    if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y))
        return std::nullopt;
    return QPointF(out.xy.x, -out.xy.y);
}

std::optional<QPointF> Projection::degrees(QPointF plane) const
{
    if (!m_handle->pj)
        return std::nullopt;
    const PJ_COORD out = proj_trans(m_handle->pj, PJ_INV, proj_coord(plane.x(), -plane.y(), 0, 0));
    if (!std::isfinite(out.lp.lam) || !std::isfinite(out.lp.phi))
        return std::nullopt;
    constexpr double degree = 180 / std::numbers::pi;
    return QPointF(out.lp.lam * degree, out.lp.phi * degree);
}

} // namespace figures
