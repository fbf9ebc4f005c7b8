// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QPair>
#include <QTest>

namespace tst_rejects {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

using Mends = QList<QPair<QByteArray, QByteArray>>;

/// A credential report as the command line gives it.
QByteArray report(const QByteArray &table)
{
    return "{\"Content\":\"" + table.toBase64() + "\",\"ReportFormat\":\"text/csv\",\"GeneratedTime\":\"2026-11-20T10:00:00+00:00\"}";
}

QByteArray reportTable(const QByteArray &arnOfZoe)
{
    return "user,arn,user_creation_time,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_2_active\n"
           "ann,arn:aws:iam::111122223333:user/ann,2024-02-03T10:00:00+00:00,true,no_information,true,false,false\n"
           "zoe," + arnOfZoe + ",2025-02-03T10:00:00+00:00,true,no_information,false,false,false\n";
}

QByteArray queue(const QByteArray &id)
{
    return "{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"" + id + "\",\"accountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\"}";
}

QByteArray inText(QByteArray object) { return '"' + object.replace('"', "\\\"") + '"'; }

QByteArray query(const QByteArrayList &rows)
{
    return "{\"Results\":[" + rows.join(',') + "],\"QueryInfo\":{\"SelectFields\":[{\"Name\":\"resourceId\"}]}}";
}

QByteArray snapshot(const QByteArrayList &items) { return "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"x\",\"configurationItems\":[" + items.join(',') + "]}"; }

QByteArray instance(const QByteArray &id)
{
    return "{" + (id.isEmpty() ? QByteArray() : "\"InstanceId\":\"" + id + "\",")
           + "\"InstanceType\":\"t3.micro\",\"Placement\":{\"AvailabilityZone\":\"eu-central-1a\"},\"State\":{\"Name\":\"running\"}}";
}

QByteArray instances(const QByteArrayList &all)
{
    return "{\"Reservations\":[{\"OwnerId\":\"111122223333\",\"Instances\":[" + all.join(',') + "]}]}";
}

} // namespace

/// Rejected records are handed out, mended and imported again, in each form that records come in.
class TestRejects : public QObject
{
    Q_OBJECT

    /// All that is known of the things of these kinds.
    static QByteArray known(const Cli &cli, const QString &workspace, const QStringList &kinds)
    {
        QByteArray all;
        for (const QString &kind : kinds)
            all += cli.run({u"list"_s, u"--workspace"_s, workspace, kind, u"--json"_s}).out;
        return all;
    }

private slots:
    void mendedAsIfRight_data();
    void mendedAsIfRight();
    void allErrorsOfARow();
    void credentialRowsOnly();
    void belongToTheirList_data();
    void belongToTheirList();
    void rejectedIsNotGone();
};

