// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_terraformcopies {

using namespace Qt::StringLiterals;
using domain::Facet;

namespace {

/// One resource after another: its type and its attributes.
using Resources = QList<std::pair<QByteArray, QByteArray>>;

/// JSON is written with simple quotes here.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray state(const Resources &resources)
{
    QByteArrayList all;
    for (const auto &[type, attributes] : resources)
        all.append("{'mode':'managed','type':'" + type + "','name':'r','instances':[{'attributes':" + attributes + "}]}");
    return quoted("{'version':4,'terraform_version':'1.9.5','serial':1,'lineage':'l','outputs':{},'resources':[" + all.join(',') + "]}");
}

QByteArray shown(const Resources &resources)
{
    QByteArrayList all;
    for (const auto &[type, attributes] : resources)
        all.append("{'address':'" + type + ".r','mode':'managed','type':'" + type + "','name':'r','values':" + attributes + "}");
    return quoted("{'format_version':'1.0','terraform_version':'1.9.5','values':{'root_module':{'resources':[" + all.join(',') + "]}}}");
}

QByteArray azure(const QByteArray &type, const QByteArray &more)
{
    const QByteArray id = "/subscriptions/s/resourceGroups/rg/providers/" + type + "/a";
    return "{'id':'" + id + "','name':'a','location':'brazilsouth'" + (more.isEmpty() ? more : ',' + more) + "}";
}

const QByteArray rds = "arn:aws:rds:sa-east-1:012345678901:db:";

} // namespace

/// Second places of what a cloud copies elsewhere: an officer who asks where data are must hear of them from a state as well.
class TestTerraformCopies : public QObject
{
    Q_OBJECT

private slots:
    void places_data();
    void places();
    void databaseOfAnotherState();
    void replicatedBackups();
    void keyOfATable_data();
    void keyOfATable();
    void secretOfGoogle_data();
    void secretOfGoogle();
};

void TestTerraformCopies::places_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("complete");
    const auto row = [](const char *name, const QByteArray &type, const QByteArray &attributes, const QString &where, int complete) {
        QTest::newRow(name) << type << attributes << where << complete;
    };
    const int hosting = Facet::Hosting;
    const int failover = Facet::Failover;
    const QByteArray storage = "Microsoft.Storage/storageAccounts";
    row("storage in one region", "azurerm_storage_account", azure(storage, "'secondary_location':''"), u"1 microsoft/brazilsouth"_s, hosting);
    row("storage that fails over", "azurerm_storage_account", azure(storage, "'secondary_location':'southcentralus'"),
        u"1 microsoft/brazilsouth, %1 microsoft/southcentralus"_s.arg(failover), hosting | failover);
    const QByteArray cosmos = "Microsoft.DocumentDB/databaseAccounts";
    row("Cosmos DB", "azurerm_cosmosdb_account",
        azure(cosmos, "'geo_location':[{'location':'brazilsouth','failover_priority':0},{'location':'East US','failover_priority':1}]"),
        u"1 microsoft/brazilsouth, 1 microsoft/eastus"_s, hosting);
    row("Cosmos DB whose record is kept elsewhere", "azurerm_cosmosdb_account", azure(cosmos, "'geo_location':[{'location':'eastus'}]"),
        u"1 microsoft/eastus"_s, hosting);
    row("Cosmos DB that lists none", "azurerm_cosmosdb_account", azure(cosmos, ""), u"1 microsoft/brazilsouth"_s, 0);
    const QByteArray registry = "Microsoft.ContainerRegistry/registries";
    row("registry", "azurerm_container_registry", azure(registry, "'georeplications':[]"), u"1 microsoft/brazilsouth"_s, hosting);
    row("replicated registry", "azurerm_container_registry", azure(registry, "'georeplications':[{'location':'eastus2'}]"),
        u"1 microsoft/brazilsouth, 1 microsoft/eastus2"_s, hosting);
    row("SQL of Google, backups in a multi-region", "google_sql_database_instance",
        "{'name':'q','project':'p','region':'southamerica-east1','settings':[{'backup_configuration':[{'enabled':true,'location':'us'}]}]}",
        u"1 google/southamerica-east1, %1 google/us"_s.arg(Facet::Backup), hosting);
    row("secret of AWS", "aws_secretsmanager_secret",
        "{'arn':'arn:aws:secretsmanager:eu-central-1:012345678901:secret:x-1','name':'x','replica':[{'region':'us-east-1','status':'InSync'}]}",
        u"1 aws/eu-central-1, %1 aws/us-east-1"_s.arg(failover), hosting);
    row("table", "aws_dynamodb_table",
        "{'arn':'arn:aws:dynamodb:eu-central-1:012345678901:table/t','name':'t','replica':[{'region_name':'us-west-2'},{'region_name':'us-west-2'}]}",
        u"1 aws/eu-central-1, %1 aws/us-west-2"_s.arg(failover), hosting);
    row("database with replicas", "aws_db_instance",
        "{'arn':'" + rds + "a','identifier':'a','replicas':['b','arn:aws:rds:us-east-1:012345678901:db:c']}",
        u"1 aws/sa-east-1, %1 aws/us-east-1"_s.arg(failover), hosting);
}

