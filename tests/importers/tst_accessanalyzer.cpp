// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_accessanalyzer {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestAccessAnalyzer : public QObject
{
    Q_OBJECT

private slots:
    void readsTheFirstList();
    void readsOneFinding();
    void sameAccessFromBothVersions();
    void principals_data();
    void principals();
    void fates_data();
    void fates();
    void secondListNamesNobody();
    void unusedRoles();
    void wrongTypes_data();
    void wrongTypes();
};

namespace {

/// A finding of the first version with these members in addition.
QByteArray finding(const QByteArray &members)
{
    return R"({"findings":[{"id":"f-1","resource":"arn:aws:s3:::papers","resourceType":"AWS::S3::Bucket",)"
           R"("resourceOwnerAccount":"111122223333","analyzedAt":"2026-10-01T08:00:00Z","updatedAt":"2026-09-01T08:00:00Z",)"
           R"("action":["s3:GetObject"],"condition":{})" +
           members + "}]}";
}

const domain::Record *grantOf(const QList<domain::Record> &records)
{
    for (const domain::Record &record : records) {
        if (record.kind == EntityKind::Grant)
            return &record;
    }
    return nullptr;
}

} // namespace

void TestAccessAnalyzer::readsTheFirstList()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__accessanalyzer_list-findings.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-access-analyzer"_s));
    QCOMPARE(reading.sink.counts().read, 2); // jq '.findings|length'
    QCOMPARE(reading.sink.counts().added, 2);
    QCOMPARE(reading.sink.head->scope, u"111122223333"_s);
    QVERIFY(reading.sink.selection);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 2);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Identity), 1); // Cognito, once
    const auto cognito = reading.sink.record(u"aws-principal/cognito-identity.amazonaws.com"_s);
    QVERIFY(cognito);
    QCOMPARE(textField(*cognito, u"kind"_s), u"federated"_s);
    QCOMPARE(textField(*cognito, u"external"_s), u"true"_s);
    const QList<domain::Record> records = reading.sink.records();
    const domain::Record *grant = grantOf(records);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"resource"_s), u"arn:aws:iam::111122223333:role/Cognito_testpoolUnauth_Role"_s);
    QCOMPARE(textField(*grant, u"trust"_s), u"true"_s);
    QCOMPARE(textField(*grant, u"identity"_s), u"->aws-principal/cognito-identity.amazonaws.com"_s);
    QCOMPARE(textField(*grant, u"actions"_s), u"sts:AssumeRoleWithWebIdentity"_s);
    QVERIFY(textField(*grant, u"conditions"_s).contains("cognito-identity.amazonaws.com:aud"_L1));
    QCOMPARE(textField(*grant, u"maximum"_s), u"true"_s);
}

void TestAccessAnalyzer::readsOneFinding()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__accessanalyzer_get-finding-v2.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(reading.sink.head->scope, u"arn:aws:iam::111122223333:role/Cognito_testpoolAuth_Role"_s);
    const QList<domain::Record> records = reading.sink.records();
    const domain::Record *grant = grantOf(records);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"principal_type"_s), u"federated"_s);
    QCOMPARE(aliasOf(*grant, u"access-analyzer"_s), u"access-analyzer/0910eedb-381e-4e95-adda-0d25c19e6e90"_s);
}

/// Two analyzers give one access two ids.
void TestAccessAnalyzer::sameAccessFromBothVersions()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading list = readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__accessanalyzer_list-findings.json"_s));
    const Reading one = readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__accessanalyzer_get-finding-v2.json"_s));
    const QList<domain::Record> records = one.sink.records();
    const domain::Record *grant = grantOf(records);
    QVERIFY(grant && list.sink.record(grant->key));
}

