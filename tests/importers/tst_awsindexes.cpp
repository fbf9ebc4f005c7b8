// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_awsindexes {

using namespace Qt::StringLiterals;
using domain::EntityKind;

/// Indexes of AWS resources: Resource Groups Tagging, Tag Editor, Resource Explorer.
class TestAwsIndexes : public QObject
{
    Q_OBJECT

private slots:
    void countsTheSamples_data();
    void countsTheSamples();
    void kinds_data();
    void kinds();
    void readsTags();
    void incomplete_data();
    void incomplete();
    void quotedAnswer();
    void tables_data();
    void tables();
    void rowsWithoutArn();
    void wrongTypes_data();
    void wrongTypes();
};

void TestAwsIndexes::countsTheSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<int>("records");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("type");
    // jq '.ResourceTagMappingList|length'
    QTest::newRow("documentation, a blank before the ARN")
        << u"awscli-doc__resourcegroupstaggingapi_get-resources.json"_s << u"123456789012/us-west-2"_s << 1
        << u"arn:aws:inspector:us-west-2:123456789012:target/0-nvgVhaxX/template/0-7sbz2Kz0"_s << u"inspector:target"_s;
    QTest::newRow("recorded") << u"c7n__resourcegroupstaggingapi-get-resources.json"_s << u"644160558196/us-east-1"_s << 2
                              << u"arn:aws:bedrock:us-east-1:644160558196:evaluation-job/y36vvtyztckw"_s
                              << u"bedrock:evaluation-job"_s;
}

void TestAwsIndexes::countsTheSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(QString, key);
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/"_s + file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-tagging"_s));
    QTEST(static_cast<int>(reading.sink.counts().added), "records");
    QCOMPARE(reading.sink.counts().read, reading.sink.counts().added);
    QTEST(reading.sink.head->scope, "scope");
    QVERIFY(reading.sink.head->rank < domain::SourceRank::StateFile);
    QVERIFY(reading.sink.selection);
    QVERIFY(reading.sink.incomplete.isEmpty());
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto record = reading.sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, u"resource_type"_s), "type");
    QCOMPARE(textField(*record, u"role"_s), u"supporting"_s);
    QCOMPARE(reading.sink.diagnostics.size(), 1);
    QCOMPARE(reading.sink.diagnostics.first().code, u"unknown-type"_s);
}

void TestAwsIndexes::kinds_data()
{
    QTest::addColumn<QString>("arn");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("places");
    const auto row = [](const char *arn, const char *kind, const char *type, const char *role, const char *places) {
        QTest::newRow(arn) << QString::fromLatin1(arn) << QString::fromLatin1(kind) << QString::fromLatin1(type)
                           << QString::fromLatin1(role) << QString::fromLatin1(places);
    };
    row("arn:aws:ec2:eu-central-1:111122223333:instance/i-0a", "workload", "AWS::EC2::Instance", "assessed", "3 aws/eu-central-1");
    row("arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-1", "workload", "AWS::EC2::Subnet", "supporting", "1 aws/eu-central-1");
    row("arn:aws-eusc:lambda:eusc-de-east-1:111122223333:function:score", "workload", "AWS::Lambda::Function", "assessed",
        "3 aws-esc/eusc-de-east-1");
    row("arn:aws:sqs:eu-west-1:111122223333:orders", "workload", "AWS::SQS::Queue", "assessed", "1 aws/eu-west-1");
    row("arn:aws:s3:::papers", "workload", "AWS::S3::Bucket", "assessed", "1 aws/eu-west-3");
    row("arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/a/1", "workload",
        "AWS::ElasticLoadBalancingV2::LoadBalancer", "supporting", "1 aws/eu-west-1");
    row("arn:aws:apigateway:eu-west-1::/restapis/abc", "workload", "AWS::ApiGateway::RestApi", "assessed", "1 aws/eu-west-1");
    row("arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat", "workload", "AWS::SageMaker::Endpoint", "assessed", "3 aws/eu-west-1");
    row("arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/x", "model", "(unsaid)", "(unsaid)", "");
    row("arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/x", "model", "(unsaid)", "(unsaid)", "3 aws/eu-west-1");
    row("arn:aws:bedrock:eu-west-1:111122223333:custom-model/meta.llama/x", "model", "(unsaid)", "(unsaid)", "3 aws/eu-west-1");
    row("arn:aws:kms:eu-west-1:111122223333:key/1", "key", "(unsaid)", "(unsaid)", "512 aws/eu-west-1");
    row("arn:aws:iam::111122223333:role/deploy", "identity", "(unsaid)", "(unsaid)", "");
    row("arn:aws:iam::111122223333:policy/p", "", "", "", "");
    row("arn:aws:resource-explorer-2:eu-west-1:111122223333:index/1", "", "", "", "");
    row("nonsense", "rejected", "", "", "");
}

