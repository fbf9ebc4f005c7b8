// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

namespace figures {

struct TreemapItem
{
    QString id;
    QString label;
    double value = 0;
    Fill fill;
    QString detail = {}; ///< a second line: the site
    QString group = {};  ///< items of one group lie together
};

struct TreemapData
{
    QList<TreemapItem> items;
    QString unit;
    QString emptyText;
    QList<TreemapItem> unsized = {}; ///< whose value nobody has recorded: hatched at the foot, without an area that would be made up
};

/// Squarified treemap (Bruls, Huizing, van Wijk 2000): each item's area is in proportion to its value, the
/// largest first, left to right and top to bottom. Groups are laid out first, then what is in each. Cells with a value are tiles.
Figure layoutTreemap(const TreemapData &data, const QRectF &rect, const Style &style);

} // namespace figures
