// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"
#include "runimporter.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_terraform {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

Reading ownState()
{
    return readWith(importers::appendTerraform, ownFile(u"terraform/state.tfstate"_s));
}

constexpr auto Vm = "/subscriptions/s-1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm-1";
constexpr auto Ai = "/subscriptions/s-1/resourcegroups/rg/providers/microsoft.cognitiveservices/accounts/ai";

} // namespace

class TestTerraform : public QObject
{
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void sampleDetails();
    void countsEveryInstance();
    void systems_data();
    void systems();
    void models();
    void encryptionFromOtherResources();
    void access();
    void googlePrincipals_data();
    void googlePrincipals();
    void attachedElsewhere_data();
    void attachedElsewhere();
    void storesNoSecrets();
    void shownStateSaysTheSame();
    void emptyStates_data();
    void emptyStates();
    void plans();
    void refusals_data();
    void refusals();
};

void TestTerraform::samples_data()
{
    // jq '[.resources[].instances[]] | length' and the same of mode "data"; of shown states
    // jq '[.. | .resources? // empty | .[]] | length'. Added ones by hand, from the list of their types.
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("data");
    QTest::newRow("user policies") << u"driftctl__aws_iam_user_policy_multiple.tfstate"_s << 12 << 12 << 0;
    QTest::newRow("load balancer") << u"driftctl__aws_lb_listener.tfstate"_s << 7 << 6 << 1;
    QTest::newRow("rules alone") << u"driftctl__aws_vpc_security_group_rule.tfstate"_s << 11 << 0 << 0;
    QTest::newRow("BigQuery") << u"driftctl__google_bigquery_table.tfstate"_s << 1 << 1 << 0;
    QTest::newRow("Compute") << u"driftctl__google_compute_instance.tfstate"_s << 1 << 1 << 0;
    QTest::newRow("group") << u"driftctl__google_compute_instance_group_manager.tfstate"_s << 1 << 1 << 0;
    QTest::newRow("SQL") << u"driftctl__google_sql_database_instance.tfstate"_s << 1 << 1 << 0;
    QTest::newRow("instance") << u"driftctl__unsupported_attribute.tfstate"_s << 2 << 1 << 1;
    QTest::newRow("any writer") << u"driftctl__v4_invalid_version.tfstate"_s << 2 << 1 << 1;
    QTest::newRow("early writer") << u"driftctl__v4_unsupported_version.tfstate"_s << 2 << 1 << 1;
    QTest::newRow("shown, modules") << u"tfjson__110_sensitive_values_state.json"_s << 7 << 0 << 0;
    QTest::newRow("shown, identity") << u"tfjson__identity_state.json"_s << 2 << 0 << 0;
    QTest::newRow("shown, data") << u"tfjson__no_changes_state.json"_s << 7 << 0 << 1;
}

void TestTerraform::samples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    const Reading reading = readWith(importers::appendTerraform, sampleFile(u"terraform/"_s + file));
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
    QCOMPARE(reading.claims.size(), 1);
    const auto counts = reading.sink.counts();
    QTEST(int(counts.read), "read");
    QTEST(int(counts.added), "added");
    QCOMPARE(counts.rejected, 0);
    QTEST(int(reading.sink.ignoredByCode().value(u"data-source"_s)), "data");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.head->rank, domain::SourceRank::StateFile);
}

void TestTerraform::sampleDetails()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading machine =
        readWith(importers::appendTerraform, sampleFile(u"terraform/driftctl__google_compute_instance.tfstate"_s));
    QCOMPARE(machine.sink.head->scope, u"aacd8e7b-193c-c11b-8d66-0340f4043eac"_s);
    const auto test = machine.sink.record(
        u"//compute.googleapis.com/projects/cloudskiff-dev-elie/zones/us-central1-a/instances/test"_s);
    QVERIFY(test);
    QCOMPARE(placesOf(*test), u"3 google/us-central1"_s);
    QCOMPARE(textField(*test, u"instance_type"_s), u"e2-medium"_s);
    // Another machine may get this address.
    QCOMPARE(aliasOf(*test, u"google"_s), test->key);
    QCOMPARE(test->aliases.size(), 1);
    const Reading table =
        readWith(importers::appendTerraform, sampleFile(u"terraform/driftctl__google_bigquery_table.tfstate"_s));
    QCOMPARE(placesOf(table.sink.records().first()), u"1 google/eu"_s);
    const Reading policies =
        readWith(importers::appendTerraform, sampleFile(u"terraform/driftctl__aws_iam_user_policy_multiple.tfstate"_s));
    QCOMPARE(countOfKind(policies.sink, EntityKind::Grant), 12);
    QCOMPARE(textField(policies.sink.records().first(), u"actions"_s), u"ec2:Describe*"_s);
    QCOMPARE(textField(policies.sink.records().first(), u"privilege"_s), u"read"_s);
}

