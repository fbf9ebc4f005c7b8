// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace figures {

/// What a figure draws, as rows: everything, also what the drawing gathers for want of room. Value type.
struct TwinTable
{
    struct Row
    {
        QString id;         ///< of the mark: leads where the mark leads
        QStringList cells;
        double value = 0;
    };
    QStringList columns;
    QList<Row> rows;
};

} // namespace figures
