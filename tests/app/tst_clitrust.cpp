// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QFile>
#include <QTest>

namespace tst_clitrust {

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
    void contractsThatTheReportLeavesOutAreCounted()
    {
        Cli cli;
        QByteArray text = "contract:key,name,provider\n";
        for (int i = 1; i <= 6; ++i)
            text += "C-" + QByteArray::number(i) + ",Agreement,aws\n";
        cli.write(u"contracts.csv"_s, text);
        cli.write(u"systems.csv"_s, "workload:key,name,provider\nw,System,aws\n");
        const QStringList w = {u"--workspace"_s, u"w"_s};
        QCOMPARE(cli.run(QStringList{u"import"_s, u"contracts.csv"_s, u"systems.csv"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        QFile file(cli.path(u"r.html"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("C-1, C-2, C-3, C-4 and 2 more"));
    }
    void onlyTheLastRunIsTold();
    void countriesThatAreNone_data();
    void countriesThatAreNone();
    void valuesThatCannotBe_data();
    void valuesThatCannotBe();
    void sameCountriesEverywhere();
    void registersThatCannotBe();
    void routesToAnywhere_data();
    void routesToAnywhere();
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

void TestCliTrust::valuesThatCannotBe_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QStringList>("assignments");
    QTest::addColumn<QByteArray>("refusal");
    const QString contract = u"contract:C-1"_s, machine = u"workload:w-1"_s;
    const auto row = [](const char *name, const QString &target, const QStringList &assignments, const QByteArray &refusal) {
        QTest::newRow(name) << target << assignments << refusal;
    };
    row("a negative count", machine, {u"instance_count=-3"_s}, "'-3' is less than 0");
    row("a negative duration", machine, {u"rto_h=-0.5"_s}, "'-0.5' is less than 0");
    row("more than the whole", u"provider:p-1"_s, {u"foreign_shareholding_total_pct=101"_s}, "'101' is more than 100");
    row("no first in a chain", u"subprocessor:s-1"_s, {u"rank=0"_s}, "'0' is less than 1");
    row("beyond the pole", u"location:l-1"_s, {u"lat=91"_s}, "'91' is more than 90");
    row("south and west", u"location:l-1"_s, {u"lat=-33.9"_s, u"lon=-70.7"_s}, {});
    row("an end before the start", contract, {u"end_date=2021-12-31"_s}, "2021-12-31 is before 'Start', 2022-01-01");
    row("a start after the end", contract, {u"start_date=2026-02-01"_s, u"end_date=2026-01-31"_s}, "2026-01-31 is before 'Start', 2026-02-01");
    row("a certificate that ends before it begins", u"certification:i-1"_s, {u"expires=2024-12-31"_s, u"issued=2025-01-01"_s}, "2024-12-31 is before 'Issued'");
    row("an end on the day of the start", contract, {u"end_date=01.01.2022"_s}, {});
    row("day, month and year", contract, {u"end_date=31.12.2026"_s}, {});
    row("day or month", contract, {u"end_date=03/04/2026"_s}, "does not tell the day from the month; write a date of the form 2026-11-20");
    row("a reference to nothing", machine, {u"contract=C-11"_s}, "there is no contract 'C-11'; did you mean 'C-1'?");
    row("a list with a reference to nothing", contract, {u"services=nowhere"_s}, "there is no service 'nowhere'");
    row("a site that is none", machine, {u"hosting_countries=DE; @fra-9"_s}, "there is no location 'fra-9'");
    row("a provider of the reference data", contract, {u"provider=scaleway"_s}, {});
    row("words that do not tell", contract, {u"governing_law=N/A"_s}, "write none (there is none), ? (asked, no answer)");
    row("the United Kingdom and Greece", machine, {u"hosting_countries=UK; EL"_s}, {});
}

void TestCliTrust::valuesThatCannotBe()
{
    QFETCH(QString, target);
    QFETCH(QStringList, assignments);
    QFETCH(QByteArray, refusal);
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s}).code, 0);
    const QByteArray before = Peek(cli.path(u"w"_s)).dump();
    const CliRun set = cli.run(QStringList{u"set"_s, u"--workspace"_s, u"w"_s, u"--create"_s, target} + assignments);
    QVERIFY2((set.code == 0) == refusal.isEmpty(), set.err.constData());
    QVERIFY2(set.err.contains(refusal), set.err.constData());
    QCOMPARE(Peek(cli.path(u"w"_s)).dump() == before, !refusal.isEmpty());
}

void TestCliTrust::sameCountriesEverywhere()
{
    // In a register, in JSON and typed in: the same codes are written to the file.
    Cli cli;
    cli.write(u"a.csv"_s, "workload:key,hosting_countries\na,UK;EL\n");
    cli.write(u"b.json"_s, R"({"bailiwick":1,"entities":[{"kind":"workload","key":"b","places":[{"facets":["hosting"],"country":"UK"},{"facets":["hosting"],"country":"EL"}]}]})");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s, u"b.json"_s}).code, 0);
    QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"--create"_s, u"workload:c"_s, u"hosting_countries=uk;el"_s}).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT e.key, group_concat(p.country, ' ') FROM place p JOIN entity e ON e.id=p.entity GROUP BY e.key ORDER BY e.key"),
             (QList<QByteArray>{"a|GB GR", "b|GB GR", "c|GB GR"}));
}

