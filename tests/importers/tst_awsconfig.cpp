// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"
#include "support/collectingsink.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

#include <QDate>
#include <QElapsedTimer>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

namespace tst_awsconfig {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Value;

namespace {

/// Counts without keeping anything.
class CountingSink final : public domain::RecordSink
{
public:
    domain::RecordCounts counts;
    void header(const domain::SourceHeader &) override {}
    void beginRecord(qint64, const QString &) override { ++counts.read; }
    void entity(Record &&record) override { counts.added += record.deleted ? 0 : 1; }
    void ignored(const QString &, const QString &) override { ++counts.ignored; }
    void rejected(const QString &, const QString &, const QString &) override { ++counts.rejected; }
    void diagnostic(const domain::Diagnostic &) override {}
    void markIncomplete(const QString &) override {}
};

/// AWS Config does not ask it; the registry needs one that lives.
const domain::Catalogue noCatalogue;

class CancelledJob final : public domain::JobContext
{
public:
    bool isCancelled() const override { return true; }
    void progress(qint64, qint64, const QString &) override {}
};

QString item(const QString &id, const QString &captured, const QString &status = u"OK"_s, const QString &more = {})
{
    return u"{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"%1\",\"ARN\":\"arn:aws:sqs:eu-central-1:"
           u"111122223333:%1\","
           "\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"%3\","
           "\"configurationItemCaptureTime\":\"%2\"%4}"_s.arg(id, captured, status, more);
}

} // namespace

class TestAwsConfig : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    domain::Result<void> run(const QByteArray &text, domain::RecordSink &sink, domain::FileReport &report,
                             const QString &name = u"export.json"_s, const QString &format = u"aws-config"_s)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test file");
        file.close();
        domain::QuietJob job;
        return importers::readFile(file.fileName(), importers::defaultRegistry(noCatalogue), format, sink, job, report);
    }
    Record one(const QString &body)
    {
        CollectingSink sink;
        domain::FileReport report;
        const auto done = run(u"{\"configurationItems\":[%1]}"_s.arg(body).toUtf8(), sink, report);
        if (!done || sink.entries.size() != 1 || sink.records().isEmpty())
            qFatal("one record was expected");
        return sink.records().last(); // what it needs stands before it
    }
    static Value value(const Record &record, const char *attr)
    {
        const Value *found = CollectingSink::field(record, QString::fromLatin1(attr));
        return found ? *found : Value(domain::NoAnswer());
    }

private slots:
    void samples_data();
    void samples();
    void snapshotMembers();
    void apiTwin();
    void fieldsByType_data();
    void fieldsByType();
    void places_data();
    void places();
    void keys();
    void identities();
    void tags();
    void newestCapture();
    void snapshotStreams();
    void queryRows();
    void consoleExports();
    void rowsWithoutArn_data();
    void rowsWithoutArn();
    void shortenedAccounts();
    void answersForOne_data();
    void answersForOne();
    void keysByIdentifier();
    void tagsAsEc2ReadsThem();
    void badItems();
    void brokenTexts_data();
    void brokenTexts();
    void pages();
    void unknownTypesAreSaidOnce();
    void generated();
    void dottedMembers();
    void events();
    void notifications();
    void zerosThatSpreadsheetsTook();
    void cancelling();
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
    const auto done = importers::readFile(path, importers::defaultRegistry(noCatalogue), QString(), sink, job, report);
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

