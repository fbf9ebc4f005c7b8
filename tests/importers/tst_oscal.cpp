// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_oscal {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestOscal : public QObject
{
    Q_OBJECT

private slots:
    void countsSamples_data();
    void countsSamples();
    void refusesModels_data();
    void refusesModels();
    void readsAPlan();
    void readsLeveragedSystems();
    void readsComponents();
    void tellsPlannedMeasures();
    void partiesAreIdentities_data();
    void partiesAreIdentities();
    void itemsFollowFindings_data();
    void itemsFollowFindings();
    void readsWrongTypes_data();
    void readsWrongTypes();
    void namesACloudsMachine();
};

void TestOscal::countsSamples_data()
{
    // Counted with Python: controls at any depth, imports, components; what else a plan lists comes with its system.
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("added");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("ignored");
    QTest::newRow("EC2") << u"aws__ec2.component-definition.json"_s << 44 << 2 << u"inspection"_s << 42;
    QTest::newRow("IAM") << u"aws__iam.component-definition.json"_s << 18 << 1 << u"inspection"_s << 17;
    QTest::newRow("RDS") << u"aws__rds.component-definition.json"_s << 53 << 4 << u"inspection"_s << 49;
    QTest::newRow("S3") << u"aws__s3.component-definition.json"_s << 21 << 1 << u"inspection"_s << 20;
    QTest::newRow("SageMaker") << u"aws__sagemaker.component-definition.json"_s << 23 << 8 << u"inspection"_s << 15;
    QTest::newRow("MongoDB") << u"nist__example-component-definition.json"_s << 1 << 1 << QString() << 0;
    QTest::newRow("catalog of Security Hub") << u"aws__security-hub.catalog.json"_s << 452 << 0 << u"control"_s << 452;
    QTest::newRow("catalog, resolved") << u"nist__800-53_rev4_HIGH_resolved_catalog.json"_s << 343 << 0 << u"control"_s << 343;
    QTest::newRow("profile high") << u"nist__800-53_rev5_HIGH_profile.json"_s << 1 << 0 << u"profile-import"_s << 1;
    QTest::newRow("profile privacy") << u"nist__800-53_rev5_PRIVACY_profile.json"_s << 1 << 0 << u"profile-import"_s << 1;
    QTest::newRow("plan of GoodRead") << u"nist__ifa_ssp-example.json"_s << 1 << 1 << QString() << 0;
    QTest::newRow("leveraged plan") << u"nist__oscal_leveraged-example_ssp.json"_s << 2 << 2 << QString() << 0;
    QTest::newRow("leveraging plan") << u"nist__oscal_leveraging-example_ssp.json"_s << 4 << 4 << QString() << 0;
}

void TestOscal::countsSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(QString, code);
    QFETCH(int, ignored);
    const Reading reading = readWith(importers::appendOscal, sampleFile(u"oscal/"_s + file));
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
    QCOMPARE(reading.claims, QStringList(u"oscal"_s));
    QTEST(static_cast<int>(reading.sink.counts().read), "read");
    QTEST(static_cast<int>(reading.sink.counts().added), "added");
    QCOMPARE(reading.sink.counts().rejected, 0);
    QCOMPARE(static_cast<int>(reading.sink.counts().ignored), ignored);
    QCOMPARE(reading.sink.ignoredByCode().value(code), ignored);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QVERIFY(!reading.sink.head->scope.isEmpty());
    QVERIFY(reading.sink.head->captured > 0);
}

void TestOscal::refusesModels_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("assessment plan") << QByteArray(R"({"assessment-plan":{"metadata":{"oscal-version":"1.1.2"}}})") << u"security plan"_s;
    QTest::newRow("mapping") << QByteArray(R"({"mapping-collection":{"metadata":{"oscal-version":"1.1.2"}}})") << u"mapping"_s;
    QTest::newRow("plan without a system") << QByteArray(R"({"system-security-plan":{"metadata":{"oscal-version":"1.1.2"},"system-implementation":{"components":[{}]}}})")
                                           << u"names no system"_s;
}

