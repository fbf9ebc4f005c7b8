// SPDX-License-Identifier: GPL-3.0-or-later
// Which cluster the exports of kubectl are of, where nothing in them tells it.
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QTest>

namespace tst_clusters {

using namespace Qt::StringLiterals;

namespace {

QByteArray objects(const QByteArray &kind, const QByteArrayList &names, const QByteArray &labels = "{}")
{
    QByteArrayList items;
    for (const QByteArray &name : names)
        items.append(R"({"apiVersion":"v1","kind":")" + kind + R"(","metadata":{"name":")" + name + R"(","labels":)" + labels +
                     (kind == "Node" ? R"(},"spec":{},"status":{"nodeInfo":{}}})" : R"(,"namespace":"shop"},"spec":{"replicas":1,"template":{"spec":{"containers":[{"name":"c","image":"x"}]}}}})"));
    return R"({"apiVersion":"v1","kind":"List","items":[)" + items.join(',') + "]}";
}

/// A list of one node.
QByteArray node(const QByteArray &name, const QByteArray &uid)
{
    QByteArray text = objects("Node", {name});
    return text.replace(R"("labels")", R"("uid":")" + uid + R"(","labels")");
}

/// A list of two.
QByteArray pair(const QByteArray &one, const QByteArray &other)
{
    QByteArray text = objects("Node", {"n1", "n2"});
    for (const QByteArray &uid : {one, other})
        text.replace(text.indexOf(uid == one ? "\"n1\"," : "\"n2\",") + 5, 0, "\"uid\":\"" + uid + "\",");
    return text;
}

/// "cluster kind/name" of the systems that are there.
QStringList systems(const Cli &cli)
{
    QStringList names;
    for (const QByteArray &key : Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE kind=2 AND vanished=0 AND key LIKE 'k8s:%' ORDER BY 1"))
        names.append(QString::fromUtf8(key.mid(4)));
    return names;
}

} // namespace

class TestClusters : public QObject
{
    Q_OBJECT

private:
    void write(const Cli &cli, const QString &name, const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(cli.path(name.section(u'/', 0, -2))));
        cli.write(name, text);
    }
    CliRun import(const Cli &cli, const QStringList &arguments) { return cli.run(QStringList{u"import"_s, u"--workspace"_s, u"w"_s} + arguments); }

private slots:
    void foldersAreClusters_data()
    {
        QTest::addColumn<QStringList>("paths");
        QTest::newRow("folders") << QStringList{u"east"_s, u"west"_s};
        QTest::newRow("the folder of both") << QStringList{u"."_s};
        QTest::newRow("files, in any order") << QStringList{u"west/nodes.json"_s, u"east/work.json"_s, u"east/nodes.json"_s, u"west/work.json"_s};
    }
    void foldersAreClusters()
    {
        QFETCH(const QStringList, paths);
        const Cli cli;
        for (const QString &folder : {u"east"_s, u"west"_s}) {
            write(cli, folder + u"/nodes.json"_s, objects("Node", {"n1"}));
            write(cli, folder + u"/work.json"_s, objects("Deployment", {"api"}));
        }
        const CliRun run = import(cli, paths);
        QVERIFY2(run.out.contains("cluster-by-folder") && run.out.contains("taken for 'east'"), run.out.constData());
        QCOMPARE(systems(cli), (QStringList{u"east:deployment/shop/api"_s, u"east:node/n1"_s, u"west:deployment/shop/api"_s, u"west:node/n1"_s}));
    }

    /// Under other names of its files it is the same cluster, and what is gone of it is.
    void otherNamesOfFiles()
    {
        const Cli cli;
        write(cli, u"east/nodes.json"_s, objects("Node", {"n1", "n2"}));
        write(cli, u"west/nodes.json"_s, objects("Node", {"n1", "n2"}));
        QCOMPARE(import(cli, {u"east"_s, u"west"_s}).code, 0);
        write(cli, u"east/export-november.json"_s, objects("Node", {"n2"}));
        QCOMPARE(import(cli, {u"east/export-november.json"_s}).code, 0);
        QCOMPARE(systems(cli), (QStringList{u"east:node/n2"_s, u"west:node/n1"_s, u"west:node/n2"_s}));
    }

    /// A folder for each month in that of the cluster, or of the month and the cluster.
    void monthsInFolders_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("within") << u"east/2026-09/nodes.json"_s << u"east/2026-10/n.json"_s;
        QTest::newRow("both") << u"east 2026-09/nodes.json"_s << u"east October 2026/nodes.json"_s;
        QTest::newRow("one and the other") << u"east/nodes.json"_s << u"east_20261031/nodes.json"_s;
    }
    void monthsInFolders()
    {
        QFETCH(const QString, first);
        QFETCH(const QString, second);
        const Cli cli;
        write(cli, first, objects("Node", {"n1", "n2"}));
        write(cli, second, objects("Node", {"n2"}));
        QCOMPARE(import(cli, {first}).code, 0);
        QCOMPARE(import(cli, {second}).code, 0);
        QCOMPARE(systems(cli), QStringList{u"east:node/n2"_s});
    }

