// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

#include <variant>

namespace importers {

/// A cell of a table to be written: text, a number or a day, each as what it is. Empty text and no day leave the cell blank.
using TableCell = std::variant<QString, double, QDate>;

/// One sheet: a row of titles that stays in sight and can be filtered by, and the rows below it.
struct TableSheet
{
    QString name;                ///< at most 31 letters
    QStringList titles;          ///< empty: a sheet of text without titles
    QList<double> widths;        ///< of the columns, in characters
    QList<QList<TableCell>> rows;
};

/// Writes the sheets as an XLSX workbook, whole or not at all. Text is always text, so that no cell is run as a formula; what is longer than a
/// cell can be is cut and says so. `made` is what the file says of its own making, so that equal data gives equal bytes. Any thread.
/// Errors: WriteFailed with `path`.
domain::Result<void> writeTables(const QString &path, const QString &title, const QDateTime &made, const QList<TableSheet> &sheets);

} // namespace importers
