// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "store/doctor.h"
#include "store/editor.h"
#include "store/importwriter.h"
#include "store/inventory.h"
#include "store/referencelookup.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

namespace tst_store {

using namespace Qt::StringLiterals;
using namespace domain;
using store::MaybeValue;

namespace {

Record workload(const QString &key, QList<Field> fields, QList<Place> places = {})
{
    Record r;
    r.kind = EntityKind::Workload;
    r.key = key;
    r.fields = std::move(fields);
    r.places = std::move(places);
    r.completeFacets = r.places.isEmpty() ? 0 : Facet::Hosting;
    r.mapping = u"test/1"_s;
    return r;
}

} // namespace

/// A workspace in a temporary folder, with everything that a test says in one line.
class Fixture
{
public:
    Fixture()
        : path(folder.filePath(u"w.bailiwick"_s)), prepared(store::prepareWorkspace(path, true)), scope(path, store::Access::Write),
          values(store::nativeHandle(scope.db()), m_catalogue), lookup(store::ReferenceLookup::fromResources())
    {
    }
    FileReport import(const QString &format, const QList<Record> &records, SourceRank rank = SourceRank::LiveInventory)
    {
        store::Transaction t(scope.db());
        if (!t.begin())
            return {};
        store::ImportWriter writer(values, *lookup, {format + u".json"_s, format, u"tester"_s, at});
        writer.header({u"scope"_s, rank, true});
        qint64 ordinal = 0;
        for (Record r : records) {
            writer.beginRecord(ordinal, u"/%1"_s.arg(ordinal));
            ++ordinal;
            writer.entity(std::move(r));
        }
        const auto report = writer.finish({});
        if (!report || !t.commit())
            return {};
        return *report;
    }
    bool set(EntityKind kind, const QString &key, const QString &attr, const QString &typed)
    {
        const auto value = store::parseTyped(typed, *m_catalogue.attribute(kind, attr));
        store::Transaction t(scope.db());
        return value && t.begin() && store::applyEdits(values, {{kind, key, attr, *value, {}, {}}}, u"edit"_s, u"officer"_s, at) && t.commit();
    }
    bool undo()
    {
        store::Transaction t(scope.db());
        return t.begin() && store::undoLast(values, {}, at) && t.commit();
    }
    bool redo()
    {
        store::Transaction t(scope.db());
        return t.begin() && store::redoLast(values, at) && t.commit();
    }
    QByteArray value(EntityKind kind, const QString &key, const QString &attr)
    {
        const Attribute &a = *m_catalogue.attribute(kind, attr);
        return store::encodeValue(values.read(values.find(kind, key), kind, a), a);
    }
    qint64 count(const QString &sql)
    {
        QSqlQuery q(scope.db());
        return q.exec(sql) && q.next() ? q.value(0).toLongLong() : -1;
    }

    QTemporaryDir folder;
    QString path;
    Catalogue m_catalogue = catalogue();
    QDateTime at = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    Result<void> prepared;
    store::ConnectionScope scope;
    store::AttributeStore values;
    Result<store::ReferenceLookup> lookup;
};

class tst_Store : public QObject
{
    Q_OBJECT

private slots:
    void fileIsPrivate()
    {
        Fixture f;
        QVERIFY(f.prepared.has_value());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY((QFileInfo(f.path).permissions() & others) == 0);
        QVERIFY(f.set(EntityKind::Workload, u"x"_s, u"env"_s, u"prod"_s) == false);  // not there: refused
        f.import(u"t"_s, {workload(u"w"_s, {})});
        QVERIFY(QFileInfo::exists(f.path + u"-wal"_s));
        QVERIFY((QFileInfo(f.path + u"-wal"_s).permissions() & others) == 0);
    }

    void pagesAreLarge()
    {
        Fixture f;
        QSqlQuery query(u"PRAGMA page_size"_s, f.scope.db());
        QVERIFY(query.next());
        QCOMPARE(query.value(0).toInt(), 16384);
    }

