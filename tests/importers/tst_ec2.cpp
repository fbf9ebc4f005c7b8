// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"
#include "runimporter.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_ec2 {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestEc2 : public QObject
{
    Q_OBJECT

private slots:
    void splitsArns();
    void findsRegionOfZone_data();
    void findsRegionOfZone();
    void readsTimes_data();
    void readsTimes();
    void countsTheLargeSample();
    void refusesWhatIsNoInstance();
    void readsQuirks();
    void wrongTypes_data();
    void wrongTypes();
    void placesByPartition_data();
    void placesByPartition();
    void tenancies_data();
    void tenancies();
    void readsQueriedInstances();
    void readsTwoPages();
    void namesWithoutTags();
    void powerShell();
    void countsInstanceTypes();
    void instanceTypes_data();
    void instanceTypes();
    void partsOfInstanceTypes_data();
    void partsOfInstanceTypes();
};

void TestEc2::splitsArns()
{
    const auto arn = importers::Arn::fromText(u" arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:score:7 "_s);
    QVERIFY(arn);
    QCOMPARE(arn->partition, u"aws-eusc"_s);
    QCOMPARE(arn->service, u"lambda"_s);
    QCOMPARE(arn->account, u"123456789012"_s);
    QCOMPARE(arn->resource, u"function:score:7"_s);
    QCOMPARE(arn->text(), u"arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:score:7"_s);
    QCOMPARE(importers::Arn::fromText(u"arn:aws:iam::1:role/a/b"_s)->lastPart(), u"b"_s);
    QVERIFY(!importers::Arn::fromText(u"urn:aws:iam::1:role/a"_s));
    QVERIFY(!importers::Arn::fromText(u"arn:aws:iam"_s));
}

void TestEc2::findsRegionOfZone_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("parent");
    QTest::newRow("plain") << u"us-east-1a"_s << u"us-east-1"_s << u"us-east-1"_s;
    QTest::newRow("local zone") << u"us-west-2-lax-1a"_s << u"us-west-2-lax-1"_s << u"us-west-2"_s;
    QTest::newRow("wavelength") << u"us-east-1-wl1-bos-wlz-1"_s << u"us-east-1-wl1-bos-wlz-1"_s << u"us-east-1"_s;
    QTest::newRow("government") << u"us-gov-west-1b"_s << u"us-gov-west-1"_s << u"us-gov-west-1"_s;
    QTest::newRow("sovereign") << u"eusc-de-east-1a"_s << u"eusc-de-east-1"_s << u"eusc-de-east-1"_s;
    QTest::newRow("region") << u"ap-southeast-2"_s << u"ap-southeast-2"_s << u"ap-southeast-2"_s;
    QTest::newRow("none") << u"Not Applicable"_s << QString() << QString();
    QTest::newRow("multiple") << u"Multiple"_s << QString() << QString();
}

void TestEc2::findsRegionOfZone()
{
    QFETCH(QString, zone);
    QTEST(importers::awsRegionOfZone(zone), "region");
    QTEST(importers::awsParentRegion(zone), "parent");
}

void TestEc2::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDate>("date");
    QTest::newRow("zulu") << u"2022-07-21T12:34:42Z"_s << QDate(2022, 7, 21);
    QTest::newRow("offset over midnight") << u"2022-07-21T23:30:00-02:00"_s << QDate(2022, 7, 22);
    QTest::newRow("fractions") << u"2022-07-21T12:34:42.1234567Z"_s << QDate(2022, 7, 21);
    QTest::newRow("blank") << u"2023-03-09 10:41:45+00:00"_s << QDate(2023, 3, 9);
    QTest::newRow("seconds") << u"1520000000"_s << QDate(2018, 3, 2);
    QTest::newRow("milliseconds") << u"1520000000000"_s << QDate(2018, 3, 2);
    QTest::newRow("N/A") << u"N/A"_s << QDate();
    QTest::newRow("no_information") << u"no_information"_s << QDate();
    QTest::newRow("no such day") << u"2022-02-30T00:00:00Z"_s << QDate();
}

