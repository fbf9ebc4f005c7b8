// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/kubernetes/kubeobject.h"

#include "importers/aws/arn.h"
#include "importers/azure/azureid.h"
#include "importers/gcp/googlename.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// Collectors of diagnostics and the elements of typed lists leave the kind out.
QString kindOf(const json &object, const QString &listKind)
{
    const QString said = text(object, "kind");
    if (!said.isEmpty())
        return said;
    if (!listKind.isEmpty())
        return listKind;
    if (member(member(object, "status"), "nodeInfo").is_object())
        return u"Node"_s;
    if (member(member(object, "spec"), "containers").is_array())
        return u"Pod"_s;
    if (member(member(object, "spec"), "platformSpec").is_object())
        return u"Infrastructure"_s;
    return {};
}

int scoreOfObject(const json &object)
{
    const json &metadata = member(object, "metadata");
    if (text(metadata, "name").isEmpty())
        return 0;
    if (!text(object, "kind").isEmpty() && !text(object, "apiVersion").isEmpty())
        return 3;
    return !text(metadata, "uid").isEmpty() && object.contains("spec") && object.contains("status") ? 2 : 0;
}

/// kubectl writes members in the order of the alphabet: of a long list only the items are seen at first, and its kind later.
bool isList(const json &root)
{
    const json &items = member(root, "items");
    if (!items.is_array() || text(root, "apiVersion").isEmpty())
        return false;
    if (root.contains("kind"))
        return text(root, "kind").endsWith("List"_L1);
    return !items.empty() && scoreOfObject(items.front()) > 0;
}

/// Quantities are texts or, from generous tools, numbers.
qint64 countOf(const json &object, const char *name)
{
    bool fine = false;
    const qint64 count = text(object, name).toLongLong(&fine);
    return fine ? count : 0;
}

QString firstLabel(const KubeObject &object, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        const QString value = kubeLabel(object, name);
        if (!value.isEmpty())
            return value;
    }
    return {};
}

/// What a scale set is made of is counted with it, as its own exports do.
void sayScaleSet(KubeMachine &machine, const std::optional<AzureId> &id)
{
    if (!id || id->type != "microsoft.compute/virtualmachinescalesets/virtualmachines"_L1)
        return;
    machine.type = u"Microsoft.Compute/virtualMachineScaleSets/virtualMachines"_s;
    const auto set = AzureId::fromText(id->parent());
    if (!set)
        return;
    machine.setAliases.append({u"azure"_s, set->key});
    const QString pool = azurePoolOfScaleSet(*set);
    machine.set = pool.isEmpty() ? set->key : pool;
}

/// By which group of machines of its managed cluster a state of Terraform knows the node: the provider, its region where group names are
/// regional, the group and the machine.
void sayNodeGroup(KubeMachine &machine, const KubeObject &node)
{
    const auto say = [&machine](const QString &provider, const QString &region, const QString &group, const QString &own) {
        if (!group.isEmpty() && !own.isEmpty())
            machine.aliases.append({u"node-group"_s, QStringList{provider, region, group, own}.join(u'/')});
    };
    if (machine.type == "AWS::EC2::Instance"_L1)
        say(machine.provider, awsParentRegion(machine.region), kubeLabel(node, "eks.amazonaws.com/nodegroup"), machine.key.section(u'/', -1));
    else if (machine.type == "compute.googleapis.com/Instance"_L1)
        say(machine.provider, machine.region, kubeLabel(node, "cloud.google.com/gke-nodepool"), machine.key.section(u"/projects/"_s, 1));
    else if (machine.provider == "scaleway"_L1)
        say(machine.provider, {}, kubeLabel(node, "k8s.scaleway.com/pool-name"), node.uid);
    else if (!kubeLabel(node, "node.k8s.ovh/type").isEmpty())
        say(u"ovhcloud"_s, {}, kubeLabel(node, "nodepool"), node.uid);
}

} // namespace

int kubeScore(const json &root)
{
    if (isList(root))
        return 4;
    if (root.is_array())
        return root.empty() ? 0 : scoreOfObject(root.front());
    return scoreOfObject(root);
}

std::vector<KubeObject> kubeObjects(const json &root, const QString &pointer, const std::function<qsizetype(const json &)> &first)
{
    const bool list = isList(root);
    QString kind = list ? text(root, "kind") : QString();
    kind.chop(kind.isEmpty() ? 0 : 4);
    const json &items = list ? member(root, "items") : root;
    const QString base = list ? pointer + u"/items/"_s : pointer + u'/';
    std::vector<KubeObject> objects;
    qsizetype i = first ? first(items) : 0;
    for (const json *item : elements(items)) {
        const json &metadata = member(*item, "metadata");
        objects.push_back({item, items.is_array() ? base + QString::number(i++) : pointer, kindOf(*item, kind),
                           text(metadata, "name"), text(metadata, "namespace"), text(metadata, "uid")});
    }
    return objects;
}

