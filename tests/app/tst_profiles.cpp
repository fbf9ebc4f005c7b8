// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTest>

namespace tst_profiles {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

const QByteArray Contracts = "Vertragsverzeichnis der Muster AG\n\nVertragsnr.;Bezeichnung;Vertragspartner;Vertragsbeginn;AVV;Farbe\n"
                             "V-1;Rahmen;aws;01/02/2022;ja;rot\nV-2;Zwei;aws;31/12/2022;nein;rot\n";

QStringList import(const QStringList &more)
{
    return QStringList{u"import"_s, u"--workspace"_s, u"w"_s, u"--json"_s} + more;
}

} // namespace

/// Tables of no known form on the command line: proposed, read, remembered.
class TestProfiles : public QObject
{
    Q_OBJECT

private slots:
    void proposalReadsTheTable();
    void ambiguousDaysMustBeSaid();
    void profileReadsTheNextTable();
    void profileOfTheSameTitlesIsReplaced();
    void undoAndRedo();
    void badUse_data();
    void badUse();
    void rejectedRowsComeBack();
    void partOfAFileIntoANewWorkspace();
    void nothingInIt_data();
    void nothingInIt();
    void someColumnsOfAnExport_data();
    void someColumnsOfAnExport();
    void answersInAWorkbook();
};

/// A workspace that the import makes is there afterwards, also where only a member of an archive or a sheet is named.
void TestProfiles::partOfAFileIntoANewWorkspace()
{
    Cli cli;
    const CliRun made = cli.run({u"formats"_s, u"--template"_s, u"contract,provider"_s, u"--out"_s, u"book.xlsx"_s});
    QCOMPARE(made.code, 0);
    const CliRun run = cli.run(import({u"book.xlsx!/Contracts"_s}));
    QCOMPARE(run.code, 0);
    QVERIFY2(QFileInfo::exists(cli.path(u"w"_s)), "the workspace is gone");
    QCOMPARE(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"contracts"_s}).code, 0);
    // What is shown as the file's hash is that of the workbook.
    const CliRun both = cli.run(import({u"book.xlsx"_s}));
    QCOMPARE(both.json()["files"][0]["sha256"], both.json()["files"][1]["sha256"]);
    QFile book(cli.path(u"book.xlsx"_s));
    QVERIFY(book.open(QIODevice::ReadOnly));
    QCOMPARE(QByteArray::fromStdString(both.json()["files"][0]["sha256"].get<std::string>()), QCryptographicHash::hash(book.readAll(), QCryptographicHash::Sha256).toHex());
    QCOMPARE(cli.run({u"formats"_s, u"--template"_s, u"contract"_s, u"--out"_s, u"book.pdf"_s}).code, 2);
    QVERIFY(!QFileInfo::exists(cli.path(u"book.pdf"_s)));
}

void TestProfiles::nothingInIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("empty list") << u"answer.json"_s << QByteArray("[]\n") << QByteArray("no-rows");
    QTest::newRow("empty object") << u"answer.json"_s << QByteArray("{}") << QByteArray("no-rows");
    QTest::newRow("empty answer of Azure") << u"answer.json"_s << QByteArray(R"({"@odata.count":0,"value":[]})") << QByteArray("no-rows");
    QTest::newRow("empty list of Kubernetes") << u"answer.json"_s << QByteArray(R"({"apiVersion":"v1","items":[],"kind":"List"})") << QByteArray("no-rows");
    QTest::newRow("no bytes") << u"answer.json"_s << QByteArray() << QByteArray("empty-file");
    QTest::newRow("no bytes, a table") << u"list.csv"_s << QByteArray() << QByteArray("empty-file");
    QTest::newRow("blanks") << u"b.csv"_s << QByteArray("  \n\n ") << QByteArray("empty-file");
    QTest::newRow("name of one blank") << u" "_s << QByteArray() << QByteArray("empty-file");
}

/// Whoever has nothing exports nothing: the file is accounted for, and the others are imported.
void TestProfiles::nothingInIt()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, code);
    Cli cli;
    cli.write(name, content);
    const CliRun run = cli.run(import({name}));
    QCOMPARE(run.code, 0);
    QCOMPARE(run.json()["files"][0]["records"]["read"], 0);
    QCOMPARE(run.json()["files"][0]["records"]["rejected"], 0);
    QCOMPARE(QByteArray::fromStdString(run.json()["files"][0]["diagnostics"][0]["code"].get<std::string>()), code);
}

