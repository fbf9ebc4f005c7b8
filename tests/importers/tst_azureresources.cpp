// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureid.h"
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_azureresources {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

const QString Subscription = u"/subscriptions/aaaa1111-0000-0000-0000-000000000001/resourcegroups/"_s;

QString group(const QString &rest)
{
    return Subscription + rest;
}

} // namespace

/// Azure Resource Graph in its forms, answers of the Resource Manager, and the portal's CSV.
class TestAzureResources : public QObject
{
    Q_OBJECT

private slots:
    void splitsIdentifiers_data();
    void splitsIdentifiers();
    void namesRegions_data();
    void namesRegions();
    void countsSamples_data();
    void countsSamples();
    void readsATable();
    void readsAnApplicationOfFoundry();
    void readsAQuery();
    void networks_data();
    void networks();
    void readsFields_data();
    void readsFields();
    void placesThem_data();
    void placesThem();
    void listsRegions_data();
    void listsRegions();
    void tellsWhoRunsIt_data();
    void tellsWhoRunsIt();
    void tellsWhereAnArcMachineStands_data();
    void tellsWhereAnArcMachineStands();
    void countsMachinesOnce();
    void readsTheMachinesIdentity();
    void tellsHowItEnds_data();
    void tellsHowItEnds();
    void countsRowsOfPages_data();
    void countsRowsOfPages();
    void tellsSelections_data();
    void tellsSelections();
    void readsFlatProperties();
    void readsWhatQueriesTakeOut_data();
    void readsWhatQueriesTakeOut();
    void countsMachinesOfMachineLearning_data();
    void countsMachinesOfMachineLearning();
    void readsThePortalsTable();
    void readsLinksToThePortal();
    void scopes_data();
    void scopes();
};

void TestAzureResources::splitsIdentifiers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("told"); // subscription, group, type, name, parent
    QTest::newRow("machine")
        << u" /subscriptions/S-1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/Vm-1/ "_s
        << u"s-1 rg microsoft.compute/virtualmachines Vm-1 -"_s;
    QTest::newRow("deployment")
        << u"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/A/deployments/D"_s
        << u"s g microsoft.cognitiveservices/accounts/deployments D "
           "/subscriptions/s/resourcegroups/g/providers/microsoft.cognitiveservices/accounts/a"_s;
    QTest::newRow("assignment on a resource")
        << u"/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/providers/Microsoft.Authorization/roleAssignments/r"_s
        << u"s g microsoft.authorization/roleassignments r -"_s;
    QTest::newRow("management group") << u"/providers/Microsoft.Management/managementGroups/Top"_s
                                      << u"  microsoft.management/managementgroups Top -"_s;
    QTest::newRow("group") << u"/subscriptions/s/resourceGroups/g"_s << u"s g  g -"_s;
    QTest::newRow("root") << u"/"_s << u"    -"_s;
    QTest::newRow("Amazon's") << u"arn:aws:iam::1:role/a"_s << u"none"_s;
    QTest::newRow("gap") << u"/subscriptions//resourceGroups/g"_s << u"none"_s;
    QTest::newRow("nothing") << QString() << u"none"_s;
}

void TestAzureResources::splitsIdentifiers()
{
    QFETCH(QString, text);
    const auto id = importers::AzureId::fromText(text);
    QTEST(id ? QStringList({id->subscription, id->resourceGroup, id->type, id->name,
                            id->parent().isEmpty() ? u"-"_s : id->parent()})
                   .join(u' ')
             : u"none"_s,
          "told");
}

void TestAzureResources::namesRegions_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("region");
    QTest::newRow("code") << u"westeurope"_s << u"westeurope"_s;
    QTest::newRow("name") << u"West Europe"_s << u"westeurope"_s;
    QTest::newRow("with its geography") << u"(US) East US 2"_s << u"eastus2"_s;
    QTest::newRow("no place") << u"Global"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestAzureResources::namesRegions()
{
    QFETCH(QString, location);
    QTEST(importers::azureRegion(location), "region");
}

void TestAzureResources::countsSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("workloads");
    QTest::addColumn<int>("identities");
    QTest::addColumn<QString>("scope");
    const QString subscription = u"/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47"_s;
    // jq '.value | length'; identities: jq '[.value[].identity.principalId // empty] | unique | length'
    QTest::newRow("machines") << u"azure/c7n__arm-virtualmachines.json"_s << 5 << 5 << 0
                              << u"microsoft.compute/virtualmachines "_s + subscription;
    QTest::newRow("machines of several groups")
        << u"azure/c7n__arm-virtualmachines__big_2.json"_s << 3 << 3 << 1
        << u"microsoft.compute/virtualmachines "_s + subscription;
    QTest::newRow("accounts") << u"azure/c7n__cognitiveservices-accounts__large.json"_s << 8 << 8 << 8
                              << u"microsoft.cognitiveservices/accounts "_s + subscription;
    // jq '.data.rows | length'
    QTest::newRow("table, machines") << u"azure/c7n__resource-graph__vm_table.json"_s << 1 << 1 << 0
                                     << u"microsoft.compute/virtualmachines "_s + subscription;
    QTest::newRow("table, storage") << u"azure/c7n__resource-graph__storage_table.json"_s << 1 << 1 << 0
                                    << u"microsoft.storage/storageaccounts "_s + subscription;
}

