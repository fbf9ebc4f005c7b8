// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"
#include "figures/twintable.h"

#include <optional>

namespace figures {

/// What stands where a row and a column meet.
struct MatrixCell
{
    QString id;                          ///< what a click chooses; empty: nothing to choose
    std::optional<Fill> fill;            ///< the ground; none: the surface with a hairline around it
    std::optional<domain::Status> sign;  ///< drawn before the word
    domain::Severity grade = domain::Severity::High; ///< of a sign for a gap
    QString word;                        ///< "expires soon", "1 204"
    QString brief;                       ///< instead where the cell is narrow: "soon"; empty: the word alone
    QString tip;                         ///< number, unit and share
    double value = 0;
    bool operator==(const MatrixCell &other) const { return id == other.id && word == other.word && tip == other.tip && sign == other.sign; }
};

/// A head of a row or column; with an id it answers a click.
struct MatrixHead
{
    QString label;
    QString id;
    QString tip;   ///< empty: the label
    QString group; ///< of rows: rows of one group that follow each other stand under its name; empty: none
};

struct MatrixData
{
    QList<MatrixHead> rows, columns;
    QList<QList<MatrixCell>> cells; ///< by row; what is missing is an empty cell
    QList<Key> keys;                ///< legend above the heads
    QString corner;                 ///< what the rows are: "Service"
    QString more = QStringLiteral("%1 to %2 of %3"); ///< which rows, or columns, are in sight where not all are
    QString emptyText;              ///< why there is nothing, and what to do
};

/// Which part of a large matrix is in sight: the first row and column.
struct MatrixPlace
{
    qsizetype row = 0, column = 0;
    bool operator==(const MatrixPlace &) const = default;
};

/// Rows against columns, each cell with sign and word, or with a ground and a number. Heads stay where they are. As many rows and columns
/// as can be read are in sight from `place` on; where that is not all, marks at the foot (matrixTurn()) turn to the rest.
Figure layoutMatrix(const MatrixData &data, const QRectF &rect, const Style &style, MatrixPlace place = {});

/// Where a click on one of the figure's own marks leads; nothing for the ids of heads and cells.
std::optional<MatrixPlace> matrixTurn(const QString &id);

/// How high all rows are at this width, legend and heads included.
double matrixHeight(const MatrixData &data, double width, const Style &style);

/// All rows: the group where there is one, the row, and a word for each column. A line leads where the head of its row does.
TwinTable tableOf(const MatrixData &data);

} // namespace figures