void TestEc2::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(QDate, date);
    const auto day = importers::awsDay(text);
    QCOMPARE(day.has_value(), date.isValid());
    if (day)
        QCOMPARE(domain::fromDay(*day), date);
}

void TestEc2::countsTheLargeSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    // jq '[.Reservations[].Instances[]] | length' = 13, of which terminated 10
    const Reading reading =
        readWith(importers::appendAws, sampleFile(u"aws/c7n__ec2-describe-instances__large.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-ec2-instances"_s));
    const auto counts = reading.sink.counts();
    QCOMPARE(counts.read, 13);
    QCOMPARE(counts.added, 3);
    QCOMPARE(counts.ignored, 10);
    QCOMPARE(reading.sink.ignoredByCode().value(u"terminated"_s), 10);
    QCOMPARE(reading.sink.head->scope, u"644160558196/us-east-1"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestEc2::refusesWhatIsNoInstance()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    // Placements, queried out of describe-instances: nothing tells which machine they belong to.
    QCOMPARE(readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__ec2_describe-instances_3.json"_s)).format,
             QString());
    const Reading invalid =
        readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__ec2_describe-instances_2.INVALID.json"_s),
                 u"aws-ec2-instances"_s);
    QVERIFY(invalid.error);
    QCOMPARE(invalid.error->code, domain::ErrorCode::SyntaxError);
    QVERIFY2(invalid.error->where.contains("line 14"_L1), qPrintable(invalid.error->where));
}

