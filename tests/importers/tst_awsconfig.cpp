// SPDX-License-Identifier: GPL-3.0-or-later
// The forms in which AWS Config gives its items: snapshots, answers of its API, rows of queries, events and messages.
#include "importers/awsconfigtest.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>
#include <QTest>

namespace tst_awsconfig {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Value;

class TestAwsConfig : public AwsConfigTest
{
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void snapshotMembers();
    void apiTwin();
    void snapshotStreams();
    void queryRows();
    void consoleExports();
    void rowsWithoutArn_data();
    void rowsWithoutArn();
    void shortenedAccounts();
    void answersForOne_data();
    void answersForOne();
    void pages();
    void dottedMembers();
    void events();
    void notifications();
    void zerosThatSpreadsheetsTook();
};

void TestAwsConfig::samples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<QStringList>("keys");
    // Counted with: jq '.configurationItems|length', jq '.Results|length'.
    QTest::newRow("history, empty page") << u"c7n__config.GetResourceConfigHistory_2.json__1.json"_s << 0
                                         << QStringList();
    QTest::newRow("history") << u"c7n__config.GetResourceConfigHistory_2.json__2.json"_s << 1
                             << QStringList{u"arn:aws:ecs:us-east-1:644160558196:task-definition/app-fargate-task:2"_s};
    QTest::newRow("query, function")
        << u"c7n__config-select-resource-config__lambda.json"_s << 1
        << QStringList{u"arn:aws:lambda:us-east-2:644160558196:function:omnissm-handle-registrations"_s};
    QTest::newRow("query, databases") << u"c7n__config-select-resource-config__rds.json"_s << 2
                                      << QStringList{
                                             u"arn:aws:rds:us-east-2:644160558196:cluster:test-cluster-2-cluster"_s,
                                             u"arn:aws:rds:us-east-2:644160558196:cluster:test-cluster"_s};
}

void TestAwsConfig::samples()
{
    QFETCH(QString, file);
    QFETCH(int, read);
    QFETCH(QStringList, keys);
    const QString path = QStringLiteral(SAMPLES) + u"/aws/"_s + file;
    if (!QFile::exists(path))
        QSKIP("the sample exports are not here");
    CollectingSink sink;
    domain::FileReport report;
    domain::QuietJob job;
    const auto done = importers::readFile(path, importers::defaultRegistry(m_noCatalogue), QString(), sink, job, report);
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(sink.counts(), (domain::RecordCounts{read, read, 0, 0, 0, 0}));
    QStringList found;
    for (const Record &record : sink.records())
        found.append(record.key);
    QCOMPARE(found, keys);
    if (read == 2) {
        const QList<Record> records = sink.records();
        QCOMPARE(value(records[0], "encryption_at_rest"), Value(true));
        QCOMPARE(value(records[0], "key_management"), Value(u"cmk"_s));
        QCOMPARE(value(records[1], "encryption_at_rest"), Value(false));
        QCOMPARE(value(records[1], "key_management"), Value(u"none"_s));
        QCOMPARE(value(records[1], "resource_type"), Value(u"AWS::RDS::DBCluster"_s));
        QCOMPARE(value(records[1], "backup"), Value(true));
        QCOMPARE(records[1].places.first().region, u"us-east-2"_s);
    }
}

