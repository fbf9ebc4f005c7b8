// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_machinegroup {

using namespace Qt::StringLiterals;

/// What is told of the machines of a managed cluster's group: their number where it is known, else their limits. Each row in the words of Azure's
/// and of a state's export.
class TestMachineGroup : public QObject
{
    Q_OBJECT

private slots:
    void agentPools_data();
    void agentPools();
    void nodeGroups_data();
    void nodeGroups();
};

void TestMachineGroup::agentPools_data()
{
    QTest::addColumn<QByteArray>("azure");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QStringList>("said"); // machines, their type, what is written beside them
    const QString type = u"Standard_ND96isr_H100_v5"_s;
    const QString none = u"(unsaid)"_s;
    QTest::newRow("of one size") << QByteArray(R"(,"count":2)") << QByteArray(R"(,"node_count":2)") << QStringList{u"2"_s, type, none};
    QTest::newRow("scaled by itself") << QByteArray(R"(,"count":2,"enableAutoScaling":true,"minCount":1,"maxCount":6)")
                                      << QByteArray(R"(,"node_count":2,"auto_scaling_enabled":true,"min_count":1,"max_count":6)")
                                      << QStringList{u"2"_s, type, u"scaled by itself: 1 to 6 machines"_s};
    QTest::newRow("scaled by itself, how many there are now is not told")
        << QByteArray(R"(,"enableAutoScaling":true,"minCount":0,"maxCount":6)") << QByteArray(R"(,"enable_auto_scaling":true,"min_count":0,"max_count":6)")
        << QStringList{none, none, u"machines of type %1; how many is not told; scaled by itself: up to 6 machines"_s.arg(type)};
    QTest::newRow("between a number and the same") << QByteArray(R"(,"enableAutoScaling":true,"minCount":3,"maxCount":3)")
                                                   << QByteArray(R"(,"auto_scaling_enabled":true,"min_count":3,"max_count":3)")
                                                   << QStringList{u"3"_s, type, none};
    QTest::newRow("number not told") << QByteArray() << QByteArray() << QStringList{none, none, u"machines of type %1; how many is not told"_s.arg(type)};
    QTest::newRow("emptied") << QByteArray(R"(,"count":0)") << QByteArray(R"(,"node_count":0)") << QStringList{u"0"_s, type, none};
}

void TestMachineGroup::agentPools()
{
    QFETCH(QByteArray, azure);
    QFETCH(QByteArray, state);
    const QByteArray cluster = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks";
    const QByteArray pool = R"({"name":"gpu","vmSize":"Standard_ND96isr_H100_v5")" + azure + "}";
    const QByteArray start = R"([{"id":")" + cluster;
    const Reading listed = readText(importers::appendAzure, u"a.json"_s,
                                    start + R"(","name":"aks","type":"Microsoft.ContainerService/managedClusters","location":"westeurope","properties":{"agentPoolProfiles":[)" + pool + "]}}]");
    const Reading own = readText(importers::appendAzure, u"p.json"_s,
                                 start + R"(/agentPools/gpu","name":"gpu","type":"Microsoft.ContainerService/managedClusters/agentPools","properties":)" + pool + "}]");
    const Reading declared =
        readText(importers::appendTerraform, u"s.tfstate"_s,
                 R"({"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":"azurerm_kubernetes_cluster_node_pool","name":"gpu",)"
                 R"("provider":"provider[\"registry.terraform.io/hashicorp/azurerm\"]","instances":[{"schema_version":0,"attributes":{"id":")" + cluster +
                     R"(/agentPools/gpu","name":"gpu","kubernetes_cluster_id":")" + cluster + R"(","vm_size":"Standard_ND96isr_H100_v5")" + state + "}}]}]}");
    for (const Reading *reading : {&listed, &own, &declared}) {
        const auto record = reading->sink.record(u"/subscriptions/s-1/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/aks/agentpools/gpu"_s);
        QVERIFY(record);
        QCOMPARE(againstCatalogue(reading->sink), QStringList());
        QTEST((QStringList{textField(*record, u"instance_count"_s), textField(*record, u"instance_type"_s), textField(*record, u"description"_s)}), "said");
    }
}

void TestMachineGroup::nodeGroups_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QStringList>("said");
    const QString none = u"(unsaid)"_s;
    QTest::newRow("of one type") << QByteArray(R"("InstanceTypes":["p5.48xlarge"],"ScalingConfig":{"MinSize":2,"DesiredSize":2,"MaxSize":2})") << QStringList{u"2"_s, u"p5.48xlarge"_s, none};
    QTest::newRow("in small letters") << QByteArray(R"("instanceTypes":["p5.48xlarge"],"scalingConfig":{"minSize":1,"desiredSize":2,"maxSize":4})")
                                      << QStringList{u"2"_s, u"p5.48xlarge"_s, u"scaled by itself: 1 to 4 machines"_s};
    QTest::newRow("of any of two") << QByteArray(R"("InstanceTypes":["g5.xlarge","g5.2xlarge"],"ScalingConfig":{"DesiredSize":3})")
                                   << QStringList{u"3"_s, u"g5.xlarge, g5.2xlarge"_s, u"machines of any of the types g5.xlarge, g5.2xlarge; how many of which is not told"_s};
    QTest::newRow("a launch template's type") << QByteArray(R"("InstanceTypes":null,"LaunchTemplate":{"Id":"lt-1"},"ScalingConfig":{"DesiredSize":3})")
                                              << QStringList{u"3"_s, none, u"machines of a type that is not told"_s};
    QTest::newRow("only recorded") << QByteArray() << QStringList{none, none, none};
}

/// Of EKS, in the words of AWS Config.
void TestMachineGroup::nodeGroups()
{
    QFETCH(QByteArray, config);
    const QByteArray arn = "arn:aws:eks:eu-central-1:111122223333:nodegroup/prod/gpu/aa-1";
    const Reading reading = readText(importers::appendAwsConfig, u"c.json"_s,
                                     R"({"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[{"configurationItemStatus":"OK","configurationItemCaptureTime":"2026-10-01T00:00:00.000Z",)"
                                     R"("awsAccountId":"111122223333","awsRegion":"eu-central-1","resourceType":"AWS::EKS::Nodegroup","resourceId":"prod|gpu","ARN":")" + arn +
                                         R"(","configuration":{)" + config + "}}]}");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto record = reading.sink.record(QString::fromLatin1(arn));
    QVERIFY(record);
    QTEST((QStringList{textField(*record, u"instance_count"_s), textField(*record, u"instance_type"_s), textField(*record, u"description"_s)}), "said");
    QCOMPARE(record->name, u"prod/gpu"_s);
    QCOMPARE(textField(*record, u"part_of"_s), u"->arn:aws:eks:eu-central-1:111122223333:cluster/prod"_s);
    QCOMPARE(placesOf(*record), u"3 aws/eu-central-1"_s);
}

BAILIWICK_TEST(QCoreApplication, TestMachineGroup)

} // namespace tst_machinegroup

#include "tst_machinegroup.moc"
