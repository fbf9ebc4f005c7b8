// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_terraformclouds {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

const Reading &hosted()
{
    static const Reading reading = readWith(importers::appendTerraform, ownFile(u"terraform/hosted.tfstate"_s));
    return reading;
}

/// By what it is called, and by its type where a site has the same name.
std::optional<domain::Record> called(const Reading &reading, const QString &name, EntityKind kind = EntityKind::Workload)
{
    for (const domain::Record &record : reading.sink.records()) {
        if (record.name == name && record.kind == kind)
            return record;
    }
    return std::nullopt;
}

constexpr auto Uuid = "11111111-2222-4333-8444-0000000000";

} // namespace

/// States of clouds that have no export of their own which is read: Hetzner, Scaleway, OVHcloud, and of OpenStack, vSphere, Proxmox and libvirt.
class TestTerraformClouds : public QObject
{
    Q_OBJECT

private slots:
    void countsEveryInstance();
    void systems_data();
    void systems();
    void placesThatTheStateDoesNotTell_data();
    void placesThatTheStateDoesNotTell();
    void sites();
    void storesNoSecrets();
    void nodesOfClusters_data();
    void nodesOfClusters();
    void models();
    void plannedServer();
};

void TestTerraformClouds::countsEveryInstance()
{
    QVERIFY(!hosted().error);
    QCOMPARE(hosted().format, u"tfstate"_s);
    QCOMPARE(againstCatalogue(hosted().sink), QStringList());
    // jq '[.resources[].instances[]] | length'; two are looked up, a network and a public key are nothing that is read
    QCOMPARE(hosted().sink.counts().read, 34);
    QCOMPARE(hosted().sink.counts().rejected, 0);
    QCOMPARE(hosted().sink.ignoredByCode().value(u"data-source"_s), 2);
    QCOMPARE(hosted().sink.ignoredByCode().value(u"type-not-read"_s), 2);
    QCOMPARE(hosted().sink.ignoredByCode().value(u"provider-not-read"_s), 0);
    QCOMPARE(countOfKind(hosted().sink, EntityKind::Workload), 34 - 4 - 1);
    QCOMPARE(countOfKind(hosted().sink, EntityKind::Key), 1);
}

void TestTerraformClouds::systems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("places");
    const auto row = [](const char *name, const char *attribute, const QString &value, const char *places) {
        QTest::newRow(qPrintable(QString::fromLatin1(name) + u' ' + QString::fromLatin1(attribute)))
            << QString::fromLatin1(name) << QString::fromLatin1(attribute) << value << QString::fromLatin1(places);
    };
    const QString cluster = u"->scaleway:k8s_cluster/fr-par/"_s + QString::fromLatin1(Uuid) + u"04"_s;
    row("web", "provider", u"->hetzner"_s, "3 hetzner/fsn1");
    row("web", "instance_type", u"cx32"_s, "3 hetzner/fsn1");
    row("web", "instance_count", u"1"_s, "3 hetzner/fsn1");
    row("web", "role", u"assessed"_s, "3 hetzner/fsn1");
    row("web", "service_model", u"iaas"_s, "3 hetzner/fsn1");
    row("web", "backup", u"true"_s, "3 hetzner/fsn1");
    row("web", "env", u"prod"_s, "3 hetzner/fsn1");
    row("web", "resource_type", u"hcloud_server"_s, "3 hetzner/fsn1");
    row("old", "backup", u"false"_s, "3 hetzner/hel1-dc2");
    row("data", "role", u"supporting"_s, "1 hetzner/nbg1");
    row("data", "part_of", u"->hcloud:server/42"_s, "1 hetzner/nbg1");
    row("spare", "part_of", u"(unsaid)"_s, "1 hetzner/nbg1");
    row("archive", "service_model", u"paas"_s, "1 hetzner/fsn1");
    row("gpu", "instance_type", u"H100-2-80G"_s, "3 scaleway/fr-par-2");
    row("gpu", "account", u"p-1"_s, "3 scaleway/fr-par-2");
    row("gpu", "env", u"prod"_s, "3 scaleway/fr-par-2");
    row("gpu", "state", u"started"_s, "3 scaleway/fr-par-2");
    row("metal", "tenancy", u"dedicated_hardware"_s, "3 scaleway/fr-par-1");
    row("files", "role", u"assessed"_s, "1 scaleway/nl-ams");
    row("ledger", "encryption_at_rest", u"true"_s, "1 scaleway/pl-waw");
    row("ledger", "backup", u"true"_s, "1 scaleway/pl-waw");
    row("k", "resource_type", u"scaleway_k8s_cluster"_s, "19 scaleway/fr-par");
    row("gpus", "part_of", cluster, "3 scaleway/fr-par-2");
    row("gpus", "instance_type", u"L4-2-24G"_s, "3 scaleway/fr-par-2");
    row("gpus", "instance_count", u"3"_s, "3 scaleway/fr-par-2"); // what there is, not what was asked for
    row("vm", "provider", u"->ovhcloud"_s, "3 ovhcloud/gra11");
    row("vm", "instance_type", u"l4-90"_s, "3 ovhcloud/gra11");
    row("vm", "account", u"prj"_s, "3 ovhcloud/gra11");
    row("pg", "backup", u"true"_s, "1 ovhcloud/gra, 1 ovhcloud/sbg, 4 ovhcloud/bhs");
    row("mks", "service_model", u"paas"_s, "19 ovhcloud/eu-west-par");
    row("np", "instance_count", u"2"_s, "3 ovhcloud/eu-west-par"); // as its cluster
    row("bucket", "encryption_at_rest", u"true"_s, "1 ovhcloud/bhs");
    row("box", "tenancy", u"dedicated_hardware"_s, "3 ovhcloud/rbx8");
}

