// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_mlflow {

using namespace Qt::StringLiterals;
using domain::EntityKind;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

Reading registry(const QByteArray &text)
{
    return readText(importers::appendMlflow, u"model.json"_s, text);
}

QByteArray version(int number, const QByteArray &stage, const QByteArray &source,
                   const QByteArray &more = "\"tags\":{}")
{
    return R"({"name":"m","version":")" + QByteArray::number(number) + R"(","current_stage":")" + stage +
           R"(","source":")" + source + R"(",)" + more + "}";
}

QByteArray exported(const QByteArray &versions, const QByteArray &more = "\"tags\":[]")
{
    return R"({"system":{"mlflow_version":"2.3.2","mlflow_tracking_uri":"https://ann:SECRET@mlflow.example","export_time":1684716641},)"
           R"("mlflow":{"registered_model":{"name":"m","creation_timestamp":1684716075258,)" +
           more + R"(,"versions":[)" + versions + "]}}}";
}

} // namespace
#endif

class TestMlflow : public QObject
{
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void permissions();
    void served_data();
    void served();
    void files_data();
    void files();
    void hints();
    void oneModelFromEach_data();
    void oneModelFromEach();
    void pages();
    void wrongTypes_data();
    void wrongTypes();
};

void TestMlflow::samples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("version");
    // jq '1 + (.mlflow.registered_model.versions | length)'; of the list of a whole export: jq
    // '.info.models.model_names | length'
    QTest::newRow("workspace of Databricks")
        << u"databricks_single_models_basic_model"_s << 3 << u"mlflow:Sklearn_Wine@1681518898830"_s << u"3"_s;
    QTest::newRow("Unity Catalog") << u"databricks_single_versions_sklearn_wine_model"_s << 1
                                   << u"mlflow:andre_catalog.ml_models2.sklearn_wine_best@1691761329476"_s
                                   << u"(unsaid)"_s;
    QTest::newRow("open source") << u"oss_mlflow_single_models_basic_model"_s << 4
                                 << u"mlflow:sklearn_wine@1684716075258"_s << u"1"_s;
    QTest::newRow("copied from another registry")
        << u"oss_mlflow_single_models_src_tags_model"_s << 4 << u"mlflow:sklearn_wine@1684717756090"_s << u"1"_s;
    QTest::newRow("list of a whole export") << u"databricks_bulk_models_manifest"_s << 2 << QString() << QString();
}

void TestMlflow::samples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(int, read);
    QFETCH(QString, key);
    const Reading reading =
        readWith(importers::appendMlflow, sampleFile(u"mlflow/export-import__"_s + file + u".json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(int(reading.sink.counts().read), read);
    QCOMPARE(int(reading.sink.counts().rejected), 0);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    if (key.isEmpty()) {
        QCOMPARE(reading.sink.ignoredByCode().value(u"names-only"_s), read);
        QVERIFY(reading.sink.selection);
        return;
    }
    QCOMPARE(int(reading.sink.counts().added), 1);
    const auto model = reading.sink.record(key);
    QVERIFY(model);
    QTEST(textField(*model, u"version"_s), "version");
    QCOMPARE(reading.sink.head->scope, key);
    QCOMPARE(int(reading.sink.incomplete.size()), file.startsWith("databricks_single_models"_L1) ? 1 : 0);
}

/// jq '[.. | .access_control_list? // empty] | .[] | length' and '.privilege_assignments'
void TestMlflow::permissions()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading workspace = readWith(
        importers::appendMlflow, sampleFile(u"mlflow/export-import__databricks_single_models_basic_model.json"_s));
    QCOMPARE(countOfKind(workspace.sink, EntityKind::Grant), 3);
    const auto manager = workspace.sink.record(u"mlflow:Sklearn_Wine@1681518898830#andre@mycompany.com"_s);
    QVERIFY(manager);
    QCOMPARE(textField(*manager, u"privilege"_s), u"admin"_s);
    QCOMPARE(textField(*manager, u"principal_type"_s), u"human"_s);
    QCOMPARE(textField(*manager, u"model"_s), u"->mlflow:Sklearn_Wine@1681518898830"_s);
    const Reading catalogue =
        readWith(importers::appendMlflow,
                 sampleFile(u"mlflow/export-import__databricks_single_versions_sklearn_wine_model.json"_s));
    QCOMPARE(countOfKind(catalogue.sink, EntityKind::Grant), 3);
    const auto reader =
        catalogue.sink.record(u"mlflow:andre_catalog.ml_models2.sklearn_wine_best@1691761329476#global_read_test"_s);
    QVERIFY(reader);
    QCOMPARE(textField(*reader, u"privilege"_s), u"read"_s);
}

