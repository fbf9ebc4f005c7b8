// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/csvreader.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QRegularExpression>
#include <QTest>

namespace tst_cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr auto Contracts = "contract:key;name;provider;start_date;dpa\n"
                           "C-1;Master agreement;aws;2022-01-01;yes\n"
                           "C-2;Second;azure;2023-01-01;no\n"
                           "C-3;Third;gcp;2024-01-01;\n";
constexpr auto Faulty = "contract:key;name;start_date\n"
                        "C-1;Master agreement;2022-01-01\n"
                        "C-2;\"Second; with a \"\"quote\"\"\";someday\n"
                        ";No key;2022-05-05\n";

QStringList texts(const ordered_json &list, const char *member)
{
    QStringList found;
    for (const ordered_json &item : list)
        found.append(QString::fromStdString(item.at(member).get<std::string>()));
    return found;
}

} // namespace

/// The command line contract: names, options, exit codes and JSON, on the program that people script.
class TestCli : public QObject
{
    Q_OBJECT

private:
    Cli m_demo;   ///< holds w.bailiwick: the sample organisation, evaluated
    QString m_w;

private slots:
    void initTestCase();
    void wrongUsage_data();
    void wrongUsage();
    void failures_data();
    void failures();
    void helpNamesWhatIsBuilt();
    void optionsEndAtTwoDashes();
    void quietAndVerbose();
    void importCountsEveryRecord();
    void importOfSeveralFiles();
    void trialImportChangesNothing();
    void rejectedRowsAreMended();
    void rejectedElementsAreMended();
    void rejectedOfSeveralFiles();
    void noRejectsEmptyTheFile();
    void mappedTable();
    void wrongMapping_data();
    void wrongMapping();
    void demoCountsItsRecords();
    void evaluateCounts();
    void acceptedGapsSayWhoAndUntilWhen();
    void failOn_data();
    void failOn();
    void gapsAreTheFindings_data();
    void gapsAreTheFindings();
    void gapsNeedARun();
    void gapsTellAStaleRun();
    void listHoldsEverything_data();
    void listHoldsEverything();
    void listStates();
    void showTellsWhereFrom();
    void setSaysValues();
    void chooseIsKept();
    void undoAndRedo();
    void report_data();
    void report();
    void formatsAndTemplates();
    void frameworksAreThePacks();
    void checkPack();
    void doctorIsWell();
    void doctorTellsTampering();
    void renderPages();
};

void TestCli::initTestCase()
{
    QVERIFY2(QFileInfo::exists(Cli::program()), "BAILIWICK_CLI names the program under test");
    m_w = m_demo.path(u"w.bailiwick"_s);
    const CliRun demo = m_demo.run({u"demo"_s, u"--workspace"_s, m_w});
    QVERIFY2(demo.code == 0, demo.err.constData());
    const CliRun evaluated = m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w});
    QVERIFY2(evaluated.code == 0, evaluated.err.constData());
}

void TestCli::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    const QString w = u"w.bailiwick"_s;
    QTest::newRow("nothing") << QStringList() << QByteArray("Usage");
    QTest::newRow("no such command") << QStringList{u"frobnicate"_s} << QByteArray("frobnicate");
    QTest::newRow("not built yet: cut-off") << QStringList{u"cut-off"_s} << QByteArray("cut-off");
    QTest::newRow("unknown option") << QStringList{u"doctor"_s, u"--workspace"_s, w, u"--fast"_s} << QByteArray("--fast");
    QTest::newRow("unknown short option") << QStringList{u"doctor"_s, u"-w"_s, w} << QByteArray("-w");
    QTest::newRow("option without value") << QStringList{u"list"_s, u"workloads"_s, u"--workspace"_s} << QByteArray("--workspace");
    QTest::newRow("option twice") << QStringList{u"doctor"_s, u"--workspace"_s, w, u"--workspace"_s, w} << QByteArray("twice");
    QTest::newRow("flag with value") << QStringList{u"frameworks"_s, u"--json=yes"_s} << QByteArray("no value");
    QTest::newRow("no workspace") << QStringList{u"doctor"_s} << QByteArray("--workspace");
    QTest::newRow("empty workspace") << QStringList{u"doctor"_s, u"--workspace="_s} << QByteArray("--workspace");
    QTest::newRow("import: no path") << QStringList{u"import"_s, u"--workspace"_s, w} << QByteArray("PATH");
    QTest::newRow("import: empty path") << QStringList{u"import"_s, u"--workspace"_s, w, QString()} << QByteArray("empty");
    QTest::newRow("import: no such format") << QStringList{u"import"_s, u"--workspace"_s, w, u"--format"_s, u"fax"_s, u"a"_s} << QByteArray("fax");
    QTest::newRow("evaluate: argument") << QStringList{u"evaluate"_s, u"--workspace"_s, w, u"gdpr"_s} << QByteArray("gdpr");
    QTest::newRow("evaluate: severity") << QStringList{u"evaluate"_s, u"--workspace"_s, w, u"--fail-on"_s, u"awful"_s} << QByteArray("critical");
    QTest::newRow("evaluate: date") << QStringList{u"evaluate"_s, u"--workspace"_s, w, u"--as-of"_s, u"20.11.2026"_s} << QByteArray("2026-11-20");
    QTest::newRow("evaluate: framework") << QStringList{u"evaluate"_s, u"--workspace"_s, w, u"--frameworks"_s, u"gpdr"_s} << QByteArray("gpdr");
    QTest::newRow("evaluate: no framework") << QStringList{u"evaluate"_s, u"--workspace"_s, w, u"--frameworks"_s, u","_s} << QByteArray("none");
    QTest::newRow("evaluate: scope of another kind")
        << QStringList{u"evaluate"_s, u"--workspace"_s, w, u"--scope"_s, u"dataset:x"_s} << QByteArray("legal_entity");
    QTest::newRow("report: scope of another kind")
        << QStringList{u"report"_s, u"--workspace"_s, w, u"--out"_s, u"r.pdf"_s, u"--scope"_s, u"dataset:x"_s} << QByteArray("legal_entity");
    QTest::newRow("gaps: status") << QStringList{u"gaps"_s, u"--workspace"_s, w, u"--status"_s, u"bad"_s} << QByteArray("unknown");
    QTest::newRow("gaps: two outputs") << QStringList{u"gaps"_s, u"--workspace"_s, w, u"--json"_s, u"--csv"_s} << QByteArray("either");
    QTest::newRow("list: nothing named") << QStringList{u"list"_s, u"--workspace"_s, w} << QByteArray("KINDS");
    QTest::newRow("list: two kinds") << QStringList{u"list"_s, u"--workspace"_s, w, u"workloads"_s, u"models"_s} << QByteArray("models");
    QTest::newRow("list: unknown kind") << QStringList{u"list"_s, u"--workspace"_s, w, u"servers"_s} << QByteArray("workloads");
    QTest::newRow("show: no key") << QStringList{u"show"_s, u"--workspace"_s, w, u"workload"_s} << QByteArray("KIND:KEY");
    QTest::newRow("show: empty key") << QStringList{u"show"_s, u"--workspace"_s, w, u"workload:"_s} << QByteArray("KIND:KEY");
    QTest::newRow("set: no value") << QStringList{u"set"_s, u"--workspace"_s, w, u"contract:C-1"_s} << QByteArray("ATTR");
    QTest::newRow("set: no equals sign") << QStringList{u"set"_s, u"--workspace"_s, w, u"contract:C-1"_s, u"dpa"_s} << QByteArray("ATTR");
    QTest::newRow("set: unknown attribute") << QStringList{u"set"_s, u"--workspace"_s, w, u"contract:C-1"_s, u"colour=red"_s} << QByteArray("colour");
    QTest::newRow("set: value of another type") << QStringList{u"set"_s, u"--workspace"_s, w, u"contract:C-1"_s, u"start_date=soon"_s} << QByteArray("soon");
    QTest::newRow("choose: nothing") << QStringList{u"choose"_s, u"--workspace"_s, w} << QByteArray("--frameworks");
    QTest::newRow("report: no file") << QStringList{u"report"_s, u"--workspace"_s, w} << QByteArray("--out");
    QTest::newRow("report: ending") << QStringList{u"report"_s, u"--workspace"_s, m_w, u"--out"_s, u"r.doc"_s} << QByteArray("pdf");
    QTest::newRow("report: template") << QStringList{u"report"_s, u"--workspace"_s, w, u"--out"_s, u"r.pdf"_s, u"--template"_s, u"x"_s} << QByteArray("board");
    QTest::newRow("formats: kind") << QStringList{u"formats"_s, u"--template"_s, u"server"_s} << QByteArray("server");
    QTest::newRow("check-pack: no file") << QStringList{u"check-pack"_s} << QByteArray("FILE");
}

