// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/mapframe.h"

namespace figures {

/// Dashes in design pixels, on and off in turn; empty is a solid line.
QList<double> dashesOf(Standing standing);
Tone toneOf(Standing standing);

/// How an arc is drawn.
struct ArcLine
{
    double startWidth = 4;
    double endWidth = 1;
    QList<double> dashes = {};
    double unit = 1;      ///< of the dashes
    double head = 0;      ///< length of the arrow's head; 0: none
    double before = 0;    ///< as far before its end it stops, so that the head is not hidden by what stands there
    double bow = 1;       ///< the curve's height, so that flows of several kinds between two places lie beside each other
    QRectF frame = {};    ///< nothing outside it is drawn
};

/// A ribbon along a curve, wide where the flow begins and thin where it ends, cut into dashes, with an arrow's head.
struct ArcShape
{
    QPainterPath path;
    QList<QPointF> trace;              ///< points along what is drawn
    std::optional<QPointF> enters = {}; ///< where it comes into the frame; nothing: it begins in it
    std::optional<QPointF> leaves = {}; ///< where it goes out of the frame; nothing: it ends in it
};
ArcShape arcShape(QPointF from, QPointF to, const ArcLine &line);

/// Adds to `taken` what names keep away from.
void layoutArcs(Figure &figure, const MapData &data, const Frame &frame, const Style &style, Occupied &taken);

} // namespace figures