void TestMlflow::served_data()
{
    QTest::addColumn<QByteArray>("versions");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("availability");
    const QByteArray none = "\"tags\":[]";
    QTest::newRow("in production") << version(1, "Production", "/a") + ',' + version(2, "Staging", "/a") << none
                                   << u"1"_s << u"in_use"_s;
    QTest::newRow("the newest in production")
        << version(9, "Production", "/a") + ',' + version(10, "Production", "/a") << none << u"10"_s << u"in_use"_s;
    QTest::newRow("none in production") << version(1, "Staging", "/a") + ',' + version(2, "None", "/a") << none
                                        << u"1"_s << u"(unsaid)"_s;
    QTest::newRow("without stages") << version(1, "", "/a") + ',' + version(2, "", "/a") << none << u"2"_s
                                    << u"(unsaid)"_s;
    QTest::newRow("by its alias") << version(1, "", "/a") + ',' + version(2, "", "/a")
                                  << QByteArray(R"("aliases":[{"alias":"champion","version":"1"}])") << u"1"_s
                                  << u"in_use"_s;
    QTest::newRow("archived ones") << version(1, "Archived", "/a") + ',' + version(2, "Archived", "/a") << none
                                   << u"2"_s << u"(unsaid)"_s;
}

void TestMlflow::served()
{
    QFETCH(QByteArray, versions);
    QFETCH(QByteArray, more);
    const Reading reading = registry(exported(versions, more));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 3);
    QCOMPARE(reading.sink.ignoredByCode().value(u"read-with-model"_s), 1);
    QCOMPARE(reading.sink.ignoredByCode().value(u"other-version"_s), 1);
    const domain::Record model = reading.sink.records().first();
    QTEST(textField(model, u"version"_s), "version");
    QTEST(textField(model, u"availability"_s), "availability");
    QCOMPARE(reading.sink.head->captured, 1684716641);
}

void TestMlflow::files_data()
{
    QTest::addColumn<QByteArray>("versions");
    QTest::addColumn<QString>("places");
    QTest::addColumn<bool>("whole");
    QTest::newRow("Google Cloud") << version(1, "None", "gs://weights/m/1") << u"1 ///storage.googleapis.com/weights"_s
                                  << true;
    QTest::newRow("AWS") << version(1, "None", "s3://weights/m/1") << u"1 /arn:aws:s3:::weights"_s << true;
    QTest::newRow("two buckets") << version(1, "Staging", "s3://a/m") + ',' + version(2, "Production", "s3a://b/m")
                                 << u"1 /arn:aws:s3:::a, 1 /arn:aws:s3:::b"_s << true;
    QTest::newRow("of an archived version")
        << version(1, "Archived", "s3://a/m") + ',' + version(2, "Production", "s3://b/m") << u"1 /arn:aws:s3:::b"_s
        << true;
    QTest::newRow("not told of one") << version(1, "Staging", "dbfs:/a/m") + ',' + version(2, "Production", "s3://b/m")
                                     << u"1 /arn:aws:s3:::b"_s << false;
    QTest::newRow("a folder") << version(1, "None", "/opt/mlflow/m") << QString() << false;
    QTest::newRow("Databricks") << version(1, "None", "dbfs:/databricks/mlflow/m") << QString() << false;
    QTest::newRow("Azure: the account's group is not told")
        << version(1, "None", "abfss://c@account.dfs.core.windows.net/m") << QString() << false;
}

void TestMlflow::files()
{
    QFETCH(QByteArray, versions);
    const Reading reading = registry(exported(versions));
    const domain::Record model = reading.sink.records().first();
    QTEST(placesOf(model), "places");
    QTEST(model.completeFacets == domain::Facet::Hosting, "whole");
}