void TestTerraformClouds::systems()
{
    QFETCH(QString, name);
    QFETCH(QString, attribute);
    const auto record = called(hosted(), name);
    QVERIFY(record);
    QTEST(textField(*record, attribute), "value");
    QTEST(placesOf(*record), "places");
}

void TestTerraformClouds::placesThatTheStateDoesNotTell_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("deployment");
    QTest::addColumn<QString>("places");
    const QString region = u"/terraform:l-hosted:openstack/RegionOne"_s;
    QTest::newRow("OpenStack, whose region the state names") << u"vm-a"_s << u"(unsaid)"_s << u"3 "_s + region;
    QTest::newRow("OpenStack, without a region") << u"vm-b"_s << u"(unsaid)"_s << QString();
    QTest::newRow("OpenStack, objects") << u"backups"_s << u"(unsaid)"_s << u"1 "_s + region;
    QTest::newRow("OpenStack, cluster") << u"m"_s << u"(unsaid)"_s << u"3 "_s + region;
    QTest::newRow("vSphere, data centre by its store") << u"ledger"_s << u"onprem"_s << u"3 /terraform:l-hosted:vsphere/datacenter-2"_s;
    QTest::newRow("vSphere, data centre not looked up") << u"lonely"_s << u"onprem"_s << QString();
    QTest::newRow("Proxmox, by Telmate") << u"pm"_s << u"onprem"_s << QString();
    QTest::newRow("Proxmox, by bpg") << u"dns"_s << u"onprem"_s << QString();
    QTest::newRow("libvirt") << u"kvm"_s << u"onprem"_s << QString();
    QTest::newRow("libvirt, disk") << u"v"_s << u"onprem"_s << QString();
}

void TestTerraformClouds::placesThatTheStateDoesNotTell()
{
    QFETCH(QString, name);
    // Two are called "ledger": the other is a database at Scaleway.
    std::optional<domain::Record> record;
    for (const domain::Record &one : hosted().sink.records()) {
        if (one.name == name && one.kind == EntityKind::Workload && !textField(one, u"resource_type"_s).startsWith("scaleway"_L1))
            record = one;
    }
    QVERIFY(record);
    QTEST(textField(*record, u"deployment_type"_s), "deployment");
    QTEST(placesOf(*record), "places");
    // Who runs it is not in the state either.
    QCOMPARE(textField(*record, u"provider"_s), u"(unsaid)"_s);
    QCOMPARE(record->completeFacets != 0, !record->places.isEmpty());
}

