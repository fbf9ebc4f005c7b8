// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudrows.h"
#include "support/testmain.h"

namespace tst_dividedkeys {

using domain::Facet;

namespace {

const QByteArray Eu = "projects/k/locations/europe-west3/keyRings/r/cryptoKeys/eu";
const QByteArray Us = "projects/k/locations/us/keyRings/r/cryptoKeys/us";
const QString EuName = u"->//cloudkms.googleapis.com/"_s + QString::fromLatin1(Eu);

/// JSON is written with simple quotes here.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray disk(const QByteArray &key)
{
    return key.isEmpty() ? QByteArray("{}") : "{'diskEncryptionKey':{'kmsKeyName':'" + key + "/cryptoKeyVersions/1'}}";
}

QByteArray machineOf(const QByteArrayList &disks)
{
    return machine("hr", quoted("{'disks':[" + disks.join(',') + "]}"));
}

QByteArray state(const QByteArray &type, const QByteArray &attributes)
{
    return quoted("{'version':4,'terraform_version':'1.9.5','serial':1,'lineage':'l','outputs':{},'resources':[{'mode':'managed','type':'" + type +
                  "','name':'r','instances':[{'attributes':" + attributes + "}]}]}");
}

QByteArray tfMachine(const QByteArray &disks)
{
    return state("google_compute_instance", "{'name':'hr','project':'p-1','zone':'europe-west4-a','self_link':'https://www.googleapis.com/compute/v1/"
                                            "projects/p-1/zones/europe-west4-a/instances/hr'," + disks + "}");
}

QByteArray tfSecret(const QByteArray &first, const QByteArray &second)
{
    const auto copy = [](const QByteArray &key) {
        return "{'location':'europe-west3','customer_managed_encryption':[" + (key.isEmpty() ? key : "{'kms_key_name':'" + key + "'}") + "]}";
    };
    return state("google_secret_manager_secret", "{'secret_id':'s','project':'p','replication':[{'user_managed':[{'replicas':[" + copy(first) + ',' + copy(second) + "]}]}]}");
}

QByteArray awsKey(const QByteArray &region, const QByteArray &id)
{
    return "arn:aws:kms:" + region + ":012345678901:key/" + id;
}

QByteArray tfTable(const QByteArray &key, const QByteArray &ofCopy)
{
    return state("aws_dynamodb_table", "{'arn':'arn:aws:dynamodb:eu-central-1:012345678901:table/t','name':'t','server_side_encryption':[{'enabled':true,'kms_key_arn':'" + key +
                                           "'}],'replica':[{'region_name':'us-east-1','kms_key_arn':'" + ofCopy + "'}]}");
}

QByteArray configTable(const QByteArray &key, const QByteArray &ofCopy)
{
    return quoted("{'fileVersion':'1.0','configSnapshotId':'s','configurationItems':[{'resourceType':'AWS::DynamoDB::Table','resourceId':'t','resourceName':'t',"
                  "'ARN':'arn:aws:dynamodb:eu-central-1:012345678901:table/t','awsAccountId':'012345678901','awsRegion':'eu-central-1','configurationItemStatus':'OK',"
                  "'configurationItemCaptureTime':'2026-10-01T08:00:00.000Z','configuration':{'ssedescription':{'status':'ENABLED','kmsmasterKeyArn':'" + key +
                  "'},'replicas':[{'regionName':'us-east-1','kmsmasterKeyId':'" + ofCopy + "'}]}}]}");
}

QString keyPlaces(const domain::Record &record)
{
    QStringList all;
    for (const domain::Place &place : record.places) {
        if ((place.facets & Facet::Keys) != 0)
            all.append(place.region);
    }
    return all.join(u'|');
}

} // namespace

/// A rule on keys judges a system by its key: one of several must not speak for the others.
class TestDividedKeys : public QObject
{
    Q_OBJECT

private slots:
    void systems_data();
    void systems();
    void poolsOfACluster_data();
    void poolsOfACluster();
};

void TestDividedKeys::systems_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("management");
    QTest::addColumn<QString>("heldIn");
    QTest::addColumn<QString>("told");
    const QString none = u"(unsaid)"_s;
    const auto divided = [&](const char *name, const char *file, const QByteArray &text, const QString &heldIn, const char *told) {
        QTest::newRow(name) << QString::fromLatin1(file) << text << none << none << heldIn << QString::fromLatin1(told);
    };
    const auto one = [&](const char *name, const char *file, const QByteArray &text, const QString &key, const QString &management) {
        QTest::newRow(name) << QString::fromLatin1(file) << text << key << management << QString() << QString();
    };
    one("disks with one key", "a.json", machineOf({disk(Eu), disk(Eu)}), EuName, u"cmk"_s);
    divided("disks with two keys", "a.json", machineOf({disk(Eu), disk(Us)}), u"europe-west3|us"_s, "hr");
    divided("a disk without a key", "a.json", machineOf({disk(Eu), disk({})}), u"europe-west3"_s, "hr");
    divided("a key that comes along for one disk only", "a.json", machineOf({"{'diskEncryptionKey':{'sha256':'abc'}}", disk(Eu)}), u"europe-west3"_s, "hr");
    one("a disk of a source with another key", "a.json",
        resource("compute.googleapis.com/projects/p-1/zones/europe-west4-a/disks/d", "compute.googleapis.com/Disk",
                 quoted("{'diskEncryptionKey':{'kmsKeyName':'" + Eu + "'},'sourceSnapshotEncryptionKey':{'kmsKeyName':'" + Us + "'}}")),
        EuName, u"cmk"_s);
    one("a disk of Google's key, of a source with another", "a.json",
        resource("compute.googleapis.com/projects/p-1/zones/europe-west4-a/disks/d", "compute.googleapis.com/Disk",
                 quoted("{'sourceSnapshotEncryptionKey':{'kmsKeyName':'" + Us + "'}}")),
        none, u"provider"_s);
    const QByteArray found = "{'name':'//storage.googleapis.com/b','assetType':'storage.googleapis.com/Bucket','project':'projects/7','kmsKeys':[";
    divided("a search", "a.json", quoted(found + "'" + Eu + "','" + Us + "']}"), u"europe-west3|us"_s, "b");
    divided("a search, the other way round", "a.json", quoted(found + "'" + Us + "','" + Eu + "']}"), u"us|europe-west3"_s, "b");
    divided("a table", "a.csv", "name,asset_type,project,kms_keys\r\n//storage.googleapis.com/b,storage.googleapis.com/Bucket,projects/7," + Eu + ";" + Us + "\r\n",
            u"europe-west3|us"_s, "b");
    const QByteArray boot = "'boot_disk':[{'kms_key_self_link':'" + Eu + "'}]";
    one("a state, one disk", "a.tfstate", tfMachine(boot + ",'attached_disk':[]"), EuName, u"cmk"_s);
    divided("a state, two keys", "a.tfstate", tfMachine(boot + ",'attached_disk':[{'kms_key_self_link':'" + Us + "'}]"), u"europe-west3|us"_s, "google_compute_instance.r");
    divided("a state, a disk without a key", "a.tfstate", tfMachine(boot + ",'attached_disk':[{'kms_key_self_link':''}]"), u"europe-west3"_s, "google_compute_instance.r");
    one("a state, no keys", "a.tfstate", tfMachine("'boot_disk':[{'kms_key_self_link':''}],'attached_disk':[{'kms_key_self_link':''}]"), none, none);
    one("copies of a secret with one key", "a.tfstate", tfSecret(Eu, Eu), EuName, u"cmk"_s);
    divided("copies of a secret with two", "a.tfstate", tfSecret(Eu, Us), u"europe-west3|us"_s, "google_secret_manager_secret.r");
    const QByteArray main = awsKey("eu-central-1", "1111");
    one("a table's copy with the same key", "a.tfstate", tfTable(awsKey("eu-central-1", "mrk-1"), awsKey("us-east-1", "mrk-1")),
        u"->"_s + QString::fromLatin1(awsKey("eu-central-1", "mrk-1")), u"cmk"_s);
    divided("a table's copy with another key", "a.tfstate", tfTable(main, awsKey("us-east-1", "2222")), u"eu-central-1|us-east-1"_s, "aws_dynamodb_table.r");
    divided("a table's copy without one", "a.tfstate", tfTable(main, {}), u"eu-central-1"_s, "aws_dynamodb_table.r");
    divided("a table's copy, of the inventory", "a.json", configTable(main, awsKey("us-east-1", "2222")), u"eu-central-1|us-east-1"_s, "t");
    one("a table's copy with the same key, of the inventory", "a.json", configTable(awsKey("eu-central-1", "mrk-1"), awsKey("us-east-1", "mrk-1")),
        u"->"_s + QString::fromLatin1(awsKey("eu-central-1", "mrk-1")), u"cmk"_s);
}

