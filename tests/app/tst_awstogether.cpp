// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_awstogether {

using namespace Qt::StringLiterals;

namespace {

/// One row for each order of the files, by their names; of more than three every fifth, so that each comes first and last once.
void allOrders(QStringList files)
{
    QTest::addColumn<QStringList>("order");
    std::sort(files.begin(), files.end());
    const int step = files.size() > 3 ? 5 : 1;
    int nr = 0;
    do {
        if (nr++ % step == 0)
            QTest::newRow(qPrintable(files.join(u' '))) << files;
    } while (std::next_permutation(files.begin(), files.end()));
}

} // namespace

/// What several exports of AWS tell of one thing comes together, in whatever order they are imported.
class TestAwsTogether : public QObject
{
    Q_OBJECT

private slots:
    void endpointsAndConfigurations_data();
    void endpointsAndConfigurations();
    void configurationTakenBack();
    void endpointWithAnotherConfiguration();
    void indexesAndInventory_data();
    void indexesAndInventory();
    void findingsOfBothVersions_data();
    void findingsOfBothVersions();
    void typesAndMachines_data();
    void typesAndMachines();
    void typesTakenBack();
};

namespace {

void writeServing(const Cli &cli)
{
    cli.write(
        u"endpoint.json"_s,
        R"({"EndpointName":"Chat","EndpointArn":"arn:aws:sagemaker:eu-west-3:111122223333:endpoint/chat","EndpointConfigName":"Chat-Config",)"
        R"("EndpointStatus":"InService","ProductionVariants":[{"VariantName":"a"}]})");
    cli.write(
        u"configuration.json"_s,
        R"({"EndpointConfigName":"Chat-Config","EndpointConfigArn":"arn:aws:sagemaker:eu-west-3:111122223333:endpoint-config/chat-config",)"
        R"("KmsKeyId":"arn:aws:kms:eu-west-3:111122223333:key/1","ProductionVariants":[{"VariantName":"a","ModelName":"Chat-Model",)"
        R"("InstanceType":"ml.p5.48xlarge","InitialInstanceCount":2}]})");
    cli.write(
        u"model.json"_s,
        R"({"ModelName":"Chat-Model","ModelArn":"arn:aws:sagemaker:eu-west-3:111122223333:model/chat-model","PrimaryContainer":)"
        R"({"Image":"111122223333.dkr.ecr.eu-west-3.amazonaws.com/llm:1","ModelDataUrl":"s3://weights-eu/chat.tar.gz"}})");
}

const QByteArray served =
    "SELECT w.instance_type, w.instance_count, w.key_management, (SELECT m.key FROM link l JOIN entity m ON m.id=l.target WHERE l.entity=w.id "
    "AND l.attr='models'), (SELECT a.count||' '||a.chip FROM link l JOIN e_accelerator a ON a.id=l.target WHERE l.entity=w.id AND "
    "l.attr='accelerators') FROM e_workload w WHERE w.resource_type='AWS::SageMaker::Endpoint'";

} // namespace

void TestAwsTogether::endpointsAndConfigurations_data()
{
    allOrders({u"endpoint.json"_s, u"configuration.json"_s, u"model.json"_s});
}

/// The endpoint names its configuration, which names the machines and the model.
void TestAwsTogether::endpointsAndConfigurations()
{
    QFETCH(QStringList, order);
    const Cli cli;
    writeServing(cli);
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows(served), QList<QByteArray>{"ml.p5.48xlarge|2|cmk|arn:aws:sagemaker:eu-west-3:111122223333:model/chat-model|16 H100"});
    // The configuration runs no machines of its own.
    QCOMPARE(peek.count("SELECT count(*) FROM e_accelerator"), 1);
    QCOMPARE(peek.one("SELECT group_concat(DISTINCT coalesce(pl.country,pl.region)) FROM place pl JOIN entity e ON e.id=pl.entity WHERE e.kind=8"), "eu-west-3");
    QCOMPARE(peek.count("SELECT count(*) FROM pending_ref"), 0);

    // What is imported again is not new.
    const QByteArray before = peek.one(served);
    importInOrder(cli, order);
    QCOMPARE(peek.one(served), before);
}

void TestAwsTogether::configurationTakenBack()
{
    const Cli cli;
    writeServing(cli);
    importInOrder(cli, {u"endpoint.json"_s, u"configuration.json"_s});
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.count("SELECT count(*) FROM e_accelerator"), 1);
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(peek.rows(served), QList<QByteArray>{"~|~|~|~|~"});
    QCOMPARE(peek.count("SELECT count(*) FROM e_accelerator"), 0);
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

