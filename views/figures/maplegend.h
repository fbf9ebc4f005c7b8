// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/mapland.h"

namespace figures {

/// Lays the legend in lines from the left; answers the height used.
double layoutLegend(QList<Cell> &cells, const MapData &data, const Classes &classes, int outside, QPointF topLeft,
                    double width, const Style &style);

} // namespace figures
