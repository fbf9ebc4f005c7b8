// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_pools {

using namespace Qt::StringLiterals;

namespace {

// One machine of Amazon's, as four of its kinds of sources tell it. The words %TYPE and %CHIP differ from case to case.
const QByteArray Instance =
    R"({"Reservations":[{"OwnerId":"111122223333","Instances":[{"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":"%TYPE","ImageId":"ami-1",)"
    R"(%PLACE"Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"}}]}]})";
const QByteArray Node =
    R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"gpu-a","uid":"u-1","labels":{)"
    R"("topology.kubernetes.io/region":"eu-central-1","topology.kubernetes.io/zone":"eu-central-1a",%LABELS"nvidia.com/gpu.count":"8"}},)"
    R"("spec":{"providerID":"aws:///eu-central-1a/i-0aa11bb22cc33dd44"},"status":{"capacity":{"nvidia.com/gpu":"8"}}}]})";
const QByteArray LegalEntities = "legal_entity:key,name\ncorvane-tech,Corvane Technology\n";
const QByteArray Register = "workload:key,name,legal_entity\naws/i-0aa11bb22cc33dd44,Model server,corvane-tech\n";

} // namespace

/// The accelerators of a machine: one pool, that says the same in any order of the imports, and follows its machine.
class TestPools : public QObject
{
    Q_OBJECT

private slots:
    void anyOrder_data();
    void anyOrder();
    void followsToTheOutpost();
    void replicas();
    void sizesInAnyCase_data();
    void sizesInAnyCase();
    void undone();
    void ofItsSystemAgain_data();
    void ofItsSystemAgain();
};

void TestPools::anyOrder_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("labels");
    QTest::addColumn<QByteArray>("pool");
    QTest::addColumn<QByteArray>("conflicts");
    const QByteArray h100 = "8|NVIDIA|H100|81920|NVIDIA US|corvane-tech|aws eu-central-1";
    QTest::newRow("another name of the chip, and what its driver reports")
        << QByteArray("p5.48xlarge") << QByteArray(R"("nvidia.com/gpu.product":"NVIDIA-H100-80GB-HBM3","nvidia.com/gpu.memory":"81559",)") << h100
        << QByteArray();
    QTest::newRow("the node tells its type too")
        << QByteArray("p5.48xlarge") << QByteArray(R"("node.kubernetes.io/instance-type":"p5.48xlarge","nvidia.com/gpu.product":"H100",)") << h100
        << QByteArray();
    QTest::newRow("the node knows no chip") << QByteArray("p5.48xlarge") << QByteArray() << h100 << QByteArray();
    QTest::newRow("a type without accelerators")
        << QByteArray("m5.large") << QByteArray(R"("nvidia.com/gpu.product":"NVIDIA-A10G",)")
        << QByteArray("8|NVIDIA|A10G|~|NVIDIA US|corvane-tech|aws eu-central-1") << QByteArray();
    QTest::newRow("they do differ")
        << QByteArray("p5.48xlarge") << QByteArray(R"("nvidia.com/gpu.product":"NVIDIA-A100-SXM4-40GB",)")
        << QByteArray("8|NVIDIA|A100|40960|NVIDIA US|corvane-tech|aws eu-central-1")
        << QByteArray("chip: A100 stands, H100 differs; memory_mib: 40960 stands, 81920 differs");
}