void TestAwsConfig::snapshotMembers()
{
    CollectingSink sink;
    domain::FileReport report;
    const QByteArray text = R"({"fileVersion":"1.0","configSnapshotId":"x","configurationItems":[
        {"relationships":[{"resourceId":"vpc-1","name":"n"}],"configuration":{"instanceType":"p5.48xlarge","imageId":"ami-1",
         "blockDeviceMappings":[{"ebs":{"status":"attached"}}],"state":{"code":16,"name":"running"},"placement":{"tenancy":"dedicated","x":[1]}},
         "supplementaryConfiguration":{},"resourceType":"AWS::EC2::Instance","resourceId":"i-1","ARN":" arn:aws:ec2:eu-central-1:012345678901:instance/i-1",
         "awsAccountId":"012345678901","awsRegion":"eu-central-1","availabilityZone":"eu-central-1a","configurationItemStatus":"ResourceDiscovered",
         "tags":{"Name":"scoring","Environment":"Production"}}]})";
    QVERIFY(run(text, sink, report, u"012345678901_Config_eu-central-1_ConfigSnapshot_20261001T000000Z_x.json"_s, {})
                .has_value());
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(sink.head->scope, u"012345678901/eu-central-1"_s);
    QVERIFY(sink.head->complete);
    QCOMPARE(sink.entries.first().where, u"/configurationItems/0"_s);
    const Record record = sink.records().first();
    QCOMPARE(record.key, u"arn:aws:ec2:eu-central-1:012345678901:instance/i-1"_s);
    QCOMPARE(record.kind, domain::EntityKind::Workload);
    QCOMPARE(record.name, u"scoring"_s);
    QCOMPARE(record.mapping, u"aws-config/1"_s);
    QCOMPARE(value(record, "role"), Value(u"assessed"_s));
    QCOMPARE(value(record, "instance_type"), Value(u"p5.48xlarge"_s));
    QCOMPARE(value(record, "image"), Value(u"ami-1"_s));
    QCOMPARE(value(record, "state"), Value(u"running"_s));
    QCOMPARE(value(record, "tenancy"), Value(u"dedicated_hardware"_s));
    QCOMPARE(value(record, "env"), Value(u"prod"_s));
    QCOMPARE(value(record, "account"), Value(u"012345678901"_s));
    QCOMPARE(value(record, "provider"), Value(domain::Reference{u"aws"_s}));
    QCOMPARE(record.places.first().region, u"eu-central-1"_s);
    QCOMPARE(record.completeFacets, Facet::Hosting | Facet::Processing);
}

void TestAwsConfig::apiTwin()
{
    const Record record = one(
        uR"({"version":"1.3","accountId":"1","arn":"arn:aws:rds:eu-west-1:1:db:x","resourceType":"AWS::RDS::DBInstance","resourceId":"db-X",
        "awsRegion":"eu-west-1","configuration":"{\"storageEncrypted\":true,\"kmsKeyId\":\"arn:aws:kms:eu-west-1:1:alias/aws/rds\",\"dBInstanceClass\":\"db.r5.large\"}"})"_s);
    QCOMPARE(value(record, "encryption_at_rest"), Value(true));
    QCOMPARE(value(record, "key_management"), Value(u"provider"_s));
    QCOMPARE(value(record, "instance_type"), Value(u"db.r5.large"_s));
    QCOMPARE(value(record, "account"), Value(u"1"_s));
    // "null" as a text is no configuration.
    const Record bare = one(
        uR"({"arn":"arn:aws:s3:::b","resourceType":"AWS::S3::Bucket","resourceId":"b","awsRegion":"eu-west-1","configuration":"null"})"_s);
    QVERIFY(!CollectingSink::field(bare, u"encryption_at_rest"_s));
}

void TestAwsConfig::snapshotStreams()
{
    const QStringList items = {item(u"a"_s, u"2026-01-02T00:00:00Z"_s), item(u"a"_s, u"2026-01-01T00:00:00Z"_s),
                               item(u"a"_s, u"2026-01-03T00:00:00Z"_s),
                               item(u"a"_s, u"2026-01-04T00:00:00Z"_s, u"ResourceDeleted"_s)};
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(
        run(u"{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"x\",\"configurationItems\":[%1]}"_s.arg(items.join(u','))
                .toUtf8(),
            sink, report)
            .has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{4, 2, 0, 0, 2, 0}));
    QVERIFY(sink.hasDiagnostic(u"deleted-later"_s));
    QVERIFY(sink.head->complete);
}

