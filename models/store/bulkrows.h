// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringConverter>

#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace store {

/// Rows that wait in memory for one INSERT, which SQLite then runs once for all of them: it reads them as if they were a table. That takes
/// half of the time that a prepared statement takes which is bound and run for each row. One connection, its thread.
class BulkRows
{
public:
    /// `insert`: "INSERT OR FAIL INTO place(entity,nr)"; `columns`: how many it names. OR FAIL or OR IGNORE, since before a statement that
    /// may be taken back by itself SQLite keeps a copy of each page that it changes.
    BulkRows(sqlite3 *db, const QByteArray &insert, int columns);
    ~BulkRows();
    BulkRows(const BulkRows &) = delete;
    BulkRows &operator=(const BulkRows &) = delete;

    /// Of the row being made, by number of column from 0; what isn't set is NULL. Texts are copied.
    BulkRows &set(int column, qint64);
    BulkRows &set(int column, double);
    BulkRows &set(int column, const QString &);
    BulkRows &setUtf8(int column, std::string_view);
    void endRow();

    qsizetype size() const { return m_rows; }
    std::size_t letters() const { return m_used; } ///< bytes of all texts that wait
    std::string_view text(qsizetype row, int column) const;
    qint64 integer(qsizetype row, int column) const;
    /// Runs the statement. False: a row could not be written. Afterwards none waits.
    bool write();
    void clear();

private:
    struct Cell
    {
        qint64 value = 0; ///< an integer, the bits of a real number, or where the text begins
        int size = Null;  ///< of a text, or what else it is
    };
    static constexpr int Null = -1, Integer = -2, Real = -3;
    struct Table;
    Cell &cell(int column) { return m_cells[static_cast<std::size_t>(m_rows * m_columns + column)]; }
    const Cell &cell(qsizetype row, int column) const { return m_cells[static_cast<std::size_t>(row * m_columns + column)]; }

    sqlite3 *m_db;
    QByteArray m_name;
    QByteArray m_sql;
    sqlite3_stmt *m_stmt = nullptr;
    int m_columns;
    qsizetype m_rows = 0;
    std::vector<Cell> m_cells; ///< of the rows that wait and of the one being made
    std::vector<char> m_texts;
    std::size_t m_used = 0;
    QStringEncoder m_encoder{QStringEncoder::Utf8, QStringEncoder::Flag::Stateless};
};

} // namespace store
