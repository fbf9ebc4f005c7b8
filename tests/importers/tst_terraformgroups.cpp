// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

#include <algorithm>

namespace tst_terraformgroups {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

const Reading &groups()
{
    static const Reading reading = readWith(importers::appendTerraform, ownFile(u"terraform/groups.tfstate"_s));
    return reading;
}

constexpr auto Eks = "arn:aws:eks:eu-central-1:111122223333:nodegroup/prod/";
constexpr auto Gke = "//container.googleapis.com/projects/p-1/locations/europe-west4/clusters/c";
constexpr auto SageMaker = "arn:aws:sagemaker:eu-west-1:111122223333:";

} // namespace

/// Machines that a state declares for others: node groups of managed clusters, variants of inference endpoints. Their accelerators follow from
/// the type and number of the machines, or are named beside them.
class TestTerraformGroups : public QObject
{
    Q_OBJECT

private slots:
    void countsEveryInstance();
    void machines_data();
    void machines();
    void namedChips_data();
    void namedChips();
    void notCountedTwice();
    void machinesOfModels_data();
    void machinesOfModels();
    void severalTypesOfNothing_data();
    void severalTypesOfNothing();
};

void TestTerraformGroups::countsEveryInstance()
{
    QVERIFY(!groups().error);
    QCOMPARE(againstCatalogue(groups().sink), QStringList());
    QCOMPARE(groups().sink.counts().read, 17);
    QCOMPARE(groups().sink.counts().rejected, 0);
    QCOMPARE(groups().sink.ignoredByCode().value(u"data-source"_s), 1);
}

void TestTerraformGroups::machines_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("count");
    QTest::addColumn<QString>("whole");
    QTest::addColumn<QString>("places");
    const QString eks = QString::fromLatin1(Eks);
    const QString gke = QString::fromLatin1(Gke);
    const QString sm = QString::fromLatin1(SageMaker);
    const QString prod = u"->arn:aws:eks:eu-central-1:111122223333:cluster/prod"_s;
    const QString none = u"(unsaid)"_s;
    const QString aks = u"/subscriptions/s-1/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/aks"_s;
    QTest::newRow("EKS") << eks + u"gpu/aaaa-1"_s << u"p5.48xlarge"_s << u"3"_s << prod << u"3 aws/eu-central-1"_s;
    QTest::newRow("EKS, any of several types") << eks + u"spot/aaaa-1"_s << u"g5.xlarge, g5.2xlarge"_s << u"2"_s << prod << u"3 aws/eu-central-1"_s;
    QTest::newRow("EKS, type of the launch template")
        << eks + u"templated/aaaa-1"_s << u"g6.12xlarge"_s << u"1"_s << prod << u"3 aws/eu-central-1"_s;
    QTest::newRow("EKS, scaled to nothing") << eks + u"off/aaaa-1"_s << u"p4d.24xlarge"_s << u"0"_s << prod << u"3 aws/eu-central-1"_s;
    QTest::newRow("GKE, one for each zone") << gke + u"/nodePools/t4"_s << u"n1-standard-8"_s << u"3"_s << u"->"_s + gke
                                            << u"3 google/europe-west4"_s;
    QTest::newRow("GKE, listed by the cluster alone")
        << gke + u"/nodePools/tpu"_s << u"ct5lp-hightpu-4t"_s << u"2"_s << u"->"_s + gke << u"3 google/europe-west4"_s;
    QTest::newRow("GKE, in one zone") << u"//container.googleapis.com/projects/p-1/zones/europe-west4-b/clusters/z/nodePools/a3"_s
                                      << u"a3-highgpu-8g"_s << u"2"_s
                                      << u"->//container.googleapis.com/projects/p-1/zones/europe-west4-b/clusters/z"_s
                                      << u"3 google/europe-west4"_s;
    QTest::newRow("GKE, zones not told") << gke + u"/nodePools/unknown"_s << none << none << u"->"_s + gke << u"3 google/europe-west4"_s;
    QTest::newRow("AKS, of a cluster that is only looked up")
        << aks + u"/agentpools/gpu"_s << u"Standard_ND96isr_H100_v5"_s << u"2"_s << u"->"_s + aks << u"3 microsoft/westeurope"_s;
    QTest::newRow("endpoint, variants of one type")
        << sm + u"endpoint/one"_s << u"ml.g5.12xlarge"_s << u"4"_s << none << u"3 aws/eu-west-1"_s;
    QTest::newRow("its configuration, which runs nothing itself")
        << sm + u"endpoint-config/one"_s << u"ml.g5.12xlarge"_s << u"4"_s << u"->"_s + sm + u"endpoint/one"_s << u"1 aws/eu-west-1"_s;
    QTest::newRow("configuration without an endpoint")
        << sm + u"endpoint-config/idle"_s << u"ml.p5.48xlarge"_s << u"1"_s << none << u"1 aws/eu-west-1"_s;
    QTest::newRow("endpoint, variants of several types") << sm + u"endpoint/two"_s << none << none << none << u"3 aws/eu-west-1"_s;
    QTest::newRow("its first variant") << sm + u"endpoint/two#big"_s << u"ml.p4d.24xlarge"_s << u"1"_s
                                       << u"->"_s + sm + u"endpoint/two"_s << u"3 aws/eu-west-1"_s;
    QTest::newRow("its second variant") << sm + u"endpoint/two#small"_s << u"ml.g5.xlarge"_s << u"3"_s
                                        << u"->"_s + sm + u"endpoint/two"_s << u"3 aws/eu-west-1"_s;
    QTest::newRow("its serverless variant") << sm + u"endpoint/two#none"_s << none << none << u"->"_s + sm + u"endpoint/two"_s
                                            << u"3 aws/eu-west-1"_s;
}