void TestMlflow::hints()
{
    const Reading reading = registry(exported(
        version(1, "Production", "/a",
                R"("tags":{"base_model":"https://huggingface.co/mistralai/Mistral-7B-v0.3","task":"llm/v1/chat"})"),
        R"("description":"Answers tickets","tags":[{"key":"license","value":"apache-2.0"},{"key":"base_model","value":"older"}])"));
    const domain::Record model = reading.sink.records().first();
    QCOMPARE(textField(model, u"base_model"_s), u"mistralai/Mistral-7B-v0.3"_s);
    QCOMPARE(textField(model, u"licence"_s), u"apache-2.0"_s);
    QCOMPARE(textField(model, u"tasks"_s), u"llm/v1/chat..."_s);
    QCOMPARE(textField(model, u"description"_s), u"Answers tickets"_s);
    for (const domain::Field &field : model.fields)
        QVERIFY(!textField(model, field.attr).contains(u"SECRET"_s));
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestMlflow::oneModelFromEach_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("export") << exported(version(1, "None", "/a"));
    QTest::newRow("search") << QByteArray(
        R"({"registered_models":[{"name":"m","creation_timestamp":1684716075258,"latest_versions":[{"version":"1","current_stage":"None"}]}]})");
    QTest::newRow("one") << QByteArray(
        R"({"registered_model":{"name":"m","creation_timestamp":"1684716075258","latest_versions":[{"version":"1"}]}})");
    QTest::newRow("list of Unity Catalog")
        << QByteArray(R"({"registered_models":[{"name":"x","full_name":"m","created_at":1684716075258}]})");
}

void TestMlflow::oneModelFromEach()
{
    QFETCH(QByteArray, text);
    const Reading reading = registry(text);
    QVERIFY(!reading.error);
    const auto model = reading.sink.record(u"mlflow:m@1684716075258"_s);
    QVERIFY(model);
    QCOMPARE(model->name, u"m"_s);
    QCOMPARE(reading.sink.selection, text.contains("registered_models"));
}

void TestMlflow::pages()
{
    const QByteArray first =
        R"({"registered_models":[{"name":"a","creation_timestamp":1684716075258}],"next_page_token":"x"})";
    const QByteArray last = R"({"registered_models":[{"name":"b","creation_timestamp":1684716075259}]})";
    QCOMPARE(registry(first).sink.incomplete.size(), 1);
    const Reading both = registry(first + "\n" + last + "\n");
    QCOMPARE(both.sink.incomplete.size(), 0);
    QCOMPARE(both.sink.counts().added, 2);
    const Reading nothing = registry(R"({"registered_models":[]})");
    QVERIFY(!nothing.error);
    QCOMPARE(nothing.sink.counts().read, 0);
    const Reading run =
        registry(R"({"system":{"mlflow_version":"2.3.2"},"info":{},"mlflow":{"info":{"run_id":"r"},"params":{}}})");
    QCOMPARE(run.sink.ignoredByCode().value(u"not-a-registered-model"_s), 1);
}

void TestMlflow::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"null", "true", "7", "1e300", "\"x\"", "[]", "[null,1]", "{}", "{\"a\":[]}"})
        QTest::newRow(value) << QByteArray(value);
}

void TestMlflow::wrongTypes()
{
    QFETCH(QByteArray, value);
    for (const char *name : {"tags", "versions", "latest_versions", "aliases", "permissions", "creation_timestamp",
                             "id", "description", "full_name"}) {
        const Reading reading =
            registry(R"({"registered_model":{"name":"m",")" + QByteArray(name) + "\":" + value + "}}");
        QVERIFY2(!reading.error, name);
        const auto counts = reading.sink.counts();
        QCOMPARE(counts.read, counts.added + counts.ignored + counts.rejected);
        QVERIFY(counts.read >= 1);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
    }
    for (const char *name : {"version", "current_stage", "source", "tags"}) {
        const Reading reading =
            registry(R"({"registered_model":{"name":"m","versions":[{")" + QByteArray(name) + "\":" + value + "}]}}");
        QVERIFY2(!reading.error, name);
        QCOMPARE(reading.sink.counts().read, 2);
    }
    const Reading models = registry(R"({"registered_models":[)" + value + "]}");
    QVERIFY(!models.error);
}

BAILIWICK_TEST(QCoreApplication, TestMlflow)

} // namespace tst_mlflow

#include "tst_mlflow.moc"
