// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_inventorygroups {

using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

/// What an inventory tells of a group, and of one of its machines.
struct Estate
{
    QByteArray group, machine, node;
};

QByteArray configItem(const QByteArray &type, const QByteArray &arn, const QByteArray &id, const QByteArray &rest)
{
    return R"({"configurationItemStatus":"OK","configurationItemCaptureTime":"2026-10-01T00:00:00.000Z","awsAccountId":"111122223333","awsRegion":"eu-central-1","resourceType":")" +
           type + R"(","ARN":")" + arn + R"(","resourceId":")" + id + R"(",)" + rest + "}";
}

QByteArray snapshot(const QByteArray &items)
{
    return R"({"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[)" + items + "]}";
}

QByteArray asset(const QByteArray &name, const QByteArray &type, const QByteArray &data)
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(","resource":{"location":"europe-west4-a","data":)" + data + R"(},"ancestors":["projects/77"]})" + "\n";
}

QByteArray list(const QByteArray &node)
{
    return R"({"apiVersion":"v1","kind":"NodeList","items":[)" + node + "]}";
}

Estate eks()
{
    return {snapshot(configItem("AWS::EKS::Nodegroup", "arn:aws:eks:eu-central-1:111122223333:nodegroup/prod/gpu/aa-1", "prod|gpu",
                                R"("resourceName":"gpu","configuration":{"ClusterName":"prod","NodegroupName":"gpu","InstanceTypes":["p5.48xlarge"],)"
                                R"("ScalingConfig":{"MinSize":1,"DesiredSize":2,"MaxSize":4}})")),
            snapshot(configItem("AWS::EC2::Instance", "arn:aws:ec2:eu-central-1:111122223333:instance/i-0a", "i-0a",
                                R"("availabilityZone":"eu-central-1a","tags":{"eks:cluster-name":"prod","eks:nodegroup-name":"gpu"},)"
                                R"("configuration":{"instanceType":"p5.48xlarge","state":{"name":"running"}})")),
            list(R"({"metadata":{"name":"n","uid":"u-1","labels":{"topology.kubernetes.io/region":"eu-central-1","topology.kubernetes.io/zone":"eu-central-1a",)"
                 R"("node.kubernetes.io/instance-type":"p5.48xlarge","eks.amazonaws.com/nodegroup":"gpu"}},"spec":{"providerID":"aws:///eu-central-1a/i-0a"},)"
                 R"("status":{"capacity":{"nvidia.com/gpu":"8"}}})")};
}

Estate gke()
{
    return {asset("container.googleapis.com/projects/p-1/zones/europe-west4-a/clusters/c", "container.googleapis.com/Cluster",
                  R"({"name":"c","nodePools":[{"name":"gpu","initialNodeCount":2,"config":{"machineType":"g2-standard-96","accelerators":[{"acceleratorCount":"8","acceleratorType":"nvidia-l4"}]}}]})"),
            asset("compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gke-c-gpu-1", "compute.googleapis.com/Instance",
                  R"({"name":"gke-c-gpu-1","machineType":"x/g2-standard-96","labels":{"goog-k8s-cluster-name":"c","goog-k8s-cluster-location":"europe-west4-a","goog-k8s-node-pool-name":"gpu"},)"
                  R"("guestAccelerators":[{"acceleratorType":"x/nvidia-l4","acceleratorCount":8}]})"),
            list(R"({"metadata":{"name":"gke-c-gpu-1","uid":"u-1","labels":{"cloud.google.com/gke-nodepool":"gpu","topology.kubernetes.io/region":"europe-west4",)"
                 R"("cloud.google.com/gke-accelerator":"nvidia-l4"}},"spec":{"providerID":"gce://p-1/europe-west4-a/gke-c-gpu-1"},"status":{"capacity":{"nvidia.com/gpu":"8"}}})")};
}

constexpr auto Chips = "SELECT coalesce(sum(a.count),0)||' '||coalesce(max(a.vendor),'')||' '||coalesce(max(a.chip),'') FROM e_accelerator a JOIN entity e ON e.id=a.id WHERE e.vanished=0";

} // namespace
#endif

/// Groups of machines with accelerators that an inventory tells, without any state: counted by their declared size until their machines are
/// listed themselves, in whatever order the exports come.
class TestInventoryGroups : public QObject
{
    Q_OBJECT

private slots:
    void counted_data();
    void counted();
    void severalTypes();
};

void TestInventoryGroups::counted_data()
{
    QTest::addColumn<QString>("cloud");
    QTest::addColumn<QStringList>("order");
    QTest::addColumn<QByteArray>("chips");
    const auto rows = [](const QString &cloud, const QByteArray &chip) {
        const auto row = [&](const QStringList &order, const char *chips) {
            QTest::newRow(qPrintable(cloud + u": "_s + order.join(u", "_s))) << cloud << order << QByteArray(chips) + " NVIDIA " + chip;
        };
        row({u"group"_s}, "16");
        QStringList files{u"group"_s, u"machine"_s, u"node"_s};
        do
            row(files, "8");
        while (std::next_permutation(files.begin(), files.end()));
        row({u"group"_s, u"machine"_s}, "8");
        row({u"node"_s, u"group"_s}, "8");
    };
    rows(u"EKS"_s, "H100");
    rows(u"GKE"_s, "L4");
}

void TestInventoryGroups::counted()
{
    QFETCH(QString, cloud);
    QFETCH(QStringList, order);
    const Estate estate = cloud == u"EKS"_s ? eks() : gke();
    const Cli cli;
    cli.write(u"group.json"_s, estate.group);
    cli.write(u"machine.json"_s, estate.machine);
    cli.write(u"node.json"_s, estate.node);
    for (QString &file : order)
        file += u".json"_s;
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QTEST(peek.one(Chips), "chips");
    QCOMPARE(peek.one("SELECT w.instance_count FROM e_workload w WHERE w.resource_type IN ('AWS::EKS::Nodegroup','container.googleapis.com/NodePool')"), QByteArray("2"));
}

/// One accelerator in each of the types, whichever of them a machine is of.
void TestInventoryGroups::severalTypes()
{
    const Cli cli;
    cli.write(u"group.json"_s, eks().group.replace(R"(["p5.48xlarge"])", R"(["g5.xlarge","g5.2xlarge"])"));
    importInOrder(cli, {u"group.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).one(Chips), QByteArray("2 NVIDIA A10G"));
}

BAILIWICK_TEST(QCoreApplication, TestInventoryGroups)

} // namespace tst_inventorygroups

#include "tst_inventorygroups.moc"