void TestAzureResources::countsSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(int, rows);
    const Reading reading = readWith(importers::appendAzure, sampleFile(file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-resources"_s);
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{rows, rows, 0, 0, 0, 0}));
    QTEST(countOfKind(reading.sink, EntityKind::Workload), "workloads");
    QTEST(countOfKind(reading.sink, EntityKind::Identity), "identities");
    QTEST(reading.sink.head->scope, "scope");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind == EntityKind::Workload)
            QCOMPARE(record.places.size(), 1); // jq '[.value[].location] | all'
    }
}

void TestAzureResources::readsATable()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAzure, sampleFile(u"azure/c7n__resource-graph__storage_table.json"_s));
    QCOMPARE(reading.sink.entries.at(0).where, u"/data/rows/0"_s);
    const domain::Record account = reading.sink.records().constFirst();
    QCOMPARE(account.name, u"cctstoragey6akyqpagdt3o"_s);
    QCOMPARE(placesOf(account), u"1 microsoft/southcentralus"_s);
    QCOMPARE(textField(account, u"key_management"_s), u"provider"_s);
    QCOMPARE(textField(account, u"encryption_in_transit"_s), u"false"_s);
    QCOMPARE(textField(account, u"role"_s), u"assessed"_s);
}

/// It acts under an identity of its own, which role assignments name.
void TestAzureResources::readsAnApplicationOfFoundry()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendAzure, sampleFile(u"azure/c7n__aifoundry-agents.json"_s));
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto agent = reading.sink.record(u"azure-principal/b1881f37-65ec-41b3-931c-9ee559dec898"_s);
    QVERIFY(agent);
    QCOMPARE(textField(*agent, u"kind"_s), u"agent"_s);
    const domain::Record application = reading.sink.records().constLast();
    QCOMPARE(textField(application, u"env"_s), u"test"_s);
    QCOMPARE(textField(application, u"owner"_s), u"cloud-custodian"_s);
    QVERIFY(application.places.isEmpty());
}

void TestAzureResources::readsAQuery()
{
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_graph_query.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-resources"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    // Twelve rows, one without an identifier.
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{12, 11, 0, 0, 0, 1}));
    QCOMPARE(reading.sink.entries.at(11).rejectedWhere, u"/data/11"_s);
    QCOMPARE(reading.sink.entries.at(11).rejectedCode, u"missing-id"_s);
    QCOMPARE(reading.sink.incomplete.size(), 1);
    QVERIFY(reading.sink.incomplete.constFirst().contains(u"skip_token"_s));
    QCOMPARE(reading.sink.head->scope, u"azure_graph_query.json"_s); // several types: any query may have chosen them
    QStringList codes;
    for (const domain::Diagnostic &said : reading.sink.diagnostics)
        codes.append(said.code);
    QCOMPARE(codes, QStringList({u"unknown-type"_s, u"cut-values"_s}));
    QCOMPARE(reading.sink.diagnostics.at(1).where, u"/data/10"_s);
}

void TestAzureResources::readsFields_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("value");
    const auto row = [](const QString &key, const QString &attr, const QString &value) {
        QTest::newRow(qPrintable(key.section(u'/', -1) + u' ' + attr)) << group(key) << attr << value;
    };
    const QString trainer = u"rg-ai/providers/microsoft.compute/virtualmachines/trainer-1"_s;
    row(trainer, u"provider"_s, u"->microsoft"_s);
    row(trainer, u"account"_s, u"aaaa1111-0000-0000-0000-000000000001"_s);
    row(trainer, u"instance_type"_s, u"Standard_ND96isr_H100_v5"_s);
    row(trainer, u"instance_count"_s, u"1"_s);
    row(trainer, u"env"_s, u"prod"_s);
    row(trainer, u"owner"_s, u"Head of Data"_s);
    row(trainer, u"criticality"_s, u"important"_s);
    row(trainer, u"data_classes"_s, u"personal|health..."_s);
    row(trainer, u"confidential_computing"_s, u"true"_s);
    row(trainer, u"tenancy"_s, u"dedicated_host"_s);
    row(trainer, u"state"_s, u"deallocated"_s);
    row(trainer, u"image"_s, u"microsoft-dsvm:ubuntu-hpc:2204:latest"_s);
    row(trainer, u"service_model"_s, u"iaas"_s);
    row(trainer, u"deployment_type"_s, u"(unsaid)"_s);
    row(u"rg-db/providers/microsoft.storage/storageaccounts/archive"_s, u"key_management"_s, u"cmk"_s);
    row(u"rg-db/providers/microsoft.storage/storageaccounts/archive"_s, u"encryption_in_transit"_s, u"false"_s);
    row(u"rg-site/providers/microsoft.hybridcompute/machines/plant-7"_s, u"deployment_type"_s, u"onprem"_s);
    row(u"rg-site/providers/microsoft.hybridcompute/machines/plant-7"_s, u"state"_s, u"Connected"_s);
    row(u"rg-site/providers/microsoft.app/containerapps/line"_s, u"deployment_type"_s, u"onprem"_s);
    row(u"rg-x/providers/contoso.special/things/t"_s, u"role"_s, u"supporting"_s);
}

void TestAzureResources::readsFields()
{
    QFETCH(QString, key);
    QFETCH(QString, attr);
    const auto record = readWith(importers::appendAzure, ownFile(u"azure_graph_query.json"_s)).sink.record(key);
    QVERIFY(record);
    QCOMPARE(aliasOf(*record, u"azure"_s), key);
    QTEST(textField(*record, attr), "value");
}

