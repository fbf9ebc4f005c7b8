// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_nodegroups {

using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

void allOrders(QStringList files)
{
    QTest::addColumn<QStringList>("order");
    std::sort(files.begin(), files.end());
    do
        QTest::newRow(qPrintable(files.join(u' '))) << files;
    while (std::next_permutation(files.begin(), files.end()));
}

QByteArray state(const QByteArray &lineage, const QByteArray &type, const QByteArray &attributes)
{
    return R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":")" + lineage + R"(","resources":[{"mode":"managed","type":")" + type +
           R"(","name":"g","instances":[{"attributes":)" + attributes + "}]}]}";
}

const QByteArray eksGroup = R"({"id":"prod:gpu","arn":"arn:aws:eks:eu-central-1:111122223333:nodegroup/prod/gpu/aa-1","cluster_name":"prod",)"
                            R"("node_group_name":"gpu","instance_types":["p5.48xlarge"],"scaling_config":[{"desired_size":2}]})";

QByteArray eksNode(const QByteArray &id)
{
    return QByteArray(
               R"({"apiVersion":"v1","kind":"Node","metadata":{"name":"n-ID","uid":"u-ID","labels":{"topology.kubernetes.io/region":"eu-central-1",)"
               R"("topology.kubernetes.io/zone":"eu-central-1a","node.kubernetes.io/instance-type":"p5.48xlarge","eks.amazonaws.com/nodegroup":"gpu"}},)"
               R"("spec":{"providerID":"aws:///eu-central-1a/ID"},"status":{"capacity":{"nvidia.com/gpu":"8"}}})")
        .replace("ID", id)
        .replace("provider" + id, "providerID");
}

QByteArray ec2(const QByteArray &id)
{
    return R"({"InstanceId":")" + id + R"(","InstanceType":"p5.48xlarge","Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"},)"
           R"("Tags":[{"Key":"eks:cluster-name","Value":"prod"},{"Key":"eks:nodegroup-name","Value":"gpu"}]})";
}

QByteArray reservations(const QByteArray &machines)
{
    return R"({"Reservations":[{"OwnerId":"111122223333","Instances":[)" + machines + "]}]}";
}

constexpr auto Chips = "SELECT coalesce(sum(a.count),0) FROM e_accelerator a JOIN entity e ON e.id=a.id WHERE e.vanished=0";

} // namespace
#endif

/// The accelerators of a managed cluster's machines count once, whether the state that declares the group, the machines or both are known, in
/// whatever order.
class TestNodeGroups : public QObject
{
    Q_OBJECT

private slots:
    void declaredAlone_data();
    void declaredAlone();
    void eks_data();
    void eks();
    void gke_data();
    void gke();
    void otherClouds_data();
    void otherClouds();
    void backWhenTheMachinesAreGone();
    void undo();
    void groupsOfOneName();
    void groupsOfOneNameToldApart_data();
    void groupsOfOneNameToldApart();
    void severalTypes_data();
    void severalTypes();
    void groupsOfOneNameAndTheirMachines_data();
    void groupsOfOneNameAndTheirMachines();
};

void TestNodeGroups::declaredAlone_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QByteArray>("chips");
    QTest::newRow("EKS") << QByteArray("aws_eks_node_group") << eksGroup << QByteArray("16");
    QTest::newRow("GKE, by the type of machine")
        << QByteArray("google_container_node_pool")
        << QByteArray(R"({"name":"a","cluster":"c","project":"p","location":"europe-west4-a","node_count":2,"node_config":[{"machine_type":"a3-highgpu-8g"}]})")
        << QByteArray("16");
    QTest::newRow("GKE, by both, which are the same")
        << QByteArray("google_container_node_pool")
        << QByteArray(R"({"name":"a","cluster":"c","project":"p","location":"europe-west4-a","node_count":2,"node_config":[{"machine_type":"a3-highgpu-8g",)"
                      R"("guest_accelerator":[{"type":"nvidia-h100-80gb","count":8}]}]})")
        << QByteArray("16");
    QTest::newRow("AKS") << QByteArray("azurerm_kubernetes_cluster_node_pool")
                         << QByteArray(R"({"id":"x","name":"gpu","vm_size":"Standard_ND96isr_H100_v5","node_count":3,"kubernetes_cluster_id":)"
                                       R"("/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks"})")
                         << QByteArray("24");
    QTest::newRow("Scaleway") << QByteArray("scaleway_k8s_pool")
                              << QByteArray(R"({"id":"fr-par/11111111-2222-4333-8444-000000000005","name":"gpus","node_type":"L4-2-24G","size":3,"zone":"fr-par-2"})")
                              << QByteArray("6");
    QTest::newRow("OVHcloud") << QByteArray("ovh_cloud_project_kube_nodepool")
                              << QByteArray(R"({"id":"11111111-2222-4333-8444-000000000005","name":"gpus","flavor_name":"h100-760","current_nodes":2})")
                              << QByteArray("4");
    QTest::newRow("a server") << QByteArray("scaleway_instance_server")
                              << QByteArray(R"({"id":"fr-par-2/11111111-2222-4333-8444-000000000006","name":"gpu","type":"H100-2-80G","zone":"fr-par-2"})")
                              << QByteArray("2");
    QTest::newRow("configuration of an endpoint that is not there")
        << QByteArray("aws_sagemaker_endpoint_configuration")
        << QByteArray(R"({"name":"c","arn":"arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/c","production_variants":[{"instance_type":"ml.p5.48xlarge","initial_instance_count":1}]})")
        << QByteArray("0");
}