void TestEc2::readsQuirks()
{
    const Reading reading = readWith(importers::appendAws, ownFile(u"ec2_quirks.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.incomplete.size(), 1);
    const auto counts = reading.sink.counts();
    QCOMPARE(counts.read, 9);
    QCOMPARE(counts.added, 7);
    QCOMPARE(counts.ignored, 1);
    QCOMPARE(counts.rejected, 1);
    QCOMPARE(reading.sink.entries.at(5).rejectedWhere, u"/Reservations/0/Instances/5"_s);

    const auto first = reading.sink.record(u"arn:aws:ec2:eu-central-1:111122223333:instance/i-01"_s);
    QVERIFY(first);
    QCOMPARE(first->name, u"fraud scorer"_s);
    QCOMPARE(aliasOf(*first, u"instance"_s), u"aws/i-01"_s);
    QCOMPARE(aliasOf(*first, u"arn"_s), first->key);
    QCOMPARE(textField(*first, u"env"_s), u"prod"_s);
    QCOMPARE(textField(*first, u"owner"_s), u"Head of Fraud"_s);
    QCOMPARE(textField(*first, u"criticality"_s), u"critical"_s);
    QCOMPARE(textField(*first, u"data_classes"_s), u"personal|payment_card..."_s);
    QCOMPARE(textField(*first, u"instance_type"_s), u"p5.48xlarge"_s);
    QCOMPARE(textField(*first, u"confidential_computing"_s), u"true"_s);
    QCOMPARE(textField(*first, u"deployment_type"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*first, u"account"_s), u"111122223333"_s);
    QCOMPARE(first->completeFacets, domain::Facet::Hosting | domain::Facet::Processing);

    const auto host = reading.sink.record(u"arn:aws:ec2:us-west-2:111122223333:instance/i-02"_s);
    QVERIFY(host);
    QCOMPARE(textField(*host, u"tenancy"_s), u"dedicated_host"_s);
    QCOMPARE(textField(*host, u"confidential_computing"_s), u"true"_s);
    const auto dedicated = reading.sink.record(u"arn:aws:ec2:us-east-1:111122223333:instance/i-03"_s);
    QVERIFY(dedicated);
    QCOMPARE(textField(*dedicated, u"tenancy"_s), u"dedicated_hardware"_s);
    QCOMPARE(textField(*dedicated, u"confidential_computing"_s), u"(unsaid)"_s);
    const auto outpost = reading.sink.record(u"arn:aws:outposts:eu-central-1:111122223333:outpost/op-0a"_s);
    QVERIFY(outpost);
    QCOMPARE(outpost->kind, EntityKind::Location);
    QCOMPARE(
        textField(*reading.sink.record(u"arn:aws:ec2:eu-central-1:111122223333:instance/i-04"_s), u"deployment_type"_s),
        u"onprem"_s);
}

void TestEc2::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<QStringList>("told"); ///< pointers behind the instance's
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("rejected");
    const auto row = [](const char *name, const char *members, const QStringList &told, const QString &attr, const QString &value, bool rejected = false) {
        QTest::newRow(name) << QByteArray("{" + QByteArray(members) + "}") << told << attr << value << rejected;
    };
    const QString unsaid = u"(unsaid)"_s;
    row("all is well", R"("InstanceId":"i-1","InstanceType":"t3.micro","State":{"Name":"running"},"Placement":{"AvailabilityZone":"eu-west-1a"})", {}, u"state"_s, u"running"_s);
    row("nulls are not there", R"("InstanceId":"i-1","State":null,"Placement":null,"Tags":null)", {}, u"state"_s, unsaid);
    row("PowerShell", R"("InstanceId":"i-1","InstanceType":{"Value":"t3.micro"},"State":{"Name":{"Value":"running"}})", {}, u"instance_type"_s, u"t3.micro"_s);
    row("identifier is a number", R"("InstanceId":5,"InstanceType":"t3.micro","Placement":{})", {u"/InstanceId"_s}, {}, {}, true);
    row("identifier is an object", R"("InstanceId":{"a":1},"InstanceType":"t3.micro","Placement":{})", {u"/InstanceId"_s}, {}, {}, true);
    row("state is a text", R"("InstanceId":"i-1","State":"terminated")", {u"/State"_s}, u"state"_s, unsaid);
    row("place is a list", R"("InstanceId":"i-1","Placement":[])", {u"/Placement"_s}, u"tenancy"_s, unsaid);
    row("zone is a number", R"("InstanceId":"i-1","Placement":{"AvailabilityZone":1,"Tenancy":"default"})", {u"/Placement/AvailabilityZone"_s}, u"tenancy"_s, u"shared"_s);
    row("type is a number", R"("InstanceId":"i-1","InstanceType":7)", {u"/InstanceType"_s}, u"instance_type"_s, unsaid);
    row("several at once", R"("InstanceId":"i-1","InstanceType":true,"ImageId":[],"Tags":"x")", {u"/InstanceType"_s, u"/ImageId"_s, u"/Tags"_s}, u"image"_s, unsaid);
}

/// What has another type than is documented is told with its place, and is unknown rather than guessed.
void TestEc2::wrongTypes()
{
    QFETCH(QByteArray, instance);
    QFETCH(QStringList, told);
    QFETCH(QString, attr);
    QFETCH(bool, rejected);
    const Reading reading =
        readText(importers::appendAws, u"e.json"_s, R"({"Reservations":[{"OwnerId":"111122223333","Instances":[)" + instance + "]}]}");
    QVERIFY(!reading.error);
    const QString where = u"/Reservations/0/Instances/0"_s;
    const CollectingSink::Entry &entry = reading.sink.entries.constFirst();
    QCOMPARE(entry.rejectedCode, rejected ? u"wrong-type"_s : QString());
    if (rejected) {
        QCOMPARE(entry.rejectedWhere, where + told.constFirst());
        return;
    }
    QStringList pointers;
    for (const domain::Diagnostic &d : reading.sink.diagnostics) {
        QCOMPARE(d.code, u"wrong-type"_s);
        QCOMPARE(d.level, domain::DiagnosticLevel::Warning);
        pointers.append(d.where.mid(where.size()));
    }
    QCOMPARE(pointers, told);
    QTEST(textField(entry.entities.constLast(), attr), "value");
}

void TestEc2::placesByPartition_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("places");
    QTest::newRow("plain") << u"arn:aws:ec2:eu-central-1:111122223333:instance/i-01"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("local zone") << u"arn:aws:ec2:us-west-2:111122223333:instance/i-02"_s << u"3 aws/us-west-2-lax-1, 16 aws/us-west-2"_s;
    QTest::newRow("wavelength") << u"arn:aws:ec2:us-east-1:111122223333:instance/i-03"_s
                                << u"3 aws/us-east-1-wl1-bos-wlz-1, 16 aws/us-east-1"_s;
    QTest::newRow("outpost") << u"arn:aws:ec2:eu-central-1:111122223333:instance/i-04"_s
                             << u"3 /arn:aws:outposts:eu-central-1:111122223333:outpost/op-0a, 16 aws/eu-central-1"_s;
    QTest::newRow("sovereign") << u"arn:aws-eusc:ec2:eusc-de-east-1:444455556666:instance/i-06"_s
                               << u"3 aws-esc/eusc-de-east-1"_s;
    QTest::newRow("china") << u"arn:aws-cn:ec2:cn-north-1:444455556666:instance/i-07"_s << u"3 aws/cn-north-1"_s;
    QTest::newRow("government") << u"arn:aws-us-gov:ec2:us-gov-west-1:444455556666:instance/i-08"_s
                                << u"3 aws/us-gov-west-1"_s;
}

