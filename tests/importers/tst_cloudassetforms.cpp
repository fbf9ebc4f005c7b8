// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudrows.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_cloudassetforms {

using domain::EntityKind;

class TestCloudAssetForms : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void histories();
    void tables();
    void linesThatAreNoAssets_data();
    void linesThatAreNoAssets();
    void pages_data();
    void pages();
    void scopes_data();
    void scopes();
    void brokenLines();
    void wrongTypes_data();
    void wrongTypes();
    void wrongTypesAreTold_data();
    void wrongTypesAreTold();
};

void TestCloudAssetForms::forms_data()
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
void TestCloudAssetForms::forms()
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

void TestCloudAssetForms::histories()
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

void TestCloudAssetForms::tables()
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

/// A line that is no asset is told of, wherever it stands; and of nothing found the columns alone are written.
void TestCloudAssetForms::linesThatAreNoAssets_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rejected");
    const QByteArray row = R"({"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket","resource":{"data":{}}})" "\n";
    QTest::newRow("the first") << u"a.ndjson"_s << "{\"foo\":1}\n" + row + "{\"asset_type\":\"storage.googleapis.com/Bucket\"}\n" << u"line 1 line 3"_s;
    QTest::newRow("the last") << u"a.ndjson"_s << row + row + "{\"foo\":1}\n" << u"line 3"_s;
    QTest::newRow("nothing on a line") << u"a.ndjson"_s << "{}\n" + row << QString();
    QTest::newRow("columns alone") << u"a.csv"_s << QByteArray("name,asset_type,location\n") << QString();
}

void TestCloudAssetForms::linesThatAreNoAssets()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    const Reading reading = assets(text, name);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, name.endsWith(u"csv"_s) ? u"gcp-cai-csv"_s : u"gcp-cai"_s);
    QStringList rejected;
    for (const auto &entry : reading.sink.entries) {
        if (!entry.rejectedCode.isEmpty())
            rejected.append(entry.where);
    }
    QTEST(rejected.join(u' '), "rejected");
    QCOMPARE(static_cast<qsizetype>(reading.sink.counts().read), text.count("\"name\"") + rejected.size());
}

void TestCloudAssetForms::pages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("incomplete");
    const QByteArray row = machine("m", "{}");
    QTest::newRow("more pages") << "{\"nextPageToken\":\"x\",\"assets\":[" + row + "]}" << 1;
    QTest::newRow("more pages, said last") << "{\"assets\":[" + row + "],\"nextPageToken\":\"x\"}" << 1;
    QTest::newRow("in a recorded answer") << "{\"body\":{\"assets\":[" + row + "],\"nextPageToken\":\"x\"}}" << 1;
    QTest::newRow("the last page") << "{\"assets\":[" + row + "],\"nextPageToken\":\"\"}" << 0;
}

void TestCloudAssetForms::pages()
{
    QFETCH(QByteArray, text);
    QTEST(int(assets(text).sink.incomplete.size()), "incomplete");
}

void TestCloudAssetForms::scopes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<bool>("selection");
    QTest::addColumn<QStringList>("covered"); ///< whatever the file holds of it; empty: of all that its own source had
    const QByteArray project = resource("cloudresourcemanager.googleapis.com/projects/77",
                                        "cloudresourcemanager.googleapis.com/Project", "{}");
    const QByteArray bucket = resource("storage.googleapis.com/b", "storage.googleapis.com/Bucket", "{}", "EU");
    QByteArray other = bucket;
    other.replace("projects/77\",", "projects/78\",").replace("googleapis.com/b", "googleapis.com/c");
    const QByteArray organisation =
        R"({"name":"//cloudresourcemanager.googleapis.com/organizations/5","asset_type":"cloudresourcemanager.googleapis.com/Organization","resource":{"data":{}},"ancestors":["organizations/5"]})";
    QTest::newRow("a project") << project + "\n" + bucket + "\n" << u"projects/77 resource"_s << false << QStringList{QString(), u"google projects/77 resource"_s};
    QTest::newRow("some types of a project") << bucket + "\n" + machine("m", "{}") + "\n"
                                             << u"projects/77 resource"_s << false << QStringList{};
    QTest::newRow("a shard of projects") << project + "\n" << u"projects/77 resource"_s << true << QStringList{};
    QTest::newRow("an organisation") << organisation + "\n" + bucket + "\n" + other + "\n"
                                     << u"organizations/5 resource"_s << false
                                     << QStringList{QString(), u"google organizations/5 resource"_s, u"google projects/77 resource"_s, u"google projects/78 resource"_s};
    QTest::newRow("two projects") << project + "\n" + bucket + "\n" + other + "\n"
                                  << u"organizations/5 resource"_s << false << QStringList{};
    QTest::newRow("its policies") << policy("cloudresourcemanager.googleapis.com/projects/77",
                                            "cloudresourcemanager.googleapis.com/Project", "[]") +
                                         "\n" +
                                         policy("storage.googleapis.com/b", "storage.googleapis.com/Bucket", "[]") +
                                         "\n"
                                  << u"projects/77 iam-policy"_s << false << QStringList{QString(), u"google projects/77 iam-policy"_s};
    QTest::newRow("a search for access")
        << QByteArray(
               R"({"results":[{"resource":"//cloudresourcemanager.googleapis.com/projects/77","assetType":"cloudresourcemanager.googleapis.com/Project","project":"projects/77","policy":{"bindings":[]}},)"
               R"({"resource":"//storage.googleapis.com/b","assetType":"storage.googleapis.com/Bucket","project":"projects/77","policy":{"bindings":[]}}]})")
        << u"projects/77 iam-policy search"_s << true << QStringList{};
    QTest::newRow("nothing that tells")
        << QByteArray(R"({"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket"})")
        << u"a.json"_s << true << QStringList{};
}

