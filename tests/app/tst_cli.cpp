// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as such: names, options, exit codes, the help, and what it knows of itself.
#include "app/democli.h"
#include "support/testmain.h"

#include <QDir>
#include <QImage>
#include <QRegularExpression>

namespace tst_cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestCli : public DemoCliTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeDemo(); }
    void wrongUsage_data();
    void wrongUsage();
    void failures_data();
    void failures();
    void helpNamesWhatIsBuilt();
    void optionsEndAtTwoDashes();
    void quietAndVerbose();
    void formatsAndTemplates();
    void frameworksAreThePacks();
    void checkPack();
    void doctorIsWell();
    void doctorTellsTampering();
    void renderPages();
};

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
    QTest::newRow("list: unknown kind") << QStringList{u"list"_s, u"--workspace"_s, w, u"workloadz"_s} << QByteArray("workload");
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
    const QStringList unmet = {u"aws-bedrock-agent-lists"_s, u"aws-bedrock-resources"_s, u"aws-resource-explorer"_s, u"aws-resource-table"_s, u"azure-csv"_s,  u"azure-policy"_s, u"gcp-cai-csv"_s, u"gcp-vertex"_s,
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
    const std::pair<const char *, int> wanted[] = {{"gdpr", 28}, {"ai-sov", 49}, {"eu-csf", 26}};
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
    QVERIFY(sound.out.startsWith("gdpr.json: 28 rules"));
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
    process.start(program, {m_w, u"--render-pages"_s, u"pages"_s, u"--language"_s, u"xx"_s});
    QCOMPARE(Cli::wait(process).code, 2);
    process.start(program, {u"--version"_s});
    QVERIFY(Cli::wait(process).out.startsWith("bailiwick "));
}

BAILIWICK_TEST(QCoreApplication, TestCli)

} // namespace tst_cli

#include "tst_cli.moc"
