// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <optional>

class QIODevice;

namespace importers {

/// The most that a sheet can have (ECMA-376, and what spreadsheet programs take).
inline constexpr qint64 MostRows = 1'048'576;
inline constexpr qint64 MostColumns = 16'384;

/// Name of a cell as spreadsheet programs have it: "C5". Both count from 0.
QString cellName(qint64 row, qint64 column);
/// Row and column of "C5" or "$C$5"; nothing where it is none.
std::optional<std::pair<qint64, qint64>> cellPlace(QStringView name);

/// Makes lines of CSV from the cells of a sheet, as Workbook::writeCsv has them. Cells come in any order within a row, rows upwards.
class RowWriter
{
public:
    explicit RowWriter(QIODevice &to) : m_to(to) {}
    /// False: the row lies behind or beyond what a sheet can have.
    bool begin(qint64 row);
    void cell(qint64 column, const QString &text);
    void end();
    bool finish(); ///< false: the device takes no more

    /// At most a hundred of a kind are told one by one.
    void note(const QString &code, qint64 row, qint64 column, const QString &message);
    /// Of a formula whose value the program did not save.
    void noteFormula(qint64 row, qint64 column);
    QList<domain::Diagnostic> takeNotes();

private:
    void flush();

    QIODevice &m_to;
    QByteArray m_buffer;
    QStringList m_cells;
    qint64 m_row = -1;
    qint64 m_written = 0; ///< rows in the device and the buffer
    bool m_failed = false;
    QList<domain::Diagnostic> m_notes;
    QHash<QString, int> m_noted;
};

} // namespace importers
