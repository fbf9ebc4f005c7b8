// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_googleprojects {

using namespace Qt::StringLiterals;

/// Which exports tell that the number and the id of a project of Google Cloud are one.
class TestGoogleProjects : public QObject
{
    Q_OBJECT

private slots:
    void told_data();
    void told();
};

void TestGoogleProjects::told_data()
{
    QTest::addColumn<Family>("family");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("told"); ///< "number=id"
    const auto asset = [](const char *name, const QString &told, const QByteArray &row) {
        QTest::newRow(name) << Family(importers::appendGoogle) << u"assets.json"_s << row + '\n' << told;
    };
    asset("a machine and what it is in", u"77=p-1"_s,
          R"({"name":"//compute.googleapis.com/projects/p-1/zones/z/instances/a","asset_type":"compute.googleapis.com/Instance","resource":{"data":{}},"ancestors":["projects/77","organizations/5"]})");
    asset("the result of a search", u"77=p-1"_s,
          R"({"name":"//compute.googleapis.com/projects/p-1/zones/z/instances/a","assetType":"compute.googleapis.com/Instance","project":"projects/77","displayName":"a"})");
    asset("the project itself", u"77=p-1"_s,
          R"({"name":"//cloudresourcemanager.googleapis.com/projects/77","asset_type":"cloudresourcemanager.googleapis.com/Project","resource":{"data":{"projectId":"p-1","projectNumber":"77"}},"ancestors":["projects/77","organizations/5"]})");
    asset("the project as a search finds it", u"77=p-1"_s,
          R"({"name":"//cloudresourcemanager.googleapis.com/projects/p-1","assetType":"cloudresourcemanager.googleapis.com/Project","project":"projects/77","displayName":"Shop","additionalAttributes":{"projectId":"p-1"}})");
    asset("the project of a domain", u"77=example.com:p"_s,
          R"({"name":"//compute.googleapis.com/projects/example.com:p/zones/z/instances/a","asset_type":"compute.googleapis.com/Instance","resource":{"data":{}},"ancestors":["projects/77"]})");
    asset("only a number", QString(),
          R"({"name":"//aiplatform.googleapis.com/projects/77/locations/l/endpoints/5","asset_type":"aiplatform.googleapis.com/Endpoint","resource":{"data":{}},"ancestors":["projects/77"]})");
    asset("only an id", QString(),
          R"({"name":"//compute.googleapis.com/projects/p-1/zones/z/instances/a","asset_type":"compute.googleapis.com/Instance","resource":{"data":{}}})");
    asset("no project in its name", QString(),
          R"({"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket","resource":{"data":{}},"ancestors":["projects/77"]})");
    asset("a project that the data names is another than the asset's own", QString(),
          R"({"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket","resource":{"data":{"projectId":"other"}},"ancestors":["projects/77"]})");
    const auto state = [](const char *name, const QString &told, const QByteArray &resource) {
        QTest::newRow(name) << Family(importers::appendTerraform) << u"t.tfstate"_s
                            << R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","resources":[)" + resource + "]}" << told;
    };
    state("a project that a state manages", u"77=p-1"_s, R"({"mode":"managed","type":"google_project","name":"p","instances":[{"attributes":{"number":"77","project_id":"p-1"}}]})");
    state("a project that a state looks up", u"77=p-1"_s, R"({"mode":"data","type":"google_project","name":"p","instances":[{"attributes":{"number":"77","project_id":"p-1"}}]})");
}

void TestGoogleProjects::told()
{
    QFETCH(Family, family);
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QString, told);
    const Reading reading = readText(family, file, text);
    QVERIFY(!reading.error);
    QVERIFY(!reading.format.isEmpty());
    QStringList all;
    for (const auto &[number, id] : reading.sink.accounts)
        all.append(number + u'=' + id);
    QCOMPARE(all.join(u' '), told);
}

BAILIWICK_TEST(QCoreApplication, TestGoogleProjects)

} // namespace tst_googleprojects

#include "tst_googleprojects.moc"
