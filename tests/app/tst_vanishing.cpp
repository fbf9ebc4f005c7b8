// SPDX-License-Identifier: GPL-3.0-or-later
// What vanished is what no list has any more whose newest edition is in the workspace: whatever the order of imports, undone or done again.
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

namespace tst_vanishing {

using namespace Qt::StringLiterals;

constexpr int Systems = 5;
constexpr int Lists = 3;

QByteArray instanceId(int i) { return "i-0123456789abcde0" + QByteArray::number(i); }
QByteArray arn(int i) { return "arn:aws:ec2:eu-central-1:111122223333:instance/" + instanceId(i); }

/// Two registers of systems, and what the cloud itself lists, by scope.
QString nameOf(int list) { return list == 0 ? u"a.csv"_s : list == 1 ? u"b.csv"_s : u"ec2_describe-instances.json"_s; }

QByteArray textOf(int list, unsigned systems)
{
    // One is always there: an empty answer does not tell of which account it is.
    systems |= 1U;
    QByteArray text = list < 2 ? "workload:key,name\n" : R"({"Reservations":[)";
    QByteArrayList rows;
    for (int i = 0; i < Systems; ++i) {
        if ((systems >> i & 1U) == 0)
            continue;
        rows.append(list < 2 ? arn(i) + ",system " + QByteArray::number(i)
                             : R"({"OwnerId":"111122223333","Instances":[{"InstanceId":")" + instanceId(i) +
                                   R"(","InstanceType":"t3.micro","State":{"Code":16,"Name":"running"},"Placement":{"AvailabilityZone":"eu-central-1a"}}]})");
    }
    return text + rows.join(list < 2 ? "\n" : ",") + (list < 2 ? "\n" : "]}");
}

class TestVanishing final : public QObject
{
    Q_OBJECT

private:
    static void import(const Cli &cli, int list, unsigned systems)
    {
        cli.write(nameOf(list), textOf(list, systems));
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, nameOf(list), u"--json"_s});
        QVERIFY2(run.code == 0, (run.out + run.err).constData());
    }
    static QByteArrayList vanished(const Cli &cli)
    {
        QByteArrayList keys;
        for (const auto &one : cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s, u"--vanished"_s, u"--json"_s}).json())
            keys.append(QByteArray::fromStdString(one["key"]));
        std::sort(keys.begin(), keys.end());
        return keys;
    }

private slots:
    void lists_data()
    {
        QTest::addColumn<QList<int>>("losing"); // lists that lose the third system, one after the other
        QTest::addColumn<bool>("gone");
        QTest::newRow("one of two registers") << QList<int>{0} << false;
        QTest::newRow("both registers") << QList<int>{0, 1} << false;
        QTest::newRow("all, the cloud last") << QList<int>{0, 1, 2} << true;
        QTest::newRow("all, the cloud first") << QList<int>{2, 1, 0} << true;
        QTest::newRow("all, the cloud between") << QList<int>{1, 2, 0} << true;
        QTest::newRow("the cloud alone") << QList<int>{2} << false;
    }
    void lists()
    {
        QFETCH(QList<int>, losing);
        QFETCH(bool, gone);
        const Cli cli;
        for (int list = 0; list < Lists; ++list)
            import(cli, list, 0b00111);
        for (const int list : losing)
            import(cli, list, 0b00011);
        QCOMPARE(vanished(cli), gone ? QByteArrayList{arn(2)} : QByteArrayList());
        // Whoever has it again brings it back; undone, it is gone as before.
        import(cli, losing.constFirst(), 0b00111);
        QCOMPARE(vanished(cli), QByteArrayList());
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(vanished(cli), gone ? QByteArrayList{arn(2)} : QByteArrayList());
    }

    /// Lists of two units, each called as people call theirs, are two lists.
    void listsOfOneName()
    {
        const Cli cli;
        for (const QString &unit : {u"de"_s, u"fr"_s}) {
            QVERIFY(QDir(cli.path({})).mkpath(unit));
            const QByteArray key = unit.toUpper().toUtf8();
            cli.write(unit + u"/contracts.csv"_s, "contract:key,name\n" + key + "-1,One\n" + key + "-2,Two\n");
            const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, unit + u"/contracts.csv"_s, u"--json"_s});
            QVERIFY2(run.out.contains("other-source") == (unit == u"fr"_s), run.out.constData());
        }
        QCOMPARE(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"contracts"_s, u"--vanished"_s, u"--json"_s}).json().size(), 0U);
    }

    void likeTheNewestEditions_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void likeTheNewestEditions()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        const Cli cli;
        struct Step
        {
            int list;
            unsigned systems;
        };
        QList<Step> done, undone;
        for (int step = 0; step < 14; ++step) {
            const quint32 choice = random.bounded(10U);
            if (choice < 2 && !done.isEmpty()) {
                QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
                undone.append(done.takeLast());
            } else if (choice == 2 && !undone.isEmpty()) {
                cli.write(nameOf(undone.last().list), textOf(undone.last().list, undone.last().systems));
                QCOMPARE(cli.run({u"undo"_s, u"--redo"_s, u"--workspace"_s, u"w"_s}).code, 0);
                done.append(undone.takeLast());
            } else {
                done.append({static_cast<int>(random.bounded(Lists)), random.bounded(1U << Systems)});
                import(cli, done.last().list, done.last().systems);
                undone.clear();
            }
            unsigned ever = 0, now = 0;
            for (int list = 0; list < Lists; ++list) {
                unsigned newest = 0;
                for (const Step &one : std::as_const(done)) {
                    if (one.list == list) {
                        newest = one.systems | 1U;
                        ever |= newest;
                    }
                }
                now |= newest;
            }
            QByteArrayList expected;
            for (int i = 0; i < Systems; ++i) {
                if (((ever & ~now) >> i & 1U) != 0)
                    expected.append(arn(i));
            }
            QVERIFY2(vanished(cli) == expected, qPrintable(u"step %1: %2 instead of %3"_s.arg(step).arg(QString::fromUtf8(vanished(cli).join(' ')), QString::fromUtf8(expected.join(' ')))));
        }
    }
};

BAILIWICK_TEST(QCoreApplication, TestVanishing)

} // namespace tst_vanishing

#include "tst_vanishing.moc"
