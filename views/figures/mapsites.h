// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/mapland.h"

namespace figures {

/// The sites, those that would lie on each other as one mark, with the names for which there is room; those of the mark
/// MapData::fanned around it; and what is written over countries, beside them. `arcs`: what names keep away from.
void layoutSites(Figure &figure, const MapData &data, const QList<LandMark> &lands, const Frame &frame, const Style &style, const Occupied &arcs);

} // namespace figures