void TestTerraform::countsEveryInstance()
{
    const Reading reading = ownState();
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"tfstate"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    // jq '[.resources[].instances[]] | length'
    QCOMPARE(reading.sink.counts().read, 26);
    const auto ignored = reading.sink.ignoredByCode();
    QCOMPARE(ignored.value(u"data-source"_s), 1);
    QCOMPARE(ignored.value(u"part-of-another"_s), 3); // encryption, policy of the bucket, a rule
    QCOMPARE(ignored.value(u"read-with-principals"_s), 2);
    QCOMPARE(ignored.value(u"provider-not-read"_s), 1);
    QCOMPARE(reading.sink.counts().added, 26 - 7);
    QCOMPARE(reading.sink.counts().rejected, 0);
    QCOMPARE(reading.sink.entries.at(3).where, u"/resources/1/instances/2"_s);
}

void TestTerraform::systems_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("places");
    const QString scorer = u"arn:aws:ec2:eu-central-1:111122223333:instance/i-0aa"_s;
    QTest::newRow("counted, in a module")
        << scorer << u"instance_type"_s << u"p5.48xlarge"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("type as AWS Config says it")
        << scorer << u"resource_type"_s << u"AWS::EC2::Instance"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("tags of the provider") << scorer << u"env"_s << u"prod"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("tenancy") << scorer << u"tenancy"_s << u"dedicated_hardware"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("local zone") << u"arn:aws:ec2:eu-central-1:111122223333:instance/i-0ab"_s << u"role"_s
                                << u"assessed"_s << u"3 aws/eu-central-1-ham-1"_s;
    QTest::newRow("outpost, deposed") << u"arn:aws:ec2:eu-central-1:111122223333:instance/i-0ac"_s
                                      << u"deployment_type"_s << u"onprem"_s
                                      << u"3 /arn:aws:outposts:eu-central-1:111122223333:outpost/op-1, 16 aws/eu-central-1"_s;
    QTest::newRow("bucket") << u"arn:aws:s3:::corvane-data"_s << u"resource_type"_s << u"AWS::S3::Bucket"_s
                            << u"1 aws/eu-central-1"_s;
    QTest::newRow("database") << u"arn:aws:rds:eu-central-1:111122223333:db:ledger"_s << u"encryption_at_rest"_s
                              << u"false"_s << u"1 aws/eu-central-1"_s;
    QTest::newRow("endpoint") << u"arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat"_s << u"instance_type"_s
                              << u"ml.g5.12xlarge"_s << u"3 aws/eu-west-1"_s;
    QTest::newRow("endpoint, count") << u"arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat"_s
                                     << u"instance_count"_s << u"2"_s << u"3 aws/eu-west-1"_s;
    QTest::newRow("group of rules") << u"arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1"_s << u"role"_s
                                    << u"supporting"_s << u"1 aws/eu-central-1"_s;
    QTest::newRow("Azure") << QString::fromLatin1(Vm) << u"instance_type"_s << u"Standard_ND96isr_H100_v5"_s
                           << u"3 microsoft/westeurope"_s;
    QTest::newRow("Azure AI") << QString::fromLatin1(Ai) << u"account"_s << u"s-1"_s << u"1 microsoft/swedencentral"_s;
    QTest::newRow("Google") << u"//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gpu"_s
                            << u"accelerators"_s
                            << u"acc://compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gpu..."_s
                            << u"3 google/europe-west4"_s;
    QTest::newRow("accelerators") << u"acc://compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gpu"_s
                                  << u"count"_s << u"2"_s << u"1 google/europe-west4"_s;
    QTest::newRow("chip") << u"acc://compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gpu"_s
                          << u"chip"_s << u"nvidia-tesla-t4"_s << u"1 google/europe-west4"_s;
    QTest::newRow("key") << u"arn:aws:kms:eu-central-1:111122223333:key/k-1"_s << u"rotation_days"_s << u"180"_s
                         << u"512 aws/eu-central-1"_s;
}

