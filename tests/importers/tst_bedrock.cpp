// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_bedrock {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;

namespace {

Reading readAny(const QByteArray &content)
{
    if (content.contains("terraform_version"))
        return readText(importers::appendTerraform, u"x.tfstate"_s, content);
    return readText(content.contains("configurationItems") ? importers::appendAwsConfig : importers::appendAws, u"x.json"_s, content);
}

} // namespace

class TestBedrock : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheListsApart_data();
    void tellsTheListsApart();
    void readsTheCatalogue();
    void readsCustomModels();
    void readsASingleCustomModel();
    void readsProfiles();
    void readsTheProfilesSample();
    void readsAnAgent();
    void readsListsOfAgents_data();
    void readsListsOfAgents();
    void sameFromEverySource_data();
    void sameFromEverySource();
    void trainingDataInBuckets_data();
    void trainingDataInBuckets();
};

void TestBedrock::tellsTheListsApart_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("records");
    QTest::newRow("foundation models") << u"c7n__bedrock-list-foundation-models.json"_s << u"aws-bedrock-models"_s << 2;
    QTest::newRow("custom model") << u"c7n__bedrock-get-custom-model.json"_s << u"aws-bedrock-custom-models"_s << 1;
    QTest::newRow("profiles") << u"c7n__bedrock-list-inference-profiles__2.json"_s
                              << u"aws-bedrock-inference-profiles"_s << 2;
    QTest::newRow("agent") << u"c7n__bedrock-agent-get-agent.json"_s << u"aws-bedrock-agents"_s << 1;
    QTest::newRow("SageMaker models") << u"c7n__sagemaker.ListModels__2.json"_s << u"aws-sagemaker"_s << 1;
    QTest::newRow("SageMaker endpoints") << u"c7n__sagemaker.ListEndpoints__1.json"_s << u"aws-sagemaker"_s << 1;
    QTest::newRow("EKS") << u"c7n__eks.DescribeCluster__1.json"_s << QString() << 0;
}

void TestBedrock::tellsTheListsApart()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(QString, format);
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/"_s + file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, format.isEmpty() ? QStringList() : QStringList(format));
    QTEST(static_cast<int>(reading.sink.counts().read), "records");
    QCOMPARE(reading.sink.counts().added, reading.sink.counts().read);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestBedrock::readsTheCatalogue()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAws, sampleFile(u"aws/c7n__bedrock-list-foundation-models.json"_s));
    const auto nemotron =
        reading.sink.record(u"arn:aws:bedrock:us-east-1::foundation-model/nvidia.nemotron-nano-12b-v2"_s);
    QVERIFY(nemotron);
    QCOMPARE(textField(*nemotron, u"availability"_s), u"available"_s);
    QCOMPARE(textField(*nemotron, u"developer"_s), u"->nvidia"_s);
    QCOMPARE(textField(*nemotron, u"provider"_s), u"->aws"_s);
    QCOMPARE(placesOf(*nemotron), u"3 aws/us-east-1"_s);
    const auto nova =
        reading.sink.record(u"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-multimodal-embeddings-v1:0"_s);
    QVERIFY(nova);
    QCOMPARE(textField(*nova, u"developer"_s), u"->aws"_s);
}

void TestBedrock::readsCustomModels()
{
    const Reading reading = readWith(importers::appendAws, ownFile(u"bedrock_custom.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-bedrock-custom-models"_s));
    QCOMPARE(reading.sink.counts().added, 2);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto tuned =
        reading.sink.record(u"arn:aws:bedrock:eu-central-1:111122223333:custom-model/meta.llama3-1-8b/x1"_s);
    QVERIFY(tuned);
    QCOMPARE(textField(*tuned, u"base_model"_s), u"meta.llama3-1-8b"_s);
    QCOMPARE(textField(*tuned, u"fine_tuned"_s), u"true"_s);
    QCOMPARE(textField(*tuned, u"developer"_s), u"->meta"_s);
    QCOMPARE(textField(*tuned, u"availability"_s), u"in_use"_s);
    const auto imported = reading.sink.record(u"arn:aws:bedrock:eu-central-1:111122223333:imported-model/y2"_s);
    QVERIFY(imported);
    QCOMPARE(textField(*imported, u"fine_tuned"_s), u"(unsaid)"_s);
    QCOMPARE(reading.sink.head->scope, u"bedrock-custom-models 111122223333/eu-central-1"_s);
}