void TestRejects::mendedAsIfRight_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("faulty");
    QTest::addColumn<int>("rejected");
    QTest::addColumn<int>("marks");   // as often as the mark's name stands in the file: once in a table, else by record
    QTest::addColumn<Mends>("mends");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QStringList>("kinds");

    const QStringList contracts{u"contracts"_s}, datasets{u"datasets"_s}, workloads{u"workloads"_s}, identities{u"identities"_s};
    QTest::newRow("register") << u"c.csv"_s << QByteArray("contract:key;name;start_date;end_date;dpa\nC-1;One;2024-01-01;;yes\nC-2;Two;someday;never;perhaps\n")
                              << 1 << 1 << Mends{{";someday;", ";2024-02-02;"}, {";never;", ";2026-02-02;"}, {";perhaps;", ";no;"}}
                              << QByteArray("contract:key;name;start_date;end_date;dpa\nC-1;One;2024-01-01;;yes\nC-2;Two;2024-02-02;2026-02-02;no\n") << contracts;
    // What a spreadsheet program would calculate when the file is opened to be mended.
    QTest::newRow("a text that looks like a formula") << u"c.csv"_s << QByteArray("contract:key,name,start_date,description\nC-1,=1+1,someday,@SUM(A1)\n")
                              << 1 << 1 << Mends{{"C-1,'=1+1,someday,'@SUM(A1),", "C-1,'=1+1,2024-02-02,'@SUM(A1),"}}
                              << QByteArray("contract:key,name,start_date,description\nC-1,=1+1,2024-02-02,@SUM(A1)\n") << contracts;
    QTest::newRow("register with remarks before its header") << u"c.csv"_s
                              << QByteArray("# our contracts\ncontract:key,name,start_date\nC-1,One,2024-01-01\nC-2,Two,someday\n")
                              << 1 << 1 << Mends{{",someday,", ",2024-02-02,"}}
                              << QByteArray("contract:key,name,start_date\nC-1,One,2024-01-01\nC-2,Two,2024-02-02\n") << contracts;
    QTest::newRow("answers") << u"a.csv"_s << QByteArray("answer:entity,attribute,value,who,at,evidence\ncontract:C-1,dpa,yes,Legal,2026-11-01,\n"
                                                         "contract:C-2,dpa,perhaps,Legal,some day,\n")
                             << 1 << 1 << Mends{{",perhaps,", ",no,"}, {",some day,", ",2026-11-02,"}}
                             << QByteArray("answer:entity,attribute,value,who,at,evidence\ncontract:C-1,dpa,yes,Legal,2026-11-01,\n"
                                           "contract:C-2,dpa,no,Legal,2026-11-02,\n") << contracts;
    QTest::newRow("own JSON, among its entities a number and a null") << u"o.json"_s
                              << QByteArray(R"({"bailiwick":1,"entities":[{"kind":"dataset","key":"d-1","name":"One"},7,{"kind":"dataset","key":"d-2","name":"Two"},null]})")
                              << 2 << 2 << Mends{{": 7", R"(: {"kind":"dataset","key":"d-3","name":"Three"})"}, {": null", R"(: {"kind":"dataset","key":"d-4"})"}}
                              << QByteArray(R"({"bailiwick":1,"entities":[{"kind":"dataset","key":"d-1","name":"One"},{"kind":"dataset","key":"d-3","name":"Three"},
                                              {"kind":"dataset","key":"d-2","name":"Two"},{"kind":"dataset","key":"d-4"}]})") << datasets;
    QTest::newRow("credential report in an answer") << u"r.json"_s << report(reportTable("zoe's")) << 1 << 1
                              << Mends{{",zoe's,", ",arn:aws:iam::111122223333:user/zoe,"}} << report(reportTable("arn:aws:iam::111122223333:user/zoe")) << identities;
    QTest::newRow("credential report of the console") << u"r.csv"_s << reportTable("zoe's") << 1 << 1
                              << Mends{{",zoe's,", ",arn:aws:iam::111122223333:user/zoe,"}} << reportTable("arn:aws:iam::111122223333:user/zoe") << identities;
    QTest::newRow("rows of a query, as texts") << u"q.json"_s << query({inText(queue("a")), inText(queue("")), "\"no JSON\"", "7"}) << 3 << 3
                              << Mends{{R"(\"resourceId\":\"\")", R"(\"resourceId\":\"b\")"}, {"\"no JSON\"", inText(queue("c"))}, {": 7", ": " + queue("d")}}
                              << query({inText(queue("a")), inText(queue("b")), inText(queue("c")), inText(queue("d"))}) << workloads;
    QTest::newRow("items of a snapshot, and a list among them") << u"s.json"_s << snapshot({queue("a"), "[1, 2]", queue("").replace("Queue", "Queue ")}) << 2 << 2
                              << Mends{{"[\n    1,\n    2\n   ]", queue("b")}, {R"("resourceId": "")", R"("resourceId": "c")"}, {"Queue \"", "Queue\""}}
                              << snapshot({queue("a"), queue("b"), queue("c")}) << workloads;
    QTest::newRow("rows of a query, a line each") << u"q.ndjson"_s << queue("a") + '\n' + queue("") + '\n' << 1 << 1
                              << Mends{{R"("resourceId":"")", R"("resourceId":"b")"}} << queue("a") + '\n' + queue("b") + '\n' << workloads;
    QTest::newRow("machines") << u"i.json"_s << instances({instance("i-00000000000000001"), instance({}), "3"}) << 2 << 2
                              << Mends{{"\"InstanceType\"", "\"InstanceId\":\"i-00000000000000002\",\"InstanceType\""}, {": 3\n", ": " + instance("i-00000000000000003") + '\n'}}
                              << instances({instance("i-00000000000000001"), instance("i-00000000000000002"), instance("i-00000000000000003")}) << workloads;
    QTest::newRow("lines, one of them no JSON") << u"i.ndjson"_s
                              << instances({instance("i-00000000000000001")}) + "\n{\"Reservations\":}\n" + instances({instance({})}) + '\n' << 2 << 2
                              << Mends{{"\"InstanceType\":", "\"InstanceId\":\"i-00000000000000003\",\"InstanceType\":"}, {"{\"Reservations\":}", instances({instance("i-00000000000000002")})}}
                              << instances({instance("i-00000000000000002")}) + '\n' + instances({instance("i-00000000000000001")}) + '\n' + instances({instance("i-00000000000000003")}) + '\n'
                              << workloads;
    const auto titled = [](const char *what, const QByteArray &above, const QByteArray &titles, const QByteArray &fine, const QByteArray &faulty, const Mends &mends, const QStringList &ofKinds) {
        QByteArray right = faulty;
        for (const auto &[wrong, good] : mends)
            right.replace(wrong, good);
        QTest::newRow(what) << u"t.csv"_s << above + titles + fine + faulty << 1 << 1 << mends << above + titles + fine + right << ofKinds;
    };
    titled("certificates below a title", "Zertifikate: Stand 2026, alle;;\r\n\r\n", "Norm;Inhaber;Gültig bis\r\n", "ISO 27001;AWS;31.12.2027\r\n", "BSI C5;IONOS;30.02.2027\r\n",
           {{";30.02.2027", ";28.02.2027"}}, {u"certifications"_s});
    titled("list of a CMDB below a title", "CMDB Auszug;;;;\nStand 2026;;;;\n", "name;sys_class_name;sys_id;install_status;object_id\n", "srv;cmdb_ci_server;a1;Installed;i-0aa\n",
           ";cmdb_ci_server;1.23457E+11;Installed;\n", {{";cmdb_ci_server;1.23457E+11;", "two;cmdb_ci_server;a2;"}}, workloads);
    titled("assets of Google below a title", "Export,,\n", "name,asset_type,location\n", "//storage.googleapis.com/x,storage.googleapis.com/Bucket,eu\n", "kaputt,storage.googleapis.com/Bucket,eu\n",
           {{"kaputt", "//storage.googleapis.com/y"}}, {u"datasets"_s, u"workloads"_s});
    const QByteArray machine = "/subscriptions/0f0f0f0f-1111-2222-3333-444444444444/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/";
    titled("resources of Azure below a title", "Bericht,,,\n", "id,name,type,location\n", machine + "a,a,microsoft.compute/virtualmachines,westeurope\n",
           "kaputt,b,microsoft.compute/virtualmachines,westeurope\n", {{"kaputt", machine + "b"}}, workloads);
    QTest::newRow("bill of materials") << u"b.json"_s
                              << QByteArray(R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"machine-learning-model","name":"m-1"},{"type":"machine-learning-model"}]})")
                              << 1 << 1 << Mends{{R"("type": "machine-learning-model")", R"("name": "m-2", "type": "machine-learning-model")"}}
                              << QByteArray(R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"machine-learning-model","name":"m-1"},{"type":"machine-learning-model","name":"m-2"}]})")
                              << QStringList{u"models"_s};
}

