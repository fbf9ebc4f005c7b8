// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_bedrock {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;

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

BAILIWICK_TEST(QCoreApplication, TestBedrock)

} // namespace tst_bedrock

#include "tst_bedrock.moc"