void TestTerraform::systems()
{
    QFETCH(QString, key);
    QFETCH(QString, attribute);
    const auto record = ownState().sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, attribute), "value");
    QTEST(placesOf(*record), "places");
}

void TestTerraform::models()
{
    const Reading reading = ownState();
    const QString account = QString::fromLatin1(Ai);
    QCOMPARE(textField(*reading.sink.record(account), u"models"_s), account + u"/deployments/gpt-global|"_s + account +
                                                                        u"/deployments/gpt|"_s + account +
                                                                        u"/deployments/gpt-zone..."_s);
    const auto global = reading.sink.record(account + u"/deployments/gpt-global"_s);
    QVERIFY(global);
    QCOMPARE(global->kind, EntityKind::Model);
    QCOMPARE(textField(*global, u"base_model"_s), u"gpt-4o"_s);
    QCOMPARE(textField(*global, u"version_pinned"_s), u"true"_s);
    QCOMPARE(placesOf(*global), u"2 microsoft/global"_s);
    const auto regional = reading.sink.record(account + u"/deployments/gpt"_s);
    QCOMPARE(placesOf(*regional), u"3 microsoft/swedencentral"_s);
    // The account's region keeps neither the weights of a global deployment nor those of a data zone: as `az` tells the same.
    const auto zone = reading.sink.record(account + u"/deployments/gpt-zone"_s);
    QCOMPARE(placesOf(*zone), u"2 microsoft/eu"_s);
    QCOMPARE(zone->completeFacets, int(domain::Facet::Processing));
}

void TestTerraform::encryptionFromOtherResources()
{
    const auto bucket = ownState().sink.record(u"arn:aws:s3:::corvane-data"_s);
    QVERIFY(bucket);
    QCOMPARE(textField(*bucket, u"encryption_at_rest"_s), u"true"_s);
    QCOMPARE(textField(*bucket, u"key_management"_s), u"cmk"_s);
    QCOMPARE(textField(*bucket, u"key"_s), u"->arn:aws:kms:eu-central-1:111122223333:key/k-1"_s);
}

void TestTerraform::googlePrincipals_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("external");
    QTest::addColumn<QString>("account");
    QTest::newRow("an address that anybody may have") << u"user:carl@gmail.com"_s << u"true"_s << u"(unsaid)"_s;
    QTest::newRow("an address of a directory") << u"user:ann@nordwind.example"_s << u"(unsaid)"_s << u"(unsaid)"_s;
    QTest::newRow("an account of another project") << u"serviceAccount:svc@other-project.iam.gserviceaccount.com"_s << u"(unsaid)"_s << u"other-project"_s;
    QTest::newRow("everybody") << u"allUsers"_s << u"true"_s << u"(unsaid)"_s;
}

/// Who has access, and to what, as the asset inventory tells of the same.
void TestTerraform::googlePrincipals()
{
    QFETCH(QString, member);
    const QByteArray state = R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":"google_storage_bucket_iam_member","name":"a",)"
                             R"("provider":"provider[\"registry.terraform.io/hashicorp/google\"]","instances":[{"attributes":{"bucket":"b/papers","role":"roles/storage.objectViewer","member":")" +
                             member.toUtf8() + R"("}}]}]})";
    const QByteArray asset = R"({"name":"//storage.googleapis.com/papers","asset_type":"storage.googleapis.com/Bucket","iam_policy":{"bindings":[{"role":"roles/storage.objectViewer","members":[")" +
                             member.toUtf8() + R"("]}]},"ancestors":["projects/1"]})";
    const Reading stated = readText(importers::appendTerraform, u"a.tfstate"_s, state);
    const Reading exported = readText(importers::appendGoogle, u"a.json"_s, asset);
    for (const Reading *reading : {&stated, &exported}) {
        const auto who = reading->sink.record(u"google-principal/"_s + member);
        QVERIFY(who);
        QTEST(textField(*who, u"external"_s), "external");
        QTEST(textField(*who, u"account"_s), "account");
        const auto grant = reading->sink.record(u"google-iam://storage.googleapis.com/papers#roles/storage.objectViewer#"_s + member);
        QVERIFY(grant);
        QCOMPARE(textField(*grant, u"resource_kind"_s), u"data"_s);
    }
}