void TestBedrock::readsASingleCustomModel()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/c7n__bedrock-get-custom-model.json"_s));
    const QString key =
        u"arn:aws:bedrock:us-east-1:644160558196:custom-model/amazon.titan-text-express-v1:0:8k/w4vtut9aq95n"_s;
    const auto model = reading.sink.record(key);
    QVERIFY(model);
    QCOMPARE(model->name, u"c7n-test3"_s);
    QCOMPARE(textField(*model, u"base_model"_s), u"amazon.titan-text-express-v1:0:8k"_s);
    const auto dataset = reading.sink.record(u"s3://bedrock-c7n/training.jsonl"_s);
    QVERIFY(dataset);
    QCOMPARE(dataset->kind, EntityKind::Dataset);
    QCOMPARE(textField(*dataset, u"used_for_training"_s), key + u"..."_s);
    // Another model's answer must not push this one out.
    QVERIFY(reading.sink.head->scope.endsWith(key));
}

void TestBedrock::readsProfiles()
{
    const Reading reading = readWith(importers::appendAws, ownFile(u"bedrock_profiles.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 5);
    QCOMPARE(reading.sink.counts().added, 4);
    QCOMPARE(reading.sink.counts().rejected, 1);
    QCOMPARE(reading.sink.entries.at(4).rejectedWhere, u"/inferenceProfileSummaries/4"_s);
    QCOMPARE(reading.sink.incomplete.size(), 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());

    const QString account = u"arn:aws:bedrock:eu-central-1:111122223333:"_s;
    const auto eu = reading.sink.record(account + u"inference-profile/eu.anthropic.claude-3-haiku-v1:0"_s);
    QVERIFY(eu);
    QCOMPARE(placesOf(*eu), u"2 aws/eu-central-1, 2 aws/eu-west-3, 2 aws/eu-west-1"_s);
    QCOMPARE(eu->completeFacets, Facet::Processing + 0);
    QCOMPARE(textField(*eu, u"developer"_s), u"->anthropic"_s);
    QCOMPARE(textField(*eu, u"availability"_s), u"available"_s);
    const auto chat = reading.sink.record(account + u"application-inference-profile/abc"_s);
    QVERIFY(chat);
    QCOMPARE(textField(*chat, u"availability"_s), u"in_use"_s);
    QCOMPARE(placesOf(*chat), u"2 aws/eu-central-1"_s);
    const auto world = reading.sink.record(account + u"inference-profile/global.amazon.nova-2-lite-v1:0"_s);
    QVERIFY(world);
    QCOMPARE(placesOf(*world), u"2 aws/eu-central-1, 2 aws/global"_s);
    // One of its models can't be read: the list of places may lack one.
    const auto half = reading.sink.record(account + u"application-inference-profile/half"_s);
    QVERIFY(half);
    QCOMPARE(half->completeFacets, 0);
}

void TestBedrock::readsTheProfilesSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAws, sampleFile(u"aws/c7n__bedrock-list-inference-profiles__2.json"_s));
    const auto profile =
        reading.sink.record(u"arn:aws:bedrock:us-east-2:644160558196:application-inference-profile/93ksxhaxmgyd"_s);
    QVERIFY(profile);
    // The first of its models has no region in its ARN: it may run anywhere.
    QCOMPARE(placesOf(*profile), u"2 aws/global, 2 aws/us-east-2"_s);
    QCOMPARE(textField(*profile, u"base_model"_s), u"anthropic.claude-sonnet-4-20250514-v1:0"_s);
}

