// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_azuretogether {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

/// One row for each order of the files, by their names.
void allOrders(QStringList files)
{
    QTest::addColumn<QStringList>("order");
    std::sort(files.begin(), files.end());
    do
        QTest::newRow(qPrintable(files.join(u' '))) << files;
    while (std::next_permutation(files.begin(), files.end()));
}

/// What one attribute of an entity says, inherited or its own.
QString shown(const Cli &cli, const QString &entity, const std::string &attribute)
{
    const CliRun run = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, entity, u"--json"_s});
    if (run.code != 0)
        return u"not shown: "_s + QString::fromUtf8(run.err);
    const ordered_json told = run.json();
    for (const auto &one : told["values"]) {
        if (one["attr"] == attribute)
            return QString::fromStdString(one["value"].dump());
    }
    return u"(unsaid)"_s;
}

} // namespace

/// What several exports tell of one thing in Azure and in Google Cloud comes together, in whatever order they are
/// imported.
class TestAzureTogether : public QObject
{
    Q_OBJECT

private slots:
    void principals_data();
    void principals();
    void googlePrincipals_data();
    void googlePrincipals();
    void deploymentsAndAccounts_data();
    void deploymentsAndAccounts();
    void deploymentsOfAState_data();
    void deploymentsOfAState();
    void accountsTakenBack();
    void rolesAndAssignments_data();
    void rolesAndAssignments();
    void nodePools_data();
    void nodePools();
    void nodePoolsOfAState_data();
    void nodePoolsOfAState();
    void partsOfLists();
    void saidToBeAll();
};

void TestAzureTogether::principals_data()
{
    allOrders({u"assignments.json"_s, u"state.tfstate"_s, u"identities.json"_s});
}

/// The directory's object identifier is whoever it is, in capitals or not.
void TestAzureTogether::principals()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(
        u"assignments.json"_s,
        R"([{"id":"/subscriptions/S-1/providers/Microsoft.Authorization/roleAssignments/R-1","type":"Microsoft.Authorization/roleAssignments",)"
        R"("principalId":"AAAA0000-0000-0000-0000-000000000001","principalName":"","principalType":"ServicePrincipal","scope":"/subscriptions/s-1",)"
        R"("roleDefinitionId":"/subscriptions/s-1/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c","roleDefinitionName":"Contributor","condition":null}])");
    cli.write(
        u"state.tfstate"_s,
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[{"mode":"managed","type":"azurerm_role_assignment","name":"r","instances":[{"attributes":{)"
        R"("id":"/subscriptions/s-1/providers/Microsoft.Authorization/roleAssignments/r-1","principal_id":"aaaa0000-0000-0000-0000-000000000001","principal_type":"ServicePrincipal",)"
        R"("role_definition_id":"/subscriptions/s-1/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c","role_definition_name":"Contributor","scope":"/subscriptions/s-1"}}]},)"
        R"({"mode":"managed","type":"azurerm_user_assigned_identity","name":"deployer","instances":[{"attributes":{"id":"/subscriptions/s-1/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer",)"
        R"("name":"deployer","location":"westeurope","principal_id":"aaaa0000-0000-0000-0000-000000000001","tenant_id":"t-1"}}]}]})");
    cli.write(
        u"identities.json"_s,
        R"([{"id":"/subscriptions/s-1/resourcegroups/G/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer","name":"deployer",)"
        R"("type":"microsoft.managedidentity/userassignedidentities","location":"westeurope","properties":{"principalId":"aaaa0000-0000-0000-0000-000000000001","tenantId":"t-1"}}])");
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT e.key, e.name, i.kind, i.account FROM entity e JOIN e_identity i ON i.id=e.id"),
             QList<QByteArray>{"azure-principal/aaaa0000-0000-0000-0000-000000000001|deployer|service|t-1"});
    QCOMPARE(peek.rows("SELECT e.key, g.privilege, i.key FROM entity e JOIN e_grant g ON g.id=e.id JOIN entity i ON "
                       "i.id=g.identity"),
             QList<QByteArray>{"/subscriptions/s-1/providers/microsoft.authorization/roleassignments/r-1|admin|"
                               "azure-principal/aaaa0000-0000-0000-0000-000000000001"});
}

void TestAzureTogether::googlePrincipals_data()
{
    allOrders({u"bindings.json"_s, u"data.tfstate"_s, u"platform.tfstate"_s});
}

/// Two states and the bindings of a cluster name one service account.
void TestAzureTogether::googlePrincipals()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(
        u"platform.tfstate"_s,
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[{"mode":"managed","type":"google_service_account","name":"bot","instances":[)"
        R"({"attributes":{"email":"bot@p-1.iam.gserviceaccount.com","project":"p-1","display_name":"Bot"}}]}]})");
    cli.write(
        u"data.tfstate"_s,
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-2","resources":[{"mode":"managed","type":"google_storage_bucket_iam_member","name":"m","instances":[)"
        R"({"attributes":{"bucket":"b/archive","role":"roles/storage.objectViewer","member":"serviceAccount:Bot@p-1.iam.gserviceaccount.com"}}]}]})");
    cli.write(
        u"bindings.json"_s,
        R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"ops","uid":"u-1"},)"
        R"("roleRef":{"kind":"ClusterRole","name":"cluster-admin"},"subjects":[{"kind":"User","name":"bot@p-1.iam.gserviceaccount.com"}]}]})");
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT e.key, e.name, i.kind FROM entity e JOIN e_identity i ON i.id=e.id"),
             QList<QByteArray>{"google-principal/serviceAccount:bot@p-1.iam.gserviceaccount.com|Bot|service"});
    QCOMPARE(peek.count("SELECT count(DISTINCT identity) FROM e_grant"), 1);
    QCOMPARE(peek.count("SELECT count(*) FROM e_grant"), 2);
}