void TestTerraform::attachedElsewhere_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("privilege");
    QTest::newRow("all of it") << u"arn:aws:iam::aws:policy/AdministratorAccess"_s << u"admin"_s;
    QTest::newRow("all of a service") << u"arn:aws:iam::aws:policy/AmazonS3FullAccess"_s << u"admin"_s;
    QTest::newRow("reading") << u"arn:aws:iam::aws:policy/ReadOnlyAccess"_s << u"read"_s;
    QTest::newRow("another of AWS's") << u"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"_s << u"(unsaid)"_s;
    QTest::newRow("an own policy that is only called so") << u"arn:aws:iam::111122223333:policy/ReadOnlyAccess"_s << u"(unsaid)"_s;
}

/// A policy that is attached to a role of another state: what AWS's well-known policies give is known all the same.
void TestTerraform::attachedElsewhere()
{
    QFETCH(QString, policy);
    const QByteArray state = R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":"aws_iam_role_policy_attachment","name":"a",)"
                             R"("provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"1","role":"app","policy_arn":")" +
                             policy.toLatin1() + R"("}}]}]})";
    const Reading reading = readText(importers::appendTerraform, u"a.tfstate"_s, state);
    QVERIFY(!reading.error);
    const auto grant = reading.sink.record(u"terraform:l:aws_iam_role_policy_attachment.a#app"_s);
    QVERIFY(grant);
    QTEST(textField(*grant, u"privilege"_s), "privilege");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestTerraform::access()
{
    const Reading reading = ownState();
    const QString role = u"arn:aws:iam::111122223333:role/scorer"_s;
    // The keys are those of the account authorization details; the attachment and the role's own list are one.
    const auto read = reading.sink.record(role + u"#arn:aws:iam::111122223333:policy/read-data#Read#0"_s);
    QVERIFY(read);
    QCOMPARE(textField(*read, u"workload"_s), u"->arn:aws:s3:::corvane-data"_s);
    QCOMPARE(textField(*read, u"privilege"_s), u"read"_s);
    QVERIFY(reading.sink.record(role + u"#trust#0#0"_s));
    int ofOtto = 0;
    int ofRole = 0;
    for (const domain::Record &record : reading.sink.records()) {
        ofOtto += int(record.kind == EntityKind::Grant && textField(record, u"principal"_s) == u"otto"_s);
        ofRole += int(record.kind == EntityKind::Grant && textField(record, u"principal"_s) == role);
    }
    QCOMPARE(ofOtto, 1);
    QCOMPARE(ofRole, 1);
    const auto foreign = reading.sink.record(u"arn:aws:iam::999988887777:root"_s);
    QVERIFY(foreign);
    QCOMPARE(textField(*foreign, u"external"_s), u"true"_s);
    const auto owner =
        reading.sink.record(u"/subscriptions/s-1/providers/microsoft.authorization/roleassignments/r-1"_s);
    QVERIFY(owner);
    QCOMPARE(textField(*owner, u"privilege"_s), u"admin"_s);
    QCOMPARE(textField(*owner, u"identity"_s), u"->azure-principal/aaaa-1"_s);
    const QString viewers = u"google-iam://cloudresourcemanager.googleapis.com/projects/p-1#roles/viewer#"_s;
    QCOMPARE(textField(*reading.sink.record(viewers + u"user:ann@example.com"_s), u"principal_type"_s), u"human"_s);
    QCOMPARE(textField(*reading.sink.record(viewers + u"allAuthenticatedUsers"_s), u"principal_type"_s), u"public"_s);
}