void TestAzureResources::placesThem_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("places");
    QTest::addColumn<int>("complete");
    QTest::newRow("display name") << u"rg-ai/providers/microsoft.compute/virtualmachines/trainer-1"_s
                                  << u"3 microsoft/westeurope"_s << 3;
    QTest::newRow("several regions") << u"rg-db/providers/microsoft.documentdb/databaseaccounts/orders"_s
                                     << u"1 microsoft/westeurope, 1 microsoft/eastus2"_s << 1;
    QTest::newRow("second region") << u"rg-db/providers/microsoft.storage/storageaccounts/archive"_s
                                   << u"1 microsoft/francecentral, 8 microsoft/francesouth"_s << 9;
    QTest::newRow("machine of the customer")
        << u"rg-site/providers/microsoft.hybridcompute/machines/plant-7"_s << u"16 microsoft/northeurope"_s << 0;
    QTest::newRow("custom location")
        << u"rg-site/providers/microsoft.app/containerapps/line"_s
        << u"3 /"_s + group(u"rg-site/providers/microsoft.extendedlocation/customlocations/plant"_s) + u", 16 microsoft/northeurope"_s << 3;
    QTest::newRow("global is no place") << u"rg-net/providers/microsoft.botservice/botservices/desk"_s << QString()
                                        << 0;
}

void TestAzureResources::placesThem()
{
    QFETCH(QString, key);
    const auto record = readWith(importers::appendAzure, ownFile(u"azure_graph_query.json"_s)).sink.record(group(key));
    QVERIFY(record);
    QTEST(placesOf(*record), "places");
    QTEST(record->completeFacets, "complete");
}

void TestAzureResources::listsRegions_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("members"); ///< besides id and location
    QTest::addColumn<QString>("places");
    QTest::addColumn<int>("complete");
    const auto row = [](const char *name, const char *type, const char *members, const QString &places, int complete) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(members) << places << complete;
    };
    const QString one = u"1 microsoft/northeurope"_s;
    const QString two = u"1 microsoft/northeurope, 1 microsoft/westus2"_s;
    row("Cosmos DB, all of it", "Microsoft.DocumentDB/databaseAccounts",
        R"("properties":{"locations":[{"locationName":"North Europe"},{"locationName":"West US 2"}]})", two, 1);
    row("Cosmos DB, flat", "Microsoft.DocumentDB/databaseAccounts", R"("locations":[{"locationName":"West US 2"}])", u"1 microsoft/westus2"_s, 1);
    row("Cosmos DB, az resource list", "Microsoft.DocumentDB/databaseAccounts", R"("properties":null)", one, 0);
    row("Cosmos DB, other columns", "Microsoft.DocumentDB/databaseAccounts", R"("properties":{"documentEndpoint":"https://x"})", one, 0);
    row("storage, az resource list", "Microsoft.Storage/storageAccounts", R"("properties":null)", one, 0);
    row("storage, flat", "Microsoft.Storage/storageAccounts", R"("primaryLocation":"northeurope","secondaryLocation":null)", one, 1);
    row("registry of one region", "Microsoft.ContainerRegistry/registries", R"("sku":{"name":"Standard"})", one, 1);
    row("registry that may have copies", "Microsoft.ContainerRegistry/registries", R"("sku":{"name":"Premium"},"properties":{"loginServer":"x"})",
        one, 0);
    row("managed HSM", "Microsoft.KeyVault/managedHSMs",
        R"("properties":{"hsmUri":"https://x","regions":[{"name":"northeurope","isPrimary":true},{"name":"westus2"}]})", two, 1);
    row("vault", "Microsoft.KeyVault/vaults", R"("properties":{"vaultUri":"https://x"})", one, 1);
    row("vault, az resource list", "Microsoft.KeyVault/vaults", R"("properties":null)", one, 0);
    row("queue with a copy", "Microsoft.ServiceBus/namespaces",
        R"("properties":{"geoDataReplication":{"locations":[{"locationName":"northeurope"},{"locationName":"westus2"}]}})", two, 1);
    row("queue", "Microsoft.ServiceBus/namespaces", R"("properties":{"serviceBusEndpoint":"https://x"})", one, 1);
    row("gateway of two regions", "Microsoft.ApiManagement/service", R"("properties":{"additionalLocations":[{"location":"West US 2"}]})",
        u"1 microsoft/westus2, 1 microsoft/northeurope"_s, 1);
    row("database, az resource list", "Microsoft.Sql/servers/s/databases", R"("properties":null)", one, 0);
    row("never in two regions", "Microsoft.Cache/Redis", R"("properties":null)", one, 1);
}

/// Who does not tell the regions does not say that there is one only.
void TestAzureResources::listsRegions()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, members);
    const Reading reading = readText(importers::appendAzure, u"r.json"_s,
                                     R"([{"id":"/subscriptions/s/resourceGroups/g/providers/)" + type + R"(/x","location":"North Europe",)" +
                                         members + "}]");
    QVERIFY(!reading.error);
    const domain::Record record = reading.sink.records().constLast();
    QTEST(placesOf(record), "places");
    QTEST(record.completeFacets, "complete");
}

void TestAzureResources::tellsWhoRunsIt_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("properties");
    QTest::addColumn<QStringList>("told"); ///< provider, deployment type, service model
    const QStringList ours{u"(unsaid)"_s, u"onprem"_s, u"onprem"_s};
    const auto row = [](const char *name, const char *type, const char *properties, const QStringList &told) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(properties) << told;
    };
    row("machine", "Microsoft.HybridCompute/machines", R"({"status":"Connected"})", ours);
    row("machine, cloud asked for", "Microsoft.HybridCompute/machines", R"({"cloudMetadata":{"provider":"N/A"}})", ours);
    row("at Amazon", "Microsoft.HybridCompute/machines", R"({"cloudMetadata":{"provider":"AWS"}})", {u"->aws"_s, u"(unsaid)"_s, u"iaas"_s});
    row("at Google", "Microsoft.HybridCompute/machines", R"({"cloudMetadata":{"provider":"GCP"}})", {u"->google"_s, u"(unsaid)"_s, u"iaas"_s});
    row("cluster", "Microsoft.Kubernetes/connectedClusters", R"({"distribution":"k3s","infrastructure":"generic"})", ours);
    row("cluster at Amazon", "Microsoft.Kubernetes/connectedClusters", R"({"distribution":"eks","infrastructure":"aws"})",
        {u"->aws"_s, u"(unsaid)"_s, u"iaas"_s});
    row("Azure Local", "Microsoft.AzureStackHCI/clusters", R"({})", ours);
    row("VMware", "Microsoft.ConnectedVMwarevSphere/virtualMachines", R"({})", ours);
    row("Virtual Machine Manager", "Microsoft.ScVmm/virtualMachines", R"({})", ours);
    row("Azure's own", "Microsoft.Compute/virtualMachines", R"({})", {u"->microsoft"_s, u"(unsaid)"_s, u"iaas"_s});
}

