// SPDX-License-Identifier: GPL-3.0-or-later
// Things that an import has just brought and whose rows still wait: they are found like all others, and nothing is taken for new that is there.
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/workspace.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

namespace tst_newrows {

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

struct Fixture
{
    QTemporaryDir folder;
    const Catalogue kinds = catalogue();
    QString path = folder.filePath(u"w.bailiwick"_s);
    bool prepared = store::prepareWorkspace(path, true).has_value();
    store::ConnectionScope scope{path, store::Access::Import};
    store::AttributeStore values{store::nativeHandle(scope.db()), kinds};
    store::NewRows &rows = values.newRows();

    Fixture() { rows.begin(); }
    ~Fixture() { rows.end(); }
    qint64 bring(const QString &key) { return rows.addEntity(EntityKind::Workload, key, key, 1, 1, false); }
    qint64 count()
    {
        store::Statement &s = values.statement("SELECT count(*) FROM entity WHERE kind=?1");
        s.bind(1, qint64(EntityKind::Workload));
        const qint64 n = s.next() ? s.integer(0) : -1;
        s.reset();
        return n;
    }
};

} // namespace

class TestNewRows : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWaits()
    {
        Fixture f;
        const qint64 shop = f.bring(u"shop"_s);
        f.rows.addAlias(shop, u"arn"_s, u"arn:aws:ec2:eu-central-1:1:instance/i-1"_s);
        QVERIFY(f.rows.waits());
        QCOMPARE(f.values.find(EntityKind::Workload, u"shop"_s), shop);
        QCOMPARE(f.values.find(EntityKind::Dataset, u"shop"_s), 0);
        QCOMPARE(f.values.find(EntityKind::Workload, u"arn:aws:ec2:eu-central-1:1:instance/i-1"_s), shop);
        QCOMPARE(f.values.find(EntityKind::Workload, u"till"_s), 0);
    }

    void writesWhatWaitsBeforeAnybodyReads()
    {
        Fixture f;
        f.bring(u"shop"_s);
        const qint64 till = f.bring(u"till"_s);
        QCOMPARE(f.values.keyOf(till), u"till"_s);
        QVERIFY(!f.rows.waits());
    }

    void takesNothingForNewThatOthersBroughtMeanwhile()
    {
        Fixture f;
        const qint64 shop = f.bring(u"shop"_s);
        QCOMPARE(f.values.find(EntityKind::Workload, u"till"_s), 0); // looked for: the names are known from here on
        store::Statement &other = f.values.statement("INSERT INTO entity(kind,key,name) VALUES(?1,'till','Till')");
        other.bind(1, qint64(EntityKind::Workload));
        QVERIFY(other.run());
        const qint64 till = f.values.find(EntityKind::Workload, u"till"_s);
        QCOMPARE(till, shop + 1);
        QCOMPARE(f.bring(u"stock"_s), till + 1);
        store::Statement &renamed = f.values.statement("UPDATE entity SET key='cash desk' WHERE id=?1");
        renamed.bind(1, till);
        QVERIFY(renamed.run());
        QCOMPARE(f.values.find(EntityKind::Workload, u"cash desk"_s), till);
        store::Statement &alias = f.values.statement("INSERT INTO alias(scheme,value,entity) VALUES('own','T-1',?1)");
        alias.bind(1, till);
        QVERIFY(alias.run());
        QCOMPARE(f.values.find(EntityKind::Workload, u"T-1"_s), till);
    }

    void givesANumberAgainOnlyToWhatIsFound()
    {
        Fixture f;
        f.bring(u"shop"_s);
        const qint64 till = f.bring(u"till"_s);
        store::Statement &gone = f.values.statement("DELETE FROM entity WHERE id=?1");
        gone.bind(1, till);
        QVERIFY(gone.run());
        store::Statement &other = f.values.statement("INSERT INTO entity(kind,key,name) VALUES(?1,'stock','Stock')");
        other.bind(1, qint64(EntityKind::Workload));
        QVERIFY(other.run());
        QCOMPARE(f.values.find(EntityKind::Workload, u"stock"_s), till);
    }

    void findsManyThatWereThere()
    {
        Fixture f;
        for (int i = 0; i < 3000; ++i) {
            f.bring(u"s-%1"_s.arg(i));
            f.rows.checkSize();
        }
        f.rows.begin(); // another import
        QVERIFY(f.values.find(EntityKind::Workload, u"s-2999"_s) == 0); // it had not been written
        const qint64 last = f.values.find(EntityKind::Workload, u"s-0"_s);
        QVERIFY(last != 0);
        const qint64 there = f.count();
        for (int i = 0; i < there; ++i)
            QCOMPARE(f.values.find(EntityKind::Workload, u"s-%1"_s.arg(i)), last + i);
        QCOMPARE(f.values.find(EntityKind::Workload, u"t-1"_s), 0);
    }

    void keepsNothingAfterARowThatCannotBeWritten()
    {
        Fixture f;
        {
            store::Transaction transaction(f.scope.db());
            QVERIFY(transaction.begin());
            f.bring(u"shop"_s);
            f.bring(u"shop"_s); // nobody looked whether it is there
            QVERIFY(!f.rows.write());
            QVERIFY(f.rows.failed());
            f.bring(u"till"_s);
            QVERIFY(!f.rows.write());
            QVERIFY(!f.values.lastError(u"a.json"_s).detail.isEmpty());
        }
        f.rows.begin();
        QVERIFY(!f.rows.failed());
        QCOMPARE(f.count(), 0);
    }
};

BAILIWICK_TEST(QCoreApplication, TestNewRows)

} // namespace tst_newrows

#include "tst_newrows.moc"