void TestPools::anyOrder()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, labels);
    QFETCH(QByteArray, pool);
    QFETCH(QByteArray, conflicts);
    QStringList order{u"ec2.json"_s, u"nodes.json"_s, u"workloads.csv"_s, u"entities.csv"_s};
    std::sort(order.begin(), order.end());
    int nr = 0;
    do {
        if (nr++ % 3 != 0) // each file comes first, and each last
            continue;
        Cli cli;
        cli.write(u"entities.csv"_s, LegalEntities);
        cli.write(u"ec2.json"_s, QByteArray(Instance).replace("%TYPE", type).replace("%PLACE", ""));
        cli.write(u"nodes.json"_s, QByteArray(Node).replace("%LABELS", labels));
        cli.write(u"workloads.csv"_s, Register);
        for (const QString &file : std::as_const(order)) {
            const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file});
            QVERIFY2(run.code == 0, run.err.constData());
        }
        Peek peek(cli.path(u"w"_s));
        const QByteArray said = order.join(u' ').toUtf8();
        const QList<QByteArray> pools =
            peek.rows("SELECT a.count, a.vendor, a.chip, a.memory_mib, a.vendor||' '||a.vendor_country, "
                      "(SELECT key FROM entity WHERE id=a.legal_entity), "
                      "(SELECT group_concat(provider||' '||region) FROM place WHERE entity=a.id) FROM e_accelerator a");
        QVERIFY2(pools == QList<QByteArray>{pool}, said + ": " + pools.join(" and "));
        QByteArrayList words;
        const CliRun run = cli.run({u"conflicts"_s, u"--workspace"_s, u"w"_s, u"--json"_s});
        for (const auto &c : nlohmann::ordered_json::parse(run.out.toStdString())) {
            if (!c["entity"].get<std::string>().starts_with("accelerator:"))
                continue;
            QByteArrayList told;
            for (const auto &w : c["words"])
                told.append((w["value"].is_string() ? QByteArray::fromStdString(w["value"].get<std::string>()) : QByteArray::fromStdString(w["value"].dump())) +
                            (w["stands"].get<bool>() ? " stands" : " differs"));
            words.append(QByteArray::fromStdString(c["attr"].get<std::string>()) + ": " + told.join(", "));
        }
        QVERIFY2(words.join("; ") == conflicts, said + ": " + words.join("; "));
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    } while (std::next_permutation(order.begin(), order.end()));
}

/// A machine that was taken to an Outpost takes its accelerators along, whoever told of them.
void TestPools::followsToTheOutpost()
{
    for (const QStringList &order : {QStringList{u"ec2.json"_s, u"nodes.json"_s}, QStringList{u"nodes.json"_s, u"ec2.json"_s}, QStringList{u"ec2.json"_s}}) {
        Cli cli;
        cli.write(u"ec2.json"_s, QByteArray(Instance).replace("%TYPE", "p5.48xlarge").replace("%PLACE", ""));
        cli.write(u"nodes.json"_s, QByteArray(Node).replace("%LABELS", R"("nvidia.com/gpu.product":"NVIDIA-H100-80GB-HBM3",)"));
        for (const QString &file : order)
            QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0);
        cli.write(u"ec2.json"_s,
                  QByteArray(Instance).replace("%TYPE", "p5.48xlarge").replace("%PLACE", R"("OutpostArn":"arn:aws:outposts:eu-central-1:111122223333:outpost/op-1",)"));
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"ec2.json"_s}).code, 0);
        Peek peek(cli.path(u"w"_s));
        const QByteArray places = "SELECT p.region, coalesce(s.key,'') FROM place p JOIN entity e ON e.id=p.entity LEFT JOIN entity s ON s.id=p.site WHERE (p.facets & 1)<>0 AND e.kind=";
        QCOMPARE(peek.rows(places + "8"), peek.rows(places + "2"));
        QVERIFY(!peek.rows(places + "8").isEmpty());
        if (order.size() == 1)
            QCOMPARE(peek.rows(places + "8"), QList<QByteArray>{"|arn:aws:outposts:eu-central-1:111122223333:outpost/op-1"});
    }
}