void TestAwsConfig::queryRows()
{
    CollectingSink sink;
    domain::FileReport report;
    const QByteArray text =
        R"({"Results":["{\"resourceId\":\"i-1\",\"resourceType\":\"AWS::EC2::Instance\",\"accountId\":\"1\",\"awsRegion\":\"eu-west-1\",\"configuration\":{\"instanceType\":\"m5.large\"}}",
        "not json", 7, "{\"tags\":[]}"],"QueryInfo":{"SelectFields":[{"Name":"resourceId"}]},"NextToken":"more"})";
    QVERIFY(run(text, sink, report, u"q.json"_s, {}).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{4, 1, 0, 0, 0, 3}));
    QCOMPARE(sink.entries.at(1).rejectedCode, u"syntax-error"_s);
    QCOMPARE(sink.entries.at(1).rejectedWhere, u"/Results/1"_s);
    QCOMPARE(sink.entries.at(3).rejectedCode, u"no-identity"_s);
    QCOMPARE(sink.incomplete.size(), 1);
    QCOMPARE(sink.records().first().key, u"aws:1:eu-west-1:AWS::EC2::Instance:i-1"_s);
}

void TestAwsConfig::consoleExports()
{
    CollectingSink list;
    domain::FileReport report;
    // What "--query Results" leaves of an answer.
    CollectingSink texts;
    QVERIFY(run(R"(["{\"resourceId\":\"a\",\"resourceType\":\"AWS::SQS::Queue\",\"awsRegion\":\"eu-west-1\"}","no row"])", texts, report, u"r.json"_s, {})
                .has_value());
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(texts.counts(), (domain::RecordCounts{2, 1, 0, 0, 0, 1}));
    QCOMPARE(texts.entries.at(1).rejectedWhere, u"/1"_s);
    QVERIFY(!texts.head->complete);
    QVERIFY(
        run(R"([{"resourceId":"a","resourceType":"AWS::SQS::Queue","awsRegion":"eu-west-1"},{"resourceId":"b","resourceType":"AWS::SQS::Queue"}])",
            list, report, u"l.json"_s, {})
            .has_value());
    QCOMPARE(list.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    QCOMPARE(list.entries.at(1).where, u"/1"_s);
    CollectingSink table;
    QVERIFY(run("resourceId,resourceType,awsRegion,configuration.instanceType,tags,configuration.state\n"
                "i-1,AWS::EC2::Instance,eu-west-1,m5.large,\"[{\"\"key\"\":\"\"Env\"\",\"\"value\"\":\"\"prod\"\"}]\","
                "\"{\"\"name\"\":\"\"running\"\"}\"\n",
                table, report, u"t.csv"_s, {})
                .has_value());
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(table.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QCOMPARE(value(table.records().first(), "instance_type"), Value(u"m5.large"_s));
    QCOMPARE(value(table.records().first(), "env"), Value(u"prod"_s));
    QCOMPARE(value(table.records().first(), "state"), Value(u"running"_s));
}

/// The console's queries select no ARN: where its form is certain the row joins what other exports say of the resource.
void TestAwsConfig::rowsWithoutArn_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *type, const char *id, const char *region, const char *key) {
        QTest::addRow("%s in %s", type, region)
            << QString::fromLatin1(type) << QString::fromLatin1(id) << QString::fromLatin1(region) << QString::fromLatin1(key);
    };
    row("AWS::EC2::Instance", "i-1", "eu-west-1", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1");
    row("AWS::EC2::Instance", "i-1", "cn-north-1", "arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1");
    row("AWS::EC2::Instance", "i-1", "us-gov-west-1", "arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-1");
    row("AWS::EC2::Instance", "i-1", "eusc-de-east-1", "arn:aws-eusc:ec2:eusc-de-east-1:111122223333:instance/i-1");
    row("AWS::S3::Bucket", "b", "eu-west-1", "arn:aws:s3:::b");
    row("AWS::Lambda::Function", "f", "eu-west-1", "arn:aws:lambda:eu-west-1:111122223333:function:f");
    row("AWS::RDS::DBInstance", "db-X", "eu-west-1", "aws:111122223333:eu-west-1:AWS::RDS::DBInstance:db-X");
    row("AWS::EC2::Instance", "i-1", "", "aws:111122223333::AWS::EC2::Instance:i-1");
}

void TestAwsConfig::rowsWithoutArn()
{
    QFETCH(QString, type);
    QFETCH(QString, id);
    QFETCH(QString, region);
    QFETCH(QString, key);
    const Record record =
        one(u"{\"resourceId\":\"%1\",\"resourceType\":\"%2\",\"awsRegion\":\"%3\",\"accountId\":\"111122223333\"}"_s.arg(
            id, type, region));
    QCOMPARE(record.key, key);
    QCOMPARE(record.name, id);
    // An instance is also known by its identifier within the partition.
    const int names = key.contains(u":instance/"_s) ? 2 : 1;
    QCOMPARE(record.aliases.size(), key.startsWith(u"arn:"_s) ? names : 0);
}

void TestAwsConfig::shortenedAccounts()
{
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run("resourceId;resourceType;awsRegion;accountId\ni-1;AWS::EC2::Instance;eu-west-1;1,23457E+11\n"
                "i-2;AWS::EC2::Instance;eu-west-1;012345678901\n",
                sink, report, u"t.csv"_s, {})
                .has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{2, 1, 0, 0, 0, 1}));
    QCOMPARE(sink.entries.first().rejectedCode, u"spoilt-key"_s);
    QCOMPARE(sink.entries.first().rejectedWhere, u"line 2"_s);
}