void TestCloudAssetForms::scopes()
{
    QFETCH(QByteArray, text);
    const Reading reading = assets(text);
    QTEST(reading.sink.head->scope, "scope");
    QTEST(reading.sink.selection, "selection");
    QStringList covered = reading.sink.covered;
    covered.removeIf([](const QString &scope) { return scope.contains(u'\n'); });
    covered.sort();
    QTEST(covered, "covered");
}

/// A line that can't be read is one rejected record; the others are kept.
void TestCloudAssetForms::brokenLines()
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

void TestCloudAssetForms::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"null", "true", "7", "1e400", "-123456789012345678901234567890", "\"\"", "\"x\"", "[]",
                              "[null]", "[[1]]", "{}", "{\"a\":[{}]}"})
        QTest::newRow(value) << QByteArray(value);
}

/// Each member that is read, with a value of any type in its place.
void TestCloudAssetForms::wrongTypes()
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

void TestCloudAssetForms::wrongTypesAreTold_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QStringList>("told"); // pointers
    QTest::addColumn<bool>("rejected");
    const auto add = [](const char *name, const QByteArray &row, const QStringList &told, bool rejected = false) { QTest::newRow(name) << row << told << rejected; };
    add("as documented", machine("m", R"({"machineType":"a2-highgpu-1g","labels":{"env":"prod"}})"), {});
    add("nulls are not there", machine("m", R"({"machineType":null,"labels":null})"), {});
    add("type of a machine is a number", machine("m", R"({"machineType":5})"), {u"line 2/resource/data/machineType"_s});
    add("labels are a list, accelerators a text", machine("m", R"({"labels":["env"],"guestAccelerators":"x"})"),
        {u"line 2/resource/data/guestAccelerators"_s, u"line 2/resource/data/labels"_s});
    add("bindings are a text", policy("storage.googleapis.com/b", "storage.googleapis.com/Bucket", R"("x")"), {u"line 2/iam_policy/bindings"_s});
    add("location is a list", QByteArray(R"({"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket","resource":{"location":["eu"],"data":{}}})"),
        {u"line 2/resource/location"_s});
    add("type is a number", QByteArray(R"({"name":"//storage.googleapis.com/b","asset_type":5,"resource":{"data":{}}})"), {u"line 2/asset_type"_s});
    add("name is a number", QByteArray(R"({"name":5,"asset_type":"storage.googleapis.com/Bucket","resource":{"data":{}}})"), {u"line 2/name"_s}, true);
}

/// What has another type than is documented is told with its place, and is unknown rather than guessed.
void TestCloudAssetForms::wrongTypesAreTold()
{
    QFETCH(QByteArray, row);
    QFETCH(bool, rejected);
    const Reading reading = assets(resource("storage.googleapis.com/first", "storage.googleapis.com/Bucket", "{}") + "\n" + row + "\n");
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

BAILIWICK_TEST(QCoreApplication, TestCloudAssetForms)

} // namespace tst_cloudassetforms

#include "tst_cloudassetforms.moc"
