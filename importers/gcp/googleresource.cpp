// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googleresource.h"

#include "importers/gcp/googlekeys.h"
#include "importers/gcp/googlename.h"
#include "importers/gcp/googlenodepool.h"
#include "importers/gcp/googletypes.h"
#include "importers/jsonmembers.h"
#include "importers/tags.h"
#include "importers/typetable.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr auto Machine = "compute.googleapis.com/Instance"_L1;
constexpr auto NodePool = "container.googleapis.com/NodePool"_L1;
/// Types whose data names the customer's key where there is one: Google's own protects the others.
bool wouldNameKey(const QString &type)
{
    return type == "storage.googleapis.com/Bucket"_L1 || type == "bigquery.googleapis.com/Dataset"_L1 ||
           type == "sqladmin.googleapis.com/Instance"_L1 || type == "compute.googleapis.com/Disk"_L1 ||
           type == "compute.googleapis.com/RegionDisk"_L1 || type == "pubsub.googleapis.com/Topic"_L1;
}

/// False: several keys protect it, of which not all is told.
bool sayProtection(Record &record, const GoogleAsset &asset)
{
    const GoogleKeys keys = googleKeysOf(asset);
    const bool said = sayGoogleKeys(record, keys);
    if (!keys.isAny() && wouldNameKey(asset.type) && asset.data->is_object()) {
        record.fields.append({u"encryption_at_rest"_s, true});
        record.fields.append({u"key_management"_s, u"provider"_s});
    }
    const json &ssl = member(member(member(*asset.data, "settings"), "ipConfiguration"), "sslMode");
    if (asset.type == "sqladmin.googleapis.com/Instance"_L1 && ssl.is_string())
        record.fields.append({u"encryption_in_transit"_s, text(ssl) != "ALLOW_UNENCRYPTED_AND_ENCRYPTED"_L1});
    const json &backup = member(member(member(*asset.data, "settings"), "backupConfiguration"), "enabled");
    if (backup.is_boolean())
        record.fields.append({u"backup"_s, backup.get<bool>()});
    if (isTrue(member(member(*asset.data, "confidentialInstanceConfig"), "enableConfidentialCompute")) ||
        isTrue(member(member(*asset.data, "confidentialNodes"), "enabled")))
        record.fields.append({u"confidential_computing"_s, true});
    if (!elements(member(member(*asset.data, "scheduling"), "nodeAffinities")).empty())
        record.fields.append({u"tenancy"_s, u"dedicated_host"_s});
    return said;
}

void sayPlaces(Record &record, const GoogleAsset &asset, int facets)
{
    for (const QString &region : asset.regions())
        record.places.append(googlePlace(region, facets));
    if (!record.places.isEmpty())
        record.completeFacets = facets;
    const json &backup = member(member(*asset.data, "settings"), "backupConfiguration");
    if (const QString region = googleRegionOf(text(backup, "location")); !region.isEmpty())
        record.places.append(googlePlace(region, Facet::Backup));
}

void sayLabels(Record &record, const GoogleAsset &asset)
{
    for (const char *name : {"labels", "resourceLabels", "userLabels"}) {
        const json &labels = asset.said(name);
        if (!labels.is_object())
            continue;
        for (const auto &[label, value] : labels.items())
            applyTag({QString::fromStdString(label), text(value)}, record);
    }
    const json &user = member(member(*asset.data, "settings"), "userLabels");
    if (user.is_object()) {
        for (const auto &[label, value] : user.items())
            applyTag({QString::fromStdString(label), text(value)}, record);
    }
}

/// A machine of a cluster is a part of its pool, which is a part of the cluster.
QString wholeOf(const GoogleAsset &asset)
{
    if (asset.type == NodePool)
        return asset.name.section("/nodePools/"_L1, 0, 0);
    if (asset.type != Machine)
        return {};
    const json &labels = asset.said("labels");
    const QString cluster = text(labels, "goog-k8s-cluster-name");
    const QString place = text(labels, "goog-k8s-cluster-location");
    const QString pool = text(labels, "goog-k8s-node-pool-name");
    if (cluster.isEmpty() || place.isEmpty() || asset.project.isEmpty())
        return {};
    const QString name =
        u"//container.googleapis.com/projects/%1/locations/%2/clusters/%3"_s.arg(asset.project, place, cluster);
    return googleFullName(pool.isEmpty() ? name : name + u"/nodePools/"_s + pool);
}