void TestTerraform::storesNoSecrets()
{
    for (const domain::Record &record : ownState().sink.records()) {
        QVERIFY2(!record.name.contains(u"SECRET"_s), qPrintable(record.key));
        for (const domain::Field &field : record.fields)
            QVERIFY2(!textField(record, field.attr).contains(u"SECRET"_s), qPrintable(record.key + u' ' + field.attr));
    }
    const Reading shown =
        readText(importers::appendTerraform, u"s.json"_s,
                 R"({"format_version":"1.0","terraform_version":"1.9.0","values":{"root_module":{"resources":[)"
                 R"({"address":"aws_sqs_queue.q","mode":"managed","type":"aws_sqs_queue","name":"q","values":)"
                 R"({"arn":"arn:aws:sqs:eu-west-1:111122223333:q","name":"q","tags":{"owner":"SECRET","env":"prod"}},)"
                 R"("sensitive_values":{"tags":{"owner":true}}}]}}})");
    const auto queue = shown.sink.record(u"arn:aws:sqs:eu-west-1:111122223333:q"_s);
    QVERIFY(queue);
    QCOMPARE(textField(*queue, u"owner"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*queue, u"env"_s), u"prod"_s);
}

/// Both forms of one state lead to the same keys and values: made by turning the one into the other.
void TestTerraform::shownStateSaysTheSame()
{
    QFile file(ownFile(u"terraform/state.tfstate"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto state = nlohmann::json::parse(file.readAll().toStdString());
    nlohmann::json root{{"resources", nlohmann::json::array()}};
    nlohmann::json child{{"address", "module.scoring"}, {"resources", nlohmann::json::array()}};
    for (const auto &resource : state["resources"]) {
        for (const auto &instance : resource["instances"]) {
            if (resource.contains("each") && resource["type"] == "aws_instance" && instance["index_key"] == 0)
                continue; // its sensitive tag has another form there
            const bool inModule = resource.contains("module");
            std::string address = resource["type"].get<std::string>() + "." + resource["name"].get<std::string>();
            nlohmann::json shown{{"address", (inModule ? "module.scoring." : "") + address},
                                 {"mode", resource["mode"]},
                                 {"type", resource["type"]},
                                 {"name", resource["name"]},
                                 {"values", instance["attributes"]}};
            if (instance.contains("index_key"))
                shown["index"] = instance["index_key"];
            (inModule ? child : root)["resources"].push_back(shown);
        }
    }
    root["child_modules"] = nlohmann::json::array({child});
    const nlohmann::json document{
        {"format_version", "1.0"}, {"terraform_version", "1.9.5"}, {"values", {{"root_module", root}}}};
    const Reading shown =
        readText(importers::appendTerraform, u"shown.json"_s, QByteArray::fromStdString(document.dump()));
    QVERIFY(!shown.error);
    QCOMPARE(shown.format, u"terraform-json"_s);
    QCOMPARE(shown.sink.head->scope, u"shown.json"_s);
    QCOMPARE(shown.sink.counts().read, 25);
    const Reading original = ownState();
    for (const domain::Record &record : shown.sink.records()) {
        if (record.key.startsWith(u"terraform:"_s))
            continue; // its name is of the file
        const auto same = original.sink.record(record.key);
        QVERIFY2(same, qPrintable(record.key));
        QCOMPARE(placesOf(record), placesOf(*same));
        for (const domain::Field &field : record.fields)
            QCOMPARE(textField(record, field.attr), textField(*same, field.attr));
    }
}

void TestTerraform::emptyStates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("complete");
    QTest::newRow("pulled")
        << QByteArray(
               R"({"version":4,"terraform_version":"1.9.0","serial":3,"lineage":"l-1","outputs":{},"resources":[],"check_results":null})")
        << true;
    QTest::newRow("shown") << QByteArray(R"({"format_version":"1.0"})") << false;
    QTest::newRow("shown, with its writer")
        << QByteArray(R"({"format_version":"1.0","terraform_version":"1.9.0"})") << false;
}

void TestTerraform::emptyStates()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendTerraform, u"empty.json"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims.size(), 1);
    QCOMPARE(reading.sink.counts().read, 0);
    QTEST(reading.sink.head->complete, "complete");
    QCOMPARE(reading.sink.diagnostics.size(), 1);
    QCOMPARE(reading.sink.diagnostics.first().code, u"empty-state"_s);
}