void TestAzureTogether::deploymentsAndAccounts_data()
{
    allOrders({u"accounts.json"_s, u"deployments.json"_s});
}

namespace {

void writeModels(const Cli &cli)
{
    cli.write(
        u"accounts.json"_s,
        R"([{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/Chat","name":"Chat","kind":"OpenAI","location":"swedencentral",)"
        R"("type":"Microsoft.CognitiveServices/accounts","properties":{}}])");
    cli.write(
        u"deployments.json"_s,
        R"([{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/chat/deployments/near","name":"near",)"
        R"("sku":{"name":"Standard"},"properties":{"model":{"format":"OpenAI","name":"gpt-4o","version":"2024-11-20"}}},)"
        R"({"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/chat/deployments/far","name":"far",)"
        R"("sku":{"name":"GlobalStandard"},"properties":{"model":{"format":"OpenAI","name":"gpt-4o","version":"2024-11-20"}}},)"
        R"({"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/gone/deployments/lost","name":"lost",)"
        R"("sku":{"name":"Standard"},"properties":{"model":{"format":"OpenAI","name":"gpt-4o","version":"2024-11-20"}}}])");
}

constexpr auto ModelPlaces = "SELECT e.name, p.facets, p.provider, p.region FROM entity e JOIN place p ON "
                             "p.entity=e.id WHERE e.kind=6 ORDER BY e.name";
constexpr auto Gone = "lost|3||@/subscriptions/s/resourcegroups/g/providers/microsoft.cognitiveservices/accounts/gone";

} // namespace

/// A regional deployment is where its account is; of an account that nobody listed the place stays unknown.
void TestAzureTogether::deploymentsAndAccounts()
{
    QFETCH(QStringList, order);
    const Cli cli;
    writeModels(cli);
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows(ModelPlaces),
             (QList<QByteArray>{"far|2|microsoft|global", Gone, "near|3|microsoft|swedencentral"}));
    QCOMPARE(
        peek.rows("SELECT e.name, count(l.target) FROM entity e LEFT JOIN link l ON l.entity=e.id AND l.attr='models' "
                  "WHERE e.kind=2 GROUP BY e.id ORDER BY 1"),
        (QList<QByteArray>{"Chat|2", "gone|1"}));
    // Once more, the account's list and the deployments': nothing new.
    for (const QString &file : order) {
        const CliRun again = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file, u"--json"_s});
        QCOMPARE(again.code, 0);
        QVERIFY2(again.out.contains("\"updated\":0"), again.out.constData());
    }
    QCOMPARE(peek.rows(ModelPlaces).constLast(), QByteArray("near|3|microsoft|swedencentral"));
}

void TestAzureTogether::deploymentsOfAState_data()
{
    allOrders({u"accounts.json"_s, u"deployments.json"_s, u"state.tfstate"_s});
}

