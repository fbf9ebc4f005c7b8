// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/emptyanswer.h"
#include "importers/registry.h"
#include "importers/signatures.h"
#include "importers/text/shape.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tst_sniffing {

using namespace Qt::StringLiterals;

namespace {

/// What a sample is: the id of its format, or "refused: ..." with a word of the text layer's reason, or "" for no known
/// format. From formats.md 0.3 and the samples' own description; the first pattern that matches counts.
struct Row
{
    const char *pattern;
    const char *expected;
};
constexpr Row expectations[] = {
    {"^aws/c7n__config-select", "aws-config-query"},
    {"^aws/c7n__config\\.GetResourceConfigHistory", "aws-config"},
    {"^aws/awscli-doc__configservice", "aws-config-compliance"},
    {"^aws/.*(gaad_example|get-account-authorization-details)", "aws-iam-details"},
    {"^aws/cloudsplaining__iam-results", "cloudsplaining-results"},
    {"^aws/.*\\.asff\\.json$|^aws/.*securityhub.get-findings", "asff"},
    {"^aws/c7n__ec2-describe-instances", "aws-ec2-instances"},
    {"^aws/awscli-doc__ec2_describe-instance-types\\.json", "aws-instance-types"},
    {"^aws/.*resourcegroupstaggingapi", "aws-tagging"},
    {"^aws/c7n__bedrock-list-foundation", "aws-bedrock-models"},
    {"^aws/c7n__bedrock-list-inference", "aws-bedrock-inference-profiles"},
    {"^aws/c7n__bedrock-agent", "aws-bedrock-agents"},
    {"^aws/c7n__bedrock-get-custom", "aws-bedrock-custom-models"},
    {"^aws/c7n__comprehend\\.ListEndpoints", "aws-comprehend"},
    {"^aws/c7n__sagemaker\\.(List|DescribeModel|DescribeNotebook|DescribeTraining)", "aws-sagemaker"},
    {"^aws/awscli-doc__accessanalyzer_(get-finding|list-findings)", "aws-access-analyzer"},
    {"^aws/c7n__credential_report|^aws/cloudmapper__iam-get-credential-report", "aws-credential-report"},
    {"^aws/.*rds.describe-db-instances", "aws-rds"},
    {"^aws/awscli-doc__ec2_describe-instances_2", "aws-ec2-instances"},
    {"^aws/awscli-doc__ec2_describe-regions", "aws-regions"},
    {"^aws/.*(list-roles|list-users|list-attached-role-policies)", "aws-iam-list"},
    {"^aws/cloudsplaining__gaad_missing_constraints", "cloudsplaining-results"},
    {"^aws/.*list-analyzers", "aws-access-analyzer"},
    {"^aws/awscli-doc__securityhub_(describe-standards|get-enabled)", "aws-security-hub-standards"},
    {"^aws/.*(DescribeCluster|describe-cluster|lambda-list-functions)", "aws-service"},
    {"^azure/c7n__role-definition", "azure-role-assignments"},
    {"^azure/", "azure-resources"},
    {"^certificates/", "fedramp-marketplace"},
    {"^cyclonedx/spec__invalid-bomformat", "cyclonedx-other"},
    {"^cyclonedx/", "cyclonedx"},
    {"^encodings/az_role", "azure-role-assignments"},
    {"^encodings/ec2", "aws-ec2-instances"},
    {"^encodings/", ""},
    {"^gcp-cai/c7n__compute", "gcp-compute"},
    {"^gcp-cai/.*empty_iam", "empty: gcp-cai"},
    {"^gcp-cai/", "gcp-cai"},
    {"^huggingface/.*(no_metadata|_template)\\.md$", "any card or none"},
    {"^huggingface/", "huggingface-card"},
    {"^kubernetes/", "kubernetes"},
    {"^mlflow/", "mlflow"},
    {"^ocsf/|^prowler/.*ocsf", "ocsf"},
    {"^prowler/.*csv$", "prowler-csv"},
    {"^prowler/prowler__dev", "django-fixture"},
    {"^prowler/prowler__generic", "prowler-framework"},
    {"^oscal/", "oscal"},
    {"^powerpipe/.*noheader", ""},
    {"^powerpipe/.*csv$", "powerpipe-csv"},
    {"^powerpipe/.*snapshot", "powerpipe-snapshot"},
    {"^powerpipe/", "powerpipe"},
    {"^spdx/", "spdx"},
    {"^spreadsheets/.*xlsx$", "refused: zip"},
    {"^spreadsheets/", ""},
    {"^terraform/.*schemas", "terraform-schemas"},
    {"^terraform/.*tfstate$", "tfstate"},
    {"^terraform/.*plan(-0\\.15)?\\.json$", "terraform-plan"},
    {"^terraform/", "terraform-json"},
};

QString expectedFor(const QString &path)
{
    for (const Row &row : expectations) {
        if (QRegularExpression(QString::fromLatin1(row.pattern)).match(path).hasMatch())
            return QString::fromLatin1(row.expected);
    }
    return {};
}

} // namespace