/// A machine of a cluster that does not tell where its cluster is: by this name states of Terraform know those of a pool.
void sayNodeGroup(Record &record, const GoogleAsset &asset)
{
    const json &labels = asset.said("labels");
    const QString pool = text(labels, "goog-k8s-node-pool-name");
    const QStringList regions = asset.regions();
    const QString own = asset.name.section(u"/projects/"_s, 1);
    if (!pool.isEmpty() && text(labels, "goog-k8s-cluster-location").isEmpty() && regions.size() == 1 && !own.isEmpty())
        record.aliases.append({u"node-group"_s, QStringList{QString(GoogleProvider), regions.first(), pool, own}.join(u'/')});
}

void addChips(const GoogleAsset &asset, Record &record, QList<Record> &pools)
{
    for (const json *block : elements(member(*asset.data, "guestAccelerators"))) {
        const QString chip = text(*block, "acceleratorType").section(u'/', -1);
        bool fine = false;
        const qint64 count = text(*block, "acceleratorCount").toLongLong(&fine);
        if (!chip.isEmpty() && fine && count > 0)
            pools.append(googlePool(record, chip, count, pools.isEmpty()));
    }
}

QList<Record> keyRecord(const GoogleAsset &asset, const QString &mapping)
{
    Record record = googleRecord(asset, EntityKind::Key, mapping);
    const json &version = member(*asset.data, "versionTemplate");
    const QString level = text(member(*asset.data, "primary"), "protectionLevel");
    sayGoogleKey(record, asset.name, level.isEmpty() ? text(version, "protectionLevel") : level,
                 text(*asset.data, "rotationPeriod"),
                 isTrue(member(*asset.data, "importOnly")) || !text(member(*asset.data, "primary"), "importJob").isEmpty());
    return {record};
}

/// The cluster tells its pools, which may be assets of their own too.
void addNodePools(const GoogleAsset &asset, const Record &cluster, QList<Record> &others)
{
    for (const json *pool : elements(member(*asset.data, "nodePools"))) {
        const QString name = text(*pool, "name");
        if (name.isEmpty())
            continue;
        Record record;
        record.kind = EntityKind::Workload;
        record.key = asset.name + u"/nodePools/"_s + name;
        record.aliases.append({u"google"_s, record.key});
        record.mapping = cluster.mapping;
        record.name = cluster.name + u'/' + name;
        record.fields.append({u"role"_s, u"supporting"_s});
        record.fields.append({u"resource_type"_s, QString(NodePool)});
        record.fields.append({u"provider"_s, Reference{GoogleProvider}});
        sayText(record, "account", asset.project);
        record.fields.append({u"service_model"_s, QString::fromLatin1(Iaas)});
        record.fields.append({u"part_of"_s, Reference{cluster.key}});
        record.places = cluster.places;
        record.completeFacets = cluster.completeFacets;
        QList<Record> accelerators;
        const GoogleNodePool read = googleNodePool(*pool, googlePlaceOfName(asset.name));
        sayNodePool(record, read, accelerators);
        sayGoogleKeys(record, read.keys);
        others.append(std::move(record));
        others.append(accelerators);
    }
}

} // namespace

void sayText(Record &record, const char *attr, const QString &value)
{
    if (!value.isEmpty())
        record.fields.append({QString::fromLatin1(attr), value});
}

void sayGoogleKey(Record &record, const QString &fullName, const QString &level, const QString &rotationPeriod, bool importOnly)
{
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    const bool outside = level.startsWith("EXTERNAL"_L1);
    // Without the level, as in the results of a search, the key may be one that stands outside.
    const bool told = !level.isEmpty() || importOnly;
    if (told)
        record.fields.append({u"custody"_s, outside      ? u"customer_outside"_s
                                             : importOnly ? u"customer_imported"_s
                                                          : u"customer_in_provider"_s});
    if (outside)
        record.fields.append({u"external"_s, true});
    else if (!level.isEmpty())
        record.fields.append({u"hsm"_s, level.startsWith("HSM"_L1)});
    QString period = rotationPeriod;
    if (period.endsWith(u's')) {
        period.chop(1);
        const double seconds = period.toDouble();
        if (seconds >= 1 && seconds < 1e12)
            record.fields.append({u"rotation_days"_s, static_cast<qint64>(seconds) / 86400});
    }
    // Of a key outside the name tells only where Google asks for it.
    const QString region = googleRegionOf(googlePlaceOfName(fullName));
    if (!region.isEmpty() && !outside) {
        record.places.append(googlePlace(region, Facet::Keys));
        if (told)
            record.completeFacets = Facet::Keys;
    }
}

