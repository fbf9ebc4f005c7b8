// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/outlines.h"
#include "figures/projection.h"

#include <QRectF>

namespace figures {

double ringArea(const QPolygonF &ring);

/// A part of a country, or a hole in it, in metres on the map's plane.
struct PlaneRing
{
    QPolygonF points;
    QRectF bounds;
    double area = 0;
    bool overseas = false; ///< part of a European state in another part of the world
};

struct PlaneCountry
{
    QString iso;
    QString name;
    bool disputed = false;
    QList<PlaneRing> rings;
};

/// The bundled outlines, projected once: PROJ takes longer than all the rest of a map's layout. In the European view without what lies
/// on the far side of the globe, which that projection turns inside out. Thread: any; the lists live for ever.
const QList<PlaneCountry> &planeOutlines(MapView view, OutlineDetail detail);

} // namespace figures
