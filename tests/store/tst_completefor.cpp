// SPDX-License-Identifier: GPL-3.0-or-later
// Of which sort things are, and of which scope a list may be said to be all.
#include "store/completefor.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_completefor {

using namespace Qt::StringLiterals;

class TestCompleteFor : public QObject
{
    Q_OBJECT

private slots:
    void sorts_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("sort");
        const QString azure = u"subscription:s-1"_s;
        QTest::newRow("a machine") << azure << u"/subscriptions/s-1/resourcegroups/g/providers/microsoft.compute/virtualmachines/a"_s << u"microsoft.compute/virtualmachines"_s;
        QTest::newRow("a part of a server") << azure << u"/subscriptions/s-1/resourcegroups/g/providers/microsoft.sql/servers/a/databases/b"_s << u"microsoft.sql/servers/databases"_s;
        QTest::newRow("what extends another") << azure << u"/subscriptions/s-1/providers/microsoft.a/b/c/providers/microsoft.insights/d/e"_s << u"microsoft.insights/d"_s;
        QTest::newRow("a resource group") << azure << u"/subscriptions/s-1/resourcegroups/g"_s << u"resourcegroups"_s;
        QTest::newRow("another subscription") << azure << u"/subscriptions/s-12/resourcegroups/g"_s << QString();
        QTest::newRow("no identifier of Azure") << azure << u"arn:aws:s3:::s-1"_s << QString();
        const QString google = u"project:p"_s;
        QTest::newRow("an instance") << google << u"//compute.googleapis.com/projects/p/zones/z/instances/i"_s << u"compute.googleapis.com/instances"_s;
        QTest::newRow("another project") << google << u"//compute.googleapis.com/projects/p2/zones/z/instances/i"_s << QString();
        QTest::newRow("the project itself") << google << u"//cloudresourcemanager.googleapis.com/projects/p"_s << QString();
        QTest::newRow("no full name of Google") << google << u"projects/p/zones/z/instances/i"_s << QString();
    }
    void sorts()
    {
        QFETCH(const QString, scope);
        QFETCH(const QString, key);
        QFETCH(const QString, sort);
        QCOMPARE(store::sortWithin(scope, key), sort);
    }

    void clusters()
    {
        QStringList said{u"subscription:a"_s, store::clusterEntry(u"shop, prod: 1"_s)};
        QVERIFY(!said.constLast().contains(u','));
        QCOMPARE(store::takeCluster(said), u"shop, prod: 1"_s);
        QCOMPARE(said, QStringList{u"subscription:a"_s});
        QCOMPARE(store::takeCluster(said), QString());
    }

    void words_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("scopes");
        QTest::newRow("Azure, in whatever case") << u"subscription:ABC-1"_s << QStringList{u"subscription:abc-1"_s};
        QTest::newRow("two") << u"subscription:a, project:b"_s << QStringList{u"subscription:a"_s, u"project:b"_s};
        QTest::newRow("nothing") << QString() << QStringList{};
        QTest::newRow("another word") << u"region:x"_s << QStringList{};
        QTest::newRow("without an identifier") << u"subscription: "_s << QStringList{};
        QTest::newRow("a path") << u"project:a/b"_s << QStringList{};
    }
    void words()
    {
        QFETCH(const QString, words);
        QFETCH(const QStringList, scopes);
        const auto read = store::completeForFromText(words);
        QCOMPARE(read.has_value(), !scopes.isEmpty());
        if (read)
            QCOMPARE(*read, scopes);
    }
};

BAILIWICK_TEST(QCoreApplication, TestCompleteFor)

} // namespace tst_completefor

#include "tst_completefor.moc"
