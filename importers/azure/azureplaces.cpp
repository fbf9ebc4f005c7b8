// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureplaces.h"

#include "domain/celltext.h"
#include "importers/azure/azurerows.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using nlohmann::json;

namespace {

/// A type whose resources may be in several regions.
struct Spread
{
    QLatin1StringView type;
    const char *list;  ///< member that lists its regions
    const char *name;  ///< of the region in each of them
    const char *other; ///< another member that only a row with all of the properties has; null: the list alone tells
};

constexpr std::array spreads = {
    Spread{"microsoft.apimanagement/service"_L1, "additionalLocations", "location", "gatewayUrl"},
    Spread{"microsoft.documentdb/databaseaccounts"_L1, "locations", "locationName", nullptr},
    Spread{"microsoft.eventhub/namespaces"_L1, "geoDataReplication", "locationName", "serviceBusEndpoint"},
    Spread{"microsoft.keyvault/managedhsms"_L1, "regions", "name", "hsmUri"},
    Spread{"microsoft.keyvault/vaults"_L1, nullptr, nullptr, "vaultUri"},
    Spread{"microsoft.servicebus/namespaces"_L1, "geoDataReplication", "locationName", "serviceBusEndpoint"},
    Spread{"microsoft.sql/managedinstances"_L1, nullptr, nullptr, "fullyQualifiedDomainName"},
    Spread{"microsoft.sql/servers/databases"_L1, nullptr, nullptr, "databaseId"},
    Spread{"microsoft.storage/storageaccounts"_L1, nullptr, nullptr, "primaryLocation"},
};

/// Their copies are resources of their own, which only the dearest kind has.
bool hasCopiesBeside(const QString &type)
{
    return type == "microsoft.containerregistry/registries"_L1 || type == "microsoft.signalrservice/signalr"_L1;
}

bool isManagedOnly(const QString &type)
{
    static const QStringList families{u"microsoft.hybridcompute/"_s, u"microsoft.azurestackhci/"_s, u"microsoft.connectedvmwarevsphere/"_s,
                                      u"microsoft.scvmm/"_s};
    return type == "microsoft.kubernetes/connectedclusters"_L1 ||
           std::any_of(families.cbegin(), families.cend(), [&type](const QString &family) { return type.startsWith(family); });
}

/// A custom location is the customer's own site that Azure reaches through Arc.
Record siteRecord(const AzureId &id, const QString &mapping)
{
    Record site;
    site.kind = EntityKind::Location;
    sayAzureKey(site, id, mapping);
    site.name = id.name;
    site.fields.append({u"site_kind"_s, u"on_premises"_s});
    return site;
}

struct Regions
{
    QStringList names;
    bool all = true;
};

Regions regionsOf(const json &row, const AzureId &id)
{
    const json &properties = azureProperties(row);
    Regions regions;
    const auto add = [&regions](const QString &location) {
        const QString name = azureRegion(location);
        if (!name.isEmpty() && !regions.names.contains(name))
            regions.names.append(name);
    };
    const auto *spread = std::find_if(spreads.begin(), spreads.end(), [&id](const Spread &one) { return one.type == id.type; });
    if (spread == spreads.end()) {
        const QString sku = text(member(row, "sku"), "name");
        regions.all = !hasCopiesBeside(id.type) || (!sku.isEmpty() && !sku.startsWith("Premium"_L1));
    } else {
        bool listed = false;
        if (spread->list) {
            const json &list = member(properties, spread->list);
            for (const json *one : elements(list.is_object() ? member(list, "locations") : list)) {
                add(text(*one, spread->name));
                listed = !regions.names.isEmpty();
            }
        }
        regions.all = listed || (spread->other && !member(properties, spread->other).is_null());
    }
    // Cosmos DB lists all of its regions, and its record may be kept in another one.
    if (regions.names.isEmpty() || spread == spreads.end() || spread->other)
        add(text(row, "location"));
    return regions;
}

/// The region that runs what stands elsewhere.
void sayControl(Record &record, const json &row)
{
    if (const QString region = azureRegion(text(row, "location")); !region.isEmpty())
        record.places.append(azurePlace(region, Facet::ControlPlane));
}

/// Of what may stand in an edge zone or at a site of the customer's a row says so in `extendedLocation`. Resource Graph has that
/// column for all resources, and a list without it was asked for less; Resource Manager, which writes types in capitals, leaves it out
/// where there is none.
bool tellsSite(const json &row, const AzureId &id)
{
    static const QStringList types{u"microsoft.compute/disks"_s, u"microsoft.compute/virtualmachines"_s, u"microsoft.compute/virtualmachinescalesets"_s,
                                   u"microsoft.containerservice/managedclusters"_s};
    if (!types.contains(id.type) || row.contains("extendedLocation"))
        return true;
    const QString type = text(row, "type");
    return member(row, "properties").is_object() && type != type.toLower();
}

} // namespace

QString azureRunner(const json &row, const AzureId &id)
{
    if (!isManagedOnly(id.type))
        return AzureProvider;
    const json &properties = azureProperties(row);
    QString cloud = text(member(properties, "cloudMetadata"), "provider");
    if (cloud.isEmpty())
        cloud = text(properties, "infrastructure"); // of clusters
    cloud = cloud.toLower();
    if (cloud == "aws"_L1)
        return u"aws"_s;
    if (cloud == "gcp"_L1)
        return u"google"_s;
    return cloud == "azure"_L1 ? QString(AzureProvider) : QString();
}

void sayAzurePlaces(Record &record, QList<Record> &others, const json &row, const AzureId &id, bool processes)
{
    const json &properties = azureProperties(row);
    const int facets = Facet::Hosting | (processes ? Facet::Processing : 0);
    const json &extended = member(row, "extendedLocation");
    if (const auto site = AzureId::fromText(text(extended, "name"))) {
        others.append(siteRecord(*site, record.mapping));
        domain::Place place;
        place.facets = facets;
        place.site = site->key;
        record.places.append(place);
        record.completeFacets = facets;
        sayControl(record, row);
        return;
    }
    // Arc: Azure keeps the machine's record in the region; where the machine stands is told by whoever connected it, if by anybody.
    if (isManagedOnly(id.type)) {
        if (const auto country = domain::readCountry(text(member(properties, "locationData"), "countryOrRegion"))) {
            domain::Place place;
            place.facets = facets;
            place.country = *country;
            record.places.append(place);
            record.completeFacets = facets;
        }
        sayControl(record, row);
        return;
    }
    Regions regions = regionsOf(row, id);
    // An edge zone is in another city than the region that runs it.
    if (const QString edge = text(extended, "name"); !edge.isEmpty()) {
        regions = {{edge}, true};
        sayControl(record, row);
    }
    for (const QString &one : std::as_const(regions.names))
        record.places.append(azurePlace(one, facets));
    if (!regions.names.isEmpty() && regions.all && tellsSite(row, id))
        record.completeFacets = facets;
    const QString second = azureRegion(text(properties, "secondaryLocation"));
    if (!second.isEmpty()) {
        record.places.append(azurePlace(second, Facet::Failover));
        record.completeFacets |= Facet::Failover;
    }
}

} // namespace importers
