// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

Reading assets(const QByteArray &text, const QString &name = u"a.json"_s)
{
    return readText(importers::appendGoogle, name, text);
}

/// One row of an export of resources.
QByteArray resource(const QByteArray &name, const QByteArray &type, const QByteArray &data,
                    const QByteArray &location = {})
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type +
           R"(","resource":{"version":"v1","parent":"//cloudresourcemanager.googleapis.com/projects/77",)" +
           (location.isEmpty() ? QByteArray() : R"("location":")" + location + R"(",)") + R"("data":)" + data +
           R"(},"ancestors":["projects/77","organizations/5"],"update_time":"2026-10-01T08:00:00.123456Z"})";
}

QByteArray machine(const QByteArray &name, const QByteArray &data)
{
    return resource("compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/" + name,
                    "compute.googleapis.com/Instance", data, "europe-west4-a");
}

QByteArray policy(const QByteArray &name, const QByteArray &type, const QByteArray &bindings)
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(","iam_policy":{"bindings":)" + bindings +
           R"(},"ancestors":["projects/77","organizations/5"]})";
}

const QString Machine = u"//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/"_s;

} // namespace

class TestCloudAssets : public QObject
{
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void sampleFields_data();
    void sampleFields();
    void sampleAccess();
    void forms_data();
    void forms();
    void fields_data();
    void fields();
    void places_data();
    void places();
    void accelerators();
    void vertex();
    void clusters();
    void accounts();
    void privileges_data();
    void privileges();
    void grants();
    void histories();
    void tables();
    void pages_data();
    void pages();
    void scopes_data();
    void scopes();
    void brokenLines();
    void wrongTypes_data();
    void wrongTypes();
    void storesNoSecrets();
};

void TestCloudAssets::samples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("ignored");
    // grep -vc '^#' FILE; what is ignored: organisations, folders, projects, billing accounts (12), versions, key rings
    // and keys of accounts that Google keeps (4), an enabled interface, and of the cluster an owned pod, two roles and
    // a service
    QTest::newRow("resources") << u"forseti__mock_cai_resources.ndjson"_s << 133 << 112 << 21;
    QTest::newRow("policies") << u"forseti__mock_cai_iam_policies.ndjson"_s << 22 << 21 << 1;
    QTest::newRow("policies with comments") << u"forseti__additional_cai_iam_policies.ndjson"_s << 8 << 8 << 0;
    QTest::newRow("no rows") << u"forseti__mock_cai_empty_iam_policies.ndjson"_s << 0 << 0 << 0;
    QTest::newRow("long names") << u"forseti__mock_cai_long_resource_name.ndjson"_s << 2 << 2 << 0;
    QTest::newRow("organisation policies") << u"forseti__mock_cai_org_policies.ndjson"_s << 3 << 0 << 3;
    QTest::newRow("history") << u"c7n__get-v1-projects-cloud-custodian-batchGetAssetsHistory_1.json"_s << 1 << 1 << 0;
}

void TestCloudAssets::samples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    const Reading reading = readWith(importers::appendGoogle, sampleFile(u"gcp-cai/"_s + file), u"gcp-cai"_s);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.headers, 1);
    const auto counts = reading.sink.counts();
    QTEST(int(counts.read), "read");
    QTEST(int(counts.added), "added");
    QTEST(int(counts.ignored), "ignored");
    QCOMPARE(counts.rejected, 0);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.hasDiagnostic(u"comment-lines"_s), file.contains("additional"_L1));
    QVERIFY(!reading.sink.hasDiagnostic(u"unknown-type"_s));
}

void TestCloudAssets::sampleFields_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("places");
    const auto row = [](const char *what, const char *key, const char *attribute, const char *value,
                        const char *places) {
        QTest::newRow(what) << QString::fromLatin1(key) << QString::fromLatin1(attribute) << QString::fromLatin1(value)
                            << QString::fromLatin1(places);
    };
    row("a country's multi-region", "//storage.googleapis.com/bucket1", "role", "assessed", "1 google/us");
    row("a bucket's project", "//storage.googleapis.com/bucket1", "account", "1043", "1 google/us");
    row("a zone in a link", "//compute.googleapis.com/projects/project1/zones/us-central1-c/instances/iap_instance1",
        "instance_type", "f1-micro", "3 google/us-central1");
    row("the zone of a database", "//cloudsql.googleapis.com/projects/project2/instances/forseti", "key_management",
        "provider", "1 google/us-west1");
    row("a region in a configuration", "//spanner.googleapis.com/projects/project2/instances/test123", "state", "READY",
        "1 google/us-east1");
    row("a region in the name alone",
        "//dataproc.googleapis.com/projects/project2/regions/us-west1/clusters/test-cluster", "service_model", "paas",
        "3 google/us-west1");
    row("the older names of App Engine", "//appengine.googleapis.com/apps/project3", "account", "project3",
        "3 google/us-central1");
    row("a cluster, under the name that all its exports share",
        "//container.googleapis.com/projects/project1/zones/us-central1-a/clusters/cluster-1", "state", "RUNNING",
        "3 google/us-central1");
    row("a key", "//cloudkms.googleapis.com/projects/project2/locations/us/keyRings/test-kr/cryptoKeys/test-key",
        "custody", "customer_in_provider", "512 google/us");
    row("a key that turns",
        "//cloudkms.googleapis.com/projects/project2/locations/us/keyRings/test-kr/cryptoKeys/test-key",
        "rotation_days", "90", "512 google/us");
    row("a node, by its cluster", "//compute.googleapis.com/projects/cicd-prod/zones/us-central1-b/instances/test-node",
        "instance_type", "n1-standard-1", "3 google/us-central1");
    row("an account under its address", "google-principal/serviceAccount:1041-compute@developer.gserviceaccount.com",
        "account", "project1", "");
    row("a role of the customer's", "google-role/organizations/111222333/roles/role2", "privilege", "write", "");
    row("no system that is judged",
        "//compute.googleapis.com/projects/project1/zones/us-central1-c/disks/iap_instance1", "role", "supporting",
        "1 google/us-central1");
}