class TestSniffing : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    domain::Catalogue m_catalogue;
    importers::Registry m_registry;

    domain::Result<importers::Probe> probeOf(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        file.close();
        return importers::makeProbe(file.fileName());
    }

private slots:
    void initTestCase();
    void samples_data();
    void samples();
    void rows_data();
    void rows();
    void traps_data();
    void traps();
    void waysOut_data();
    void waysOut();
    void ownFormats_data();
    void ownFormats();
    void emptyAnswers_data();
    void emptyAnswers();
    void emptyFiles_data();
    void emptyFiles();
    void extensions_data();
    void extensions();
    void sortedKeys();
    void namedFormat();
};

void TestSniffing::initTestCase()
{
    QFile file(u":/packs/attributes.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto catalogue = domain::Catalogue::fromJson(file.readAll());
    QVERIFY(catalogue.has_value());
    m_catalogue = *catalogue;
    m_registry = importers::defaultRegistry(m_catalogue);
}

void TestSniffing::samples_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const QDir root(QStringLiteral(SAMPLES));
    if (!root.exists()) {
        QTest::newRow("none") << QString() << QString();
        return;
    }
    QDirIterator it(root.path(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = root.relativeFilePath(it.next());
        if (path.contains(u'/'))
            QTest::newRow(qPrintable(path)) << path << expectedFor(path);
    }
}

void TestSniffing::samples()
{
    QFETCH(QString, path);
    QFETCH(QString, expected);
    if (path.isEmpty())
        QSKIP("the sample exports are not here");
    const auto probe = importers::makeProbe(QStringLiteral(SAMPLES) + u'/' + path);
    if (expected.startsWith("refused: "_L1)) {
        QVERIFY(!probe.has_value());
        QVERIFY2(probe.error().detail.contains(expected.sliced(9)), qPrintable(probe.error().detail));
        return;
    }
    QVERIFY2(probe.has_value(), probe ? "" : qPrintable(probe.error().detail));
    if (expected.startsWith("empty: "_L1)) {
        QCOMPARE(static_cast<int>(probe->shape), static_cast<int>(importers::Shape::Empty));
        QCOMPARE(importers::signatureByName(probe->fileName)->id, expected.sliced(7));
        return;
    }
    const auto known = importers::signatureOf(*probe);
    if (expected == "any card or none"_L1) {
        // A template or a text without a header holds nothing; whether it is called a card does not matter.
        QVERIFY(!known || known->id == "huggingface-card"_L1);
        return;
    }
    QCOMPARE(known ? known->id : QString(), expected);
    // What the registry picks is the format itself, or the refusal names it.
    const auto picked = importers::recognise(*probe, m_registry);
    if (expected.isEmpty()) {
        if (!picked) {
            const auto code = picked.error().code;
            QVERIFY(code == domain::ErrorCode::UnknownFormat || code == domain::ErrorCode::SyntaxError);
        } else {
            // Only formats of other families may know more than the table; never ours.
            QVERIFY2(!(*picked)->id().startsWith(u"bailiwick"_s) && (*picked)->id() != u"aws-config"_s,
                     qPrintable((*picked)->id()));
        }
    } else if (expected.startsWith(u"aws-config"_s) && expected != "aws-config-compliance"_L1) {
        QVERIFY(picked.has_value());
        QCOMPARE((*picked)->id(), u"aws-config"_s);
    } else if (!picked) {
        QCOMPARE(picked.error().code,
                 probe->syntax ? probe->syntax->code : domain::ErrorCode::UnsupportedVersion);
        QVERIFY2(picked.error().detail.startsWith(known->name), qPrintable(picked.error().detail));
    } else {
        QVERIFY(!known->trap);
        QVERIFY2(!(*picked)->id().startsWith(u"bailiwick"_s) && (*picked)->id() != u"aws-config"_s,
                 qPrintable((*picked)->id()));
    }
}

void TestSniffing::rows_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(expected);
    };
    row("1 CycloneDX", R"({"bomFormat":"CycloneDX","specVersion":"1.6"})", "cyclonedx");
    row("1 other BOM", R"({"bomFormat":"Other","specVersion":"1.6"})", "cyclonedx-other");
    row("2 SPDX 3", R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]})", "spdx");
    row("2 SPDX 2", R"({"SPDXID":"x","spdxVersion":"SPDX-2.3"})", "spdx");
    row("2 JSON-LD", R"({"@context":"https://schema.org","@graph":[]})", "");
    row("3 OSCAL", R"({"catalog":{"metadata":{"oscal-version":"1.1.2"}}})", "oscal");
    row("3 a catalog", R"({"catalog":{"metadata":{}}})", "");
    row("3 two roots", R"({"catalog":{"metadata":{"oscal-version":"1"}},"profile":{"metadata":{"oscal-version":"1"}}})",
        "");
    row("4 tfstate", R"({"version":4,"terraform_version":"1.5.0","serial":1,"lineage":"x","resources":[]})", "tfstate");
    row("4 tfstate v3",
        R"({"version":3,"terraform_version":"0.11.1","serial":1,"lineage":"x","modules":[{"path":["root"]}]})",
        "tfstate-old");
    row("5 plan", R"({"format_version":"1.2","terraform_version":"1.5.0","planned_values":{},"resource_changes":[]})",
        "terraform-plan");
    row("5 state", R"({"format_version":"1.0","values":{}})", "terraform-json");
    row("5 schemas", R"({"format_version":"1.0","provider_schemas":{}})", "terraform-schemas");
    row("6 snapshot", R"({"fileVersion":"1.0","configurationItems":[]})", "aws-config");
    row("7 IAM", R"({"UserDetailList":[],"RoleDetailList":[]})", "aws-iam-details");
    row("7 one list", R"({"Policies":[]})", "");
    row("8 ASFF", R"([{"SchemaVersion":"2018-10-08","ProductArn":"x"}])", "asff");
    row("8 ASFF answer", R"({"Findings":[{"SchemaVersion":"2018-10-08","ProductArn":"x"}]})", "asff");
    row("8 ASFF event", R"({"detail":{"findings":[{"SchemaVersion":"2018-10-08","ProductArn":"x"}]}})", "asff");
    row("9 OCSF", R"([{"class_uid":2004,"category_uid":2,"metadata":{"version":"1.1.0"}}])", "ocsf");
    row("9 OCSF lines",
        "{\"class_uid\":2004,\"category_uid\":2,\"metadata\":{\"version\":\"1.1.0\"}}\n{\"class_uid\":2004,\"category_"
        "uid\":2,\"metadata\":{\"version\":\"1.1.0\"}}\n",
        "ocsf");
    row("10 ScoutSuite",
        "scoutsuite_results =\n{\"account_id\":\"1\",\"last_run\":{},\"services\":{},\"provider_code\":\"aws\"}",
        "scoutsuite");
    row("11 Powerpipe", R"({"group_id":"root","summary":{"status":{"ok":1}},"groups":[]})", "powerpipe");
    row("12 Powerpipe snapshot", R"({"schema_version":"1","panels":{},"layout":{}})", "powerpipe-snapshot");
    row("13 Kubernetes list",
        R"({"kind":"List","apiVersion":"v1","items":[{"kind":"Pod","apiVersion":"v1","metadata":{"name":"x"}}]})",
        "kubernetes");
    row("13 Kubernetes nodes", R"({"kind":"NodeList","apiVersion":"v1","items":[]})", "kubernetes");
    row("13 Kubernetes object", R"({"kind":"Pod","apiVersion":"v1","metadata":{"name":"x"}})", "kubernetes");
    row("14 CAI",
        "# comment\n{\"name\":\"//compute.googleapis.com/x\",\"asset_type\":\"compute.googleapis.com/Instance\"}\n",
        "gcp-cai");
    row("14 CAI search", R"({"results":[{"name":"//x","assetType":"y","project":"projects/1"}]})", "gcp-cai");
    row("14 CAI search for access", R"({"results":[{"resource":"//x","policy":{"bindings":[]}}]})", "gcp-cai");
    row("14 CAI history", R"([{"window":{},"asset":{"name":"//x","assetType":"y"}}])", "gcp-cai");
    row("14 CAI table", "name,asset_type,location\n//x,y,eu\n", "gcp-cai-csv");
    row("14 CAI list", R"([{"name":"//x","assetType":"y"}])", "gcp-cai");
    row("15 Azure",
        R"({"value":[{"id":"/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/x","type":"Microsoft.Compute/virtualMachines"}],"nextLink":"x"})",
        "azure-resources");
    row("15 Azure roles",
        R"([{"id":"/subscriptions/1/providers/Microsoft.Authorization/roleAssignments/x","type":"Microsoft.Authorization/roleAssignments","principalId":"p","roleDefinitionId":"r","scope":"s"}])",
        "azure-role-assignments");
    row("15 Azure policy",
        R"([{"id":"/subscriptions/1/providers/x","type":"y","complianceState":"NonCompliant","policyDefinitionId":"z"}])",
        "azure-policy");
    row("16 Azure table", R"({"count":1,"data":{"columns":[{"name":"id"}],"rows":[["x"]]}})", "azure-resources");
    row("17 EC2", R"({"Reservations":[{"Instances":[]}]})", "aws-ec2-instances");
    row("17 EC2, query by reservation", R"([[{"InstanceId":"i-1","InstanceType":"m5.large","ImageId":"ami-1"}]])",
        "aws-ec2-instances");
    row("17 tags", R"({"ResourceTagMappingList":[]})", "aws-tagging");
    row("17 explorer", R"({"Resources":[],"ViewArn":"x","Count":{"Complete":true}})", "aws-resource-explorer");
    row("17 Bedrock", R"({"modelSummaries":[{"providerName":"x"}]})", "aws-bedrock-models");
    row("17 Bedrock, own models", R"({"modelSummaries":[{"baseModelArn":"x"}]})", "aws-bedrock-custom-models");
    row("17 Bedrock profiles", R"({"inferenceProfileSummaries":[]})", "aws-bedrock-inference-profiles");
    row("17 SageMaker", R"({"Endpoints":[{"EndpointArn":"arn:aws:sagemaker:eu-west-1:1:endpoint/x"}]})",
        "aws-sagemaker");
    row("17 Comprehend",
        R"({"Endpoints":[{"EndpointArn":"arn:aws:comprehend:eu-west-1:1:document-classifier-endpoint/x"}]})",
        "aws-comprehend");
    row("17 analyzer", R"({"findings":[{"id":"x","resourceType":"AWS::S3::Bucket"}]})", "aws-access-analyzer");
    row("17 query", R"({"Results":["{}"],"QueryInfo":{"SelectFields":[]}})", "aws-config-query");
    row("17 credential report", R"({"Content":"user,arn","ReportFormat":"text/csv"})", "aws-credential-report");
    row("18 MLflow", R"({"mlflow":{"registered_model":{"name":"x"}}})", "mlflow");
    row("18 MLflow answer", R"({"registered_models":[]})", "mlflow");
    row("19 FedRAMP", R"({"meta":{"produced_by":"General Services Administration"},"data":{"Products":[]}})",
        "fedramp-marketplace");
    row("20 Django fixture", R"([{"model":"api.x","pk":1,"fields":{}}])", "django-fixture");
    row("nothing known", R"({"a":1})", "");
    row("numbers", "[1,2,3]", "");
}

void TestSniffing::rows()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto probe = probeOf(u"x.json"_s, text);
    QVERIFY(probe.has_value());
    const auto known = importers::signatureOf(*probe);
    QCOMPARE(known ? known->id : QString(), expected);
}

void TestSniffing::traps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("Django fixture") << QByteArray(R"([{"model":"api.x","pk":1,"fields":{}}])") << u"Django"_s;
    QTest::newRow("schemas") << QByteArray(R"({"format_version":"1.0","provider_schemas":{}})")
                             << u"not an inventory"_s;
    QTest::newRow("state of version 3") << QByteArray(R"({"version":3,"serial":1,"modules":[]})") << u"version 3"_s;
    QTest::newRow("framework") << QByteArray(R"({"framework":"CIS","requirements":[]})") << u"requirements"_s;
}

void TestSniffing::traps()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const auto probe = probeOf(u"trap.json"_s, text);
    QVERIFY(probe.has_value());
    const auto picked = importers::recognise(*probe, m_registry);
    QVERIFY(!picked.has_value());
    QCOMPARE(picked.error().code, domain::ErrorCode::UnsupportedVersion);
    QVERIFY2(picked.error().detail.contains(says), qPrintable(picked.error().detail));
    QCOMPARE(picked.error().where, u"trap.json"_s);
}

void TestSniffing::waysOut_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *what, const char *name, const char *text, const char *says) {
        QTest::newRow(what) << QString::fromLatin1(name) << QByteArray(text) << QString::fromLatin1(says);
    };
    row("list of roles", "a.json", R"({"Roles":[{"RoleName":"a","RoleId":"AROA1"}]})",
        "get-account-authorization-details");
    row("roles by --query", "a.json", R"([{"RoleName":"a","RoleId":"AROA1","AssumeRolePolicyDocument":{}}])",
        "get-account-authorization-details");
    row("list of policies", "a.json", R"({"Policies":[{"PolicyName":"a","DefaultVersionId":"v1"}]})",
        "get-account-authorization-details");
    row("instances by --query", "a.json", R"([{"ID":"i-0aa11bb22cc33dd44","Type":"p4d.24xlarge"}])", "--query");
    row("discovered resources", "a.json", R"({"resourceIdentifiers":[{"resourceType":"AWS::EC2::Instance"}]})",
        "advanced query");
    row("list of an agent's versions", "a.json", R"({"agentVersionSummaries":[{"agentName":"a","agentVersion":"1"}]})", "list-agents");
    row("list of an agent's aliases", "a.json", R"({"agentAliasSummaries":[{"agentAliasId":"A"}]})", "list-agents");
    row("list of an agent's knowledge bases", "a.json", R"({"agentKnowledgeBaseSummaries":[{"knowledgeBaseId":"A"}]})", "list-agents");
    row("list of an agent's actions", "a.json", R"({"actionGroupSummaries":[{"actionGroupId":"A"}]})", "list-agents");
    row("summary of policies", "a.json", R"({"policyAssignments":[{"policyAssignmentId":"a"}],"results":{"nonCompliantResources":3}})", "az policy state list");
    row("summary of policies, by REST", "a.json", R"({"value":[{"policyAssignments":[],"results":{"nonCompliantResources":3}}]})", "az policy state summarize");
    row("cluster", "a.json", R"({"cluster":{"arn":"arn:aws:eks:eu-west-1:111122223333:cluster/a"}})", "AWS Config");
    row("functions", "a.json", R"({"Functions":[{"FunctionArn":"arn:aws:lambda:eu-west-1:1:function:a"}]})",
        "AWS Config");
    row("model configuration", "config.json", R"({"architectures":["X"],"model_type":"x"})", "README.md");
    row("other bill", "a.json", R"({"bomFormat":"cyclonedx","specVersion":"1.6"})", "bomFormat");
    row("bill as XML", "a.xml", "<?xml version=\"1.0\"?>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"/>\n",
        "CycloneDX JSON");
    row("SPDX as tags and values", "a.spdx", "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n", "SPDX JSON");
    row("clusters of Google", "a.json", R"([{"name":"c","location":"europe-west3","selfLink":"https://container.googleapis.com/v1/projects/p/locations/europe-west3/clusters/c"}])", "gcloud asset");
    row("one policy of Google", "a.json", R"({"bindings":[{"members":["user:a@x.example"],"role":"roles/owner"}],"etag":"BwX","version":1})", "search-all-iam-policies");
    row("applications of Entra", "a.json", R"([{"appId":"a","displayName":"app","id":"b","servicePrincipalType":"Application"}])", "role assignment list");
    row("users of Entra, as Graph answers", "a.json", R"({"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"id":"b","displayName":"Ann","userPrincipalName":"ann@x.example"}]})", "role assignment list");
    row("who asked AWS", "a.json", R"({"UserId":"AIDA","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/u"})", "no inventory");
    row("list of keys", "a.json", R"({"Keys":[{"KeyId":"k","KeyArn":"arn:aws:kms:eu-west-3:111122223333:key/k"}],"Truncated":false})", "AWS Config");
    row("table output", "a.txt", "-------\n|  DescribeInstances |\n", "--output json");
    row("table output of az", "a.txt", "Name    ResourceGroup    Location     Zones\n------  ---------------  -----------  -------\ngpu1    RG-AI            westeurope   1\n",
        "--output json (az)");
    row("table output of kubectl", "a.txt", "NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP\nn1     Ready    <none>   1d    v1.29     10.0.0.1\n", "-o json (kubectl)");
    row("YAML output of gcloud", "a.yaml", "---\nadditionalAttributes: {}\nassetType: storage.googleapis.com/Bucket\nname: //storage.googleapis.com/b\n---\nassetType: x\n", "as JSON");
    row("manifests below a comment", "a.yaml", "# ours\n---\napiVersion: apps/v1\nkind: Deployment\n---\n", "as JSON");
    row("YAML of nobody we know", "a.yaml", "---\nreplicas: 2\n---\n", "as JSON");
    row("a letter", "a.txt", "Dear all,\nhere is the list.\n", "register");
    row("a letter without a comma", "a.txt", "Dear all\nhere is the list\n", "register (CSV)");
    row("databases", "a.json", R"({"DBInstances":[{"DBInstanceIdentifier":"a","DBInstanceArn":"arn:aws:rds:eu-west-1:111122223333:db:a"}]})", "AWS Config snapshot");
    row("YAML output", "a.yaml", "Reservations:\n- Instances: []\n", "as JSON");
    row("list of the portal", "a.csv", "NAME,TYPE,RESOURCE GROUP,LOCATION,SUBSCRIPTION\nvm,Virtual machine,g,West Europe,Prod\n",
        "Resource Graph Explorer");
    row("report in base64", "a.txt", "dXNlcixhcm4sdXNlcl9jcmVhdGlvbl90aW1l", "decode");
    row("entities without a root", "a.json", R"([{"kind":"contract","key":"a"}])", "\"bailiwick\": 1");
    row("register without a kind", "a.csv", "key,name\na,b\n", "KIND:key");
    row("broken, of a known format", "a.json", "{\"DBInstances\":[\n{\"a\":1,}\n]}", "AWS RDS instances: a member's name was expected");
    row("cut by hand, of a format that is read", "a.csv", "user,arn,password_enabled\na,b,true\n", "export it whole");
    row("what Azure answers when it fails", "a.json", R"({"error":{"code":"AuthorizationFailed","message":"no access"}})", "when it failed ('AuthorizationFailed: no access')");
    row("what Google answers when it fails", "a.json", R"({"error":{"code":403,"message":"denied","status":"PERMISSION_DENIED"}})", "when it failed ('403: denied')");
    row("what AWS answers when it fails", "a.json", R"({"__type":"AccessDeniedException","message":"no"})", "when it failed ('AccessDeniedException: no')");
    row("what Kubernetes answers when it fails", "a.json", R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","message":"no","code":403})",
        "when it failed ('Forbidden: no')");
    row("list of resource groups", "a.json", R"([{"id":"/subscriptions/s/resourceGroups/rg1","name":"rg1","location":"westeurope","type":"Microsoft.Resources/resourceGroups"}])",
        "az resource list");
    row("a rejected line that nobody mended", "a.ndjson", "# _bailiwick_rejected: syntax-error: the text ends\n{\"name\": \"//storage.googleapis.com/dual\", \"asset_type\": \"sto\n",
        "a control character stands unescaped in a text");
    row("not built", "a.json", R"({"EndpointPropertiesList":[]})", "not imported yet");
}