void TestNodeGroups::declaredAlone()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, attributes);
    const Cli cli;
    cli.write(u"s.tfstate"_s, state("l-1", type, attributes));
    importInOrder(cli, {u"s.tfstate"_s});
    QTEST(Peek(cli.path(u"w"_s)).one(Chips), "chips");
}

void TestNodeGroups::eks_data()
{
    allOrders({u"s.tfstate"_s, u"ec2.json"_s, u"nodes.json"_s});
    QTest::newRow("nodes alone") << QStringList{u"s.tfstate"_s, u"nodes.json"_s};
    QTest::newRow("nodes alone, first") << QStringList{u"nodes.json"_s, u"s.tfstate"_s};
    QTest::newRow("machines alone") << QStringList{u"s.tfstate"_s, u"ec2.json"_s};
    QTest::newRow("machines alone, first") << QStringList{u"ec2.json"_s, u"s.tfstate"_s};
}

void TestNodeGroups::eks()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"s.tfstate"_s, state("l-1", "aws_eks_node_group", eksGroup));
    cli.write(u"ec2.json"_s, reservations(ec2("i-0a") + ',' + ec2("i-0b")));
    cli.write(u"nodes.json"_s, R"({"apiVersion":"v1","kind":"List","items":[)" + eksNode("i-0a") + ',' + eksNode("i-0b") + "]}");
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.one(Chips), QByteArray("16"));
    QCOMPARE(peek.one("SELECT group_concat(e.key) FROM entity e WHERE e.kind=8 AND e.vanished<>0"),
             QByteArray("acc:arn:aws:eks:eu-central-1:111122223333:nodegroup/prod/gpu/aa-1"));
    if (order.contains(u"ec2.json"_s))
        QCOMPARE(peek.one("SELECT count(*) FROM e_workload w JOIN entity g ON g.id=w.part_of WHERE g.key LIKE '%nodegroup/prod/gpu/aa-1'"), QByteArray("2"));
}

void TestNodeGroups::gke_data()
{
    allOrders({u"s.tfstate"_s, u"assets.json"_s, u"nodes.json"_s});
    QTest::newRow("nodes alone") << QStringList{u"s.tfstate"_s, u"nodes.json"_s};
    QTest::newRow("machines alone") << QStringList{u"s.tfstate"_s, u"assets.json"_s};
}

/// The pool, its cluster's machines in the asset inventory, and its nodes.
void TestNodeGroups::gke()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"s.tfstate"_s, state("l-1", "google_container_node_pool",
                                    R"({"name":"t4","cluster":"c","project":"p-1","location":"europe-west4","node_count":1,"node_locations":["europe-west4-a"],)"
                                    R"("node_config":[{"machine_type":"n1-standard-8","guest_accelerator":[{"type":"nvidia-tesla-t4","count":2}]}]})"));
    cli.write(u"assets.json"_s, R"({"name":"//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gke-c-t4-1-a","asset_type":"compute.googleapis.com/Instance",)"
                                R"("resource":{"location":"europe-west4-a","data":{"name":"gke-c-t4-1-a","machineType":"x/n1-standard-8","labels":{"goog-k8s-cluster-name":"c",)"
                                R"("goog-k8s-cluster-location":"europe-west4","goog-k8s-node-pool-name":"t4"},)"
                                R"("guestAccelerators":[{"acceleratorType":"x/nvidia-tesla-t4","acceleratorCount":2}]}},"ancestors":["projects/77","organizations/5"]})");
    cli.write(u"nodes.json"_s, R"({"apiVersion":"v1","kind":"NodeList","items":[{"metadata":{"name":"gke-c-t4-1-a","uid":"u-1","labels":{"cloud.google.com/gke-nodepool":"t4",)"
                               R"("topology.kubernetes.io/region":"europe-west4","cloud.google.com/gke-accelerator":"nvidia-tesla-t4"}},)"
                               R"("spec":{"providerID":"gce://p-1/europe-west4-a/gke-c-t4-1-a"},"status":{"capacity":{"nvidia.com/gpu":"2"}}}]})");
    importInOrder(cli, order);
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("2"));
}

