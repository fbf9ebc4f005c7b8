// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googleaccess.h"
#include "importers/gcp/googlekeys.h"
#include "importers/gcp/googlename.h"
#include "importers/gcp/googleresource.h"
#include "importers/gcp/googleroles.h"
#include "importers/googleprincipal.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <vector>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// The path of the type with the instance's attributes put in; empty when one of them is not there.
QString fullNameByPath(const char *path, const json &attributes)
{
    static const QRegularExpression place(u"\\{([a-z_]+)\\}"_s);
    QString name = QString::fromLatin1(path);
    for (auto match = place.match(name); match.hasMatch(); match = place.match(name)) {
        const QString value = text(attributes, match.captured(1).toLatin1().constData()).section(u'/', -1);
        if (value.isEmpty())
            return {};
        name.replace(match.capturedStart(), match.capturedLength(), value);
    }
    return u"//"_s + name;
}

/// What a role is given on, by the name of the resource that gives it.
struct GoogleTarget
{
    const char *of;
    const char *path;
    bool system;
};

const GoogleTarget *googleTarget(const QString &of)
{
    static constexpr std::array all = {
        GoogleTarget{"project", "cloudresourcemanager.googleapis.com/projects/{project}", false},
        GoogleTarget{"folder", "cloudresourcemanager.googleapis.com/folders/{folder}", false},
        GoogleTarget{"organization", "cloudresourcemanager.googleapis.com/organizations/{org_id}", false},
        GoogleTarget{"bigquery_dataset", "bigquery.googleapis.com/projects/{project}/datasets/{dataset_id}", true},
        GoogleTarget{"compute_instance", "compute.googleapis.com/projects/{project}/zones/{zone}/instances/{instance_name}", true},
        GoogleTarget{"pubsub_topic", "pubsub.googleapis.com/projects/{project}/topics/{topic}", true},
        GoogleTarget{"pubsub_subscription", "pubsub.googleapis.com/projects/{project}/subscriptions/{subscription}", true},
        GoogleTarget{"secret_manager_secret", "secretmanager.googleapis.com/projects/{project}/secrets/{secret_id}", true},
        GoogleTarget{"cloud_run_v2_service", "run.googleapis.com/projects/{project}/locations/{location}/services/{name}", true},
        GoogleTarget{"artifact_registry_repository",
                     "artifactregistry.googleapis.com/projects/{project}/locations/{location}/repositories/{repository}", true}};
    const auto *found = std::find_if(all.begin(), all.end(), [&](const GoogleTarget &one) { return of == QLatin1StringView(one.of); });
    return found == all.end() ? nullptr : found;
}

QString fullName(const TfInstance &instance, const TfType *type)
{
    if (type && type->path) {
        const QString name = fullNameByPath(type->path, instance.attributes());
        if (!name.isEmpty())
            return name;
    }
    return googleFullNameOfLink(text(instance.attributes(), "self_link"));
}

/// Copies of a secret where the customer chose their places; those of the others are Google's choice, which nobody tells.
QStringList saySecret(Record &record, const json &attributes, GoogleKeys &keys)
{
    record.name = text(attributes, "secret_id");
    // Its own name has the project's number, as the asset inventory's has.
    const QString numbered = googleFullNameOf(u"secretmanager.googleapis.com"_s, text(attributes, "name"));
    if (!numbered.isEmpty() && numbered != record.key)
        record.aliases.append({u"google"_s, numbered});
    const json &replication = tfBlock(attributes, "replication");
    const auto copies = elements(member(tfBlock(replication, "user_managed"), "replicas"));
    const auto keyOf = [](const json &holder) { return text(tfBlock(holder, "customer_managed_encryption"), "kms_key_name"); };
    for (const json *holder : {&attributes, &tfBlock(replication, "auto")}) {
        if (const QString key = keyOf(*holder); !key.isEmpty())
            keys.add(key);
    }
    for (const json *copy : copies)
        keys.add(keyOf(*copy));
    QStringList regions;
    for (const json *copy : copies)
        regions.append(googleRegionOf(text(*copy, "location")));
    return regions;
}

/// The models that an endpoint serves and their machines, in the words of the asset inventory.
json servedByEndpoint(const json &attributes)
{
    json deployed = json::array();
    for (const json *model : elements(member(attributes, "deployed_models"))) {
        const json &resources = tfBlock(*model, "dedicated_resources");
        const json &machine = tfBlock(resources, "machine_spec");
        json one{{"model", member(*model, "model")}};
        if (machine.is_object())
            one["dedicatedResources"] = {{"minReplicaCount", member(resources, "min_replica_count")},
                                         {"machineSpec",
                                          {{"machineType", member(machine, "machine_type")},
                                           {"acceleratorType", member(machine, "accelerator_type")},
                                           {"acceleratorCount", member(machine, "accelerator_count")}}}};
        deployed.push_back(std::move(one));
    }
    return {{"deployedModels", std::move(deployed)}};
}

} // namespace