/// Microsoft only manages what Arc connects: it stands with the customer, or in another cloud.
void TestAzureResources::tellsWhoRunsIt()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, properties);
    const Reading reading = readText(importers::appendAzure, u"r.json"_s,
                                     R"([{"id":"/subscriptions/s/resourceGroups/g/providers/)" + type +
                                         R"(/x","location":"germanywestcentral","properties":)" + properties + "}]");
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const domain::Record record = reading.sink.records().constLast();
    QTEST(QStringList({textField(record, u"provider"_s), textField(record, u"deployment_type"_s), textField(record, u"service_model"_s)}), "told");
    if (type != "Microsoft.Compute/virtualMachines")
        QCOMPARE(placesOf(record), u"16 microsoft/germanywestcentral"_s);
}

void TestAzureResources::tellsWhereAnArcMachineStands_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("country");
    QTest::newRow("by name") << QByteArray(R"({"name":"dc-zrh","city":"Basel","countryOrRegion":"Switzerland"})") << u"CH"_s;
    QTest::newRow("by code") << QByteArray(R"({"name":"dc-fra","countryOrRegion":"DE"})") << u"DE"_s;
    QTest::newRow("a room alone") << QByteArray(R"({"name":"dc-zrh"})") << QString();
    QTest::newRow("no country") << QByteArray(R"({"name":"dc-zrh","countryOrRegion":"behind the plant"})") << QString();
    QTest::newRow("nothing") << QByteArray("null") << QString();
}

/// Whoever connects a machine may say in which country it stands; the region of Azure is only where its record is kept.
void TestAzureResources::tellsWhereAnArcMachineStands()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, country);
    const Reading reading = readText(importers::appendAzure, u"r.json"_s,
                                     R"([{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.HybridCompute/machines/x",)"
                                     R"("location":"westeurope","properties":{"locationData":)" + location + "}}]");
    const domain::Record record = reading.sink.records().constLast();
    QStringList countries;
    QStringList control;
    for (const domain::Place &place : record.places) {
        if ((place.facets & domain::Facet::Hosting) != 0)
            countries.append(place.country);
        if ((place.facets & domain::Facet::ControlPlane) != 0)
            control.append(place.region);
    }
    QCOMPARE(countries.join(u','), country);
    QCOMPARE(control, QStringList(u"westeurope"_s));
    QCOMPARE((record.completeFacets & domain::Facet::Hosting) != 0, !country.isEmpty());
}

/// A cluster tells its pools and a scale set its machines, which the query lists once more: the accelerators are
/// counted once.
void TestAzureResources::countsMachinesOnce()
{
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_graph_query.json"_s));
    QMap<QString, qint64> machines;
    for (const domain::Record &record : reading.sink.records()) {
        const QString type = textField(record, u"instance_type"_s);
        if (type != "(unsaid)"_L1)
            machines[type] += textField(record, u"instance_count"_s).toLongLong();
    }
    const QMap<QString, qint64> expected{{u"Standard_ND96isr_H100_v5"_s, 1},
                                         {u"Standard_D4s_v5"_s, 3},
                                         {u"Standard_NC24ads_A100_v4"_s, 2},
                                         {u"Standard_NC8as_T4_v3"_s, 4}};
    QCOMPARE(machines, expected);
    const auto pool =
        reading.sink.record(group(u"rg-k8s/providers/microsoft.containerservice/managedclusters/k8s/agentpools/gpu"_s));
    QVERIFY(pool);
    QCOMPARE(placesOf(*pool), u"3 microsoft/germanywestcentral"_s);
    const auto machine = reading.sink.record(group(u"rg-ai/providers/microsoft.compute/virtualmachines/batch_1"_s));
    QCOMPARE(textField(*machine, u"part_of"_s),
             u"->"_s + group(u"rg-ai/providers/microsoft.compute/virtualmachinescalesets/batch"_s));
}