void TestCli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    Cli cli;
    const CliRun run = cli.run(arguments);
    QCOMPARE(run.code, 2);
    QVERIFY2(run.err.contains(message), run.err.constData());
    QVERIFY2(run.out.isEmpty(), run.out.constData());
    QVERIFY(!QFileInfo::exists(cli.path(u"w.bailiwick"_s)));
}

void TestCli::failures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    const QString none = u"none.bailiwick"_s;
    for (const char *command : {"evaluate", "gaps", "undo", "doctor"})
        QTest::newRow(command) << QStringList{QString::fromLatin1(command), u"--workspace"_s, none} << QByteArray("none.bailiwick");
    QTest::newRow("list") << QStringList{u"list"_s, u"--workspace"_s, none, u"models"_s} << QByteArray("none.bailiwick");
    QTest::newRow("show") << QStringList{u"show"_s, u"--workspace"_s, none, u"model:m"_s} << QByteArray("none.bailiwick");
    QTest::newRow("set") << QStringList{u"set"_s, u"--workspace"_s, none, u"contract:C-1"_s, u"dpa=yes"_s} << QByteArray("none.bailiwick");
    QTest::newRow("choose") << QStringList{u"choose"_s, u"--workspace"_s, none, u"--frameworks"_s, u"gdpr"_s} << QByteArray("none.bailiwick");
    QTest::newRow("report") << QStringList{u"report"_s, u"--workspace"_s, none, u"--out"_s, u"r.pdf"_s} << QByteArray("none.bailiwick");
    QTest::newRow("import: folder of the workspace is not there")
        << QStringList{u"import"_s, u"--workspace"_s, u"away/w.bailiwick"_s, u"a.csv"_s} << QByteArray("away/w.bailiwick");
    QTest::newRow("show: nobody of that key") << QStringList{u"show"_s, u"--workspace"_s, m_w, u"contract:nobody"_s} << QByteArray("nobody");
    QTest::newRow("set: nobody of that key")
        << QStringList{u"set"_s, u"--workspace"_s, m_w, u"contract:nobody"_s, u"dpa=yes"_s} << QByteArray("nobody");
    QTest::newRow("evaluate: nobody in the scope")
        << QStringList{u"evaluate"_s, u"--workspace"_s, m_w, u"--scope"_s, u"legal_entity:nobody"_s} << QByteArray("nobody");
    QTest::newRow("report: nobody in the scope")
        << QStringList{u"report"_s, u"--workspace"_s, m_w, u"--out"_s, u"r.pdf"_s, u"--scope"_s, u"legal_entity:nobody"_s} << QByteArray("nobody");
    QTest::newRow("demo: over a file") << QStringList{u"demo"_s, u"--workspace"_s, m_w} << QByteArray("there already");
    QTest::newRow("report: folder is not there")
        << QStringList{u"report"_s, u"--workspace"_s, m_w, u"--out"_s, u"away/r.pdf"_s} << QByteArray("away/r.pdf");
    QTest::newRow("check-pack: no such file") << QStringList{u"check-pack"_s, u"p.json"_s} << QByteArray("p.json");
}

void TestCli::failures()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    Cli cli;
    const CliRun run = cli.run(arguments);
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(message), run.err.constData());
    QVERIFY2(run.out.isEmpty(), run.out.constData());
    QVERIFY(!QFileInfo::exists(cli.path(u"none.bailiwick"_s)));
}

void TestCli::helpNamesWhatIsBuilt()
{
    Cli cli;
    const CliRun help = cli.run({u"--help"_s});
    QCOMPARE(help.code, 0);
    for (const char *command : {"import", "evaluate", "gaps", "list", "show", "set", "choose", "undo", "report", "formats", "frameworks",
                                "check-pack", "demo", "doctor"}) {
        QVERIFY2(help.out.contains(QByteArray("\n  ") + command + ' '), command);
        const CliRun own = cli.run({QString::fromLatin1(command), u"--help"_s});
        QCOMPARE(own.code, 0);
        QVERIFY(own.out.startsWith(QByteArray("bailiwick-cli ") + command));
    }
    const CliRun version = cli.run({u"--version"_s});
    QCOMPARE(version.code, 0);
    QVERIFY(QRegularExpression(u"^bailiwick-cli \\d+\\.\\d+\\.\\d+\n$"_s).match(QString::fromUtf8(version.out)).hasMatch());
}