void TestAwsConfig::answersForOne_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("aggregator, several") << u"{\"BaseConfigurationItems\":[%1],\"UnprocessedResourceIdentifiers\":[]}"_s
                                         << u"/BaseConfigurationItems/0"_s;
    QTest::newRow("aggregator, one") << u"{\"ConfigurationItem\":%1}"_s << u"/ConfigurationItem"_s;
    QTest::newRow("message about a change")
        << u"{\"configurationItemDiff\":null,\"configurationItem\":%1,\"messageType\":\"ConfigurationItemChangeNotification\"}"_s
        << u"/configurationItem"_s;
}

void TestAwsConfig::answersForOne()
{
    QFETCH(QString, text);
    QFETCH(QString, where);
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run(text.arg(item(u"a"_s, u"2026-01-01T00:00:00Z"_s)).toUtf8(), sink, report, u"a.txt"_s, {}).has_value());
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QCOMPARE(sink.entries.first().where, where);
    QVERIFY(!sink.head->complete);
}

void TestAwsConfig::pages()
{
    const QByteArray a = item(u"a"_s, u"2026-01-01T00:00:00Z"_s).toUtf8();
    const QByteArray b = item(u"b"_s, u"2026-01-01T00:00:00Z"_s).toUtf8();
    CollectingSink joined;
    domain::FileReport report;
    QVERIFY(run("{\"configurationItems\":[" + a + "],\"nextToken\":\"x\"}\n{\"configurationItems\":[" + b + "]}",
                joined, report, u"p.json"_s, {})
                .has_value());
    QCOMPARE(joined.counts().added, 2);
    QVERIFY(joined.incomplete.isEmpty());
    CollectingSink listed;
    QVERIFY(run("[{\"configurationItems\":[" + a + "]},{\"configurationItems\":[" + b + "]}]", listed, report,
                u"p2.json"_s, {})
                .has_value());
    QCOMPARE(listed.entries.at(1).where, u"/1/configurationItems/0"_s);
    CollectingSink wrapped;
    QVERIFY(run("{\"status_code\":200,\"data\":{\"baseConfigurationItems\":[" + a + "]}}", wrapped, report,
                u"p3.json"_s, {})
                .has_value());
    QCOMPARE(wrapped.entries.at(0).where, u"/data/baseConfigurationItems/0"_s);
}

