// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/jsonmembers.h"
#include "importers/say.h"
#include "importers/terraform/tfclouds.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Place;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// Where the resource is, in the words of its provider: "fsn1", "fr-par-1", "GRA11". Each once.
QStringList placesOf(const json &attributes)
{
    QStringList found;
    // The narrowest that is said; a managed database has nodes in several.
    for (const char *name : {"location", "datacenter", "zone", "region", "region_name"}) {
        if (const QString place = text(attributes, name); !place.isEmpty()) {
            found.append(place);
            break;
        }
    }
    for (const char *list : {"nodes", "regions"}) {
        for (const json *one : elements(member(attributes, list))) {
            const QString place = one->is_object() ? text(*one, "region") : text(*one);
            if (!place.isEmpty() && !found.contains(place))
                found.append(place);
        }
    }
    return found;
}

/// By this identifier a cluster's node knows its machine.
QString providerId(const QString &type, const QString &id)
{
    if (type == "hcloud_server"_L1)
        return u"hcloud://"_s + id;
    if (type == "scaleway_instance_server"_L1)
        return u"scaleway://instance/"_s + id;
    if (type == "openstack_compute_instance_v2"_L1 || type == "ovh_cloud_project_instance"_L1)
        return u"openstack:///"_s + id;
    if (type == "vsphere_virtual_machine"_L1)
        return u"vsphere://"_s + id;
    return {};
}

/// Labels are a map; tags are texts, of which some are written as "name=value".
QList<Tag> tagsOf(const json &attributes)
{
    for (const char *name : {"labels", "metadata", "tags"}) {
        const json &said = member(attributes, name);
        if (said.is_object() && !said.empty())
            return awsTags(said);
    }
    QList<Tag> tags;
    for (const QString &tag : texts(member(attributes, "tags"))) {
        const QChar cut = tag.contains(u'=') ? u'=' : u':';
        if (tag.contains(cut))
            tags.append({tag.section(cut, 0, 0).trimmed(), tag.section(cut, 1).trimmed()});
    }
    return tags;
}

void sayProtection(Record &record, const json &attributes)
{
    if (const json &flag = member(attributes, "encryption_at_rest"); flag.is_boolean())
        record.fields.append({u"encryption_at_rest"_s, flag.get<bool>()});
    else if (const json &block = member(attributes, "encryption");
             !text(block.is_array() ? tfBlock(attributes, "encryption") : block, "sse_algorithm").isEmpty())
        record.fields.append({u"encryption_at_rest"_s, true});
    if (const json &flag = member(attributes, "tls_enabled"); flag.is_boolean())
        record.fields.append({u"encryption_in_transit"_s, flag.get<bool>()});
    if (const json &flag = member(attributes, "backups"); flag.is_boolean())
        record.fields.append({u"backup"_s, flag.get<bool>()});
    else if (const json &off = member(attributes, "disable_backup"); off.is_boolean())
        record.fields.append({u"backup"_s, !off.get<bool>()});
    else if (!texts(member(attributes, "backup_regions")).isEmpty())
        record.fields.append({u"backup"_s, true});
}

} // namespace

void TfReader::indexVsphere(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    const QString id = text(attributes, "id");
    if (instance.type == "vsphere_datacenter"_L1) {
        const QString moid = text(attributes, "moid");
        if (const QString own = moid.isEmpty() ? id : moid; !own.isEmpty())
            m_datacenters.insert(own, text(attributes, "name"));
    } else if (const QString datacenter = text(attributes, "datacenter_id"); !id.isEmpty() && !datacenter.isEmpty()) {
        m_datacenterOf.insert(id, datacenter);
        if (const QString pool = text(attributes, "resource_pool_id"); !pool.isEmpty())
            m_datacenterOf.insert(pool, datacenter);
    }
}

void TfReader::indexCluster(const TfInstance &instance, const TfCloud &cloud)
{
    const TfCloudType *type = tfCloudType(instance.type);
    const QString key = tfCloudKey(cloud, instance.type, text(instance.attributes(), "id"));
    if (type && type->cluster && !key.isEmpty())
        m_clusterRegions.insert(key, placesOf(instance.attributes()));
}

