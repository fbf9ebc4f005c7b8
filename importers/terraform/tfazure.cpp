// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

void say(Record &record, const QString &attr, const QString &value)
{
    if (!value.isEmpty())
        record.fields.append({attr, value});
}

/// "West Europe" and "westeurope" are one region.
QString regionOf(const QString &location)
{
    return location.toLower().remove(u' ');
}

/// Identifiers are compared without case; the exports write them as they please.
QString azureId(const QString &text)
{
    const QString id = text.trimmed().toLower();
    return id.startsWith("/subscriptions/"_L1) || id.startsWith("/providers/"_L1) ? id : QString();
}

QString subscriptionOf(const QString &id)
{
    return id.startsWith("/subscriptions/"_L1) ? id.section(u'/', 2, 2) : QString();
}

domain::Place placeIn(const QString &region, int facets)
{
    domain::Place place;
    place.facets = facets;
    place.provider = u"microsoft"_s;
    place.region = region;
    return place;
}

QString builtInRole(const QString &definition)
{
    const QString guid = definition.section(u'/', -1).toLower();
    if (guid == "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"_L1)
        return u"Owner"_s;
    if (guid == "b24988ac-6180-42a0-ab88-20f7382dd24c"_L1)
        return u"Contributor"_s;
    if (guid == "acdd72a7-3385-48ef-bd42-f606fba81ae7"_L1)
        return u"Reader"_s;
    if (guid == "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"_L1)
        return u"User Access Administrator"_s;
    return guid;
}

QString principalKind(const QString &type)
{
    return type == "User"_L1                                 ? u"human"_s
           : type == "Group"_L1 || type == "ForeignGroup"_L1 ? u"group"_s
           : type == "ServicePrincipal"_L1                   ? u"service"_s
                                                             : QString();
}

QString principalKey(const QString &objectId)
{
    return u"azure-principal/"_s + objectId.toLower();
}

} // namespace

void TfReader::indexAzure(const TfInstance &instance)
{
    const QString id = azureId(text(instance.attributes(), "id"));
    const QString location = regionOf(text(instance.attributes(), "location"));
    if (!id.isEmpty() && !location.isEmpty())
        m_azureLocations.insert(id, location);
    if (instance.type == "azurerm_cognitive_deployment"_L1 && !id.isEmpty())
        m_deployments[azureId(text(instance.attributes(), "cognitive_account_id"))].append(id);
}

void TfReader::readAzure(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    QString id = azureId(text(attributes, "id"));
    if (instance.type == "azurerm_role_assignment"_L1)
        return azureAssignment(instance, id);
    if (instance.type == "azurerm_user_assigned_identity"_L1)
        return azureIdentity(instance, id);
    if (instance.type == "azurerm_cognitive_deployment"_L1)
        return azureModel(instance, id);
    if (instance.type == "azurerm_key_vault_key"_L1) {
        const QString resource = azureId(text(attributes, "resource_versionless_id"));
        Record record = started(instance, EntityKind::Key, resource, u"azure"_s);
        record.fields.append({u"provider"_s, Reference{u"microsoft"_s}});
        say(record, u"custody"_s, u"customer_in_provider"_s);
        if (const QString kind = text(attributes, "key_type"); !kind.isEmpty())
            record.fields.append({u"hsm"_s, kind.endsWith("-HSM"_L1)});
        const QString region = m_azureLocations.value(azureId(text(attributes, "key_vault_id")));
        if (!region.isEmpty()) {
            record.places.append(placeIn(region, Facet::Keys));
            record.completeFacets = Facet::Keys;
        }
        m_sink.entity(std::move(record));
        return;
    }
    const TfType *type = tfType(instance.type);
    QString region = m_azureLocations.value(id, regionOf(text(attributes, "location")));
    if (!type && (id.isEmpty() || region.isEmpty())) {
        passOver(instance);
        return;
    }
    if (region.isEmpty())
        region = m_azureLocations.value(azureId(text(attributes, "server_id")));
    Record record = workload(instance, type, id, u"azure"_s);
    record.fields.append({u"provider"_s, Reference{u"microsoft"_s}});
    say(record, u"account"_s, subscriptionOf(id));
    if (type && QLatin1StringView(type->native).startsWith("Microsoft.Compute/"_L1)) {
        const json &count = member(attributes, "instances");
        record.fields.append({u"instance_count"_s, count.is_number_integer() ? count.get<qint64>() : qint64{1}});
        for (const char *name : {"size", "vm_size", "sku"}) {
            if (const QString size = text(attributes, name); !size.isEmpty()) {
                say(record, u"instance_type"_s, size);
                break;
            }
        }
        if (isTrue(member(attributes, "encryption_at_host_enabled")))
            record.fields.append({u"encryption_at_rest"_s, true});
    }
    if (!elements(member(attributes, "customer_managed_key")).empty())
        say(record, u"key_management"_s, u"cmk"_s);
    for (const char *name : {"https_traffic_only_enabled", "enable_https_traffic_only", "https_only"}) {
        if (const json &flag = member(attributes, name); flag.is_boolean()) {
            record.fields.append({u"encryption_in_transit"_s, flag.get<bool>()});
            break;
        }
    }
    if (const QStringList models = m_deployments.value(id); !models.isEmpty())
        record.fields.append({u"models"_s, domain::ListValue{models, false}});
    applyAwsTags(awsTags(member(attributes, "tags")), record);
    if (!region.isEmpty()) {
        record.places.append(placeIn(region, Facet::Hosting | (type && type->processes ? Facet::Processing : 0)));
        // Where an account's models run is said by its deployments.
        const bool ai = type && QLatin1StringView(type->native) == "Microsoft.CognitiveServices/accounts"_L1;
        if (ai)
            record.places.last().facets = Facet::Hosting;
        record.completeFacets = record.places.last().facets;
    }
    m_sink.entity(std::move(record));
}