void TestEc2::placesByPartition()
{
    QFETCH(QString, key);
    const auto record = readWith(importers::appendAws, ownFile(u"ec2_quirks.json"_s)).sink.record(key);
    QVERIFY(record);
    QTEST(placesOf(*record), "places");
}

void TestEc2::readsQueriedInstances()
{
    const Reading reading = readWith(importers::appendAws, ownFile(u"ec2_query_nested.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"aws-ec2-instances"_s);
    QCOMPARE(reading.sink.counts().added, 2);
    QCOMPARE(reading.sink.entries.at(1).where, u"/1/0"_s);
    QVERIFY(reading.sink.record(u"arn:aws:ec2:eu-west-3:999988887777:instance/i-0a"_s));
    // Without an owner there is no true ARN.
    const auto second = reading.sink.record(u"aws/i-0b"_s);
    QVERIFY(second);
    QCOMPARE(aliasOf(*second, u"arn"_s), QString());
}

void TestEc2::readsTwoPages()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAws, sampleFile(u"encodings/ec2_describe_instances__two_pages_concatenated.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"aws-ec2-instances"_s);
    QCOMPARE(reading.sink.headers, 1);
    QCOMPARE(reading.sink.counts().read, 26);
}

/// What nobody has named is shown by its identifier, not by its ARN.
void TestEc2::namesWithoutTags()
{
    const Reading reading = readText(
        importers::appendAws, u"i.json"_s,
        R"({"Reservations":[{"OwnerId":"111122223333","Instances":[{"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":"m5.large",
        "OutpostArn":"arn:aws:outposts:eu-central-1:111122223333:outpost/op-01","Placement":{"AvailabilityZone":"eu-central-1a"},"Tags":null}]}]})");
    QVERIFY(!reading.error);
    const auto site = reading.sink.record(u"arn:aws:outposts:eu-central-1:111122223333:outpost/op-01"_s);
    QVERIFY(site);
    QCOMPARE(site->name, u"op-01"_s);
    QCOMPARE(reading.sink.records().constLast().name, u"i-0aa11bb22cc33dd44"_s);
}

void TestEc2::tenancies_data()
{
    QTest::addColumn<QByteArray>("placement");
    QTest::addColumn<bool>("outpost");
    QTest::addColumn<QString>("tenancy");
    QTest::newRow("region") << QByteArray("default") << false << u"shared"_s;
    QTest::newRow("region, dedicated") << QByteArray("dedicated") << false << u"dedicated_hardware"_s;
    QTest::newRow("the customer's rack") << QByteArray("default") << true << u"dedicated_hardware"_s;
    QTest::newRow("a host of the rack") << QByteArray("host") << true << u"dedicated_host"_s;
}

