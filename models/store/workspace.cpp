// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/workspace.h"

#include "store/connectionscope.h"
#include "store/referencedata.h"
#include "store/sql.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QStorageInfo>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace store {
namespace {

QStringList migrationFiles()
{
    return QDir(u":/sql/migrations"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
}

qint64 pragma(QSqlDatabase &db, const QString &name)
{
    QSqlQuery query(db);
    return query.exec(u"PRAGMA "_s + name) && query.next() ? query.value(0).toLongLong() : -1;
}

// WAL keeps its index in shared memory, which a network share does not share between machines.
bool onNetworkShare(const QString &path)
{
    const QByteArray type = QStorageInfo(QFileInfo(path).absolutePath()).fileSystemType().toLower();
    return type.startsWith("nfs") || type.startsWith("cifs") || type.startsWith("smb") || type.contains("sshfs")
           || type.contains("davfs") || type == "9p";
}

Result<void> createEmptyFile(const QString &path)
{
    QFile file(path);
    // Permissions are set before the first byte is written: SQLite gives -wal and -shm the mode of the main file.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return Error{ErrorCode::WriteFailed, file.errorString(), path};
    return {};
}

Result<void> migrate(QSqlDatabase &db, const QString &path, int from)
{
    const QStringList files = migrationFiles();
    if (from > 0) {
        QSqlQuery backup(db);
        backup.prepare(u"VACUUM INTO ?"_s);
        const QString copy = path + u".bak-v%1"_s.arg(from);
        QFile::remove(copy);
        backup.addBindValue(copy);
        if (!backup.exec())
            return Error{ErrorCode::WriteFailed, backup.lastError().text(), copy};
    }
    Transaction transaction(db);
    Result<void> begun = transaction.begin();
    if (!begun)
        return begun;
    for (int version = from; version < static_cast<int>(files.size()); ++version) {
        QFile file(u":/sql/migrations/"_s + files.at(version));
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::Internal, file.errorString(), files.at(version)};
        Result<void> done = runScript(db, file.readAll(), files.at(version));
        if (!done)
            return done;
    }
    // The version is rolled back together with the tables if anything fails.
    Result<void> versioned = runStatement(db, u"PRAGMA user_version=%1"_s.arg(files.size()));
    if (!versioned)
        return versioned;
    Result<void> marked = runStatement(db, u"PRAGMA application_id=%1"_s.arg(ApplicationId));
    if (!marked)
        return marked;
    return transaction.commit();
}

} // namespace

int currentSchemaVersion() { return static_cast<int>(migrationFiles().size()); }

Result<void> loadReferenceAndDefaults(QSqlDatabase &db)
{
    Result<void> reference = loadReferenceData(db);
    if (!reference)
        return reference;
    return runScript(db, queryText(u"defaults"_s), u"defaults.sql"_s);
}

Result<void> prepareWorkspace(const QString &path, bool create)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        if (!create)
            return Error{ErrorCode::FileNotFound, u"no such workspace"_s, path};
        Result<void> made = createEmptyFile(path);
        if (!made)
            return made;
    } else if (info.isDir() || !info.isReadable()) {
        return Error{ErrorCode::FileUnreadable, u"not a readable file"_s, path};
    }
    ConnectionScope scope(path, Access::Write);
    if (!scope.isOpen())
        return scope.error();
    QSqlQuery probe(scope.db());
    if (!probe.exec(u"SELECT count(*) FROM sqlite_schema"_s) || !probe.next()) {
        const bool busy = probe.lastError().nativeErrorCode() == u"5"_s;
        return Error{busy ? ErrorCode::WorkspaceLocked : ErrorCode::WorkspaceForeign, probe.lastError().text(), path};
    }
    const bool fresh = probe.value(0).toInt() == 0;
    probe.finish();
    if (!fresh && pragma(scope.db(), u"application_id"_s) != ApplicationId)
        return Error{ErrorCode::WorkspaceForeign, u"a SQLite file of another program"_s, path};
    const int version = static_cast<int>(pragma(scope.db(), u"user_version"_s));
    if (version > currentSchemaVersion()) {
        return Error{ErrorCode::WorkspaceNewer,
                     u"schema version %1, this program knows %2"_s.arg(version).arg(currentSchemaVersion()), path};
    }
    if (fresh || version < currentSchemaVersion()) {
        const QString mode = onNetworkShare(path) ? u"DELETE"_s : u"WAL"_s;
        Result<void> journal = runStatement(scope.db(), u"PRAGMA journal_mode="_s + mode);
        if (!journal)
            return journal;
        Result<void> migrated = migrate(scope.db(), path, fresh ? 0 : version);
        if (!migrated)
            return migrated;
    }
    return fresh ? loadReferenceAndDefaults(scope.db()) : loadReferenceData(scope.db());
}

} // namespace store