void TestCli::optionsEndAtTwoDashes()
{
    Cli cli;
    cli.write(u"--odd.csv"_s, Contracts);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--odd.csv"_s}).code, 2);
    const CliRun run = cli.run({u"import"_s, u"--workspace=w"_s, u"--json"_s, u"--"_s, u"--odd.csv"_s});
    QCOMPARE(run.code, 0);
    QCOMPARE(run.json()["files"][0]["records"]["added"], 3);
}

void TestCli::quietAndVerbose()
{
    Cli cli;
    cli.write(u"a.csv"_s, Contracts);
    cli.write(u"b.csv"_s, Faulty);
    const QStringList import = {u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s, u"b.csv"_s, u"--rejects"_s, u"mend.csv"_s};
    QVERIFY(!cli.run(import).err.contains("[1/2]"));   // no terminal
    const CliRun verbose = cli.run(import + QStringList{u"--verbose"_s});
    QVERIFY(verbose.err.contains("[1/2] a.csv") && verbose.err.contains("[2/2] b.csv"));
    const CliRun quiet = cli.run(import + QStringList{u"--quiet"_s});
    QCOMPARE(quiet.code, 3);
    QCOMPARE(quiet.err, QByteArray());
}

void TestCli::importCountsEveryRecord()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    const QStringList import = {u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"--json"_s};
    const CliRun first = cli.run(import);
    QCOMPARE(first.code, 0);
    const ordered_json file = first.json()["files"][0];
    QCOMPARE(file["path"], "contracts.csv");
    QCOMPARE(file["format"], "bailiwick-csv");
    QCOMPARE(QByteArray::fromStdString(file["sha256"]), QCryptographicHash::hash(Contracts, QCryptographicHash::Sha256).toHex());
    QCOMPARE(file["records"], (ordered_json{{"read", 3}, {"added", 3}, {"updated", 0}, {"unchanged", 0}, {"ignored", 0}, {"rejected", 0}}));
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM e_contract"), 3);
    QCOMPARE(QFileInfo(cli.path(u"w"_s)).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), 0);

    QCOMPARE(cli.run(import).json()["files"][0]["records"]["unchanged"], 3);
    cli.write(u"contracts.csv"_s, QByteArray(Contracts).replace("2023-01-01;no", "2023-01-01;yes"));
    const ordered_json again = cli.run(import).json()["files"][0]["records"];
    QCOMPARE(again, (ordered_json{{"read", 3}, {"added", 0}, {"updated", 1}, {"unchanged", 2}, {"ignored", 0}, {"rejected", 0}}));
}

void TestCli::importOfSeveralFiles()
{
    Cli cli;
    QVERIFY(QDir(cli.folder.path()).mkpath(u"exports/deep"_s));
    cli.write(u"exports/deep/contracts.csv"_s, Contracts);
    cli.write(u"exports/broken.json"_s, "{\"Reservations\": [");
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"exports"_s, u"gone.json"_s, u"--json"_s});
    QCOMPARE(run.code, 1);   // a refused file; the others stay imported
    const ordered_json files = run.json()["files"];
    QCOMPARE(texts(files, "path"), (QStringList{u"exports/broken.json"_s, u"exports/deep/contracts.csv"_s, u"gone.json"_s}));
    QVERIFY(files[0]["records"].is_null() && files[2]["records"].is_null() && files[2]["format"].is_null());
    QCOMPARE(files[0]["diagnostics"][0]["code"], "syntax-error");
    QCOMPARE(files[2]["diagnostics"][0]["code"], "file-not-found");
    QVERIFY(run.err.contains("broken.json:line 1, column") && run.err.contains("gone.json: no such file"));
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM e_contract"), 3);
}

void TestCli::trialImportChangesNothing()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    const QStringList trial = {u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"--json"_s, u"--dry-run"_s};
    const CliRun run = cli.run(trial);
    QCOMPARE(run.code, 0);
    QCOMPARE(run.json()["files"][0]["records"]["added"], 3);
    QCOMPARE(QDir(cli.folder.path()).entryList(QDir::Files), QStringList{u"contracts.csv"_s});
    cli.write(u"one.csv"_s, "dataset:key\nd-1\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"one.csv"_s}).code, 0);
    const QByteArray before = Peek(cli.path(u"w"_s)).dump();
    QCOMPARE(cli.run(trial).json()["files"][0]["records"]["added"], 3);
    QCOMPARE(Peek(cli.path(u"w"_s)).dump(), before);
}

void TestCli::rejectedRowsAreMended()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Faulty);
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"--rejects"_s, u"mend.csv"_s, u"--json"_s});
    QCOMPARE(run.code, 3);
    QCOMPARE(run.json()["files"][0]["records"]["rejected"], 2);
    const QByteArray rejected = cli.read(u"mend.csv"_s);
    QCOMPARE(rejected.count("\r\n"), 3);
    QVERIFY(rejected.startsWith("contract:key;name;start_date;_bailiwick_rejected\r\n"));
    QVERIFY(rejected.contains("C-2;\"Second; with a \"\"quote\"\"\";someday;invalid-value: Start: 'someday'"));
    QVERIFY(rejected.contains(";No key;2022-05-05;missing-key"));

    cli.write(u"mend.csv"_s, QByteArray(rejected).replace(";someday;", ";2023-01-01;").replace("\r\n;No key", "\r\nC-4;No key"));
    const CliRun mended = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"mend.csv"_s, u"--json"_s});
    QCOMPARE(mended.code, 0);
    QCOMPARE(mended.json()["files"][0]["records"]["added"], 2);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT key, name, vanished FROM entity WHERE kind=(SELECT kind FROM entity WHERE key='C-1') ORDER BY key"),
             (QList<QByteArray>{"C-1|Master agreement|0", "C-2|Second; with a \"quote\"|0", "C-4|No key|0"}));
}