void TestOscal::refusesModels()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const Reading reading = readText(importers::appendOscal, u"a.json"_s, text);
    QVERIFY(reading.error);
    QVERIFY2(reading.error->detail.contains(says), qPrintable(reading.error->detail));
    QCOMPARE(reading.sink.entries.size(), 0);
    if (haveSamples()) {
        const Reading sample = readWith(importers::appendOscal, sampleFile(u"oscal/nist__ifa_assessment-plan-example.json"_s));
        QVERIFY(sample.error);
    }
    QCOMPARE(readText(importers::appendOscal, u"a.json"_s, R"({"assessment-results":{"metadata":{"oscal-version":"1"}}})").claims, QStringList());
    QCOMPARE(readText(importers::appendOscal, u"a.json"_s, R"({"catalog":{"metadata":{"oscal-version":"1"}},"profile":{"metadata":{"oscal-version":"1"}}})").claims,
             QStringList());
}

void TestOscal::readsAPlan()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendOscal, sampleFile(u"oscal/nist__ifa_ssp-example.json"_s));
    const QString key = u"oscal-system/8101e04d-8305-4e73-bb95-6b59f645b143"_s;
    QCOMPARE(reading.sink.head->scope, key);
    const auto system = reading.sink.record(key);
    QVERIFY(system);
    QCOMPARE(system->name, u"IFA GoodRead"_s);
    QCOMPARE(textField(*system, u"state"_s), u"operational"_s);
    QCOMPARE(textField(*system, u"owner"_s), u"IFA GoodRead Owner"_s);
    QCOMPARE(textField(*system, u"description"_s),
             u"This system acts as a link shortener for IFA employees; sensitivity: moderate; authorised on 2023-05-19; "
             "requirements: 1 implemented"_s);
    const auto server = reading.sink.record(key + u"/item/instance-abcd1234"_s);
    QVERIFY(server);
    QCOMPARE(textField(*server, u"part_of"_s), u"->"_s + key);
    QCOMPARE(textField(*server, u"resource_type"_s), u"OSCAL appliance"_s);
    const QString admin = key + u"/user/00d323d3-dc3f-4d93-900f-f13430e094d3"_s;
    QCOMPARE(reading.sink.record(admin)->name, u"Application Administrator"_s);
    const auto grant = reading.sink.record(admin + u"/privilege/0"_s);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"workload"_s), u"->"_s + key);
    QVERIFY(textField(*grant, u"actions"_s).contains(u"database-export"_s));
    QCOMPARE(textField(*grant, u"privilege"_s), u"(unsaid)"_s);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 3);
}

void TestOscal::readsLeveragedSystems()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendOscal, sampleFile(u"oscal/nist__oscal_leveraging-example_ssp.json"_s));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Dependency), 2);
    const QString key = u"oscal-system/saas_system_iaas_customer"_s;
    const auto below = reading.sink.record(key + u"/component/22222222-0000-4000-9001-000000000002"_s);
    QVERIFY(below);
    QCOMPARE(below->name, u"LEVERAGED SYSTEM (IaaS)"_s);
    QCOMPARE(textField(*below, u"workload"_s), u"->"_s + key);
    const auto certificate = reading.sink.record(key + u"/authorisation/22222222-0000-4000-9000-300000000001"_s);
    QVERIFY(certificate);
    QCOMPARE(textField(*certificate, u"inherited"_s), u"true"_s);
    QCOMPARE(textField(*certificate, u"issued"_s), u"17532"_s); // 2018-01-01
    const auto appliance = reading.sink.record(key + u"/component/22222222-0000-4000-9001-000000000003"_s);
    QVERIFY(appliance);
    QCOMPARE(appliance->kind, EntityKind::Workload);
    QCOMPARE(textField(*appliance, u"role"_s), u"supporting"_s);
}

void TestOscal::readsComponents()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendOscal, sampleFile(u"oscal/nist__example-component-definition.json"_s));
    const auto all = reading.sink.records();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.constFirst().kind, EntityKind::Provider);
    QCOMPARE(all.constLast().kind, EntityKind::Service);
    QCOMPARE(textField(all.constLast(), u"provider"_s), u"->MongoDB"_s);
    QCOMPARE(textField(all.constLast(), u"description"_s),
             u"Provides a NoSQL database service; says how it meets 3 requirements"_s);
    const Reading aws = readWith(importers::appendOscal, sampleFile(u"oscal/aws__ec2.component-definition.json"_s));
    QCOMPARE(aws.sink.records().constFirst().name, u"Amazon Elastic Compute Cloud"_s);
    QCOMPARE(textField(aws.sink.records().constFirst(), u"provider"_s), u"->aws"_s);
}