void TestTerraformClouds::sites()
{
    const auto room = called(hosted(), u"Frankfurt 1"_s, EntityKind::Location);
    QVERIFY(room);
    QCOMPARE(textField(*room, u"site_kind"_s), u"on_premises"_s);
    // A name proves no country.
    QCOMPARE(textField(*room, u"country"_s), u"(unsaid)"_s);
    QVERIFY(called(hosted(), u"OpenStack region RegionOne"_s, EntityKind::Location));
    QCOMPARE(countOfKind(hosted().sink, EntityKind::Location), 2);
    // A data centre that the state made itself.
    const Reading own = readText(importers::appendTerraform, u"dc.tfstate"_s,
                                 R"({"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"l","resources":[{"mode":"managed","type":"vsphere_datacenter",)"
                                 R"("name":"d","instances":[{"attributes":{"id":"/dc","moid":"datacenter-7","name":"Bunker"}}]}]})");
    QVERIFY(called(own, u"Bunker"_s, EntityKind::Location));
}

void TestTerraformClouds::storesNoSecrets()
{
    for (const domain::Record &record : hosted().sink.records()) {
        for (const domain::Field &field : record.fields)
            QVERIFY2(!textField(record, field.attr).contains(u"SECRET"_s), qPrintable(record.key + u' ' + field.attr));
    }
}

void TestTerraformClouds::nodesOfClusters_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("node");
    const QString uuid = QString::fromLatin1(Uuid);
    QTest::newRow("Hetzner") << u"web"_s << u"hcloud:server/42"_s << u"hcloud://42"_s;
    QTest::newRow("Scaleway") << u"gpu"_s << u"scaleway:instance_server/fr-par-2/"_s + uuid + u"01"_s
                              << u"scaleway://instance/fr-par-2/"_s + uuid + u"01"_s;
    QTest::newRow("OVHcloud") << u"vm"_s << u"ovh:cloud_project_instance/"_s + uuid + u"11"_s << u"openstack:///"_s + uuid + u"11"_s;
    QTest::newRow("OpenStack") << u"vm-a"_s << u"openstack:compute_instance_v2/"_s + uuid + u"21"_s
                               << u"openstack:///"_s + uuid + u"21"_s;
    QTest::newRow("vSphere") << u"lonely"_s << u"vsphere:virtual_machine/4217aaaa-0000-4000-8000-000000000002"_s
                             << u"vsphere://4217aaaa-0000-4000-8000-000000000002"_s;
    // Its number is another machine's in another cluster.
    QTest::newRow("Proxmox") << u"pm"_s << u"terraform:l-hosted:proxmox_vm_qemu.vm"_s << QString();
}

/// A node of Kubernetes is the server that the state knows.
void TestTerraformClouds::nodesOfClusters()
{
    QFETCH(QString, name);
    const auto record = called(hosted(), name);
    QVERIFY(record);
    QTEST(record->key, "key");
    QTEST(aliasOf(*record, u"provider-id"_s), "node");
}

void TestTerraformClouds::models()
{
    const auto chat = called(hosted(), u"chat"_s);
    QVERIFY(chat);
    QCOMPARE(textField(*chat, u"models"_s), chat->key + u"/model..."_s);
    const auto model = hosted().sink.record(chat->key + u"/model"_s);
    QVERIFY(model);
    QCOMPARE(model->kind, EntityKind::Model);
    QCOMPARE(model->name, u"mistral-7b-instruct-v0.3:bf16"_s);
    QCOMPARE(textField(*model, u"availability"_s), u"in_use"_s);
    QCOMPARE(placesOf(*model), u"3 scaleway/fr-par"_s);
    const auto key = called(hosted(), u"key"_s, EntityKind::Key);
    QVERIFY(key);
    QCOMPARE(textField(*key, u"custody"_s), u"customer_in_provider"_s);
    QCOMPARE(placesOf(*key), u"512 scaleway/fr-par"_s);
}

void TestTerraformClouds::plannedServer()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"plan.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[)"
               R"({"address":"hcloud_server.new","mode":"managed","type":"hcloud_server","name":"new","values":{"name":"new","server_type":"cx22","location":"nbg1"}}]}},)"
               R"("resource_changes":[]})");
    file.close();
    const Reading plan = readWith(importers::appendTerraform, file.fileName(), u"terraform-plan"_s);
    const auto planned = plan.sink.record(u"terraform:plan.json:hcloud_server.new"_s);
    QVERIFY(planned);
    QCOMPARE(textField(*planned, u"state"_s), u"planned"_s);
    QCOMPARE(placesOf(*planned), u"3 hetzner/nbg1"_s);
}

BAILIWICK_TEST(QCoreApplication, TestTerraformClouds)

} // namespace tst_terraformclouds

#include "tst_terraformclouds.moc"