void TestAccessAnalyzer::principals_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("identity");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("privilege");
    const auto row = [](const char *name, const char *members, const char *identity, const char *type, const char *privilege) {
        QTest::newRow(name) << QByteArray(members) << QString::fromLatin1(identity) << QString::fromLatin1(type)
                            << QString::fromLatin1(privilege);
    };
    row("another account", R"(,"status":"ACTIVE","principal":{"AWS":"999988887777"})", "->arn:aws:iam::999988887777:root", "account", "read");
    row("a role of another account", R"(,"status":"ACTIVE","principal":{"AWS":"arn:aws:iam::999988887777:role/reader"})",
        "->arn:aws:iam::999988887777:role/reader", "role", "read");
    row("everybody", R"(,"status":"ACTIVE","isPublic":true,"principal":{"AWS":"*"})", "->aws-principal/*", "public", "read");
    row("public, principal left out", R"(,"status":"ACTIVE","isPublic":true)", "->aws-principal/*", "public", "read");
    row("canonical user", R"(,"status":"ACTIVE","principal":{"CanonicalUser":"79a5"})", "->aws-principal/79a5", "account", "read");
}

void TestAccessAnalyzer::principals()
{
    QFETCH(QByteArray, members);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, finding(members));
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const QList<domain::Record> records = reading.sink.records();
    const domain::Record *grant = grantOf(records);
    QVERIFY(grant);
    QTEST(textField(*grant, u"identity"_s), "identity");
    QTEST(textField(*grant, u"principal_type"_s), "type");
    QTEST(textField(*grant, u"privilege"_s), "privilege");
    QCOMPARE(textField(*grant, u"workload"_s), u"->arn:aws:s3:::papers"_s);
    QCOMPARE(textField(*grant, u"resource_kind"_s), u"data"_s);
    QCOMPARE(textField(*grant, u"conditions"_s), u"(absent)"_s);
    QCOMPARE(textField(*grant, u"trust"_s), u"false"_s);
}

void TestAccessAnalyzer::fates_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("ignored");
    QTest::addColumn<QString>("rejected");
    QTest::addColumn<int>("deleted");
    QTest::addColumn<QString>("description");
    const auto row = [](const char *name, const char *members, const char *ignored, const char *rejected, int deleted,
                        const char *description) {
        QTest::newRow(name) << QByteArray(members) << QString::fromLatin1(ignored) << QString::fromLatin1(rejected) << deleted
                            << QString::fromLatin1(description);
    };
    row("active", R"(,"status":"ACTIVE","principal":{"AWS":"9"})", "", "", 0, "(unsaid)");
    row("archived", R"(,"status":"ARCHIVED","principal":{"AWS":"9"})", "archived", "", 0, "");
    row("resolved", R"(,"status":"RESOLVED","principal":{"AWS":"9"})", "resolved", "", 1, "");
    row("another status", R"(,"status":"ODD","principal":{"AWS":"9"})", "", "bad-value", 0, "");
    row("not analysed", R"(,"status":"ACTIVE","error":"ACCESS_DENIED")", "not-analysed", "", 0, "");
    row("limited", R"(,"status":"ACTIVE","principal":{"AWS":"9"},"resourceControlPolicyRestriction":"APPLICABLE")", "", "", 0,
        "A resource control policy limits it; what it blocks is not among the actions");
    row("limits unknown", R"(,"status":"ACTIVE","principal":{"AWS":"9"},"resourceControlPolicyRestriction":"FAILED_TO_EVALUATE_RCP")", "", "",
        0, "Resource control policies could not be evaluated: it may be less");
    row("unlimited", R"(,"status":"ACTIVE","principal":{"AWS":"9"},"resourceControlPolicyRestriction":"NOT_APPLICABLE")", "", "", 0, "(unsaid)");
    row("unused", R"(,"status":"ACTIVE","findingType":"UnusedPermission")", "unused-access", "", 0, "");
    row("internal", R"(,"status":"ACTIVE","findingType":"InternalAccess")", "internal-access", "", 0, "");
}