void TestOscal::tellsPlannedMeasures()
{
    const Reading reading = readText(importers::appendOscal, u"poam.json"_s, R"({"plan-of-action-and-milestones":{
      "metadata":{"title":"Plan","oscal-version":"1.1.2","last-modified":"2026-05-01T10:00:00Z"},"system-id":{"id":"claims"},
      "poam-items":[{"uuid":"1","title":"Rotate the keys","description":"Keys are old.","related-risks":[{"risk-uuid":"r"},{"risk-uuid":"none"}]},
        {"uuid":"2","title":"Log access","related-risks":[{"risk-uuid":"c"}]},7,{"uuid":"3"},{"title":"No number","description":"d"}],
      "risks":[{"uuid":"r","title":"Old keys","status":"open","deadline":"2026-12-31T00:00:00Z"},{"uuid":"c","status":"closed"}]}})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.head->scope, u"Plan"_s);
    QCOMPARE(reading.sink.counts().read, 5);
    QCOMPARE(reading.sink.counts().rejected, 2);
    QVERIFY(reading.sink.record(u"oscal:claims/No number"_s));
    QCOMPARE(reading.sink.ignoredByCode().value(u"closed"_s), 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto item = reading.sink.record(u"oscal:1"_s);
    QVERIFY(item);
    QCOMPARE(item->kind, EntityKind::ToolFinding);
    QCOMPARE(textField(*item, u"outcome"_s), u"not_available"_s);
    QCOMPARE(textField(*item, u"resource"_s), u"oscal-system/claims"_s);
    QCOMPARE(textField(*item, u"detail"_s), u"Keys are old.; Risk: Old keys, open, due 2026-12-31"_s);
}

void TestOscal::partiesAreIdentities_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::newRow("security plan") << QByteArray(R"("system-security-plan":{%1,"system-characteristics":{"system-ids":[{"id":"x"}],"system-name":"Core"},
        "system-implementation":{"components":[{"uuid":"c1","type":"this-system","title":"Core"}]}})");
    QTest::newRow("plan of action") << QByteArray(R"("plan-of-action-and-milestones":{%1,"system-id":{"id":"x"},"poam-items":[{"title":""},{"uuid":"i1","title":"Fix"},{"uuid":"i2","title":"Mend"}]})");
}

/// Organisations and people that the document names, with what they do in it and whose they are.
void TestOscal::partiesAreIdentities()
{
    QFETCH(QByteArray, plan);
    const QByteArray metadata = R"("metadata":{"title":"P","oscal-version":"1.1.2","roles":[{"id":"so","title":"System Owner"}],
        "parties":[{"uuid":"p1","type":"organization","name":"Acme Bank","addresses":[{"country":"DE"}]},
          {"uuid":"p2","type":"person","name":"Jane","member-of-organizations":["p1"],"addresses":[{"type":"home","country":"FR"},{"type":"work","country":"IE"}]},7,{"type":"person"}],
        "responsible-parties":[{"role-id":"so","party-uuids":["p2"]},{"role-id":"isso","party-uuids":["p2"]}]})";
    const Reading reading = readText(importers::appendOscal, u"plan.json"_s, '{' + QByteArray(plan).replace("%1", metadata) + '}');
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QStringList found;
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind != EntityKind::Identity)
            continue;
        QStringList parts{record.key, record.name};
        for (const char *attr : {"kind", "employer", "employer_country", "country", "description"})
            parts.append(textField(record, QLatin1String(attr)));
        found.append(parts.join(u'|'));
    }
    QCOMPARE(found, QStringList({u"oscal-party/p1|Acme Bank|group|Acme Bank|DE|(unsaid)|(unsaid)"_s, u"oscal-party/p2|Jane|human|Acme Bank|DE|IE|System Owner, isso"_s}));
}