    /// What the exports of two clusters are called in one folder tells them apart, whichever is imported first, and makes nothing vanish.
    void clustersOfOneFolder_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::addColumn<QStringList>("expected");
        const QStringList both{u"k8s/east:deployment/shop/api"_s, u"k8s/east:node/n1"_s, u"k8s/west:deployment/shop/api"_s, u"k8s/west:node/n1"_s, u"k8s/west:node/n2"_s};
        const QStringList files{u"k8s/east-nodes.json"_s, u"k8s/west_nodes_2026-11-02.json"_s, u"k8s/pods east.json"_s, u"k8s/kubectl-get-deployments-west.json"_s};
        QTest::newRow("east first") << files << both;
        QTest::newRow("west first") << QStringList(files.crbegin(), files.crend()) << both;
        QTest::newRow("numbered") << QStringList{u"k8s/cluster-1.json"_s, u"k8s/cluster-2.json"_s} << QStringList{u"k8s/1:node/n1"_s, u"k8s/2:node/n1"_s, u"k8s/2:node/n2"_s};
        QTest::newRow("pages of one") << QStringList{u"k8s/nodes-1.json"_s} << QStringList{u"k8s:node/n1"_s};
    }
    void clustersOfOneFolder()
    {
        QFETCH(const QStringList, order);
        const Cli cli;
        for (const QString &file : order) {
            const bool isNodes = !file.contains(u"pods"_s) && !file.contains(u"deployments"_s);
            const bool isWest = file.contains(u"west"_s) || file.contains(u"-2.json"_s);
            write(cli, file, isNodes ? objects("Node", isWest ? QByteArrayList{"n1", "n2"} : QByteArrayList{"n1"}) : objects("Deployment", {"api"}));
        }
        for (const QString &file : order) {
            const CliRun run = import(cli, {file});
            QCOMPARE(run.code, 0);
            QVERIFY2(run.out.contains("cluster-by-folder") && run.out.contains("--cluster NAME"), run.out.constData());
        }
        QTEST(systems(cli), "expected");
    }

    /// One file, written anew from another cluster: nothing of it is in the former one. Whoever says that it is the same cluster is believed.
    void anotherCluster()
    {
        const Cli cli;
        write(cli, u"k8s/nodes.json"_s, pair("u-1", "u-2"));
        QCOMPARE(import(cli, {u"k8s/nodes.json"_s}).code, 0);
        cli.write(u"k8s/nodes.json"_s, pair("w-1", "w-2"));
        const CliRun other = import(cli, {u"k8s/nodes.json"_s});
        QVERIFY2(other.out.contains("other-source") && other.out.contains("2 things of the earlier one"), other.out.constData());
        QCOMPARE(systems(cli), (QStringList{u"u-1"_s, u"u-2"_s, u"w-1"_s, u"w-2"_s}));
        // One of them again: the list is of that cluster.
        cli.write(u"k8s/nodes.json"_s, node("n2", "w-2"));
        QVERIFY(!import(cli, {u"k8s/nodes.json"_s}).out.contains("other-source"));
        QVERIFY(!systems(cli).contains(u"w-1"_s));
        cli.write(u"k8s/nodes.json"_s, node("n9", "w-9"));
        QVERIFY(!import(cli, {u"--cluster"_s, u"k8s"_s, u"k8s/nodes.json"_s}).out.contains("other-source"));
        QCOMPARE(systems(cli), QStringList{u"w-9"_s});
    }

    void theNameIsSaid()
    {
        const Cli cli;
        write(cli, u"monday/nodes.json"_s, objects("Node", {"n1", "n2"}));
        write(cli, u"tuesday/all nodes.json"_s, objects("Node", {"n2"}));
        const CliRun first = import(cli, {u"--cluster"_s, u"shop, prod"_s, u"monday/nodes.json"_s});
        QCOMPARE(first.code, 0);
        QVERIFY(!first.out.contains("cluster-by-folder"));
        QCOMPARE(import(cli, {u"--cluster"_s, u"shop, prod"_s, u"tuesday/all nodes.json"_s}).code, 0);
        QCOMPARE(systems(cli), QStringList{u"shop, prod:node/n2"_s});
        // Taken back and done again it is still that cluster.
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(systems(cli), (QStringList{u"shop, prod:node/n1"_s, u"shop, prod:node/n2"_s}));
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}).code, 0);
        QCOMPARE(systems(cli), QStringList{u"shop, prod:node/n2"_s});
        QCOMPARE(import(cli, {u"--cluster"_s, u" "_s, u"monday/nodes.json"_s}).code, 2);
    }

    /// What is said counts before the mark, so that files with and without it are of one cluster.
    void theMark()
    {
        const QByteArray label = R"({"kubernetes.azure.com/cluster":"aks-1"})";
        const Cli cli;
        write(cli, u"east/nodes.json"_s, objects("Node", {"n1"}, label));
        const CliRun marked = import(cli, {u"east"_s});
        QVERIFY(!marked.out.contains("cluster-by-folder"));
        QCOMPARE(systems(cli), QStringList{u"aks-1:node/n1"_s});
        const Cli other;
        write(other, u"east/nodes.json"_s, objects("Node", {"n1"}, label));
        QCOMPARE(import(other, {u"--cluster"_s, u"prod"_s, u"east"_s}).code, 0);
        QCOMPARE(systems(other), QStringList{u"prod:node/n1"_s});
    }
};

BAILIWICK_TEST(QCoreApplication, TestClusters)

} // namespace tst_clusters

#include "tst_clusters.moc"
