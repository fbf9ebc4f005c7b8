// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_sagemaker {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestSageMaker : public QObject
{
    Q_OBJECT

private slots:
    void countsTheSamples_data();
    void countsTheSamples();
    void facts_data();
    void facts();
    void configurations();
    void captured_data();
    void captured();
    void endpoints();
    void models();
    void comprehendIsAnother();
    void bedrockResources_data();
    void bedrockResources();
    void wrongTypes_data();
    void wrongTypes();
    void wrongTypesAreTold_data();
    void wrongTypesAreTold();
};

namespace {

const QByteArray account = "arn:aws:sagemaker:eu-west-1:111122223333:";

} // namespace

void TestSageMaker::countsTheSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("workloads");
    const auto row = [](const char *file, int records, int workloads) {
        QTest::newRow(file) << QString::fromLatin1(file) << records << workloads;
    };
    // jq '.Endpoints|length' and so on; of the cluster each group is a system too.
    row("c7n__sagemaker.ListEndpoints__1.json", 1, 1);
    row("c7n__sagemaker.ListEndpoints__2.json", 1, 1);
    row("c7n__sagemaker.ListEndpointConfigs__1.json", 1, 1);
    row("c7n__sagemaker.ListEndpointConfigs__2.json", 1, 1);
    row("c7n__sagemaker.ListEndpointConfigs_2.json__1.json", 0, 0);
    row("c7n__sagemaker.ListModels__2.json", 1, 0);
    row("c7n__sagemaker.DescribeModel__2.json", 1, 0);
    row("c7n__sagemaker.DescribeNotebookInstance__1.json", 1, 1);
    row("c7n__sagemaker.DescribeNotebookInstance__2.json", 1, 1);
    row("c7n__sagemaker.DescribeTrainingJob__1.json", 1, 1);
    row("c7n__sagemaker.DescribeTrainingJob__2.json", 1, 1);
    row("c7n__sagemaker.DescribeCluster__1.json", 1, 2);
}

void TestSageMaker::countsTheSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/"_s + file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-sagemaker"_s));
    QTEST(static_cast<int>(reading.sink.counts().read), "records");
    QCOMPARE(reading.sink.counts().added, reading.sink.counts().read);
    QTEST(countOfKind(reading.sink, EntityKind::Workload), "workloads");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestSageMaker::facts_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *file, const char *key, const char *attr, const char *value) {
        QTest::newRow(name) << u"c7n__sagemaker."_s + QString::fromLatin1(file)
                            << u"arn:aws:sagemaker:us-east-1:644160558196:"_s + QString::fromLatin1(key)
                            << QString::fromLatin1(attr) << QString::fromLatin1(value);
    };
    row("endpoint state", "ListEndpoints__2.json", "endpoint/c7n-endpoint", "state", "Failed");
    row("endpoint role", "ListEndpoints__2.json", "endpoint/c7n-endpoint", "role", "assessed");
    row("configuration role", "ListEndpointConfigs__1.json", "endpoint-config/kmeans-2018-01-18-19-25-36-887", "role", "supporting");
    row("model", "DescribeModel__2.json", "model/sagemaker-model", "description",
        "image 644160558196.dkr.ecr.us-east-1.amazonaws.com/test:latest");
    row("no weights are named", "DescribeModel__2.json", "model/sagemaker-model", "weights_held", "(unsaid)");
    row("notebook that runs", "DescribeNotebookInstance__2.json", "notebook-instance/c7n-ni-test", "instance_count", "1");
    row("notebook that is stopped", "DescribeNotebookInstance__1.json", "notebook-instance/c7n-ni-test-2", "instance_count", "0");
    row("key", "DescribeNotebookInstance__2.json", "notebook-instance/c7n-ni-test", "key",
        "->arn:aws:kms:us-east-1:644160558196:key/75d1e7ba-f9c5-46b9-97bc-28e6c834aa49");
    row("job that failed holds no machines", "DescribeTrainingJob__1.json", "training-job/c7n-job-2018-01-12-18-23-33", "instance_type",
        "(unsaid)");
    row("job that runs", "DescribeTrainingJob__2.json", "training-job/kmeans-2018-01-31-14-07-29-021", "instance_type", "ml.c4.8xlarge");
    row("its machines", "DescribeTrainingJob__2.json", "training-job/kmeans-2018-01-31-14-07-29-021", "instance_count", "2");
    row("data of a job", "DescribeTrainingJob__1.json", "training-job/c7n-job-2018-01-12-18-23-33", "datasets",
        "s3://c7n-sm-test/kmeans_highlevel_example/data...");
    row("group of a cluster", "DescribeCluster__1.json", "cluster/f5t2ouux778p#group/c7n-test-ig", "instance_type", "ml.t3.medium");
    row("none of it runs", "DescribeCluster__1.json", "cluster/f5t2ouux778p#group/c7n-test-ig", "instance_count", "0");
}