void TestRejects::mendedAsIfRight()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, faulty);
    QFETCH(int, rejected);
    QFETCH(int, marks);
    QFETCH(Mends, mends);
    QFETCH(QByteArray, right);
    QFETCH(QStringList, kinds);
    Cli cli;
    const QString rejects = u"mend."_s + name.section(u'.', 1);
    cli.write(name, faulty);
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, name, u"--rejects"_s, rejects, u"--json"_s});
    QVERIFY2(run.code == 3, (run.err + run.out).constData());
    QCOMPARE(run.json()["files"][0]["records"]["rejected"], rejected);
    QByteArray text = cli.read(rejects);
    QVERIFY2(text.count("_bailiwick_rejected") == marks, text.constData());
    for (const auto &[wrong, good] : mends) {
        QVERIFY2(text.count(wrong) == 1, (wrong + " in\n" + text).constData());
        text.replace(wrong, good);
    }
    cli.write(rejects, text);
    const CliRun mended = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, rejects, u"--json"_s});
    QVERIFY2(mended.code == 0, (mended.err + mended.out + text).constData());
    QCOMPARE(mended.json()["files"][0]["records"]["added"], rejected);

    cli.write(name, right);
    const CliRun whole = cli.run({u"import"_s, u"--workspace"_s, u"v"_s, name, u"--json"_s});
    QVERIFY2(whole.code == 0, (whole.err + whole.out).constData());
    QCOMPARE(known(cli, u"w"_s, kinds), known(cli, u"v"_s, kinds));
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM entity WHERE vanished<>0"), 0);
}

