// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_listparts {

using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

/// How an interface writes a page of a list: before its rows, a row with '#' for its name, between rows, and after them with and without more to come.
struct Interface
{
    const char *name;
    const char *before;
    const char *row;
    const char *more;
    const char *last;
};

constexpr auto AccountRow = R"({"id":"/subscriptions/s/resourceGroups/r/providers/Microsoft.CognitiveServices/accounts/aoai1","name":"aoai1","type":"Microsoft.CognitiveServices/accounts",)"
                            R"("location":"swedencentral","kind":"OpenAI","properties":{}},)";
constexpr auto DeploymentRow = R"({"id":"/subscriptions/s/resourceGroups/r/providers/Microsoft.CognitiveServices/accounts/aoai1/deployments/#","name":"#",)"
                               R"("type":"Microsoft.CognitiveServices/accounts/deployments","sku":{"name":"Standard"},"properties":{"model":{"format":"OpenAI","name":"gpt-4o"}}})";
constexpr auto InstanceRow = "{\"name\":\"//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/#\",\"assetType\":\"compute.googleapis.com/Instance\",";

const Interface interfaces[] = {
    {"Azure deployments", R"({"value":[)", DeploymentRow, R"(],"nextLink":"next"})", "]}"},
    {"Azure role assignments", R"({"value":[)",
     R"({"id":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/#","name":"#","type":"Microsoft.Authorization/roleAssignments","properties":{"principalId":"p-#","principalType":"User",)"
     R"("roleDefinitionId":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635","scope":"/subscriptions/s"}})",
     R"(],"nextLink":"next"})", "]}"},
    {"Azure policy states", R"({"@odata.context":"x","value":[)",
     R"({"resourceId":"/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/#","policyAssignmentId":"/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/a",)"
     R"("policyDefinitionId":"/providers/Microsoft.Authorization/policyDefinitions/d","complianceState":"NonCompliant","subscriptionId":"s","timestamp":"2026-01-01T00:00:00Z"})",
     R"(],"@odata.nextLink":"next"})", "]}"},
    {"AWS tags", R"({"ResourceTagMappingList":[)", R"({"ResourceARN":"arn:aws:s3:::bk-#","Tags":[{"Key":"k","Value":"v"}]})", R"(],"PaginationToken":"x"})", R"(],"PaginationToken":""})"},
    {"Resource Explorer", R"({"Count":{"Complete":true,"TotalResources":2},"Resources":[)",
     R"({"Arn":"arn:aws:ec2:eu-west-1:111122223333:instance/i-0#","LastReportedAt":"2026-10-01T00:00:00+00:00","OwningAccountId":"111122223333","Properties":[],"Region":"eu-west-1",)"
     R"("ResourceType":"ec2:instance","Service":"ec2"})",
     R"(],"ViewArn":"arn:aws:resource-explorer-2:eu-west-1:111122223333:view/v/1","NextToken":"x"})", R"(],"ViewArn":"arn:aws:resource-explorer-2:eu-west-1:111122223333:view/v/1"})"},
    {"AWS Config query", R"({"Results":[)",
     "\"{\\\"resourceId\\\":\\\"i-0#\\\",\\\"resourceType\\\":\\\"AWS::EC2::Instance\\\",\\\"accountId\\\":\\\"111122223333\\\",\\\"awsRegion\\\":\\\"eu-west-1\\\",\\\"arn\\\":\\\"arn:aws:ec2:eu-west-1:111122223333:instance/i-0#\\\"}\"",
     R"(],"QueryInfo":{"SelectFields":[{"Name":"resourceId"}]},"NextToken":"x"})", R"(],"QueryInfo":{"SelectFields":[{"Name":"resourceId"}]}})"},
    {"AWS Config compliance", R"({"EvaluationResults":[)",
     R"({"EvaluationResultIdentifier":{"EvaluationResultQualifier":{"ConfigRuleName":"r","ResourceType":"AWS::S3::Bucket","ResourceId":"bk-#"}},"ComplianceType":"NON_COMPLIANT"})",
     R"(],"NextToken":"x"})", "]}"},
    {"IAM details", R"({"UserDetailList":[)", R"({"UserName":"#","UserId":"AIDA#","Path":"/","Arn":"arn:aws:iam::111122223333:user/#","GroupList":[],"AttachedManagedPolicies":[]})",
     R"(],"GroupDetailList":[],"RoleDetailList":[],"Policies":[],"IsTruncated":true,"Marker":"x"})", R"(],"GroupDetailList":[],"RoleDetailList":[],"Policies":[],"IsTruncated":false})"},
    {"Access Analyzer", R"({"findings":[)",
     R"({"id":"#","principal":{"AWS":"444455556666"},"action":["s3:GetObject"],"resource":"arn:aws:s3:::bk-#","resourceType":"AWS::S3::Bucket","isPublic":false,"condition":{},"status":"ACTIVE",)"
     R"("resourceOwnerAccount":"111122223333","createdAt":"2026-01-01T00:00:00Z","analyzedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"})",
     R"(],"nextToken":"x"})", "]}"},
    {"Bedrock inference profiles", R"({"inferenceProfileSummaries":[)",
     R"({"inferenceProfileName":"#","inferenceProfileId":"#","inferenceProfileArn":"arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/#","type":"APPLICATION","status":"ACTIVE",)"
     R"("models":[{"modelArn":"arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2"}]})",
     R"(],"nextToken":"x"})", "]}"},
    {"Bedrock agents", R"({"agentSummaries":[)", R"({"agentId":"AG#","agentName":"#","agentStatus":"PREPARED","updatedAt":"2026-01-01T00:00:00Z"})", R"(],"nextToken":"x"})", "]}"},
    {"Google assets", R"({"assets":[)", "ASSET", R"(],"readTime":"2026-11-20T08:00:00Z","nextPageToken":"x"})", R"(],"readTime":"2026-11-20T08:00:00Z"})"},
    {"Google search", R"({"results":[)", "SEARCH", R"(],"nextPageToken":"x"})", "]}"},
    {"Google policies", R"({"results":[)", "{\"resource\":\"//storage.googleapis.com/#\",\"project\":\"projects/77\",\"policy\":{\"bindings\":[{\"role\":\"roles/viewer\",\"members\":[\"user:u@x.example\"]}]}}",
     R"(],"nextPageToken":"x"})", "]}"},
    {"Vertex models", R"({"models":[)", R"({"name":"projects/1/locations/europe-west4/models/#","displayName":"#","versionId":"1"})", R"(],"nextPageToken":"x"})", "]}"},
    {"MLflow", R"({"registered_models":[)", "{\"name\":\"#\",\"latest_versions\":[{\"name\":\"#\",\"version\":\"1\",\"current_stage\":\"Production\",\"source\":\"s3://b/1\"}]}", R"(],"next_page_token":"x"})", "]}"},
    {"Security Hub", R"({"Findings":[)",
     R"({"SchemaVersion":"2018-10-08","Id":"#","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub","GeneratorId":"g","AwsAccountId":"111122223333","Region":"eu-west-1","Types":["x"],)"
     R"("CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z","Title":"#","Description":"d","Severity":{"Label":"HIGH"},"Compliance":{"Status":"FAILED","SecurityControlId":"S3.1"},)"
     R"("Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::bk-#"}],"RecordState":"ACTIVE","Workflow":{"Status":"NEW"}})",
     R"(],"NextToken":"x"})", "]}"},
};

QByteArray page(const Interface &how, const QByteArrayList &names, bool more, const QByteArray &first = {})
{
    QByteArrayList rows;
    for (const QByteArray &name : names) {
        QByteArray row(how.row);
        if (row == "ASSET")
            row = QByteArray(InstanceRow) + R"("resource":{"location":"europe-west4-a","data":{"name":"#"}},"ancestors":["projects/77","organizations/5"]})";
        else if (row == "SEARCH")
            row = QByteArray(InstanceRow) + R"("project":"projects/77","location":"europe-west4-a"})";
        rows.append(row.replace('#', name));
    }
    return how.before + first + rows.join(',') + (more ? how.more : how.last);
}

const Interface deploymentForms[] = {
    {"command line", "[", DeploymentRow, "]", "]"},
    {"interface", R"({"value":[)", DeploymentRow, R"(],"nextLink":"next"})", "]}"},
    {"interface, with the account", R"({"value":[)", DeploymentRow, R"(],"nextLink":"next"})", "]}"},
    {"Resource Graph, with the account", R"({"count":3,"total_records":6,"data":[)", DeploymentRow, R"(],"skip_token":"x"})", R"(],"skip_token":null})"},
};

} // namespace
#endif

/// Parts of one list, in files of their own: none makes vanish what another one names, and what is known is told of the list as one.
class TestListParts : public QObject
{
    Q_OBJECT

private slots:
    void nothingVanishes_data();
    void nothingVanishes();
    void modelsOfAnAccount_data();
    void modelsOfAnAccount();
    void modelsThatAreGone();
    void trainedOnOneDataset();
    void wholeOnceEnded();
    void describedData_data();
    void describedData();
};

void TestListParts::nothingVanishes_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < static_cast<int>(std::size(interfaces)); ++i)
        QTest::newRow(interfaces[i].name) << i;
}

