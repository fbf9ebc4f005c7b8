// SPDX-License-Identifier: GPL-3.0-or-later
// Imports on the command line: every record counted, nothing written by a trial, what was rejected mended.
#include "app/democli.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QDir>

namespace tst_cliimport {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestCliImport : public DemoCliTest
{
    Q_OBJECT

private slots:
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
    void linksInFolders();
};

void TestCliImport::importCountsEveryRecord()
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

void TestCliImport::importOfSeveralFiles()
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

void TestCliImport::trialImportChangesNothing()
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

void TestCliImport::rejectedRowsAreMended()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Faulty);
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"--rejects"_s, u"mend.csv"_s, u"--json"_s});
    QCOMPARE(run.code, 3);
    QCOMPARE(run.json()["files"][0]["records"]["rejected"], 2);
    const QByteArray rejected = cli.read(u"mend.csv"_s);
    QCOMPARE(rejected.count("\r\n"), 3);
    QVERIFY(rejected.startsWith("contract:key;name;start_date;_bailiwick_rejected\r\n"));
    QVERIFY(rejected.contains("C-2;\"Second; with a \"\"quote\"\"\";someday;[contracts.csv] invalid-value: Start: 'someday'"));
    QVERIFY(rejected.contains(";No key;2022-05-05;[contracts.csv] missing-key"));

    cli.write(u"mend.csv"_s, QByteArray(rejected).replace(";someday;", ";2023-01-01;").replace("\r\n;No key", "\r\nC-4;No key"));
    const CliRun mended = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"mend.csv"_s, u"--json"_s});
    QCOMPARE(mended.code, 0);
    QCOMPARE(mended.json()["files"][0]["records"]["added"], 2);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT key, name, vanished FROM entity WHERE kind=(SELECT kind FROM entity WHERE key='C-1') ORDER BY key"),
             (QList<QByteArray>{"C-1|Master agreement|0", "C-2|Second; with a \"quote\"|0", "C-4|No key|0"}));
}

void TestCliImport::rejectedElementsAreMended()
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
    QVERIFY(QString::fromStdString(kept[0]["_bailiwick_rejected"]).startsWith(u"[ec2.json] missing-id"_s));

    kept[0]["InstanceId"] = "i-00000000000000002";
    cli.write(u"mend.json"_s, QByteArray::fromStdString(rejected.dump()));
    const CliRun mended = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"mend.json"_s, u"--json"_s});
    QCOMPARE(mended.code, 0);
    QCOMPARE(mended.json()["files"][0]["records"]["added"], 1);
    // It comes from the same account and region, and yet says nothing of the other three.
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT count(*), sum(vanished) FROM entity JOIN e_workload USING(id)"), QByteArray("4|0"));
}

void TestCliImport::rejectedOfSeveralFiles()
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

void TestCliImport::noRejectsEmptyTheFile()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    cli.write(u"mend.csv"_s, "what an import left here last night");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s, u"--rejects"_s, u"mend.csv"_s}).code, 0);
    QCOMPARE(cli.read(u"mend.csv"_s), QByteArray());
}

void TestCliImport::mappedTable()
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

void TestCliImport::wrongMapping_data()
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

void TestCliImport::wrongMapping()
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

void TestCliImport::demoCountsItsRecords()
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

/// What a link in a folder leads to may lie anywhere: it is told, and not read. A link that is named itself is meant.
void TestCliImport::linksInFolders()
{
    const Cli cli;
    QVERIFY(QDir().mkpath(cli.path(u"exports"_s)) && QDir().mkpath(cli.path(u"elsewhere"_s)));
    cli.write(u"exports/a.csv"_s, "provider:key,name\nP-1,One\n");
    cli.write(u"elsewhere/b.csv"_s, "provider:key,name\nP-2,Two\n");
    QVERIFY(QFile::link(cli.path(u"elsewhere/b.csv"_s), cli.path(u"exports/b.csv"_s)));
    QVERIFY(QFile::link(cli.path(u"elsewhere"_s), cli.path(u"exports/more"_s)));
    const CliRun folder = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"exports"_s});
    QCOMPARE(folder.code, 0);
    QVERIFY2(folder.out.contains("2 links to other files and folders were not followed"), folder.out.constData());
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM entity WHERE key IN ('P-1','P-2')"), 1);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"exports/b.csv"_s}).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM entity WHERE key IN ('P-1','P-2')"), 2);
}

BAILIWICK_TEST(QCoreApplication, TestCliImport)

} // namespace tst_cliimport

#include "tst_cliimport.moc"