void TestDividedKeys::systems()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QString, told);
    const Family family = file.endsWith(".tfstate"_L1) ? importers::appendTerraform : text.contains("configurationItems") ? importers::appendAwsConfig : importers::appendGoogle;
    const Reading reading = readText(family, file, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.records().size(), 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const domain::Record record = reading.sink.records().first();
    QTEST(textField(record, u"key"_s), "key");
    QTEST(textField(record, u"key_management"_s), "management");
    QTEST(keyPlaces(record), "heldIn");
    QVERIFY((record.completeFacets & Facet::Keys) == 0);
    QStringList messages;
    for (const domain::Diagnostic &one : reading.sink.diagnostics) {
        if (one.code == "several-keys"_L1)
            messages.append(one.message.section(u':', 0, 0));
    }
    QCOMPARE(messages.join(u'|'), told);
}

void TestDividedKeys::poolsOfACluster_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("ofCluster");
    const auto asset = [](const QByteArray &secrets) {
        return resource("container.googleapis.com/projects/p/locations/europe-west3/clusters/c", "container.googleapis.com/Cluster",
                        quoted("{'name':'c'," + secrets + ",'nodeConfig':{'bootDiskKmsKey':'" + Eu + "'},'nodePools':[{'name':'a','config':{'bootDiskKmsKey':'" + Eu +
                               "'}},{'name':'b','config':{}}]}"));
    };
    const auto planned = [](const QByteArray &secrets) {
        return state("google_container_cluster", "{'name':'c','project':'p','location':'europe-west3'," + secrets +
                                                     ",'node_pool':[{'name':'a','node_config':[{'boot_disk_kms_key':'" + Eu + "'}]},{'name':'b','node_config':[{}]}]}");
    };
    QTest::newRow("secrets in the clear") << u"a.json"_s << asset("'databaseEncryption':{'state':'DECRYPTED'}") << u"(unsaid)"_s;
    QTest::newRow("secrets with a key") << u"a.json"_s << asset("'databaseEncryption':{'state':'ENCRYPTED','keyName':'" + Eu + "'}") << EuName;
    QTest::newRow("a state, secrets in the clear") << u"a.tfstate"_s << planned("'database_encryption':[{'state':'DECRYPTED','key_name':''}]") << u"(unsaid)"_s;
    QTest::newRow("a state, secrets with a key") << u"a.tfstate"_s << planned("'database_encryption':[{'state':'ENCRYPTED','key_name':'" + Eu + "'}]") << EuName;
}

void TestDividedKeys::poolsOfACluster()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    const Reading reading = readText(file.endsWith(".tfstate"_L1) ? importers::appendTerraform : importers::appendGoogle, file, text);
    const QString cluster = u"//container.googleapis.com/projects/p/locations/europe-west3/clusters/c"_s;
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    for (const QString &key : {cluster, cluster + u"/nodePools/a"_s, cluster + u"/nodePools/b"_s})
        QVERIFY2(reading.sink.record(key), qPrintable(key));
    QTEST(textField(*reading.sink.record(cluster), u"key"_s), "ofCluster");
    QCOMPARE(textField(*reading.sink.record(cluster + u"/nodePools/a"_s), u"key"_s), EuName);
    QCOMPARE(textField(*reading.sink.record(cluster + u"/nodePools/a"_s), u"key_management"_s), u"cmk"_s);
    QCOMPARE(textField(*reading.sink.record(cluster + u"/nodePools/b"_s), u"key"_s), u"(unsaid)"_s);
}

BAILIWICK_TEST(QCoreApplication, TestDividedKeys)

} // namespace tst_dividedkeys

#include "tst_dividedkeys.moc"
