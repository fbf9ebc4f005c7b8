// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_documentstogether {

using namespace Qt::StringLiterals;

/// What registers, bills of materials and exports tell of one thing comes together, in whatever order they are imported.
class TestDocumentsTogether : public QObject
{
    Q_OBJECT

private slots:
    void cmdb_data();
    void cmdb();
    void dora_data();
    void dora();
    void models_data();
    void models();
    void certificates_data();
    void certificates();
    void billsAnew();
    void machinesByNumber_data();
    void machinesByNumber();
};

namespace {

/// Of many orders every fifth: each file comes first in one of them, and each last.
void someOrders(QStringList files)
{
    QTest::addColumn<QStringList>("order");
    std::sort(files.begin(), files.end());
    int nr = 0;
    do {
        if (nr++ % 5 == 0 || files.size() < 4)
            QTest::newRow(qPrintable(files.join(u' '))) << files;
    } while (std::next_permutation(files.begin(), files.end()));
}

/// One import for each file, or one for all where they are reconciled at its end.
void import(const Cli &cli, const QStringList &order, bool together, QByteArray *said = nullptr)
{
    const QStringList start{u"import"_s, u"--workspace"_s, u"w"_s};
    QList<QStringList> runs;
    if (together)
        runs.append(start + order);
    else
        for (const QString &file : order)
            runs.append(start + QStringList(file));
    for (const QStringList &arguments : std::as_const(runs)) {
        const CliRun run = cli.run(arguments);
        QVERIFY2(run.code == 0, run.err.constData() + run.out);
        if (said)
            *said += run.out + run.err;
    }
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

} // namespace

void TestDocumentsTogether::cmdb_data()
{
    someOrders({u"cmdb.csv"_s, u"ec2.json"_s});
}

void TestDocumentsTogether::cmdb()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"cmdb.csv"_s, "name,sys_id,sys_class_name,install_status,object_id\n"
                             "pay-01,aa,cmdb_ci_linux_server,1,i-0aa11bb22cc33dd44\n"
                             "mainframe,bb,cmdb_ci_mainframe,1,\n"
                             "old,cc,cmdb_ci_server,7,\n");
    cli.write(u"ec2.json"_s, R"({"Reservations":[{"OwnerId":"111122223333","Instances":[
      {"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":"m5.large","ImageId":"ami-1","Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"}},
      {"InstanceId":"i-0bb11bb22cc33dd55","InstanceType":"m5.large","ImageId":"ami-1","Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"}}]}]})");
    QByteArray said;
    import(cli, order, true, &said);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT e.key, w.registered, w.resource_type LIKE 'CMDB%' FROM entity e JOIN e_workload w ON w.id=e.id ORDER BY e.key"),
             (QList<QByteArray>{"arn:aws:ec2:eu-central-1:111122223333:instance/i-0bb11bb22cc33dd55|~|0", "aws/i-0aa11bb22cc33dd44|1|0",
                                "cmdb/bb|1|1"}));
    const QByteArray note = "1 systems of this list are in another source, 1 in none (mainframe); 1 systems of the inventory are in no such list "
                            "(i-0bb11bb22cc33dd55)";
    QVERIFY2(said.contains(note), said.constData());
    QCOMPARE(peek.count("SELECT count(*) FROM source WHERE report LIKE '%\"reconciled\"%'"), 1);
}

void TestDocumentsTogether::dora_data()
{
    someOrders({u"b_01.01.csv"_s, u"b_02.02.csv"_s, u"b_03.01.csv"_s, u"b_05.01.csv"_s});
}

void TestDocumentsTogether::dora()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"b_01.01.csv"_s, "c0010,c0020,c0030,c0040\n529900T8BM49AURSDO55,Corvane SE,eba_GA:DE,eba_CT:x12\n");
    cli.write(u"b_02.02.csv"_s, "c0010,c0020,c0030,c0060,c0150\nC-1,529900T8BM49AURSDO55,5493000AWSEMEALEI0LU,eba_TA:S17,eba_GA:DE\n");
    cli.write(u"b_03.01.csv"_s, "c0010,c0020,c0030\nC-1,529900T8BM49AURSDO55,true\n");
    cli.write(u"b_05.01.csv"_s, "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120\n"
                                "5493000AWSEMEALEI0LU,LEI,,,Amazon Web Services EMEA SARL,,,eba_GA:LU,,,,\n");
    import(cli, order, false);
    Peek peek(cli.path(u"w"_s));
    // The provider is the reference data's, known by the code that contracts name it by.
    QCOMPARE(peek.rows("SELECT c.key, p.key, l.name FROM e_contract k JOIN entity c ON c.id=k.id JOIN entity p ON p.id=k.provider JOIN entity l ON l.id=k.legal_entity"),
             QList<QByteArray>{"C-1|aws|Corvane SE"});
    QCOMPARE(peek.rows("SELECT e.key, p.key FROM e_contracting_entity c JOIN entity e ON e.id=c.id JOIN entity p ON p.id=c.provider"),
             QList<QByteArray>{"5493000AWSEMEALEI0LU|aws"});
    QCOMPARE(peek.rows("SELECT e.key FROM link k JOIN entity e ON e.id=k.target WHERE k.attr='services'"), QList<QByteArray>{"C-1/S17"});
    QCOMPARE(peek.count("SELECT count(*) FROM pending_ref"), 0);
}