void TestCloudAssets::sampleFields()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, key);
    QFETCH(QString, attribute);
    const Reading reading =
        readWith(importers::appendGoogle, sampleFile(u"gcp-cai/forseti__mock_cai_resources.ndjson"_s));
    const auto record = reading.sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, attribute), "value");
    QTEST(placesOf(*record), "places");
}

/// Pairs of role and member, and members, by: jq on the policies.
void TestCloudAssets::sampleAccess()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendGoogle, sampleFile(u"gcp-cai/forseti__mock_cai_iam_policies.ndjson"_s));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 54);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Identity), 29);
    const auto everybody = reading.sink.record(
        u"google-iam://bigquery.googleapis.com/projects/1042/datasets/bq_test_ds#roles/bigquery.dataViewer#allAuthenticatedUsers"_s);
    QVERIFY(everybody);
    QCOMPARE(textField(*everybody, u"principal_type"_s), u"public"_s);
    QCOMPARE(textField(*everybody, u"workload"_s), u"->//bigquery.googleapis.com/projects/1042/datasets/bq_test_ds"_s);
    QCOMPARE(textField(*everybody, u"privilege"_s), u"read"_s);
    QCOMPARE(textField(*everybody, u"maximum"_s), u"true"_s);
    QCOMPARE(textField(*everybody, u"conditions"_s), u"(absent)"_s);
}

void TestCloudAssets::forms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    const QByteArray row =
        R"({"name":"//storage.googleapis.com/b","assetType":"storage.googleapis.com/Bucket","resource":{"location":"eu","data":{}}})";
    QByteArray exported = row;
    exported.replace("assetType", "asset_type");
    QTest::newRow("lines of an export") << exported + "\n" + exported + "\n" << u"line 1"_s;
    QTest::newRow("line after blanks and comments") << "# a\n\n" + exported + "\r\n" + exported + "\n" << u"line 3"_s;
    QTest::newRow("list of the command line") << "[" + row + "]" << u"/0"_s;
    QTest::newRow("answer of the interface")
        << "{\"readTime\":\"2026-01-01T00:00:00Z\",\"assets\":[" + row + "]}" << u"/assets/0"_s;
    QTest::newRow("recorded answer") << "{\"headers\":{\"a\":\"b\"},\"body\":{\"assets\":[" + row + "]}}"
                                     << u"/body/assets/0"_s;
    QTest::newRow("list of answers") << "[{\"assets\":[" + row + "]},{\"assets\":[]}]" << u"/0/assets/0"_s;
    QTest::newRow("answers one after the other") << "{\"assets\":[\n" + row + "]}\n{\"assets\":[\n" + row + "]}\n"
                                                 << u"document 1/assets/0"_s;
    QTest::newRow("result of a search")
        << QByteArray(
               R"({"results":[{"name":"//storage.googleapis.com/b","assetType":"storage.googleapis.com/Bucket","project":"projects/7",)"
               R"("folders":["folders/6"],"organization":"organizations/5","location":"eu","displayName":"b"}]})")
        << u"/results/0"_s;
    QTest::newRow("history") << "{\"assets\":[{\"window\":{\"startTime\":\"2026-01-01T00:00:00Z\"},\"asset\":" + row +
                                    "}]}"
                             << u"/assets/0"_s;
    QTest::newRow("one asset") << row << QString();
}

