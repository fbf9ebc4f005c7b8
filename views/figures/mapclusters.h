// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/mapframe.h"

namespace figures {

/// One mark of a map: a site, or several that would lie on each other.
struct SiteMark
{
    QList<int> sites; ///< places in MapData::sites, the largest first
    double count = 0; ///< what lies in them; what lies in several of them once
    QPointF at;
    double radius = 0;
    double reach = 0; ///< as far as its sites lie from the middle
    QRectF rect() const { return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius); }
    /// The ids of its sites, U+001F between.
    QString ids(const MapData &data) const;
};

/// As it stands in a mark, which must not hide the land: "65", "1 200", "12 k", "1.2 M", "100 M". The whole number is in its tooltip.
QString shortNumber(double count);

/// The radius of a site's own shape, by its count.
double siteRadius(double count, double most, const Style &style);

/// The marks of the sites in the frame, the largest first; none with a number touches another. Time in proportion to the sites.
QList<SiteMark> siteMarks(const MapData &data, const Frame &frame, const Style &style);

} // namespace figures