void KubeCluster::add(const KubeObject &object)
{
    // This namespace lives as long as its cluster: the usual name of a cluster among tools.
    if (object.kind == "Namespace"_L1 && object.name == "kube-system"_L1 && m_system.isEmpty())
        m_system = object.uid;
    if (object.kind == "Infrastructure"_L1 && m_infrastructure.isEmpty())
        m_infrastructure = object.uid;
    if (object.kind == "Node"_L1 && m_label.isEmpty())
        m_label = firstLabel(object, {"kubernetes.azure.com/cluster", "alpha.eksctl.io/cluster-name"});
}

QString KubeCluster::text() const
{
    if (!m_system.isEmpty())
        return m_system;
    return m_infrastructure.isEmpty() ? m_label : m_infrastructure;
}

QString kubeLabel(const KubeObject &object, const char *name)
{
    return text(member(member(*object.json, "metadata"), "labels"), name);
}

QString kubeOwner(const KubeObject &object, const char *kind)
{
    for (const json *owner : elements(member(member(*object.json, "metadata"), "ownerReferences"))) {
        if (text(*owner, "kind") == QLatin1StringView(kind))
            return text(*owner, "name");
    }
    return {};
}

KubeMachine kubeMachine(const KubeObject &node)
{
    KubeMachine machine;
    const QString id = text(member(*node.json, "spec"), "providerID").trimmed();
    const QString zone = firstLabel(node, {"topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"});
    machine.region = firstLabel(node, {"topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"});
    const QString scheme = id.section(u"://"_s, 0, 0);
    const QString rest = id.section(u"://"_s, 1);
    if (!id.isEmpty())
        machine.aliases.append({u"provider-id"_s, id});
    if (scheme == "aws"_L1) {
        const QString own = rest.section(u'/', 1, 1);
        // A Local Zone is a city of its own; it stands in the identifier even where the labels are missing.
        const QString place = awsRegionOfZone(zone.isEmpty() ? own : zone);
        if (!place.isEmpty())
            machine.region = place;
        machine.provider = awsProviderOfRegion(machine.region);
        if (const QString instance = rest.section(u'/', -1);
            instance.startsWith("i-"_L1) && !machine.region.isEmpty()) {
            machine.key = awsPartitionOfRegion(machine.region) + u'/' + instance;
            machine.aliases.append({u"instance"_s, machine.key});
            machine.type = u"AWS::EC2::Instance"_s;
        }
    } else if (scheme == "gce"_L1) {
        const QStringList parts = rest.split(u'/', Qt::SkipEmptyParts);
        machine.provider = u"google"_s;
        if (parts.size() == 3) {
            machine.account = parts[0];
            machine.key =
                u"//compute.googleapis.com/projects/%1/zones/%2/instances/%3"_s.arg(parts[0], parts[1], parts[2]);
            machine.aliases.append({u"google"_s, machine.key});
            machine.type = u"compute.googleapis.com/Instance"_s;
            if (machine.region.isEmpty())
                machine.region = googleRegionOf(parts[1]);
        }
    } else if (scheme == "azure"_L1) {
        machine.provider = u"microsoft"_s;
        machine.region = machine.region.toLower();
        const QString path = rest.toLower();
        if (path.startsWith("/subscriptions/"_L1)) {
            machine.key = path;
            machine.aliases.append({u"azure"_s, path});
            machine.type = u"Microsoft.Compute/virtualMachines"_s;
            machine.account = path.section(u'/', 2, 2);
            sayScaleSet(machine, AzureId::fromText(rest));
        }
    } else {
        static const QHash<QString, QString> others{{u"digitalocean"_s, u"digitalocean"_s},
                                                    {u"exoscale"_s, u"exoscale"_s},
                                                    {u"hcloud"_s, u"hetzner"_s},
                                                    {u"ibm"_s, u"ibm"_s},
                                                    {u"linode"_s, u"akamai"_s},
                                                    {u"oci"_s, u"oracle"_s},
                                                    {u"ionos"_s, u"ionos"_s},
                                                    {u"scaleway"_s, u"scaleway"_s},
                                                    {u"stackit"_s, u"stackit"_s},
                                                    {u"upcloud"_s, u"upcloud"_s}};
        machine.provider = others.value(scheme);
        // "ibm://ACCOUNT///CLUSTER/WORKER"
        if (scheme == "ibm"_L1 && rest.contains("///"_L1))
            machine.account = rest.section(u'/', 0, 0);
    }
    sayNodeGroup(machine, node);
    return machine;
}

