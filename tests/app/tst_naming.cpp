// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_naming {

using namespace Qt::StringLiterals;

/// Who names a thing: a person before any list, and undo gives the name back to whom it was from. And what an import needs of another that is taken back.
class TestNaming final : public QObject
{
    Q_OBJECT

private:
    static void edition(const Cli &cli, const QByteArray &name, int hours)
    {
        cli.write(u"systems.csv"_s, "workload:key,name,rto_h\nw1," + name + ',' + QByteArray::number(hours) + '\n');
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"systems.csv"_s}).code, 0);
    }
    static QString name(const Cli &cli)
    {
        return QString::fromStdString(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s, u"--json"_s}).json()[0]["name"].get<std::string>());
    }

private slots:
    void aPersonsNameStays()
    {
        const Cli cli;
        edition(cli, "Payments", 1);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s, u"name=Card payments"_s}).code, 0);
        edition(cli, "Payments", 2);
        QCOMPARE(name(cli), u"Card payments"_s);
        edition(cli, "Payments (new)", 2);
        QCOMPARE(name(cli), u"Card payments"_s);
        // Taken back, the next list names it again.
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s, u"name="_s}).code, 0);
        QCOMPARE(name(cli), u"w1"_s);
        edition(cli, "Payments (newest)", 2);
        QCOMPARE(name(cli), u"Payments (newest)"_s);
    }

    void undoGivesTheNameBack()
    {
        const Cli cli;
        edition(cli, "Payments", 1);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s, u"name=Card payments"_s}).code, 0);
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(name(cli), u"Payments"_s);
        // It is the list's again, and the list may change it.
        edition(cli, "Payments (new)", 1);
        QCOMPARE(name(cli), u"Payments (new)"_s);
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(name(cli), u"Payments"_s);
    }

    void aPoolIsCalledAfterItsSystemAgain()
    {
        const Cli cli;
        cli.write(u"a.csv"_s, "workload:key,name,provider,instance_type,instance_count\nw1,Training,aws,p5.48xlarge,2\n");
        cli.write(u"b.csv"_s, "workload:key,name\nw1,Training cluster\n");
        for (const QString &file : {u"a.csv"_s, u"b.csv"_s})
            QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0);
        const auto pool = [&] { return QString::fromStdString(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"accelerators"_s, u"--json"_s}).json()[0]["name"].get<std::string>()); };
        QCOMPARE(pool(), u"16 x H100 in Training cluster"_s);
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(pool(), u"16 x H100 in Training"_s);
    }

    /// The first import brought a provider that a later one names as well; between them another brings something else.
    void anotherImportKeepsItsProvider()
    {
        const Cli cli;
        cli.write(u"1.csv"_s, "workload:key,name,provider\nA-1,One,aws\n");
        cli.write(u"2.csv"_s, "dataset:key,name\nD-1,Data\n");
        cli.write(u"3.csv"_s, "workload:key,name,provider,instance_type,instance_count\nA-9,Nine,aws,p5.48xlarge,2\n");
        for (const QString &file : {u"1.csv"_s, u"2.csv"_s, u"3.csv"_s})
            QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0);
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--import"_s, u"1"_s}).code, 0);
        QVERIFY(cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"provider:aws"_s}).out.contains("Legal seat                    US"));
        QVERIFY(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"accelerators"_s}).out.contains("16 x H100 in Nine"));
        const auto doctor = cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s});
        QVERIFY2(doctor.code == 0, (doctor.out + doctor.err).constData());
    }

    /// The same where a person named the provider; and a provider that a person names has its seat at once.
    void aPersonsWordKeepsItsProvider()
    {
        const Cli cli;
        cli.write(u"1.csv"_s, "workload:key,name,provider\nA-1,One,hetzner\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"1.csv"_s}).code, 0);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:A-5"_s, u"name=Five"_s, u"--create"_s}).code, 0);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:A-5"_s, u"provider=hetzner"_s}).code, 0);
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--import"_s, u"1"_s}).code, 0);
        QVERIFY(cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"provider:hetzner"_s}).out.contains("Legal seat                    DE"));
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:A-5"_s, u"provider=ovhcloud"_s}).code, 0);
        QVERIFY(cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"provider:ovhcloud"_s}).out.contains("Legal seat                    FR"));
    }
};

BAILIWICK_TEST(QCoreApplication, TestNaming)

} // namespace tst_naming

#include "tst_naming.moc"