void TfReader::readGoogle(const TfInstance &instance)
{
    if (googleAccess(instance))
        return;
    if (instance.type == "google_kms_crypto_key"_L1) {
        googleKey(instance);
        return;
    }
    if (instance.type == "google_service_account"_L1) {
        const QString email = text(instance.attributes(), "email");
        Record record = started(instance, EntityKind::Identity,
                                email.isEmpty() ? QString() : googlePrincipalKey(u"serviceAccount:"_s + email), {});
        say(record, u"kind"_s, u"service"_s);
        record.fields.append({u"provider"_s, Reference{u"google"_s}});
        say(record, u"account"_s, text(instance.attributes(), "project"));
        record.fields.append({u"external"_s, false});
        m_announced.insert(record.key);
        nameGoogleOperator(record);
        m_sink.entity(std::move(record));
        return;
    }
    if (instance.type == "google_project_iam_custom_role"_L1 || instance.type == "google_organization_iam_custom_role"_L1) {
        const json &attributes = instance.attributes();
        const QString id = text(attributes, "id");
        if (isCustomGoogleRole(id)) {
            m_sink.entity(googleRole(id, text(attributes, "title"), texts(member(attributes, "permissions")), text(attributes, "description"), m_mapping));
            return;
        }
    }
    if (instance.type == "google_container_node_pool"_L1)
        return googleNodePool(instance);
    const TfType *type = tfType(instance.type);
    const bool cluster = instance.type == "google_container_cluster"_L1;
    const QString name = cluster ? gkeCluster(instance.attributes(), "name") : fullName(instance, type);
    if (!type && name.isEmpty())
        passOver(instance);
    else
        googleSystem(instance, type, name);
    if (cluster && !name.isEmpty())
        googlePoolsOf(instance, name);
}

void TfReader::googleSystem(const TfInstance &instance, const TfType *type, const QString &name)
{
    const json &attributes = instance.attributes();
    Record record = workload(instance, type, name, u"google"_s);
    record.fields.append({u"provider"_s, Reference{u"google"_s}});
    say(record, u"account"_s, text(attributes, "project"));
    QString region;
    for (const char *attribute : {"zone", "region", "location"}) {
        region = googleRegionOf(text(attributes, attribute));
        if (!region.isEmpty())
            break;
    }
    GoogleKeys keys;
    if (instance.type == "google_container_cluster"_L1) {
        // What encrypts its secrets; the disks of its pools have keys of their own.
        const json &secrets = tfBlock(attributes, "database_encryption");
        if (const QString key = text(secrets, "key_name"); !key.isEmpty() && text(secrets, "state") != "DECRYPTED"_L1)
            keys.add(key);
    }
    const bool machine = instance.type == "google_compute_instance"_L1;
    if (machine) {
        say(record, u"instance_type"_s, text(attributes, "machine_type").section(u'/', -1));
        say(record, u"state"_s, text(attributes, "current_status"));
        record.fields.append({u"instance_count"_s, qint64{1}});
        const json &boot = tfBlock(attributes, "boot_disk");
        say(record, u"image"_s, text(tfBlock(boot, "initialize_params"), "image").section(u'/', -1));
        for (const char *disks : {"boot_disk", "attached_disk", "scratch_disk"}) {
            for (const json *disk : elements(member(attributes, disks))) {
                if (text(*disk, "kms_key_self_link").isEmpty() && !text(*disk, "disk_encryption_key_sha256").isEmpty())
                    keys.supplied = true;
                else
                    keys.add(text(*disk, "kms_key_self_link"));
            }
        }
        if (isTrue(member(tfBlock(attributes, "confidential_instance_config"), "enable_confidential_compute")))
            record.fields.append({u"confidential_computing"_s, true});
    } else if (instance.type == "google_tpu_v2_vm"_L1) {
        say(record, u"instance_type"_s, text(attributes, "accelerator_type"));
        say(record, u"state"_s, text(attributes, "state"));
    }
    for (const char *block : {"encryption", "default_encryption_configuration", "encryption_config"}) {
        const json &said = tfBlock(attributes, block);
        const QString key = text(said, "default_kms_key_name") + text(said, "kms_key_name");
        if (!key.isEmpty()) {
            keys.add(key);
            break;
        }
    }
    const json &backup = tfBlock(tfBlock(attributes, "settings"), "backup_configuration");
    if (const json &enabled = member(backup, "enabled"); enabled.is_boolean())
        record.fields.append({u"backup"_s, enabled.get<bool>()});
    for (const char *labels : {"effective_labels", "labels", "user_labels"}) {
        if (member(attributes, labels).is_object()) {
            applyAwsTags(awsTags(member(attributes, labels)), record);
            break;
        }
    }
    const int facets = Facet::Hosting | (type && type->processes ? Facet::Processing : 0);
    // Two regions that the customer chose for a bucket say more than the word of the location.
    QStringList regions;
    if (type && QLatin1StringView(type->native) == "secretmanager.googleapis.com/Secret"_L1)
        regions = saySecret(record, attributes, keys);
    for (const QString &one : texts(member(tfBlock(attributes, "custom_placement_config"), "data_locations"))) {
        if (const QString chosen = googleRegionOf(one); !chosen.isEmpty() && !regions.contains(chosen))
            regions.append(chosen);
    }
    if (regions.isEmpty() && !region.isEmpty())
        regions.append(region);
    regions.removeDuplicates();
    regions.removeAll(QString());
    for (const QString &one : std::as_const(regions)) {
        record.places.append(googlePlace(one, facets));
        record.completeFacets = facets;
    }
    if (const QString kept = googleRegionOf(text(backup, "location")); !kept.isEmpty())
        record.places.append(googlePlace(kept, Facet::Backup));
    if (!sayGoogleKeys(record, keys))
        m_dividedKeys.append(instance.address);
    domain::ListValue pools;
    pools.complete = false;
    QList<Record> accelerators;
    for (const json *block : elements(member(attributes, machine ? "guest_accelerator" : ""))) {
        const QString chip = text(*block, "type").section(u'/', -1);
        const json &count = member(*block, "count");
        if (chip.isEmpty() || !count.is_number_integer() || count.get<qint64>() == 0)
            continue;
        const Record pool = googlePool(record, chip, count.get<qint64>(), pools.items.isEmpty());
        pools.items.append(pool.key);
        accelerators.append(pool);
    }
    if (instance.type == "google_vertex_ai_endpoint"_L1) {
        const json data = servedByEndpoint(attributes);
        GoogleAsset endpoint;
        endpoint.type = QString::fromLatin1(type->native);
        endpoint.data = &data;
        sayGoogleModels(endpoint, record, accelerators);
        for (const Record &pool : std::as_const(accelerators))
            pools.items.append(pool.key);
    }
    if (!pools.items.isEmpty())
        record.fields.append({u"accelerators"_s, pools});
    nameGoogleOperator(record);
    m_sink.entity(std::move(record));
    for (Record &pool : accelerators) {
        nameGoogleOperator(pool);
        m_sink.entity(std::move(pool));
    }
}