void TestAwsConfig::fieldsByType_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("members");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char *name, const char *type, const QString &members, const char *attr,
                        const char *wanted) {
        QTest::newRow(name) << QString::fromLatin1(type) << members << QString::fromLatin1(attr)
                            << QString::fromLatin1(wanted);
    };
    const QString aes =
        uR"("supplementaryConfiguration":{"ServerSideEncryptionConfiguration":{"rules":[{"applyServerSideEncryptionByDefault":{"sseAlgorithm":"AES256","kmsMasterKeyID":null}}]}})"_s;
    const QString kms =
        uR"("supplementaryConfiguration":{"ServerSideEncryptionConfiguration":"{\"rules\":[{\"applyServerSideEncryptionByDefault\":{\"sseAlgorithm\":\"aws:kms\",\"kmsMasterKeyID\":\"arn:aws:kms:eu-west-1:1:key/2\"}}]}"})"_s;
    row("bucket, provider's key", "AWS::S3::Bucket", aes, "key_management", "provider");
    row("bucket, encrypted", "AWS::S3::Bucket", aes, "encryption_at_rest", "true");
    row("bucket, own key in a text", "AWS::S3::Bucket", kms, "key_management", "cmk");
    row("bucket, not said", "AWS::S3::Bucket", u"\"configuration\":{}"_s, "encryption_at_rest", "unsaid");
    row("bucket, logs", "AWS::S3::Bucket",
        uR"("supplementaryConfiguration":{"BucketLoggingConfiguration":{"destinationBucketName":"logs"}})"_s, "logging",
        "true");
    row("bucket, no logs", "AWS::S3::Bucket",
        uR"("supplementaryConfiguration":{"BucketLoggingConfiguration":{"destinationBucketName":null}})"_s, "logging",
        "false");
    row("volume is supporting", "AWS::EC2::Volume",
        uR"("configuration":{"encrypted":true,"kmsKeyId":"arn:aws:kms:eu-west-1:1:key/2"})"_s, "role", "supporting");
    row("volume, encrypted", "AWS::EC2::Volume", uR"("configuration":{"encrypted":false})"_s, "encryption_at_rest",
        "false");
    row("file system", "AWS::EFS::FileSystem",
        uR"("configuration":{"Encrypted":true,"KmsKeyId":"arn:aws:kms:eu-west-1:1:key/2"})"_s, "key_management", "cmk");
    row("table", "AWS::DynamoDB::Table",
        uR"("configuration":{"ssedescription":{"status":"ENABLED","kMSMasterKeyArn":"arn:aws:kms:eu-west-1:1:key/2"}})"_s,
        "key_management", "cmk");
    row("queue", "AWS::SQS::Queue", uR"("configuration":{"KmsMasterKeyId":"alias/aws/sqs"})"_s, "key_management",
        "provider");
    row("function's key is for its environment", "AWS::Lambda::Function",
        uR"("configuration":{"kmsKeyArn":"arn:aws:kms:eu-west-1:1:key/2"})"_s, "encryption_at_rest", "unsaid");
    row("function is assessed", "AWS::Lambda::Function", u"\"configuration\":{}"_s, "role", "assessed");
    row("function, model", "AWS::Lambda::Function", u"\"configuration\":{}"_s, "service_model", "paas");
    row("security group", "AWS::EC2::SecurityGroup", u"\"configuration\":{}"_s, "role", "supporting");
    row("subnet", "AWS::EC2::Subnet", u"\"configuration\":{}"_s, "role", "supporting");
    row("endpoint", "AWS::SageMaker::Endpoint", u"\"configuration\":{}"_s, "role", "assessed");
    row("host", "AWS::EC2::Instance", uR"("configuration":{"placement":{"tenancy":"host"}})"_s, "tenancy",
        "dedicated_host");
    row("outpost", "AWS::EC2::Instance",
        uR"("configuration":{"outpostArn":"arn:aws:outposts:eu-west-1:1:outpost/op-1"})"_s, "deployment_type",
        "onprem");
    row("rack of the customer's own", "AWS::EC2::Instance",
        uR"("configuration":{"outpostArn":"arn:aws:outposts:eu-west-1:1:outpost/op-1","placement":{"tenancy":"default"}})"_s, "tenancy",
        "dedicated_hardware");
    row("no rack", "AWS::EC2::Instance", uR"("configuration":{"placement":{"tenancy":"default"}})"_s, "tenancy", "shared");
    row("no backup", "AWS::RDS::DBInstance", uR"("configuration":{"backupRetentionPeriod":0})"_s, "backup", "false");
    row("cluster logs", "AWS::EKS::Cluster",
        uR"("configuration":{"logging":{"clusterLogging":[{"enabled":false},{"enabled":true}]}})"_s, "logging", "true");
}