void TestListParts::nothingVanishes()
{
    QFETCH(int, which);
    const Interface &how = interfaces[which];
    for (const QStringList &order : {QStringList{u"1.json"_s, u"2.json"_s}, QStringList{u"2.json"_s, u"1.json"_s}, QStringList{u"1.json"_s, u"middle.json"_s},
                                     QStringList{u"middle.json"_s, u"1.json"_s, u"middle.json"_s}}) {
        const Cli cli;
        cli.write(u"1.json"_s, page(how, {"a", "b"}, true));
        cli.write(u"2.json"_s, page(how, {"c", "d"}, false));
        cli.write(u"middle.json"_s, page(how, {"c", "d"}, true));
        importInOrder(cli, order);
        Peek peek(cli.path(u"w"_s));
        QCOMPARE(peek.one("SELECT coalesce(group_concat(key,' '),'') FROM entity WHERE vanished<>0"), QByteArray());
        QVERIFY(peek.one("SELECT count(*) FROM entity").toInt() >= 4);
    }
}

void TestListParts::modelsOfAnAccount_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QStringList>("order");
    for (int i = 0; i < static_cast<int>(std::size(deploymentForms)); ++i) {
        for (const QStringList &order : {QStringList{u"1"_s, u"2"_s}, QStringList{u"2"_s, u"1"_s}, QStringList{u"1"_s, u"middle"_s}, QStringList{u"1"_s, u"2"_s, u"1"_s}})
            QTest::newRow(qPrintable(QLatin1StringView(deploymentForms[i].name) + u": "_s + order.join(u", "_s))) << i << order;
    }
}