void TestAccessAnalyzer::fates()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, ignored);
    QFETCH(QString, rejected);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, finding(members));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(reading.sink.entries.first().ignoredCode, ignored);
    QCOMPARE(reading.sink.entries.first().rejectedCode, rejected);
    QTEST(static_cast<int>(reading.sink.deleted.size()), "deleted");
    const QList<domain::Record> records = reading.sink.records();
    const domain::Record *grant = grantOf(records);
    QCOMPARE(grant != nullptr, ignored.isEmpty() && rejected.isEmpty());
    if (grant)
        QTEST(textField(*grant, u"description"_s), "description");
    // What is resolved is the access that was told while it was there.
    if (!reading.sink.deleted.isEmpty()) {
        const Reading before =
            readText(importers::appendAws, u"a.json"_s, finding(R"(,"status":"ACTIVE","principal":{"AWS":"9"})"));
        QVERIFY(before.sink.record(reading.sink.deleted.first().key));
    }
}

void TestAccessAnalyzer::secondListNamesNobody()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s, R"({"findings":[
        {"id":"v-1","findingType":"ExternalAccess","resource":"arn:aws:s3:::papers","resourceType":"AWS::S3::Bucket",
         "resourceOwnerAccount":"111122223333","status":"ACTIVE","analyzedAt":"2026-10-01T08:00:00Z","createdAt":"2026-09-01T08:00:00Z"},
        {"id":"v-2","findingType":"UnusedIAMRole","resource":"arn:aws:iam::111122223333:role/old","resourceType":"AWS::IAM::Role",
         "resourceOwnerAccount":"111122223333","status":"ACTIVE","analyzedAt":"2026-10-01T08:00:00Z"}],"nextToken":"more"})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(reading.sink.counts().ignored, 1);
    QCOMPARE(reading.sink.incomplete.size(), 1);
    const auto grant = reading.sink.record(u"access-analyzer/v-1"_s);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"workload"_s), u"->arn:aws:s3:::papers"_s);
    QCOMPARE(textField(*grant, u"identity"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*grant, u"privilege"_s), u"(unsaid)"_s);
    QCOMPARE(reading.sink.diagnostics.size(), 1);
    QCOMPARE(reading.sink.diagnostics.first().code, u"principal-missing"_s);
}

void TestAccessAnalyzer::unusedRoles()
{
    const Reading reading = readText(importers::appendAws, u"a.json"_s, R"({"id":"u","findingType":"UnusedIAMRole",
        "resource":"arn:aws:iam::111122223333:role/old","resourceType":"AWS::IAM::Role","resourceOwnerAccount":"111122223333",
        "status":"ACTIVE","analyzedAt":"2026-10-01T08:00:00Z","findingDetails":[{"unusedIamRoleDetails":{"lastAccessed":"2026-01-02T00:00:00Z"}}]})");
    const auto role = reading.sink.record(u"arn:aws:iam::111122223333:role/old"_s);
    QVERIFY(role);
    QCOMPARE(textField(*role, u"last_used_at"_s), QString::number(domain::toDay(QDate(2026, 1, 2))));
}

void TestAccessAnalyzer::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("numbers") << QByteArray(R"({"findings":[{"id":"a","resourceType":"x","status":"ACTIVE","analyzedAt":1},1,null,[2]]})");
    QTest::newRow("odd members") << finding(R"(,"status":"ACTIVE","principal":[1,{"AWS":2}],"findingDetails":"x","error":{})");
    QTest::newRow("odd resource") << QByteArray(
        R"({"findings":[{"id":"a","resource":[1],"resourceType":"x","status":"ACTIVE","analyzedAt":"x","principal":{"AWS":["1",[],{}]}}]})");
}

void TestAccessAnalyzer::wrongTypes()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendAws, u"a.json"_s, text);
    QVERIFY(!reading.error);
    const auto counts = reading.sink.counts();
    QVERIFY(counts.read > 0);
    QCOMPARE(counts.read, counts.added + counts.ignored + counts.rejected);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

BAILIWICK_TEST(QCoreApplication, TestAccessAnalyzer)

} // namespace tst_accessanalyzer

#include "tst_accessanalyzer.moc"
