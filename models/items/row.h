// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace items {

/// What is known of one value: the four states that the program keeps apart everywhere.
enum class CellState : int { NeverAsked = 0, NoAnswer = 1, DeclaredAbsent = 2, Value = 3 };

/// One value of a row, as text for people. Numbers are told apart since they stand right-aligned.
struct Cell
{
    CellState state = CellState::NeverAsked;
    QString text;
    bool number = false;
    QString from = {};  ///< "taken over from business service Payments"; empty: its own
    bool operator==(const Cell &) const = default;
};

/// One entity of a list, with the cells of the columns that were asked for. A value; any thread.
struct Row
{
    qint64 id = 0;
    QString key;
    QString name;
    QString hint;       ///< tells rows of the same name apart; empty where the name does
    bool vanished = false;
    QList<Cell> cells;
    bool operator==(const Row &) const = default;
};

} // namespace items
