// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"
#include "figures/palette.h"

#include <QRectF>

class QPainter;
class QPainterPath;

namespace figures {

/// What stands at a place on the map; each has its own shape. DataCentre: on the customer's own or rented premises.
enum class SiteKind {
    CloudRegion, DataCentre, Office, Provider, SovereignRegion, Dedicated, Edge, LocalZone, DedicatedLocalZone, Outpost, AiFactory
};
inline constexpr int SiteKindCount = 11;

// Signs keep their meaning without colour: each state has its own shape. All draw as vectors inside the
// largest square of `rect`, centred, and restore the painter. Thread: that of the painter.

/// Octagon, triangle, diamond, circle with a mark cut out, for critical, high, medium, low.
void paintSeverity(QPainter &painter, const QRectF &rect, domain::Severity severity, const Palette &palette);

/// Check mark; the severity's shape; hatched question mark; dash; clock; signed paper; cross.
void paintStatus(QPainter &painter, const QRectF &rect, domain::Status status, const Palette &palette,
                 domain::Severity gapSeverity = domain::Severity::High);

/// Circle, square, house, triangle, ring, cross, diamond, triangle on its tip, hourglass, square with a hole, star. Fill by
/// the odd-even rule.
QPainterPath sitePath(SiteKind kind, const QRectF &rect);

/// Diagonal hairlines over `rect`: the pattern of what is unknown. Real lines, no pattern brush, so that
/// it prints the same at each resolution.
void paintHatch(QPainter &painter, const QRectF &rect, const QColor &colour, double spacing, double width);

} // namespace figures