void TestCli::rejectedElementsAreMended()
{
    ordered_json instances = ordered_json::array();
    for (int i = 0; i < 4; ++i)
        instances.push_back({{"InstanceId", "i-0000000000000000" + std::to_string(i)}, {"InstanceType", "t3.micro"},
                             {"Placement", {{"AvailabilityZone", "eu-central-1a"}}}, {"State", {{"Name", "running"}}}});
    instances[2].erase("InstanceId");
    const ordered_json export1 = {{"Reservations", {{{"OwnerId", "111122223333"}, {"Instances", {instances[0], instances[1]}}},
                                                    {{"OwnerId", "111122223333"}, {"Instances", {instances[2], instances[3]}}}}}};
    Cli cli;
    cli.write(u"ec2.json"_s, QByteArray::fromStdString(export1.dump()));
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"ec2.json"_s, u"--rejects"_s, u"mend.json"_s});
    QCOMPARE(run.code, 3);
    ordered_json rejected = ordered_json::parse(cli.read(u"mend.json"_s).toStdString());
    QCOMPARE(rejected["Reservations"].size(), 1U);
    QCOMPARE(rejected["Reservations"][0]["OwnerId"], "111122223333");
    ordered_json &kept = rejected["Reservations"][0]["Instances"];
    QCOMPARE(kept.size(), 1U);
    QVERIFY(QString::fromStdString(kept[0]["_bailiwick_rejected"]).startsWith(u"missing-id"_s));

    kept[0]["InstanceId"] = "i-00000000000000002";
    cli.write(u"mend.json"_s, QByteArray::fromStdString(rejected.dump()));
    const CliRun mended = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"mend.json"_s, u"--json"_s});
    QCOMPARE(mended.code, 0);
    QCOMPARE(mended.json()["files"][0]["records"]["added"], 1);
    // It comes from the same account and region, and yet says nothing of the other three.
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT count(*), sum(vanished) FROM entity JOIN e_workload USING(id)"), QByteArray("4|0"));
}

void TestCli::rejectedOfSeveralFiles()
{
    Cli cli;
    cli.write(u"a.csv"_s, Faulty);
    cli.write(u"b.json"_s, R"({"bailiwick":1,"entities":[{"kind":"dataset","key":"d-1"},{"kind":"server","key":"s-1"}]})");
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s, u"b.json"_s, u"--rejects"_s, u"mend.csv"_s});
    QCOMPARE(run.code, 3);
    QVERIFY(run.err.contains("mend.csv") && run.err.contains("mend-2.json"));
    QCOMPARE(cli.read(u"mend.csv"_s).count("\r\n"), 3);
    const ordered_json second = ordered_json::parse(cli.read(u"mend-2.json"_s).toStdString());
    QCOMPARE(second["bailiwick"], 1);
    QCOMPARE(second["entities"].size(), 1U);
    QCOMPARE(second["entities"][0]["key"], "s-1");
}

void TestCli::noRejectsEmptyTheFile()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    cli.write(u"mend.csv"_s, "what an import left here last night");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"--rejects"_s, u"mend.csv"_s}).code, 0);
    QCOMPARE(cli.read(u"mend.csv"_s), QByteArray());
}

void TestCli::mappedTable()
{
    Cli cli;
    cli.write(u"list.csv"_s, "Titel;Vertragsnr.;Beginn;AVV;Notiz\nRahmen;V-1;01.02.2022;ja;x\nZwei;V-2;31.02.2022;nein;y\n");
    cli.write(u"map.json"_s, R"({"kind":"contract","columns":{"vertragsnr.":"key","Titel":"name","Beginn":"start_date","AVV":"dpa"},
                                 "values":{"AVV":{"ja":"yes","nein":"no"}},"dates":"dd.MM.yyyy"})");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"list.csv"_s}).code, 1);   // of no known form
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"list.csv"_s, u"--mapping"_s, u"map.json"_s, u"--json"_s});
    QCOMPARE(run.code, 3);
    const ordered_json file = run.json()["files"][0];
    QCOMPARE(file["records"], (ordered_json{{"read", 2}, {"added", 1}, {"updated", 0}, {"unchanged", 0}, {"ignored", 0}, {"rejected", 1}}));
    QCOMPARE(file["diagnostics"][1]["where"], "line 3, column 3");
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.one("SELECT key, name, date(start_date*86400,'unixepoch'), dpa FROM entity JOIN e_contract USING(id)"),
             QByteArray("V-1|Rahmen|2022-02-01|1"));
}

void TestCli::wrongMapping_data()
{
    QTest::addColumn<QByteArray>("mapping");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no JSON") << QByteArray("kind: contract") << QByteArray("map.json: not a JSON object");
    QTest::newRow("kind") << QByteArray(R"({"kind":"server"})") << QByteArray("map.json#/kind");
    QTest::newRow("columns") << QByteArray(R"({"kind":"contract"})") << QByteArray("map.json#/columns");
    QTest::newRow("no key") << QByteArray(R"({"kind":"contract","columns":{"A":"dpa"}})") << QByteArray("must be the key");
    QTest::newRow("attribute") << QByteArray(R"({"kind":"contract","columns":{"A":"key","B":"colour"}})") << QByteArray("map.json#/columns/B");
    QTest::newRow("words") << QByteArray(R"({"kind":"contract","columns":{"A":"key"},"values":{"C":{"x":"y"}}})") << QByteArray("map.json#/values/C");
    QTest::newRow("key is not in the table") << QByteArray(R"({"kind":"contract","columns":{"Z":"key"}})") << QByteArray("list.csv:line 1");
}

void TestCli::wrongMapping()
{
    QFETCH(QByteArray, mapping);
    QFETCH(QByteArray, message);
    Cli cli;
    cli.write(u"list.csv"_s, "A;B\n1;2\n");
    cli.write(u"map.json"_s, mapping);
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"list.csv"_s, u"--mapping"_s, u"map.json"_s});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(message), run.err.constData());
}

void TestCli::demoCountsItsRecords()
{
    Cli cli;
    const CliRun run = cli.run({u"demo"_s, u"--workspace"_s, u"d.bailiwick"_s, u"--json"_s});
    QCOMPARE(run.code, 0);
    const ordered_json files = run.json()["files"];
    QFile manifest(u":/demo/manifest.json"_s);
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    const ordered_json wanted = ordered_json::parse(manifest.readAll().toStdString())["files"];
    QCOMPARE(files.size(), wanted.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        QCOMPARE(files[i]["path"], wanted[i]);   // the plain name, not a place inside the program
        const ordered_json &r = files[i]["records"];
        QVERIFY(r["read"].get<int>() > 0);
        QCOMPARE(r["read"].get<int>(), r["added"].get<int>() + r["updated"].get<int>() + r["unchanged"].get<int>() + r["ignored"].get<int>()
                                           + r["rejected"].get<int>());
    }
    Peek peek(cli.path(u"d.bailiwick"_s));
    QCOMPARE(peek.count("SELECT count(*) FROM source"), qint64(files.size()));
    QCOMPARE(peek.count("SELECT count(*) FROM source WHERE path LIKE ':%'"), 0);
}