void TestProfiles::proposalReadsTheTable()
{
    Cli cli;
    cli.write(u"liste.csv"_s, Contracts);
    const CliRun proposed = cli.run({u"propose-mapping"_s, u"liste.csv"_s});
    QCOMPARE(proposed.code, 0);
    QVERIFY2(proposed.err.contains("contract") && proposed.err.contains("'Farbe' is not read"), proposed.err.constData());
    const ordered_json mapping = proposed.json();
    QCOMPARE(mapping["kind"], "contract");
    QCOMPARE(mapping["dates"], "day-first");
    QCOMPARE(mapping["columns"], (ordered_json{{"Vertragsnr.", "key"}, {"Bezeichnung", "name"}, {"Vertragspartner", "provider"},
                                               {"Vertragsbeginn", "start_date"}, {"AVV", "dpa"}}));
    cli.write(u"map.json"_s, proposed.out);
    const CliRun run = cli.run(import({u"--mapping"_s, u"map.json"_s, u"liste.csv"_s}));
    QCOMPARE(run.code, 0);
    QCOMPARE(run.json()["files"][0]["records"]["added"], 2);
    // Nobody said that it is to be passed over.
    QVERIFY2(run.out.contains("column 'Farbe' is not in the mapping"), run.out.constData());
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.one("SELECT group_concat(key||' '||name||' '||date(start_date*86400,'unixepoch')||' '||dpa,'; ') FROM entity JOIN e_contract USING(id)"),
             QByteArray("V-1 Rahmen 2022-02-01 1; V-2 Zwei 2022-12-31 0"));
}

void TestProfiles::ambiguousDaysMustBeSaid()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, "Contract no.,Title,Start\nC-1,a,01/02/2026\nC-2,b,03/04/2026\n");
    const CliRun proposed = cli.run({u"propose-mapping"_s, u"contracts.csv"_s});
    QVERIFY2(proposed.err.contains("'01/02/2026' does not tell the day from the month"), proposed.err.constData());
    cli.write(u"map.json"_s, proposed.out);
    const CliRun refused = cli.run(import({u"--mapping"_s, u"map.json"_s, u"contracts.csv"_s}));
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("map.json#/dates"), refused.err.constData());
    cli.write(u"map.json"_s, QByteArray(proposed.out).replace("\"?\"", "\"month-first\""));
    QCOMPARE(cli.run(import({u"--mapping"_s, u"map.json"_s, u"contracts.csv"_s})).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT date(start_date*86400,'unixepoch') FROM entity JOIN e_contract USING(id) WHERE key='C-1'"), QByteArray("2026-01-02"));
}

void TestProfiles::profileReadsTheNextTable()
{
    Cli cli;
    cli.write(u"2025.csv"_s, Contracts);
    cli.write(u"map.json"_s, cli.run({u"propose-mapping"_s, u"2025.csv"_s}).out);
    QCOMPARE(cli.run(import({u"--mapping"_s, u"map.json"_s, u"--save-profile"_s, u"Verträge"_s, u"2025.csv"_s})).code, 0);
    // Next year: no heading, columns in another order, commas, capitals.
    cli.write(u"2026.csv"_s, "AVV,FARBE,Vertragsnr.,Bezeichnung,Vertragspartner,Vertragsbeginn\nja,rot,V-3,Drei,aws,05/06/2026\n");
    const CliRun next = cli.run(import({u"2026.csv"_s}));
    QCOMPARE(next.code, 0);
    const ordered_json file = next.json()["files"][0];
    QCOMPARE(file["format"], "csv-mapped");
    QCOMPARE(file["records"]["added"], 1);
    QVERIFY2(QByteArray::fromStdString(file["diagnostics"].dump()).contains("read by the profile Verträge"), file.dump().c_str());
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT date(start_date*86400,'unixepoch') FROM entity JOIN e_contract USING(id) WHERE key='V-3'"), QByteArray("2026-06-05"));
    // One column more is another table.
    cli.write(u"other.csv"_s, "AVV,Farbe,Vertragsnr.,Bezeichnung,Vertragspartner,Vertragsbeginn,Neu\nja,rot,V-4,Vier,aws,05/06/2026,x\n");
    QCOMPARE(cli.run(import({u"other.csv"_s})).code, 1);
}

