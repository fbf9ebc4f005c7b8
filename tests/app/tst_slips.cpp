// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_slips {

using namespace Qt::StringLiterals;

/// Slips of the pen in registers and in what is typed: names of nothing, places that are none, things that name themselves.
class TestSlips : public QObject
{
    Q_OBJECT

    static QByteArray told(const CliRun &run) { return run.out + run.err; }

private slots:
    void namesThatNothingBrings()
    {
        Cli cli;
        cli.write(u"providers.csv"_s, "provider:key,name\nghostly,Ghostly Ltd\n");
        cli.write(u"contracts.csv"_s, "contract:key,provider,services\nC-1,ghosty,\nC-2,ghosty,s-1;s-2\nC-3,ghostly,s-1\n");
        cli.write(u"services.csv"_s, "service:key,name\ns-1,First\n");
        // What a file of the same import brings, before or after, is there.
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"providers.csv"_s, u"services.csv"_s});
        QCOMPARE(run.code, 0);
        QVERIFY2(told(run).contains("Contract 'C-1' names the provider 'ghosty' (as another does), which no import has brought yet; did you mean 'ghostly'?"), told(run).constData());
        QVERIFY2(told(run).contains("Contract 'C-2' names the service 's-2'"), told(run).constData());
        QVERIFY2(!told(run).contains("names the service 's-1'"), told(run).constData());
        // It is kept with the import's report as well.
        QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM source WHERE report LIKE '%waiting-reference%'"), 1);
        cli.write(u"late.csv"_s, "service:key,name\ns-2,Second\n");
        QVERIFY(!told(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"late.csv"_s})).contains("waiting-reference"));
        QVERIFY(!told(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"services.csv"_s})).contains("waiting-reference"));
    }

    void identifiersHaveNoNearest_data()
    {
        QTest::addColumn<QByteArray>("there");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("LEI") << QByteArray("984500EXAMPLE0000001") << QByteArray("984500EXAMPLE0000002");
        QTest::newRow("VAT number") << QByteArray("DE123456788") << QByteArray("DE123456789");
        QTest::newRow("EUID") << QByteArray("DEHRB12345.1") << QByteArray("DEHRB12345.2");
        QTest::newRow("number") << QByteArray("1000234") << QByteArray("1000235");
        QTest::newRow("ARN") << QByteArray("arn:aws:iam::111122223333:role/a") << QByteArray("arn:aws:iam::111122223334:role/a");
    }
    void identifiersHaveNoNearest()
    {
        QFETCH(QByteArray, there);
        QFETCH(QByteArray, named);
        Cli cli;
        cli.write(u"providers.csv"_s, "provider:key,name\n" + there + ",Ghostly Ltd\n");
        cli.write(u"contracts.csv"_s, "contract:key,provider\nC-1," + named + '\n');
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"providers.csv"_s});
        QCOMPARE(run.code, 0);
        QVERIFY2(told(run).contains("names the provider '" + named + "', which no import has brought yet; it joins when one does"), told(run).constData());
    }

    void typedValues_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QByteArray>("refusal"); // empty: it is taken
        QTest::newRow("a region") << u"hosting_countries=aws/eu-central-1"_s << QByteArray();
        QTest::newRow("a region by its display name") << u"hosting_countries=azure/West Europe"_s << QByteArray();
        QTest::newRow("a mistyped region") << u"hosting_countries=aws/eu-centrl-1"_s << QByteArray("did you mean 'aws/eu-central-1'?");
        QTest::newRow("a region of nobody") << u"hosting_countries=aws/xx-nowhere-9"_s << QByteArray("no region 'aws/xx-nowhere-9' is known");
        QTest::newRow("a country") << u"hosting_countries=DE"_s << QByteArray();
        QTest::newRow("a group of countries") << u"hosting_countries=EU"_s << QByteArray("'EU' is a group of countries, not one; name those that are meant");
        QTest::newRow("a day that is not in the calendar") << u"restore_tested_at=31/02/2027"_s << QByteArray("there is no day '31/02/2027' in the calendar");
        QTest::newRow("nor in another form") << u"restore_tested_at=2027-02-30"_s << QByteArray("there is no day '2027-02-30' in the calendar");
        QTest::newRow("nor with stops") << u"restore_tested_at=30.02.2027"_s << QByteArray("there is no day '30.02.2027' in the calendar");
        QTest::newRow("a day that may be two") << u"restore_tested_at=04/05/2027"_s << QByteArray("does not tell the day from the month");
        QTest::newRow("a thing that is not there") << u"provider=ghost"_s << QByteArray("there is no provider 'ghost'");
    }
    void typedValues()
    {
        QFETCH(QString, assignment);
        QFETCH(QByteArray, refusal);
        Cli cli;
        cli.write(u"w.csv"_s, "workload:key,name\napp,Application\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"w.csv"_s}).code, 0);
        const CliRun set = cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:app"_s, assignment});
        QCOMPARE(set.code == 0, refusal.isEmpty());
        QVERIFY2(set.err.contains(refusal), set.err.constData());
    }
    void aRegionIsKeptInOneSpelling()
    {
        Cli cli;
        cli.write(u"w.csv"_s, "workload:key,name\napp,Application\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"w.csv"_s}).code, 0);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:app"_s, u"hosting_countries=azure/West Europe"_s}).code, 0);
        QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT provider||'/'||region FROM place"), (QList<QByteArray>{"microsoft/westeurope"}));
    }

    void nothingNamesItself()
    {
        Cli cli;
        cli.write(u"e.csv"_s, "legal_entity:key,name,parent\nse,Group SE,none\nbank,Bank AG,bank\n");
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"e.csv"_s});
        QCOMPARE(run.code, 3);
        QVERIFY2(told(run).contains("Parent: 'bank' cannot name itself"), told(run).constData());
        const CliRun set = cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"legal_entity:se"_s, u"parent=se"_s});
        QVERIFY(set.code != 0);
        QVERIFY2(set.err.contains("'se' cannot name itself"), set.err.constData());
    }

    void twoRowsWithOneAliasAreTold()
    {
        Cli cli;
        cli.write(u"c.csv"_s, "contract:key,name,alias:own\nV-1,First,4711\nV-3,Third,4711\n");
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"c.csv"_s});
        QVERIFY2(told(run).contains("'V-3' has the alias 4711 of 'V-1' above and is taken for the same"), told(run).constData());
        // Importing it again says the same, and of a thing that another file brought nothing.
        cli.write(u"d.csv"_s, "contract:key,name,alias:own\nW-1,First again,4711\n");
        QVERIFY(!told(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"d.csv"_s})).contains("shared-alias"));
    }

    void aKeyWithANulIsNone()
    {
        Cli cli;
        cli.write(u"k.json"_s, R"({"bailiwick":1,"entities":[{"kind":"workload","key":"a\u0000b","name":"A"},{"kind":"workload","key":"c","name":"C"}]})");
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"k.json"_s});
        QCOMPARE(run.code, 3);
        QVERIFY2(told(run).contains("bad-key"), told(run).constData());
        QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE kind=2"), (QList<QByteArray>{"c"}));
    }

    void quietTellsErrorsOnly()
    {
        Cli cli;
        cli.write(u"good.csv"_s, "contract:key,provider\nC-1,ghost\n");
        cli.write(u"bad.csv"_s, "contract:key,start_date\nC-2,soon\n");
        const CliRun good = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--quiet"_s, u"good.csv"_s});
        QCOMPARE(good.code, 0);
        QCOMPARE(told(good), QByteArray());
        const CliRun bad = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--quiet"_s, u"good.csv"_s, u"bad.csv"_s});
        QCOMPARE(bad.code, 3);
        QVERIFY2(told(bad).contains("bad.csv") && !told(bad).contains("good.csv"), told(bad).constData());
    }
};

BAILIWICK_TEST(QCoreApplication, TestSlips)

} // namespace tst_slips

#include "tst_slips.moc"
