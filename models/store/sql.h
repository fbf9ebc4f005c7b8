// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArrayList>
#include <QString>

class QSqlDatabase;

class QSqlError;

namespace store {

/// To be called before the first connection: SQLite then keeps no account of its memory, for which all threads would wait at one lock.
void startLibrary();

/// What a driver's error means: WorkspaceLocked where another program holds the file, WriteFailed where it may not or can't be
/// written, DatabaseError else.
domain::Error databaseError(const QSqlError &, const QString &where);
/// The same of a result code of SQLite, extended or not.
domain::Error databaseError(int resultCode, const QString &text, const QString &where);

/// Splits a script at the semicolons that end statements (sqlite3_complete: right for triggers, strings and comments).
QByteArrayList splitStatements(const QByteArray &script);

/// Runs a script statement by statement; stops at the first error. Opens no transaction.
domain::Result<void> runScript(QSqlDatabase &, const QByteArray &script, const QString &name);
domain::Result<void> runStatement(QSqlDatabase &, const QString &sql);

/// resources/sql/queries/NAME.sql
QByteArray queryText(const QString &name);

} // namespace store