void TestAwsConfig::fieldsByType()
{
    QFETCH(QString, type);
    QFETCH(QString, members);
    QFETCH(QString, attr);
    QFETCH(QString, wanted);
    const Record record = one(
        u"{\"resourceType\":\"%1\",\"resourceId\":\"x\",\"awsAccountId\":\"1\",\"awsRegion\":\"eu-west-1\",%2}"_s.arg(
            type, members));
    const Value *found = CollectingSink::field(record, attr);
    QString said = u"unsaid"_s;
    if (found && std::holds_alternative<bool>(*found))
        said = std::get<bool>(*found) ? u"true"_s : u"false"_s;
    else if (found && std::holds_alternative<QString>(*found))
        said = std::get<QString>(*found);
    QCOMPARE(said, wanted);
    const QString noArn = u"aws:1:eu-west-1:%1:x"_s.arg(type);
    QCOMPARE(record.key, type == "AWS::S3::Bucket"_L1 ? u"arn:aws:s3:::x"_s : noArn);
}

void TestAwsConfig::places_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("partition");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("place");
    QTest::newRow("zone") << u"us-west-2"_s << u"us-west-2b"_s << u"aws"_s << u"aws"_s << u"us-west-2"_s;
    QTest::newRow("local zone") << u"us-west-2"_s << u"us-west-2-lax-1a"_s << u"aws"_s << u"aws"_s
                                << u"us-west-2-lax-1"_s;
    QTest::newRow("wavelength") << u"us-east-1"_s << u"us-east-1-wl1-bos-wlz-1"_s << u"aws"_s << u"aws"_s
                                << u"us-east-1-wl1-bos-wlz-1"_s;
    QTest::newRow("regional") << u"eu-west-1"_s << u"Regional"_s << u"aws"_s << u"aws"_s << u"eu-west-1"_s;
    QTest::newRow("multiple") << u"eu-west-1"_s << u"Multiple"_s << u"aws"_s << u"aws"_s << u"eu-west-1"_s;
    QTest::newRow("not applicable") << u"eu-west-1"_s << u"Not Applicable"_s << u"aws"_s << u"aws"_s << u"eu-west-1"_s;
    QTest::newRow("global") << u"global"_s << u"Not Applicable"_s << u"aws"_s << u"aws"_s << QString();
    QTest::newRow("sovereign cloud") << u"eusc-de-east-1"_s << u"eusc-de-east-1a"_s << u"aws-eusc"_s << u"aws-esc"_s
                                     << u"eusc-de-east-1"_s;
}

void TestAwsConfig::places()
{
    QFETCH(QString, region);
    QFETCH(QString, zone);
    QFETCH(QString, partition);
    QFETCH(QString, provider);
    QFETCH(QString, place);
    const Record record = one(
        u"{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"q\",\"ARN\":\"arn:%3:sqs:%1:1:q\",\"awsRegion\":\"%1\",\"availabilityZone\":\"%2\"}"_s
            .arg(region, zone, partition));
    QCOMPARE(value(record, "provider"), Value(domain::Reference{provider}));
    QCOMPARE(record.places.isEmpty(), place.isEmpty());
    QCOMPARE(record.completeFacets, place.isEmpty() ? 0 : static_cast<int>(Facet::Hosting));
    if (!place.isEmpty())
        QCOMPARE(record.places.first(), (domain::Place{Facet::Hosting, QString(), provider, place, QString()}));
}

void TestAwsConfig::keys()
{
    const auto key = [&](const QString &config) {
        return one(
            uR"({"resourceType":"AWS::KMS::Key","resourceId":"2","ARN":"arn:aws:kms:eu-west-1:1:key/2","awsRegion":"eu-west-1","configuration":%1})"_s
                .arg(config));
    };
    const Record own = key(uR"({"keyManager":"CUSTOMER","origin":"AWS_KMS"})"_s);
    QCOMPARE(own.kind, domain::EntityKind::Key);
    QCOMPARE(value(own, "custody"), Value(u"customer_in_provider"_s));
    QCOMPARE(own.places.first().facets, static_cast<int>(Facet::Keys));
    QVERIFY(!CollectingSink::field(own, u"external"_s));
    QCOMPARE(value(key(uR"({"keyManager":"AWS","origin":"AWS_KMS"})"_s), "custody"), Value(u"provider"_s));
    const Record outside = key(uR"({"keyManager":"CUSTOMER","origin":"EXTERNAL_KEY_STORE"})"_s);
    QCOMPARE(value(outside, "custody"), Value(u"customer_outside"_s));
    QCOMPARE(value(outside, "external"), Value(true));
    QVERIFY(outside.places.isEmpty());
}