/// Each page of an account's deployments names some of the models that it uses.
void TestListParts::modelsOfAnAccount()
{
    QFETCH(int, which);
    QFETCH(QStringList, order);
    const Interface &how = deploymentForms[which];
    const QByteArray first = QByteArray(how.name).contains("account") ? AccountRow : "";
    const Cli cli;
    cli.write(u"1.json"_s, page(how, {"a", "b"}, true, first));
    cli.write(u"2.json"_s, page(how, {"c", "d"}, false, first));
    cli.write(u"middle.json"_s, page(how, {"c", "d"}, true, first));
    for (QString &file : order)
        file += u".json"_s;
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.one("SELECT group_concat(name,' ') FROM (SELECT m.name AS name FROM link l JOIN entity e ON e.id=l.entity JOIN entity m ON m.id=l.target WHERE l.attr='models' AND "
                      "e.name='aoai1' ORDER BY 1)"),
             QByteArray("a b c d"));
    QCOMPARE(peek.one("SELECT count(*) FROM claim WHERE attr='models' AND won=0"), QByteArray("0"));
}

/// A whole list without one of them: the account no longer uses it.
void TestListParts::modelsThatAreGone()
{
    const Interface &how = deploymentForms[1];
    const Cli cli;
    cli.write(u"1.json"_s, page(how, {"a", "b", "c"}, false));
    cli.write(u"2.json"_s, page(how, {"b", "c", "d"}, false));
    importInOrder(cli, {u"1.json"_s, u"2.json"_s});
    const auto models = [&cli] { return Peek(cli.path(u"w"_s)).one("SELECT group_concat(name,' ') FROM (SELECT m.name AS name FROM link l JOIN entity m ON m.id=l.target WHERE l.attr='models' ORDER BY 1)"); };
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT group_concat(name,' ') FROM entity WHERE vanished<>0"), QByteArray("a"));
    QCOMPARE(models(), QByteArray("b c d"));
    const CliRun undone = cli.run({u"undo"_s, u"--workspace"_s, u"w"_s});
    QVERIFY2(undone.code == 0, undone.err.constData());
    QCOMPARE(models(), QByteArray("a b c"));
}