/// The state of those who deploy models, the accounts being others'.
void TestAzureTogether::deploymentsOfAState()
{
    QFETCH(QStringList, order);
    const Cli cli;
    writeModels(cli);
    QByteArray instances;
    for (const char *name : {"near", "far"})
        instances +=
            QByteArray(instances.isEmpty() ? "" : ",") + R"({"index_key":")" + name +
            R"(","attributes":{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/Chat/deployments/)" +
            name + R"(","name":")" + name +
            R"(","cognitive_account_id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/Chat",)"
            R"("model":[{"format":"OpenAI","name":"gpt-4o","version":"2024-11-20"}],"sku":[{"name":")" +
            (name[0] == 'n' ? "Standard" : "GlobalStandard") + R"("}]}})";
    cli.write(
        u"state.tfstate"_s,
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[{"mode":"managed","type":"azurerm_cognitive_deployment","name":"m","instances":[)" +
            instances + "]}]}");
    importInOrder(cli, order);
    QCOMPARE(Peek(cli.path(u"w"_s)).rows(ModelPlaces + QByteArray(", p.facets")),
             (QList<QByteArray>{"far|2|microsoft|global", Gone, "near|3|microsoft|swedencentral"}));
}

void TestAzureTogether::accountsTakenBack()
{
    const Cli cli;
    writeModels(cli);
    importInOrder(cli, {u"deployments.json"_s, u"accounts.json"_s});
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(
        Peek(cli.path(u"w"_s)).rows(ModelPlaces).constLast(),
        QByteArray("near|3||@/subscriptions/s/resourcegroups/g/providers/microsoft.cognitiveservices/accounts/chat"));
    importInOrder(cli, {u"accounts.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).rows(ModelPlaces).constLast(), QByteArray("near|3|microsoft|swedencentral"));
}

void TestAzureTogether::rolesAndAssignments_data()
{
    allOrders({u"assignments.json"_s, u"definitions.json"_s});
}

/// What a role of the customer's allows stands in its definition, whatever it is called.
void TestAzureTogether::rolesAndAssignments()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(
        u"assignments.json"_s,
        R"([{"id":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/1","principalId":"p-1","principalName":"ada@corvane.example","principalType":"User","scope":"/subscriptions/s",)"
        R"("roleDefinitionId":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/C-1","roleDefinitionName":"Harbour Reader"},)"
        R"({"id":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/2","principalId":"p-1","principalName":"ada@corvane.example","principalType":"User","scope":"/subscriptions/s",)"
        R"("roleDefinitionId":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/c-2","roleDefinitionName":"Not told"}])");
    cli.write(
        u"definitions.json"_s,
        R"([{"id":"/subscriptions/t/providers/Microsoft.Authorization/roleDefinitions/c-1","type":"Microsoft.Authorization/roleDefinitions","roleName":"Harbour Reader","roleType":"CustomRole",)"
        R"("permissions":[{"actions":["Microsoft.Compute/virtualMachines/read","Microsoft.Authorization/roleAssignments/write"],"notActions":[],"dataActions":[],"notDataActions":[]}]}])");
    importInOrder(cli, order);
    const QString right = u"grant:/subscriptions/s/providers/microsoft.authorization/roleassignments/"_s;
    QCOMPARE(shown(cli, right + u'1', "privilege"), u"\"admin\""_s);
    QVERIFY(shown(cli, right + u'1', "actions").contains(u"Microsoft.Authorization/roleAssignments/write"_s));
    QCOMPARE(shown(cli, right + u'2', "privilege"), u"null"_s);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT e.key, e.name FROM entity e JOIN e_identity i ON i.id=e.id WHERE i.kind='role'"),
             QList<QByteArray>{"azure-role/c-1|Harbour Reader"});
}

void TestAzureTogether::nodePools_data()
{
    allOrders({u"clusters.json"_s, u"nodes.json"_s, u"sets.json"_s});
}