void TestAwsTogether::endpointWithAnotherConfiguration()
{
    const Cli cli;
    writeServing(cli);
    cli.write(
        u"next.json"_s,
        R"({"EndpointConfigName":"Next","EndpointConfigArn":"arn:aws:sagemaker:eu-west-3:111122223333:endpoint-config/next",)"
        R"("ProductionVariants":[{"VariantName":"a","ModelName":"Chat-Model","InstanceType":"ml.g5.48xlarge","InitialInstanceCount":1}]})");
    importInOrder(cli, {u"endpoint.json"_s, u"configuration.json"_s, u"next.json"_s});
    cli.write(
        u"endpoint.json"_s,
        R"({"EndpointName":"Chat","EndpointArn":"arn:aws:sagemaker:eu-west-3:111122223333:endpoint/chat","EndpointConfigName":"Next",)"
        R"("EndpointStatus":"InService","ProductionVariants":[{"VariantName":"a"}]})");
    importInOrder(cli, {u"endpoint.json"_s});
    Peek peek(cli.path(u"w"_s));
    const QList<QByteArray> now = peek.rows(served);
    QCOMPARE(now.size(), 1);
    QVERIFY2(now.first().startsWith("ml.g5.48xlarge|1|") && now.first().endsWith("|8 A10G"), now.first().constData());
}

void TestAwsTogether::indexesAndInventory_data()
{
    allOrders({u"config.json"_s, u"query.json"_s, u"tags.json"_s, u"explorer.json"_s});
}

/// Indexes know little: what Config says of a machine in a Local Zone stands against them.
void TestAwsTogether::indexesAndInventory()
{
    QFETCH(QStringList, order);
    const Cli cli;
    const QByteArray arn = "arn:aws:ec2:us-west-2:111122223333:instance/i-0aa11bb22cc33dd44";
    const QByteArray item =
        R"("resourceType":"AWS::EC2::Instance","resourceId":"i-0aa11bb22cc33dd44","awsRegion":"us-west-2","availabilityZone":"us-west-2-lax-1a","arn":")" + arn + '"';
    cli.write(u"config.json"_s,
              R"({"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{)" + item +
                  R"(,"resourceName":"trainer","awsAccountId":"111122223333","configurationItemStatus":"OK","configurationItemCaptureTime":"2026-11-19T22:00:00Z",)"
                  R"("tags":{"env":"prod"},"configuration":{"instanceType":"p5.48xlarge"},"supplementaryConfiguration":{}}]})");
    QByteArray row = '{' + item + R"(,"accountId":"111122223333","configuration":{"instanceType":"p5.48xlarge"}})";
    row.replace('"', "\\\"");
    cli.write(u"query.json"_s, R"({"Results":[")" + row + R"("],"QueryInfo":{"SelectFields":[]}})");
    cli.write(u"tags.json"_s, R"({"ResourceTagMappingList":[{"ResourceARN":" )" + arn +
                                  R"(","Tags":[{"Key":"env","Value":"dev"},{"Key":"owner","Value":"Head of AI"}]}],"PaginationToken":""})");
    cli.write(u"explorer.json"_s,
              R"({"Count":{"Complete":true,"TotalResources":1},"Resources":[{"Arn":")" + arn +
                  R"(","OwningAccountId":"111122223333","Region":"us-west-2","ResourceType":"ec2:instance","Service":"ec2","Properties":[]}]})");
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT e.key, e.name, w.resource_type, w.env, w.owner, w.instance_type FROM entity e JOIN e_workload w ON w.id=e.id"),
             QList<QByteArray>{arn + "|trainer|AWS::EC2::Instance|prod|Head of AI|p5.48xlarge"});
    // It runs in the Local Zone; the region that the zone belongs to controls it.
    QCOMPARE(peek.rows("SELECT pl.region FROM place pl JOIN e_workload w ON w.id=pl.entity WHERE pl.facets & 1 ORDER BY 1"), QList<QByteArray>{"us-west-2-lax-1"});
    QCOMPARE(peek.rows("SELECT pl.region FROM place pl JOIN e_workload w ON w.id=pl.entity WHERE pl.facets & 16 ORDER BY 1"), QList<QByteArray>{"us-west-2"});
    QCOMPARE(peek.count("SELECT count(*) FROM entity WHERE vanished<>0"), 0);
}

void TestAwsTogether::findingsOfBothVersions_data()
{
    allOrders({u"first.json"_s, u"list.json"_s, u"one.json"_s});
}