void TestNodeGroups::otherClouds_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("pool");
    QTest::addColumn<QByteArray>("node");
    QTest::newRow("Scaleway") << QByteArray("scaleway_k8s_pool")
                              << QByteArray(R"({"id":"fr-par/11111111-2222-4333-8444-000000000005","name":"gpus","node_type":"L4-2-24G","size":1,"zone":"fr-par-2"})")
                              << QByteArray(R"("labels":{"k8s.scaleway.com/pool-name":"gpus","topology.kubernetes.io/region":"fr-par","topology.kubernetes.io/zone":"fr-par-2",)"
                                            R"("node.kubernetes.io/instance-type":"L4-2-24G"}},"spec":{"providerID":"scaleway://instance/fr-par-2/1"})");
    QTest::newRow("OVHcloud") << QByteArray("ovh_cloud_project_kube_nodepool")
                              << QByteArray(R"({"id":"11111111-2222-4333-8444-000000000005","name":"gpus","flavor_name":"l4-180","current_nodes":1})")
                              << QByteArray(R"("labels":{"nodepool":"gpus","node.k8s.ovh/type":"standard","nvidia.com/gpu.product":"NVIDIA-L4"}},"spec":{"providerID":"openstack:///1"})");
}

void TestNodeGroups::otherClouds()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, pool);
    QFETCH(QByteArray, node);
    const Cli cli;
    cli.write(u"s.tfstate"_s, state("l-1", type, pool));
    cli.write(u"nodes.json"_s, R"({"apiVersion":"v1","kind":"NodeList","items":[{"metadata":{"name":"a","uid":"u-1",)" + node +
                                   R"(,"status":{"capacity":{"nvidia.com/gpu":"2"}}}]})");
    importInOrder(cli, {u"s.tfstate"_s, u"nodes.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("2"));
}

void TestNodeGroups::backWhenTheMachinesAreGone()
{
    const Cli cli;
    cli.write(u"s.tfstate"_s, state("l-1", "aws_eks_node_group", eksGroup));
    cli.write(u"ec2.json"_s, reservations(ec2("i-0a")));
    importInOrder(cli, {u"s.tfstate"_s, u"ec2.json"_s});
    // One of two is there: what is seen counts.
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("8"));
    cli.write(u"ec2.json"_s, reservations(R"({"InstanceId":"i-0c","InstanceType":"m5.large","Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"}})"));
    importInOrder(cli, {u"ec2.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("16"));
}

void TestNodeGroups::undo()
{
    const Cli cli;
    cli.write(u"s.tfstate"_s, state("l-1", "aws_eks_node_group", eksGroup));
    cli.write(u"ec2.json"_s, reservations(ec2("i-0a")));
    importInOrder(cli, {u"s.tfstate"_s, u"ec2.json"_s});
    const CliRun run = cli.run({u"undo"_s, u"--workspace"_s, u"w"_s});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("16"));
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

/// Nodes do not tell their cluster's name: of two groups of one name it is not known which one they are of.
void TestNodeGroups::groupsOfOneName()
{
    const Cli cli;
    QByteArray other = eksGroup;
    other.replace("prod", "test");
    cli.write(u"s.tfstate"_s, state("l-1", "aws_eks_node_group", eksGroup));
    cli.write(u"t.tfstate"_s, state("l-2", "aws_eks_node_group", other));
    cli.write(u"nodes.json"_s, R"({"apiVersion":"v1","kind":"List","items":[)" + eksNode("i-0a") + "]}");
    importInOrder(cli, {u"s.tfstate"_s, u"t.tfstate"_s});
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"nodes.json"_s});
    QVERIFY2((run.out + run.err).contains("may be counted"), (run.out + run.err).constData());
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("40"));
}

/// Two groups of one name: their nodes differ in their type, or are as many as both declare.
void TestNodeGroups::groupsOfOneNameToldApart_data()
{
    QTest::addColumn<QByteArray>("otherType");
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<QByteArray>("chips");
    QTest::newRow("of one type, some") << QByteArray("p5.48xlarge") << QStringList{u"i-0a"_s} << QByteArray("40");
    QTest::newRow("of one type, all") << QByteArray("p5.48xlarge") << QStringList{u"i-0a"_s, u"i-0b"_s, u"i-0c"_s, u"i-0d"_s} << QByteArray("32");
    QTest::newRow("of another type") << QByteArray("p4d.24xlarge") << QStringList{u"i-0a"_s} << QByteArray("24");
}

