// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudrows.h"
#include "support/testmain.h"

namespace tst_locationpolicies {

using domain::EntityKind;

namespace {

/// A row of the content ORG_POLICY.
QByteArray row(const QByteArray &owner, const QByteArray &policies, const QByteArray &name = "org_policy")
{
    return R"({"name":"//cloudresourcemanager.googleapis.com/)" + owner + R"(","asset_type":"cloudresourcemanager.googleapis.com/Project",")" + name + "\":[" +
           policies + R"(],"ancestors":["projects/77","organizations/5"]})";
}

QByteArray first(const QByteArray &list)
{
    return R"({"constraint":"constraints/gcp.resourceLocations","update_time":{"seconds":1539891911,"nanos":0},)" + list + '}';
}

QByteArray second(const QByteArray &spec)
{
    return R"({"name":"projects/77/policies/gcp.resourceLocations","spec":)" + spec + '}';
}

const QString Project = u"//cloudresourcemanager.googleapis.com/projects/77"_s;

} // namespace

/// Where an organisation's policy lets resources be made is a fact of the organisation, folder or project that it is set on.
class TestLocationPolicies : public QObject
{
    Q_OBJECT

private slots:
    void policies_data();
    void policies();
    void owners_data();
    void owners();
    void otherPolicies();
};

void TestLocationPolicies::policies_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("allowed");
    QTest::addColumn<QString>("says");
    const QString none = u"(unsaid)"_s;
    QTest::newRow("allowed") << row("projects/77", first(R"("list_policy":{"allowed_values":["in:eu-locations","europe-west3"]})"))
                             << u"in:eu-locations|europe-west3"_s << none;
    QTest::newRow("allowed, beside other policies")
        << row("projects/77", R"({"constraint":"constraints/compute.disableSerialPortAccess","boolean_policy":{"enforced":true}},)" +
                                  first(R"("list_policy":{"allowed_values":["in:eu-locations"]})"))
        << u"in:eu-locations"_s << none;
    QTest::newRow("adds to what is above") << row("projects/77", first(R"("list_policy":{"allowed_values":["in:eu-locations"],"inherit_from_parent":true})"))
                                           << u"in:eu-locations..."_s << u"Policy on locations: adds to what is set above"_s;
    QTest::newRow("denied") << row("projects/77", first(R"("list_policy":{"denied_values":["in:us-locations"]})")) << none
                            << u"Policy on locations: denies in:us-locations"_s;
    QTest::newRow("nowhere") << row("projects/77", first(R"("list_policy":{"all_values":"DENY"})")) << QString() << none;
    QTest::newRow("everywhere") << row("projects/77", first(R"("list_policy":{"all_values":"ALLOW"})")) << u"(absent)"_s << none;
    QTest::newRow("as Google has it by default") << row("projects/77", first(R"("restore_default":{})")) << u"(absent)"_s << none;
    QTest::newRow("members as the interface writes them")
        << row("projects/77", R"({"constraint":"constraints/gcp.resourceLocations","listPolicy":{"allowedValues":["in:eu-locations"]}})", "orgPolicy")
        << u"in:eu-locations"_s << none;
    QTest::newRow("second form") << row("projects/77", second(R"({"rules":[{"values":{"allowedValues":["in:de-locations"]}}]})"), "v2OrgPolicies")
                                 << u"in:de-locations"_s << none;
    QTest::newRow("second form, under a condition")
        << row("projects/77",
               second(R"({"rules":[{"values":{"allowed_values":["in:de-locations"]}},{"condition":{"expression":"tagged e"},"allow_all":true}]})"),
               "v2_org_policies")
        << u"in:de-locations..."_s << u"Policy on locations: more under conditions on tags, which are not read"_s;
    QTest::newRow("second form, nowhere") << row("projects/77", second(R"({"rules":[{"denyAll":true}]})"), "v2OrgPolicies") << QString() << none;
    QTest::newRow("second form, everywhere") << row("projects/77", second(R"({"rules":[{"allowAll":true}]})"), "v2OrgPolicies") << u"(absent)"_s << none;
    QTest::newRow("an asset of its own") << resource("orgpolicy.googleapis.com/projects/77/policies/gcp.resourceLocations", "orgpolicy.googleapis.com/Policy",
                                                     R"({"name":"projects/77/policies/gcp.resourceLocations","spec":{"rules":[{"values":{"allowedValues":["in:eu-locations"]}}]}})")
                                         << u"in:eu-locations"_s << none;
}

void TestLocationPolicies::policies()
{
    QFETCH(QByteArray, text);
    const Reading reading = assets(text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"gcp-cai"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto project = reading.sink.record(Project);
    QVERIFY(project);
    QCOMPARE(project->kind, EntityKind::Workload);
    QCOMPARE(textField(*project, u"role"_s), u"supporting"_s);
    QCOMPARE(textField(*project, u"account"_s), u"77"_s);
    QTEST(textField(*project, u"allowed_locations"_s), "allowed");
    QTEST(textField(*project, u"description"_s), "says");
    // Where things may be is not where they are.
    QCOMPARE(placesOf(*project), QString());
}

void TestLocationPolicies::owners_data()
{
    QTest::addColumn<QByteArray>("owner");
    QTest::addColumn<QString>("type");
    QTest::newRow("organisation") << QByteArray("organizations/5") << u"cloudresourcemanager.googleapis.com/Organization"_s;
    QTest::newRow("folder") << QByteArray("folders/6") << u"cloudresourcemanager.googleapis.com/Folder"_s;
    QTest::newRow("project") << QByteArray("projects/77") << u"cloudresourcemanager.googleapis.com/Project"_s;
}

void TestLocationPolicies::owners()
{
    QFETCH(QByteArray, owner);
    const Reading reading = assets(row(owner, first(R"("list_policy":{"allowed_values":["in:eu-locations"]})")));
    const auto record = reading.sink.record(u"//cloudresourcemanager.googleapis.com/"_s + QString::fromLatin1(owner));
    QVERIFY(record);
    QTEST(textField(*record, u"resource_type"_s), "type");
    QCOMPARE(record->name, QString::fromLatin1(owner));
}

void TestLocationPolicies::otherPolicies()
{
    const Reading reading = assets(row("projects/77", R"({"constraint":"constraints/compute.disableSerialPortAccess","boolean_policy":{"enforced":true}})"));
    QCOMPARE(reading.sink.records().size(), 0);
    QCOMPARE(reading.sink.ignoredByCode().value(u"org-policy"_s), 1);
}

BAILIWICK_TEST(QCoreApplication, TestLocationPolicies)

} // namespace tst_locationpolicies

#include "tst_locationpolicies.moc"
