// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudrows.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_cloudaccess {

using domain::EntityKind;

class TestCloudAccess : public QObject
{
    Q_OBJECT

private slots:
    void sampleAccess();
    void accounts();
    void privileges_data();
    void privileges();
    void grants();
    void storesNoSecrets();
};

/// Pairs of role and member, and members, by: jq on the policies.
void TestCloudAccess::sampleAccess()
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

void TestCloudAccess::accounts()
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

void TestCloudAccess::privileges_data()
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

void TestCloudAccess::privileges()
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

void TestCloudAccess::grants()
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

void TestCloudAccess::storesNoSecrets()
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

BAILIWICK_TEST(QCoreApplication, TestCloudAccess)

} // namespace tst_cloudaccess

#include "tst_cloudaccess.moc"