/// Two models of one list were trained on the same data: the dataset names both.
void TestListParts::trainedOnOneDataset()
{
    const auto model = [](const QByteArray &name) {
        return R"({"modelArn":"arn:aws:bedrock:eu-west-1:111122223333:custom-model/)" + name + R"(","modelName":")" + name +
               R"(","jobArn":"j","baseModelArn":"arn:aws:bedrock:eu-west-1::foundation-model/meta.llama3","trainingDataConfig":{"s3Uri":"s3://b/train.jsonl"}})";
    };
    const Cli cli;
    cli.write(u"1.json"_s, '[' + model("one") + ',' + model("two") + ']');
    importInOrder(cli, {u"1.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT group_concat(name,' ') FROM (SELECT m.name AS name FROM link l JOIN entity m ON m.id=l.target WHERE l.attr='used_for_training' ORDER BY 1)"),
             QByteArray("one two"));
}

void TestListParts::describedData_data()
{
    const QByteArray sm = "arn:aws:sagemaker:eu-west-1:111122223333:", bedrock = "arn:aws:bedrock:eu-west-1:111122223333:";
    QTest::addColumn<QByteArray>("description");
    QTest::addColumn<QByteArray>("list");    // which has it, as TWO, beside another
    QTest::addColumn<QByteArray>("without"); // gone with it, and not otherwise
    QTest::newRow("training job and its data") << "{\"TrainingJobName\":\"TWO\",\"TrainingJobArn\":\"" + sm + "training-job/TWO\",\"TrainingJobStatus\":\"Completed\",\"ResourceConfig\":{\"InstanceType\":\"ml.p4d.24xlarge\"},"
        R"("InputDataConfig":[{"DataSource":{"S3DataSource":{"S3Uri":"s3://nw-train/customers/"}}}]})"
        << "{\"TrainingJobSummaries\":[{\"TrainingJobName\":\"ONE\",\"TrainingJobArn\":\"" + sm + "training-job/ONE\"},{\"TrainingJobName\":\"TWO\",\"TrainingJobArn\":\"" + sm + "training-job/TWO\"}]}"
        << sm + "training-job/two";
    QTest::newRow("endpoint configuration and captured prompts") << "{\"EndpointConfigName\":\"TWO\",\"EndpointConfigArn\":\"" + sm + "endpoint-config/TWO\",\"ProductionVariants\":[],"
        R"("DataCaptureConfig":{"EnableCapture":true,"DestinationS3Uri":"s3://nw-cap/x"}})"
        << "{\"EndpointConfigs\":[{\"EndpointConfigName\":\"ONE\",\"EndpointConfigArn\":\"" + sm + "endpoint-config/ONE\"},{\"EndpointConfigName\":\"TWO\",\"EndpointConfigArn\":\"" + sm + "endpoint-config/TWO\"}]}"
        << sm + "endpoint-config/two";
    QTest::newRow("endpoint and the configuration that it names") << "{\"EndpointName\":\"TWO\",\"EndpointArn\":\"" + sm + "endpoint/TWO\",\"EndpointConfigName\":\"c\",\"EndpointStatus\":\"InService\",\"ProductionVariants\":[]}"
        << "{\"Endpoints\":[{\"EndpointName\":\"ONE\",\"EndpointArn\":\"" + sm + "endpoint/ONE\"},{\"EndpointName\":\"TWO\",\"EndpointArn\":\"" + sm + "endpoint/TWO\"}]}"
        << sm + "endpoint/two";
    QTest::newRow("cluster and its groups of machines") << "{\"ClusterName\":\"TWO\",\"ClusterArn\":\"" + sm + "cluster/TWO\",\"InstanceGroups\":[{\"InstanceGroupName\":\"g\",\"InstanceType\":\"ml.p5.48xlarge\",\"CurrentCount\":2}]}"
        << "{\"ClusterSummaries\":[{\"ClusterName\":\"ONE\",\"ClusterArn\":\"" + sm + "cluster/ONE\"},{\"ClusterName\":\"TWO\",\"ClusterArn\":\"" + sm + "cluster/TWO\"}]}"
        << "acc:" + sm + "cluster/two#group/g " + sm + "cluster/two " + sm + "cluster/two#group/g";
    QTest::newRow("custom model and its data") << "{\"modelName\":\"TWO\",\"modelArn\":\"" + bedrock + "custom-model/TWO\",\"baseModelArn\":\"arn:aws:bedrock:eu-west-1::foundation-model/meta.llama3\",\"jobArn\":\"j\","
        R"("trainingDataConfig":{"s3Uri":"s3://nw-train/t.jsonl"}})"
        << "{\"modelSummaries\":[{\"modelName\":\"ONE\",\"modelArn\":\"" + bedrock + "custom-model/ONE\",\"baseModelArn\":\"b\"},{\"modelName\":\"TWO\",\"modelArn\":\"" + bedrock + "custom-model/TWO\",\"baseModelArn\":\"b\"}]}"
        << bedrock + "custom-model/two";
}