void TestAzureResources::readsTheMachinesIdentity()
{
    const auto identity = readWith(importers::appendAzure, ownFile(u"azure_graph_query.json"_s))
                              .sink.record(u"azure-principal/bbbb0000-0000-0000-0000-000000000001"_s);
    QVERIFY(identity);
    QCOMPARE(identity->name, u"trainer-1 (managed identity)"_s);
    QCOMPARE(textField(*identity, u"kind"_s), u"service"_s);
    QCOMPARE(textField(*identity, u"account"_s), u"cccc0000-0000-0000-0000-000000000001"_s);
}

void TestAzureResources::tellsHowItEnds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("whole");
    const QByteArray row =
        R"([{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a","type":"microsoft.web/sites"}])";
    QTest::newRow("command line, last page")
        << "{\"count\":1,\"data\":" + row + R"(,"skip_token":null,"total_records":1})" << true;
    QTest::newRow("command line, more") << "{\"count\":1,\"data\":" + row + R"(,"skip_token":"ew0K","total_records":9})"
                                        << false;
    QTest::newRow("REST, whole") << R"({"totalRecords":1,"count":1,"resultTruncated":"false","facets":[],"data":)" +
                                        row + "}"
                                 << true;
    QTest::newRow("REST, truncated") << R"({"totalRecords":9,"count":1,"resultTruncated":"true","facets":[],"data":)" +
                                            row + "}"
                                     << false;
    QTest::newRow("REST, more") << R"({"totalRecords":9,"count":1,"$skipToken":"ew0K","data":)" + row + "}" << false;
    QTest::newRow("Resource Manager, more")
        << R"({"nextLink":"https://management.azure.com/x","value":)" + row + "}" << false;
    QTest::newRow("list") << row << true;
    QTest::newRow("fewer than there are")
        << R"({"count":1,"total_records":3,"skip_token":null,"data":)" + row + "}" << false;
    QTest::newRow("table, truncated")
        << QByteArray(
               R"({"count":1,"resultTruncated":"true","data":{"columns":[{"name":"id","type":"string"}],"rows":[["/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a"]]}})")
        << false;
}

void TestAzureResources::tellsHowItEnds()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, whole);
    const Reading reading = readText(importers::appendAzure, u"q.json"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(reading.sink.incomplete.isEmpty(), whole);
}

void TestAzureResources::countsRowsOfPages_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QByteArray>("columns");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("whole");
    const QByteArray graph = R"(,"tenantId":"t","subscriptionId":"s","resourceGroup":"g")";
    QTest::newRow("as many as an answer holds") << 1000 << QByteArray() << QByteArray() << QByteArray() << false;
    QTest::newRow("more than an answer holds") << 1001 << QByteArray() << QByteArray() << QByteArray() << true;
    QTest::newRow("as many as Resource Graph gives unasked") << 100 << graph << QByteArray() << QByteArray() << false;
    QTest::newRow("a hundred of a list") << 100 << QByteArray() << QByteArray() << QByteArray() << true;
    QTest::newRow("all of a thousand") << 1000 << graph
                                       << QByteArray(R"({"count":1000,"skip_token":null,"total_records":1000,"data":)")
                                       << QByteArray("}") << true;
    QTest::newRow("list of the Resource Manager")
        << 1000 << QByteArray(R"(,"properties":{})") << QByteArray(R"({"value":)") << QByteArray("}") << true;
    QTest::newRow("last of two pages")
        << 2 << graph
        << QByteArray(
               R"({"count":1,"skip_token":"x","total_records":3,"data":[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/z"}]} {"count":2,"skip_token":null,"total_records":3,"data":)")
        << QByteArray("}") << true;
}

void TestAzureResources::countsRowsOfPages()
{
    QFETCH(int, rows);
    QFETCH(QByteArray, columns);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QByteArrayList list;
    for (int i = 0; i < rows; ++i)
        list.append(R"({"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/)" +
                    QByteArray::number(i) + '"' + columns + '}');
    const Reading reading = readText(importers::appendAzure, u"q.json"_s, before + '[' + list.join(',') + ']' + after);
    QVERIFY(!reading.error);
    QTEST(reading.sink.incomplete.isEmpty(), "whole");
    for (const QString &said : reading.sink.incomplete)
        QVERIFY2(said.startsWith(u"incomplete inventory: "_s), qPrintable(said));
}

void TestAzureResources::tellsSelections_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("selection");
    const QByteArray id =
        R"("id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a","type":"microsoft.web/sites")";
    const QByteArray right = R"("id":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/a")";
    QTest::newRow("command line") << "[{" + id + R"(,"properties":{}}])" << true;
    QTest::newRow("query") << R"({"count":1,"total_records":1,"data":[{)" + id + R"(,"properties":{}}]})" << true;
    QTest::newRow("Resource Manager, a type") << R"({"value":[{)" + id + R"(,"properties":{}}]})" << false;
    QTest::newRow("Resource Manager, all types") << R"({"value":[{)" + id + "}]}" << true;
    QTest::newRow("Resource Manager, rights")
        << R"({"value":[{)" + right + R"(,"properties":{"principalId":"p","scope":"/"}}]})" << true;
}

/// What a list lacks that may have been narrowed is not gone.
void TestAzureResources::tellsSelections()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendAzure, u"q.json"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1);
    QTEST(reading.sink.selection, "selection");
}