/// The same bucket from each.
void TestCloudAssets::forms()
{
    QFETCH(QByteArray, text);
    const Reading reading = assets(text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"gcp-cai"_s);
    QCOMPARE(reading.sink.counts().rejected, 0);
    QTEST(reading.sink.entries.first().where, "where");
    const auto bucket = reading.sink.record(u"//storage.googleapis.com/b"_s);
    QVERIFY(bucket);
    QCOMPARE(textField(*bucket, u"resource_type"_s), u"storage.googleapis.com/Bucket"_s);
    QCOMPARE(placesOf(*bucket), u"1 google/eu"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestCloudAssets::fields_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("value");
    const QByteArray key = "projects/k/locations/europe-west3/keyRings/r/cryptoKeys/c";
    const QString keyName = u"->//cloudkms.googleapis.com/projects/k/locations/europe-west3/keyRings/r/cryptoKeys/c"_s;
    const auto bucket = [](const QByteArray &data) {
        return resource("storage.googleapis.com/b", "storage.googleapis.com/Bucket", data, "EU");
    };
    const auto row = [](const char *what, const QByteArray &text, const char *attribute, const QString &value) {
        QTest::newRow(what) << text << QString::fromLatin1(attribute) << value;
    };
    row("label of the stage", bucket(R"({"labels":{"env":"production","data-classification":"pii"}})"), "env",
        u"prod"_s);
    row("label of the classes", bucket(R"({"labels":{"env":"production","data-classification":"pii"}})"),
        "data_classes", u"personal..."_s);
    row("labels of a cluster",
        resource("container.googleapis.com/projects/p/locations/europe-west3/clusters/c",
                 "container.googleapis.com/Cluster", R"({"resourceLabels":{"owner":"platform"}})"),
        "owner", u"platform"_s);
    row("Google's key", bucket("{}"), "key_management", u"provider"_s);
    row("own key of a bucket", bucket(R"({"encryption":{"defaultKmsKeyName":")" + key + R"("}})"), "key", keyName);
    row("own key, its version",
        resource("pubsub.googleapis.com/projects/p/topics/t", "pubsub.googleapis.com/Topic",
                 R"({"kmsKeyName":")" + key + R"(/cryptoKeyVersions/3"})"),
        "key", keyName);
    row("own key of a disk of a machine",
        machine("m", R"({"disks":[{"diskEncryptionKey":{"kmsKeyName":")" + key + R"("}}]})"), "key_management",
        u"cmk"_s);
    row("key that comes along", machine("m", R"({"disks":[{"diskEncryptionKey":{"sha256":"abc"}}]})"), "key_management",
        u"byok"_s);
    row("key of a cluster's secrets",
        resource("container.googleapis.com/projects/p/locations/europe-west3/clusters/c",
                 "container.googleapis.com/Cluster",
                 R"({"databaseEncryption":{"state":"ENCRYPTED","keyName":")" + key + R"("}})"),
        "key", keyName);
    row("key in the result of a search",
        R"({"name":"//storage.googleapis.com/b","assetType":"storage.googleapis.com/Bucket","project":"projects/7","kmsKeys":[")" +
            key + R"("]})",
        "key", keyName);
    row("confidential machine", machine("m", R"({"confidentialInstanceConfig":{"enableConfidentialCompute":true}})"),
        "confidential_computing", u"true"_s);
    row("machine on a host of its own", machine("m", R"({"scheduling":{"nodeAffinities":[{"key":"k"}]}})"), "tenancy",
        u"dedicated_host"_s);
    row("machine of a pool",
        machine(
            "m",
            R"({"labels":{"goog-k8s-cluster-name":"c","goog-k8s-cluster-location":"europe-west4","goog-k8s-node-pool-name":"gpu"}})"),
        "part_of", u"->//container.googleapis.com/projects/p-1/locations/europe-west4/clusters/c/nodePools/gpu"_s);
    row("backup of a database",
        resource("cloudsql.googleapis.com/projects/p/instances/d", "sqladmin.googleapis.com/Instance",
                 R"({"settings":{"backupConfiguration":{"enabled":false}}})", "europe-west3"),
        "backup", u"false"_s);
    row("TPU",
        resource("tpu.googleapis.com/projects/p/locations/us-central1-a/nodes/n", "tpu.googleapis.com/Node",
                 R"({"acceleratorType":"v5litepod-8"})"),
        "instance_type", u"v5litepod-8"_s);
    row("unknown type", resource("new.googleapis.com/projects/p/things/t", "new.googleapis.com/Thing", "{}"), "role",
        u"supporting"_s);
}

void TestCloudAssets::fields()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, attribute);
    const Reading reading = assets(row);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QTEST(textField(reading.sink.records().first(), attribute), "value");
    QCOMPARE(reading.sink.hasDiagnostic(u"unknown-type"_s), row.contains("new.googleapis.com"));
}

void TestCloudAssets::places_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("places");
    QTest::newRow("zone") << machine("m", "{}") << u"3 google/europe-west4"_s;
    QTest::newRow("zone for AI") << resource("compute.googleapis.com/projects/p/zones/us-south1-ai1b/instances/i",
                                             "compute.googleapis.com/Instance", "{}")
                                 << u"3 google/us-south1"_s;
    QTest::newRow("no place") << resource("secretmanager.googleapis.com/projects/p/secrets/s",
                                          "secretmanager.googleapis.com/Secret", "{}", "global")
                              << QString();
    QTest::newRow("multi-region") << resource("storage.googleapis.com/b", "storage.googleapis.com/Bucket",
                                              R"({"locationType":"multi-region"})", "ASIA")
                                  << u"1 google/asia"_s;
    QTest::newRow("two regions by name") << resource("storage.googleapis.com/b", "storage.googleapis.com/Bucket", "{}",
                                                     "EUR4")
                                         << u"1 google/eur4"_s;
    QTest::newRow("two regions by choice")
        << resource("storage.googleapis.com/b", "storage.googleapis.com/Bucket",
                    R"({"customPlacementConfig":{"dataLocations":["EUROPE-WEST1","EUROPE-WEST4"]}})", "EU")
        << u"1 google/europe-west1, 1 google/europe-west4"_s;
    QTest::newRow("copies of a secret")
        << resource(
               "secretmanager.googleapis.com/projects/p/secrets/s", "secretmanager.googleapis.com/Secret",
               R"({"replication":{"userManaged":{"replicas":[{"location":"europe-west3"},{"location":"europe-west9"}]}}})",
               "global")
        << u"1 google/europe-west3, 1 google/europe-west9"_s;
    QTest::newRow("three continents") << resource("spanner.googleapis.com/projects/p/instances/s",
                                                  "spanner.googleapis.com/Instance",
                                                  R"({"config":"projects/p/instanceConfigs/nam-eur-asia1"})")
                                      << u"1 google/nam-eur-asia1"_s;
    QTest::newRow("backup elsewhere")
        << resource("cloudsql.googleapis.com/projects/p/instances/d", "sqladmin.googleapis.com/Instance",
                    R"({"settings":{"backupConfiguration":{"enabled":true,"location":"us"}}})", "europe-west3")
        << u"1 google/europe-west3, 4 google/us"_s;
    QTest::newRow("key outside")
        << resource("cloudkms.googleapis.com/projects/p/locations/europe-west3/keyRings/r/cryptoKeys/c",
                    "cloudkms.googleapis.com/CryptoKey", R"({"versionTemplate":{"protectionLevel":"EXTERNAL_VPC"}})")
        << QString();
    QTest::newRow("key in hardware")
        << resource("cloudkms.googleapis.com/projects/p/locations/europe-west3/keyRings/r/cryptoKeys/c",
                    "cloudkms.googleapis.com/CryptoKey", R"({"versionTemplate":{"protectionLevel":"HSM"}})")
        << u"512 google/europe-west3"_s;
    QTest::newRow("key of no place")
        << resource("cloudkms.googleapis.com/projects/p/locations/global/keyRings/r/cryptoKeys/c",
                    "cloudkms.googleapis.com/CryptoKey", R"({"versionTemplate":{"protectionLevel":"SOFTWARE"}})")
        << QString();
}

