// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azuredeployment.h"

#include "domain/datazone.h"
#include "importers/azure/azurerows.h"
#include "importers/developername.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using nlohmann::json;

namespace {

/// The data zone ("us", "eu" in the reference data) that the deployment names itself; empty: none.
QString zoneSaid(const QString &area)
{
    const QString said = area.trimmed().toUpper();
    if (said == "US"_L1 || said == "USA"_L1)
        return u"us"_s;
    return said == "EU"_L1 || said == "EUR"_L1 || said == "EUROPE"_L1 ? u"eu"_s : QString();
}

} // namespace

void sayAzureModel(Record &record, const QString &name)
{
    static const QRegularExpression tuned(u"^(?:ft:([^:]+)(?::.*)?|(.+?)[.-]ft-.+)$"_s);
    const auto match = tuned.match(name);
    saySomething(record, u"base_model"_s, match.hasMatch() ? match.captured(1) + match.captured(2) : name);
    if (match.hasMatch())
        record.fields.append({u"fine_tuned"_s, true});
}

QString sayAzureDeploymentPlaces(Record &record, const QString &sku, const AzureDeploymentPlace &at)
{
    // Where the deployment and its account's region name two zones, the store keeps both (store/datazones.h).
    QString zone = zoneSaid(at.area);
    for (const QString &region : {at.location, at.region}) {
        if (zone.isEmpty())
            zone = domain::azureDataZone(region);
    }
    // A developer deployment has no promise of residency.
    const bool global = sku.startsWith("Global"_L1) || sku == "DeveloperTier"_L1;
    const bool inZone = sku.startsWith("DataZone"_L1);
    const bool regional = sku == "Standard"_L1 || sku == "Provisioned"_L1 || sku == "ProvisionedManaged"_L1;
    if (global || (inZone && !zone.isEmpty())) {
        record.places.append(azurePlace(global ? u"global"_s : zone, Facet::Processing));
        record.completeFacets = Facet::Processing;
        return {};
    }
    if (inZone)
        return at.region.isEmpty() ? u"it runs in the data zone of its account's region, which this file does not hold: import 'az cognitiveservices account list' as well, where that has not been done"_s
                                   : u"its account is in %1, which lies in no data zone that is known"_s.arg(at.region);
    if (!regional)
        return sku.isEmpty() ? u"its sku is not said"_s : u"'%1' is a kind of deployment that is not known"_s.arg(sku);
    record.completeFacets = Facet::Hosting | Facet::Processing;
    if (!at.region.isEmpty()) {
        record.places.append(azurePlace(at.region, record.completeFacets));
        return {};
    }
    // Where that is, whichever file has the account tells.
    domain::Place place;
    place.facets = record.completeFacets;
    place.site = at.account;
    record.places.append(place);
    return u"it runs in the region of its account, which this file does not hold: import 'az cognitiveservices account list' as well, where that has not been done"_s;
}

bool isAzureDeploymentRunning(const json &row)
{
    static const QStringList idle{u"accepted"_s, u"canceled"_s, u"creating"_s, u"deleting"_s, u"disabled"_s, u"failed"_s};
    return !idle.contains(text(azureProperties(row), "provisioningState").toLower());
}

QList<Record> azureDeployment(const json &row, const AzureId &id, const AzureIndex &index, const QString &mapping,
                              QString &unknown)
{
    const json &properties = azureProperties(row);
    const json &model = member(properties, "model");
    Record record;
    record.kind = domain::EntityKind::Model;
    sayAzureKey(record, id, mapping);
    record.name = text(row, "name").isEmpty() ? id.name : text(row, "name").section(u'/', -1);
    record.fields.append({u"provider"_s, domain::Reference{AzureProvider}});
    record.fields.append({u"availability"_s, isAzureDeploymentRunning(row) ? u"in_use"_s : u"available"_s});
    sayAzureModel(record, text(model, "name"));
    saySomething(record, u"version"_s, text(model, "version"));
    const QString upgrade = text(properties, "versionUpgradeOption");
    if (!upgrade.isEmpty())
        record.fields.append({u"version_pinned"_s, upgrade == "NoAutoUpgrade"_L1});
    saySomething(record, u"guardrails"_s, text(properties, "raiPolicyName"));
    const QString sku = text(member(row, "sku"), "name");
    saySomething(record, u"description"_s, sku);
    QString developer = text(model, "format");
    if (developer.endsWith("-OSS"_L1))
        developer.chop(4);
    QList<Record> records = sayOrganisation(record, u"developer"_s, developer);
    unknown = sayAzureDeploymentPlaces(
        record, sku, {id.parent(), index.regionOfAccount.value(id.parent()), azureRegion(text(row, "location")), text(member(properties, "capabilities"), "area")});
    records.append(std::move(record));
    return records;
}

} // namespace importers