void TestAzureResources::readsWhatQueriesTakeOut_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QString>("count");
    QTest::addColumn<QString>("unread");
    const auto row = [](const char *name, const char *type, const QStringList &columns, const QStringList &cells, const char *machine, const char *count, const QString &unread = {}) {
        QTest::newRow(name) << QString::fromLatin1(type) << columns << cells << QString::fromLatin1(machine) << QString::fromLatin1(count) << unread;
    };
    const auto size = u"Standard_ND96isr_H100_v5"_s;
    const char *machine = "Microsoft.Compute/virtualMachines";
    const char *set = "Microsoft.Compute/virtualMachineScaleSets";
    row("as Resource Graph names it", machine, {u"properties_hardwareProfile_vmSize"_s}, {size}, "Standard_ND96isr_H100_v5", "1");
    row("with dots", machine, {u"properties.hardwareProfile.vmSize"_s}, {size}, "Standard_ND96isr_H100_v5", "1");
    row("as people name it", machine, {u"vmSize"_s}, {size}, "Standard_ND96isr_H100_v5", "1");
    row("as people name it, in another case", machine, {u"VMSize"_s}, {size}, "Standard_ND96isr_H100_v5", "1");
    row("out of an object of another name", machine, {u"hw_vmSize"_s}, {size}, "Standard_ND96isr_H100_v5", "1");
    row("as the size", machine, {u"size"_s}, {size}, "Standard_ND96isr_H100_v5", "1");
    row("beside what is not read", machine, {u"vmSize"_s, u"osName"_s, u"properties_osProfile_computerName"_s}, {size, u"Ubuntu"_s, u"a"_s}, "Standard_ND96isr_H100_v5", "1",
        u"osName|properties_osProfile_computerName"_s);
    row("no size at all", machine, {u"gpus"_s}, {u"8"_s}, "(unsaid)", "1", u"gpus"_s);
    row("size of a disk", machine, {u"diskSize"_s}, {u"128"_s}, "(unsaid)", "1", u"diskSize"_s);
    row("scale set", set, {u"sku_name"_s, u"sku_capacity"_s}, {size, u"3"_s}, "Standard_ND96isr_H100_v5", "3");
    row("scale set, its sku alone", set, {u"sku"_s, u"capacity"_s}, {size, u"3"_s}, "Standard_ND96isr_H100_v5", "3");
    row("scale set as people name it", set, {u"vmSize"_s, u"skuCapacity"_s}, {size, u"3"_s}, "Standard_ND96isr_H100_v5", "3");
    row("machine learning", "Microsoft.MachineLearningServices/workspaces/w/computes", {u"properties_properties_vmSize"_s, u"properties_properties_currentNodeCount"_s},
        {size, u"2"_s}, "Standard_ND96isr_H100_v5", "2");
}

/// A size that a query of Resource Graph took out of its object is as good as one in it, in each form of its answer.
void TestAzureResources::readsWhatQueriesTakeOut()
{
    QFETCH(QString, type);
    QFETCH(QStringList, columns);
    QFETCH(QStringList, cells);
    const QStringList first{u"id"_s, u"name"_s, u"type"_s, u"location"_s};
    const QStringList values{group(u"rg/providers/%1/a"_s.arg(type)), u"a"_s, type.toLower(), u"westeurope"_s};
    const QStringList names = first + columns;
    const QStringList all = values + cells;
    QStringList members;
    for (qsizetype i = 0; i < names.size(); ++i)
        members.append(u"\"%1\":\"%2\""_s.arg(names.at(i), all.at(i)));
    const QHash<QString, QString> files{
        {u"q.json"_s, u"{\"count\":1,\"data\":[{%1}],\"skip_token\":null,\"total_records\":1}"_s.arg(members.join(u','))},
        {u"t.json"_s, u"{\"data\":{\"columns\":[{\"name\":\"%1\"}],\"rows\":[[\"%2\"]]}}"_s.arg(names.join(u"\"},{\"name\":\""_s), all.join(u"\",\""_s))},
        {u"p.csv"_s, names.join(u',') + u"\r\n"_s + all.join(u',') + u"\r\n"_s}};
    for (const auto &[file, text] : files.asKeyValueRange()) {
        const Reading reading = readText(importers::appendAzure, file, text.toUtf8());
        QVERIFY2(!reading.error && reading.sink.records().size() == 1, qPrintable(file));
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
        QTEST(textField(reading.sink.records().first(), u"instance_type"_s), "machine");
        QTEST(textField(reading.sink.records().first(), u"instance_count"_s), "count");
        QCOMPARE(reading.sink.records().first().name, u"a"_s);
        QStringList unread;
        for (const domain::Diagnostic &one : reading.sink.diagnostics) {
            if (one.code == "unknown-column"_L1)
                unread.append(one.message.section(u'\'', 1, 1));
        }
        QTEST(unread.join(u'|'), "unread");
    }
}