void TestCloudAssets::places()
{
    QFETCH(QByteArray, row);
    const Reading reading = assets(row);
    const domain::Record record = reading.sink.records().first();
    QTEST(placesOf(record), "places");
    if (record.kind == EntityKind::Key) {
        const bool outside = row.contains("EXTERNAL");
        QCOMPARE(textField(record, u"custody"_s), outside ? u"customer_outside"_s : u"customer_in_provider"_s);
        QCOMPARE(textField(record, u"external"_s), outside ? u"true"_s : u"(unsaid)"_s);
        QCOMPARE(textField(record, u"hsm"_s), outside ? u"(unsaid)"_s : row.contains("HSM") ? u"true"_s : u"false"_s);
    }
}

void TestCloudAssets::accelerators()
{
    const Reading reading = assets(machine(
        "gpu",
        R"({"machineType":"https://www.googleapis.com/compute/v1/projects/p-1/zones/europe-west4-a/machineTypes/a2-highgpu-8g",)"
        R"("guestAccelerators":[{"acceleratorType":"projects/p-1/zones/europe-west4-a/acceleratorTypes/nvidia-tesla-a100","acceleratorCount":8},)"
        R"({"acceleratorType":"nvidia-l4","acceleratorCount":"2"},{"acceleratorType":"none","acceleratorCount":0},{"acceleratorCount":4}]})"));
    const auto gpu = reading.sink.record(Machine + u"gpu"_s);
    QVERIFY(gpu);
    QCOMPARE(textField(*gpu, u"instance_type"_s), u"a2-highgpu-8g"_s);
    QCOMPARE(textField(*gpu, u"accelerators"_s), u"acc:%1gpu|acc:%1gpu#nvidia-l4..."_s.arg(Machine));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Accelerator), 2);
    const auto pool = reading.sink.record(u"acc:"_s + Machine + u"gpu"_s);
    QVERIFY(pool);
    QCOMPARE(textField(*pool, u"count"_s), u"8"_s);
    QCOMPARE(textField(*pool, u"chip"_s), u"nvidia-tesla-a100"_s);
    QCOMPARE(placesOf(*pool), u"1 google/europe-west4"_s);
}

void TestCloudAssets::vertex()
{
    const QByteArray base = "aiplatform.googleapis.com/projects/p/locations/europe-west4/";
    const Reading reading = assets(
        resource(
            base + "models/m", "aiplatform.googleapis.com/Model",
            R"({"displayName":"Tuned Gemma","versionId":"2","artifactUri":"gs://weights/m","deployedModels":[{"endpoint":"e"}],)"
            R"("baseModelSource":{"modelGardenSource":{"publicModelName":"publishers/google/models/gemma2@gemma-2-9b"}},"modelSourceInfo":{"sourceType":"MODEL_GARDEN"}})") +
        "\n" +
        resource(
            base + "endpoints/e", "aiplatform.googleapis.com/Endpoint",
            R"({"displayName":"chat","deployedModels":[{"model":"projects/p/locations/europe-west4/models/m@2","dedicatedResources":{"minReplicaCount":2,)"
            R"("machineSpec":{"machineType":"a3-highgpu-8g","acceleratorType":"NVIDIA_H100_80GB","acceleratorCount":8}}}]})") +
        "\n" +
        resource(
            base + "customJobs/done", "aiplatform.googleapis.com/CustomJob",
            R"({"state":"JOB_STATE_SUCCEEDED","jobSpec":{"workerPoolSpecs":[{"replicaCount":"4","machineSpec":{"machineType":"n1-standard-8","acceleratorType":"NVIDIA_TESLA_T4","acceleratorCount":1}}]}})") +
        "\n" +
        resource(
            base + "customJobs/busy", "aiplatform.googleapis.com/CustomJob",
            R"({"state":"JOB_STATE_RUNNING","jobSpec":{"workerPoolSpecs":[{"replicaCount":"1","machineSpec":{"machineType":"n1-standard-8","acceleratorType":"NVIDIA_TESLA_T4","acceleratorCount":1}},)"
            R"({"replicaCount":"4","machineSpec":{"machineType":"n1-standard-8","acceleratorType":"NVIDIA_TESLA_T4","acceleratorCount":2}}]}})") +
        "\n" +
        resource(base + "datasets/d", "aiplatform.googleapis.com/Dataset",
                 R"({"displayName":"letters","dataItemCount":"120"})") +
        "\n");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const QString there = u"//aiplatform.googleapis.com/projects/p/locations/europe-west4/"_s;
    const auto model = reading.sink.record(there + u"models/m"_s);
    QVERIFY(model);
    QCOMPARE(static_cast<int>(model->kind), static_cast<int>(EntityKind::Model));
    QCOMPARE(model->name, u"Tuned Gemma"_s);
    QCOMPARE(textField(*model, u"base_model"_s), u"gemma2@gemma-2-9b"_s);
    QCOMPARE(textField(*model, u"developer"_s), u"->google"_s);
    QCOMPARE(textField(*model, u"availability"_s), u"in_use"_s);
    QCOMPARE(placesOf(*model), u"1 google/europe-west4"_s);
    const auto endpoint = reading.sink.record(there + u"endpoints/e"_s);
    QVERIFY(endpoint);
    QCOMPARE(textField(*endpoint, u"models"_s), there + u"models/m..."_s);
    QCOMPARE(placesOf(*endpoint), u"3 google/europe-west4"_s);
    const auto pool = reading.sink.record(u"acc:"_s + there + u"endpoints/e"_s);
    QVERIFY(pool);
    QCOMPARE(textField(*pool, u"chip"_s), u"nvidia-h100-80gb"_s);
    QCOMPARE(textField(*pool, u"count"_s), u"16"_s);
    // What is over holds no machines; the workers of a job have one pool of one chip.
    QVERIFY(!reading.sink.record(u"acc:"_s + there + u"customJobs/done"_s));
    QCOMPARE(textField(*reading.sink.record(u"acc:"_s + there + u"customJobs/busy"_s), u"count"_s), u"9"_s);
    const auto dataset = reading.sink.record(there + u"datasets/d"_s);
    QVERIFY(dataset);
    QCOMPARE(static_cast<int>(dataset->kind), static_cast<int>(EntityKind::Dataset));
    QCOMPARE(textField(*dataset, u"record_count"_s), u"120"_s);
}

