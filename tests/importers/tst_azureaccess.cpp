// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureroles.h"
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_azureaccess {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

const QString Assignments = u"/providers/microsoft.authorization/roleassignments/"_s;
const QString Subscription = u"/subscriptions/aaaa1111-0000-0000-0000-000000000001"_s;

} // namespace

/// Who may do what: role assignments and definitions of Azure.
class TestAzureAccess : public QObject
{
    Q_OBJECT

private slots:
    void countsSamples_data();
    void countsSamples();
    void weighsTheSample();
    void definitionsAlone();
    void readsGrants_data();
    void readsGrants();
    void assignmentsThatStandTwice_data();
    void assignmentsThatStandTwice();
    void rolesForModels_data();
    void rolesForModels();
    void readsPrincipals_data();
    void readsPrincipals();
    void countsRows();
    void readsRolesOfOnesOwn();
    void trustsNoNameOfOnesOwn_data();
    void trustsNoNameOfOnesOwn();
    void readsThePortalsTable();
    void readsPowerShell();
    void readsPowerShellWithoutId();
    void agentsKeepTheirKind();
};

void TestAzureAccess::countsSamples_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name : {"utf8", "utf8bom_crlf", "utf16le_bom_crlf"})
        QTest::newRow(name) << u"encodings/az_role_assignment_list__%1.json"_s.arg(QLatin1String(name));
}

void TestAzureAccess::countsSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    const Reading reading = readWith(importers::appendAzure, sampleFile(file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-role-assignments"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    // jq 'length, ([.[].id] | unique | length), ([.[].principalId] | unique | length)' = 74, 74, 62
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{74, 74, 0, 0, 0, 0}));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 74);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Identity), 62);
    QCOMPARE(reading.sink.head->scope, u"access /subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47"_s);
}

void TestAzureAccess::weighsTheSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAzure, sampleFile(u"encodings/az_role_assignment_list__utf8.json"_s));
    QMap<QString, int> privileges;
    QMap<QString, int> types;
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind != EntityKind::Grant)
            continue;
        ++privileges[textField(record, u"privilege"_s)];
        ++types[textField(record, u"principal_type"_s)];
    }
    // By the last part of roleDefinitionId: Owner 18 + 2 and Contributor 42 + 1; Reader 2 + 1; others without a name 8.
    QCOMPARE(privileges, (QMap<QString, int>{{u"admin"_s, 63}, {u"read"_s, 3}, {u"(unsaid)"_s, 8}}));
    // jq 'group_by(.principalType) | map([.[0].principalType, length])'
    QCOMPARE(types, (QMap<QString, int>{{u"human"_s, 18}, {u"service"_s, 56}}));
}

/// A role that nobody has reaches nothing.
void TestAzureAccess::definitionsAlone()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    for (const QString &name : {u"azure/c7n__role-definition.json"_s, u"azure/c7n__role-definition_2.json"_s}) {
        const Reading reading = readWith(importers::appendAzure, sampleFile(name));
        QVERIFY(!reading.error);
        QCOMPARE(reading.format, u"azure-role-assignments"_s);
        QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 0, 0, 0, 1, 0}));
        QCOMPARE(reading.sink.ignoredByCode().value(u"role-not-assigned"_s), 1);
    }
}