/// The second list knows the finding by its id alone, its details and the first list by who has access.
void TestAwsTogether::findingsOfBothVersions()
{
    QFETCH(QStringList, order);
    const Cli cli;
    const QByteArray common =
        R"("resource":"arn:aws:s3:::papers","resourceType":"AWS::S3::Bucket","resourceOwnerAccount":"111122223333","status":"ACTIVE",)"
        R"("createdAt":"2026-09-01T08:00:00Z","updatedAt":"2026-09-01T08:00:00Z","analyzedAt":"2026-10-01T08:00:00Z")";
    const QByteArray access = R"("principal":{"AWS":"999988887777"},"action":["s3:GetObject"],"condition":{},"isPublic":false)";
    cli.write(u"first.json"_s, R"({"findings":[{"id":"of-another-analyzer",)" + common + ',' + access + "}]}");
    cli.write(u"list.json"_s, R"({"findings":[{"id":"f-1","findingType":"ExternalAccess",)" + common + "}]}");
    cli.write(u"one.json"_s, R"({"id":"f-1","findingType":"ExternalAccess",)" + common + R"(,"findingDetails":[{"externalAccessDetails":{)" + access + "}}]}");
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT i.key, g.resource, g.privilege FROM e_grant g LEFT JOIN entity i ON i.id=g.identity"),
             QList<QByteArray>{"arn:aws:iam::999988887777:root|arn:aws:s3:::papers|read"});
}

namespace {

const QByteArray pools = "SELECT a.count, a.vendor, a.chip, a.memory_mib, a.vendor_country FROM e_accelerator a JOIN entity e ON e.id=a.id "
                         "WHERE e.vanished=0 ORDER BY a.chip";

/// p9 is newer than the reference data; of p5 it is said otherwise than there (8 H100).
void writeTypes(const Cli &cli)
{
    cli.write(
        u"types.json"_s,
        R"({"InstanceTypes":[{"InstanceType":"p9.48xlarge","VCpuInfo":{},"GpuInfo":{"Gpus":[{"Name":"R100","Manufacturer":"NVIDIA","Count":8,"MemoryInfo":{"SizeInMiB":294912}}]}},)"
        R"({"InstanceType":"p5.48xlarge","VCpuInfo":{},"GpuInfo":{"Gpus":[{"Name":"H200","Manufacturer":"NVIDIA","Count":4,"MemoryInfo":{"SizeInMiB":144384}}]}},)"
        R"({"InstanceType":"m5.large","VCpuInfo":{}}]})");
    cli.write(
        u"machines.json"_s,
        R"({"Reservations":[{"OwnerId":"111122223333","Instances":[)"
        R"({"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":"p9.48xlarge","ImageId":"ami-1","Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"}},)"
        R"({"InstanceId":"i-0aa11bb22cc33dd45","InstanceType":"p5.48xlarge","ImageId":"ami-1","Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"}}]}]})");
}

} // namespace

void TestAwsTogether::typesAndMachines_data()
{
    allOrders({u"types.json"_s, u"machines.json"_s});
}

/// What the account's own list of types says comes before what the program ships.
void TestAwsTogether::typesAndMachines()
{
    QFETCH(QStringList, order);
    const Cli cli;
    writeTypes(cli);
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    // Who made a chip that the reference data lacks, and where, nobody has said.
    QCOMPARE(peek.rows(pools), (QList<QByteArray>{"4|NVIDIA|H200|144384|US", "8|NVIDIA|R100|294912|~"}));
    QCOMPARE(peek.rows("SELECT name FROM entity WHERE kind=8 ORDER BY 1"),
             (QList<QByteArray>{"4 x H200 in i-0aa11bb22cc33dd45", "8 x R100 in i-0aa11bb22cc33dd44"}));
    importInOrder(cli, {u"types.json"_s});
    QCOMPARE(peek.count("SELECT count(*) FROM e_accelerator"), 2);
}

void TestAwsTogether::typesTakenBack()
{
    const Cli cli;
    writeTypes(cli);
    importInOrder(cli, {u"machines.json"_s});
    Peek peek(cli.path(u"w"_s));
    const QList<QByteArray> shipped = peek.rows(pools);
    QCOMPARE(shipped.size(), 1);
    QVERIFY2(shipped.first().startsWith("8|NVIDIA|H100|"), shipped.first().constData());
    importInOrder(cli, {u"types.json"_s});
    QCOMPARE(peek.rows(pools).size(), 2);
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(peek.rows(pools), shipped);
    QCOMPARE(peek.count("SELECT count(*) FROM setting WHERE name GLOB 'instance_type/*'"), 0);
    QCOMPARE(peek.count("SELECT count(*) FROM ref_instance WHERE confidence='own' OR type GLOB 'shipped:*'"), 0);
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

BAILIWICK_TEST(QCoreApplication, TestAwsTogether)

} // namespace tst_awstogether

#include "tst_awstogether.moc"