void TestAzureResources::countsMachinesOfMachineLearning_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QString>("count");
    const auto row = [](const char *name, const char *type, const char *text, const char *machine, const char *count) {
        QTest::newRow(name) << u"Microsoft.MachineLearningServices/workspaces/w/"_s + QString::fromLatin1(type) << QString::fromLatin1(text).replace(u'\'', u'"')
                            << QString::fromLatin1(machine) << QString::fromLatin1(count);
    };
    const char *deployed = "onlineEndpoints/e/deployments";
    row("deployment", deployed, "'sku':{'name':'Default','capacity':3},'properties':{'instanceType':'Standard_NC24ads_A100_v4'}", "Standard_NC24ads_A100_v4", "3");
    row("deployment of the command line", deployed, "'instance_count':2,'instance_type':'Standard_NC24ads_A100_v4'", "Standard_NC24ads_A100_v4", "2");
    row("deployment, not told", deployed, "'properties':{'instanceType':'Standard_NC24ads_A100_v4'}", "(unsaid)", "(unsaid)");
    row("cluster", "computes", "'properties':{'computeType':'AmlCompute','properties':{'vmSize':'Standard_NC24ads_A100_v4','currentNodeCount':3}}", "Standard_NC24ads_A100_v4", "3");
    row("cluster that is scaled to nothing", "computes", "'properties':{'computeType':'AmlCompute','properties':{'vmSize':'Standard_NC24ads_A100_v4','currentNodeCount':0}}",
        "Standard_NC24ads_A100_v4", "0");
    row("cluster, not told", "computes", "'properties':{'computeType':'AmlCompute','properties':{'vmSize':'Standard_NC24ads_A100_v4','scaleSettings':{'minNodeCount':0,'maxNodeCount':4}}}",
        "(unsaid)", "(unsaid)");
    row("cluster of one size", "computes", "'properties':{'computeType':'AmlCompute','properties':{'vmSize':'Standard_NC24ads_A100_v4','scaleSettings':{'minNodeCount':2,'maxNodeCount':2}}}",
        "Standard_NC24ads_A100_v4", "2");
    row("instance", "computes", "'properties':{'computeType':'ComputeInstance','properties':{'vmSize':'Standard_NC24ads_A100_v4'}}", "Standard_NC24ads_A100_v4", "1");
}

/// A type alone counts as one machine: where the number is not told, neither counts.
void TestAzureResources::countsMachinesOfMachineLearning()
{
    QFETCH(QString, type);
    QFETCH(QString, text);
    const Reading reading = readText(importers::appendAzure, u"a.json"_s,
                                     u"[{\"id\":\"%1\",\"name\":\"a\",\"type\":\"%2\",\"location\":\"westeurope\",%3}]"_s.arg(group(u"rg/providers/%1/a"_s.arg(type)), type, text).toUtf8());
    QCOMPARE(reading.sink.records().size(), 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QTEST(textField(reading.sink.records().first(), u"instance_type"_s), "machine");
    QTEST(textField(reading.sink.records().first(), u"instance_count"_s), "count");
    const QString described = textField(reading.sink.records().first(), u"description"_s);
    QCOMPARE(described.contains(u"how many is not told"_s), textField(reading.sink.records().first(), u"instance_count"_s) == u"(unsaid)"_s);
}

void TestAzureResources::readsThePortalsTable()
{
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_portal.csv"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-csv"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{3, 2, 0, 0, 0, 1}));
    QCOMPARE(reading.sink.entries.at(2).rejectedWhere, u"line 4"_s);
    const auto trainer = reading.sink.record(group(u"rg-ai/providers/microsoft.compute/virtualmachines/trainer-1"_s));
    QVERIFY(trainer);
    QCOMPARE(textField(*trainer, u"resource_type"_s), u"microsoft.compute/virtualmachines"_s);
    QCOMPARE(textField(*trainer, u"instance_type"_s), u"Standard_ND96isr_H100_v5"_s);
    QCOMPARE(textField(*trainer, u"env"_s), u"prod"_s);
    QCOMPARE(placesOf(*trainer), u"3 microsoft/westeurope"_s);
    const auto batch = reading.sink.record(group(u"rg-ai/providers/microsoft.compute/virtualmachinescalesets/batch"_s));
    QVERIFY(batch);
    QCOMPARE(textField(*batch, u"instance_count"_s), u"4"_s);
}

/// The portal's list of all resources names no ids, but a link to each holds it.
void TestAzureResources::readsLinksToThePortal()
{
    const QByteArray link = "https://portal.azure.com/#@corvane.onmicrosoft.com/resource" + group(u""_s).toUtf8();
    const Reading reading = readText(importers::appendAzure, u"Azureresources.csv"_s,
                                     "\xEF\xBB\xBFNAME,TYPE,KIND,RESOURCE GROUP,LOCATION,SUBSCRIPTION,RESOURCE LINK\r\n"
                                     "vm-gpu,microsoft.compute/virtualmachines,,rg-ai,West Europe,Prod," + link + "rg-ai/providers/Microsoft.Compute/virtualMachines/vm-gpu\r\n"
                                     "vm-b,microsoft.compute/virtualmachines,,rg-ai,West Europe,Prod," + link + "rg-ai/providers/Microsoft.Compute/virtualMachines/vm%20b/overview\r\n"
                                     "lost,microsoft.compute/virtualmachines,,rg-ai,West Europe,Prod,https://portal.azure.com/\r\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"azure-csv"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{3, 2, 0, 0, 0, 1}));
    QCOMPARE(reading.sink.entries.constLast().rejectedCode, u"missing-id"_s);
    const auto machine = reading.sink.record(group(u"rg-ai/providers/microsoft.compute/virtualmachines/vm-gpu"_s));
    QVERIFY(machine);
    QCOMPARE(placesOf(*machine), u"3 microsoft/westeurope"_s);
    QVERIFY(reading.sink.record(group(u"rg-ai/providers/microsoft.compute/virtualmachines/vm b"_s)));
}

void TestAzureResources::networks_data()
{
    QTest::addColumn<QByteArray>("properties");
    QTest::addColumn<QString>("reachable");
    QTest::newRow("switched off") << QByteArray(R"("publicNetworkAccess":"Disabled","networkAcls":{"defaultAction":"Allow"})") << u"private"_s;
    QTest::newRow("on") << QByteArray(R"("publicNetworkAccess":"Enabled")") << u"public"_s;
    QTest::newRow("on, behind a firewall") << QByteArray(R"("publicNetworkAccess":"Enabled","networkAcls":{"defaultAction":"Deny","ipRules":[{"value":"1.2.3.4"}]})") << u"selected"_s;
    QTest::newRow("by a perimeter") << QByteArray(R"("publicNetworkAccess":"SecuredByPerimeter")") << u"selected"_s;
    QTest::newRow("not told") << QByteArray(R"("networkAcls":{"defaultAction":"Deny"})") << u"(unsaid)"_s;
}

/// Which networks reach an account: what does not tell it is neither open nor closed.
void TestAzureResources::networks()
{
    QFETCH(QByteArray, properties);
    const Reading reading = readText(importers::appendAzure, u"accounts.json"_s,
                                     R"([{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a","name":"a","type":"Microsoft.CognitiveServices/accounts",)"
                                     R"("kind":"OpenAI","location":"westeurope","properties":{)" + properties + "}}]");
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto account = reading.sink.record(u"/subscriptions/s/resourcegroups/g/providers/microsoft.cognitiveservices/accounts/a"_s);
    QVERIFY(account);
    QTEST(textField(*account, u"network_access"_s), "reachable");
}

