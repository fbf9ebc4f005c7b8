// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"
#include "figures/twintable.h"

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

    // What a figure of the window says besides; empty lists say nothing.
    QStringList groups;            ///< of the columns: neighbours of one group stand under one heading
    QStringList shortColumns;      ///< where the columns' own words find no room
    QStringList columnTips;        ///< of the columns: their words in a tooltip
    QList<int> unknownColumns;     ///< what stands in them is where something is not known: hatched
    QList<QStringList> notes;      ///< by row, of a cell: a mark in its corner, and words in its tooltip
    QList<double> rowTotals;       ///< of which a cell is a share; the row's label is a mark of its own then (its id is the rowId)
    QString rowTitle, columnTitle; ///< what rows and columns are, for the table
};

/// A grid of rows and columns in five steps of the sequential scale, the number in each cell where it fits.
Figure layoutHeatmap(const HeatmapData &data, const QRectF &rect, const Style &style);

/// Every cell that is not zero, row by row.
TwinTable tableOf(const HeatmapData &data);

} // namespace figures