void TestProfiles::profileOfTheSameTitlesIsReplaced()
{
    Cli cli;
    cli.write(u"a.csv"_s, "No,Title\n1,a\n");
    cli.write(u"contract.json"_s, R"({"kind":"contract","columns":{"No":"key","Title":"name"}})");
    cli.write(u"system.json"_s, R"({"kind":"workload","columns":{"No":"key","Title":"name"}})");
    QCOMPARE(cli.run(import({u"--mapping"_s, u"contract.json"_s, u"--save-profile"_s, u"one"_s, u"a.csv"_s})).code, 0);
    QCOMPARE(cli.run(import({u"--mapping"_s, u"system.json"_s, u"--save-profile"_s, u"two"_s, u"a.csv"_s})).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT group_concat(name) FROM column_profile"), QByteArray("two"));
    // A trial keeps nothing.
    QCOMPARE(cli.run(import({u"--dry-run"_s, u"--mapping"_s, u"contract.json"_s, u"--save-profile"_s, u"three"_s, u"a.csv"_s})).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT group_concat(name) FROM column_profile"), QByteArray("two"));
}

void TestProfiles::undoAndRedo()
{
    Cli cli;
    cli.write(u"a.csv"_s, "No,Title\n1,a\n");
    cli.write(u"contract.json"_s, R"({"kind":"contract","columns":{"No":"key","Title":"name"}})");
    QCOMPARE(cli.run(import({u"--mapping"_s, u"contract.json"_s, u"--save-profile"_s, u"one"_s, u"a.csv"_s})).code, 0);
    Peek peek(cli.path(u"w"_s));
    const QByteArray contracts = "SELECT count(*) FROM e_contract";
    const QByteArray profiles = "SELECT count(*) FROM column_profile";
    const auto undo = [&](const QStringList &more = {}) { return cli.run(QStringList{u"undo"_s, u"--workspace"_s, u"w"_s} + more); };
    // The import and what it remembers are one deed; its last file alone leaves the profile.
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(undo().code, 0);
        QCOMPARE(peek.count(contracts), 0);
        QCOMPARE(peek.count(profiles), 0);
        const CliRun again = undo({u"--redo"_s});
        QVERIFY2(again.code == 0, again.err.constData());
        QCOMPARE(peek.count(contracts), 1);
        QCOMPARE(peek.count(profiles), 1);
    }
    QCOMPARE(undo({u"--last-file"_s}).code, 0);
    QCOMPARE(peek.count(contracts), 0);
    QCOMPARE(peek.count(profiles), 1);
    QCOMPARE(undo().code, 0);
    QCOMPARE(peek.count(profiles), 0);
    QCOMPARE(undo({u"--redo"_s}).code, 0);
    QCOMPARE(peek.count(profiles), 1);
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

void TestProfiles::badUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("a profile of nothing") << QStringList{u"import"_s, u"--workspace"_s, u"w"_s, u"--save-profile"_s, u"x"_s, u"a.csv"_s} << QByteArray("--save-profile NAME");
    QTest::newRow("no table") << QStringList{u"propose-mapping"_s, u"users.json"_s} << QByteArray("this is JSON and no table");
    QTest::newRow("no such table") << QStringList{u"propose-mapping"_s, u"none.csv"_s} << QByteArray("no such file");
    QTest::newRow("no such kind") << QStringList{u"propose-mapping"_s, u"a.csv"_s, u"--kind"_s, u"server"_s} << QByteArray("there is no kind");
    QTest::newRow("an unknown member") << QStringList{u"import"_s, u"--workspace"_s, u"w"_s, u"--mapping"_s, u"typo.json"_s, u"a.csv"_s} << QByteArray("typo.json#/header_line");
    QTest::newRow("titles twice") << QStringList{u"import"_s, u"--workspace"_s, u"w"_s, u"--mapping"_s, u"twice.json"_s, u"a.csv"_s} << QByteArray("there twice");
}

void TestProfiles::badUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    Cli cli;
    cli.write(u"a.csv"_s, "No,Title\n1,a\n");
    cli.write(u"typo.json"_s, R"({"kind":"contract","header_line":3,"columns":{"No":"key"}})");
    cli.write(u"twice.json"_s, R"({"kind":"contract","columns":{"No":"key","no ":"name"}})");
    cli.write(u"users.json"_s, R"([{"id":"kc1","username":"anna","enabled":true,"country":"Germany"}])");
    const CliRun run = cli.run(arguments);
    QVERIFY(run.code != 0);
    QVERIFY2(run.err.contains(message), run.err.constData());
}

