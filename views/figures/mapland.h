// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/mapframe.h"

namespace figures {

/// Classes of the choropleth: upper bounds. Powers of ten where the values span more than two of them.
struct Classes
{
    QList<double> bounds;
    int of(double value) const
    {
        const auto it = std::lower_bound(bounds.begin(), bounds.end(), value - 1e-9);
        return static_cast<int>(std::min<std::ptrdiff_t>(it - bounds.begin(), bounds.size() - 1));
    }
    int count() const { return static_cast<int>(bounds.size()); }
};

Classes classesOf(const QList<MapCountry> &countries);
Fill classFill(int index, int count);

/// What is written over a country, and the part of the picture that it fills.
struct LandMark
{
    QString words;
    QRectF land;
};

/// The countries, coloured by their classes; those too small to be seen as a disc in their place. Answers what is to be written over them.
QList<LandMark> layoutCountries(Figure &figure, const MapData &data, const Classes &classes, const Frame &frame,
                     const Style &style);

} // namespace figures