void TestTerraformGroups::machines()
{
    QFETCH(QString, key);
    const auto record = groups().sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, u"instance_type"_s), "type");
    QTEST(textField(*record, u"instance_count"_s), "count");
    QTEST(textField(*record, u"part_of"_s), "whole");
    QTEST(placesOf(*record), "places");
    const bool supporting = !key.endsWith(u"endpoint/one"_s) && !key.endsWith(u"endpoint/two"_s);
    QCOMPARE(textField(*record, u"role"_s), supporting ? u"supporting"_s : u"assessed"_s);
    if (key.contains(u"endpoint-config"_s))
        QCOMPARE(textField(*record, u"resource_type"_s), u"AWS::SageMaker::EndpointConfig"_s);
    if (key.contains(u"nodegroup"_s))
        QCOMPARE(textField(*record, u"resource_type"_s), u"AWS::EKS::Nodegroup"_s);
}

void TestTerraformGroups::namedChips_data()
{
    QTest::addColumn<QString>("pool");
    QTest::addColumn<QString>("chip");
    QTest::addColumn<QString>("count");
    const QString gke = u"acc:"_s + QString::fromLatin1(Gke);
    QTest::newRow("two in each of three zones") << gke + u"/nodePools/t4"_s << u"nvidia-tesla-t4"_s << u"6"_s;
    QTest::newRow("eight in each of two") << u"acc://container.googleapis.com/projects/p-1/zones/europe-west4-b/clusters/z/nodePools/a3"_s
                                          << u"nvidia-h100-80gb"_s << u"16"_s;
    QTest::newRow("of machines whose number is not told") << gke + u"/nodePools/unknown"_s << u"nvidia-tesla-t4"_s << u"(unsaid)"_s;
}

void TestTerraformGroups::namedChips()
{
    QFETCH(QString, pool);
    const auto record = groups().sink.record(pool);
    QVERIFY(record);
    QTEST(textField(*record, u"chip"_s), "chip");
    QTEST(textField(*record, u"count"_s), "count");
    QCOMPARE(placesOf(*record), u"1 google/europe-west4"_s);
    QCOMPARE(textField(*groups().sink.record(pool.mid(4)), u"accelerators"_s), pool + u"..."_s);
}

/// The cluster lists the pool that is a resource of its own as well, with other numbers.
void TestTerraformGroups::notCountedTwice()
{
    int pools = 0;
    for (const domain::Record &record : groups().sink.records())
        pools += static_cast<int>(record.kind == EntityKind::Accelerator);
    QCOMPARE(pools, 3);
    QCOMPARE(textField(*groups().sink.record(QString::fromLatin1(Gke)), u"accelerators"_s), u"(unsaid)"_s);
    const auto aks = groups().sink.record(
        u"/subscriptions/s-1/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/aks/agentpools/gpu"_s);
    QVERIFY(aks);
    // By this name its scale set and its nodes are known.
    QVERIFY(std::any_of(aks->aliases.cbegin(), aks->aliases.cend(), [](const domain::Alias &alias) {
        return alias.scheme == "azure"_L1 && alias.value == "aks/s-1/mc_rg_aks_westeurope/gpu"_L1;
    }));
}