void TestPools::sizesInAnyCase_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("pool");
    const auto row = [](const char *name, const QByteArray &type, const QByteArray &more) {
        QTest::newRow(name) << u"r.json"_s
                            << "[{'id':'/subscriptions/1/resourceGroups/rg/providers/" + type + "/a','name':'a','type':'" + type + "','location':'westeurope'," + more + "}]"
                            << QByteArray("1|H100|Standard_NC40ads_H100_v5");
    };
    for (const char *size : {"standard_nc40ads_h100_v5", "STANDARD_NC40ADS_H100_V5", "Standard_NC40ads_H100_v5"}) {
        row(qPrintable(u"machine "_s + QString::fromLatin1(size)), "Microsoft.Compute/virtualMachines", QByteArray("'properties':{'hardwareProfile':{'vmSize':'") + size + "'}}");
        row(qPrintable(u"scale set "_s + QString::fromLatin1(size)), "Microsoft.Compute/virtualMachineScaleSets", QByteArray("'sku':{'name':'") + size + "','capacity':1}");
        row(qPrintable(u"node pool "_s + QString::fromLatin1(size)), "Microsoft.ContainerService/managedClusters",
            QByteArray("'properties':{'agentPoolProfiles':[{'name':'gpu','count':1,'vmSize':'") + size + "'}]}");
        row(qPrintable(u"machine learning "_s + QString::fromLatin1(size)), "Microsoft.MachineLearningServices/workspaces/w/computes",
            QByteArray("'properties':{'computeType':'AmlCompute','properties':{'currentNodeCount':1,'vmSize':'") + size + "'}}");
        QTest::newRow(qPrintable(u"state "_s + QString::fromLatin1(size)))
            << u"a.tfstate"_s
            << QByteArray("{'version':4,'terraform_version':'1.9.0','serial':1,'lineage':'tv','outputs':{},'resources':[{'mode':'managed','type':'azurerm_linux_virtual_machine',"
                          "'name':'g','instances':[{'attributes':{'id':'/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/a','name':'a',"
                          "'location':'westeurope','size':'") + size + "'}}]}]}"
            << QByteArray("1|H100|Standard_NC40ads_H100_v5");
        QTest::newRow(qPrintable(u"register "_s + QString::fromLatin1(size)))
            << u"workloads.csv"_s << QByteArray("workload:key,name,provider,instance_type,instance_count\na,a,Azure,") + size + ",1\n" << QByteArray("1|H100|Standard_NC40ads_H100_v5");
    }
}

/// Azure compares sizes without case, and each of its exports writes them as it likes.
void TestPools::sizesInAnyCase()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    Cli cli;
    cli.write(file, text.replace('\'', '"'));
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file});
    QVERIFY2(run.code == 0, run.err.constData());
    QTEST(Peek(cli.path(u"w"_s)).rows("SELECT a.count, a.chip, (SELECT group_concat(DISTINCT instance_type) FROM e_workload) FROM e_accelerator a").join(" and "), "pool");
}

/// What an endpoint says of each of its machines, and what the reference data knows of their type, is the same number of chips.
void TestPools::replicas()
{
    Cli cli;
    cli.write(u"assets.ndjson"_s,
              R"({"name":"//aiplatform.googleapis.com/projects/1/locations/europe-west3/endpoints/77","asset_type":"aiplatform.googleapis.com/Endpoint",)"
              R"("resource":{"version":"v1","location":"europe-west3","data":{"displayName":"e","deployedModels":[{"id":"1","dedicatedResources":{"machineSpec":)"
              R"({"machineType":"a2-highgpu-1g","acceleratorType":"NVIDIA_TESLA_A100","acceleratorCount":1},"minReplicaCount":2,"maxReplicaCount":4}}]}},"ancestors":["projects/1"]})"
              "\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"assets.ndjson"_s}).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT a.count, a.chip, a.memory_mib FROM e_accelerator a"), QList<QByteArray>{"2|A100|40960"});
    QCOMPARE(cli.run({u"conflicts"_s, u"--workspace"_s, u"w"_s}).out, QByteArray());
}