void TestCli::evaluateCounts()
{
    const CliRun run = m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s});
    QCOMPARE(run.code, 0);
    const ordered_json o = run.json();
    QCOMPARE(o["as_of"], "2026-11-20");
    Peek peek(m_w);
    QCOMPARE(o["revision"].get<qint64>(), peek.count("SELECT max(id) FROM change_set"));
    QVERIFY(o["seconds"].is_number());
    const QByteArrayList statuses = {"pass", "gap", "unknown", "not_applicable", "not_yet_applicable", "accepted", "error"};
    QCOMPARE(o["frameworks"].size(), 3U);
    for (const ordered_json &f : o["frameworks"]) {
        QCOMPARE(f["counts"].size(), std::size_t(statuses.size()));
        const QByteArray id = QByteArray::fromStdString(f["id"]);
        // `finding` holds what is not a pass and not out of scope: gaps and unknowns must be the same by another way.
        for (const int status : {1, 2}) {
            const qint64 found = peek.count("SELECT count(*) FROM finding JOIN rule ON rule.id=finding.rule WHERE framework='" + id
                                            + "' AND status=" + QByteArray::number(status));
            QCOMPARE(f["counts"][statuses.at(status).constData()].get<qint64>(), found);
        }
    }
    const CliRun one = m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr"_s, u"--json"_s});
    QCOMPARE(texts(one.json()["frameworks"], "id"), QStringList{u"gdpr"_s});
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w}).code, 0);
}

void TestCli::acceptedGapsSayWhoAndUntilWhen()
{
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2026-11-20"_s}).code, 0);
    const ordered_json list = m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--status"_s, u"accepted"_s, u"--json"_s}).json();
    QFile manifest(u":/demo/manifest.json"_s);
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    // What the manifest names is accepted on that day where it has not expired; another way to the same number.
    std::size_t named = 0;
    std::size_t expired = 0;
    const ordered_json decisions = ordered_json::parse(manifest.readAll().toStdString())["acceptances"];
    for (const ordered_json &one : decisions) {
        for (const ordered_json &keys : one["gaps"])
            (one["expires"].get<std::string>() <= "2026-11-20" ? expired : named) += keys.size();
    }
    QCOMPARE(expired, 3U);
    QCOMPARE(list.size(), named);
    for (const ordered_json &finding : list) {
        QCOMPARE(finding["status"], "accepted");
        QVERIFY2(finding["framework"] != "gdpr", finding["rule"].get<std::string>().c_str());   // binding law
        const ordered_json &a = finding["acceptance"];
        QVERIFY(!a["reason"].get<std::string>().empty());
        QVERIFY(a["requested_by"] != a["approved_by"]);
        QVERIFY(a["approved_by"] != "Data Protection Officer");
        QVERIFY(a["accepted_on"].get<std::string>() <= "2026-11-20" && a["expires"].get<std::string>() > "2026-11-20");
    }
    const CliRun words = m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--status"_s, u"accepted"_s});
    QCOMPARE(words.out.count("accepted by "), qsizetype(named));
    // Years on none stands: every one was for a time.
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2028-11-20"_s}).code, 0);
    QCOMPARE(m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--status"_s, u"accepted"_s, u"--json"_s}).json().size(), 0U);
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w}).code, 0);
}

void TestCli::failOn_data()
{
    QTest::addColumn<QString>("severity");
    for (const char *severity : {"critical", "high", "medium", "low"})
        QTest::newRow(severity) << QString::fromLatin1(severity);
}

void TestCli::failOn()
{
    QFETCH(QString, severity);
    const CliRun all = m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--json"_s});
    const QStringList order = {u"critical"_s, u"high"_s, u"medium"_s, u"low"_s};
    bool expected = false;
    for (const QString &found : texts(all.json(), "severity"))
        expected = expected || order.indexOf(found) <= order.indexOf(severity);
    const CliRun run = m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--fail-on"_s, severity, u"--json"_s});
    QCOMPARE(run.code, expected ? 4 : 0);
    QCOMPARE(run.json()["frameworks"].size(), 3U);   // printed whatever the exit code
    Cli empty;
    empty.write(u"d.csv"_s, "location:key;country\nL-1;DE\n");
    QCOMPARE(empty.run({u"import"_s, u"--workspace"_s, u"w"_s, u"d.csv"_s}).code, 0);
    QCOMPARE(empty.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"gdpr"_s, u"--fail-on"_s, severity}).code, 0);
}

void TestCli::gapsAreTheFindings_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("gaps") << QStringList() << QByteArray("status=1");
    QTest::newRow("unknown") << QStringList{u"--status"_s, u"unknown"_s} << QByteArray("status=2");
    QTest::newRow("both") << QStringList{u"--status"_s, u"gap,unknown"_s} << QByteArray("status IN (1,2)");
    QTest::newRow("of one framework") << QStringList{u"--frameworks"_s, u"ai-sov"_s} << QByteArray("status=1 AND framework='ai-sov'");
}

void TestCli::gapsAreTheFindings()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, where);
    const QByteArray from = " FROM finding JOIN rule ON rule.id=finding.rule JOIN entity ON entity.id=finding.entity WHERE " + where;
    Peek peek(m_w);
    const CliRun run = m_demo.run(QStringList{u"gaps"_s, u"--workspace"_s, m_w, u"--json"_s} + options);
    QCOMPARE(run.code, 0);
    const ordered_json list = run.json();
    QVERIFY(list.is_array() && !list.empty());
    QStringList found;
    for (const ordered_json &f : list) {
        for (const char *member : {"rule", "framework", "clause", "severity", "status", "entity", "key", "name", "reason"})
            QVERIFY2(f.at(member).is_string(), member);
        QVERIFY(!f["reason"].get<std::string>().empty());
        QVERIFY(f["facts"].is_array());
        found.append(QString::fromStdString(f["rule"].get<std::string>() + '|' + f["key"].get<std::string>()));
    }
    QStringList wanted;
    for (const QByteArray &row : peek.rows("SELECT rule.name, entity.key" + from))
        wanted.append(QString::fromUtf8(row));
    found.sort();
    wanted.sort();
    QCOMPARE(found, wanted);
    const CliRun csv = m_demo.run(QStringList{u"gaps"_s, u"--workspace"_s, m_w, u"--csv"_s} + options);
    QCOMPARE(csv.code, 0);
    // Row by row what the JSON says, the values that led to it in one cell.
    QByteArray rows = csv.out;
    QBuffer buffer(&rows);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    importers::CsvReader reader(&buffer, ',');
    QStringList cells;
    QVERIFY(reader.next(cells));
    QCOMPARE(cells.join(u','), u"rule,framework,severity,status,entity,key,name,reason,clause,facts,issue,other_tools,review"_s);
    for (const ordered_json &f : list) {
        QVERIFY(reader.next(cells));
        QCOMPARE(cells.size(), 13);
        QCOMPARE(cells.at(10).toStdString(), f["issue"].is_null() ? std::string() : f["issue"].get<std::string>());
        QCOMPARE(cells.at(0).toStdString(), f["rule"].get<std::string>());
        QCOMPARE(cells.at(8).toStdString(), f["clause"].get<std::string>());
        std::string facts;
        for (const ordered_json &fact : f["facts"])
            facts += (facts.empty() ? "" : "; ") + fact["attr"].get<std::string>() + '=' + fact["value"].get<std::string>();
        QCOMPARE(cells.at(9).toStdString(), facts);
    }
    QVERIFY(!reader.next(cells));
    const CliRun table = m_demo.run(QStringList{u"gaps"_s, u"--workspace"_s, m_w} + options);
    QCOMPARE(table.code, 0);
    QVERIFY(table.out.count('\n') >= 2 * wanted.size());
}