void TestOscal::itemsFollowFindings_data()
{
    QTest::addColumn<QByteArray>("finding");
    QTest::addColumn<QString>("requirements");
    QTest::newRow("not satisfied") << QByteArray(R"({"uuid":"f","target":{"type":"objective-id","target-id":"ac-2_obj.a-1","status":{"state":"not-satisfied"}}})") << u"control: ac-2"_s;
    QTest::newRow("satisfied meanwhile") << QByteArray(R"({"uuid":"f","target":{"type":"objective-id","target-id":"ac-2_obj.a-1","status":{"state":"satisfied"}}})") << u"(unsaid)"_s;
    QTest::newRow("another's") << QByteArray(R"({"uuid":"g","target":{"target-id":"ac-2_obj","status":{"state":"not-satisfied"}}})") << u"(unsaid)"_s;
    QTest::newRow("of no target") << QByteArray(R"({"uuid":"f"})") << u"(unsaid)"_s;
}

/// An item of a plan of action names the findings that it mends, and these the control.
void TestOscal::itemsFollowFindings()
{
    QFETCH(QByteArray, finding);
    const Reading reading = readText(importers::appendOscal, u"poam.json"_s, R"({"plan-of-action-and-milestones":{"metadata":{"title":"Plan","oscal-version":"1.1.2"},
      "poam-items":[{"uuid":"1","title":"Fix AC-2","related-findings":[{"finding-uuid":"f"}]}],"findings":[)" + finding + "]}}");
    QVERIFY(!reading.error);
    const auto item = reading.sink.record(u"oscal:1"_s);
    QVERIFY(item);
    QTEST(textField(*item, u"requirements"_s), "requirements");
}

void TestOscal::readsWrongTypes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("rejected");
    QTest::newRow("components") << QByteArray(R"({"component-definition":{"metadata":{"oscal-version":"1"},"components":[1,{"type":"service"},{"type":{},"title":"x"}]}})") << 2;
    QTest::newRow("components as an object") << QByteArray(R"({"component-definition":{"metadata":{"oscal-version":"1"},"components":{"a":1}}})") << 1;
    QTest::newRow("plan") << QByteArray(
        R"({"system-security-plan":{"metadata":{"oscal-version":"1","roles":3,"parties":[7]},"system-characteristics":{"system-name":"x","status":[]},
            "system-implementation":{"components":[1,{"uuid":"a","title":"b","props":"x","status":7}],"users":[{},{"uuid":"u","role-ids":{},"authorized-privileges":[3]}],
            "inventory-items":[{}],"leveraged-authorizations":[{"uuid":"l"}]},"control-implementation":{"implemented-requirements":[{"by-components":4}]}}})") << 1;
    QTest::newRow("controls") << QByteArray(R"({"catalog":{"metadata":{"oscal-version":"1"},"controls":[5],"groups":[{"controls":{"id":"a"}},9]}})") << 1;
}

void TestOscal::readsWrongTypes()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendOscal, u"a.json"_s, text);
    QVERIFY(!reading.error);
    QTEST(static_cast<int>(reading.sink.counts().rejected), "rejected");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestOscal::namesACloudsMachine()
{
    const Reading reading = readText(importers::appendOscal, u"ssp.json"_s, R"({"system-security-plan":{"metadata":{"oscal-version":"1.1.2"},
      "system-characteristics":{"system-name":"Claims"},"system-implementation":{"inventory-items":[
        {"uuid":"1","props":[{"name":"asset-id","value":"i-0aa11bb22cc33dd44"},{"name":"public","value":"yes"}]},
        {"uuid":"2","props":[{"name":"asset-id","value":"arn:aws:s3:::claims"}]}]}}})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1); // the system, which no component stands for, with both
    QCOMPARE(aliasOf(*reading.sink.record(u"oscal-system/Claims/item/i-0aa11bb22cc33dd44"_s), u"instance"_s), u"aws/i-0aa11bb22cc33dd44"_s);
    QCOMPARE(aliasOf(*reading.sink.record(u"oscal-system/Claims/item/arn:aws:s3:::claims"_s), u"arn"_s), u"arn:aws:s3:::claims"_s);
    QCOMPARE(textField(*reading.sink.record(u"oscal-system/Claims/item/i-0aa11bb22cc33dd44"_s), u"public_facing"_s), u"true"_s);
}

BAILIWICK_TEST(QCoreApplication, TestOscal)

} // namespace tst_oscal

#include "tst_oscal.moc"