void TestRejects::allErrorsOfARow()
{
    Cli cli;
    cli.write(u"c.csv"_s, "legal_entity:key;country;parent;turnover\n;XX;1.5E+9;much\nL-2;Nowhere;;;extra\n");
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"c.csv"_s, u"--rejects"_s, u"mend.csv"_s, u"--json"_s});
    QCOMPARE(run.code, 3);
    const ordered_json file = run.json()["files"][0];
    QCOMPARE(file["records"]["rejected"], 2);
    QStringList said;
    for (const ordered_json &d : file["diagnostics"]) {
        if (d["severity"] == "error")
            said.append(QString::fromStdString(d["code"].get<std::string>() + ' ' + d["where"].get<std::string>()));
    }
    QCOMPARE(said, (QStringList{u"missing-key line 2, column 1"_s, u"invalid-value line 2, column 3"_s, u"unknown-country line 2"_s,
                                u"invalid-value line 3, column 2"_s, u"ragged-row line 3, column 5"_s}));
    const QByteArrayList rows = cli.read(u"mend.csv"_s).split('\n');
    QCOMPARE(rows.size(), 4);
    for (const char *word : {"missing-key", "1.5E+9' looks like", "column 3", ": not a country: XX"})
        QVERIFY2(rows.at(1).contains(word), (word + QByteArray(" in ") + rows.at(1)).constData());
    for (const char *word : {"'Nowhere' is not a country", "more cells than the header"})
        QVERIFY2(rows.at(2).contains(word), (word + QByteArray(" in ") + rows.at(2)).constData());
}

/// Keys of the contracts that vanished.
static QStringList vanished(const Cli &cli)
{
    QStringList keys;
    for (const auto &one : cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"contracts"_s, u"--vanished"_s, u"--json"_s}).json())
        keys.append(QString::fromStdString(one["key"]));
    return keys;
}

void TestRejects::belongToTheirList_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("mended");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("row"); // of a contract: key, end, agreement
    QTest::addColumn<QByteArray>("end");
    // Whichever name comes first in the alphabet.
    const QByteArray titles("contract:key,end_date,dpa\n"), row("%1,%2,%3\n");
    QTest::newRow("a register") << u"contracts.csv"_s << u"mend.csv"_s << titles << row << QByteArray();
    QTest::newRow("a register, mended under an earlier name") << u"contracts.csv"_s << u"a.csv"_s << titles << row << QByteArray();
    QTest::newRow("of a month") << u"contracts 2026-11.csv"_s << u"a.csv"_s << titles << row << QByteArray();
    QTest::newRow("own JSON") << u"contracts.json"_s << u"mend.json"_s << QByteArray(R"({"bailiwick":1,"entities":[)")
                              << QByteArray(R"({"kind":"contract","key":"%1","end_date":"%2","dpa":%3},)") << QByteArray(R"({"kind":"contract","key":"Z"}]})");
}