void TestSageMaker::facts()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(QString, key);
    QFETCH(QString, attr);
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/"_s + file));
    const auto record = reading.sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, attr), "value");
    QCOMPARE(placesOf(*record).isEmpty(), false);
}

void TestSageMaker::configurations()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s,
                                     R"({"EndpointConfigName":"Chat-Config","EndpointConfigArn":")" + account + R"(endpoint-config/chat-config",
        "KmsKeyId":"arn:aws:kms:eu-west-1:111122223333:key/1","ProductionVariants":[
        {"VariantName":"a","ModelName":"Chat-Model","InstanceType":"ml.p5.48xlarge","InitialInstanceCount":2},
        {"VariantName":"b","ModelName":"Chat-Model-2","InstanceType":"ml.p5.48xlarge","InitialInstanceCount":1}]})");
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto config = reading.sink.record(QString::fromLatin1(account + "endpoint-config/chat-config"));
    QVERIFY(config);
    QCOMPARE(textField(*config, u"instance_type"_s), u"ml.p5.48xlarge"_s);
    QCOMPARE(textField(*config, u"instance_count"_s), u"3"_s);
    QCOMPARE(textField(*config, u"models"_s),
             QString::fromLatin1(account + "model/chat-model|" + account + "model/chat-model-2..."));
    QCOMPARE(textField(*config, u"key_management"_s), u"cmk"_s);
    QCOMPARE(reading.sink.head->scope, QString::fromLatin1(account + "endpoint-config/chat-config"));

    const Reading mixed = readText(importers::appendAws, u"a.json"_s,
                                   R"({"EndpointConfigName":"m","EndpointConfigArn":")" + account + R"(endpoint-config/m","ProductionVariants":[
        {"ModelName":"x","InstanceType":"ml.p5.48xlarge","InitialInstanceCount":2},{"ModelName":"y","InstanceType":"ml.g5.xlarge","InitialInstanceCount":1}]})");
    QCOMPARE(textField(*mixed.sink.record(QString::fromLatin1(account + "endpoint-config/m")), u"instance_type"_s), u"(unsaid)"_s);
    QCOMPARE(mixed.sink.diagnostics.first().code, u"several-types"_s);

    const Reading serverless = readText(importers::appendAws, u"a.json"_s,
                                        R"({"EndpointConfigName":"s","EndpointConfigArn":")" + account +
                                            R"(endpoint-config/s","ProductionVariants":[{"ModelName":"x","ServerlessConfig":{"MemorySizeInMB":2048}}]})");
    const auto less = serverless.sink.record(QString::fromLatin1(account + "endpoint-config/s"));
    QCOMPARE(textField(*less, u"instance_type"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*less, u"description"_s), u"serverless: no machines of its own"_s);
}

