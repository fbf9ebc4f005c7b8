// SPDX-License-Identifier: GPL-3.0-or-later
// What an item of AWS Config says of a thing: its fields by type, places, keys, identities and tags.
#include "importers/awsconfigtest.h"
#include "support/testmain.h"

#include <QDate>
#include <QTest>

namespace tst_awsconfigfields {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Value;

class TestAwsConfigFields : public AwsConfigTest
{
    Q_OBJECT

private slots:
    void fieldsByType_data();
    void fieldsByType();
    void places_data();
    void places();
    void keys();
    void identities();
    void tags();
    void newestCapture();
    void keysByIdentifier();
    void tagsAsEc2ReadsThem();
};

void TestAwsConfigFields::fieldsByType_data()
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

void TestAwsConfigFields::fieldsByType()
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

void TestAwsConfigFields::places_data()
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

void TestAwsConfigFields::places()
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

void TestAwsConfigFields::keys()
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

void TestAwsConfigFields::identities()
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

void TestAwsConfigFields::tags()
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

void TestAwsConfigFields::newestCapture()
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

/// Some services name a key by its identifier alone, which is one of the own account and region.
void TestAwsConfigFields::keysByIdentifier()
{
    const Record record = one(item(
        u"q"_s, u"2026-01-01T00:00:00Z"_s, u"OK"_s,
        u",\"configuration\":{\"KmsMasterKeyId\":\"1a2b3c4d-1111-2222-3333-444455556666\"}"_s));
    QCOMPARE(value(record, "key_management"), Value(u"cmk"_s));
    QCOMPARE(value(record, "key"),
             Value(domain::Reference{u"arn:aws:kms:eu-central-1:111122223333:key/1a2b3c4d-1111-2222-3333-444455556666"_s}));
}

/// The same instance with the same tags says the same, whichever export it comes in.
void TestAwsConfigFields::tagsAsEc2ReadsThem()
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

BAILIWICK_TEST(QCoreApplication, TestAwsConfigFields)

} // namespace tst_awsconfigfields

#include "tst_awsconfigfields.moc"
