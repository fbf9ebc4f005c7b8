// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QSqlDatabase>
#include <QString>

namespace store {

/// Import: Write for bulk inserts, in bounded memory and without the checks of foreign keys. TakeBack: Write without them: of 200,000 things that go,
/// SQLite looks for what hangs on each one by one, removeEntities() at once.
enum class Access { Read, Write, Import, TakeBack };

/// One connection for the scope's lifetime, opened in the thread that uses it, under a name of its own; pragmas set,
/// removed in the destructor. It never makes the file, and opens nothing that is no workspace (WorkspaceForeign): store/workspace.h does. Declare it before any QSqlQuery or Statement that uses it. Not to be passed between threads.
class ConnectionScope
{
public:
    ConnectionScope(const QString &path, Access access);
    ~ConnectionScope();
    ConnectionScope(const ConnectionScope &) = delete;
    ConnectionScope &operator=(const ConnectionScope &) = delete;

    bool isOpen() const { return m_db.isOpen(); }
    domain::Error error() const { return m_error; }
    QSqlDatabase &db() { return m_db; }

private:
    void refuse(const domain::Error &);

    QString m_name;
    QSqlDatabase m_db;
    domain::Error m_error;
};

/// BEGIN IMMEDIATE, rolled back unless committed. A second writer waits for the busy timeout and then gets WorkspaceLocked. Within another
/// one of the same connection it is a part of that: its commit counts when that one's does.
class Transaction
{
public:
    explicit Transaction(QSqlDatabase &db);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    domain::Result<void> begin();
    domain::Result<void> commit();
    /// Between begin() and the end: it is a part of another one.
    bool isPart() const { return m_part; }

private:
    QSqlDatabase &m_db;
    bool m_active = false;
    bool m_part = false;
};

} // namespace store