/// Nobody else's machines stand on an Outpost.
void TestEc2::tenancies()
{
    QFETCH(QByteArray, placement);
    QFETCH(bool, outpost);
    const QByteArray rack = outpost ? R"("OutpostArn":"arn:aws:outposts:eu-west-1:111122223333:outpost/op-1",)" : "";
    const Reading reading = readText(importers::appendAws, u"i.json"_s,
                                     R"({"Reservations":[{"OwnerId":"111122223333","Instances":[{"InstanceId":"i-0aa11bb22cc33dd44",)" + rack +
                                         R"("Placement":{"AvailabilityZone":"eu-west-1a","Tenancy":")" + placement + R"("}}]}]})");
    QVERIFY(!reading.error);
    QTEST(textField(reading.sink.records().constLast(), u"tenancy"_s), "tenancy");
}

/// PowerShell writes enumerations as objects with a value.
void TestEc2::powerShell()
{
    const Reading reading = readText(
        importers::appendAws, u"i.json"_s,
        R"([{"OwnerId":"111122223333","ReservationId":"r-1","Instances":[
        {"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":{"Value":"p4d.24xlarge"},"ImageId":"ami-1","State":{"Code":16,"Name":{"Value":"running"}},
         "Placement":{"AvailabilityZone":"eu-west-1a","Tenancy":{"Value":"dedicated"}}},
        {"InstanceId":"i-0aa11bb22cc33dd45","InstanceType":{"Value":"m5.large"},"ImageId":"ami-1","State":{"Code":48,"Name":{"Value":"terminated"}}}]}])");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{2, 1, 0, 0, 1, 0}));
    const domain::Record instance = reading.sink.records().constFirst();
    QCOMPARE(textField(instance, u"instance_type"_s), u"p4d.24xlarge"_s);
    QCOMPARE(textField(instance, u"state"_s), u"running"_s);
    QCOMPARE(textField(instance, u"tenancy"_s), u"dedicated_hardware"_s);
}

void TestEc2::countsInstanceTypes()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__ec2_describe-instance-types.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-instance-types"_s));
    QCOMPARE(reading.sink.counts().read, 1); // jq '.InstanceTypes|length'
    QCOMPARE(reading.sink.entries.first().ignoredCode, u"no-accelerator"_s); // t2.micro
    // A list of names tells nothing of what is in them.
    QCOMPARE(readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__ec2_describe-instance-types_2.json"_s)).claims, QStringList());
}

void TestEc2::instanceTypes_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("rejected");
    const auto row = [](const char *name, const char *members, const char *told, const char *rejected = "") {
        QTest::newRow(name) << QByteArray(members) << QString::fromLatin1(told) << QString::fromLatin1(rejected);
    };
    row("GPUs", R"("InstanceType":"p9.48xlarge","GpuInfo":{"Gpus":[{"Name":"R100","Manufacturer":"NVIDIA","Count":8,"MemoryInfo":{"SizeInMiB":294912}}]})",
        "aws p9.48xlarge 8 NVIDIA R100 294912");
    row("part of a GPU", R"("InstanceType":"g6f.large","GpuInfo":{"Gpus":[{"Name":"L4","Manufacturer":"NVIDIA","Count":1,"LogicalGpuCount":0.125,"MemoryInfo":{"SizeInMiB":2861}}]})",
        "aws g6f.large 0 NVIDIA L4 2861");
    row("Neuron, not its cores and not twice", R"("InstanceType":"inf1.6xlarge","NeuronInfo":{"NeuronDevices":[{"Count":4,"Name":"Inferentia","CoreInfo":{"Count":4,"Version":1},"MemoryInfo":{"SizeInMiB":8192}}]},"InferenceAcceleratorInfo":{"Accelerators":[{"Count":4,"Name":"Inferentia","Manufacturer":"AWS"}]})",
        "aws inf1.6xlarge 4 AWS Inferentia 8192");
    row("inference accelerators alone", R"("InstanceType":"inf1.6xlarge","InferenceAcceleratorInfo":{"Accelerators":[{"Count":4,"Name":"Inferentia","Manufacturer":"AWS"}]})",
        "aws inf1.6xlarge 4 AWS Inferentia -");
    row("FPGA", R"x("InstanceType":"f1.2xlarge","FpgaInfo":{"Fpgas":[{"Name":"Virtex UltraScale (VU9P)","Manufacturer":"Xilinx","Count":1,"MemoryInfo":{"SizeInMiB":65536}}]})x",
        "aws f1.2xlarge 1 Xilinx Virtex UltraScale (VU9P) 65536");
    row("two kinds", R"("InstanceType":"x1.large","GpuInfo":{"Gpus":[{"Name":"A","Count":1},{"Name":"B","Count":1}]})", "", "bad-value");
    row("no count", R"("InstanceType":"x1.large","GpuInfo":{"Gpus":[{"Name":"A","Count":"8"}]})", "", "bad-value");
    row("no name", R"("InstanceType":7,"GpuInfo":{"Gpus":[{"Name":"A","Count":1}]})", "", "bad-value");
    row("odd types", R"("InstanceType":"x1.large","GpuInfo":[1],"NeuronInfo":"x","FpgaInfo":{"Fpgas":null})", "");
}