void TestTerraform::plans()
{
    const QByteArray plan =
        R"({"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[)"
        R"({"address":"aws_instance.new","mode":"managed","type":"aws_instance","name":"new","values":{"instance_type":"p5.48xlarge","region":"eu-west-1"}}]}},)"
        R"("resource_changes":[],"timestamp":"2026-11-01T08:00:00Z"})";
    QCOMPARE(readText(importers::appendTerraform, u"plan.json"_s, plan).format, QString());
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"plan.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(plan) == plan.size());
    file.close();
    const Reading reading = readWith(importers::appendTerraform, file.fileName(), u"terraform-plan"_s);
    QVERIFY(!reading.error);
    QVERIFY(!reading.sink.head->complete);
    QCOMPARE(reading.sink.head->captured, QDateTime({2026, 11, 1}, {8, 0}, Qt::UTC).toSecsSinceEpoch());
    const auto planned = reading.sink.record(u"terraform:plan.json:aws_instance.new"_s);
    QVERIFY(planned);
    QCOMPARE(textField(*planned, u"state"_s), u"planned"_s);
    QCOMPARE(placesOf(*planned), u"3 aws/eu-west-1"_s);
    if (haveSamples()) {
        // jq '[.planned_values | .. | .resources? // empty | .[]] | length' = 7, all of provider null
        const Reading real = readWith(importers::appendTerraform,
                                      sampleFile(u"terraform/tfjson__120_basic_plan.json"_s), u"terraform-plan"_s);
        QVERIFY(!real.error);
        QCOMPARE(real.sink.counts().read, 7);
        QCOMPARE(real.sink.ignoredByCode().value(u"provider-not-read"_s), 7);
    }
    const Reading state =
        readWith(importers::appendTerraform, ownFile(u"terraform/state.tfstate"_s), u"terraform-plan"_s);
    QVERIFY(state.error);
    QVERIFY2(state.error->detail.contains(u"not a plan"_s), qPrintable(state.error->detail));
}

void TestTerraform::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("plan")
        << QByteArray(
               R"({"format_version":"1.2","terraform_version":"1.5.0","planned_values":{},"resource_changes":[]})")
        << u"--format terraform-plan"_s;
    QTest::newRow("note of a backend")
        << QByteArray(
               R"({"version":3,"serial":1,"lineage":"l","backend":{"type":"s3","config":{"bucket":"b"}},"modules":[{"path":["root"]}]})")
        << u"terraform state pull"_s;
    QTest::newRow("note of a backend, later form")
        << QByteArray(R"({"version":3,"terraform_version":"1.9.0","backend":{"type":"s3","config":{}}})")
        << u"terraform state pull"_s;
    QTest::newRow("encrypted")
        << QByteArray(
               R"({"serial":1,"lineage":"l","meta":{"key_provider.pbkdf2.k":"e30="},"encrypted_data":"AAAA","encryption_version":"v0"})")
        << u"tofu state pull"_s;
    QTest::newRow("later version")
        << QByteArray(R"({"version":5,"terraform_version":"9.0.0","serial":1,"lineage":"l","resources":[]})")
        << u"show -json"_s;
}

void TestTerraform::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"a.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    importers::Registry registry;
    importers::appendTerraform(registry);
    const auto probe = importers::makeProbe(file.fileName());
    QVERIFY(probe);
    const auto picked = importers::recognise(*probe, registry);
    QVERIFY(!picked);
    QCOMPARE(picked.error().code, domain::ErrorCode::UnsupportedVersion);
    QVERIFY2(picked.error().detail.contains(says), qPrintable(picked.error().detail));
}

BAILIWICK_TEST(QCoreApplication, TestTerraform)

} // namespace tst_terraform

#include "tst_terraform.moc"