void TestAwsConfig::identities()
{
    const Record role = one(
        uR"({"resourceType":"AWS::IAM::Role","resourceId":"AROA","resourceName":"deploy","ARN":"arn:aws:iam::1:role/deploy","awsAccountId":"1",
        "awsRegion":"global","resourceCreationTime":"2026-01-02T00:00:00.000Z"})"_s);
    QCOMPARE(role.kind, domain::EntityKind::Identity);
    QCOMPARE(value(role, "kind"), Value(u"role"_s));
    QCOMPARE(role.name, u"deploy"_s);
    QCOMPARE(value(role, "created_at"), Value(qint64(domain::toDay(QDate(2026, 1, 2)))));
    const Record user = one(
        uR"({"resourceType":"AWS::IAM::User","resourceId":"AIDA","ARN":"arn:aws:iam::1:user/x","awsRegion":"global"})"_s);
    QVERIFY(!CollectingSink::field(user, u"kind"_s));
}

void TestAwsConfig::tags()
{
    const Record record = one(item(
        u"q"_s, u"2026-01-01T00:00:00Z"_s, u"OK"_s,
        uR"(,"tags":{"environment":"UAT","Data-Classification":"PII, confidential; payment-card","owner":"Head of Risk",
                                       "business_service":"payments","criticality":"Critical","stage":"weird"})"_s));
    QCOMPARE(value(record, "env"), Value(u"test"_s));
    QCOMPARE(value(record, "data_classes"), Value(domain::ListValue{{u"personal"_s, u"payment_card"_s}, false}));
    QCOMPARE(value(record, "owner"), Value(u"Head of Risk"_s));
    QCOMPARE(value(record, "business_services"), Value(domain::ListValue{{u"payments"_s}, false}));
    QCOMPARE(value(record, "criticality"), Value(u"critical"_s));
    const Record list = one(item(u"q"_s, u"2026-01-01T00:00:00Z"_s, u"OK"_s,
                                 uR"(,"tags":[{"key":"Env","value":"dev"},{"key":"criticality","value":"rather"}])"_s));
    QCOMPARE(value(list, "env"), Value(u"dev"_s));
    QVERIFY(!CollectingSink::field(list, u"criticality"_s));
}

void TestAwsConfig::newestCapture()
{
    const QStringList items = {item(u"a"_s, u"2026-01-02T00:00:00Z"_s),
                               item(u"a"_s, u"2026-01-01T00:00:00Z"_s),
                               item(u"a"_s, u"2026-01-03T00:00:00Z"_s, u"OK"_s, u",\"resourceName\":\"new\""_s),
                               item(u"b"_s, u"2026-01-01T00:00:00Z"_s),
                               item(u"b"_s, u"2026-01-02T00:00:00Z"_s, u"ResourceDeleted"_s),
                               item(u"c"_s, u"2026-01-01T00:00:00Z"_s, u"ResourceNotRecorded"_s),
                               item(u"d"_s, u"2026-01-01T00:00:00Z"_s, u"ResourceDeletedNotRecorded"_s)};
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run(u"{\"fileVersion\":\"1.0\",\"configurationItems\":[%1]}"_s.arg(items.join(u',')).toUtf8(), sink, report)
                .has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{7, 1, 0, 0, 6, 0}));
    QCOMPARE(sink.ignoredByCode(),
             (QMap<QString, int>{{u"superseded"_s, 3}, {u"deleted"_s, 2}, {u"not-recorded"_s, 1}}));
    QCOMPARE(sink.records().first().name, u"new"_s);
    QVERIFY(!sink.head->complete);
    for (qsizetype i = 0; i < sink.entries.size(); ++i) {
        QCOMPARE(sink.entries[i].ordinal, i);
        QCOMPARE(sink.entries[i].where, u"/configurationItems/%1"_s.arg(i));
    }
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

