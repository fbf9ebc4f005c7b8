// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/terraform/tfclouds.h"

#include "importers/typetable.h"

#include <QLatin1StringView>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

constexpr auto OnPrem = "onprem";

constexpr std::array clouds = {
    TfCloud{"hcloud_", "hetzner", false}, TfCloud{"scaleway_", "scaleway", false}, TfCloud{"ovh_", "ovhcloud", false},
    TfCloud{"openstack_", nullptr, false}, TfCloud{"vsphere_", nullptr, true},     TfCloud{"proxmox_", nullptr, true},
    TfCloud{"libvirt_", nullptr, true},
};

constexpr std::array cloudTypes = {
    TfCloudType{"hcloud_server", true, true, Iaas, "server_type", ""},
    TfCloudType{"hcloud_volume", false, false, Iaas, nullptr, nullptr, "server_id", "hcloud_server"},
    TfCloudType{"hcloud_snapshot", false, false, Iaas, nullptr, nullptr, "server_id", "hcloud_server"},
    TfCloudType{"hcloud_load_balancer", false, false, Iaas},
    TfCloudType{"hcloud_storage_box", true, false, Paas},

    TfCloudType{"scaleway_instance_server", true, true, Iaas, "type", ""},
    TfCloudType{"scaleway_baremetal_server", true, true, Iaas, "offer_name", "", nullptr, nullptr, true},
    TfCloudType{"scaleway_apple_silicon_server", true, true, Iaas, "type", "", nullptr, nullptr, true},
    TfCloudType{"scaleway_instance_volume", false, false, Iaas, nullptr, nullptr, "server_id", "scaleway_instance_server"},
    TfCloudType{"scaleway_instance_snapshot", false, false, Iaas},
    TfCloudType{"scaleway_block_volume", false, false, Iaas},
    TfCloudType{"scaleway_block_snapshot", false, false, Iaas},
    TfCloudType{"scaleway_lb", false, false, Iaas},
    TfCloudType{"scaleway_object_bucket", true, false, Paas},
    TfCloudType{"scaleway_file_filesystem", true, false, Paas},
    TfCloudType{"scaleway_rdb_instance", true, false, Paas, "node_type"},
    TfCloudType{"scaleway_documentdb_instance", true, false, Paas, "node_type"},
    TfCloudType{"scaleway_mongodb_instance", true, false, Paas, "node_type", "node_number"},
    TfCloudType{"scaleway_redis_cluster", true, false, Paas, "node_type", "cluster_size"},
    TfCloudType{"scaleway_sdb_sql_database", true, false, Paas},
    TfCloudType{"scaleway_k8s_cluster", true, true, Paas, nullptr, nullptr, nullptr, nullptr, false, true},
    TfCloudType{"scaleway_k8s_pool", false, true, Iaas, "node_type", "current_size", "cluster_id", "scaleway_k8s_cluster"},
    TfCloudType{"scaleway_inference_deployment", true, true, Paas, "node_type", "size"},
    TfCloudType{"scaleway_container", true, true, Paas},
    TfCloudType{"scaleway_function", true, true, Paas},
    TfCloudType{"scaleway_job_definition", true, true, Paas},
    TfCloudType{"scaleway_registry_namespace", true, false, Paas},
    TfCloudType{"scaleway_mnq_nats_account", true, false, Paas},
    TfCloudType{"scaleway_mnq_sqs_queue", true, false, Paas},
    TfCloudType{"scaleway_mnq_sns_topic", true, false, Paas},

    TfCloudType{"ovh_cloud_project_instance", true, true, Iaas, "flavor_name", ""},
    TfCloudType{"ovh_cloud_project_volume", false, false, Iaas},
    TfCloudType{"ovh_cloud_project_loadbalancer", false, false, Iaas},
    TfCloudType{"ovh_cloud_project_storage", true, false, Paas},
    TfCloudType{"ovh_cloud_project_database", true, false, Paas, "flavor"},
    TfCloudType{"ovh_cloud_project_kube", true, true, Paas, nullptr, nullptr, nullptr, nullptr, false, true},
    TfCloudType{"ovh_cloud_project_kube_nodepool", false, true, Iaas, "flavor_name", "current_nodes", "kube_id", "ovh_cloud_project_kube"},
    TfCloudType{"ovh_cloud_project_containerregistry", true, false, Paas},
    TfCloudType{"ovh_dedicated_server", true, true, Iaas, nullptr, "", nullptr, nullptr, true},
    TfCloudType{"ovh_dedicated_nasha", true, false, Paas},
    TfCloudType{"ovh_hosting_privatedatabase", true, false, Paas},
    TfCloudType{"ovh_storage_efs", true, false, Paas},
    TfCloudType{"ovh_vps", true, true, Iaas, nullptr, ""},

    TfCloudType{"openstack_compute_instance_v2", true, true, Iaas, "flavor_name", ""},
    TfCloudType{"openstack_blockstorage_volume_v2", false, false, Iaas},
    TfCloudType{"openstack_blockstorage_volume_v3", false, false, Iaas},
    TfCloudType{"openstack_lb_loadbalancer_v2", false, false, Iaas},
    TfCloudType{"openstack_objectstorage_container_v1", true, false, Paas},
    TfCloudType{"openstack_sharedfilesystem_share_v2", true, false, Paas},
    TfCloudType{"openstack_db_instance_v1", true, false, Paas},
    TfCloudType{"openstack_containerinfra_cluster_v1", true, true, Paas},
    TfCloudType{"openstack_containerinfra_nodegroup_v1", false, true, Iaas, nullptr, "node_count", "cluster_id",
                "openstack_containerinfra_cluster_v1"},

    TfCloudType{"vsphere_virtual_machine", true, true, OnPrem, nullptr, ""},
    TfCloudType{"vsphere_virtual_disk", false, false, OnPrem},
    TfCloudType{"vsphere_nas_datastore", false, false, OnPrem},
    TfCloudType{"vsphere_vmfs_datastore", false, false, OnPrem},
    TfCloudType{"vsphere_compute_cluster", false, true, OnPrem},
    TfCloudType{"vsphere_host", false, true, OnPrem},

    // Two providers are in use, by Telmate and by bpg.
    TfCloudType{"proxmox_vm_qemu", true, true, OnPrem, nullptr, ""},
    TfCloudType{"proxmox_lxc", true, true, OnPrem, nullptr, ""},
    TfCloudType{"proxmox_virtual_environment_vm", true, true, OnPrem, nullptr, ""},
    TfCloudType{"proxmox_virtual_environment_container", true, true, OnPrem, nullptr, ""},

    TfCloudType{"libvirt_domain", true, true, OnPrem, nullptr, ""},
    TfCloudType{"libvirt_volume", false, false, OnPrem},
    TfCloudType{"libvirt_pool", false, false, OnPrem},
};

} // namespace

const TfCloud *tfCloud(QStringView type)
{
    const auto *found = std::find_if(clouds.begin(), clouds.end(),
                                     [&](const TfCloud &one) { return type.startsWith(QLatin1StringView(one.prefix)); });
    return found == clouds.end() ? nullptr : found;
}

const TfCloudType *tfCloudType(QStringView type)
{
    const auto *found =
        std::find_if(cloudTypes.begin(), cloudTypes.end(), [&](const TfCloudType &row) { return type == QLatin1StringView(row.type); });
    return found == cloudTypes.end() ? nullptr : found;
}

QString tfCloudKey(const TfCloud &cloud, const QString &type, const QString &id)
{
    // Numbers of Hetzner and "zone/name" of Scaleway are theirs alone; elsewhere only an identifier made at random is.
    static const QRegularExpression random(u"^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"_s);
    const QLatin1StringView prefix(cloud.prefix);
    const bool own = prefix == "hcloud_"_L1 || prefix == "scaleway_"_L1;
    if (id.isEmpty() || !(own || random.match(id).hasMatch()))
        return {};
    return QString(prefix).chopped(1) + u':' + type.sliced(prefix.size()) + u'/' + id.toLower();
}

} // namespace importers