void TestPools::undone()
{
    const QByteArray pools = "SELECT a.count, a.chip, a.memory_mib FROM e_accelerator a";
    Cli cli;
    cli.write(u"ec2.json"_s, QByteArray(Instance).replace("%TYPE", "p5.48xlarge").replace("%PLACE", ""));
    cli.write(u"nodes.json"_s, QByteArray(Node).replace("%LABELS", R"("nvidia.com/gpu.product":"NVIDIA-A100-SXM4-40GB",)"));
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"ec2.json"_s}).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows(pools), QList<QByteArray>{"8|H100|81920"});
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"nodes.json"_s}).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows(pools), QList<QByteArray>{"8|A100|40960"});
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows(pools), QList<QByteArray>{"8|H100|81920"});
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM claim c JOIN entity e ON e.id=c.entity WHERE e.kind=8"), 0);
}

// Two systems become one, and that is undone: the pool is the machine's again, by name, provider, legal entity and place.
void TestPools::ofItsSystemAgain_data()
{
    QTest::addColumn<QStringList>("join");
    QTest::newRow("by hand") << QStringList{u"merge"_s, u"workload:W2"_s, u"workload:arn:aws:ec2:eu-central-1:111122223333:instance/i-0aa11bb22cc33dd44"_s};
    QTest::newRow("by an import that names both") << QStringList{u"import"_s, u"both.json"_s};
}

void TestPools::ofItsSystemAgain()
{
    QFETCH(QStringList, join);
    const QByteArray pool = "SELECT e.key, e.name, coalesce((SELECT key FROM entity WHERE id=a.legal_entity),'~'), (SELECT key FROM entity WHERE id=a.provider), "
                            "(SELECT group_concat(p.provider||' '||p.region) FROM place p WHERE p.entity=e.id) FROM e_accelerator a JOIN entity e ON e.id=a.id";
    Cli cli;
    cli.write(u"ec2.json"_s, QByteArray(Instance).replace("%TYPE", "p5.48xlarge").replace("%PLACE", R"("Tags":[{"Key":"Name","Value":"gpu-a"}],)"));
    cli.write(u"entities.csv"_s, LegalEntities);
    cli.write(u"workloads.csv"_s, "workload:key,name,legal_entity\nW2,payroll,corvane-tech\n");
    cli.write(u"both.json"_s, R"({"bailiwick":1,"entities":[{"kind":"workload","key":"W2","aliases":[{"scheme":"arn","value":"arn:aws:ec2:eu-central-1:111122223333:instance/i-0aa11bb22cc33dd44"}]}]})");
    for (const QString &file : {u"ec2.json"_s, u"entities.csv"_s, u"workloads.csv"_s})
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0);
    const QList<QByteArray> before = Peek(cli.path(u"w"_s)).rows(pool);
    QCOMPARE(before, QList<QByteArray>{"acc:arn:aws:ec2:eu-central-1:111122223333:instance/i-0aa11bb22cc33dd44|8 x H100 in gpu-a|~|aws|aws eu-central-1"});
    QCOMPARE(cli.run(QStringList{join.first(), u"--workspace"_s, u"w"_s} + join.mid(1)).code, 0);
    const QList<QByteArray> joined = Peek(cli.path(u"w"_s)).rows(pool);
    QCOMPARE(joined.size(), 1);
    QVERIFY2(joined.first().startsWith("acc:W2|8 x H100 in payroll|corvane-tech|"), joined.first().constData());
    const auto apart = [&](const QStringList &command) {
        QCOMPARE(cli.run(QStringList{command.first(), u"--workspace"_s, u"w"_s} + command.mid(1)).code, 0);
        QCOMPARE(Peek(cli.path(u"w"_s)).rows(pool), before);
    };
    if (join.first() == u"merge"_s) {
        apart({u"merge"_s, u"--split"_s, u"workload:W2"_s});
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(Peek(cli.path(u"w"_s)).rows(pool), joined);
    }
    apart({u"undo"_s});
}

BAILIWICK_TEST(QCoreApplication, TestPools)

} // namespace tst_pools

#include "tst_pools.moc"