void TestCli::gapsNeedARun()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s}).code, 0);
    for (const QStringList &command : {QStringList{u"gaps"_s}, QStringList{u"report"_s, u"--out"_s, u"r.pdf"_s}}) {
        const CliRun run = cli.run(command + QStringList{u"--workspace"_s, u"w"_s});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("bailiwick-cli evaluate"), run.err.constData());
    }
}

void TestCli::gapsTellAStaleRun()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    const QStringList w = {u"--workspace"_s, u"w"_s};
    cli.run(QStringList{u"import"_s, u"contracts.csv"_s} + w);
    QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).code, 0);
    QCOMPARE(cli.run(QStringList{u"gaps"_s} + w).err, QByteArray());
    QCOMPARE(cli.run(QStringList{u"set"_s, u"contract:C-3"_s, u"dpa=no"_s} + w).code, 0);
    const CliRun stale = cli.run(QStringList{u"gaps"_s} + w);
    QCOMPARE(stale.code, 0);
    QVERIFY(stale.err.contains("evaluate again"));
    QCOMPARE(cli.run(QStringList{u"gaps"_s, u"--quiet"_s} + w).err, QByteArray());
}

void TestCli::listHoldsEverything_data()
{
    QTest::addColumn<QByteArray>("table");
    const std::pair<const char *, const char *> kinds[] = {
        {"legal-entities", "legal_entity"}, {"business-services", "business_service"}, {"workloads", "workload"}, {"datasets", "dataset"},
        {"processing", "processing"}, {"transfers", "transfer"}, {"models", "model"}, {"ai-uses", "ai_use"}, {"accelerators", "accelerator"},
        {"grants", "grant"}, {"identities", "identity"}, {"providers", "provider"}, {"contracts", "contract"}, {"services", "service"},
        {"locations", "location"}, {"certifications", "certification"}, {"dependencies", "dependency"}, {"requests", "request"}};
    for (const auto &[plural, kind] : kinds)
        QTest::newRow(plural) << QByteArray("e_") + kind;
}

void TestCli::listHoldsEverything()
{
    QFETCH(QByteArray, table);
    const QString plural = QString::fromLatin1(QTest::currentDataTag());
    Peek peek(m_w);
    QStringList wanted;
    for (const QByteArray &key : peek.rows("SELECT entity.key FROM entity JOIN " + table + " USING(id)"))
        wanted.append(QString::fromUtf8(key));
    QVERIFY(!wanted.isEmpty());
    const CliRun run = m_demo.run({u"list"_s, u"--workspace"_s, m_w, plural, u"--json"_s});
    QCOMPARE(run.code, 0);
    QStringList found = texts(run.json(), "key");   // a workload's attribute `key` must not stand in its place
    found.sort();
    wanted.sort();
    QCOMPARE(found, wanted);
    const CliRun plain = m_demo.run({u"list"_s, u"--workspace"_s, m_w, plural});
    QCOMPARE(plain.out.count('\n'), wanted.size());
    const CliRun csv = m_demo.run({u"list"_s, u"--workspace"_s, m_w, plural, u"--csv"_s});
    QVERIFY(csv.out.startsWith("key,name,"));
    QVERIFY(csv.out.count('\n') >= wanted.size() + 1);
}

void TestCli::listStates()
{
    Cli cli;
    cli.write(u"w.csv"_s, "workload:key;env;exit_tested_at;encryption_at_rest;instance_count;backup_countries;data_classes\n"
                          "a;prod;none;yes;3;DE,FR;personal\n"
                          "b;;?;;;;none\n");
    cli.write(u"w.csv"_s, cli.read(u"w.csv"_s).replace("DE,FR", "\"DE;FR\""));
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"w.csv"_s}).code, 0);
    const ordered_json list = cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s, u"--json"_s}).json();
    const ordered_json &a = list[0]["key"] == "a" ? list[0] : list[1];
    const ordered_json &b = list[0]["key"] == "a" ? list[1] : list[0];
    QCOMPARE(a["env"], "prod");
    QCOMPARE(a["exit_tested_at"], (ordered_json{{"none", true}}));
    QCOMPARE(a["encryption_at_rest"], true);
    QCOMPARE(a["instance_count"], 3);
    QCOMPARE(a["backup_countries"], (ordered_json{"DE", "FR"}));
    QCOMPARE(a["data_classes"], ordered_json::array({"personal"}));
    QVERIFY(b["env"].is_null() && b["exit_tested_at"].is_null() && b["backup_countries"].is_null());
    const ordered_json shown = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:b"_s, u"--json"_s}).json();
    for (const ordered_json &v : shown["values"]) {
        if (v["attr"] == "exit_tested_at")
            QCOMPARE(v["state"], "asked_no_answer");
        if (v["attr"] == "env")
            QCOMPARE(v["state"], "never_asked");
    }
}

void TestCli::showTellsWhereFrom()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s});
    QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s, u"dpa=no"_s, u"--who"_s, u"Counsel"_s, u"--evidence"_s, u"mail"_s}).code, 0);
    const CliRun run = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s, u"--json"_s});
    QCOMPARE(run.code, 0);
    const ordered_json o = run.json();
    QCOMPARE(o["kind"], "contract");
    QCOMPARE(o["name"], "Master agreement");
    int seen = 0;
    for (const ordered_json &v : o["values"]) {
        if (v["attr"] == "dpa") {
            ++seen;
            QCOMPARE(v["value"], false);
            QCOMPARE(v["where"]["who"], "Counsel");
            QCOMPARE(v["where"]["evidence"], "mail");
            QCOMPARE(v["others"][0]["file"], "contracts.csv");
            QCOMPARE(v["others"][0]["value"], true);
        }
        if (v["attr"] == "start_date") {
            ++seen;
            QCOMPARE(v["value"], "2022-01-01");
            QCOMPARE(v["where"]["file"], "contracts.csv");
            QCOMPARE(v["where"]["pointer"], "line 2");
        }
    }
    QCOMPARE(seen, 2);
    QVERIFY(cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s}).out.contains("said by Counsel"));
}