void TestSageMaker::captured_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("datasets");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const char *members, const char *datasets, const char *names) {
        QTest::newRow(name) << QByteArray(members) << QString::fromLatin1(datasets) << QString::fromLatin1(names);
    };
    row("nothing is captured", R"("KmsKeyId":null)", "(unsaid)", "");
    row("captured", R"("DataCaptureConfig":{"EnableCapture":true,"InitialSamplingPercentage":100,"DestinationS3Uri":"s3://prompts-eu/chat","CaptureOptions":[{"CaptureMode":"Input"}]})",
        "s3://prompts-eu/chat...", "inference data captured by c");
    row("switched off", R"("DataCaptureConfig":{"EnableCapture":false,"DestinationS3Uri":"s3://prompts-eu/chat"})", "(unsaid)", "");
    row("answers of asynchronous inference", R"("AsyncInferenceConfig":{"OutputConfig":{"S3OutputPath":"s3://answers-eu/out"}})", "s3://answers-eu/out...",
        "answers of asynchronous inference by c");
    row("both", R"("DataCaptureConfig":{"EnableCapture":true,"DestinationS3Uri":"s3://a/in"},"AsyncInferenceConfig":{"OutputConfig":{"S3OutputPath":"s3://b/out"}})",
        "s3://a/in|s3://b/out...", "inference data captured by c, answers of asynchronous inference by c");
    row("both in one folder", R"("DataCaptureConfig":{"EnableCapture":true,"DestinationS3Uri":"s3://a/x"},"AsyncInferenceConfig":{"OutputConfig":{"S3OutputPath":"s3://a/x"}})",
        "s3://a/x...", "inference data captured by c");
}

/// What people ask and what models answer is data that lies somewhere, too: in the bucket, wherever that is.
void TestSageMaker::captured()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, datasets);
    for (const QByteArray &of : {"EndpointConfigName\":\"c\",\"EndpointConfigArn\":\"" + account + "endpoint-config/c", "EndpointName\":\"c\",\"EndpointArn\":\"" + account + "endpoint/c"}) {
        const Reading reading = readText(importers::appendAws, u"a.json"_s, "{\"" + of + "\",\"ProductionVariants\":[]," + members + "}");
        QVERIFY(!reading.error);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
        const auto record = reading.sink.record(QString::fromLatin1(of.mid(of.indexOf("arn:"))));
        QVERIFY(record);
        QCOMPARE(textField(*record, u"datasets"_s), datasets);
        QStringList names;
        for (const QString &key : datasets.chopped(datasets.endsWith("..."_L1) ? 3 : 0).split(u'|')) {
            const auto dataset = reading.sink.record(key);
            if (!dataset)
                continue;
            names.append(dataset->name);
            QCOMPARE(textField(*dataset, u"processor"_s), u"->aws"_s);
            QCOMPARE(dataset->places.value(0).site, u"arn:aws:s3:::"_s + key.section(u'/', 2, 2));
        }
        QTEST(names.join(u", "_s), "names");
    }
}

void TestSageMaker::endpoints()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s,
                                     R"({"EndpointName":"Chat","EndpointArn":")" + account + R"(endpoint/Chat","EndpointConfigName":"Chat-Config",
        "EndpointStatus":"InService","ProductionVariants":[{"VariantName":"a","CurrentInstanceCount":2},{"VariantName":"b","CurrentInstanceCount":1}]})");
    QVERIFY(!reading.error);
    const auto endpoint = reading.sink.record(QString::fromLatin1(account + "endpoint/Chat"));
    QVERIFY(endpoint);
    QCOMPARE(textField(*endpoint, u"instance_count"_s), u"3"_s);
    QCOMPARE(endpoint->aliases.last().value, QString::fromLatin1(account + "endpoint/chat"));
    const auto config = reading.sink.record(QString::fromLatin1(account + "endpoint-config/chat-config"));
    QVERIFY(config);
    QCOMPARE(textField(*config, u"part_of"_s), QString::fromLatin1("->" + account + "endpoint/Chat"));
    QVERIFY(!config->whole);
}