/// What is mended counts as said by the list that it was rejected from: it replaces what that said before, and what that says later replaces it.
void TestRejects::belongToTheirList()
{
    QFETCH(QString, list);
    QFETCH(QString, mended);
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, end);
    const auto contract = [&row](const char *key, const char *day, const char *agreed) { return QByteArray(row).replace("%1", key).replace("%2", day).replace("%3", !row.startsWith('{') ? agreed : qstrcmp(agreed, "yes") == 0 ? "true" : "false"); };
    const auto said = [](const Cli &cli) {
        QStringList words;
        for (const auto &one : cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"contracts"_s, u"--json"_s}).json()) {
            if (one["key"] == "B")
                words = {QString::fromStdString(one["end_date"]), one["dpa"] == true ? u"agreed"_s : u"not agreed"_s};
        }
        return words.join(u' ');
    };
    Cli cli;
    const auto import = [&cli](const QString &file, const QString &rejects = {}) {
        return cli.run(QStringList{u"import"_s, u"--workspace"_s, u"w"_s, file, u"--json"_s} + (rejects.isEmpty() ? QStringList() : QStringList{u"--rejects"_s, rejects}));
    };
    cli.write(list, begin + contract("A", "2027-01-31", "yes") + contract("B", "2026-12-31", "no") + end);
    QCOMPARE(import(list).code, 0);
    cli.write(list, begin + contract("A", "2027-01-31", "yes") + contract("B", "2028-02-31", "yes") + end);
    QCOMPARE(import(list, mended).code, 3);
    QCOMPARE(said(cli), u"2026-12-31 not agreed"_s);
    QByteArray text = cli.read(mended);
    cli.write(mended, text.replace("2028-02-31", "2028-02-28"));
    const CliRun again = import(mended);
    QVERIFY2(again.json()["files"][0]["records"]["updated"] == 1, again.out.constData());
    QCOMPARE(said(cli), u"2028-02-28 agreed"_s);
    QCOMPARE(vanished(cli), QStringList());
    cli.write(list, begin + contract("A", "2027-01-31", "yes") + contract("B", "2028-02-27", "no") + end);
    QCOMPARE(import(list).code, 0);
    QCOMPARE(said(cli), u"2028-02-27 not agreed"_s);
    cli.write(list, begin + contract("A", "2027-01-31", "yes") + end);
    QCOMPARE(import(list).code, 0);
    QCOMPARE(vanished(cli), QStringList{u"B"_s});
}

/// A record that could not be read is there; what is truly not in the list is gone.
void TestRejects::rejectedIsNotGone()
{
    Cli cli;
    const auto import = [&cli](const QByteArray &text) {
        cli.write(u"c.csv"_s, text);
        return cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"c.csv"_s, u"--json"_s});
    };
    QCOMPARE(import("contract:key,end_date\nA,2027-01-31\nB,2026-12-31\nC,2026-12-31\n").code, 0);
    QCOMPARE(import("contract:key,end_date\nA,2027-01-31\nB,someday\n").code, 3);
    QCOMPARE(vanished(cli), QStringList{u"C"_s});
    // Which contract the row is of can't be told: it may be the one that is missing.
    const CliRun nameless = import("contract:key,end_date\nA,2027-01-31\n,2026-12-31\n");
    QCOMPARE(nameless.code, 3);
    QVERIFY2(nameless.out.contains("rejected-may-be-there"), nameless.out.constData());
    QCOMPARE(vanished(cli), QStringList{u"C"_s});
}

void TestRejects::credentialRowsOnly()
{
    Cli cli;
    cli.write(u"r.json"_s, report(reportTable("zoe's")));
    cli.write(u"a.csv"_s, "contract:key,start_date\nC-1,someday\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s, u"r.json"_s, u"--rejects"_s, u"mend.csv"_s}).code, 3);
    // A table, whatever the answer was that it came in.
    const QByteArrayList rows = cli.read(u"mend-2.csv"_s).split('\n');
    QCOMPARE(rows.size(), 3);
    QVERIFY(rows.at(0).startsWith("user,arn,") && rows.at(0).trimmed().endsWith(",_bailiwick_rejected"));
    QVERIFY(rows.at(1).startsWith("zoe,zoe's,") && rows.at(1).contains("missing-arn"));
}

BAILIWICK_TEST(QCoreApplication, TestRejects)

} // namespace tst_rejects

#include "tst_rejects.moc"