void TestAzureAccess::readsGrants_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("value");
    const auto row = [](const QString &key, const QString &attr, const QString &value) {
        QTest::newRow(qPrintable(key.section(u'/', -1) + u' ' + attr)) << key << attr << value;
    };
    const QString owner = Subscription + Assignments + u"01"_s;
    row(owner, u"identity"_s, u"->azure-principal/dddd0000-0000-0000-0000-000000000001"_s);
    row(owner, u"principal"_s, u"ada@corvane.example"_s);
    row(owner, u"privilege"_s, u"admin"_s);
    row(owner, u"actions"_s, u"Owner..."_s);
    row(owner, u"resource"_s, Subscription);
    row(owner, u"workload"_s, u"(unsaid)"_s);
    row(owner, u"conditions"_s, u"(absent)"_s);
    row(owner, u"maximum"_s, u"true"_s);
    const QString storage =
        Subscription + u"/resourcegroups/rg-db/providers/microsoft.storage/storageaccounts/archive"_s;
    row(storage + Assignments + u"02"_s, u"privilege"_s, u"write"_s);
    row(storage + Assignments + u"02"_s, u"workload"_s, u"->"_s + storage);
    row(storage + Assignments + u"02"_s, u"resource_kind"_s, u"data"_s);
    row(storage + Assignments + u"02"_s, u"conditions"_s,
        u"@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'logs'"_s);
    const QString custom = Subscription + u"/resourcegroups/rg-ai"_s + Assignments + u"03"_s;
    // What it allows stands in its text, which may come in another file and change without the assignment.
    row(custom, u"privilege"_s, u"(unsaid)"_s);
    row(custom, u"actions"_s, u"(unsaid)"_s);
    row(custom, u"role"_s, u"->azure-role/eeee0000-0000-0000-0000-000000000001"_s);
    row(custom, u"principal_type"_s, u"service"_s);
    row(custom, u"model"_s,
        u"->"_s + Subscription +
            u"/resourcegroups/rg-ai/providers/microsoft.cognitiveservices/accounts/chat/deployments/regional"_s);
    row(custom, u"conditions"_s, u"(unsaid)"_s); // neither named nor denied
    const QString above = u"/providers/microsoft.management/managementgroups/corvane"_s + Assignments + u"04"_s;
    row(above, u"privilege"_s, u"(unsaid)"_s);
    row(above, u"workload"_s, u"(unsaid)"_s);
    row(above, u"actions"_s, u"(unsaid)"_s);
}

void TestAzureAccess::readsGrants()
{
    QFETCH(QString, key);
    QFETCH(QString, attr);
    const auto grant = readWith(importers::appendAzure, ownFile(u"azure_roles.json"_s)).sink.record(key);
    QVERIFY(grant);
    QTEST(textField(*grant, attr), "value");
}

void TestAzureAccess::assignmentsThatStandTwice_data()
{
    QTest::addColumn<QString>("first"); // the condition, as JSON
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("conditions");
    QTest::addColumn<bool>("told");
    QTest::newRow("with and without") << u"\"@A\""_s << u"null"_s << u"(unsaid)"_s << true;
    QTest::newRow("without and with") << u"null"_s << u"\"@A\""_s << u"(unsaid)"_s << true;
    QTest::newRow("two conditions") << u"\"@A\""_s << u"\"@B\""_s << u"(unsaid)"_s << true;
    QTest::newRow("the same") << u"\"@A\""_s << u"\"@A\""_s << u"@A"_s << false;
    QTest::newRow("none, twice") << u"null"_s << u"null"_s << u"(absent)"_s << false;
}

/// A condition makes a right narrow: what only one of two rows tells is not silently taken away.
void TestAzureAccess::assignmentsThatStandTwice()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(bool, told);
    const QString row = uR"({"id":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/4","principalId":"p","principalType":"User","condition":%1,
        "roleDefinitionId":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd","scope":"/subscriptions/s"})"_s;
    const Reading reading = readText(importers::appendAzure, u"a.json"_s, u"[%1,%2]"_s.arg(row.arg(first), row.arg(second)).toUtf8());
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 2);
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind != EntityKind::Grant)
            continue;
        QTEST(textField(record, u"conditions"_s), "conditions");
        QCOMPARE(textField(record, u"privilege"_s), u"write"_s);
    }
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant) > 0, true);
    QCOMPARE(reading.sink.hasDiagnostic(u"two-conditions"_s), told);
}

/// What the roles for models give, by identifier or by name alone.
void TestAzureAccess::rolesForModels_data()
{
    QTest::addColumn<QString>("id");
    for (const auto &[name, id] : {std::pair{"Cognitive Services OpenAI User", u"5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"_s},
                                   {"Cognitive Services OpenAI Contributor", u"a001fd3d-188f-4b5d-821b-7da978bf7442"_s},
                                   {"Cognitive Services User", u"a97b65f3-24c7-4388-baec-2e87135dc908"_s},
                                   {"Cognitive Services Contributor", u"25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68"_s},
                                   {"Azure AI Developer", u"64702f94-c441-49e6-a78b-ef80e0188fee"_s}}) {
        QTest::newRow(name) << id;
    }
}