/// A pool of AKS, its scale set and its nodes are the same machines.
void TestAzureTogether::nodePools()
{
    QFETCH(QStringList, order);
    const Cli cli;
    // As the command line writes it: the properties stand in the resource itself.
    cli.write(
        u"clusters.json"_s,
        R"([{"id":"/subscriptions/s/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/k8s","name":"k8s","location":"westeurope","nodeResourceGroup":"MC_rg_k8s_westeurope",)"
        R"("type":"Microsoft.ContainerService/ManagedClusters","agentPoolProfiles":[{"name":"gpu","count":2,"vmSize":"Standard_ND96isr_H100_v5"},{"name":"sys","count":3,"vmSize":"Standard_D4s_v5"}]}])");
    cli.write(
        u"sets.json"_s,
        R"([{"id":"/subscriptions/s/resourceGroups/mc_rg_k8s_westeurope/providers/Microsoft.Compute/virtualMachineScaleSets/aks-gpu-12345678-vmss","name":"aks-gpu-12345678-vmss",)"
        R"("type":"Microsoft.Compute/virtualMachineScaleSets","location":"westeurope","sku":{"name":"Standard_ND96isr_H100_v5","capacity":2}}])");
    QByteArray nodes;
    for (const char nr : {'0', '1'})
        nodes +=
            QByteArray(nodes.isEmpty() ? "" : ",") +
            QByteArray(
                R"({"apiVersion":"v1","kind":"Node","metadata":{"name":"aks-gpu-12345678-vmss00000%","uid":"u-%","labels":{"topology.kubernetes.io/region":"westeurope",)"
                R"("node.kubernetes.io/instance-type":"Standard_ND96isr_H100_v5","nvidia.com/gpu.product":"NVIDIA-H100-80GB-HBM3","nvidia.com/gpu.count":"8"}},)"
                R"("spec":{"providerID":"azure:///subscriptions/s/resourceGroups/mc_rg_k8s_westeurope/providers/Microsoft.Compute/virtualMachineScaleSets/aks-gpu-12345678-vmss/virtualMachines/%"},)"
                R"("status":{"capacity":{"nvidia.com/gpu":"8"}}})")
                .replace('%', nr);
    cli.write(u"nodes.json"_s, R"({"apiVersion":"v1","kind":"List","items":[)" + nodes + "]}");
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT instance_type, sum(instance_count) FROM e_workload WHERE instance_type IS NOT NULL "
                       "GROUP BY 1 ORDER BY 1"),
             (QList<QByteArray>{"Standard_D4s_v5|3", "Standard_ND96isr_H100_v5|2"}));
    QCOMPARE(peek.rows("SELECT e.key, a.count, a.vendor FROM e_accelerator a JOIN entity e ON e.id=a.id"),
             QList<QByteArray>{"acc:aks/s/mc_rg_k8s_westeurope/gpu|16|NVIDIA"});
    QCOMPARE(peek.count("SELECT count(*) FROM link WHERE attr='accelerators'"), 1);
    // Two nodes are parts of the pool, the pool and the other pool are parts of the cluster.
    QCOMPARE(
        peek.rows("SELECT p.key, count(*) FROM e_workload w JOIN entity p ON p.id=w.part_of GROUP BY 1 ORDER BY 1"),
        (QList<QByteArray>{
            "/subscriptions/s/resourcegroups/rg/providers/microsoft.containerservice/managedclusters/k8s|2",
            "aks/s/mc_rg_k8s_westeurope/gpu|2"}));
}

void TestAzureTogether::nodePoolsOfAState_data()
{
    allOrders({u"clusters.json"_s, u"state.tfstate"_s});
}