/// Some services name a key by its identifier alone, which is one of the own account and region.
void TestAwsConfig::keysByIdentifier()
{
    const Record record = one(item(
        u"q"_s, u"2026-01-01T00:00:00Z"_s, u"OK"_s,
        u",\"configuration\":{\"KmsMasterKeyId\":\"1a2b3c4d-1111-2222-3333-444455556666\"}"_s));
    QCOMPARE(value(record, "key_management"), Value(u"cmk"_s));
    QCOMPARE(value(record, "key"),
             Value(domain::Reference{u"arn:aws:kms:eu-central-1:111122223333:key/1a2b3c4d-1111-2222-3333-444455556666"_s}));
}

/// The same instance with the same tags says the same, whichever export it comes in.
void TestAwsConfig::tagsAsEc2ReadsThem()
{
    const QString instance =
        uR"({"resourceType":"AWS::EC2::Instance","resourceId":"i-0aa11bb22cc33dd44","awsAccountId":"111122223333","awsRegion":"eu-central-1",)"
        uR"("configurationItemStatus":"OK","tags":{"corvane:Environment":"Integration","BusinessCriticality":"high",)"
        uR"("Data Class":"PCI / confidential","Service-Owner":"Payments","Name":"pay-1","aws:name":"x"}})"_s;
    const Record config = one(instance);
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run(R"({"Reservations":[{"OwnerId":"111122223333","Instances":[{"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":"m5.large",
        "Placement":{"AvailabilityZone":"eu-central-1a"},"Tags":[{"Key":"corvane:Environment","Value":"Integration"},
        {"Key":"BusinessCriticality","Value":"high"},{"Key":"Data Class","Value":"PCI / confidential"},
        {"Key":"Service-Owner","Value":"Payments"},{"Key":"Name","Value":"pay-1"},{"Key":"aws:name","Value":"x"}]}]}]})",
                sink, report, u"e.json"_s, {})
                .has_value());
    const Record ec2 = sink.records().constLast();
    QCOMPARE(config.key, ec2.key);
    QCOMPARE(config.name, ec2.name);
    for (const char *attr : {"env", "criticality", "data_classes", "owner"})
        QVERIFY2(value(config, attr) == value(ec2, attr), attr);
    QCOMPARE(value(config, "data_classes"), Value(domain::ListValue{{u"payment_card"_s}, false}));
}

void TestAwsConfig::badItems()
{
    CollectingSink sink;
    domain::FileReport report;
    const QByteArray text = "{\"configurationItems\":[null,[1,[2]],{}," +
                            item(u"a"_s, u"2026-01-01T00:00:00Z"_s).toUtf8() +
                            ",{\"resourceType\":{\"a\":1},\"tags\":7}]}";
    QVERIFY(run(text, sink, report).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{5, 1, 0, 0, 0, 4}));
    QCOMPARE(sink.entries.at(1).rejectedCode, u"no-item"_s);
    QCOMPARE(sink.entries.at(2).rejectedCode, u"no-identity"_s);
    QCOMPARE(sink.entries.at(3).where, u"/configurationItems/3"_s);
}

void TestAwsConfig::brokenTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("where");
    const QByteArray good = item(u"a"_s, u"2026-01-01T00:00:00Z"_s).toUtf8();
    QTest::newRow("cut") << "{\"configurationItems\":[\n" + good + ",\n{\"resourceType\":"
                         << static_cast<int>(domain::ErrorCode::SyntaxError) << u"line 3"_s;
    QTest::newRow("trailing comma") << "{\"configurationItems\":[\n" + good + ",\n]}"
                                    << static_cast<int>(domain::ErrorCode::SyntaxError) << u"line 3, column 1"_s;
    QTest::newRow("deep") << "{\"configurationItems\":[{\"relationships\":" + QByteArray(200, '[') +
                                 QByteArray(200, ']') + "}]}"
                          << static_cast<int>(domain::ErrorCode::TooDeep) << u"line 1"_s;
    QTest::newRow("no list") << QByteArray("{\"a\":1}") << static_cast<int>(domain::ErrorCode::SchemaMismatch)
                             << QString();
}