void TestEc2::instanceTypes()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, told);
    QFETCH(QString, rejected);
    const Reading reading = readText(importers::appendAws, u"a.json"_s,
                                     R"({"InstanceTypes":[{"InstanceType":"a1.large","VCpuInfo":{}},{"VCpuInfo":{"DefaultVCpus":1},)" + members + "}]}");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 2);
    QCOMPARE(reading.sink.entries.at(1).rejectedCode, rejected);
    const QList<domain::Record> records = reading.sink.records();
    QCOMPARE(static_cast<int>(records.size()), told.isEmpty() ? 0 : 1);
    if (told.isEmpty())
        return;
    const domain::MachineType type = records.first().machineType.value();
    QCOMPARE(u"%1 %2 %3 %4 %5 %6"_s.arg(type.provider, type.type)
                 .arg(type.count)
                 .arg(type.vendor, type.chip, type.memoryMib ? QString::number(*type.memoryMib) : u"-"_s),
             told);
}

void TestEc2::partsOfInstanceTypes_data()
{
    QTest::addColumn<QByteArray>("types");
    QTest::addColumn<int>("added");    ///< negative: the file is no such list
    QTest::addColumn<QString>("ignored");
    QTest::newRow("GPUs alone") << QByteArray(R"({"InstanceTypes":[{"InstanceType":"zz9.48xlarge","GpuInfo":{"Gpus":[{"Name":"B999","Manufacturer":"NVIDIA","Count":8}]}}]})") << 1 << QString();
    QTest::newRow("GPUs of some") << QByteArray(R"([{"InstanceType":"t9.large","GpuInfo":null},{"InstanceType":"zz9.48xlarge","GpuInfo":{"Gpus":[{"Name":"B999","Count":8}]}}])") << 1 << u"parts-missing"_s;
    QTest::newRow("processors and no GPUs") << QByteArray(R"({"InstanceTypes":[{"InstanceType":"t9.large","VCpuInfo":{"DefaultVCpus":2}}]})") << 0 << u"no-accelerator"_s;
    QTest::newRow("names alone") << QByteArray(R"({"InstanceTypes":[{"InstanceType":"t9.large"}]})") << -1 << QString();
}

/// What a --query has left of the list: the accelerators that it tells count, and that it tells none is no proof.
void TestEc2::partsOfInstanceTypes()
{
    QFETCH(QByteArray, types);
    QFETCH(int, added);
    QFETCH(QString, ignored);
    const Reading reading = readText(importers::appendAws, u"types.json"_s, types);
    QCOMPARE(reading.claims, added < 0 ? QStringList() : QStringList(u"aws-instance-types"_s));
    if (added < 0)
        return;
    QVERIFY(!reading.error);
    QCOMPARE(static_cast<int>(reading.sink.records().size()), added);
    QCOMPARE(reading.sink.entries.constFirst().ignoredCode, ignored);
}

BAILIWICK_TEST(QCoreApplication, TestEc2)

} // namespace tst_ec2

#include "tst_ec2.moc"
