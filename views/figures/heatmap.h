// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <optional>

namespace figures {

struct HeatmapData
{
    QStringList rows;
    QStringList columns;
    QList<QList<std::optional<double>>> values; ///< by row; no value: unknown, drawn hatched, never as zero
    QStringList rowIds;                         ///< a cell's id is rowId + '|' + columnId
    QStringList columnIds;
    QString unit;
    QString emptyText;
};

/// A grid of rows and columns in five steps of the sequential scale, the number in each cell where it fits.
Figure layoutHeatmap(const HeatmapData &data, const QRectF &rect, const Style &style);

} // namespace figures