/// A state tells a cluster's first pool in the cluster and each other by itself.
void TestAzureTogether::nodePoolsOfAState()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(
        u"clusters.json"_s,
        R"([{"id":"/subscriptions/s/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/k8s","name":"k8s","location":"westeurope",)"
        R"("agentPoolProfiles":[{"name":"gpu","count":2,"vmSize":"Standard_ND96isr_H100_v5"},{"name":"sys","count":3,"vmSize":"Standard_D4s_v5"}]}])");
    cli.write(
        u"state.tfstate"_s,
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[{"mode":"managed","type":"azurerm_kubernetes_cluster","name":"k","instances":[{"attributes":{)"
        R"("id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/k8s","name":"k8s","location":"westeurope","node_resource_group":"MC_rg_k8s_westeurope",)"
        R"("default_node_pool":[{"name":"sys","vm_size":"Standard_D4s_v5","node_count":3}]}}]},)"
        R"({"mode":"managed","type":"azurerm_kubernetes_cluster_node_pool","name":"gpu","instances":[{"attributes":{)"
        R"("id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/k8s/agentPools/gpu","name":"gpu","vm_size":"Standard_ND96isr_H100_v5","node_count":1,)"
        R"("kubernetes_cluster_id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/k8s"}}]}]})");
    importInOrder(cli, order);
    Peek peek(cli.path(u"w"_s));
    // What is there comes before what the state remembers.
    QCOMPARE(peek.rows("SELECT e.name, w.instance_type, w.instance_count FROM e_workload w JOIN entity e ON e.id=w.id "
                       "WHERE w.instance_type IS NOT NULL ORDER BY 1"),
             (QList<QByteArray>{"k8s/gpu|Standard_ND96isr_H100_v5|2", "k8s/sys|Standard_D4s_v5|3"}));
    QCOMPARE(peek.rows("SELECT count FROM e_accelerator"), QList<QByteArray>{"16"});
}

/// "az vm list -g" and "--query" write a part of the list in the same form; what it lacks is not gone. A list that
/// Azure itself answered for a type is whole.
void TestAzureTogether::partsOfLists()
{
    const auto machine = [](const char *name, const char *properties) {
        return QByteArray(R"({"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/)") +
               name + R"(","location":"westeurope")" + properties + '}';
    };
    const Cli cli;
    const QByteArray both = machine("a", "") + ',' + machine("b", "");
    cli.write(u"vms.json"_s, '[' + both + ']');
    importInOrder(cli, {u"vms.json"_s});
    cli.write(u"vms.json"_s, '[' + machine("a", "") + ']');
    importInOrder(cli, {u"vms.json"_s});
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.count("SELECT count(*) FROM entity WHERE kind=2 AND vanished=0"), 2);

    const Cli other;
    const auto whole = [&](const char *name) { return machine(name, R"(,"properties":{})"); };
    other.write(u"vms.json"_s, R"({"value":[)" + whole("a") + ',' + whole("b") + "]}");
    importInOrder(other, {u"vms.json"_s});
    other.write(u"vms.json"_s, R"({"value":[)" + whole("a") + "]}");
    importInOrder(other, {u"vms.json"_s});
    QCOMPARE(Peek(other.path(u"w"_s)).count("SELECT count(*) FROM entity WHERE kind=2 AND vanished=0"), 1);
}

/// Whoever imports a list may answer for that it is all of a subscription: then what it lacks of its sorts is gone, and of nothing else.
void TestAzureTogether::saidToBeAll()
{
    const auto row = [](const char *subscription, const char *type, const char *name) {
        return QByteArray(R"({"id":"/subscriptions/)") + subscription + "/resourceGroups/g/providers/" + type + '/' + name + R"(","location":"westeurope"})";
    };
    const char *machines = "Microsoft.Compute/virtualMachines";
    const Cli cli;
    cli.write(u"all.json"_s, '[' + row("s", machines, "a") + ',' + row("s", machines, "b") + ',' + row("s", "Microsoft.Storage/storageAccounts", "c") + ',' + row("t", machines, "d") + ']');
    importInOrder(cli, {u"all.json"_s});
    cli.write(u"vms.json"_s, '[' + row("s", machines, "a") + ']');
    const auto importAs = [&cli](const QString &scope) { return cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--complete-for"_s, scope, u"vms.json"_s}); };
    const auto there = [&cli] { return Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM entity WHERE kind=2 AND vanished=0"); };
    const auto before = there();
    QCOMPARE(importAs(u"region:x"_s).code, 2);
    QCOMPARE(there(), before);
    const CliRun other = importAs(u"subscription:t"_s);
    QVERIFY2(other.out.contains("nothing-of-scope") || other.out.contains("holds nothing of subscription:t"), other.out.constData());
    QCOMPARE(there(), before);
    const CliRun run = importAs(u"subscription:S"_s);
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(there(), before - 1);
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM entity WHERE kind=2 AND vanished=1 AND key LIKE '%/virtualmachines/b'"), 1);
    // Taken back and done again it says so again.
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(there(), before);
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}).code, 0);
    QCOMPARE(there(), before - 1);
    importInOrder(cli, {u"all.json"_s});
    QCOMPARE(there(), before);
}

BAILIWICK_TEST(QCoreApplication, TestAzureTogether)

} // namespace tst_azuretogether

#include "tst_azuretogether.moc"