void TestNodeGroups::groupsOfOneNameToldApart()
{
    QFETCH(QByteArray, otherType);
    QFETCH(QStringList, nodes);
    for (const bool first : {true, false}) {
        const Cli cli;
        QByteArray other = eksGroup;
        other.replace("prod", "test").replace("p5.48xlarge", otherType);
        cli.write(u"s.tfstate"_s, state("l-1", "aws_eks_node_group", eksGroup));
        cli.write(u"t.tfstate"_s, state("l-2", "aws_eks_node_group", other));
        QByteArrayList items;
        for (const QString &node : std::as_const(nodes))
            items.append(eksNode(node.toUtf8()));
        cli.write(u"nodes.json"_s, R"({"apiVersion":"v1","kind":"List","items":[)" + items.join(',') + "]}");
        importInOrder(cli, first ? QStringList{u"nodes.json"_s, u"t.tfstate"_s, u"s.tfstate"_s} : QStringList{u"s.tfstate"_s, u"t.tfstate"_s, u"nodes.json"_s});
        QTEST(Peek(cli.path(u"w"_s)).one(Chips), "chips");
    }
}

/// Machines of any of several types count where all of these hold the same accelerators.
void TestNodeGroups::severalTypes_data()
{
    QTest::addColumn<QByteArray>("types");
    QTest::addColumn<QByteArray>("chips");
    QTest::addColumn<bool>("warned");
    QTest::newRow("one accelerator in each") << QByteArray(R"("g5.xlarge","g5.2xlarge","g5.4xlarge")") << QByteArray("2") << false;
    QTest::newRow("eight in each") << QByteArray(R"("p5.48xlarge","p5.48xlarge")") << QByteArray("16") << false;
    QTest::newRow("more in one") << QByteArray(R"("g5.xlarge","g5.12xlarge")") << QByteArray("0") << true;
    QTest::newRow("another one") << QByteArray(R"("g5.xlarge","g4dn.xlarge")") << QByteArray("0") << true;
    QTest::newRow("some with none") << QByteArray(R"("g5.xlarge","m5.xlarge")") << QByteArray("0") << true;
    QTest::newRow("none at all") << QByteArray(R"("m5.large","m5.xlarge")") << QByteArray("0") << false;
}

void TestNodeGroups::severalTypes()
{
    QFETCH(QByteArray, types);
    QFETCH(bool, warned);
    const Cli cli;
    QByteArray group = eksGroup;
    cli.write(u"s.tfstate"_s, state("l-1", "aws_eks_node_group", group.replace(R"("p5.48xlarge")", types)));
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"s.tfstate"_s});
    QCOMPARE(run.code, 0);
    QTEST(Peek(cli.path(u"w"_s)).one(Chips), "chips");
    QCOMPARE((run.out + run.err).contains("hold different accelerators"), warned);
}

void TestNodeGroups::groupsOfOneNameAndTheirMachines_data()
{
    QTest::addColumn<QStringList>("order");
    QTest::newRow("nodes first") << QStringList{u"nodes.json"_s, u"ec2.json"_s, u"s.tfstate"_s, u"t.tfstate"_s};
    QTest::newRow("groups first") << QStringList{u"t.tfstate"_s, u"s.tfstate"_s, u"ec2.json"_s, u"nodes.json"_s};
}

/// The machine of a node tells the cluster: the group of the other one, of which nothing is listed, counts as it is declared.
void TestNodeGroups::groupsOfOneNameAndTheirMachines()
{
    QFETCH(QStringList, order);
    const Cli cli;
    QByteArray other = eksGroup;
    other.replace("prod", "test");
    cli.write(u"s.tfstate"_s, state("l-1", "aws_eks_node_group", eksGroup));
    cli.write(u"t.tfstate"_s, state("l-2", "aws_eks_node_group", other));
    cli.write(u"nodes.json"_s, R"({"apiVersion":"v1","kind":"List","items":[)" + eksNode("i-0a") + "]}");
    cli.write(u"ec2.json"_s, reservations(ec2("i-0a")));
    importInOrder(cli, order.first(3));
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, order.last()});
    QVERIFY2(!(run.out + run.err).contains("may be counted"), (run.out + run.err).constData());
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("24"));
}

BAILIWICK_TEST(QCoreApplication, TestNodeGroups)

} // namespace tst_nodegroups

#include "tst_nodegroups.moc"