// What was rejected is handed out under its titles, and the same mapping reads it mended.
void TestProfiles::rejectedRowsComeBack()
{
    Cli cli;
    cli.write(u"a.csv"_s, "Contracts; as of today\n\nNo;Title;Start\n1;a;2026-01-01\n2;b;soon\n");
    cli.write(u"m.json"_s, R"({"kind":"contract","header_row":3,"columns":{"No":"key","Title":"name","Start":"start_date"}})");
    QCOMPARE(cli.run(import({u"--mapping"_s, u"m.json"_s, u"--rejects"_s, u"r.csv"_s, u"a.csv"_s})).code, 3);
    const QByteArray rejected = cli.read(u"r.csv"_s);
    QVERIFY2(rejected.startsWith("No;Title;Start;_bailiwick_rejected\r\n2;b;soon;"), rejected.constData());
    cli.write(u"r.csv"_s, QByteArray(rejected).replace("2;b;soon", "2;b;2026-02-02"));
    const CliRun mended = cli.run(import({u"--mapping"_s, u"m.json"_s, u"r.csv"_s}));
    QCOMPARE(mended.code, 0);
    QCOMPARE(mended.json()["files"][0]["records"]["added"], 1);
}

void TestProfiles::someColumnsOfAnExport_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("credential report") << QByteArray("user,arn,mfa_active\nann,arn:aws:iam::111122223333:user/ann,true\n") << QByteArray("columns of the credential report of AWS, but not user_creation_time:");
    QTest::newRow("findings") << QByteArray("CHECK_ID;STATUS;RESOURCE_UID\ns3_x;FAIL;arn:aws:s3:::b\n") << QByteArray("columns of findings of Prowler, but not status_extended:");
    QTest::newRow("benchmark") << QByteArray("control_id,resource,status\nc1,arn:aws:s3:::b,alarm\n") << QByteArray("columns of results of Powerpipe or Steampipe, but not reason:");
    QTest::newRow("rights") << QByteArray("DisplayName,RoleDefinitionName,Scope\nAnn,Reader,/subscriptions/1\n") << QByteArray("columns of Azure's role assignments, but not roleassignmentid, objectid:");
    QTest::newRow("resources") << QByteArray("NAME,TYPE,RESOURCE GROUP\nvm1,Virtual machine,rg\n") << QByteArray("columns of a list of Azure's resources, but not id:");
    QTest::newRow("another table") << QByteArray("Name,Status,Owner\nShop,green,Ann\n") << QByteArray();
}

/// Exports are cut to a few columns before they are handed on: it is told which ones they lack.
void TestProfiles::someColumnsOfAnExport()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, told);
    const Cli cli;
    cli.write(u"cut.csv"_s, table);
    const CliRun run = cli.run(import({u"cut.csv"_s}));
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains("it needs a mapping"), run.err.constData());
    QVERIFY2(told.isEmpty() ? !run.err.contains("columns of") : run.err.contains(told), run.err.constData());
}

/// The sheet for answers is known as that, and as it stands it holds none: the grey example is a remark.
void TestProfiles::answersInAWorkbook()
{
    const Cli cli;
    for (const QString &what : {u"answers"_s, u"contract,answers"_s}) {
        QCOMPARE(cli.run({u"formats"_s, u"--template"_s, what, u"--out"_s, u"asked.xlsx"_s}).code, 0);
        const CliRun run = cli.run(import({u"asked.xlsx!/Answers"_s}));
        QCOMPARE(run.code, 0);
        QCOMPARE(run.json()["files"][0]["format"], "bailiwick-answers");
        QVERIFY2(run.out.contains("\"added\":0") && run.out.contains("\"code\":\"remark\""), run.out.constData());
    }
}

BAILIWICK_TEST(QCoreApplication, TestProfiles)

} // namespace tst_profiles

#include "tst_profiles.moc"
