// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

namespace figures {

struct GraphNode
{
    QString id;
    QString label;
    int layer = 0;       ///< into LayeredGraphData::layers
    Fill fill;
    QString note;        ///< a softer second line
    QString tip;         ///< empty: the label
};

/// From a node to one of a later layer, or of the same.
struct GraphEdge
{
    QString from, to;
};

struct LayeredGraphData
{
    QStringList layers;  ///< heads of the columns, from left to right
    QList<GraphNode> nodes;
    QList<GraphEdge> edges;
    QString emptyText;   ///< why there is nothing, and what to do
};

/// What comes from what, in columns: nodes as boxes, those with an edge near what they are tied to, edges as curves from right sides to
/// left ones; an edge within a column bends out on the left. Cells with a label are nodes. Its height is layeredGraphHeight(): nothing is left out.
Figure layoutLayeredGraph(const LayeredGraphData &data, const QRectF &rect, const Style &style);

/// What the fullest column needs.
double layeredGraphHeight(const LayeredGraphData &data, const Style &style);

} // namespace figures