void TestCli::setSaysValues()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    const QStringList set = {u"set"_s, u"--workspace"_s, u"w"_s};
    cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s});
    QCOMPARE(cli.run(set + QStringList{u"contract:C-1"_s, u"name=New name"_s, u"start_date=none"_s, u"dpa=no"_s}).code, 0);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.one("SELECT name, start_date, dpa, absent FROM entity JOIN e_contract USING(id) WHERE entity.key='C-1'"),
             QByteArray("New name|~|0| start_date "));
    QCOMPARE(cli.run(set + QStringList{u"contract:C-1"_s, u"dpa="_s}).code, 0);   // taken back: the import's word again
    QCOMPARE(peek.one("SELECT dpa FROM entity JOIN e_contract USING(id) WHERE key='C-1'"), QByteArray("1"));
    QCOMPARE(cli.run(set + QStringList{u"contract:C-9"_s, u"dpa=yes"_s}).code, 1);
    QCOMPARE(cli.run(set + QStringList{u"contract:C-9"_s, u"dpa=yes"_s, u"--create"_s}).code, 0);
    QCOMPARE(peek.count("SELECT count(*) FROM e_contract"), 4);
}

void TestCli::chooseIsKept()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s});
    QCOMPARE(cli.run({u"choose"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"gdpr, eu-csf"_s}).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT value FROM setting WHERE name='frameworks'"), QByteArray("[\"gdpr\",\"eu-csf\"]"));
    const CliRun run = cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--json"_s});
    QStringList ids = texts(run.json()["frameworks"], "id");
    ids.sort();
    QCOMPARE(ids, (QStringList{u"eu-csf"_s, u"gdpr"_s}));
}

void TestCli::undoAndRedo()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    const QStringList w = {u"--workspace"_s, u"w"_s};
    cli.run(QStringList{u"import"_s, u"contracts.csv"_s} + w);
    cli.run(QStringList{u"set"_s, u"contract:C-1"_s, u"dpa=no"_s} + w);
    Peek peek(cli.path(u"w"_s));
    const QByteArray dpa = "SELECT dpa FROM entity JOIN e_contract USING(id) WHERE key='C-1'";
    QCOMPARE(peek.one(dpa), QByteArray("0"));
    const CliRun undone = cli.run(QStringList{u"undo"_s} + w);
    QCOMPARE(undone.code, 0);
    QVERIFY(undone.out.contains("contract:C-1"));
    QCOMPARE(peek.one(dpa), QByteArray("1"));
    QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
    QCOMPARE(peek.one(dpa), QByteArray("0"));
    QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
    QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);   // the import
    QCOMPARE(peek.count("SELECT count(*) FROM e_contract"), 0);
    const CliRun nothing = cli.run(QStringList{u"undo"_s} + w);
    QCOMPARE(nothing.code, 1);
    QVERIFY(nothing.err.contains("nothing to undo"));
    // The import again, from its file, and then the edit that stood on it.
    QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
    QCOMPARE(peek.count("SELECT count(*) FROM e_contract"), 3);
    QCOMPARE(peek.one(dpa), QByteArray("1"));
    QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
    QCOMPARE(peek.one(dpa), QByteArray("0"));
    QVERIFY(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).err.contains("nothing to do again"));
    QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
    QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
    QCOMPARE(peek.count("SELECT count(*) FROM e_contract"), 0);
    // Not from another file under the same name, and not from none.
    cli.write(u"contracts.csv"_s, QByteArray(Contracts) + "C-9,Another\n");
    const CliRun changed = cli.run(QStringList{u"undo"_s, u"--redo"_s} + w);
    QCOMPARE(changed.code, 1);
    QVERIFY2(changed.err.contains("not what was imported then"), changed.err.constData());
    QFile::remove(cli.path(u"contracts.csv"_s));
    const CliRun missing = cli.run(QStringList{u"undo"_s, u"--redo"_s} + w);
    QCOMPARE(missing.code, 1);
    QVERIFY2(missing.err.contains("not there any more"), missing.err.constData());
    QCOMPARE(peek.count("SELECT count(*) FROM e_contract"), 0);
}

void TestCli::report_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("magic");
    QTest::newRow("pdf") << u"r.pdf"_s << QByteArray("%PDF-");
    QTest::newRow("html") << u"r.html"_s << QByteArray("<!DOCTYPE html>");
    QTest::newRow("csv") << u"r.csv"_s << QByteArray();
    QTest::newRow("json") << u"r.json"_s << QByteArray("{");
    QTest::newRow("board") << u"b.pdf"_s << QByteArray("%PDF-");
}

void TestCli::report()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, magic);
    QStringList arguments = {u"report"_s, u"--workspace"_s, m_w, u"--out"_s, name};
    if (name.startsWith(u'b'))
        arguments += {u"--template"_s, u"board"_s, u"--frameworks"_s, u"gdpr"_s};
    const CliRun run = m_demo.run(arguments);
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(run.err, QByteArray());
    const QByteArray written = m_demo.read(name);
    QVERIFY(written.size() > 1000);
    QVERIFY(written.startsWith(magic));
    // The same workspace gives the same report.
    QCOMPARE(m_demo.run(arguments).code, 0);
    QCOMPARE(m_demo.read(name), written);
}

