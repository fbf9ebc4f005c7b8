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

BAILIWICK_TEST(QCoreApplication, TestMachineGroup)

} // namespace tst_machinegroup

#include "tst_machinegroup.moc"
