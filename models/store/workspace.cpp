// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/workspace.h"

#include "domain/restricted.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/referencedata.h"
#include "store/referenceresource.h"
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

constexpr qint64 SmallestDatabase = 512;

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
    // That somebody else made the file in between is as good.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner) && !file.exists())
        return Error{ErrorCode::WriteFailed, file.errorString(), path};
    return {};
}

// A copy of the file as it was before this program takes it up; as private as the file.
Result<void> backUp(QSqlDatabase &db, const QString &path, int version)
{
    const QString copy = path + u".bak-v%1"_s.arg(version);
    QFile::remove(copy);
    if (const Result<void> made = createEmptyFile(copy); !made)
        return made;
    QSqlQuery backup(db);
    backup.prepare(u"VACUUM INTO ?"_s);
    backup.addBindValue(copy);
    if (!backup.exec())
        return Error{ErrorCode::WriteFailed, backup.lastError().text(), copy};
    return {};
}

struct Found
{
    bool fresh = false;
    int version = 0;
};

// What the file is, or why it is not ours.
Result<Found> look(QSqlDatabase &db, const QString &path)
{
    QSqlQuery probe(db);
    if (!probe.exec(u"SELECT count(*) FROM sqlite_schema"_s) || !probe.next()) {
        const Error error = databaseError(probe.lastError(), path);
        return error.code == ErrorCode::WorkspaceLocked ? error : Error{ErrorCode::WorkspaceForeign, error.detail, path};
    }
    Found found;
    found.fresh = probe.value(0).toInt() == 0;
    probe.finish();
    if (found.fresh)
        return found;
    if (pragma(db, u"application_id"_s) != ApplicationId)
        return Error{ErrorCode::WorkspaceForeign, u"a SQLite file of another program"_s, path};
    found.version = static_cast<int>(pragma(db, u"user_version"_s));
    if (found.version > currentSchemaVersion())
        return Error{ErrorCode::WorkspaceNewer, u"schema version %1, this program knows %2"_s.arg(found.version).arg(currentSchemaVersion()), path};
    return found;
}

Result<void> runMigrations(QSqlDatabase &db, int from)
{
    const QStringList files = migrationFiles();
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
    return versioned ? runStatement(db, u"PRAGMA application_id=%1"_s.arg(ApplicationId)) : versioned;
}

Result<void> setJournal(QSqlDatabase &db, const QString &path)
{
    const QString mode = onNetworkShare(path) ? u"delete"_s : u"wal"_s;
    QSqlQuery query(db);
    if (query.exec(u"PRAGMA journal_mode"_s) && query.next() && query.value(0).toString() == mode)
        return {};
    query.finish();
    if (!query.exec(u"PRAGMA journal_mode="_s + mode))
        return databaseError(query.lastError(), path);
    return {};
}

// Tables, reference data and defaults in one transaction: a new file is whole or still empty, an older one whole or as it was.
Result<void> takeUp(QSqlDatabase &db, const QString &path, int from)
{
    // Before the first write, and for good. Keys are long and rows wide: with pages of 16 KiB a large import took a tenth less than with
    // SQLite's 4 KiB, and an evaluation no more.
    if (from == 0) {
        if (const Result<void> pages = runStatement(db, u"PRAGMA page_size=16384"_s); !pages)
            return pages;
    }
    if (const Result<void> journal = setJournal(db, path); !journal)
        return journal;
    if (from > 0) {
        if (const Result<void> copied = backUp(db, path, from); !copied)
            return copied;
    }
    Transaction transaction(db);
    if (const Result<void> begun = transaction.begin(); !begun)
        return begun;
    // Another program may have done all this while this one waited.
    const Result<Found> now = look(db, path);
    if (!now)
        return now.error();
    if (!now->fresh && now->version == currentSchemaVersion())
        return {};
    if (const Result<void> migrated = runMigrations(db, now->version); !migrated)
        return migrated;
    const Result<void> loaded = now->fresh ? loadReferenceAndDefaults(db) : loadReferenceData(db);
    return loaded ? transaction.commit() : loaded;
}

} // namespace

Result<void> stillWorkspace(AttributeStore &values, const QString &path)
{
    Statement &mark = values.statement("PRAGMA application_id");
    const bool ours = mark.next() && mark.integer(0) == ApplicationId;
    const bool read = mark.isValid() && mark.ok();
    mark.reset();
    if (ours)
        return {};
    // Another program's, or no database at all.
    return read ? Error{ErrorCode::WorkspaceForeign, u"a SQLite file of another program"_s, path} : values.lastError(path);
}

int currentSchemaVersion() { return static_cast<int>(migrationFiles().size()); }

Result<void> loadReferenceAndDefaults(QSqlDatabase &db)
{
    Result<void> reference = loadReferenceData(db);
    if (!reference)
        return reference;
    if (const Result<void> set = runScript(db, queryText(u"defaults"_s), u"defaults.sql"_s); !set)
        return set;
    QSqlQuery restricted(db);
    restricted.prepare(u"INSERT INTO value_set(name, value) VALUES ('RESTRICTED', ?)"_s);
    for (const QString &name : domain::usuallyRestricted()) {
        restricted.addBindValue(name);
        if (!restricted.exec())
            return databaseError(restricted.lastError(), db.databaseName());
    }
    return {};
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
    } else if (info.size() > 0 && info.size() < SmallestDatabase) {
        // SQLite would take so short a file for an empty database and write over it.
        return Error{ErrorCode::WorkspaceForeign, u"too short for a database"_s, path};
    }
    ConnectionScope scope(path, Access::Write);
    if (!scope.isOpen())
        return scope.error();
    const Result<Found> found = look(scope.db(), path);
    if (!found)
        return found.error();
    if (found->fresh || found->version < currentSchemaVersion())
        return takeUp(scope.db(), path, found->version);
    if (storedReferenceVersion(scope.db()) == referenceVersion())
        return {};
    Transaction transaction(scope.db());
    if (const Result<void> begun = transaction.begin(); !begun)
        return begun;
    const Result<void> loaded = loadReferenceData(scope.db());
    return loaded ? transaction.commit() : loaded;
}

} // namespace store