void TestSageMaker::models()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s,
                                     "[{\"ModelName\":\"own\",\"ModelArn\":\"" + account + "model/own\",\"PrimaryContainer\":{\"Image\":\"i\",\"ModelDataUrl\":\"s3://weights-eu/own.tar.gz\"}},"
                                     "{\"ModelName\":\"js\",\"ModelArn\":\"" + account + "model/js\",\"Containers\":[{\"Image\":\"i\",\"ModelDataSource\":{\"S3DataSource\":{\"S3Uri\":\"s3://jumpstart-cache-prod-eu-west-1/x/\"}}}]}]");
    QCOMPARE(reading.sink.counts().added, 2);
    const auto own = reading.sink.record(QString::fromLatin1(account + "model/own"));
    QCOMPARE(textField(*own, u"weights_held"_s), u"true"_s);
    QCOMPARE(textField(*own, u"description"_s), u"weights s3://weights-eu/own.tar.gz; image i"_s);
    QCOMPARE(textField(*own, u"availability"_s), u"in_use"_s);
    const auto bought = reading.sink.record(QString::fromLatin1(account + "model/js"));
    QCOMPARE(textField(*bought, u"weights_held"_s), u"(unsaid)"_s);
}

void TestSageMaker::comprehendIsAnother()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s,
                                     R"({"Endpoints":[{"EndpointArn":"arn:aws:comprehend:eu-west-1:1:document-classifier-endpoint/x"}]})");
    QCOMPARE(reading.claims, QStringList());
}

void TestSageMaker::bedrockResources_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *text, const char *key, const char *attr, const char *value) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(key) << QString::fromLatin1(attr) << QString::fromLatin1(value);
    };
    row("list of guardrails", R"({"guardrails":[{"id":"g","arn":"arn:aws:bedrock:eu-west-1:111122223333:guardrail/g","status":"READY","name":"no-pii","version":"DRAFT"}]})",
        "arn:aws:bedrock:eu-west-1:111122223333:guardrail/g", "role", "supporting");
    row("a guardrail", R"({"name":"no-pii","guardrailId":"g","guardrailArn":"arn:aws:bedrock:eu-west-1:111122223333:guardrail/g","status":"READY","kmsKeyArn":"arn:aws:kms:eu-west-1:111122223333:key/1"})",
        "arn:aws:bedrock:eu-west-1:111122223333:guardrail/g", "key", "->arn:aws:kms:eu-west-1:111122223333:key/1");
    row("provisioned throughput", R"({"provisionedModelSummaries":[{"provisionedModelName":"chat","provisionedModelArn":"arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/p",
        "modelArn":"arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2","foundationModelArn":"arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2","modelUnits":2,"status":"InService","commitmentDuration":"OneMonth"}]})",
        "arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/p", "base_model", "anthropic.claude-v2");
    row("AgentCore runtimes", R"({"agentRuntimes":[{"agentRuntimeArn":"arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/r","agentRuntimeName":"helper","status":"READY"}]})",
        "arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/r", "kind", "agent");
    row("AgentCore runtime", R"({"agentRuntimeArn":"arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/r","agentRuntimeName":"helper","roleArn":"arn:aws:iam::111122223333:role/a","status":"READY"})",
        "arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/r", "member_of", "arn:aws:iam::111122223333:role/a...");
}

void TestSageMaker::bedrockResources()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    QFETCH(QString, attr);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-bedrock-resources"_s));
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto record = reading.sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, attr), "value");
}

void TestSageMaker::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray config = R"({"EndpointConfigName":[],"EndpointConfigArn":")" + account + R"(endpoint-config/m","ProductionVariants":)";
    QTest::newRow("variants are a text") << config + R"("x"})";
    QTest::newRow("variants hold anything") << config + R"([1,null,{"ModelName":{},"InstanceType":7,"InitialInstanceCount":"x"}]})";
    QTest::newRow("counts below nothing") << config + R"([{"InstanceType":"ml.p5.48xlarge","InitialInstanceCount":-5}]})";
    QTest::newRow("elements that are none") << QByteArray(R"({"Models":[{"ModelArn":")" + account + R"(model/m"},3,null,[]]})");
    QTest::newRow("containers are numbers") << QByteArray(R"({"ModelName":1,"ModelArn":")" + account + R"(model/m","Containers":[1,[]],"PrimaryContainer":{"ModelDataUrl":3}})");
    QTest::newRow("guardrails that are none") << QByteArray(R"({"guardrails":[{"arn":"arn:aws:bedrock:eu-west-1:1:guardrail/g"},1,null]})");
}