void TestSniffing::waysOut()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const auto probe = probeOf(name, text);
    QVERIFY(probe.has_value());
    const auto importer = importers::recognise(*probe, m_registry);
    QVERIFY(!importer.has_value());
    QVERIFY2(importer.error().detail.contains(says), qPrintable(importer.error().detail));
}

void TestSniffing::ownFormats_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("register") << QByteArray("contract:key,name\nC-1,x\n") << u"bailiwick-csv"_s;
    QTest::newRow("quoted") << QByteArray("\"contract:key\";\"name\"\n\"C-1\";x\n") << u"bailiwick-csv"_s;
    QTest::newRow("one column") << QByteArray("contract:key\nC-1\n") << u"bailiwick-csv"_s;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "contract:key\tname\nC-1\tx\n")
                                     << u"bailiwick-csv"_s;
    QTest::newRow("answers") << QByteArray("answer:entity,attribute,value,who,at,evidence\n") << u"bailiwick-answers"_s;
    QTest::newRow("json") << QByteArray(R"({"bailiwick":1,"entities":[]})") << u"bailiwick-json"_s;
    QTest::newRow("json, key last") << QByteArray(R"({"entities":[{"kind":"contract","key":"a"}],"bailiwick":1})")
                                    << u"bailiwick-json"_s;
}

