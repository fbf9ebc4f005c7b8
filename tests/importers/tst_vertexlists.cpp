// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudrows.h"
#include "support/testmain.h"

namespace tst_vertexlists {

using domain::EntityKind;

class TestVertexLists : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void collections_data();
    void collections();
    void likeTheInventory();
    void endpoints();
    void pages();
    void strangeRows();
};

namespace {

const QByteArray place = "projects/77/locations/europe-west4/";
const QString vertex = u"//aiplatform.googleapis.com/projects/77/locations/europe-west4/"_s;

QByteArray named(const QByteArray &path, const QByteArray &rest = {})
{
    return R"({"name":")" + place + path + R"(","displayName":"shown","createTime":"2026-09-01T08:00:00.1Z","updateTime":"2026-10-01T08:00:00.123456Z")" +
           (rest.isEmpty() ? QByteArray() : ',' + rest) + '}';
}

const QByteArray endpoint = named("endpoints/1", R"("deployedModels":[{"id":"9","model":"projects/77/locations/europe-west4/models/5","dedicatedResources":{"machineSpec":)"
                                                 R"({"machineType":"a3-highgpu-8g","acceleratorType":"NVIDIA_H100_80GB","acceleratorCount":8},"minReplicaCount":2}}],)"
                                                 R"("encryptionSpec":{"kmsKeyName":"projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k"})");

} // namespace

void TestVertexLists::forms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("gcloud ai endpoints list") << '[' + endpoint + ']' << u"/0"_s;
    QTest::newRow("answer of the interface") << "{\"endpoints\":[" + endpoint + "]}" << u"/endpoints/0"_s;
    QTest::newRow("answers one after the other") << "{\"endpoints\":[\n" + endpoint + "]}\n{\"endpoints\":[]}\n" << u"document 1/endpoints/0"_s;
    QTest::newRow("gcloud ai endpoints describe") << endpoint << QString();
    QTest::newRow("one a line") << endpoint + '\n' + named("endpoints/2") + '\n' << u"line 1"_s;
}

void TestVertexLists::forms()
{
    QFETCH(QByteArray, text);
    const Reading reading = assets(text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"gcp-vertex"_s);
    QCOMPARE(reading.sink.counts().rejected, 0);
    QTEST(reading.sink.entries.first().where, "where");
    QVERIFY(reading.sink.record(vertex + u"endpoints/1"_s));
    QCOMPARE(reading.sink.head->scope, u"projects/77/locations/europe-west4 aiplatform.googleapis.com/Endpoint"_s);
    QVERIFY(reading.sink.selection);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestVertexLists::collections_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("type");
    const auto row = [](const char *path, EntityKind kind, const char *type) { QTest::newRow(path) << QByteArray(path) << int(kind) << QString::fromLatin1(type); };
    row("models/5", EntityKind::Model, "");
    row("datasets/6", EntityKind::Dataset, "");
    row("customJobs/7", EntityKind::Workload, "aiplatform.googleapis.com/CustomJob");
    row("indexEndpoints/8", EntityKind::Workload, "aiplatform.googleapis.com/IndexEndpoint");
    row("reasoningEngines/9", EntityKind::Workload, "aiplatform.googleapis.com/ReasoningEngine");
    row("persistentResources/a", EntityKind::Workload, "aiplatform.googleapis.com/PersistentResource");
}

void TestVertexLists::collections()
{
    QFETCH(QByteArray, path);
    QFETCH(int, kind);
    const Reading reading = assets('[' + named(path) + ']');
    QCOMPARE(reading.format, u"gcp-vertex"_s);
    const auto record = reading.sink.record(vertex + QString::fromLatin1(path));
    QVERIFY(record);
    QCOMPARE(int(record->kind), kind);
    QCOMPARE(record->name, u"shown"_s);
    QVERIFY(placesOf(*record).contains("google/europe-west4"_L1));
    if (record->kind == EntityKind::Workload)
        QTEST(textField(*record, u"resource_type"_s), "type");
}

/// The same thing, whether the list or the asset inventory tells of it.
void TestVertexLists::likeTheInventory()
{
    const Reading list = assets('[' + endpoint + ']');
    const Reading inventory = assets(R"([{"name":"//aiplatform.googleapis.com/)" + place + R"(endpoints/1","assetType":"aiplatform.googleapis.com/Endpoint","ancestors":["projects/77"],"resource":{"location":"europe-west4","data":)" +
                                     endpoint + R"(},"updateTime":"2026-10-01T08:00:00.123456Z"}])");
    QCOMPARE(inventory.format, u"gcp-cai"_s);
    const auto one = list.sink.record(vertex + u"endpoints/1"_s);
    const auto other = inventory.sink.record(vertex + u"endpoints/1"_s);
    QVERIFY(one && other);
    QCOMPARE(one->captured, other->captured);
    QVERIFY(one->captured > 0);
    for (const QString &attr : {u"resource_type"_s, u"provider"_s, u"account"_s, u"models"_s, u"key"_s, u"key_management"_s, u"instance_type"_s, u"instance_count"_s})
        QCOMPARE(textField(*one, attr), textField(*other, attr));
    QCOMPARE(placesOf(*one), placesOf(*other));
}

void TestVertexLists::endpoints()
{
    const Reading reading = assets('[' + endpoint + ']');
    const auto record = reading.sink.record(vertex + u"endpoints/1"_s);
    QVERIFY(record);
    QCOMPARE(textField(*record, u"models"_s), vertex + u"models/5..."_s);
    QCOMPARE(textField(*record, u"key"_s), u"->//cloudkms.googleapis.com/projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k"_s);
    QCOMPARE(textField(*record, u"instance_type"_s), u"a3-highgpu-8g"_s);
    QCOMPARE(textField(*record, u"instance_count"_s), u"2"_s);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Accelerator), 1);
}

void TestVertexLists::pages()
{
    QVERIFY(assets("{\"models\":[" + named("models/1") + "]}").sink.incomplete.isEmpty());
    QCOMPARE(assets("{\"models\":[" + named("models/1") + "],\"nextPageToken\":\"x\"}").sink.incomplete.size(), 1);
}

void TestVertexLists::strangeRows()
{
    const Reading reading = assets('[' + endpoint + R"(,7,{"displayName":"no name"},{"name":"projects/77/locations/europe-west4/notebooks/1"}])");
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"gcp-vertex"_s);
    QCOMPARE(reading.sink.counts().read, 4);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(reading.sink.counts().rejected, 3);
    // Names of another service that are formed alike.
    QCOMPARE(assets(R"([{"name":"projects/77/locations/europe-west4/services/run"}])").format, QString());
}

BAILIWICK_TEST(QCoreApplication, TestVertexLists)

} // namespace tst_vertexlists

#include "tst_vertexlists.moc"