    void newerAndForeignFilesAreRefused()
    {
        Fixture f;
        QVERIFY(store::runStatement(f.scope.db(), u"PRAGMA user_version=999"_s).has_value());
        const auto newer = store::prepareWorkspace(f.path, false);
        QVERIFY(!newer);
        QCOMPARE(newer.error().code, ErrorCode::WorkspaceNewer);
        const QString other = f.folder.filePath(u"other.db"_s);
        QVERIFY(QFile(other).open(QIODevice::WriteOnly));
        {
            store::ConnectionScope foreign(other, store::Access::Write);
            QVERIFY(store::runStatement(foreign.db(), u"CREATE TABLE t(a)"_s).has_value());
        }
        const auto refused = store::prepareWorkspace(other, true);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WorkspaceForeign);
        QFile text(f.folder.filePath(u"text.bailiwick"_s));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray(5000, 'x'));
        text.close();
        QCOMPARE(store::prepareWorkspace(text.fileName(), true).error().code, ErrorCode::WorkspaceForeign);
    }

    void everyScriptPrepares()
    {
        Fixture f;
        for (const char *name : {"enrich"}) {
            for (const QByteArray &sql : store::splitStatements(store::queryText(QString::fromLatin1(name)))) {
                store::Statement s(store::nativeHandle(f.scope.db()), sql);
                QVERIFY2(s.isValid(), sql.constData());
                if (sql.contains("CREATE TEMP "))
                    QVERIFY(s.run()); // what follows speaks of it
            }
        }
    }

    void schemaFollowsTheCatalogue()
    {
        Fixture f;
        for (const KindInfo &info : f.m_catalogue.kinds()) {
            for (const Attribute &a : info.attributes) {
                const qint64 found = f.count(u"SELECT count(*) FROM pragma_table_info('e_%1') WHERE name='%2'"_s.arg(kindName(info.kind), a.name));
                QVERIFY2(found == (a.isList() ? 0 : 1), qPrintable(kindName(info.kind) + u'.' + a.name));
            }
        }
    }

    void valueStates_data()
    {
        QTest::addColumn<QString>("attr");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("bool") << u"encryption_at_rest"_s << u"yes"_s << QByteArray("true");
        QTest::newRow("date") << u"exit_tested_at"_s << u"2026-02-28"_s << QByteArray("\"2026-02-28\"");
        QTest::newRow("absent") << u"exit_tested_at"_s << u"none"_s << QByteArray("{\"none\":true}");
        QTest::newRow("asked") << u"exit_tested_at"_s << u"?"_s << QByteArray("{\"asked\":true}");
        QTest::newRow("enum that is called none") << u"key_management"_s << u"none"_s << QByteArray("\"none\"");
        QTest::newRow("list") << u"data_classes"_s << u"personal;health"_s << QByteArray("[\"health\",\"personal\"]");
        QTest::newRow("partial list") << u"data_classes"_s << u"personal;..."_s << QByteArray("{\"complete\":false,\"items\":[\"personal\"]}");
        QTest::newRow("no places") << u"backup_countries"_s << u"none"_s << QByteArray("{\"none\":true}");
        QTest::newRow("places") << u"backup_countries"_s << u"DE;aws/eu-west-1"_s << QByteArray("[\"DE\",\"aws/eu-west-1\"]");
    }
    void valueStates()
    {
        QFETCH(QString, attr);
        QFETCH(QString, typed);
        QFETCH(QByteArray, json);
        Fixture f;
        f.import(u"t"_s, {workload(u"w"_s, {})});
        QCOMPARE(f.value(EntityKind::Workload, u"w"_s, attr), QByteArray("null"));
        QVERIFY(f.set(EntityKind::Workload, u"w"_s, attr, typed));
        const QByteArray stored = f.value(EntityKind::Workload, u"w"_s, attr);
        // A list declared absent is an empty, complete list that remembers that it was declared.
        if (json == "{\"none\":true}" && attr.endsWith(u"countries"_s))
            QVERIFY(stored == json || stored == "[]");
        else
            QCOMPARE(stored, json);
        QVERIFY(f.undo());
        QCOMPARE(f.value(EntityKind::Workload, u"w"_s, attr), QByteArray("null"));
        QVERIFY(f.redo());
        QVERIFY(f.value(EntityKind::Workload, u"w"_s, attr) != "null");
    }

    void whatIsLeftOutIsAnUpdate()
    {
        Fixture f;
        Record full = workload(u"a"_s, {{u"env"_s, u"prod"_s}, {u"owner"_s, u"IT"_s}});
        Record less = workload(u"a"_s, {{u"env"_s, u"prod"_s}});
        const Record other = workload(u"b"_s, {{u"env"_s, u"prod"_s}});
        full.whole = less.whole = true;
        QCOMPARE(f.import(u"t"_s, {full, other}).records, (RecordCounts{2, 2, 0, 0, 0, 0}));
        QCOMPARE(f.import(u"t"_s, {less, other}).records, (RecordCounts{2, 0, 1, 1, 0, 0}));
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"owner"_s), QByteArray("null"));
        QCOMPARE(f.import(u"t"_s, {less, other}).records, (RecordCounts{2, 0, 0, 2, 0, 0}));
    }

    void importAgainUpdates()
    {
        Fixture f;
        const QList<Record> first = {workload(u"a"_s, {{u"env"_s, u"prod"_s}}), workload(u"b"_s, {{u"env"_s, u"prod"_s}})};
        QCOMPARE(f.import(u"t"_s, first).records, (RecordCounts{2, 2, 0, 0, 0, 0}));
        QCOMPARE(f.import(u"t"_s, first).records, (RecordCounts{2, 0, 0, 2, 0, 0}));
        QCOMPARE(f.import(u"t"_s, {workload(u"a"_s, {{u"env"_s, u"test"_s}})}).records, (RecordCounts{1, 0, 1, 0, 0, 0}));
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"env"_s), QByteArray("\"test\""));
        QCOMPARE(f.count(u"SELECT vanished FROM entity WHERE key='b'"_s), 1);
        QVERIFY(f.undo());
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"env"_s), QByteArray("\"prod\""));
    }

    void undoneImportRestoresWhatWasThereAndWhereItWasRead()
    {
        Fixture f;
        const QList<Record> both = {workload(u"a"_s, {{u"env"_s, u"prod"_s}}), workload(u"b"_s, {{u"env"_s, u"prod"_s}})};
        const auto sources = u"SELECT count(*) FROM entity_source es JOIN entity e ON e.id=es.entity WHERE e.key IN ('a','b') AND es.source=1"_s;
        const auto gone = u"SELECT vanished FROM entity WHERE key='b'"_s;
        f.import(u"t"_s, both);
        QCOMPARE(f.count(sources), 2);
        f.import(u"t"_s, {workload(u"a"_s, {{u"env"_s, u"prod"_s}})});
        QCOMPARE(f.count(gone), 1);
        QCOMPARE(f.count(sources), 1);
        QVERIFY(f.undo());
        QCOMPARE(f.count(gone), 0);
        QCOMPARE(f.count(sources), 2);
        QCOMPARE(f.import(u"t"_s, both).records, (RecordCounts{2, 0, 0, 2, 0, 0}));
    }

    void regionsUnderAnyOfTheirNames()
    {
        Fixture f;
        const Place azure{Facet::Hosting, {}, u"azure"_s, u"West Europe"_s, {}};
        const Place google{Facet::Hosting, {}, u"gcp"_s, u"europe-west3"_s, {}};
        const Place capitals{Facet::Hosting, {}, u"AWS"_s, u"eu-central-1"_s, {}};
        const Place misspelt{Facet::Hosting, {}, u"aws"_s, u"eu-centrl-1"_s, {}};
        const QList<Record> records = {workload(u"a"_s, {}, {azure}), workload(u"b"_s, {}, {google}), workload(u"c"_s, {}, {capitals}),
                                       workload(u"d"_s, {}, {misspelt})};
        const FileReport report = f.import(u"t"_s, records);
        QCOMPARE(f.count(u"SELECT count(*) FROM place p JOIN ref_region r ON r.provider=p.provider AND r.code=p.region WHERE r.country<>''"_s), 3);
        QCOMPARE(report.diagnostics.size(), 1);
        QCOMPARE(report.diagnostics.first().code, u"unknown-region"_s);
        QVERIFY(report.diagnostics.first().message.startsWith(u"aws/eu-centrl-1"_s));
        QCOMPARE(f.import(u"t"_s, records).records, (RecordCounts{4, 0, 0, 4, 0, 0}));
    }

    // Some exports know no name and give the identifier: whatever the order, it does not hide the name that another one has.
    void anIdentifierIsNoBetterName()
    {
        const QString key = u"arn:aws:ec2:eu-central-1:111122223333:instance/i-1"_s;
        const auto named = [&](const QString &name) {
            Record r = workload(key, {});
            r.name = name;
            return QList<Record>{r};
        };
        const auto name = u"SELECT count(*) FROM entity WHERE name='fraud-gpu'"_s;
        Fixture a;
        a.import(u"b-feed"_s, named(u"fraud-gpu"_s));
        a.import(u"a-feed"_s, named(u"i-1"_s));
        QCOMPARE(a.count(name), 1);
        Fixture b;
        b.import(u"a-feed"_s, named(u"i-1"_s));
        b.import(u"b-feed"_s, named(u"fraud-gpu"_s));
        QCOMPARE(b.count(name), 1);
    }

    void whatComesBackUnchangedIsThereAgain()
    {
        Fixture f;
        const QList<Record> both = {workload(u"a"_s, {}), workload(u"b"_s, {})};
        const auto gone = u"SELECT vanished FROM entity WHERE key='b'"_s;
        f.import(u"t"_s, both);
        f.import(u"t"_s, {workload(u"a"_s, {})});
        QCOMPARE(f.count(gone), 1);
        QCOMPARE(f.import(u"t"_s, both).records, (RecordCounts{2, 0, 0, 2, 0, 0}));
        QCOMPARE(f.count(gone), 0);
        QVERIFY(f.undo());
        QCOMPARE(f.count(gone), 1);
    }

    void undoneImportLeavesNothing()
    {
        Fixture f;
        const qint64 before = f.count(u"SELECT count(*) FROM entity"_s);
        f.import(u"t"_s, {workload(u"a"_s, {{u"provider"_s, Reference{u"aws"_s}}}, {{Facet::Hosting, {}, u"aws"_s, u"eu-central-1"_s, {}}})});
        QCOMPARE(f.count(u"SELECT count(*) FROM e_provider WHERE ref='aws' AND ultimate_parent_country='US'"_s), 1);
        QVERIFY(f.undo());
        QCOMPARE(f.count(u"SELECT count(*) FROM entity"_s), before);
        QCOMPARE(f.count(u"SELECT count(*) FROM place"_s), 0);
    }

    void whatAPersonSaidStands()
    {
        Fixture f;
        f.import(u"t"_s, {workload(u"a"_s, {{u"owner"_s, u"ops"_s}})});
        QVERIFY(f.set(EntityKind::Workload, u"a"_s, u"owner"_s, u"Head of Fraud"_s));
        f.import(u"t"_s, {workload(u"a"_s, {{u"owner"_s, u"ops2"_s}})});
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"owner"_s), QByteArray("\"Head of Fraud\""));
        store::Inventory inventory(f.values);
        const auto origin = inventory.origin(f.values.find(EntityKind::Workload, u"a"_s), EntityKind::Workload,
                                             *f.m_catalogue.attribute(EntityKind::Workload, u"owner"_s));
        QCOMPARE(origin.who, u"officer"_s);
        QCOMPARE(origin.others.size(), 1);
        QCOMPARE(origin.others.first().value, QByteArray("\"ops2\""));
    }

    void liveInventoryBeatsARegister()
    {
        Fixture f;
        f.import(u"cloud"_s, {workload(u"a"_s, {{u"env"_s, u"prod"_s}})}, SourceRank::LiveInventory);
        f.import(u"register"_s, {workload(u"a"_s, {{u"env"_s, u"test"_s}, {u"owner"_s, u"IT"_s}})}, SourceRank::Register);
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"env"_s), QByteArray("\"prod\""));
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"owner"_s), QByteArray("\"IT\""));
        Fixture g;  // the other way round: the same workspace
        g.import(u"register"_s, {workload(u"a"_s, {{u"env"_s, u"test"_s}, {u"owner"_s, u"IT"_s}})}, SourceRank::Register);
        g.import(u"cloud"_s, {workload(u"a"_s, {{u"env"_s, u"prod"_s}})}, SourceRank::LiveInventory);
        QCOMPARE(g.value(EntityKind::Workload, u"a"_s, u"env"_s), QByteArray("\"prod\""));
        QCOMPARE(g.value(EntityKind::Workload, u"a"_s, u"owner"_s), QByteArray("\"IT\""));
    }

    void referencesWaitForLaterFiles()
    {
        Fixture f;
        f.import(u"t"_s, {workload(u"a"_s, {{u"datasets"_s, ListValue{{u"d1"_s}, true}}, {u"contract"_s, Reference{u"C-1"_s}}})});
        QCOMPARE(f.count(u"SELECT count(*) FROM pending_ref"_s), 2);
        Record d;
        d.kind = EntityKind::Dataset;
        d.key = u"d1"_s;
        Record c;
        c.kind = EntityKind::Contract;
        c.key = u"C-1"_s;
        f.import(u"r"_s, {d, c});
        QCOMPARE(f.count(u"SELECT count(*) FROM pending_ref"_s), 0);
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"contract"_s), QByteArray("\"C-1\""));
        QCOMPARE(f.value(EntityKind::Workload, u"a"_s, u"datasets"_s), QByteArray("[\"d1\"]"));
    }

    void aliasesFindTheSameThing()
    {
        Fixture f;
        Record cloud = workload(u"arn:aws:ec2:eu-central-1:1:instance/i-1"_s, {});
        cloud.aliases = {{u"instance"_s, u"aws/i-1"_s}};
        f.import(u"config"_s, {cloud});
        Record other = workload(u"node-1"_s, {{u"env"_s, u"prod"_s}});
        other.aliases = {{u"instance"_s, u"aws/i-1"_s}};
        QCOMPARE(f.import(u"k8s"_s, {other}).records.updated, 1);
        QCOMPARE(f.count(u"SELECT count(*) FROM entity WHERE kind=2"_s), 1);
    }

    void acceleratorsOfInstanceTypes()
    {
        Fixture f;
        f.import(u"t"_s, {workload(u"gpu"_s, {{u"provider"_s, Reference{u"aws"_s}}, {u"instance_type"_s, u"p5.48xlarge"_s}},
                                   {{Facet::Hosting, {}, u"aws"_s, u"eu-central-1"_s, {}}})});
        QCOMPARE(f.value(EntityKind::Accelerator, u"acc:gpu"_s, u"count"_s), QByteArray("8"));
        QCOMPARE(f.value(EntityKind::Accelerator, u"acc:gpu"_s, u"vendor"_s), QByteArray("\"NVIDIA\""));
        QCOMPARE(f.count(u"SELECT count(*) FROM entity WHERE kind=8 AND name='8 x H100 in gpu'"_s), 1);
        QCOMPARE(f.value(EntityKind::Accelerator, u"acc:gpu"_s, u"fab_country"_s), QByteArray("\"TW\""));
        QCOMPARE(f.value(EntityKind::Workload, u"gpu"_s, u"accelerators"_s).contains("acc:gpu"), true);
    }

    void unknownCountryIsRejected()
    {
        Fixture f;
        const FileReport r = f.import(u"t"_s, {workload(u"a"_s, {}, {{Facet::Hosting, u"XX"_s, {}, {}, {}}}), workload(u"b"_s, {})});
        QCOMPARE(r.records, (RecordCounts{2, 1, 0, 0, 0, 1}));
        QCOMPARE(r.diagnostics.first().code, u"unknown-country"_s);
        QCOMPARE(r.diagnostics.first().where, u"/0"_s);
    }

    void secondWriterIsTold()
    {
        Fixture f;
        store::Transaction first(f.scope.db());
        QVERIFY(first.begin().has_value());
        store::ConnectionScope other(f.path, store::Access::Write);
        QSqlQuery(other.db()).exec(u"PRAGMA busy_timeout=10"_s);
        store::Transaction second(other.db());
        const auto refused = second.begin();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WorkspaceLocked);
    }

    void changeLogTellsTampering()
    {
        Fixture f;
        f.import(u"t"_s, {workload(u"a"_s, {})});
        QVERIFY(f.set(EntityKind::Workload, u"a"_s, u"owner"_s, u"x"_s));
        const auto sound = store::examine(f.values);
        for (const store::Check &check : sound)
            QVERIFY2(check.ok, qPrintable(check.name + check.detail));
        QVERIFY(store::runStatement(f.scope.db(), u"UPDATE change SET after='\"y\"' WHERE attr='owner'"_s).has_value());
        bool told = false;
        for (const store::Check &check : store::examine(f.values))
            told = told || (check.name == u"change log"_s && !check.ok);
        QVERIFY(told);
    }
};

BAILIWICK_TEST(QCoreApplication, tst_Store)

} // namespace tst_store

#include "tst_store.moc"