void TestAwsIndexes::kinds()
{
    QFETCH(QString, arn);
    QFETCH(QString, kind);
    const QByteArray answer =
        R"({"Count":{"Complete":true,"TotalResources":1},"ViewArn":"arn:aws:resource-explorer-2:eu-west-3:111122223333:view/all/1","Resources":[{"Arn":")" +
        arn.toUtf8() +
        R"(","OwningAccountId":"111122223333","Region":"eu-west-3","ResourceType":"x:y","Service":"x","Properties":[]}]})";
    const Reading reading = readText(importers::appendAws, u"a.json"_s, answer);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"aws-resource-explorer"_s);
    QCOMPARE(reading.sink.head->scope, u"111122223333"_s);
    QCOMPARE(reading.sink.counts().read, 1);
    if (kind == "rejected"_L1) {
        QCOMPARE(reading.sink.counts().rejected, 1);
        QCOMPARE(reading.sink.entries.first().rejectedWhere, u"/Resources/0"_s);
        return;
    }
    if (kind.isEmpty()) {
        QCOMPARE(reading.sink.counts().ignored, 1);
        QCOMPARE(reading.sink.entries.first().ignoredCode, u"no-system"_s);
        return;
    }
    const auto record = reading.sink.record(arn);
    QVERIFY(record);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(domain::kindName(record->kind), kind);
    QTEST(textField(*record, u"resource_type"_s), "type");
    QTEST(textField(*record, u"role"_s), "role");
    QTEST(placesOf(*record), "places");
    QCOMPARE(record->completeFacets, 0);
}

void TestAwsIndexes::readsTags()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s, R"({"Resources":[{
        "Arn":"arn:aws:ec2:eu-central-1:111122223333:instance/i-0a","OwningAccountId":"111122223333","Region":"eu-central-1",
        "ResourceType":"ec2:instance","Service":"ec2","Properties":[{"Name":"tags","Data":[{"Key":"Name","Value":"trainer"},
        {"Key":"env","Value":"prod"},{"Key":"owner","Value":"Head of AI"}]}]}],"Count":{"Complete":true,"TotalResources":1}})");
    const auto machine = reading.sink.record(u"arn:aws:ec2:eu-central-1:111122223333:instance/i-0a"_s);
    QVERIFY(machine);
    QCOMPARE(machine->name, u"trainer"_s);
    QCOMPARE(textField(*machine, u"env"_s), u"prod"_s);
    QCOMPARE(textField(*machine, u"owner"_s), u"Head of AI"_s);
    QCOMPARE(aliasOf(*machine, u"instance"_s), u"aws/i-0a"_s);
}

void TestAwsIndexes::incomplete_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *text, const char *says) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(says);
    };
    const char *const item = R"({"Arn":"arn:aws:sqs:eu-west-1:1:a","ResourceType":"sqs:queue","OwningAccountId":"1"})";
    row("whole", R"({"Count":{"Complete":true,"TotalResources":0},"Resources":[],"ViewArn":"v"})", "");
    row("more pages of tags", R"({"ResourceTagMappingList":[],"PaginationToken":"abc"})", "PaginationToken");
    row("last page of tags", R"({"ResourceTagMappingList":[],"PaginationToken":""})", "");
    row("pages of tags up to the last", "{\"ResourceTagMappingList\":[],\"PaginationToken\":\"a\"}\n"
                                        "{\"ResourceTagMappingList\":[],\"PaginationToken\":\"\"}\n", "");
    row("token of a search", R"({"Count":{"Complete":true,"TotalResources":0},"Resources":[],"ViewArn":"v","NextToken":"x"})", "NextToken");
    row("cut at 1000", R"({"Count":{"Complete":false,"TotalResources":1000},"Resources":[],"ViewArn":"v"})", "Count.Complete");
    row("fewer rows than counted", qPrintable(QString(uR"({"Count":{"Complete":true,"TotalResources":7},"Resources":[%1]})"_s.arg(QString::fromLatin1(item)))),
        "1 of 7");
}

void TestAwsIndexes::incomplete()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(static_cast<int>(reading.sink.incomplete.size()), says.isEmpty() ? 0 : 1);
    QVERIFY(says.isEmpty() || reading.sink.incomplete.first().contains(says));
}

/// As the documentation prints it, and people copy it.
void TestAwsIndexes::quotedAnswer()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s, R"({
    "Count": { "Complete": true, "TotalResources": 7 },
    "Resources": [ { "Arn": "arn:aws:iam::1:policy/p", "ResourceType": "iam:policy", "OwningAccountId": "1" },
        ... TRUNCATED FOR BREVITY ...
    ] })");
    QVERIFY(reading.format.isEmpty() || reading.error);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"b.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\n  \"Count\": {},\n  \"Resources\": [ {},\n    ... TRUNCATED FOR BREVITY ...\n ] }");
    file.close();
    const auto probe = importers::makeProbe(file.fileName());
    QVERIFY(probe && probe->syntax);
    QVERIFY2(probe->syntax->where.contains("4:5"_L1) || probe->syntax->where.contains("line 4"_L1), qPrintable(probe->syntax->where));
}