/// The cluster, its pools and its objects; machines are counted where they are machines.
void TestCloudAssets::clusters()
{
    const QByteArray inside = "container.googleapis.com/projects/p/zones/europe-west4-a/clusters/c/k8s/";
    const Reading reading = assets(
        resource(
            "container.googleapis.com/projects/p/zones/europe-west4-a/clusters/c", "container.googleapis.com/Cluster",
            R"({"name":"c","nodePools":[{"name":"gpu","config":{"machineType":"g2-standard-48","accelerators":[{"acceleratorCount":"4","acceleratorType":"nvidia-l4"}]}}]})",
            "europe-west4-a") +
        "\n" +
        resource(
            inside + "namespaces/web/apps/deployments/d", "apps.k8s.io/Deployment",
            R"({"metadata":{"name":"d","namespace":"web","uid":"u-1"},"spec":{"replicas":2,"template":{"spec":{"containers":[{"image":"vllm/vllm-openai","args":["--model","mistralai/Mistral-7B-v0.3"]}]}}}})") +
        "\n" +
        resource(
            inside + "nodes/n", "k8s.io/Node",
            R"({"metadata":{"name":"n","uid":"u-2","labels":{"topology.kubernetes.io/region":"europe-west4"}},"spec":{"providerID":"gce://p/europe-west4-a/n"},"status":{"capacity":{"nvidia.com/gpu":"4"}}})") +
        "\n" + R"({"name":"//)" + inside + R"(namespaces/web","asset_type":"k8s.io/Namespace"})" + "\n");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const QString cluster = u"//container.googleapis.com/projects/p/zones/europe-west4-a/clusters/c"_s;
    const auto pool = reading.sink.record(cluster + u"/nodePools/gpu"_s);
    QVERIFY(pool);
    QCOMPARE(textField(*pool, u"part_of"_s), u"->"_s + cluster);
    QCOMPARE(textField(*pool, u"description"_s), u"g2-standard-48, 4 x nvidia-l4"_s);
    QCOMPARE(textField(*pool, u"instance_count"_s), u"(unsaid)"_s);
    const auto deployment = reading.sink.record(u"k8s:u-1"_s);
    QVERIFY(deployment);
    QCOMPARE(textField(*deployment, u"models"_s), u"mistralai/Mistral-7B-v0.3..."_s);
    QCOMPARE(placesOf(*deployment), u"3 google/europe-west4"_s);
    QVERIFY(reading.sink.record(u"//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/n"_s));
    QCOMPARE(reading.sink.ignoredByCode().value(u"no-object"_s), 1);
    QCOMPARE(reading.sink.counts().read, 4);
}

void TestCloudAssets::accounts()
{
    const QByteArray base = "iam.googleapis.com/projects/p-1/serviceAccounts/";
    const Reading reading = assets(
        resource(base + "1101", "iam.googleapis.com/ServiceAccount",
                 R"({"email":"Bot@p-1.iam.gserviceaccount.com","displayName":"Bot"})") +
        "\n" +
        resource(base + "bot@p-1.iam.gserviceaccount.com/keys/1", "iam.googleapis.com/ServiceAccountKey",
                 R"({"keyType":"USER_MANAGED"})") +
        "\n" +
        resource(base + "bot@p-1.iam.gserviceaccount.com/keys/2", "iam.googleapis.com/ServiceAccountKey",
                 R"({"keyType":"SYSTEM_MANAGED"})") +
        "\n" +
        resource("iam.googleapis.com/projects/p-1/roles/keeper", "iam.googleapis.com/Role",
                 R"({"title":"Keeper","includedPermissions":["storage.objects.get","storage.buckets.setIamPolicy"]})") +
        "\n");
    const QString key = u"google-principal/serviceAccount:bot@p-1.iam.gserviceaccount.com"_s;
    const auto bot = reading.sink.record(key);
    QVERIFY(bot);
    QCOMPARE(bot->name, u"Bot"_s);
    QCOMPARE(aliasOf(*bot, u"google"_s), u"//iam.googleapis.com/projects/p-1/serviceAccounts/1101"_s);
    const QList<domain::Record> all = reading.sink.records();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(1).key, key);
    QCOMPARE(textField(all.at(1), u"credential_type"_s), u"static"_s);
    QCOMPARE(all.at(2).key, u"google-role/projects/p-1/roles/keeper"_s);
    QCOMPARE(textField(all.at(2), u"privilege"_s), u"admin"_s);
    QCOMPARE(textField(all.at(2), u"actions"_s), u"storage.objects.get|storage.buckets.setIamPolicy"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestCloudAssets::privileges_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("privilege");
    const auto row = [](const char *role, const char *privilege) {
        QTest::newRow(role) << QString::fromLatin1(role) << QString::fromLatin1(privilege);
    };
    row("roles/owner", "admin");
    row("roles/editor", "write");
    row("roles/viewer", "read");
    row("roles/browser", "read");
    row("roles/iam.securityAdmin", "admin");
    row("roles/storage.objectAdmin", "admin");
    row("roles/storage.legacyBucketOwner", "admin");
    row("roles/iam.serviceAccountTokenCreator", "admin");
    row("roles/storage.objectCreator", "write");
    row("roles/bigquery.dataEditor", "write");
    row("roles/pubsub.publisher", "write");
    row("roles/secretmanager.secretAccessor", "read");
    row("roles/appengine.codeViewer", "read");
    row("roles/bigquery.user", "(unsaid)");
    row("projects/p/roles/reader", "(unsaid)");
}

void TestCloudAssets::privileges()
{
    QFETCH(QString, role);
    const Reading reading =
        assets(policy("storage.googleapis.com/b", "storage.googleapis.com/Bucket",
                      R"([{"role":")" + role.toUtf8() + R"(","members":["group:g@example.com"]}])"));
    const domain::Record grant = reading.sink.records().last();
    QTEST(textField(grant, u"privilege"_s), "privilege");
    const bool custom = role.startsWith("projects/"_L1);
    QCOMPARE(textField(grant, u"role"_s), custom ? u"->google-role/"_s + role : u"(unsaid)"_s);
    QCOMPARE(textField(grant, u"actions"_s), custom ? u"(unsaid)"_s : role);
}

void TestCloudAssets::grants()
{
    const Reading reading = assets(
        policy(
            "storage.googleapis.com/b", "storage.googleapis.com/Bucket",
            R"([{"role":"roles/storage.objectViewer","members":["allUsers","user:Ann@Example.com","user:ann@example.com","user:x@gmail.com","domain:example.com",)"
            R"("deleted:user:old@example.com?uid=1","principalSet://iam.googleapis.com/locations/global/workforcePools/w/*","projectViewer:p"]},)"
            R"~({"role":"roles/storage.objectViewer","members":["user:ann@example.com"],"condition":{"title":"t","expression":"request.time < timestamp('2027-01-01T00:00:00Z')"}}])~") +
        "\n" +
        policy("iam.googleapis.com/projects/p/serviceAccounts/1", "iam.googleapis.com/ServiceAccount",
               R"([{"role":"roles/iam.workloadIdentityUser","members":["serviceAccount:p.svc.id.goog[web/app]"]}])") +
        "\n" +
        policy("cloudresourcemanager.googleapis.com/projects/77", "cloudresourcemanager.googleapis.com/Project",
               R"([{"role":"roles/owner","members":["user:ann@example.com"]}])") +
        "\n" +
        policy("aiplatform.googleapis.com/projects/p/locations/l/models/m", "aiplatform.googleapis.com/Model",
               R"([{"role":"roles/viewer","members":["deleted:group:g?uid=2"]}])") +
        "\n");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const QString read = u"google-iam://storage.googleapis.com/b#roles/storage.objectViewer#"_s;
    // One row each: the members that are there, once each; one of them again under a condition.
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 6 + 1 + 1 + 1);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Identity), 6 + 1);
    QCOMPARE(reading.sink.ignoredByCode().value(u"no-members"_s), 1);
    QVERIFY(reading.sink.hasDiagnostic(u"deleted-members"_s));
    const auto kind = [&](const QString &member) {
        return textField(*reading.sink.record(read + member), u"principal_type"_s);
    };
    QCOMPARE(kind(u"allUsers"_s), u"public"_s);
    QCOMPARE(kind(u"user:ann@example.com"_s), u"human"_s);
    QCOMPARE(kind(u"domain:example.com"_s), u"group"_s);
    QCOMPARE(kind(u"projectViewer:p"_s), u"group"_s);
    QCOMPARE(kind(u"principalSet://iam.googleapis.com/locations/global/workforcePools/w/*"_s), u"federated"_s);
    QCOMPARE(textField(*reading.sink.record(u"google-principal/user:x@gmail.com"_s), u"external"_s), u"true"_s);
    QCOMPARE(textField(*reading.sink.record(u"google-principal/user:ann@example.com"_s), u"external"_s), u"(unsaid)"_s);
    const auto limited =
        reading.sink.record(read + u"user:ann@example.com#if request.time < timestamp('2027-01-01T00:00:00Z')"_s);
    QVERIFY(limited);
    QCOMPARE(textField(*limited, u"conditions"_s), u"request.time < timestamp('2027-01-01T00:00:00Z')"_s);
    QCOMPARE(textField(*limited, u"workload"_s), u"->//storage.googleapis.com/b"_s);
    QCOMPARE(textField(*limited, u"resource_kind"_s), u"data"_s);
    const auto acting = reading.sink.record(
        u"google-iam://iam.googleapis.com/projects/p/serviceAccounts/1#roles/iam.workloadIdentityUser#serviceAccount:p.svc.id.goog[web/app]"_s);
    QVERIFY(acting);
    QCOMPARE(textField(*acting, u"trust"_s), u"true"_s);
    QCOMPARE(textField(*acting, u"workload"_s), u"(unsaid)"_s);
    const auto owner = reading.sink.record(
        u"google-iam://cloudresourcemanager.googleapis.com/projects/77#roles/owner#user:ann@example.com"_s);
    QVERIFY(owner);
    QCOMPARE(textField(*owner, u"workload"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*owner, u"trust"_s), u"false"_s);
}