void TestSageMaker::wrongTypes()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, text);
    QVERIFY(!reading.error);
    const auto counts = reading.sink.counts();
    QVERIFY(counts.read > 0);
    QCOMPARE(counts.read, counts.added + counts.rejected);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestSageMaker::wrongTypesAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("told"); // pointers
    QTest::addColumn<bool>("rejected");
    const auto row = [](const char *name, const QByteArray &text, const QStringList &told, bool rejected = false) { QTest::newRow(name) << text << told << rejected; };
    const QByteArray endpoint = R"({"Endpoints":[{"EndpointArn":")" + account + R"(endpoint/e",)";
    row("endpoint as documented", endpoint + R"("EndpointName":"e","EndpointStatus":"InService"}]})", {});
    row("nulls are not there", endpoint + R"("EndpointName":null,"EndpointStatus":null}]})", {});
    row("state of an endpoint is a number", endpoint + R"("EndpointName":"e","EndpointStatus":5}]})", {u"/Endpoints/0/EndpointStatus"_s});
    row("ARN is a number", endpoint + R"("EndpointName":"e"},{"EndpointArn":5}]})", {u"/Endpoints/1/EndpointArn"_s}, true);
    row("a variant's type and count",
        R"({"EndpointConfigName":"m","EndpointConfigArn":")" + account +
            R"(endpoint-config/m","ProductionVariants":[{"InstanceType":"ml.p5.48xlarge","InitialInstanceCount":1},{"InstanceType":7,"InitialInstanceCount":"2"}]})",
        {u"/ProductionVariants/1/InstanceType"_s, u"/ProductionVariants/1/InitialInstanceCount"_s});
    row("containers are no list", R"({"ModelName":"m","ModelArn":")" + account + R"(model/m","Containers":"x"})", {u"/Containers"_s});
    row("a guardrail's name", R"({"guardrails":[{"arn":"arn:aws:bedrock:eu-west-1:1:guardrail/g","name":5}]})", {u"/guardrails/0/name"_s});
    row("an own model's training data", R"({"modelSummaries":[{"modelArn":"arn:aws:bedrock:eu-west-1:1:custom-model/m","trainingDataConfig":{"s3Uri":5}}]})",
        {u"/modelSummaries/0/trainingDataConfig/s3Uri"_s});
    row("a model of the catalogue", R"({"modelSummaries":[{"modelArn":"arn:aws:bedrock:eu-west-1::foundation-model/a.m","modelId":"a.m","providerName":5}]})",
        {u"/modelSummaries/0/providerName"_s});
    row("models of a profile", R"({"inferenceProfileSummaries":[{"inferenceProfileArn":"arn:aws:bedrock:eu-west-1:1:inference-profile/p","models":"x"}]})",
        {u"/inferenceProfileSummaries/0/models"_s});
    row("an agent's role", R"({"agent":{"agentArn":"arn:aws:bedrock:eu-west-1:1:agent/a","agentName":"a","agentResourceRoleArn":[]}})", {u"/agent/agentResourceRoleArn"_s});
}

/// What has another type than is documented is told with its place, and is unknown rather than guessed.
void TestSageMaker::wrongTypesAreTold()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, rejected);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().rejected, rejected ? 1 : 0);
    QStringList told;
    for (const CollectingSink::Entry &entry : reading.sink.entries) {
        if (entry.rejectedCode == u"wrong-type"_s)
            told.append(entry.rejectedWhere);
    }
    for (const domain::Diagnostic &d : reading.sink.diagnostics) {
        if (d.code == u"wrong-type"_s)
            told.append(d.where);
    }
    QTEST(told, "told");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

BAILIWICK_TEST(QCoreApplication, TestSageMaker)

} // namespace tst_sagemaker

#include "tst_sagemaker.moc"
