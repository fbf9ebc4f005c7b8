// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connectionscope.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

namespace tst_migrations {

using namespace Qt::StringLiterals;
using namespace domain;

/// The workspace file itself: made private, taken up where it is older, refused where it is not ours or beyond us, and never harmed.
class TestMigrations : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_number = 0;
    QString fresh()
    {
        const QString path = next();
        if (!store::prepareWorkspace(path, true))
            qFatal("no workspace");
        return path;
    }
    QString next() { return m_folder.filePath(u"w%1.bailiwick"_s.arg(++m_number)); }
    /// A file with nothing in it yet.
    QString bare()
    {
        const QString path = next();
        if (!QFile(path).open(QIODevice::WriteOnly))
            qFatal("no file");
        return path;
    }
    static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static bool run(const QString &path, const QString &sql)
    {
        store::ConnectionScope scope(path, store::Access::Write);
        return store::runStatement(scope.db(), sql).has_value();
    }
    static QVariant ask(const QString &path, const QString &sql)
    {
        store::ConnectionScope scope(path, store::Access::Write);
        QSqlQuery q(scope.db());
        return q.exec(sql) && q.next() ? q.value(0) : QVariant();
    }

private slots:
    void freshFileIsOursAndPrivate()
    {
        const QString path = fresh();
        QCOMPARE(ask(path, u"PRAGMA user_version"_s).toInt(), store::currentSchemaVersion());
        QCOMPARE(ask(path, u"PRAGMA application_id"_s).toLongLong(), store::ApplicationId);
        QCOMPARE(ask(path, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
        store::ConnectionScope open(path, store::Access::Write);
        QVERIFY(store::runStatement(open.db(), u"INSERT INTO setting VALUES('x','1')"_s).has_value());
        for (const QString &tail : {QString(), u"-wal"_s, u"-shm"_s}) {
            struct stat info{};
            QVERIFY(stat(QFile::encodeName(path + tail).constData(), &info) == 0);
            QCOMPARE(info.st_mode & 0777U, 0600U);
        }
    }

    void whatIsThereStays()
    {
        const QString path = fresh();
        QVERIFY(run(path, u"INSERT INTO setting VALUES('mine','1')"_s));
        QVERIFY(store::prepareWorkspace(path, false).has_value());
        QVERIFY(store::prepareWorkspace(path, true).has_value());
        QCOMPARE(ask(path, u"SELECT value FROM setting WHERE name='mine'"_s).toString(), u"1"_s);
        QCOMPARE(QDir(m_folder.path()).entryList({QFileInfo(path).fileName() + u".bak*"_s}).size(), 0);
    }

    void olderFileIsBackedUpAndTakenUp()
    {
        // A workspace as the first migration alone leaves it.
        const QString path = bare();
        const QStringList scripts = QDir(u":/sql/migrations"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
        QVERIFY(scripts.size() >= 2);
        {
            store::ConnectionScope scope(path, store::Access::Write);
            QFile script(u":/sql/migrations/"_s + scripts.first());
            QVERIFY(script.open(QIODevice::ReadOnly));
            QVERIFY(store::runScript(scope.db(), script.readAll(), scripts.first()).has_value());
            for (const QString &sql : {u"PRAGMA user_version=1"_s, u"PRAGMA application_id=%1"_s.arg(store::ApplicationId),
                                       u"INSERT INTO setting VALUES('mine','1')"_s})
                QVERIFY(store::runStatement(scope.db(), sql).has_value());
        }
        const auto prepared = store::prepareWorkspace(path, false);
        QVERIFY2(prepared.has_value(), prepared ? "" : qPrintable(prepared.error().detail));
        QCOMPARE(ask(path, u"PRAGMA user_version"_s).toInt(), store::currentSchemaVersion());
        QCOMPARE(ask(path, u"SELECT value FROM setting WHERE name='mine'"_s).toString(), u"1"_s);
        const QString backup = path + u".bak-v1"_s;
        QVERIFY(QFileInfo::exists(backup));
        QCOMPARE(ask(backup, u"PRAGMA user_version"_s).toInt(), 1);
        QCOMPARE(ask(backup, u"SELECT value FROM setting WHERE name='mine'"_s).toString(), u"1"_s);
        struct stat info{};
        QVERIFY(stat(QFile::encodeName(backup).constData(), &info) == 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
        // The same tables as in a file made today.
        const QString schema = u"SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name)"_s;
        QCOMPARE(ask(path, schema).toString(), ask(fresh(), schema).toString());
    }

    // What people had answered of articles and controls holds for the whole organisation, and is judged from now on.
    void answersHoldForTheOrganisation()
    {
        const QString path = bare();
        {
            store::ConnectionScope scope(path, store::Access::Write);
            int version = 0;
            for (const QString &name : QDir(u":/sql/migrations"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
                if (name >= u"0027"_s)
                    break;
                ++version;
                QFile script(u":/sql/migrations/"_s + name);
                QVERIFY(script.open(QIODevice::ReadOnly));
                QVERIFY(store::runScript(scope.db(), script.readAll(), name).has_value());
            }
            for (const QString &sql : {u"PRAGMA user_version=%1"_s.arg(version), u"PRAGMA application_id=%1"_s.arg(store::ApplicationId),
                                       u"INSERT INTO requirement_answer(list,requirement,state,who,answered_on,why) VALUES('dora','Art. 5','not_met','CISO',20000,'no training')"_s})
                QVERIFY(store::runStatement(scope.db(), sql).has_value());
        }
        const auto prepared = store::prepareWorkspace(path, false);
        QVERIFY2(prepared.has_value(), prepared ? "" : qPrintable(prepared.error().detail));
        QCOMPARE(ask(path, u"SELECT list || requirement || coalesce(entity, 'all') || state || who || answered_on || why FROM requirement_answer"_s).toString(),
                 u"doraArt. 5allnot_metCISO20000no training"_s);
        QVERIFY(!ask(path, u"SELECT stamp FROM own_stamp"_s).toString().isEmpty());
    }

    void failedMigrationLeavesTheFileAsItWas()
    {
        const QString path = bare();
        {
            store::ConnectionScope scope(path, store::Access::Write);
            // Version 1 by its mark, but with a table in the way of the second migration.
            for (const QString &sql : {u"CREATE TABLE e_workload(a)"_s, u"PRAGMA user_version=1"_s,
                                       u"PRAGMA application_id=%1"_s.arg(store::ApplicationId)})
                QVERIFY(store::runStatement(scope.db(), sql).has_value());
        }
        QVERIFY(!store::prepareWorkspace(path, false));
        QCOMPARE(ask(path, u"PRAGMA user_version"_s).toInt(), 1);
        QCOMPARE(ask(path, u"SELECT count(*) FROM sqlite_schema"_s).toInt(), 1);
    }

    void newerFileIsRefusedUntouched()
    {
        const QString path = fresh();
        QVERIFY(run(path, u"PRAGMA user_version=999"_s));
        const QByteArray before = bytes(path);
        const auto refused = store::prepareWorkspace(path, false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WorkspaceNewer);
        QVERIFY(refused.error().detail.contains(u"999"_s));
        QCOMPARE(refused.error().where, path);
        QCOMPARE(bytes(path), before);
    }

    void foreignFilesAreRefusedUntouched_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray(5000, 'x');
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("only SQLite's head") << QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\1');
        QTest::newRow("another program's") << QByteArray();
    }
    void foreignFilesAreRefusedUntouched()
    {
        QFETCH(QByteArray, content);
        const QString path = bare();
        if (content.isEmpty()) {
            QVERIFY(run(path, u"CREATE TABLE bookmarks(a)"_s));
        } else {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        }
        const QByteArray before = bytes(path);
        const auto refused = store::prepareWorkspace(path, true);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WorkspaceForeign);
        QCOMPARE(bytes(path), before);
    }

    void damagedFileIsTold()
    {
        const QString path = fresh();
        run(path, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        // The schema's first page stays, the rest is noise.
        QVERIFY(file.seek(4096));
        file.write(QByteArray(static_cast<qsizetype>(file.size()) - 4096, '\xA5'));
        file.close();
        const auto refused = store::prepareWorkspace(path, false);
        QVERIFY(!refused);
        QVERIFY(!refused.error().detail.isEmpty());
    }

    void foldersAndMissingFiles()
    {
        QCOMPARE(store::prepareWorkspace(m_folder.path(), true).error().code, ErrorCode::FileUnreadable);
        QCOMPARE(store::prepareWorkspace(next(), false).error().code, ErrorCode::FileNotFound);
        QCOMPARE(store::prepareWorkspace(m_folder.filePath(u"away/w.bailiwick"_s), true).error().code, ErrorCode::WriteFailed);
    }
};

BAILIWICK_TEST(QCoreApplication, TestMigrations)

} // namespace tst_migrations

#include "tst_migrations.moc"