void TestBedrock::readsAnAgent()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/c7n__bedrock-agent-get-agent.json"_s));
    const QString key = u"arn:aws:bedrock:us-east-1:644160558196:agent/64XULLPD7A"_s;
    const auto agent = reading.sink.record(key);
    QVERIFY(agent);
    QCOMPARE(textField(*agent, u"kind"_s), u"agent"_s);
    QCOMPARE(agent->name, u"c7n-test"_s);
    QCOMPARE(textField(*agent, u"member_of"_s),
             u"arn:aws:iam::644160558196:role/AmazonBedrockExecutionRoleForAgents_c7n_test..."_s);
    const QString modelKey = u"arn:aws:bedrock:us-east-1:644160558196:foundation-model/anthropic.claude-v2"_s;
    const auto model = reading.sink.record(modelKey);
    QVERIFY(model);
    QCOMPARE(textField(*model, u"availability"_s), u"in_use"_s);
    QCOMPARE(textField(*model, u"developer"_s), u"->anthropic"_s);
    const auto grant = reading.sink.record(key + u"#model"_s);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"identity"_s), u"->"_s + key);
    QCOMPARE(textField(*grant, u"model"_s), u"->"_s + modelKey);
}

void TestBedrock::readsListsOfAgents_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("agents");
    QTest::addColumn<int>("rejected");
    QTest::newRow("list-agents") << QByteArray(R"({"agentSummaries":[{"agentId":"AG1","agentName":"claims","agentStatus":"PREPARED"},{"agentId":"AG2","agentName":"chat"}]})")
                                 << QStringList{u"bedrock-agent/AG1"_s, u"bedrock-agent/AG2"_s} << 0;
    QTest::newRow("without an identifier, or with another type of it") << QByteArray(R"({"agentSummaries":[{"agentName":"claims"},{"agentId":7,"agentName":"chat"}]})") << QStringList() << 2;
    QTest::newRow("nothing in it") << QByteArray(R"({"agentSummaries":[]})") << QStringList() << 0;
    QTest::newRow("list-agent-collaborators")
        << QByteArray(R"({"agentCollaboratorSummaries":[{"agentId":"AG1","collaboratorName":"helper","agentDescriptor":{"aliasArn":"arn:aws:bedrock:eu-central-1:111122223333:agent-alias/AG2/AL1"}},)"
                      R"({"agentId":"AG1","collaboratorName":"third","agentDescriptor":{"aliasArn":"arn:aws:bedrock:eu-central-1:111122223333:agent-alias/AG3/AL1"}}]})")
        << QStringList{u"arn:aws:bedrock:eu-central-1:111122223333:agent/AG2"_s, u"arn:aws:bedrock:eu-central-1:111122223333:agent/AG1"_s,
                       u"arn:aws:bedrock:eu-central-1:111122223333:agent/AG3"_s}
        << 0;
}