void TestSniffing::ownFormats()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto probe = probeOf(u"own.txt"_s, text);
    QVERIFY(probe.has_value());
    const auto picked = importers::recognise(*probe, m_registry);
    QVERIFY2(picked.has_value(), picked ? "" : qPrintable(picked.error().detail));
    QCOMPARE((*picked)->id(), expected);
}

void TestSniffing::emptyAnswers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("says"); // empty: it is no empty answer
    const auto row = [](const char *what, const char *text, const char *format, const char *says) {
        QTest::newRow(what) << QByteArray(text) << QString::fromLatin1(format) << QString::fromLatin1(says);
    };
    row("kubectl", R"({"apiVersion":"v1","items":[],"kind":"List","metadata":{"resourceVersion":""}})", "kubernetes", "an empty answer of Kubernetes");
    row("az graph query", R"({"count":0,"data":[],"skip_token":null,"total_records":0})", "azure-resources", "an empty answer of Azure Resource Graph");
    row("Resource Graph by REST", R"({"totalRecords":0,"count":0,"resultTruncated":"false","facets":[],"data":[]})", "azure-resources", "Resource Graph");
    row("Azure Policy", R"({"@odata.context":"https://management.azure.com/subscriptions/s/providers/Microsoft.PolicyInsights/policyStates/$metadata#latest","@odata.count":0,"value":[]})",
        "azure-policy", "Azure Policy");
    row("something of Azure", R"({"@odata.context":"x","@odata.count":0,"value":[]})", "", "an empty answer of Azure Resource Manager");
    row("something of Azure, without more", R"({"value":[]})", "", "does not say what was asked for");
    row("Security Hub", R"({"Findings":[],"NextToken":null})", "asff", "Security Hub");
    row("a search", R"({"results":[]})", "", "an empty answer of a search");
    row("a list", "[]", "", "an answer without rows");
    row("what is not empty", R"({"value":[],"other":[{"id":1}]})", "", "");
    row("no list at all", R"({"value":{}})", "", "");
    row("a text", R"("value")", "", "");
}