void TestCliTrust::registersThatCannotBe()
{
    Cli cli;
    cli.write(u"c.csv"_s, "contract:key,start_date,end_date,switching_fee\nC-1,2024-01-01,2023-12-31,0\nC-2,2024-01-01,2024-12-31,-5\nC-3,2024-01-01,2024-12-31,5\n");
    cli.write(u"d.json"_s, R"({"bailiwick":1,"entities":[{"kind":"contract","key":"D-1","start_date":"2024-01-01","end_date":"2023-12-31"},{"kind":"contract","key":"D-2","switching_fee":-5}]})");
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"c.csv"_s, u"d.json"_s, u"--json"_s});
    QCOMPARE(run.code, 3);
    QStringList where;
    const auto report = run.json();
    for (const auto &file : report["files"]) {
        for (const auto &d : file["diagnostics"])
            where.append(QString::fromStdString(d["where"].get<std::string>()));
    }
    QCOMPARE(where, (QStringList{u"line 2, column 3"_s, u"line 3, column 4"_s, u"/entities/0/end_date"_s, u"/entities/1/switching_fee"_s}));
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE key LIKE '_-_' ORDER BY key"), (QList<QByteArray>{"C-3"}));
}

void TestCliTrust::routesToAnywhere_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QByteArrayList>("arns");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("said");
    const QByteArray near = "arn:aws:bedrock:eu-central-1::foundation-model/x.m-1", anywhere = "arn:aws:bedrock:::foundation-model/x.m-1";
    QTest::newRow("by its prefix") << QByteArray("global.x.m-1") << QByteArrayList{near} << u"gap"_s << u"is served outside the zone: worldwide"_s;
    QTest::newRow("as AWS lists it") << QByteArray("global.x.m-1") << QByteArrayList{near, anywhere} << u"gap"_s << u"worldwide"_s;
    QTest::newRow("a profile of one's own on it") << QByteArray("abc123") << QByteArrayList{near, anywhere} << u"gap"_s << u"worldwide"_s;
    QTest::newRow("in the Union only") << QByteArray("eu.x.m-1") << QByteArrayList{near} << u"unknown"_s << u"inference may run in: Germany"_s;
}

void TestCliTrust::routesToAnywhere()
{
    QFETCH(QByteArray, profile);
    QFETCH(QByteArrayList, arns);
    QFETCH(QString, status);
    QFETCH(QString, said);
    QByteArrayList models;
    for (const QByteArray &arn : std::as_const(arns))
        models.append("{\"modelArn\":\"" + arn + "\"}");
    Cli cli;
    cli.write(u"p.json"_s, "{\"inferenceProfileSummaries\":[{\"inferenceProfileName\":\"Chat\",\"inferenceProfileId\":\"" + profile
                               + "\",\"inferenceProfileArn\":\"arn:aws:bedrock:eu-central-1:111122223333:inference-profile/" + profile
                               + "\",\"status\":\"ACTIVE\",\"type\":\"APPLICATION\",\"models\":[" + models.join(',') + "]}]}");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"p.json"_s}).code, 0);
    QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"ai-sov"_s}).code, 0);
    const auto gaps = cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--status"_s, u"gap,unknown,pass"_s, u"--json"_s}).json();
    int found = 0;
    for (const auto &gap : gaps) {
        const QString reason = QString::fromStdString(gap["reason"].get<std::string>());
        // Who fails must be named; what is not known is no name.
        QVERIFY2(!reason.contains(u" in not said"_s) && !reason.contains(u"(not said"_s) && !reason.contains(u"of not said"_s), qPrintable(reason));
        if (gap["rule"] != "AIS-RES-02" || !QString::fromStdString(gap["key"].get<std::string>()).contains(u"inference-profile"_s))
            continue;
        ++found;
        QCOMPARE(QString::fromStdString(gap["status"].get<std::string>()), status);
        QVERIFY2(reason.contains(said), qPrintable(reason));
        const std::string places = gap["facts"].dump();
        QVERIFY2((places.find("worldwide") != std::string::npos) == (status == u"gap"_s), places.c_str());
    }
    QCOMPARE(found, 1);
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

BAILIWICK_TEST(QCoreApplication, TestCliTrust)

} // namespace tst_clitrust

#include "tst_clitrust.moc"