void TestCli::formatsAndTemplates()
{
    Cli cli;
    const ordered_json list = cli.run({u"formats"_s, u"--json"_s}).json();
    const QStringList ids = texts(list, "id");
    for (const char *id : {"bailiwick-json", "bailiwick-csv", "bailiwick-answers", "aws-config", "aws-ec2-instances", "aws-iam-details",
                           "aws-credential-report", "aws-bedrock-models", "aws-bedrock-inference-profiles", "cyclonedx", "huggingface-card",
                           "azure-resources", "azure-role-assignments", "azure-csv", "gcp-cai", "gcp-cai-csv", "mlflow", "asff", "ocsf",
                           "prowler-csv", "powerpipe", "aws-tagging", "aws-sagemaker", "aws-access-analyzer", "spdx", "oscal", "fedramp-marketplace",
                           "certificate-register", "dora-register", "cmdb-list", "huggingface-api"})
        QVERIFY2(ids.contains(QString::fromLatin1(id)), id);
    const QString table = QString::fromUtf8(cli.run({u"formats"_s}).out);
    for (const QString &id : ids)
        QVERIFY2(table.contains(id + u"  "_s), qPrintable(id));
    // Whoever relies on a format reads whether it has met a real export.
    const QStringList unmet = {u"aws-bedrock-agent-lists"_s, u"aws-bedrock-resources"_s, u"aws-resource-explorer"_s, u"aws-resource-table"_s, u"azure-csv"_s,  u"azure-policy"_s, u"gcp-cai-csv"_s,
                               u"oscal-results"_s,         u"powerpipe-snapshot"_s,    u"prowler-json"_s,       u"scoutsuite"_s, u"scoutsuite-errors"_s,
                               u"certificate-register"_s,  u"cmdb-list"_s,             u"dora-register"_s,      u"huggingface-api"_s};
    for (const ordered_json &format : list) {
        const QString name = QString::fromStdString(format["name"]);
        const bool met = !unmet.contains(QString::fromStdString(format["id"]));
        QCOMPARE(format["tested_with_real_exports"].get<bool>(), met);
        QCOMPARE(table.contains(name + u" (untested with real exports)"_s), !met);
    }
    // A template can be imported as it is and adds nothing: what it explains stands in remarks.
    QFile catalogue(u":/packs/attributes.json"_s);
    QVERIFY(catalogue.open(QIODevice::ReadOnly));
    const CliRun csv = cli.run({u"formats"_s, u"--template"_s, u"contract"_s});
    QCOMPARE(csv.code, 0);
    cli.write(u"t.csv"_s, csv.out);
    const CliRun empty = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"t.csv"_s, u"--json"_s});
    QVERIFY2(empty.code == 0, empty.out.constData());
    QCOMPARE(empty.json()["files"][0]["records"]["added"], 0);
    QCOMPARE(empty.json()["files"][0]["records"]["rejected"], 0);
    cli.write(u"t.csv"_s, csv.out + "C-9\r\n");
    const CliRun filled = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"t.csv"_s, u"--json"_s});
    QVERIFY2(filled.code == 0, filled.out.constData());
    QCOMPARE(filled.json()["files"][0]["records"]["added"], 1);
}

void TestCli::frameworksAreThePacks()
{
    Cli cli;
    const ordered_json list = cli.run({u"frameworks"_s, u"--json"_s}).json();
    const std::pair<const char *, int> wanted[] = {{"gdpr", 27}, {"ai-sov", 47}, {"eu-csf", 26}};
    for (const auto &[id, rules] : wanted) {
        const auto found = std::find_if(list.begin(), list.end(), [wantedId = id](const ordered_json &f) { return f["id"] == wantedId; });
        QVERIFY(found != list.end());
        QCOMPARE((*found)["rules"].get<int>(), rules);
        QVERIFY(!(*found)["version"].get<std::string>().empty());
    }
    QCOMPARE(cli.run({u"frameworks"_s}).out.count('\n'), qsizetype(list.size()));
}

void TestCli::checkPack()
{
    Cli cli;
    QFile pack(u":/packs/gdpr.json"_s);
    QVERIFY(pack.open(QIODevice::ReadOnly));
    const QByteArray bytes = pack.readAll();
    cli.write(u"gdpr.json"_s, bytes);
    const CliRun sound = cli.run({u"check-pack"_s, u"gdpr.json"_s});
    QVERIFY2(sound.code == 0, sound.err.constData());
    QVERIFY(sound.out.startsWith("gdpr.json: 27 rules"));
    ordered_json wrong = ordered_json::parse(bytes.toStdString());
    ordered_json &example = wrong["rules"][0]["examples"][0];
    example["expect"] = example["expect"] == "gap" ? "pass" : "gap";
    cli.write(u"wrong.json"_s, QByteArray::fromStdString(wrong.dump()));
    cli.write(u"none.json"_s, "{}");
    const CliRun failed = cli.run({u"check-pack"_s, u"wrong.json"_s, u"none.json"_s});
    QCOMPARE(failed.code, 1);
    QVERIFY2(failed.err.contains("wrong.json: " + QByteArray::fromStdString(wrong["rules"][0]["id"])), failed.err.constData());
    QVERIFY2(failed.err.contains("none.json#"), failed.err.constData());
}

void TestCli::doctorIsWell()
{
    const CliRun run = m_demo.run({u"doctor"_s, u"--workspace"_s, m_w, u"--json"_s});
    QVERIFY2(run.code == 0, run.out.constData());
    for (const ordered_json &check : run.json())
        QVERIFY2(check["ok"].get<bool>(), run.out.constData());
    QVERIFY(run.json().size() >= 4);
}

void TestCli::doctorTellsTampering()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s});
    cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"contract:C-1"_s, u"dpa=no"_s});
    Peek(cli.path(u"w"_s)).rows("UPDATE change SET after='true' WHERE attr='dpa' AND target='value'");
    const CliRun run = cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.out.contains("WRONG change log"), run.out.constData());
}

void TestCli::renderPages()
{
    const QString program = qEnvironmentVariable("BAILIWICK_APP");
    if (!QFileInfo::exists(program))
        QSKIP("the window is not built");
    QProcess process;
    process.setWorkingDirectory(m_demo.folder.path());
    process.start(program, {m_w, u"--render-pages"_s, u"pages"_s, u"--size"_s, u"1280x800"_s, u"--theme"_s, u"dark"_s});
    const CliRun run = Cli::wait(process);
    QVERIFY2(run.code == 0, run.err.constData());
    const QFileInfoList pictures = QDir(m_demo.path(u"pages"_s)).entryInfoList({u"*.png"_s}, QDir::Files);
    QVERIFY(pictures.size() >= 5);
    for (const QFileInfo &picture : pictures)
        QCOMPARE(QImage(picture.filePath()).size(), QSize(1280, 800));
    process.start(program, {u"none.bailiwick"_s, u"--render-pages"_s, u"pages"_s});
    QCOMPARE(Cli::wait(process).code, 1);
    process.start(program, {m_w, u"--render-pages"_s, u"pages"_s, u"--size"_s, u"big"_s});
    QCOMPARE(Cli::wait(process).code, 2);
}

BAILIWICK_TEST(QCoreApplication, TestCli)

} // namespace tst_cli

#include "tst_cli.moc"