void TestTerraformCopies::places()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, attributes);
    for (const QByteArray &text : {state({{type, attributes}}), shown({{type, attributes}})}) {
        const Reading reading = readText(importers::appendTerraform, u"a.json"_s, text);
        QVERIFY(!reading.error);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
        QCOMPARE(reading.sink.records().size(), 1);
        const domain::Record &record = reading.sink.records().first();
        QTEST(placesOf(record), "where");
        QTEST(int(record.completeFacets), "complete");
    }
}

/// A copy tells of the database that it is made of, which another state made: what stands in that other region is no less there.
void TestTerraformCopies::databaseOfAnotherState()
{
    const QByteArray copy = "{'identifier':'kern','arn':'" + rds + "kern','replicate_source_db':'arn:aws:rds:us-east-1:012345678901:db:src'}";
    const Reading alone = readText(importers::appendTerraform, u"a.tfstate"_s, state({{"aws_db_instance", copy}}));
    QCOMPARE(againstCatalogue(alone.sink), QStringList());
    QCOMPARE(alone.sink.records().size(), 2);
    const auto kern = alone.sink.record(QString::fromLatin1(rds) + u"kern"_s);
    QVERIFY(kern);
    QCOMPARE(placesOf(*kern), u"1 aws/sa-east-1"_s);
    const auto source = alone.sink.record(u"arn:aws:rds:us-east-1:012345678901:db:src"_s);
    QVERIFY(source);
    QVERIFY(!source->whole);
    QCOMPARE(textField(*source, u"resource_type"_s), u"AWS::RDS::DBInstance"_s);
    QCOMPARE(textField(*source, u"service_model"_s), textField(*kern, u"service_model"_s));
    const QString where = u"1 aws/us-east-1, %1 aws/sa-east-1"_s.arg(Facet::Failover);
    QCOMPARE(placesOf(*source), where);
    QCOMPARE(source->completeFacets, 0);

    const QByteArray own = "{'identifier':'src','arn':'arn:aws:rds:us-east-1:012345678901:db:src'}";
    const Reading both = readText(importers::appendTerraform, u"a.tfstate"_s, state({{"aws_db_instance", copy}, {"aws_db_instance", own}}));
    QCOMPARE(both.sink.records().size(), 2);
    QCOMPARE(placesOf(both.sink.record(source->key).value_or(domain::Record())), where);
    QVERIFY(both.sink.record(source->key)->whole);

    // Within its region a copy is in no second place.
    const QByteArray near = "{'identifier':'kern','arn':'" + rds + "kern','replicate_source_db':'" + rds + "src'}";
    QCOMPARE(readText(importers::appendTerraform, u"a.tfstate"_s, state({{"aws_db_instance", near}})).sink.records().size(), 1);
}

void TestTerraformCopies::replicatedBackups()
{
    const Reading reading = readText(importers::appendTerraform, u"a.tfstate"_s,
                                     state({{"aws_db_instance", "{'identifier':'kern','arn':'" + rds + "kern'}"},
                                            {"aws_db_instance_automated_backups_replication",
                                             "{'id':'arn:aws:rds:us-east-1:012345678901:auto-backup:ab-1','source_db_instance_arn':'" + rds + "kern'}"}}));
    QCOMPARE(reading.sink.records().size(), 1);
    QCOMPARE(placesOf(reading.sink.records().first()), u"1 aws/sa-east-1, %1 aws/us-east-1"_s.arg(Facet::Backup));
    QCOMPARE(reading.sink.ignoredByCode().value(u"part-of-another"_s), 1);
}