/// The command line writes the properties of machines, clusters and storage into the resource itself.
void TestAzureResources::readsFlatProperties()
{
    const Reading reading = readText(
        importers::appendAzure, u"vms.json"_s,
        R"([{"id":"/subscriptions/s/resourceGroups/G/providers/Microsoft.Compute/virtualMachines/V","name":"V","type":"Microsoft.Compute/virtualMachines","location":"westeurope",
        "hardwareProfile":{"vmSize":"Standard_NC24ads_A100_v4"},"storageProfile":{"imageReference":{"publisher":"p","offer":"o","sku":"s","version":"1"}},"host":null,
        "identity":{"type":"UserAssigned","tenantId":"t","userAssignedIdentities":{"/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer":
        {"clientId":"c","principalId":"AAAA"}}}},
        {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/d","name":"d","type":"Microsoft.Storage/storageAccounts","location":"westeurope",
        "enableHttpsTrafficOnly":false,"encryption":{"keySource":"Microsoft.Keyvault"},"secondaryLocation":"northeurope"}])");
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto machine =
        reading.sink.record(u"/subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/v"_s);
    QVERIFY(machine);
    QCOMPARE(textField(*machine, u"instance_type"_s), u"Standard_NC24ads_A100_v4"_s);
    QCOMPARE(textField(*machine, u"image"_s), u"p:o:s:1"_s);
    const auto identity = reading.sink.record(u"azure-principal/aaaa"_s);
    QVERIFY(identity);
    QCOMPARE(identity->name, u"trainer"_s);
    const auto storage =
        reading.sink.record(u"/subscriptions/s/resourcegroups/g/providers/microsoft.storage/storageaccounts/d"_s);
    QVERIFY(storage);
    QCOMPARE(textField(*storage, u"encryption_in_transit"_s), u"false"_s);
    QCOMPARE(textField(*storage, u"key_management"_s), u"cmk"_s);
    QCOMPARE(placesOf(*storage), u"1 microsoft/westeurope, 8 microsoft/northeurope"_s);
}

void TestAzureResources::scopes_data()
{
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QStringList>("within");
    const QString a = u"/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a"_s;
    const QString b = u"/subscriptions/s/resourceGroups/G/providers/Microsoft.Web/sites/b"_s;
    const QString other = u"/subscriptions/t/resourceGroups/g/providers/Microsoft.Web/sites/a"_s;
    const QString vault = u"/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v"_s;
    const QString part = u"/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/x/databases/d"_s;
    const QStringList group{u"azure microsoft.web/sites /subscriptions/s/resourcegroups/g"_s};
    QTest::newRow("one group") << QStringList{a, b} << u"microsoft.web/sites /subscriptions/s"_s << group;
    QTest::newRow("two subscriptions") << QStringList{a, other} << u"microsoft.web/sites /subscriptions/s"_s
                                       << group + QStringList{u"azure microsoft.web/sites /subscriptions/t/resourcegroups/g"_s};
    QTest::newRow("two types") << QStringList{a, vault} << u"q.json"_s
                               << group + QStringList{u"azure microsoft.keyvault/vaults /subscriptions/s/resourcegroups/g"_s};
    const QString server = u"/subscriptions/s/resourcegroups/g/providers/microsoft.sql/servers/x"_s;
    QTest::newRow("parts of a server") << QStringList{part} << u"microsoft.sql/servers/databases "_s + server
                                       << QStringList{u"azure microsoft.sql/servers/databases "_s + server};
}

/// Where the rows happen to lie tells nothing of where was looked: each group (server ...) counts by itself.
void TestAzureResources::scopes()
{
    QFETCH(QStringList, ids);
    QFETCH(QStringList, within);
    QStringList rows;
    for (const QString &id : ids)
        rows.append(u"{\"id\":\"%1\",\"type\":\"x\"}"_s.arg(id));
    const Reading reading = readText(importers::appendAzure, u"q.json"_s, u"[%1]"_s.arg(rows.join(u',')).toUtf8());
    QVERIFY(!reading.error);
    QTEST(reading.sink.head->scope, "scope");
    QStringList told;
    for (const domain::Record &record : reading.sink.records()) {
        if (!told.contains(record.scope))
            told.append(record.scope);
    }
    QCOMPARE(told, within);
}

BAILIWICK_TEST(QCoreApplication, TestAzureResources)

} // namespace tst_azureresources

#include "tst_azureresources.moc"