/// A site that the state names and no reference data knows. Its country is for a person to say, once.
QString TfReader::site(const TfInstance &instance, const QString &kind, const QString &id, const QString &name)
{
    Record record;
    record.kind = EntityKind::Location;
    record.key = u"terraform:"_s + m_space + u':' + kind + u'/' + id;
    record.name = name.isEmpty() ? id : name;
    record.mapping = m_mapping;
    if (instance.type.startsWith("vsphere_"_L1))
        record.fields.append({u"site_kind"_s, u"on_premises"_s});
    else
        say(record, u"region"_s, id);
    const QString key = record.key;
    if (!m_announced.contains(key)) {
        m_announced.insert(key);
        m_sink.entity(std::move(record));
    }
    return key;
}

QList<Place> TfReader::hostedPlaces(const TfInstance &instance, const TfCloud &cloud, const QString &whole, int facets)
{
    const json &attributes = instance.attributes();
    QList<Place> places;
    const auto at = [&places, facets](const QString &provider, const QString &region, const QString &site) {
        Place place;
        place.facets = facets;
        place.provider = provider;
        place.region = region;
        place.site = site;
        places.append(place);
    };
    if (cloud.provider) {
        const QStringList own = placesOf(attributes);
        for (const QString &region : own.isEmpty() ? m_clusterRegions.value(whole) : own)
            at(QString::fromLatin1(cloud.provider), region.toLower(), {});
    } else if (instance.type.startsWith("openstack_"_L1)) {
        // Which cloud's region that is stands in the configuration of the provider, which is not in the state.
        if (const QString region = text(attributes, "region"); !region.isEmpty())
            at({}, {}, site(instance, u"openstack"_s, region, u"OpenStack region "_s + region));
    } else if (instance.type.startsWith("vsphere_"_L1)) {
        QString datacenter = text(attributes, "datacenter_id");
        for (const char *name : {"datastore_id", "resource_pool_id", "host_system_id"}) {
            if (datacenter.isEmpty())
                datacenter = m_datacenterOf.value(text(attributes, name));
        }
        if (const QString name = m_datacenters.value(datacenter); !name.isEmpty())
            at({}, {}, site(instance, u"vsphere"_s, datacenter, name));
    }
    return places;
}

void TfReader::readHosted(const TfInstance &instance, const TfCloud &cloud)
{
    const json &attributes = instance.attributes();
    const QString id = text(attributes, "id");
    if (instance.type == "vsphere_datacenter"_L1) {
        const QString moid = text(attributes, "moid");
        const QString own = moid.isEmpty() ? id : moid;
        if (own.isEmpty())
            m_sink.ignored(u"not-there-yet"_s, u"%1 is only planned"_s.arg(instance.address));
        else
            site(instance, u"vsphere"_s, own, text(attributes, "name"));
        return;
    }
    if (instance.type == "scaleway_key_manager_key"_L1)
        return scalewayKey(instance, cloud);
    const TfCloudType *type = tfCloudType(instance.type);
    if (!type) {
        m_sink.ignored(u"type-not-read"_s,
                       u"%1: of this provider servers, storage, databases, clusters and AI services are read"_s.arg(
                           instance.address));
        return;
    }
    Record record = started(instance, EntityKind::Workload, tfCloudKey(cloud, instance.type, id), {});
    if (record.name == instance.address) {
        for (const char *name : {"display_name", "description", "service_name", "label"}) {
            if (const QString said = text(attributes, name); !said.isEmpty()) {
                record.name = said;
                break;
            }
        }
    }
    if (const QString node = id.isEmpty() ? QString() : providerId(instance.type, id); !node.isEmpty())
        record.aliases.append({u"provider-id"_s, node});
    say(record, u"role"_s, type->assessed ? u"assessed"_s : u"supporting"_s);
    say(record, u"resource_type"_s, instance.type);
    if (cloud.provider)
        record.fields.append({u"provider"_s, Reference{QString::fromLatin1(cloud.provider)}});
    const QString project = text(attributes, "project_id");
    say(record, u"account"_s, project.isEmpty() ? text(attributes, cloud.provider ? "service_name" : "tenant_id") : project);
    say(record, u"service_model"_s, QString::fromLatin1(type->serviceModel));
    if (cloud.onPremises)
        say(record, u"deployment_type"_s, u"onprem"_s);
    if (type->dedicated)
        say(record, u"tenancy"_s, u"dedicated_hardware"_s);
    QString whole;
    // A disk that is attached to nothing has 0 there.
    if (type->whole && text(attributes, type->whole) != "0"_L1)
        whole = tfCloudKey(cloud, QString::fromLatin1(type->wholeType), text(attributes, type->whole));
    if (!whole.isEmpty())
        record.fields.append({u"part_of"_s, Reference{whole}});
    sayHostedMachines(instance, *type, record);
    say(record, u"state"_s, m_planned && id.isEmpty() ? u"planned"_s : hostedState(attributes));
    sayProtection(record, attributes);
    applyAwsTags(tagsOf(attributes), record);

    const int facets = Facet::Hosting | (type->processes ? Facet::Processing : 0);
    record.places = hostedPlaces(instance, cloud, whole, facets);
    if (!record.places.isEmpty())
        record.completeFacets = facets;
    if (type->cluster) {
        for (Place &place : record.places)
            place.facets |= Facet::ControlPlane;
    }
    if (cloud.provider) {
        for (const QString &region : texts(member(attributes, "backup_regions"))) {
            Place copy;
            copy.facets = Facet::Backup;
            copy.provider = QString::fromLatin1(cloud.provider);
            copy.region = region.toLower();
            record.places.append(copy);
        }
    }
    hostedModel(instance, record);
    m_sink.entity(std::move(record));
}