void TfReader::googleKey(const TfInstance &instance)
{
    const QString id = text(instance.attributes(), "id");
    Record record = started(instance, EntityKind::Key, id.isEmpty() ? QString() : u"//cloudkms.googleapis.com/"_s + id,
                            u"google"_s);
    sayGoogleKey(record, record.key, text(tfBlock(instance.attributes(), "version_template"), "protection_level"),
                 text(instance.attributes(), "rotation_period"), isTrue(member(instance.attributes(), "import_only")));
    nameGoogleOperator(record);
    m_sink.entity(std::move(record));
}

/// Members and bindings of a role; others' policies as a whole are texts that data sources make.
bool TfReader::googleAccess(const TfInstance &instance)
{
    static const QRegularExpression form(u"^google_(.+)_iam_(member|binding)$"_s);
    const auto match = form.match(instance.type);
    if (!match.hasMatch())
        return false;
    const json &attributes = instance.attributes();
    const QString of = match.captured(1);
    QString resource;
    for (const char *name :
         {"bucket", "service_account_id", "crypto_key_id", "dataset_id", "instance_name", "secret_id", "topic",
          "subscription", "repository", "service", "folder", "org_id", "name"}) {
        resource = text(attributes, name);
        if (!resource.isEmpty())
            break;
    }
    QString system;
    if (const GoogleTarget *target = googleTarget(of)) {
        if (const QString name = fullNameByPath(target->path, attributes); !name.isEmpty())
            resource = name;
        if (target->system && resource.startsWith("//"_L1))
            system = resource;
    } else if (of == "storage_bucket"_L1) {
        resource = system = u"//storage.googleapis.com/"_s + resource.section(u'/', -1);
    } else if (of == "kms_crypto_key"_L1) {
        if (const QString name = googleKeyName(resource); !name.isEmpty())
            resource = name;
    } else if (of == "service_account"_L1 && resource.startsWith("projects/"_L1)) {
        resource = u"//iam.googleapis.com/"_s + resource;
    }
    const QString role = text(attributes, "role");
    QStringList members = texts(member(attributes, "members"));
    if (members.isEmpty())
        members = texts(member(attributes, "member"));
    if (role.isEmpty() || members.isEmpty()) {
        m_sink.ignored(u"no-members"_s, u"%1 names no role or no members"_s.arg(instance.address));
        return true;
    }
    const json &condition = tfBlock(attributes, "condition");
    for (const QString &written : members) {
        const QString principal = googlePrincipal(written);
        const QString key = googlePrincipalKey(written);
        const QString kind = googlePrincipalKind(written);
        announce(googlePrincipalRecord(written, m_mapping));
        const QString expression = text(condition, "expression");
        grant(instance, {googleGrantKey(resource, role, principal, expression), key, principal, kind, role, resource, system, expression,
                         googlePrivilegeOf(role), isCustomGoogleRole(role) ? googleRoleKey(role) : QString(),
                         of == "service_account"_L1 && isGoogleImpersonation(role),
                         resource.startsWith("//"_L1) ? googleResourceKind(resource.section(u'/', 2, 2) + u'/') : QString()});
    }
    return true;
}

} // namespace importers
