// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/mapframe.h"

namespace figures {

/// Dashes in design pixels, on and off in turn; empty is a solid line.
QList<double> dashesOf(domain::Status status);

/// A ribbon along the curve, wide where the flow begins and thin where it ends, cut into dashes.
QPainterPath taperedArc(QPointF from, QPointF to, double startWidth, double endWidth, const QList<double> &dashes,
                        double unit, const QRectF &frame = {});

/// Answers points along the arcs, for labels to keep away from.
QList<QPointF> layoutArcs(Figure &figure, const MapData &data, const Frame &frame, const Style &style);

} // namespace figures