QString TfReader::hostedState(const json &attributes)
{
    for (const char *name : {"status", "state", "power_state"}) {
        if (const json &state = member(attributes, name); state.is_string())
            return text(state);
    }
    return {};
}

void TfReader::sayHostedMachines(const TfInstance &instance, const TfCloudType &type, Record &record)
{
    const json &attributes = instance.attributes();
    const QString machine = type.machine ? text(attributes, type.machine) : QString();
    const bool one = type.count && !*type.count;
    const json &counted = type.count && !one ? member(attributes, type.count) : attributes;
    const json &asked = member(attributes, instance.type == "ovh_cloud_project_kube_nodepool"_L1 ? "desired_nodes" : "size");
    const json &count = counted.is_number_integer() ? counted : asked;
    if (one)
        record.fields.append({u"instance_count"_s, qint64{1}});
    else if (type.count && count.is_number_integer())
        record.fields.append({u"instance_count"_s, count.get<qint64>()});
    // A type alone would count as one machine.
    else if (type.count && !machine.isEmpty())
        return say(record, u"description"_s, u"machines of type %1; how many is not told"_s.arg(machine));
    say(record, u"instance_type"_s, machine);
    for (const char *name : {"image_name", "image", "image_id"}) {
        if (const json &image = member(attributes, name); type.assessed && image.is_string()) {
            say(record, u"image"_s, text(image));
            break;
        }
    }
}

/// A model that the provider runs on machines of the customer's alone.
void TfReader::hostedModel(const TfInstance &instance, Record &record)
{
    const QString name = text(instance.attributes(), "model_name");
    if (instance.type != "scaleway_inference_deployment"_L1 || name.isEmpty())
        return;
    Record model;
    model.kind = EntityKind::Model;
    model.mapping = m_mapping;
    model.key = record.key + u"/model"_s;
    model.name = name.section(u'/', -1);
    model.fields.append({u"provider"_s, Reference{u"scaleway"_s}});
    say(model, u"availability"_s, u"in_use"_s);
    say(model, u"base_model"_s, name);
    model.places = record.places;
    model.completeFacets = record.completeFacets;
    record.fields.append({u"models"_s, domain::ListValue{{model.key}, false}});
    m_sink.entity(std::move(model));
}

void TfReader::scalewayKey(const TfInstance &instance, const TfCloud &cloud)
{
    const json &attributes = instance.attributes();
    Record record = started(instance, EntityKind::Key, tfCloudKey(cloud, instance.type, text(attributes, "id")), {});
    record.fields.append({u"provider"_s, Reference{u"scaleway"_s}});
    say(record, u"custody"_s, u"customer_in_provider"_s);
    for (const QString &region : placesOf(attributes)) {
        Place place;
        place.facets = Facet::Keys;
        place.provider = u"scaleway"_s;
        place.region = region;
        record.places.append(place);
        record.completeFacets = Facet::Keys;
    }
    m_sink.entity(std::move(record));
}

} // namespace importers