void TestAwsConfig::dottedMembers()
{
    const char *const row = R"([{"resourceId":"i-1","resourceType":"AWS::EC2::Instance","accountId":"111122223333","awsRegion":"eu-central-1",
        "configuration.instanceType":"p5.48xlarge","configuration.placement.tenancy":"host","configuration.state":{"name":"running"},
        "configuration.ebsOptimized":true,"configurations":"x"}])";
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run(row, sink, report).has_value());
    const Record record = sink.records().last();
    QCOMPARE(value(record, "instance_type"), Value(u"p5.48xlarge"_s));
    QCOMPARE(value(record, "tenancy"), Value(u"dedicated_host"_s));
    const char *const encrypted = R"([{"resourceId":"vol-1","resourceType":"AWS::EC2::Volume","awsRegion":"eu-central-1","configuration.encrypted":false}])";
    CollectingSink volumes;
    QVERIFY(run(encrypted, volumes, report).has_value());
    QCOMPARE(value(volumes.records().last(), "encryption_at_rest"), Value(false));
}

void TestAwsConfig::events()
{
    const QString event = u"{\"detail-type\":\"Config Configuration Item Change\",\"detail\":{\"messageType\":\"ConfigurationItemChangeNotification\","
                          "\"configurationItem\":%1}}"_s;
    CollectingSink sink;
    domain::FileReport report;
    const QByteArray two = (event.arg(item(u"a"_s, u"2026-01-01T00:00:00Z"_s)) + u'\n' + event.arg(item(u"b"_s, u"2026-01-01T00:00:00Z"_s))).toUtf8();
    QVERIFY(run(two, sink, report, u"events.ndjson"_s, {}).has_value());
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    QCOMPARE(sink.entries.first().where, u"document 1/detail/configurationItem"_s);
}

void TestAwsConfig::notifications()
{
    const auto notified = [](const QByteArray &message) {
        nlohmann::json sns{{"Type", "Notification"}, {"TopicArn", "arn:aws:sns:eu-central-1:111122223333:config"}, {"Message", message.toStdString()}};
        return QByteArray::fromStdString(sns.dump());
    };
    const auto change = [](const QString &id) {
        return (u"{\"messageType\":\"ConfigurationItemChangeNotification\",\"configurationItem\":"_s + item(id, u"2026-01-01T00:00:00Z"_s) + u'}').toUtf8();
    };
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run(notified(change(u"a"_s)) + '\n' + notified(change(u"b"_s)) + '\n' + notified("{\"configurationItem\":") + '\n', sink, report,
                u"notifications.ndjson"_s, {})
                .has_value());
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(sink.counts(), (domain::RecordCounts{3, 2, 0, 0, 0, 1}));
    QCOMPARE(sink.entries.first().where, u"document 1/Message/configurationItem"_s);
    QCOMPARE(sink.entries.last().where, u"document 3/Message"_s);
}

void TestAwsConfig::zerosThatSpreadsheetsTook()
{
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run("resourceId,resourceType,accountId,awsRegion\ni-1,AWS::EC2::Instance,12345678901,eu-central-1\n"
                "i-2,AWS::EC2::Instance,111122223333,eu-central-1\ni-3,AWS::EC2::Instance,ours,eu-central-1\n",
                sink, report, u"query.csv"_s)
                .has_value());
    QCOMPARE(sink.records().at(0).key, u"arn:aws:ec2:eu-central-1:012345678901:instance/i-1"_s);
    QCOMPARE(sink.records().at(1).key, u"arn:aws:ec2:eu-central-1:111122223333:instance/i-2"_s);
    QCOMPARE(value(sink.records().at(2), "account"), Value(u"ours"_s));
    QVERIFY(sink.hasDiagnostic(u"leading-zeros"_s));
}

BAILIWICK_TEST(QCoreApplication, TestAwsConfig)

} // namespace tst_awsconfig

#include "tst_awsconfig.moc"