void TestTerraformCopies::keyOfATable_data()
{
    QTest::addColumn<QByteArray>("encryption");
    QTest::addColumn<QString>("management");
    QTest::addColumn<QString>("key");
    const QString key = u"arn:aws:kms:eu-central-1:012345678901:key/1111"_s;
    QTest::newRow("the customer's") << "[{'enabled':true,'kms_key_arn':'" + key.toLatin1() + "'}]" << u"cmk"_s << u"->"_s + key;
    QTest::newRow("one that nobody names") << QByteArray("[{'enabled':false,'kms_key_arn':''}]") << u"(unsaid)"_s << u"(unsaid)"_s;
    QTest::newRow("not told") << QByteArray("[]") << u"(unsaid)"_s << u"(unsaid)"_s;
}

void TestTerraformCopies::keyOfATable()
{
    QFETCH(QByteArray, encryption);
    const Reading reading = readText(importers::appendTerraform, u"a.tfstate"_s,
                                     state({{"aws_dynamodb_table", "{'arn':'arn:aws:dynamodb:eu-central-1:012345678901:table/t','name':'t','server_side_encryption':" +
                                                                       encryption + "}"}}));
    QCOMPARE(reading.sink.records().size(), 1);
    QTEST(textField(reading.sink.records().first(), u"key_management"_s), "management");
    QTEST(textField(reading.sink.records().first(), u"key"_s), "key");
}

void TestTerraformCopies::secretOfGoogle_data()
{
    QTest::addColumn<QByteArray>("replication");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("key");
    QTest::newRow("the customer's places") << QByteArray("[{'auto':[],'user_managed':[{'replicas':[{'location':'europe-west3'},{'location':'us-east1'}]}]}]")
                                           << u"1 google/europe-west3, 1 google/us-east1"_s << u"(unsaid)"_s;
    QTest::newRow("with keys") << QByteArray("[{'user_managed':[{'replicas':[{'location':'europe-west3','customer_managed_encryption':"
                                             "[{'kms_key_name':'projects/p/locations/europe-west3/keyRings/r/cryptoKeys/k'}]}]}]}]")
                               << u"1 google/europe-west3"_s << u"->//cloudkms.googleapis.com/projects/p/locations/europe-west3/keyRings/r/cryptoKeys/k"_s;
    QTest::newRow("wherever Google likes") << QByteArray("[{'auto':[{}],'user_managed':[]}]") << QString() << u"(unsaid)"_s;
}

/// A secret is a system, under the name that the asset inventory gives it.
void TestTerraformCopies::secretOfGoogle()
{
    QFETCH(QByteArray, replication);
    const Resources secret{{"google_secret_manager_secret",
                            "{'id':'projects/p/secrets/s','name':'projects/77/secrets/s','secret_id':'s','project':'p','replication':" + replication + "}"}};
    for (const QByteArray &text : {state(secret), shown(secret)}) {
        const Reading reading = readText(importers::appendTerraform, u"a.json"_s, text);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
        const auto record = reading.sink.record(u"//secretmanager.googleapis.com/projects/p/secrets/s"_s);
        QVERIFY(record);
        QCOMPARE(record->name, u"s"_s);
        QCOMPARE(textField(*record, u"resource_type"_s), u"secretmanager.googleapis.com/Secret"_s);
        QCOMPARE(textField(*record, u"role"_s), u"assessed"_s);
        QVERIFY(std::any_of(record->aliases.cbegin(), record->aliases.cend(),
                            [](const auto &alias) { return alias.value == u"//secretmanager.googleapis.com/projects/77/secrets/s"_s; }));
        QTEST(placesOf(*record), "where");
        QTEST(textField(*record, u"key"_s), "key");
    }
}

BAILIWICK_TEST(QCoreApplication, TestTerraformCopies)

} // namespace tst_terraformcopies

#include "tst_terraformcopies.moc"
