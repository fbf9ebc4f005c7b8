// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace store {

Error databaseError(const QSqlError &error, const QString &where)
{
    return databaseError(error.nativeErrorCode().toInt(), error.text(), where);
}

Error databaseError(int resultCode, const QString &text, const QString &where)
{
    // The lower byte is the primary result code: locked comes as BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT, LOCKED.
    switch (resultCode & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::WorkspaceLocked, text, where};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::WriteFailed, u"the file or its folder may not be written to"_s, where};
    case SQLITE_FULL:
        return {ErrorCode::WriteFailed, u"the disk is full; nothing was changed"_s, where};
    default:
        return {ErrorCode::DatabaseError, text, where};
    }
}

void startLibrary()
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

QByteArrayList splitStatements(const QByteArray &script)
{
    QByteArrayList statements;
    qsizetype start = 0;
    for (qsizetype at = script.indexOf(';'); at >= 0; at = script.indexOf(';', at + 1)) {
        const QByteArray candidate = script.mid(start, at + 1 - start);
        if (sqlite3_complete(candidate.constData())) {
            statements.append(candidate.trimmed());
            start = at + 1;
        }
    }
    return statements;
}

Result<void> runStatement(QSqlDatabase &db, const QString &sql)
{
    QSqlQuery query(db);
    if (!query.exec(sql))
        return databaseError(query.lastError(), sql.left(120));
    return {};
}

Result<void> runScript(QSqlDatabase &db, const QByteArray &script, const QString &name)
{
    for (const QByteArray &statement : splitStatements(script)) {
        Result<void> done = runStatement(db, QString::fromUtf8(statement));
        if (!done)
            return Error{done.error().code, done.error().detail, name + u": "_s + done.error().where};
    }
    return {};
}

QByteArray queryText(const QString &name)
{
    QFile file(u":/sql/queries/"_s + name + u".sql"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace store