void TestAzureAccess::rolesForModels()
{
    QFETCH(QString, id);
    const importers::AzureRoles roles;
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    for (const auto &role : {roles.find(u"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/"_s + id, {}), roles.find({}, name)}) {
        QCOMPARE(role.name, name);
        QCOMPARE(role.privilege, u"write"_s);
        QVERIFY(role.told && importers::isBuiltInAzureRole(name));
    }
}

void TestAzureAccess::readsPrincipals_data()
{
    QTest::addColumn<QString>("objectId");
    QTest::addColumn<QString>("told"); // name, kind, external
    QTest::newRow("person") << u"1"_s << u"ada@corvane.example human false"_s;
    QTest::newRow("without a name") << u"3"_s << u" service (unsaid)"_s;
    QTest::newRow("guest") << u"4"_s << u"eve_partner.example#EXT#@corvane.example human true"_s;
}

void TestAzureAccess::readsPrincipals()
{
    QFETCH(QString, objectId);
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_roles.json"_s));
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto identity = reading.sink.record(u"azure-principal/dddd0000-0000-0000-0000-00000000000"_s + objectId);
    QVERIFY(identity);
    QTEST(identity->name + u' ' + textField(*identity, u"kind"_s) + u' ' + textField(*identity, u"external"_s), "told");
}

void TestAzureAccess::countsRows()
{
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_roles.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{7, 5, 0, 0, 1, 1}));
    QCOMPARE(reading.sink.ignoredByCode().value(u"role-not-assigned"_s), 1);
    QCOMPARE(reading.sink.entries.at(6).rejectedWhere, u"/6"_s);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Identity), 4); // one person has two roles; a role of one's own
}

/// Azure's own roles are known; those of the customer are told by their text.
void TestAzureAccess::readsRolesOfOnesOwn()
{
    const auto role = readWith(importers::appendAzure, ownFile(u"azure_roles.json"_s))
                          .sink.record(u"azure-role/eeee0000-0000-0000-0000-000000000001"_s);
    QVERIFY(role);
    QCOMPARE(role->name, u"Prompt writer"_s);
    QCOMPARE(textField(*role, u"kind"_s), u"role"_s);
    QCOMPARE(textField(*role, u"privilege"_s), u"write"_s);
    QCOMPARE(textField(*role, u"actions"_s),
             u"Microsoft.CognitiveServices/accounts/read|"
             "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action|"
             "NOT Microsoft.CognitiveServices/accounts/OpenAI/fine-tunes/delete..."_s);
}

void TestAzureAccess::trustsNoNameOfOnesOwn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("privilege");
    QTest::newRow("Azure's") << u"Virtual Machine Contributor"_s << u"write"_s;
    QTest::newRow("Azure's, of no pattern") << u"AcrPull"_s << u"(unsaid)"_s;
    QTest::newRow("like Azure's") << u"Harbour Reader"_s << u"(unsaid)"_s;
    QTest::newRow("nameless") << QString() << u"(unsaid)"_s;
}

/// A role called "Reader" by whoever made it may allow anything.
void TestAzureAccess::trustsNoNameOfOnesOwn()
{
    QFETCH(QString, name);
    const Reading reading = readText(
        importers::appendAzure, u"roles.json"_s,
        u"[{\"id\":\"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/r\",\"principalId\":\"p\","
        "\"scope\":\"/subscriptions/s\",\"roleDefinitionId\":\"/subscriptions/s/providers/Microsoft.Authorization/"
        "roleDefinitions/9\",\"roleDefinitionName\":\"%1\"}]"_s.arg(name)
            .toUtf8());
    const auto grant = reading.sink.record(u"/subscriptions/s"_s + Assignments + u"r"_s);
    QVERIFY(grant);
    QTEST(textField(*grant, u"privilege"_s), "privilege");
}