void TestSniffing::emptyAnswers()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const auto probe = probeOf(u"answer.json"_s, text);
    QVERIFY(probe.has_value());
    QVERIFY(!importers::recognise(*probe, m_registry));
    const auto empty = importers::emptyAnswer(*probe);
    QCOMPARE(empty.has_value(), !says.isEmpty());
    if (!empty)
        return;
    QTEST(empty->format, "format");
    QVERIFY(empty->format.isEmpty() || importers::findImporter(m_registry, empty->format));
    QVERIFY2(empty->why.contains(says), qPrintable(empty->why));
}

void TestSniffing::emptyFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("importer");
    QTest::addColumn<int>("code");
    QTest::newRow("no hint") << u"export.json"_s << QString() << static_cast<int>(domain::ErrorCode::FileEmpty);
    QTest::newRow("snapshot") << u"111122223333_Config_eu-west-1_ConfigSnapshot_20260101T000000Z_x.json"_s
                              << u"aws-config"_s << 0;
    QTest::newRow("no policies") << u"mock_cai_iam_policies.ndjson"_s << u"gcp-cai"_s << 0;
}

void TestSniffing::emptyFiles()
{
    QFETCH(QString, name);
    QFETCH(QString, importer);
    QFETCH(int, code);
    const auto probe = probeOf(name, "\r\n");
    QVERIFY(probe.has_value());
    const auto picked = importers::recognise(*probe, m_registry);
    QCOMPARE(picked.has_value(), !importer.isEmpty());
    if (picked)
        QCOMPARE((*picked)->id(), importer);
    else
        QCOMPARE(static_cast<int>(picked.error().code), code);
}

