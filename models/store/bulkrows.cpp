// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulkrows.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>

namespace store {

/// What SQLite asks of a table: the one cursor goes through the rows once, in their order.
struct BulkRows::Table
{
    sqlite3_vtab base; // first: SQLite knows nothing else
    const BulkRows *rows;

    struct Cursor
    {
        sqlite3_vtab_cursor base;
        qsizetype row;
    };
    static const BulkRows &rowsOf(sqlite3_vtab_cursor *cursor) { return *reinterpret_cast<Table *>(cursor->pVtab)->rows; }
    static Cursor &of(sqlite3_vtab_cursor *cursor) { return *reinterpret_cast<Cursor *>(cursor); }

    static int connect(sqlite3 *db, void *rows, int, const char *const *, sqlite3_vtab **table, char **)
    {
        const auto *own = static_cast<const BulkRows *>(rows);
        QByteArray columns;
        for (int i = 0; i < own->m_columns; ++i)
            columns += (i == 0 ? "c" : ",c") + QByteArray::number(i);
        const int rc = sqlite3_declare_vtab(db, ("CREATE TABLE rows(" + columns + ')').constData());
        if (rc == SQLITE_OK)
            *table = &(new Table{{}, own})->base;
        return rc;
    }
    static int disconnect(sqlite3_vtab *table)
    {
        delete reinterpret_cast<Table *>(table);
        return SQLITE_OK;
    }
    static int bestIndex(sqlite3_vtab *, sqlite3_index_info *info)
    {
        info->estimatedCost = 1;
        return SQLITE_OK;
    }
    static int open(sqlite3_vtab *, sqlite3_vtab_cursor **cursor)
    {
        *cursor = &(new Cursor{})->base;
        return SQLITE_OK;
    }
    static int close(sqlite3_vtab_cursor *cursor)
    {
        delete &of(cursor);
        return SQLITE_OK;
    }
    static int filter(sqlite3_vtab_cursor *cursor, int, const char *, int, sqlite3_value **)
    {
        of(cursor).row = 0;
        return SQLITE_OK;
    }
    static int next(sqlite3_vtab_cursor *cursor)
    {
        ++of(cursor).row;
        return SQLITE_OK;
    }
    static int eof(sqlite3_vtab_cursor *cursor) { return of(cursor).row >= rowsOf(cursor).m_rows ? 1 : 0; }
    static int column(sqlite3_vtab_cursor *cursor, sqlite3_context *result, int column)
    {
        const BulkRows &rows = rowsOf(cursor);
        const Cell &cell = rows.cell(of(cursor).row, column);
        if (cell.size >= 0) // static: it stays where it is until the statement has ended
            sqlite3_result_text(result, rows.m_texts.data() + cell.value, cell.size, SQLITE_STATIC);
        else if (cell.size == Integer)
            sqlite3_result_int64(result, cell.value);
        else if (cell.size == Real)
            sqlite3_result_double(result, std::bit_cast<double>(cell.value));
        return SQLITE_OK;
    }
    static int rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id)
    {
        *id = of(cursor).row;
        return SQLITE_OK;
    }
    static const sqlite3_module *module()
    {
        static const sqlite3_module module = [] {
            sqlite3_module m{};
            m.xConnect = connect; // without xCreate it is a table by itself, in no schema
            m.xBestIndex = bestIndex;
            m.xDisconnect = disconnect;
            m.xOpen = open;
            m.xClose = close;
            m.xFilter = filter;
            m.xNext = next;
            m.xEof = eof;
            m.xColumn = column;
            m.xRowid = rowid;
            return m;
        }();
        return &module;
    }
};

BulkRows::BulkRows(sqlite3 *db, const QByteArray &insert, int columns)
    : m_db(db), m_name("bulk_" + QByteArray::number(reinterpret_cast<quintptr>(this), 16)), m_sql(insert + " SELECT * FROM " + m_name),
      m_columns(columns), m_cells(static_cast<std::size_t>(columns)), m_texts(1)
{
    sqlite3_create_module_v2(db, m_name.constData(), Table::module(), this, nullptr);
}

BulkRows::~BulkRows()
{
    sqlite3_finalize(m_stmt);
    sqlite3_create_module_v2(m_db, m_name.constData(), nullptr, nullptr, nullptr);
}

BulkRows &BulkRows::set(int column, qint64 value)
{
    cell(column) = {value, Integer};
    return *this;
}

BulkRows &BulkRows::set(int column, double value)
{
    cell(column) = {std::bit_cast<qint64>(value), Real};
    return *this;
}

BulkRows &BulkRows::set(int column, const QString &text)
{
    // Three bytes a letter at most.
    const std::size_t most = m_used + static_cast<std::size_t>(text.size()) * 3;
    if (m_texts.size() < most)
        m_texts.resize(std::max(most, m_texts.size() * 2));
    char *begin = m_texts.data() + m_used;
    const auto size = m_encoder.appendToBuffer(begin, text) - begin;
    cell(column) = {static_cast<qint64>(m_used), static_cast<int>(size)};
    m_used += static_cast<std::size_t>(size);
    return *this;
}

BulkRows &BulkRows::setUtf8(int column, std::string_view text)
{
    if (m_texts.size() < m_used + text.size())
        m_texts.resize(std::max(m_used + text.size(), m_texts.size() * 2));
    std::copy(text.begin(), text.end(), m_texts.begin() + static_cast<std::ptrdiff_t>(m_used));
    cell(column) = {static_cast<qint64>(m_used), static_cast<int>(text.size())};
    m_used += text.size();
    return *this;
}

void BulkRows::endRow()
{
    ++m_rows;
    const auto needed = static_cast<std::size_t>((m_rows + 1) * m_columns);
    if (m_cells.size() < needed)
        m_cells.resize(std::max(needed, m_cells.size() * 2));
    std::fill_n(m_cells.begin() + static_cast<std::ptrdiff_t>(m_rows * m_columns), m_columns, Cell());
}

std::string_view BulkRows::text(qsizetype row, int column) const
{
    const Cell &c = cell(row, column);
    return c.size < 0 ? std::string_view() : std::string_view(m_texts.data() + c.value, static_cast<std::size_t>(c.size));
}

qint64 BulkRows::integer(qsizetype row, int column) const { return cell(row, column).value; }

bool BulkRows::write()
{
    if (m_rows == 0)
        return true;
    if (!m_stmt && sqlite3_prepare_v3(m_db, m_sql.constData(), static_cast<int>(m_sql.size()), SQLITE_PREPARE_PERSISTENT, &m_stmt, nullptr) != SQLITE_OK) {
        clear();
        return false;
    }
    const bool written = sqlite3_step(m_stmt) == SQLITE_DONE;
    sqlite3_reset(m_stmt);
    clear();
    return written;
}

void BulkRows::clear()
{
    m_rows = 0;
    m_used = 0;
    std::fill_n(m_cells.begin(), m_columns, Cell());
}

} // namespace store
