// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "domain/recordsink.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace importers {

/// The rows of one template in memory: what a contract is follows from all rows that name it.
struct DoraTable
{
    struct Row
    {
        QStringList cells;
        qint64 line = 0;
    };

    QString name;                     ///< "b_02.02"
    QString keeper;                   ///< LEI of the entity whose package it is of; empty: not told by its folder
    QHash<QString, qsizetype> columns; ///< "0010" -> its place
    QList<Row> rows;
    QHash<QString, QList<qsizetype>> byReference; ///< rows by their first column: the contract's number, the provider's code

    void add(const Row &row)
    {
        byReference[cell(row, "0010")].append(rows.size());
        rows.append(row);
    }

    /// The cell without blanks; empty for what stands for nothing.
    QString cell(const Row &, const char *column) const;
    /// The same without the prefix of a dictionary: "eba_GA:FR" -> "FR".
    QString code(const Row &, const char *column) const;
    QString where(const Row &, const char *column) const;
};

/// Reads one row of a table into the sink; the record is begun already. False: there is no such template.
bool readDoraRow(const DoraTable &, qsizetype row, domain::RecordSink &);
/// Whose register a file is: the LEI of an entity or group stands in the package's folder ("LEI_....CON/reports/b_01.01.csv",
/// "....CON_DE_DORA010100_..."); empty: not told.
QString doraKeeperIn(const QString &path);
/// Template and columns of a header ("c0010" or "b_01.01.0010") with the file's name as a help; an empty name where it is none.
DoraTable doraTableOf(const QStringList &titles, const QString &fileName);

} // namespace importers