void TestSniffing::extensions_data()
{
    QTest::addColumn<QByteArray>("content"); ///< empty: a container, which has tests of its own
    const QByteArray json = R"({"bailiwick":1,"entities":[]})";
    const QByteArray table = "contract:key,name\nC-1,x\n";
    const QByteArray state = R"({"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"l","outputs":{},"resources":[]})";
    const QByteArray snapshot = R"({"schema_version":"20240130","panels":{},"layout":{"name":"a","panel_type":"benchmark"}})";
    const std::map<QString, QByteArray> contents = {
        {u"json"_s, json},
        {u"ndjson"_s, "{\"name\":\"//storage.googleapis.com/b\",\"asset_type\":\"storage.googleapis.com/Bucket\",\"resource\":{\"data\":{}}}\n"},
        {u"jsonl"_s, "{\"name\":\"//storage.googleapis.com/b\",\"asset_type\":\"storage.googleapis.com/Bucket\",\"resource\":{\"data\":{}}}\n"},
        {u"js"_s, "scoutsuite_results =\n{\"account_id\":\"1\",\"last_run\":{},\"services\":{},\"provider_code\":\"aws\"}"},
        {u"pps"_s, snapshot},
        {u"sps"_s, snapshot},
        {u"tfstate"_s, state},
        {u"csv"_s, table},
        {u"tsv"_s, "contract:key\tname\nC-1\tx\n"},
        {u"txt"_s, table},
        {u"md"_s, "---\nlicense: mit\npipeline_tag: text-generation\n---\n# Card\n"},
        {u"xlsx"_s, {}}, {u"ods"_s, {}}, {u"zip"_s, {}}, {u"tar"_s, {}}, {u"tgz"_s, {}}, {u"gz"_s, {}}};
    for (const QString &extension : importers::importedExtensions()) {
        const auto known = contents.find(extension);
        QVERIFY2(known != contents.end(), qPrintable(extension + u" is offered, and nothing shows that it is read"_s));
        QTest::newRow(qPrintable(extension)) << known->second;
    }
}

