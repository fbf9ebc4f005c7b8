// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/statement.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QVariant>

#include <sqlite3.h>

#include <utility>

namespace store {
namespace {
// The header's SQLITE_TRANSIENT is a C cast: the library copies the bytes before bind returns.
const auto Transient = reinterpret_cast<sqlite3_destructor_type>(static_cast<std::intptr_t>(-1));
}

sqlite3 *nativeHandle(const QSqlDatabase &db)
{
    const QVariant handle = db.driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.constData());
}

Statement::Statement(sqlite3 *db, const QByteArray &sql) : m_db(db)
{
    m_ok = sqlite3_prepare_v3(db, sql.constData(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &m_stmt, nullptr)
           == SQLITE_OK;
}

Statement::~Statement() { sqlite3_finalize(m_stmt); }

Statement::Statement(Statement &&other) noexcept
    : m_db(other.m_db), m_stmt(std::exchange(other.m_stmt, nullptr)), m_ok(other.m_ok)
{
}

Statement &Statement::operator=(Statement &&other) noexcept
{
    if (this != &other) {
        sqlite3_finalize(m_stmt);
        m_db = other.m_db;
        m_stmt = std::exchange(other.m_stmt, nullptr);
        m_ok = other.m_ok;
    }
    return *this;
}

Statement &Statement::bind(int i, qint64 v)
{
    sqlite3_bind_int64(m_stmt, i, v);
    return *this;
}
Statement &Statement::bind(int i, double v)
{
    sqlite3_bind_double(m_stmt, i, v);
    return *this;
}
Statement &Statement::bind(int i, const QString &v)
{
    const QByteArray utf8 = v.toUtf8();
    return bindUtf8(i, utf8);
}
Statement &Statement::bindUtf8(int i, const QByteArray &v)
{
    sqlite3_bind_text(m_stmt, i, v.constData(), static_cast<int>(v.size()), Transient);
    return *this;
}
Statement &Statement::bindView(int i, std::string_view v)
{
    sqlite3_bind_text(m_stmt, i, v.data() ? v.data() : "", static_cast<int>(v.size()), nullptr);
    return *this;
}
Statement &Statement::bindBlob(int i, const QByteArray &v)
{
    sqlite3_bind_blob(m_stmt, i, v.constData(), static_cast<int>(v.size()), Transient);
    return *this;
}
Statement &Statement::bindNull(int i)
{
    sqlite3_bind_null(m_stmt, i);
    return *this;
}

bool Statement::next()
{
    if (!m_stmt)
        return false;
    const int rc = sqlite3_step(m_stmt);
    m_ok = rc == SQLITE_ROW || rc == SQLITE_DONE;
    if (rc != SQLITE_ROW)
        sqlite3_reset(m_stmt);
    return rc == SQLITE_ROW;
}

bool Statement::hasRow()
{
    const bool there = next();
    reset();
    return there;
}

bool Statement::run()
{
    while (next()) { }
    return m_ok && m_stmt;
}

void Statement::reset()
{
    // Of all its calls this one alone does not look whether there is a statement.
    if (!m_stmt)
        return;
    sqlite3_reset(m_stmt);
    sqlite3_clear_bindings(m_stmt);
}

qint64 Statement::changes() const { return sqlite3_changes64(m_db); }
qint64 Statement::lastInsertId() const { return sqlite3_last_insert_rowid(m_db); }
bool Statement::inTransaction() const { return sqlite3_get_autocommit(m_db) == 0; }

QString Statement::error() const { return m_db ? QString::fromUtf8(sqlite3_errmsg(m_db)) : QString(); }

qint64 Statement::integer(int c) const { return sqlite3_column_int64(m_stmt, c); }
double Statement::real(int c) const { return sqlite3_column_double(m_stmt, c); }
QString Statement::text(int c) const
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_stmt, c));
    return QString::fromUtf8(data, sqlite3_column_bytes(m_stmt, c));
}
QByteArray Statement::blob(int c) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_stmt, c));
    return {data, sqlite3_column_bytes(m_stmt, c)};
}
bool Statement::isNull(int c) const { return sqlite3_column_type(m_stmt, c) == SQLITE_NULL; }
int Statement::type(int c) const { return sqlite3_column_type(m_stmt, c); }

QList<qint64> idsOf(Statement &s)
{
    QList<qint64> ids;
    while (s.next())
        ids.append(s.integer(0));
    s.reset();
    return ids;
}

} // namespace store
