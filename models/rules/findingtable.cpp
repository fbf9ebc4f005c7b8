// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/findingtable.h"

#include "store/sql.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {
namespace {

/// Rows in one statement: starting and ending a statement costs as much as the row that it writes.
constexpr int batch = 64;

QByteArray insertOf(int rows)
{
    return "INSERT INTO finding (rule, entity, status, since_run, issue) VALUES " +
           QByteArray("(?1,?,?,?,?),").repeated(rows).chopped(1);
}

} // namespace

FindingTable::FindingTable(QSqlDatabase &db) : m_db(db) {}

Result<void> FindingTable::open()
{
    sqlite3 *handle = store::nativeHandle(m_db);
    store::Statement sums(handle, "SELECT rule, issue, status, findings FROM finding_sum");
    while (sums.next())
        m_sums.insert({sums.integer(0), sums.integer(1), static_cast<int>(sums.integer(2))}, sums.integer(3));
    if (!sums.ok() || !sums.isValid())
        return Error{ErrorCode::DatabaseError, sums.error(), QString()};
    sums = store::Statement();
    if (auto r = leaveIndexes(); !r)
        return r;
    m_many = store::Statement(handle, insertOf(batch));
    m_one = store::Statement(
        handle, "INSERT OR REPLACE INTO finding (rule, entity, status, since_run, issue) VALUES (?,?,?,?,?)");
    m_drop = store::Statement(handle, "DELETE FROM finding WHERE rule = ? AND entity = ?");
    for (const store::Statement *s : {&m_many, &m_one, &m_drop}) {
        if (!s->isValid())
            return Error{ErrorCode::DatabaseError, s->error(), QString()};
    }
    m_waiting.reserve(batch);
    return {};
}

/// Where there is no finding yet, millions may come: an index that is made when they are there costs a third of one
/// that grows with them. Their text is kept, so that the schema stays what the migrations made.
Result<void> FindingTable::leaveIndexes()
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT 1 FROM finding LIMIT 1"_s))
        return store::databaseError(query.lastError(), u"finding"_s);
    if (query.next())
        return {};
    QStringList names;
    if (!query.exec(
            u"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'finding' AND sql IS NOT NULL"_s))
        return store::databaseError(query.lastError(), u"finding"_s);
    while (query.next()) {
        names.append(query.value(0).toString());
        m_leftIndexes.append(query.value(1).toString());
    }
    query.finish();
    for (const QString &name : std::as_const(names)) {
        if (auto r = store::runStatement(m_db, u"DROP INDEX "_s + name); !r)
            return r;
    }
    return {};
}

Result<std::vector<FindingTable::Row>> FindingTable::rowsOf(qint64 rule)
{
    store::Statement rows(store::nativeHandle(m_db),
                          "SELECT entity, status, since_run, issue FROM finding WHERE rule = ? ORDER BY entity");
    if (!rows.isValid())
        return Error{ErrorCode::DatabaseError, rows.error(), QString()};
    rows.bind(1, rule);
    std::vector<Row> known;
    while (rows.next())
        known.push_back({rows.integer(0), rows.integer(2), rows.integer(3), static_cast<int>(rows.integer(1))});
    if (!rows.ok())
        return Error{ErrorCode::DatabaseError, rows.error(), QString()};
    return known;
}

bool FindingTable::done(store::Statement &statement, bool ok)
{
    if (!ok && m_error.isEmpty())
        m_error = statement.error();
    return ok;
}

bool FindingTable::add(qint64 rule, const Row &row)
{
    if (rule != m_rule && !flush())
        return false;
    m_rule = rule;
    m_waiting.push_back(row);
    if (m_waiting.size() < batch)
        return true;
    m_many.bind(1, rule);
    // ?1 is the rule; the unnumbered ones count on from it.
    int index = 2;
    for (const Row &each : m_waiting) {
        ++m_sums[{rule, each.issue, each.status}];
        m_many.bind(index, each.entity).bind(index + 1, static_cast<qint64>(each.status));
        m_many.bind(index + 2, each.since).bind(index + 3, each.issue);
        index += 4;
    }
    m_waiting.clear();
    return done(m_many, m_many.run());
}

bool FindingTable::write(qint64 rule, const Row &row)
{
    ++m_sums[{rule, row.issue, row.status}];
    m_one.bind(1, rule).bind(2, row.entity).bind(3, static_cast<qint64>(row.status)).bind(4, row.since).bind(5, row.issue);
    return done(m_one, m_one.run());
}

bool FindingTable::flush()
{
    bool ok = true;
    for (const Row &each : m_waiting)
        ok = ok && write(m_rule, each);
    m_waiting.clear();
    return ok;
}

bool FindingTable::replace(qint64 rule, const Row &before, const Row &after)
{
    --m_sums[{rule, before.issue, before.status}];
    return write(rule, after);
}

bool FindingTable::drop(qint64 rule, const Row &before)
{
    --m_sums[{rule, before.issue, before.status}];
    return done(m_drop, m_drop.bind(1, rule).bind(2, before.entity).run());
}

Result<void> FindingTable::finish()
{
    if (!flush())
        return Error{ErrorCode::DatabaseError, m_error, QString()};
    for (const QString &index : std::as_const(m_leftIndexes)) {
        if (auto r = store::runStatement(m_db, index); !r)
            return r;
    }
    if (auto r = store::runStatement(m_db, u"DELETE FROM finding_sum"_s); !r)
        return r;
    store::Statement put(store::nativeHandle(m_db), "INSERT INTO finding_sum (rule, issue, status, findings) VALUES (?,?,?,?)");
    for (auto it = m_sums.cbegin(); it != m_sums.cend(); ++it) {
        if (*it != 0 && !put.bind(1, it.key().rule).bind(2, it.key().issue).bind(3, static_cast<qint64>(it.key().status)).bind(4, *it).run())
            return Error{ErrorCode::DatabaseError, put.error(), QString()};
    }
    return {};
}

} // namespace rules