void TestAwsConfig::brokenTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(QString, where);
    CollectingSink sink;
    domain::FileReport report;
    const auto done = run(text, sink, report);
    QVERIFY(!done.has_value());
    QCOMPARE(static_cast<int>(done.error().code), code);
    QVERIFY2(done.error().where.contains(where), qPrintable(done.error().where));
    QVERIFY(report.refused);
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

void TestAwsConfig::unknownTypesAreSaidOnce()
{
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(
        run(R"({"configurationItems":[{"resourceType":"AWS::Novel::Thing","resourceId":"1"},{"resourceType":"AWS::Novel::Thing","resourceId":"2"}]})",
            sink, report)
            .has_value());
    QCOMPARE(sink.counts().added, 2);
    QCOMPARE(sink.diagnostics.size(), 1);
    QCOMPARE(sink.diagnostics.first().code, u"unknown-type"_s);
    QVERIFY(sink.diagnostics.first().message.contains(u"2 items"_s));
    QCOMPARE(value(sink.records().first(), "role"), Value(u"supporting"_s));
}

void TestAwsConfig::generated()
{
    // BAILIWICK_BENCH_ITEMS=500000 makes this the measurement of a large snapshot.
    const int wanted = qEnvironmentVariableIntValue("BAILIWICK_BENCH_ITEMS");
    const int items = wanted > 0 ? wanted : 5000;
    const QString path = m_dir.filePath(u"generated.json"_s);
    QProcess generator;
    generator.start(u"python3"_s, {QStringLiteral(SOURCE_ROOT) + u"/tests/bench/generate-config-snapshot"_s,
                                   QString::number(items), u"--output"_s, path});
    if (!generator.waitForStarted())
        QSKIP("python3 is not here");
    QVERIFY(generator.waitForFinished(600000));
    QCOMPARE(generator.exitCode(), 0);
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    CountingSink sink;
    domain::FileReport report;
    domain::QuietJob job;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(
        importers::readFile(path, importers::defaultRegistry(noCatalogue), QString(), sink, job, report).has_value());
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    qInfo() << items << "items," << report.bytes / 1000000 << "MB," << timer.elapsed() << "ms,"
            << (after.ru_utime.tv_sec - before.ru_utime.tv_sec) << "s of processor, peak grew by"
            << (after.ru_maxrss - before.ru_maxrss) / 1024 << "MiB";
    QCOMPARE(sink.counts.read, items);
    QCOMPARE(sink.counts.rejected, 0);
    // Counted in the text itself, not by the reader.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    qint64 deleted = 0;
    while (!file.atEnd())
        deleted += file.readLine().contains("\"configurationItemStatus\":\"ResourceDeleted\"") ? 1 : 0;
    QVERIFY(deleted > 0);
    QCOMPARE(sink.counts.ignored, deleted);
    QCOMPARE(sink.counts.added, items - deleted);
    // The document is many times larger than what the reader may keep: at most 120 bytes an item and its buffers.
    QVERIFY((after.ru_maxrss - before.ru_maxrss) / 1024 < 64 + items / 8000);
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

void TestAwsConfig::cancelling()
{
    QByteArray text = "{\"configSnapshotId\":\"x\",\"configurationItems\":[";
    for (int i = 0; i < 3000; ++i)
        text += (i ? "," : "") + item(QString::number(i), u"2026-01-01T00:00:00Z"_s).toUtf8();
    QFile file(m_dir.filePath(u"many.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text + "]}");
    file.close();
    CountingSink sink;
    CancelledJob job;
    domain::FileReport report;
    const auto done =
        importers::readFile(file.fileName(), importers::defaultRegistry(noCatalogue), QString(), sink, job, report);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::Cancelled);
    QVERIFY(report.cancelled);
    QVERIFY(sink.counts.read <= 1000);
}

BAILIWICK_TEST(QCoreApplication, TestAwsConfig)

} // namespace tst_awsconfig

#include "tst_awsconfig.moc"