void TfReader::azureModel(const TfInstance &instance, const QString &id)
{
    const json &model = tfBlock(instance.attributes(), "model");
    Record record = started(instance, EntityKind::Model, id, u"azure"_s);
    record.fields.append({u"provider"_s, Reference{u"microsoft"_s}});
    say(record, u"availability"_s, u"in_use"_s);
    say(record, u"base_model"_s, text(model, "name"));
    say(record, u"version"_s, text(model, "version"));
    const QString upgrade = text(instance.attributes(), "version_upgrade_option");
    if (!upgrade.isEmpty())
        record.fields.append({u"version_pinned"_s, upgrade == "NoAutoUpgrade"_L1});
    const auto organisations = sayOrganisation(record, u"developer"_s, text(model, "format"));
    QString sku = text(tfBlock(instance.attributes(), "sku"), "name");
    if (sku.isEmpty())
        sku = text(tfBlock(instance.attributes(), "scale"), "type");
    say(record, u"description"_s, sku);
    const QString region = m_azureLocations.value(azureId(text(instance.attributes(), "cognitive_account_id")));
    if (!region.isEmpty()) {
        record.places.append(placeIn(region, Facet::Hosting));
        record.completeFacets = Facet::Hosting;
    }
    // A global deployment answers from any region, one of a data zone from any of its zone: only the others stay.
    if (sku.startsWith("Global"_L1)) {
        record.places.append(placeIn(u"global"_s, Facet::Processing));
        record.completeFacets |= Facet::Processing;
    } else if (!sku.isEmpty() && !sku.startsWith("DataZone"_L1) && !region.isEmpty()) {
        record.places.last().facets |= Facet::Processing;
        record.completeFacets |= Facet::Processing;
    }
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

void TfReader::azureAssignment(const TfInstance &instance, const QString &id)
{
    const json &attributes = instance.attributes();
    const QString principal = text(attributes, "principal_id");
    if (principal.isEmpty()) {
        if (m_planned)
            m_sink.ignored(u"not-there-yet"_s, u"%1 is only planned"_s.arg(instance.address));
        else
            m_sink.rejected(u"missing-principal"_s, instance.where + u"/principal_id"_s, u"no principal_id"_s);
        return;
    }
    const QString kind = principalKind(text(attributes, "principal_type"));
    announce(principalKey(principal), principal, kind, u"microsoft"_s, u"azure"_s, principal.toLower());
    QString role = text(attributes, "role_definition_name");
    if (role.isEmpty())
        role = builtInRole(text(attributes, "role_definition_id"));
    const QString scope = azureId(text(attributes, "scope"));
    // A subscription or group is no system; what stands in a provider's namespace may be one.
    const bool one = scope.contains("/providers/"_L1) && !scope.startsWith("/providers/"_L1);
    grant(instance, {id, principalKey(principal), principal, kind, role, text(attributes, "scope"),
                     one ? scope : QString(), text(attributes, "condition")});
}

void TfReader::azureIdentity(const TfInstance &instance, const QString &id)
{
    const QString principal = text(instance.attributes(), "principal_id");
    Record record = started(instance, EntityKind::Identity, principal.isEmpty() ? id : principalKey(principal), {});
    if (!id.isEmpty())
        record.aliases.append({u"azure"_s, id});
    if (!principal.isEmpty())
        record.aliases.append({u"azure"_s, principal.toLower()});
    say(record, u"kind"_s, u"service"_s);
    record.fields.append({u"provider"_s, Reference{u"microsoft"_s}});
    say(record, u"account"_s, subscriptionOf(id));
    record.fields.append({u"external"_s, false});
    say(record, u"credential_type"_s, u"short_lived"_s);
    m_announced.insert(record.key);
    m_sink.entity(std::move(record));
}

} // namespace importers