void TestDocumentsTogether::models_data()
{
    someOrders({u"api.json"_s, u"bom.json"_s, u"spdx.json"_s});
}

/// A repository of the hub is one model in a bill of either standard and in the hub's own answer.
void TestDocumentsTogether::models()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"api.json"_s, R"({"id":"acme/triage","modelId":"acme/triage","sha":"abc","cardData":{"license":"mit"}})");
    cli.write(u"bom.json"_s, R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"machine-learning-model","name":"triage","purl":"pkg:huggingface/acme/triage@abc"}]})");
    cli.write(u"spdx.json"_s, R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
      {"type":"ai_AIPackage","spdxId":"https://acme.example/m","name":"triage","software_downloadLocation":"https://huggingface.co/acme/triage"}]})");
    import(cli, order, false);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.count("SELECT count(*) FROM entity e JOIN e_model m ON m.id=e.id"), 1);
    QCOMPARE(peek.one("SELECT licence FROM e_model"), QByteArray("mit"));
}

void TestDocumentsTogether::certificates_data()
{
    someOrders({u"marketplace.json"_s, u"contracts.csv"_s});
}

/// A provider that the organisation uses gets its certificates of the market's list; others do not become its providers.
void TestDocumentsTogether::certificates()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"marketplace.json"_s, R"({"meta":{"produced_by":"General Services Administration"},"data":{"Products":[
      {"id":"A1","csp":"Amazon","cso":"AWS US East/West","status":"FedRAMP Authorized","auth_date":"2013-05-01T20:00:00.000Z"},
      {"id":"G1","csp":"Google","cso":"Google Workspace","status":"FedRAMP Authorized"},
      {"id":"X1","csp":"Nobody, Inc.","cso":"Nothing","status":"FedRAMP Authorized"}]}})");
    cli.write(u"contracts.csv"_s, "contract:key,provider\nC-1,aws\n");
    QByteArray said;
    import(cli, order, false, &said);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT e.key FROM entity e JOIN e_provider p ON p.id=e.id"), QList<QByteArray>{"aws"});
    QCOMPARE(peek.rows("SELECT e.key FROM e_certification c JOIN entity e ON e.id=c.id WHERE c.holder IS NOT NULL"), QList<QByteArray>{"fedramp/A1"});
    QCOMPARE(peek.count("SELECT count(*) FROM e_certification"), 3);
    QVERIFY2(!said.contains("waiting-reference") && !said.contains("which no import has brought yet"), said.constData());
}

/// A bill that names no subject has a new serial number each time that it is written: what it has is the same.
void TestDocumentsTogether::billsAnew()
{
    const auto bill = [](const QByteArray &serial, const QByteArray &rest) {
        return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"serialNumber\":\"urn:uuid:" + serial + "\",\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"triage\"}" + rest + "]}";
    };
    const Cli cli;
    cli.write(u"app.cdx.json"_s, bill("3e671687-395b-41f5-a30f-a58921a69b79", ",{\"type\":\"machine-learning-model\",\"name\":\"old\"}"));
    import(cli, {u"app.cdx.json"_s}, false);
    cli.write(u"app_2026-11-02.cdx.json"_s, bill("11111111-395b-41f5-a30f-a58921a69b79", {}));
    import(cli, {u"app_2026-11-02.cdx.json"_s}, false);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT name, vanished<>0 FROM entity WHERE kind=6 ORDER BY 1"), (QList<QByteArray>{"old|1", "triage|0"}));
}

void TestDocumentsTogether::machinesByNumber_data() { someOrders({u"register.csv"_s, u"instances.json"_s}); }

/// A register that knows a machine of AWS by its number alone means that one.
void TestDocumentsTogether::machinesByNumber()
{
    QFETCH(const QStringList, order);
    const Cli cli;
    cli.write(u"register.csv"_s, "workload:key,name\ni-0abcdef0123456789,Payments\ni-0abcdef,Not a machine's number\n");
    cli.write(u"instances.json"_s, "{\"Reservations\":[{\"OwnerId\":\"111122223333\",\"Instances\":[{\"InstanceId\":\"i-0abcdef0123456789\",\"InstanceType\":\"m5.large\",\"State\":{\"Name\":\"running\"},"
                                   "\"Placement\":{\"AvailabilityZone\":\"eu-central-1a\"}}]}]}");
    import(cli, order, false);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT e.name, w.instance_type FROM entity e JOIN e_workload w ON w.id=e.id ORDER BY 1"),
             (QList<QByteArray>{"Not a machine's number|~", "Payments|m5.large"}));
}

BAILIWICK_TEST(QCoreApplication, TestDocumentsTogether)

} // namespace tst_documentstogether

#include "tst_documentstogether.moc"
