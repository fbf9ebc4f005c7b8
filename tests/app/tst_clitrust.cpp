// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr auto Contracts = "contract:key;name;provider;start_date;dpa\n"
                           "C-1;Master agreement;aws;2022-01-01;yes\n"
                           "C-2;Second;azure;2023-01-01;no\n";

} // namespace

/// What an officer would believe though it is not so: old results, countries that are none, typing errors, the word of one source.
class TestCliTrust : public QObject
{
    Q_OBJECT

private slots:
    void onlyTheLastRunIsTold();
    void countriesThatAreNone_data();
    void countriesThatAreNone();
    void whatLostStaysInSight();
    void answersOnUnknownThings();
    void wordsOfDataClasses();
    void whatIsNamedIsNamed();
};

void TestCliTrust::onlyTheLastRunIsTold()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s}).code, 0);
    QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"gdpr"_s}).code, 0);
    // What the run before found of the other frameworks may be out of date.
    for (const QStringList &asked : {QStringList{u"gaps"_s}, QStringList{u"report"_s, u"--out"_s, cli.path(u"r.json"_s)}}) {
        const CliRun other = cli.run(asked + QStringList{u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"eu-csf"_s});
        QCOMPARE(other.code, 1);
        QVERIFY2(other.err.contains("did not judge eu-csf, only gdpr"), other.err.constData());
        QVERIFY(!QFile::exists(cli.path(u"r.json"_s)));
        QCOMPARE(cli.run(asked + QStringList{u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"gdpr"_s}).code, 0);
    }
}

void TestCliTrust::countriesThatAreNone_data()
{
    QTest::addColumn<QString>("assignment");
    QTest::addColumn<bool>("taken");
    QTest::newRow("no country") << u"governing_law=XX"_s << false;
    QTest::newRow("a union of countries") << u"governing_law=EU"_s << false;
    QTest::newRow("a country") << u"governing_law=DE"_s << true;
}

void TestCliTrust::countriesThatAreNone()
{
    QFETCH(QString, assignment);
    QFETCH(bool, taken);
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s}).code, 0);
    const qint64 sets = Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set");
    const CliRun set = cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s, assignment});
    QCOMPARE(set.code == 0, taken);
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set"), sets + (taken ? 1 : 0));
}

void TestCliTrust::whatLostStaysInSight()
{
    Cli cli;
    cli.write(u"a.csv"_s, "contract:key,dpa\nK-1,yes\n");
    cli.write(u"b.csv"_s, "contract:key,dpa\nK-1,no\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s, u"b.csv"_s}).code, 0);
    const CliRun show = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"contract:K-1"_s});
    QCOMPARE(show.code, 0);
    QVERIFY2(show.out.contains("a.csv") && show.out.contains("but: ") && show.out.contains("b.csv"), show.out.constData());
}

void TestCliTrust::answersOnUnknownThings()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    cli.write(u"answers.csv"_s, "answer:entity,attribute,value,who,at,evidence\ncontract:C-0177,audit_rights,yes,CISO,2026-11-01,\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s}).code, 0);
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"answers.csv"_s});
    QCOMPARE(run.code, 0);
    QVERIFY2(run.out.contains("only-answered") && run.out.contains("contract:C-0177"), run.out.constData());
}

void TestCliTrust::wordsOfDataClasses()
{
    Cli cli;
    // One class in capitals, two in one cell, and a word of a house's own ladder, which no rule knows.
    cli.write(u"w.csv"_s, "workload:key,data_classes\na,Personal\nb,\"personal, Health\"\nc,Restricted\n");
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"w.csv"_s, u"--json"_s});
    QCOMPARE(run.json()["files"][0]["records"]["added"], 2);
    QCOMPARE(run.json()["files"][0]["records"]["rejected"], 1);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.one("SELECT group_concat(e.key||'='||i.value) FROM list_item i JOIN entity e ON e.id=i.entity ORDER BY 1"), QByteArray("a=personal,b=health,b=personal"));
}

void TestCliTrust::whatIsNamedIsNamed()
{
    Cli cli;
    // The service is in no register yet: the contract has one all the same.
    cli.write(u"k.csv"_s, "contract:key,provider,services,governing_law,court_country,ended,end_date\nk1,aws,nowhere-svc,US,US,no,2028-01-01\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"k.csv"_s}).code, 0);
    QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"eu-csf"_s, u"--as-of"_s, u"2026-11-20"_s}).code, 0);
    const CliRun gaps = cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--csv"_s});
    QVERIFY2(gaps.out.contains("CSF-2-1,eu-csf,") && gaps.out.contains(",k1,"), gaps.out.constData());
}

QTEST_GUILESS_MAIN(TestCliTrust)
#include "tst_clitrust.moc"
