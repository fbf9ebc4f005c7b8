// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace that lived through many editions of its lists is the one that their newest editions make.
#include "support/cli.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

namespace tst_restated {

using namespace Qt::StringLiterals;

const QStringList lists{u"a.csv"_s, u"b.csv"_s, u"c.csv"_s};

/// One edition of a list: some of the columns, some of the systems, values of which many are the same from list to list.
QByteArray edition(QRandomGenerator &random)
{
    const auto one = [&random](const QByteArrayList &values) { return values.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(values.size())))); };
    struct Column
    {
        QByteArray title;
        QByteArrayList values;
    };
    const QList<Column> all{{"rto_h", {"", "1", "2", "none", "?"}},
                            {"hosting_countries", {"", "DE", "FR;DE", "DE;...", "none", "?"}},
                            {"provider", {"", "aws", "ovhcloud", "?"}},
                            {"criticality", {"", "critical", "standard", "?"}},
                            {"backup", {"", "yes", "no", "none"}},
                            {"data_classes", {"", "personal", "personal;...", "financial", "?"}}};
    QList<Column> used;
    for (const Column &column : all) {
        if (random.bounded(10U) < 6)
            used.append(column);
    }
    QByteArray text("workload:key,name");
    for (const Column &column : used)
        text += ',' + column.title;
    for (int i = 1; i <= 2; ++i) {
        text += "\nw" + QByteArray::number(i) + ",N" + QByteArray::number(i);
        for (const Column &column : used)
            text += ',' + one(column.values);
    }
    return text + '\n';
}

class TestRestated final : public QObject
{
    Q_OBJECT

private:
    static void import(const Cli &cli, const QString &workspace, const QString &file)
    {
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, workspace, file, u"--json"_s});
        QVERIFY2(run.code == 0, (run.out + run.err).constData());
    }
    static QByteArray known(const Cli &cli, const QString &workspace)
    {
        return cli.run({u"list"_s, u"--workspace"_s, workspace, u"workloads"_s, u"--json"_s}).out + cli.run({u"conflicts"_s, u"--workspace"_s, workspace, u"--json"_s}).out +
               cli.run({u"show"_s, u"--workspace"_s, workspace, u"workload:w1"_s}).out + contested(cli, workspace);
    }
    /// On how many values each list stands against others, and on how many it lost.
    static QByteArray contested(const Cli &cli, const QString &workspace)
    {
        QByteArrayList told;
        for (const auto &source : cli.run({u"sources"_s, u"--workspace"_s, workspace, u"--json"_s}).json())
            told.append(QByteArray::fromStdString(source["scope"].get<std::string>() + ' ' + source["contested_stands"].dump() + ' ' + source["contested_lost"].dump()));
        std::sort(told.begin(), told.end());
        return told.join('\n');
    }

private slots:
    void likeTheNewestEditions_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void likeTheNewestEditions()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        const Cli cli;
        QMap<QString, QByteArray> newest;
        for (quint32 steps = 3 + random.bounded(6U); steps > 0; --steps) {
            const QString &list = lists.at(static_cast<qsizetype>(random.bounded(3U)));
            newest[list] = edition(random);
            cli.write(list, newest[list]);
            import(cli, u"lived"_s, list);
        }
        QStringList order = newest.keys();
        if (random.bounded(2U) == 1)
            std::reverse(order.begin(), order.end());
        for (const QString &list : std::as_const(order))
            import(cli, u"fresh"_s, list);
        const QByteArrayList lived = known(cli, u"lived"_s).split('\n'), fresh = known(cli, u"fresh"_s).split('\n');
        QCOMPARE(lived.size(), fresh.size());
        for (qsizetype i = 0; i < lived.size(); ++i)
            QVERIFY2(lived.at(i) == fresh.at(i), (lived.at(i) + "\ninstead of\n" + fresh.at(i)).constData());
    }

    /// What a list has no answer to any more is unknown, whatever it said last month.
    void askedInVain_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("stands");
        QTest::newRow("nobody could tell any more") << QByteArray("4") << QByteArray("?") << u"null"_s;
        QTest::newRow("told at last") << QByteArray("?") << QByteArray("4") << u"4.0"_s;
        QTest::newRow("not said any more") << QByteArray("4") << QByteArray("") << u"null"_s;
    }
    void askedInVain()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const Cli cli;
        for (const QByteArray &value : {before, after}) {
            cli.write(u"a.csv"_s, "workload:key,rto_h\nw1," + value + '\n');
            import(cli, u"w"_s, u"a.csv"_s);
        }
        QTEST(QString::fromStdString(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s, u"--json"_s}).json()[0]["rto_h"].dump()), "stands");
        QCOMPARE(cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s}).out.contains("Recovery time objective       ?"), after == "?");
    }

    /// Another list's word stands, whichever came first.
    void anotherKnows_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::newRow("the question first") << QStringList{u"c.csv"_s, u"a.csv"_s};
        QTest::newRow("the answer first") << QStringList{u"a.csv"_s, u"c.csv"_s};
    }
    void anotherKnows()
    {
        QFETCH(QStringList, order);
        const Cli cli;
        cli.write(u"c.csv"_s, "workload:key,rto_h\nw1,?\n");
        cli.write(u"a.csv"_s, "workload:key,rto_h\nw1,4\n");
        for (const QString &file : order)
            import(cli, u"w"_s, file);
        const QByteArray shown = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s}).out;
        QVERIFY2(shown.contains("4   [a.csv line 2]") && !shown.contains('?'), shown.constData());
        // And is gone when it is said no longer.
        cli.write(u"a.csv"_s, "workload:key,rto_h\nw1,\n");
        import(cli, u"w"_s, u"a.csv"_s);
        QVERIFY(cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s}).out.contains("?   [c.csv line 2]"));
    }

    /// Whoever agrees stays on record: with a person, too.
    void agreesWithAPerson()
    {
        const Cli cli;
        cli.write(u"a.csv"_s, "contract:key,dpa\nC-1,\n");
        import(cli, u"w"_s, u"a.csv"_s);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s, u"dpa=yes"_s, u"--who"_s, u"CISO"_s}).code, 0);
        cli.write(u"a.csv"_s, "contract:key,dpa\nC-1,yes\n");
        import(cli, u"w"_s, u"a.csv"_s);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s, u"dpa="_s, u"--who"_s, u"CISO"_s}).code, 0);
        const QByteArray shown = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s}).out;
        QVERIFY2(shown.contains("yes   [a.csv line 2]"), shown.constData());
    }
};

BAILIWICK_TEST(QCoreApplication, TestRestated)

} // namespace tst_restated

#include "tst_restated.moc"
