// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line lists, shows, changes and takes back.
#include "app/democli.h"
#include "support/testmain.h"

namespace tst_clilist {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestCliList : public DemoCliTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeDemo(); }
    void listHoldsEverything_data();
    void listHoldsEverything();
    void listStates();
    void showTellsWhereFrom();
    void setSaysValues();
    void chooseIsKept();
    void undoAndRedo();
    void whatWasCreatedComesBack();
    void oneLineForEach();
    void kindsAreNamed();
};

void TestCliList::listHoldsEverything_data()
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

void TestCliList::listHoldsEverything()
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
    // The kind's own name, as in KIND:KEY, serves as well.
    const QString name = QString::fromLatin1(table.mid(2));
    QCOMPARE(m_demo.run({u"list"_s, u"--workspace"_s, m_w, name, u"--json"_s}).out, run.out);
    const CliRun plain = m_demo.run({u"list"_s, u"--workspace"_s, m_w, plural});
    QCOMPARE(plain.out.count('\n'), wanted.size());
    const CliRun csv = m_demo.run({u"list"_s, u"--workspace"_s, m_w, plural, u"--csv"_s});
    QVERIFY(csv.out.startsWith("key,name,"));
    QVERIFY(csv.out.count('\n') >= wanted.size() + 1);
}

void TestCliList::listStates()
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

void TestCliList::showTellsWhereFrom()
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

void TestCliList::setSaysValues()
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

void TestCliList::chooseIsKept()
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

void TestCliList::undoAndRedo()
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

void TestCliList::whatWasCreatedComesBack()
{
    Cli cli;
    // The contract names a provider that nobody has recorded yet.
    cli.write(u"contracts.csv"_s, "contract:key,name,provider\nC-1,Hosting,acme\n");
    const QStringList w = {u"--workspace"_s, u"w"_s};
    cli.run(QStringList{u"import"_s, u"contracts.csv"_s} + w);
    Peek peek(cli.path(u"w"_s));
    const QByteArray named = "SELECT count(*) FROM e_contract c JOIN entity p ON p.id=c.provider WHERE p.key='acme'";
    const QByteArray seat = "SELECT name||' in '||hq_country FROM entity JOIN e_provider USING(id) WHERE key='acme'";
    QCOMPARE(peek.count(named), 0);
    QCOMPARE(cli.run(QStringList{u"set"_s, u"provider:acme"_s, u"--create"_s, u"name=Acme Hosting"_s, u"hq_country=FR"_s} + w).code, 0);
    QCOMPARE(peek.count(named), 1);
    const QByteArray shown = cli.run(QStringList{u"show"_s, u"provider:acme"_s, u"--json"_s} + w).out;
    for (int time = 0; time < 2; ++time) {
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(peek.count("SELECT count(*) FROM entity WHERE key='acme'"), 0);
        QCOMPARE(peek.count(named), 0);
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QCOMPARE(peek.one(seat), QByteArray("Acme Hosting in FR"));
        QCOMPARE(peek.count(named), 1);
        QCOMPARE(cli.run(QStringList{u"show"_s, u"provider:acme"_s, u"--json"_s} + w).out, shown);
    }
    QVERIFY(cli.run(QStringList{u"doctor"_s} + w).out.contains("ok"));
}

/// Names come from exports, with whatever signs: each thing stands on a line of its own, and none turns the terminal's text.
void TestCliList::oneLineForEach()
{
    const Cli cli;
    cli.write(u"w.csv"_s, "workload:key,name\nw-1,\"one\ntwo\tthree\"\nw-2,\"safe\xe2\x80\xae\xe2\x81\xa6 gnp.exe\"\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"w.csv"_s}).code, 0);
    const QByteArray out = cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s}).out;
    QCOMPARE(out.count('\n'), 2);
    QVERIFY2(out.contains("one two three") && out.contains("safe gnp.exe"), out.constData());
    QCOMPARE(cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:w-1"_s}).out.count('\n'), 1);
    // As data they stay as they are.
    QCOMPARE(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s, u"--json"_s}).json()[0]["name"].get<std::string>(), std::string("one\ntwo\tthree"));
}

void TestCliList::kindsAreNamed()
{
    const Cli cli;
    cli.write(u"w.csv"_s, "workload:key\nw-1\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"w.csv"_s}).code, 0);
    const auto show = [&](const QString &target) { return cli.run({u"show"_s, u"--workspace"_s, u"w"_s, target}); };
    const CliRun wrong = show(u"machine:w-1"_s);
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains("'machine' is no kind of thing") && wrong.err.contains("workload") && wrong.err.contains("tool_finding"), wrong.err.constData());
    QCOMPARE(show(u"tool-finding:x"_s).code, 1); // the kind is known, the finding is not there
    QCOMPARE(show(u"legal-entity:x"_s).code, 1);
    QVERIFY(cli.run({u"show"_s, u"--help"_s}).out.contains("KIND is one of: legal_entity"));
    QVERIFY(cli.run({u"list"_s, u"--help"_s}).out.contains("tool_finding"));
}

BAILIWICK_TEST(QCoreApplication, TestCliList)

} // namespace tst_clilist

#include "tst_clilist.moc"