/// A list names things, never their data: only what it could name is gone once it no longer does, and what is a part of that.
void TestListParts::describedData()
{
    QFETCH(QByteArray, description);
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, without);
    const Cli cli;
    cli.write(u"described.json"_s, QByteArray(description).replace("TWO", "two"));
    cli.write(u"list.json"_s, QByteArray(list).replace("TWO", "two").replace("ONE", "one"));
    cli.write(u"shorter.json"_s, QByteArray(list).replace("TWO", "one").replace("ONE", "one"));
    const auto vanished = [&cli] { return Peek(cli.path(u"w"_s)).one("SELECT coalesce(group_concat(key,' '),'') FROM (SELECT DISTINCT key FROM entity WHERE vanished<>0 ORDER BY 1)"); };
    importInOrder(cli, {u"described.json"_s, u"list.json"_s});
    QCOMPARE(vanished(), QByteArray());
    importInOrder(cli, {u"shorter.json"_s});
    QCOMPARE(vanished(), without);
    importInOrder(cli, {u"list.json"_s});
    QCOMPARE(vanished(), QByteArray());
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(vanished(), without);
}

/// The report tells that a file is not the whole inventory until the list's last page, or a whole list since, is there.
void TestListParts::wholeOnceEnded()
{
    for (const Interface &how : {interfaces[0], interfaces[7], interfaces[9]}) {
        const Cli cli;
        cli.write(u"1.json"_s, page(how, {"a", "b"}, true));
        cli.write(u"2.json"_s, page(how, {"c", "d"}, false));
        const auto told = [&cli] {
            const CliRun run = cli.run({u"report"_s, u"--workspace"_s, u"w"_s, u"--out"_s, u"r.json"_s});
            QFile file(cli.path(u"r.json"_s));
            return run.code == 0 && file.open(QIODevice::ReadOnly) ? QByteArray(file.readAll().contains("not the whole inventory") ? "cut" : "whole") : run.err;
        };
        importInOrder(cli, {u"1.json"_s});
        cli.run({u"choose"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"ai-sov"_s});
        cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s});
        QCOMPARE(told(), QByteArray("cut"));
        importInOrder(cli, {u"2.json"_s});
        cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s});
        QCOMPARE(told(), QByteArray("whole"));
    }
}

BAILIWICK_TEST(QCoreApplication, TestListParts)

} // namespace tst_listparts

#include "tst_listparts.moc"