/// What a choice of files offers is read.
void TestSniffing::extensions()
{
    QFETCH(QByteArray, content);
    if (content.isEmpty())
        return;
    const auto probe = probeOf(u"export."_s + QString::fromLatin1(QTest::currentDataTag()), content);
    QVERIFY(probe.has_value());
    const auto picked = importers::recognise(*probe, m_registry);
    QVERIFY2(picked.has_value(), picked ? "" : qPrintable(picked.error().detail));
    // YAML is read only as the head of a card, whose name says .md.
    QVERIFY(!importers::importedExtensions().contains(u"yaml"_s) && !importers::importedExtensions().contains(u"yml"_s));
}

void TestSniffing::sortedKeys()
{
    // A document with sorted members tells its format a megabyte after its start.
    QByteArray text = "{\"packages\":[";
    while (text.size() < 1024 * 1024)
        text += "{\"name\":\"some package\",\"versionInfo\":\"1.0\"},";
    text += "{}],\"spdxVersion\":\"SPDX-2.3\"}";
    const auto probe = probeOf(u"sorted.json"_s, text);
    QVERIFY(probe.has_value());
    QCOMPARE(importers::signatureOf(*probe)->id, u"spdx"_s);
    QVERIFY(probe->sample.size() < 4096);
    QCOMPARE(probe->head.size(), 256 * 1024);
    QCOMPARE(probe->size, text.size());
}

void TestSniffing::namedFormat()
{
    QVERIFY(importers::findImporter(m_registry, u"aws-config"_s));
    QVERIFY(importers::findImporter(m_registry, u"bailiwick-csv"_s));
    QVERIFY(importers::findImporter(m_registry, u"bailiwick-answers"_s));
    QVERIFY(importers::findImporter(m_registry, u"bailiwick-json"_s));
    QVERIFY(!importers::findImporter(m_registry, u"no-such"_s));
    QStringList ids;
    for (const auto &importer : m_registry) {
        QVERIFY(!importer->displayName().isEmpty());
        QVERIFY2(!ids.contains(importer->id()), qPrintable(importer->id()));
        ids.append(importer->id());
    }
}

BAILIWICK_TEST(QCoreApplication, TestSniffing)

} // namespace tst_sniffing

#include "tst_sniffing.moc"