KubePlatform kubePlatform(const KubeObject &infrastructure)
{
    const json &status = member(*infrastructure.json, "status");
    const json &told = member(status, "platformStatus");
    KubePlatform platform;
    platform.type = text(told, "type").isEmpty() ? text(status, "platform") : text(told, "type");
    for (const char *cloud : {"aws", "gcp", "azure"}) {
        for (const json *tag : elements(member(member(told, cloud), "resourceTags")))
            platform.byRedHat = platform.byRedHat || (text(*tag, "key") == "red-hat-managed"_L1 && text(*tag, "value") == "true"_L1);
    }
    struct Cloud
    {
        const char *type, *provider, *part, *region; ///< the part that tells the region, and its member there; none: its nodes do
    };
    static constexpr Cloud clouds[] = {{"AWS", nullptr, "aws", "region"}, // which of AWS's clouds the region tells
                                       {"Azure", "microsoft", nullptr, nullptr},
                                       {"GCP", "google", "gcp", "region"},
                                       {"IBMCloud", "ibm", "ibmcloud", "location"},
                                       {"PowerVS", "ibm", "powervs", "region"},
                                       {"AlibabaCloud", "alibaba", "alibabacloud", "region"}};
    for (const Cloud &cloud : clouds) {
        if (platform.type != QLatin1StringView(cloud.type))
            continue;
        // Azure's software on machines of one's own, under the names of Azure.
        platform.ownAzure = text(member(told, "azure"), "cloudName") == "AzureStackCloud"_L1;
        platform.onPremises = platform.ownAzure;
        if (platform.ownAzure)
            return platform;
        platform.region = cloud.part ? text(member(told, cloud.part), cloud.region) : QString();
        platform.provider = cloud.provider ? QString::fromLatin1(cloud.provider) : awsProviderOfRegion(platform.region);
        return platform;
    }
    static const QStringList own{u"None"_s, u"BareMetal"_s, u"VSphere"_s, u"oVirt"_s, u"Ovirt"_s, u"Nutanix"_s, u"KubeVirt"_s, u"Kubevirt"_s};
    platform.onPremises = own.contains(platform.type);
    return platform;
}

KubeAccelerators kubeAccelerators(const KubeObject &node)
{
    const json &capacity = member(member(*node.json, "status"), "capacity");
    if (!capacity.is_object())
        return {};
    struct Offer
    {
        const char *resource;
        const char *vendor;
    };
    // One resource of each vendor: cores and devices of one chip are not added up.
    static constexpr Offer offers[] = {{"nvidia.com/gpu", "NVIDIA"},     {"nvidia.com/gpu.shared", "NVIDIA"},
                                       {"amd.com/gpu", "AMD"},           {"gpu.intel.com/i915", "Intel"},
                                       {"gpu.intel.com/xe", "Intel"},    {"habana.ai/gaudi", "Intel"},
                                       {"aws.amazon.com/neuron", "AWS"}, {"aws.amazon.com/neurondevice", "AWS"},
                                       {"google.com/tpu", "Google"},     {"huawei.com/Ascend910", "Huawei"}};
    KubeAccelerators found;
    for (const Offer &offer : offers) {
        if (const qint64 count = countOf(capacity, offer.resource); count > 0) {
            found.vendor = QString::fromLatin1(offer.vendor);
            found.count = count;
            // The name of the resource tells a generation of this one only.
            if (found.vendor == "Huawei"_L1)
                found.chip = u"Ascend 910"_s;
            break;
        }
    }
    bool slices = false;
    for (const auto &[name, value] : capacity.items())
        slices = slices || (name.starts_with("nvidia.com/mig-") && countOf(capacity, name.c_str()) > 0);
    if (slices)
        found.vendor = u"NVIDIA"_s;
    if (found.vendor.isEmpty())
        return {};
    QString product =
        firstLabel(node, {"nvidia.com/gpu.product", "amd.com/gpu.product-name", "cloud.google.com/gke-accelerator",
                          "cloud.google.com/gke-tpu-accelerator", "karpenter.k8s.aws/instance-gpu-name"});
    // "...-MIG-1g.5gb": what is counted then are slices of a chip; "...-SHARED": turns on it.
    if (const qsizetype mig = product.indexOf("-MIG-"_L1); mig > 0) {
        product.truncate(mig);
        slices = true;
    }
    const bool shared = product.endsWith("-SHARED"_L1) || countOf(capacity, "nvidia.com/gpu.shared") > 0;
    if (product.endsWith("-SHARED"_L1))
        product.chop(7);
    if (!product.isEmpty())
        found.chip = product;
    if (found.vendor == "NVIDIA"_L1) {
        const qint64 physical = kubeLabel(node, "nvidia.com/gpu.count").toLongLong();
        if (slices)
            found.count = 0;
        else if (physical > 0)
            found.count = physical;
        else if (shared)
            found.count = 0;
        if (!slices)
            found.memoryMib = kubeLabel(node, "nvidia.com/gpu.memory").toLongLong();
    }
    return found;
}

} // namespace importers