void TestBedrock::readsListsOfAgents()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, agents);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, content);
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList{u"aws-bedrock-agent-lists"_s});
    QTEST(static_cast<int>(reading.sink.counts().rejected), "rejected");
    QStringList found;
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind != domain::EntityKind::Identity)
            continue;
        found.append(record.key);
        QCOMPARE(textField(record, u"kind"_s), u"agent"_s);
        // By this name its own description joins it.
        QCOMPARE(aliasOf(record, u"bedrock-agent"_s), u"bedrock-agent/"_s + record.key.section(u'/', -1));
    }
    QCOMPARE(found, agents);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestBedrock::sameFromEverySource_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("key"); // behind the account
    QTest::addColumn<QString>("baseModel");
    QTest::addColumn<QString>("places");
    const auto state = [](const QByteArray &type, const QByteArray &attributes) {
        return R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":")" + type +
               R"(","name":"x","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":)" + attributes + "}]}]}";
    };
    const QByteArray arn = "arn:aws:bedrock:eu-west-1:111122223333:";
    const QByteArray west = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0", east = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
    const QByteArray models = "[{\"modelArn\":\"" + west + "\"},{\"modelArn\":\"" + east + "\"}]";
    const auto profile = [](const char *name, const QByteArray &content) {
        QTest::newRow(name) << content << u"application-inference-profile/p"_s << u"amazon.nova-lite-v1:0"_s << u"2 aws/eu-west-1, 2 aws/us-east-1"_s;
    };
    profile("profile, list-inference-profiles", R"({"inferenceProfileSummaries":[{"inferenceProfileName":"p","inferenceProfileId":"p","type":"APPLICATION","inferenceProfileArn":")" + arn +
                                                    R"(application-inference-profile/p","models":)" + models + "}]}");
    profile("profile, AWS Config", R"({"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[{"configurationItemStatus":"OK","configurationItemCaptureTime":"2026-10-01T00:00:00.000Z",)"
                                   R"("awsAccountId":"111122223333","awsRegion":"eu-west-1","resourceType":"AWS::Bedrock::ApplicationInferenceProfile","resourceId":"p","resourceName":"p","ARN":")" +
                                       arn + R"(application-inference-profile/p","configuration":{"InferenceProfileName":"p","Models":[{"ModelArn":")" + west + R"("},{"ModelArn":")" + east + R"("}]}}]})");
    profile("profile, Terraform", state("aws_bedrock_inference_profile", R"({"id":"p","name":"p","type":"APPLICATION","arn":")" + arn + R"(application-inference-profile/p","models":[{"model_arn":")" +
                                                                             west + R"("},{"model_arn":")" + east + R"("}]})"));
    QTest::newRow("profile, tagging: the ARN does not tell the regions") << R"({"ResourceTagMappingList":[{"ResourceARN":")" + arn + R"(application-inference-profile/p","Tags":[]}]})"
                                                                         << u"application-inference-profile/p"_s << u"(unsaid)"_s << QString();
    QTest::newRow("custom model, get-custom-model") << R"({"modelName":"c","jobArn":"j","modelArn":")" + arn + R"(custom-model/c/1","baseModelArn":")" + west + R"("})" << u"custom-model/c/1"_s
                                                    << u"amazon.nova-lite-v1:0"_s << u"3 aws/eu-west-1"_s;
    QTest::newRow("custom model, Terraform")
        << state("aws_bedrock_custom_model", R"({"id":"x","custom_model_name":"c","custom_model_arn":")" + arn + R"(custom-model/c/1","base_model_identifier":")" + west + R"("})")
        << u"custom-model/c/1"_s << u"amazon.nova-lite-v1:0"_s << u"3 aws/eu-west-1"_s;
    QTest::newRow("throughput, get-provisioned-model-throughput") << R"({"provisionedModelName":"t","modelUnits":1,"provisionedModelArn":")" + arn + R"(provisioned-model/t","modelArn":")" + west + R"("})"
                                                                  << u"provisioned-model/t"_s << u"amazon.nova-lite-v1:0"_s << u"3 aws/eu-west-1"_s;
    QTest::newRow("throughput, Terraform")
        << state("aws_bedrock_provisioned_model_throughput", R"({"id":"t","provisioned_model_name":"t","model_units":1,"provisioned_model_arn":")" + arn + R"(provisioned-model/t","model_arn":")" + west + R"("})")
        << u"provisioned-model/t"_s << u"amazon.nova-lite-v1:0"_s << u"3 aws/eu-west-1"_s;
    // The list has a model without a region beside that of the region that one calls it in.
    const QString world = u"inference-profile/global.amazon.nova-2-lite-v1:0"_s, worldwide = u"2 aws/eu-west-1, 2 aws/global"_s;
    QTest::newRow("any region, list-inference-profiles")
        << R"({"inferenceProfileSummaries":[{"inferenceProfileName":"g","inferenceProfileId":"global.amazon.nova-2-lite-v1:0","type":"SYSTEM_DEFINED","inferenceProfileArn":")" + arn +
               world.toUtf8() + R"(","models":[{"modelArn":"arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-2-lite-v1:0"},{"modelArn":"arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0"}]}]})"
        << world << u"amazon.nova-2-lite-v1:0"_s << worldwide;
    const QByteArray agent = R"({"agent":{"agentId":"A","agentName":"a","agentArn":")" + arn + R"(agent/A","foundationModel":")";
    QTest::newRow("any region, an agent") << agent + R"(global.amazon.nova-2-lite-v1:0"}})" << world << u"global.amazon.nova-2-lite-v1:0"_s << worldwide;
    QTest::newRow("any region, an agent by the profile's ARN") << agent + arn + world.toUtf8() + "\"}}" << world << u"(unsaid)"_s << worldwide;
    QTest::newRow("any region, an agent of Terraform")
        << state("aws_bedrockagent_agent", R"({"id":"A","agent_name":"a","agent_arn":")" + arn + R"(agent/A","foundation_model":"global.amazon.nova-2-lite-v1:0"})") << world
        << u"global.amazon.nova-2-lite-v1:0"_s << worldwide;
    QTest::newRow("regions of Europe, an agent: the list of profiles tells which") << agent + R"(eu.amazon.nova-lite-v1:0"}})" << u"inference-profile/eu.amazon.nova-lite-v1:0"_s
                                                                                    << u"eu.amazon.nova-lite-v1:0"_s << QString();
}