void TestCloudAssets::histories()
{
    const auto state = [](const char *start, const char *status, bool deleted) {
        return QByteArray(R"({"window":{"startTime":")") + start + R"("},)" + (deleted ? R"("deleted":true,)" : "") +
               R"("asset":)" + machine("m", QByteArray(R"({"status":")") + status + "\"}") + "}";
    };
    const QByteArray old = state("2026-01-01T00:00:00Z", "RUNNING", false);
    const QByteArray later = state("2026-02-01T00:00:00.5Z", "TERMINATED", false);
    for (const QByteArray &text : {old + ',' + later, later + ',' + old}) {
        const Reading reading = assets("{\"assets\":[" + text + "]}");
        QCOMPARE(reading.sink.counts().read, 2);
        QCOMPARE(reading.sink.ignoredByCode().value(u"superseded"_s), 1);
        const QList<domain::Record> records = reading.sink.records();
        QCOMPARE(records.size(), 1);
        QCOMPARE(textField(records.first(), u"state"_s), u"TERMINATED"_s);
        QCOMPARE(records.first().captured, QDateTime(QDate(2026, 2, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
        QVERIFY(reading.sink.selection);
    }
    const Reading gone = assets("{\"assets\":[" + old + ',' + state("2026-03-01T00:00:00Z", "TERMINATED", true) + "]}");
    QCOMPARE(gone.sink.deleted.size(), 1);
    QCOMPARE(gone.sink.deleted.first().key, Machine + u"m"_s);
}

void TestCloudAssets::tables()
{
    const Reading reading =
        assets("name,asset_type,project,location,display_name,labels,kms_key\r\n"
               "//storage.googleapis.com/b,storage.googleapis.com/Bucket,projects/7,eu,b,env=prod;team=x,\r\n"
               "//cloudsql.googleapis.com/projects/p/instances/d,sqladmin.googleapis.com/Instance,projects/"
               "7,europe-west3,d,,projects/k/locations/europe-west3/keyRings/r/cryptoKeys/c\r\n"
               ",storage.googleapis.com/Bucket,,,,,\r\n",
               u"a.csv"_s);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"gcp-cai-csv"_s);
    QCOMPARE(reading.sink.counts().added, 2);
    QCOMPARE(reading.sink.counts().rejected, 1);
    QCOMPARE(reading.sink.entries.last().where, u"line 4"_s);
    const auto bucket = reading.sink.record(u"//storage.googleapis.com/b"_s);
    QVERIFY(bucket);
    QCOMPARE(textField(*bucket, u"env"_s), u"prod"_s);
    QCOMPARE(textField(*bucket, u"account"_s), u"7"_s);
    QCOMPARE(placesOf(*bucket), u"1 google/eu"_s);
    QCOMPARE(
        textField(*reading.sink.record(u"//cloudsql.googleapis.com/projects/p/instances/d"_s), u"key_management"_s),
        u"cmk"_s);
    QVERIFY(reading.sink.selection);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestCloudAssets::pages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("incomplete");
    const QByteArray row = machine("m", "{}");
    QTest::newRow("more pages") << "{\"nextPageToken\":\"x\",\"assets\":[" + row + "]}" << 1;
    QTest::newRow("more pages, said last") << "{\"assets\":[" + row + "],\"nextPageToken\":\"x\"}" << 1;
    QTest::newRow("in a recorded answer") << "{\"body\":{\"assets\":[" + row + "],\"nextPageToken\":\"x\"}}" << 1;
    QTest::newRow("the last page") << "{\"assets\":[" + row + "],\"nextPageToken\":\"\"}" << 0;
}

void TestCloudAssets::pages()
{
    QFETCH(QByteArray, text);
    QTEST(int(assets(text).sink.incomplete.size()), "incomplete");
}

void TestCloudAssets::scopes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<bool>("selection");
    const QByteArray project = resource("cloudresourcemanager.googleapis.com/projects/77",
                                        "cloudresourcemanager.googleapis.com/Project", "{}");
    const QByteArray bucket = resource("storage.googleapis.com/b", "storage.googleapis.com/Bucket", "{}", "EU");
    QByteArray other = bucket;
    other.replace("projects/77\",", "projects/78\",").replace("googleapis.com/b", "googleapis.com/c");
    const QByteArray organisation =
        R"({"name":"//cloudresourcemanager.googleapis.com/organizations/5","asset_type":"cloudresourcemanager.googleapis.com/Organization","resource":{"data":{}},"ancestors":["organizations/5"]})";
    QTest::newRow("a project") << project + "\n" + bucket + "\n" << u"projects/77 resource"_s << false;
    QTest::newRow("some types of a project") << bucket + "\n" + machine("m", "{}") + "\n"
                                             << u"projects/77 resource"_s << true;
    QTest::newRow("a shard of projects") << project + "\n" << u"projects/77 resource"_s << true;
    QTest::newRow("an organisation") << organisation + "\n" + bucket + "\n" + other + "\n"
                                     << u"organizations/5 resource"_s << false;
    QTest::newRow("two projects") << project + "\n" + bucket + "\n" + other + "\n"
                                  << u"organizations/5 resource"_s << true;
    QTest::newRow("its policies") << policy("cloudresourcemanager.googleapis.com/projects/77",
                                            "cloudresourcemanager.googleapis.com/Project", "[]") +
                                         "\n" +
                                         policy("storage.googleapis.com/b", "storage.googleapis.com/Bucket", "[]") +
                                         "\n"
                                  << u"projects/77 iam-policy"_s << false;
    QTest::newRow("a search for access")
        << QByteArray(
               R"({"results":[{"resource":"//cloudresourcemanager.googleapis.com/projects/77","assetType":"cloudresourcemanager.googleapis.com/Project","project":"projects/77","policy":{"bindings":[]}},)"
               R"({"resource":"//storage.googleapis.com/b","assetType":"storage.googleapis.com/Bucket","project":"projects/77","policy":{"bindings":[]}}]})")
        << u"projects/77 iam-policy search"_s << true;
    QTest::newRow("nothing that tells")
        << QByteArray(R"({"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket"})")
        << u"a.json"_s << true;
}

void TestCloudAssets::scopes()
{
    QFETCH(QByteArray, text);
    const Reading reading = assets(text);
    QTEST(reading.sink.head->scope, "scope");
    QTEST(reading.sink.selection, "selection");
}

/// A line that can't be read is one rejected record; the others are kept.
void TestCloudAssets::brokenLines()
{
    const QByteArray good = machine("m", "{}");
    const Reading reading = assets(good + "\n{\"name\":\"//x\",\n" + good + "\n" + good + " 7\n" +
                                   R"({"name":"x","asset_type":"y"})" + "\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.headers, 1);
    QStringList fates;
    for (const auto &entry : reading.sink.entries)
        fates.append(entry.where + u' ' + entry.rejectedCode);
    QVERIFY2(fates.contains(u"line 2 syntax-error"_s) && fates.contains(u"line 4 syntax-error"_s) &&
                 fates.contains(u"line 5 missing-name"_s),
             qPrintable(fates.join(u"; "_s)));
    QVERIFY(fates.contains(u"line 3 "_s));
    QVERIFY(reading.sink.entries.at(1).rejectedWhere.startsWith(u"line 2, column "_s));
    // A whole document that breaks off is no inventory.
    const Reading cut = assets("{\"assets\":[" + good + ",{\"name\"");
    QVERIFY(cut.error);
    QCOMPARE(static_cast<int>(cut.error->code), static_cast<int>(domain::ErrorCode::SyntaxError));
}

void TestCloudAssets::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"null", "true", "7", "1e400", "-123456789012345678901234567890", "\"\"", "\"x\"", "[]",
                              "[null]", "[[1]]", "{}", "{\"a\":[{}]}"})
        QTest::newRow(value) << QByteArray(value);
}

/// Each member that is read, with a value of any type in its place.
void TestCloudAssets::wrongTypes()
{
    QFETCH(QByteArray, value);
    const QByteArray head =
        R"({"name":"//aiplatform.googleapis.com/projects/p/locations/l/endpoints/e","asset_type":"aiplatform.googleapis.com/Endpoint",)";
    QByteArray rows;
    int count = 0;
    for (const char *name : {"resource", "iam_policy", "iamPolicy", "policy", "org_policy", "ancestors", "update_time",
                             "project", "folders", "labels", "kmsKeys", "window", "asset", "additionalAttributes",
                             "versionedResources", "location"}) {
        rows += head + '"' + name + "\":" + value + "}\n";
        ++count;
    }
    for (const char *type :
         {"compute.googleapis.com/Instance", "container.googleapis.com/Cluster", "aiplatform.googleapis.com/Endpoint",
          "aiplatform.googleapis.com/CustomJob", "aiplatform.googleapis.com/Model", "aiplatform.googleapis.com/Dataset",
          "cloudkms.googleapis.com/CryptoKey", "iam.googleapis.com/Role", "iam.googleapis.com/ServiceAccount",
          "iam.googleapis.com/ServiceAccountKey", "k8s.io/Pod", "k8s.io/Node", "apps.k8s.io/Deployment",
          "storage.googleapis.com/Bucket"}) {
        for (const char *name : {"name",
                                 "labels",
                                 "disks",
                                 "guestAccelerators",
                                 "machineType",
                                 "nodePools",
                                 "deployedModels",
                                 "jobSpec",
                                 "state",
                                 "encryption",
                                 "customPlacementConfig",
                                 "settings",
                                 "versionTemplate",
                                 "rotationPeriod",
                                 "includedPermissions",
                                 "email",
                                 "metadata",
                                 "spec",
                                 "status",
                                 "baseModelSource",
                                 "dataItemCount",
                                 "replication"}) {
            rows +=
                resource("x.googleapis.com/projects/p/things/t", type, QByteArray("{\"") + name + "\":" + value + "}") +
                "\n";
            ++count;
        }
    }
    const Reading reading = assets(rows);
    QVERIFY(!reading.error);
    QCOMPARE(int(reading.sink.counts().read), count);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const Reading members = assets(policy("storage.googleapis.com/b", "storage.googleapis.com/Bucket",
                                          R"([{"role":"r","members":)" + value + "}," + value + "]"));
    QVERIFY(!members.error);
    QCOMPARE(members.sink.counts().read, 1);
}

void TestCloudAssets::storesNoSecrets()
{
    const Reading reading = assets(
        machine(
            "m",
            R"({"metadata":{"items":[{"key":"startup-script","value":"SECRET"}]},"serviceAccounts":[{"email":"SECRET"}]})") +
        "\n" +
        resource(
            "container.googleapis.com/projects/p/zones/europe-west4-a/clusters/c/k8s/namespaces/w/pods/d", "k8s.io/Pod",
            R"({"metadata":{"name":"d","annotations":{"a":"SECRET"}},"spec":{"containers":[{"image":"i","env":[{"name":"TOKEN","value":"SECRET"}]}]}})") +
        "\n");
    QCOMPARE(reading.sink.counts().added, 2);
    for (const domain::Record &record : reading.sink.records()) {
        for (const domain::Field &field : record.fields)
            QVERIFY2(!textField(record, field.attr).contains(u"SECRET"_s), qPrintable(field.attr));
    }
}

QTEST_GUILESS_MAIN(TestCloudAssets)
#include "tst_cloudassets.moc"