void TestAzureAccess::readsThePortalsTable()
{
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_portal_roles.csv"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-csv"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    const auto owner = reading.sink.record(Subscription + Assignments + u"01"_s);
    QVERIFY(owner);
    QCOMPARE(textField(*owner, u"privilege"_s), u"admin"_s);
    const auto person = reading.sink.record(u"azure-principal/dddd0000-0000-0000-0000-000000000001"_s);
    QCOMPARE(person->name, u"Ada Lovelace"_s);
    // Whoever was deleted has neither name nor kind.
    const auto gone = reading.sink.record(u"azure-principal/dddd0000-0000-0000-0000-000000000002"_s);
    QVERIFY(gone);
    QCOMPARE(textField(*gone, u"kind"_s), u"(unsaid)"_s);
}

void TestAzureAccess::readsPowerShell()
{
    const Reading reading = readText(
        importers::appendAzure, u"roles.json"_s,
        R"({"RoleAssignmentName":"05","RoleAssignmentId":"/subscriptions/aaaa1111-0000-0000-0000-000000000001/providers/Microsoft.Authorization/roleAssignments/05",
        "Scope":"/subscriptions/aaaa1111-0000-0000-0000-000000000001","DisplayName":"Auditors","SignInName":null,"RoleDefinitionName":"Security Reader",
        "RoleDefinitionId":"39bc4728-0917-49c7-9d2c-d95423bc2eb4","ObjectId":"dddd0000-0000-0000-0000-000000000005","ObjectType":"Group","CanDelegate":false,
        "Description":null,"ConditionVersion":null,"Condition":null})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-role-assignments"_s);
    const auto grant = reading.sink.record(Subscription + Assignments + u"05"_s);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"privilege"_s), u"read"_s);
    QCOMPARE(textField(*grant, u"principal_type"_s), u"group"_s);
    QCOMPARE(textField(*grant, u"conditions"_s), u"(absent)"_s);
}

/// Of some columns alone the scope and the name of the assignment are what it is known by elsewhere.
void TestAzureAccess::readsPowerShellWithoutId()
{
    const Reading reading = readText(
        importers::appendAzure, u"roles.json"_s,
        R"([{"RoleAssignmentName":"06","Scope":"/subscriptions/aaaa1111-0000-0000-0000-000000000001","DisplayName":"Bernd","SignInName":"bernd@nordwind.example","RoleDefinitionName":"Owner",
        "RoleDefinitionId":"8e3af657-a8ff-443c-a75c-2fe8c4bcb635","ObjectId":"dddd0000-0000-0000-0000-000000000006","ObjectType":"User","CanDelegate":false},
        {"RoleAssignmentName":"07","Scope":"/","RoleDefinitionName":"Reader","RoleDefinitionId":"acdd72a7-3385-48ef-bd42-f606fba81ae7","ObjectId":"dddd0000-0000-0000-0000-000000000006","ObjectType":"User"}])");
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-role-assignments"_s);
    const auto grant = reading.sink.record(Subscription + Assignments + u"06"_s);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"privilege"_s), u"admin"_s);
    QVERIFY(reading.sink.record(Assignments + u"07"_s));
}

/// An application of Foundry in the same file tells that its principal is an agent.
void TestAzureAccess::agentsKeepTheirKind()
{
    const Reading reading = readText(
        importers::appendAzure, u"all.json"_s,
        R"([{"id":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/r","principalId":"P-1","principalType":"ServicePrincipal","scope":"/subscriptions/s",
        "roleDefinitionId":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"},
        {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a/projects/p/applications/x",
        "properties":{"displayName":"Desk","defaultInstanceIdentity":{"principalId":"p-1"}}}])");
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind == EntityKind::Identity)
            QCOMPARE(textField(record, u"kind"_s), u"agent"_s);
        if (record.kind == EntityKind::Grant)
            QCOMPARE(textField(record, u"principal_type"_s), u"agent"_s);
    }
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 1);
}

BAILIWICK_TEST(QCoreApplication, TestAzureAccess)

} // namespace tst_azureaccess

#include "tst_azureaccess.moc"