Record googlePool(const Record &owner, const QString &chip, qint64 count, bool first)
{
    Record pool;
    pool.kind = EntityKind::Accelerator;
    pool.mapping = owner.mapping;
    pool.key = u"acc:"_s + owner.key + (first ? QString() : u'#' + chip);
    pool.name = (count > 0 ? QString::number(count) + u" x "_s : QString()) + chip + u" in "_s + owner.name;
    sayText(pool, "chip", chip);
    if (count > 0)
        pool.fields.append({u"count"_s, count});
    pool.fields.append({u"provider"_s, Reference{GoogleProvider}});
    for (const domain::Place &place : owner.places) {
        if ((place.facets & Facet::Hosting) != 0)
            pool.places.append(googlePlace(place.region, Facet::Hosting));
    }
    if (!pool.places.isEmpty())
        pool.completeFacets = Facet::Hosting;
    return pool;
}

Record googleRecord(const GoogleAsset &asset, EntityKind kind, const QString &mapping)
{
    Record record;
    record.kind = kind;
    record.key = asset.name;
    record.aliases.append({u"google"_s, asset.name});
    record.mapping = mapping;
    record.whole = true;
    record.name = asset.shown();
    return record;
}

QList<Record> googleResource(const GoogleAsset &asset, const QString &mapping, QStringList &dividedKeys)
{
    if (asset.type == "cloudkms.googleapis.com/CryptoKey"_L1)
        return keyRecord(asset, mapping);
    if (asset.type == "aiplatform.googleapis.com/Model"_L1 || asset.type == "bigquery.googleapis.com/Model"_L1)
        return googleModel(asset, mapping);
    if (asset.type == "aiplatform.googleapis.com/Dataset"_L1)
        return googleDataset(asset, mapping);
    const GoogleType type = googleType(asset.type.toStdString());
    Record record = googleRecord(asset, EntityKind::Workload, mapping);
    record.fields.append({u"role"_s, type.assessed ? u"assessed"_s : u"supporting"_s});
    sayText(record, "resource_type", asset.type);
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    sayText(record, "account", asset.project);
    const bool pool = asset.type == NodePool;
    if (const char *model = pool ? Iaas : type.serviceModel)
        record.fields.append({u"service_model"_s, QString::fromLatin1(model)});
    if (const QString whole = wholeOf(asset); !whole.isEmpty())
        record.fields.append({u"part_of"_s, Reference{whole}});
    if (asset.type == Machine) {
        sayText(record, "instance_type", text(asset.said("machineType")).section(u'/', -1));
        record.fields.append({u"instance_count"_s, qint64{1}});
        sayNodeGroup(record, asset);
    } else if (asset.type == "tpu.googleapis.com/Node"_L1) {
        sayText(record, "instance_type", text(asset.said("acceleratorType")));
    } else if (asset.type == "notebooks.googleapis.com/Instance"_L1) {
        const QString own = text(member(*asset.data, "gceSetup"), "machineType");
        sayText(record, "instance_type", (own.isEmpty() ? text(*asset.data, "machineType") : own).section(u'/', -1));
    }
    for (const char *name : {"status", "state", "servingStatus"}) {
        const json &state = asset.said(name);
        if (state.is_string()) {
            sayText(record, "state", text(state));
            break;
        }
    }
    sayLabels(record, asset);
    sayPlaces(record, asset, Facet::Hosting | (type.processes || pool ? Facet::Processing : 0));
    if (!sayProtection(record, asset))
        dividedKeys.append(record.name);
    QList<Record> others;
    if (pool) {
        sayNodePool(record, googleNodePool(*asset.data, googlePlaceOfName(asset.name)), others);
        others.prepend(std::move(record));
        return others;
    }
    addChips(asset, record, others);
    sayGoogleModels(asset, record, others);
    domain::ListValue pools;
    pools.complete = false;
    for (const Record &pool : std::as_const(others))
        pools.items.append(pool.key);
    if (!pools.items.isEmpty())
        record.fields.append({u"accelerators"_s, pools});
    if (asset.type == "container.googleapis.com/Cluster"_L1)
        addNodePools(asset, record, others);
    others.prepend(std::move(record));
    return others;
}

} // namespace importers