/// One ARN is one thing of one kind in one place, whichever export tells of it.
void TestBedrock::sameFromEverySource()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, key);
    const Reading reading = readAny(content);
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
    const auto model = reading.sink.record(u"arn:aws:bedrock:eu-west-1:111122223333:"_s + key);
    QVERIFY(model);
    QCOMPARE(model->kind, domain::EntityKind::Model);
    QTEST(textField(*model, u"base_model"_s), "baseModel");
    QTEST(placesOf(*model), "places");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestBedrock::trainingDataInBuckets_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("get-custom-model") << QByteArray(R"({"modelName":"c","jobArn":"j","modelArn":"arn:aws:bedrock:eu-west-1:111122223333:custom-model/c/1","baseModelArn":"x",)"
                                                    R"("trainingDataConfig":{"s3Uri":"s3://nw-train/customers/"}})");
    QTest::newRow("aws_bedrock_custom_model") << QByteArray(
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":"aws_bedrock_custom_model","name":"x","provider":"p","instances":[{"attributes":)"
        R"({"custom_model_arn":"arn:aws:bedrock:eu-west-1:111122223333:custom-model/c/1","training_data_config":[{"s3_uri":"s3://nw-train/customers/"}]}}]}]})");
    QTest::newRow("describe-training-job") << QByteArray(R"({"TrainingJobName":"t","TrainingJobArn":"arn:aws:sagemaker:eu-west-1:111122223333:training-job/t","ResourceConfig":{},)"
                                                         R"("InputDataConfig":[{"DataSource":{"S3DataSource":{"S3Uri":"s3://nw-train/customers/"}}}]})");
    QTest::newRow("describe-endpoint-config") << QByteArray(R"({"EndpointConfigName":"e","EndpointConfigArn":"arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/e",)"
                                                            R"("DataCaptureConfig":{"EnableCapture":true,"DestinationS3Uri":"s3://nw-train/customers/"}})");
}

/// The data are where the bucket is, which another export tells.
void TestBedrock::trainingDataInBuckets()
{
    QFETCH(QByteArray, content);
    const Reading reading = readAny(content);
    const auto data = reading.sink.record(u"s3://nw-train/customers/"_s);
    QVERIFY(data);
    QCOMPARE(data->kind, domain::EntityKind::Dataset);
    QCOMPARE(data->places.size(), 1);
    QCOMPARE(data->places.constFirst().site, u"arn:aws:s3:::nw-train"_s);
}

BAILIWICK_TEST(QCoreApplication, TestBedrock)

} // namespace tst_bedrock

#include "tst_bedrock.moc"