void TestTerraformGroups::machinesOfModels_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QString>("count");
    QTest::addColumn<QString>("pool");
    QTest::addColumn<QString>("models");
    const QByteArray endpoint = "'name':'1','display_name':'vep','location':'europe-west4','region':'europe-west4','project':'p1','deployed_models':";
    const auto served = [](const QByteArray &machine, const QByteArray &chip, const QByteArray &replicas) {
        return "{'id':'1','model':'projects/p1/locations/europe-west4/models/2','dedicated_resources':[{'machine_spec':[{'machine_type':'" + machine + "'," + chip +
               "}],'min_replica_count':" + replicas + ",'max_replica_count':9}]}";
    };
    const QString model = u"//aiplatform.googleapis.com/projects/p1/locations/europe-west4/models/2..."_s;
    const QString none = u"(unsaid)"_s;
    const QByteArray h100 = "'accelerator_type':'NVIDIA_H100_80GB','accelerator_count':8";
    QTest::newRow("Vertex endpoint") << QByteArray("google_vertex_ai_endpoint") << endpoint + '[' + served("a3-highgpu-8g", h100, "2") + ']' << u"a3-highgpu-8g"_s << u"2"_s
                                     << u"16 nvidia-h100-80gb"_s << model;
    QTest::newRow("Vertex endpoint without chips") << QByteArray("google_vertex_ai_endpoint")
                                                   << endpoint + '[' + served("n1-standard-4", "'accelerator_type':'','accelerator_count':0", "1") + ']' << u"n1-standard-4"_s << u"1"_s
                                                   << QString() << model;
    QTest::newRow("Vertex endpoint that serves nothing") << QByteArray("google_vertex_ai_endpoint") << endpoint + "[]" << none << none << QString() << none;
    const QByteArray id = "'id':'/subscriptions/1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/computes/ml','name':'ml',";
    QTest::newRow("Azure ML cluster of one size") << QByteArray("azurerm_machine_learning_compute_cluster")
                                                  << id + "'location':'westeurope','vm_size':'Standard_NC24ads_A100_v4','scale_settings':[{'min_node_count':2,'max_node_count':2}]"
                                                  << u"Standard_NC24ads_A100_v4"_s << u"2"_s << QString() << none;
    QTest::newRow("Azure ML cluster that is scaled") << QByteArray("azurerm_machine_learning_compute_cluster")
                                                     << id + "'location':'westeurope','vm_size':'Standard_NC24ads_A100_v4','scale_settings':[{'min_node_count':1,'max_node_count':4}]"
                                                     << none << none << QString() << none;
    QTest::newRow("Azure ML instance") << QByteArray("azurerm_machine_learning_compute_instance") << id + "'virtual_machine_size':'Standard_NC24ads_A100_v4'"
                                       << u"Standard_NC24ads_A100_v4"_s << u"1"_s << QString() << none;
}

/// What serves or trains a model has accelerators as other machines have.
void TestTerraformGroups::machinesOfModels()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, attributes);
    QByteArray text = "{'version':4,'terraform_version':'1.9.0','serial':1,'lineage':'tv','outputs':{},'resources':[{'mode':'managed','type':'" + type +
                      "','name':'v','instances':[{'attributes':{" + attributes + "}}]}]}";
    const Reading reading = readText(importers::appendTerraform, u"a.tfstate"_s, text.replace('\'', '"'));
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QString pools;
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind == EntityKind::Accelerator) {
            pools += textField(record, u"count"_s) + u' ' + textField(record, u"chip"_s);
            continue;
        }
        QTEST(textField(record, u"instance_type"_s), "machine");
        QTEST(textField(record, u"instance_count"_s), "count");
        QTEST(textField(record, u"models"_s), "models");
        QFETCH(QString, machine);
        QCOMPARE(textField(record, u"description"_s).contains(u"Standard_NC24ads_A100_v4; how many is not told"_s), type.endsWith("cluster") && machine == u"(unsaid)"_s);
        QFETCH(QString, pool);
        QCOMPARE(textField(record, u"accelerators"_s) == u"(unsaid)"_s, pool.isEmpty());
    }
    QTEST(pools, "pool");
}

void TestTerraformGroups::severalTypesOfNothing_data()
{
    QTest::addColumn<QByteArray>("scaling");
    QTest::addColumn<QString>("count");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("warned");
    QTest::newRow("two machines of any type") << QByteArray(R"([{"desired_size":2}])") << u"2"_s << u"p5.48xlarge, g5.xlarge"_s << false;
    QTest::newRow("scaled to nothing") << QByteArray(R"([{"desired_size":0}])") << u"0"_s << u"(unsaid)"_s << false;
    QTest::newRow("not told") << QByteArray("[]") << u"(unsaid)"_s << u"(unsaid)"_s << true;
}

/// What the types hold the store knows; how many machines there are only the state tells.
void TestTerraformGroups::severalTypesOfNothing()
{
    QFETCH(QByteArray, scaling);
    QFETCH(bool, warned);
    const QByteArray arn = "arn:aws:eks:eu-central-1:111122223333:nodegroup/prod/spot/aa-1";
    const Reading reading = readText(importers::appendTerraform, u"s.tfstate"_s,
                                     R"({"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":"aws_eks_node_group","name":"spot",)"
                                     R"("provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":0,"attributes":{"arn":")" + arn +
                                         R"(","cluster_name":"prod","node_group_name":"spot","instance_types":["p5.48xlarge","g5.xlarge"],"scaling_config":)" + scaling + "}}]}]}");
    QVERIFY(!reading.error);
    const auto group = reading.sink.record(QString::fromLatin1(arn));
    QVERIFY(group);
    QTEST(textField(*group, u"instance_count"_s), "count");
    QTEST(textField(*group, u"instance_type"_s), "type");
    QCOMPARE(reading.sink.diagnostics.size(), qsizetype(warned ? 1 : 0));
}

BAILIWICK_TEST(QCoreApplication, TestTerraformGroups)

} // namespace tst_terraformgroups

#include "tst_terraformgroups.moc"
