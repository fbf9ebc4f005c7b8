// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudrows.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_cloudassets {

using domain::EntityKind;

class TestCloudAssets : public QObject
{
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void sampleFields_data();
    void sampleFields();
    void fields_data();
    void fields();
    void places_data();
    void places();
    void custodyThatNobodyTells();
    void accelerators();
    void vertex();
    void clusters();
    void nodePools_data();
    void nodePools();
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

/// A search tells of a key no more than where it is asked for: who holds it may be somebody outside.
void TestCloudAssets::custodyThatNobodyTells()
{
    const Reading reading = assets(R"([{"name":"//cloudkms.googleapis.com/projects/p/locations/europe-west3/keyRings/r/cryptoKeys/c",)"
                                   R"("assetType":"cloudkms.googleapis.com/CryptoKey","project":"projects/77","location":"europe-west3","state":"ACTIVE"}])");
    const domain::Record key = reading.sink.records().first();
    QCOMPARE(textField(key, u"custody"_s), u"(unsaid)"_s);
    QCOMPARE(textField(key, u"hsm"_s), u"(unsaid)"_s);
    QCOMPARE(placesOf(key), u"512 google/europe-west3"_s);
    QCOMPARE(key.completeFacets, 0);
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
    QCOMPARE(textField(*pool, u"description"_s), u"machines of type g2-standard-48; how many is not told"_s);
    QCOMPARE(textField(*pool, u"instance_count"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*pool, u"accelerators"_s), u"acc:"_s + cluster + u"/nodePools/gpu..."_s);
    const auto deployment = reading.sink.record(u"k8s:u-1"_s);
    QVERIFY(deployment);
    QCOMPARE(textField(*deployment, u"models"_s), u"mistralai/Mistral-7B-v0.3..."_s);
    QCOMPARE(placesOf(*deployment), u"3 google/europe-west4"_s);
    QVERIFY(reading.sink.record(u"//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/n"_s));
    QCOMPARE(reading.sink.ignoredByCode().value(u"no-object"_s), 1);
    QCOMPARE(reading.sink.counts().read, 4);
}

void TestCloudAssets::nodePools_data()
{
    QTest::addColumn<QByteArray>("pool");
    QTest::addColumn<QStringList>("said"); // machines, their type, what is written beside them
    QTest::addColumn<QStringList>("chips"); // key's end, chip, number
    const QByteArray t4 = R"("config":{"machineType":"n1-standard-8","accelerators":[{"acceleratorCount":"2","acceleratorType":"nvidia-tesla-t4"}]})";
    const QByteArray three = R"("locations":["europe-west4-a","europe-west4-b","europe-west4-c"],)";
    const QString n1 = u"n1-standard-8"_s;
    const QString none = u"(unsaid)"_s;
    const auto row = [](const char *name, const QByteArray &pool, const QStringList &said, const QStringList &chips) { QTest::newRow(name) << pool << said << chips; };
    row("one machine in each of three zones", three + R"("initialNodeCount":1,)" + t4, {u"3"_s, n1, none}, {u"nvidia-tesla-t4"_s, u"6"_s});
    row("zones told by its groups of instances", R"("instanceGroupUrls":["https://x/a","https://x/b"],"initialNodeCount":2,)" + t4, {u"4"_s, n1, none}, {u"nvidia-tesla-t4"_s, u"8"_s});
    row("zones not told", R"("initialNodeCount":1,)" + t4, {none, none, u"machines of type n1-standard-8; how many is not told"_s}, {u"nvidia-tesla-t4"_s, none});
    row("emptied", three + R"("initialNodeCount":0,)" + t4, {u"0"_s, n1, none}, {});
    row("scaled by itself: the first number is that of its first day", three + R"("initialNodeCount":1,"autoscaling":{"enabled":true,"minNodeCount":1,"maxNodeCount":4},)" + t4,
        {none, none, u"machines of type n1-standard-8; how many is not told; scaled by itself: 3 to 12 machines"_s}, {u"nvidia-tesla-t4"_s, none});
    row("scaled from nothing, limits for all zones", three + R"("autoscaling":{"enabled":true,"totalMaxNodeCount":5},)" + t4,
        {none, none, u"machines of type n1-standard-8; how many is not told; scaled by itself: up to 5 machines"_s}, {u"nvidia-tesla-t4"_s, none});
    row("scaled between a number and the same", three + R"("autoscaling":{"enabled":true,"totalMinNodeCount":5,"totalMaxNodeCount":5},)" + t4, {u"5"_s, n1, none},
        {u"nvidia-tesla-t4"_s, u"10"_s});
    row("scaling was switched off", three + R"("initialNodeCount":1,"autoscaling":{"maxNodeCount":4},)" + t4, {u"3"_s, n1, none}, {u"nvidia-tesla-t4"_s, u"6"_s});
    row("no accelerators but those that the type has", three + R"("initialNodeCount":1,"config":{"machineType":"a2-highgpu-1g"})", {u"3"_s, u"a2-highgpu-1g"_s, none}, {});
}

/// As an asset of its own and in its cluster's list: the same machines with the same accelerators.
void TestCloudAssets::nodePools()
{
    QFETCH(QByteArray, pool);
    QFETCH(QStringList, chips);
    const QByteArray cluster = "container.googleapis.com/projects/p/locations/europe-west4/clusters/c";
    const QByteArray data = R"({"name":"t4",)" + pool + "}";
    for (const QByteArray &row : {resource(cluster + "/nodePools/t4", "container.googleapis.com/NodePool", data, "europe-west4"),
                                  resource(cluster, "container.googleapis.com/Cluster", R"({"name":"c","nodePools":[)" + data + "]}", "europe-west4")}) {
        const Reading reading = assets(row + "\n");
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
        const QString key = u"//"_s + QString::fromUtf8(cluster) + u"/nodePools/t4"_s;
        const auto record = reading.sink.record(key);
        QVERIFY(record);
        QTEST((QStringList{textField(*record, u"instance_count"_s), textField(*record, u"instance_type"_s), textField(*record, u"description"_s)}), "said");
        QCOMPARE(textField(*record, u"part_of"_s), u"->//"_s + QString::fromUtf8(cluster));
        QCOMPARE(textField(*record, u"service_model"_s), u"iaas"_s);
        QCOMPARE(placesOf(*record), u"3 google/europe-west4"_s);
        const auto accelerators = reading.sink.record(u"acc:"_s + key);
        QCOMPARE(bool(accelerators), !chips.isEmpty());
        if (accelerators)
            QCOMPARE((QStringList{textField(*accelerators, u"chip"_s), textField(*accelerators, u"count"_s)}), chips);
    }
}

BAILIWICK_TEST(QCoreApplication, TestCloudAssets)

} // namespace tst_cloudassets

#include "tst_cloudassets.moc"