void TestAwsIndexes::tables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("read");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("env");
    const auto row = [](const char *name, const char *text, int read, const char *key, const char *env) {
        QTest::newRow(name) << QByteArray(text) << read << QString::fromLatin1(key) << QString::fromLatin1(env);
    };
    row("Tag Editor",
        "Identifier,Tag: Name,Tag: env,Type,Service,Region,ARN\n"
        "i-0a,trainer,prod,Instance,EC2,eu-central-1,arn:aws:ec2:eu-central-1:111122223333:instance/i-0a\n"
        "papers,(not tagged),(not tagged),Bucket,S3,eu-west-3,arn:aws:s3:::papers\n",
        2, "arn:aws:ec2:eu-central-1:111122223333:instance/i-0a", "prod");
    row("Tag Editor, not tagged",
        "Identifier,Tag: env,Type,Service,Region,ARN\npapers,(not tagged),Bucket,S3,eu-west-3,arn:aws:s3:::papers\n", 1,
        "arn:aws:s3:::papers", "(unsaid)");
    row("Tag Editor in German",
        "Kennung;Tag: env;Typ;Service;Region;ARN\n"
        "papers;(nicht markiert);Bucket;S3;eu-west-3;arn:aws:s3:::papers\n",
        1, "arn:aws:s3:::papers", "(unsaid)");
    row("Resource Explorer",
        "Identifier,Resource type,Region,AWS Account,Tag: env\n"
        "i-0a,ec2:instance,eu-central-1,111122223333,prod\npapers,s3:bucket,eu-west-3,111122223333,\n",
        2, "arn:aws:ec2:eu-central-1:111122223333:instance/i-0a", "prod");
    row("Resource Explorer, an ARN in some rows",
        "Identifier,Resource type,Region,AWS Account,Tag: env\n"
        "i-0a,ec2:instance,eu-central-1,111122223333,prod\narn:aws:s3:::papers,s3:bucket,global,111122223333,\n",
        2, "arn:aws:ec2:eu-central-1:111122223333:instance/i-0a", "prod");
    row("Resource Explorer in French, zeros lost",
        "Identifiant,Type de ressource,R\xC3\xA9gion,Compte AWS\nscore,lambda:function,eu-west-3,11122223333\n", 1,
        "arn:aws:lambda:eu-west-3:011122223333:function:score", "(unsaid)");
    row("no table of these", "id,name,region\n1,a,eu-west-1\n", 0, "", "");
    row("findings of Powerpipe", "control_id,reason,resource,status,region,account_id\nc,r,arn:aws:s3:::papers,ok,eu-west-3,111122223333\n", 0,
        "", "");
}

void TestAwsIndexes::tables()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    QFETCH(int, read);
    const Reading reading = readText(importers::appendAws, u"a.csv"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, read > 0 ? u"aws-resource-table"_s : QString());
    if (read == 0)
        return;
    QCOMPARE(static_cast<int>(reading.sink.counts().read), read);
    QCOMPARE(static_cast<int>(reading.sink.counts().added), read);
    QVERIFY(reading.sink.selection);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto record = reading.sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, u"env"_s), "env");
}

void TestAwsIndexes::rowsWithoutArn()
{
    const Reading reading = readText(importers::appendAws, u"a.csv"_s,
                                     "Identifier,Resource type,Region,AWS Account\n"
                                     "deploy,iam:role,Global,111122223333\n"
                                     "papers,s3:bucket,eu-west-3,1.11122E+11\n"
                                     ",s3:bucket,eu-west-3,111122223333\n"
                                     "i-0a,ec2:instance,eu-central-1,111122223333\n"
                                     "i-0b,ec2:instance,eu-central-1,111122223333\n");
    QCOMPARE(reading.sink.counts().read, 5);
    QCOMPARE(reading.sink.entries.at(0).ignoredCode, u"no-arn"_s);
    QCOMPARE(reading.sink.entries.at(1).rejectedCode, u"spoilt-key"_s);
    QCOMPARE(reading.sink.entries.at(2).rejectedCode, u"missing-arn"_s);
    QCOMPARE(reading.sink.entries.at(2).rejectedWhere, u"line 4"_s);
    QCOMPARE(reading.sink.counts().added, 2);
}

void TestAwsIndexes::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("rejected");
    QTest::newRow("numbers for objects") << QByteArray(R"({"ResourceTagMappingList":[1,null,"x",[]]})") << 4;
    QTest::newRow("ARN is a number") << QByteArray(R"({"ResourceTagMappingList":[{"ResourceARN":7}]})") << 1;
    QTest::newRow("tags are a number") << QByteArray(R"({"ResourceTagMappingList":[{"ResourceARN":"arn:aws:s3:::a","Tags":3}]})") << 0;
    QTest::newRow("properties are a text")
        << QByteArray(R"({"Count":7,"ViewArn":3,"Resources":[{"Arn":"arn:aws:s3:::a","ResourceType":"s3:bucket","OwningAccountId":{},"Properties":"x"}]})")
        << 0;
}

void TestAwsIndexes::wrongTypes()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, text);
    QVERIFY(!reading.error);
    QTEST(static_cast<int>(reading.sink.counts().rejected), "rejected");
    QCOMPARE(reading.sink.counts().read, reading.sink.counts().added + reading.sink.counts().rejected);
}

BAILIWICK_TEST(QCoreApplication, TestAwsIndexes)

} // namespace tst_awsindexes

#include "tst_awsindexes.moc"
