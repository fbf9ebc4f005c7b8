// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googleasset.h"

#include "importers/gcp/googlename.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// The member under the name of exports or under that of the interface.
const json &either(const json &object, const char *exported, const char *answered)
{
    const json &found = member(object, exported);
    return found.is_null() ? member(object, answered) : found;
}

int contentsOf(const json &row)
{
    int contents = GoogleAsset::Nothing;
    if (member(row, "resource").is_object())
        contents |= GoogleAsset::Resource;
    if (either(row, "iam_policy", "iamPolicy").is_object() || member(row, "policy").is_object())
        contents |= GoogleAsset::Access;
    if (!either(row, "org_policy", "orgPolicy").is_null() || !either(row, "v2_org_policies", "v2OrgPolicies").is_null())
        contents |= GoogleAsset::OrgPolicy;
    if (!either(row, "access_policy", "accessPolicy").is_null() ||
        !either(row, "access_level", "accessLevel").is_null() ||
        !either(row, "service_perimeter", "servicePerimeter").is_null())
        contents |= GoogleAsset::AccessLevels;
    if (!either(row, "os_inventory", "osInventory").is_null() ||
        !either(row, "related_asset", "relatedAsset").is_null() ||
        !either(row, "related_assets", "relatedAssets").is_null())
        contents |= GoogleAsset::Other;
    // Results of a search name their resource in their own words.
    if (member(row, "resource").is_string() || member(row, "project").is_string() ||
        row.contains("additionalAttributes"))
        contents |= GoogleAsset::Search;
    return contents;
}

QStringList ancestorsOf(const json &row)
{
    QStringList all = texts(member(row, "ancestors"));
    if (all.isEmpty()) {
        for (const char *level : {"project", "folders", "organization"})
            all += texts(member(row, level));
    }
    return all;
}

/// App Engine's regions bear names that are older than the others.
QString regionOf(const GoogleAsset &asset, const QString &place)
{
    const QString region = googleRegionOf(place);
    const bool old =
        asset.type.startsWith("appengine."_L1) && (region == "us-central"_L1 || region == "europe-west"_L1);
    return old ? region + u'1' : region;
}

void add(QStringList &list, const QString &region)
{
    if (!region.isEmpty() && !list.contains(region))
        list.append(region);
}

} // namespace

qint64 googleTime(const json &value)
{
    if (value.is_object()) {
        bool fine = false;
        const qint64 seconds = text(value, "seconds").toLongLong(&fine);
        return fine && seconds > 0 ? seconds : 0;
    }
    if (!value.is_string())
        return 0;
    const QString written = text(value).left(19);
    // One for each asset: most by far were written when the one before was.
    thread_local std::pair<QString, qint64> last;
    if (written == last.first)
        return last.second;
    const QDateTime time = QDateTime::fromString(written, Qt::ISODate);
    if (!time.isValid())
        return 0;
    // The end of an open window.
    const qint64 seconds = time.date().year() > 2200 ? 0 : std::max<qint64>(0, QDateTime(time.date(), time.time(), Qt::UTC).toSecsSinceEpoch());
    last = {written, seconds};
    return seconds;
}

GoogleAsset GoogleAsset::of(const json &row)
{
    static const json none;
    GoogleAsset asset;
    asset.row = &row;
    asset.data = &none;
    asset.policy = &none;
    const json &resource = member(row, "resource");
    asset.named = (resource.is_string() ? text(resource) : text(row, "name")).trimmed();
    asset.name = googleFullName(asset.named);
    asset.type = text(either(row, "asset_type", "assetType"));
    asset.exported = row.contains("asset_type");
    asset.contents = contentsOf(row);
    if (resource.is_object())
        asset.data = &member(resource, "data");
    else if (const auto versions = elements(member(row, "versionedResources")); !versions.empty())
        asset.data = &member(*versions.front(), "resource");
    const json &own = either(row, "iam_policy", "iamPolicy");
    asset.policy = own.is_object() ? &own : &member(row, "policy");
    asset.ancestors = ancestorsOf(row);
    asset.captured = googleTime(either(row, "update_time", "updateTime"));
    asset.project = googleProjectOf(asset.name);
    if (asset.project.isEmpty())
        asset.project = text(*asset.data, "projectId");
    if (asset.project.isEmpty() && asset.name.startsWith("//appengine.googleapis.com/apps/"_L1))
        asset.project = asset.name.section(u'/', 4, 4);
    const QString parent = text(resource, "parent");
    for (const QString &place : {asset.ancestors.value(0), parent.section(u'/', 3)}) {
        if (asset.project.isEmpty() && place.startsWith("projects/"_L1))
            asset.project = place.section(u'/', 1, 1);
    }
    return asset;
}

domain::AccountNames GoogleAsset::projectNames() const
{
    const auto isNumber = [](const QString &name) { return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; }); };
    domain::AccountNames names;
    const QString inside = ancestors.value(0);
    names.number = inside.startsWith("projects/"_L1) ? inside.section(u'/', 1) : text(said("projectNumber"));
    names.id = googleProjectOf(name);
    if ((names.id.isEmpty() || isNumber(names.id)) && type == "cloudresourcemanager.googleapis.com/Project"_L1)
        names.id = text(said("projectId"));
    return isNumber(names.number) && !names.id.isEmpty() && !isNumber(names.id) ? names : domain::AccountNames();
}

bool GoogleAsset::isKubernetes() const
{
    return type.section(u'/', 0, 0).endsWith("k8s.io"_L1);
}

const json &GoogleAsset::said(const char *member_) const
{
    const json &found = member(*data, member_);
    if (!found.is_null())
        return found;
    const json &own = member(*row, member_);
    return own.is_null() ? member(member(*row, "additionalAttributes"), member_) : own;
}

QString GoogleAsset::shown() const
{
    const QString display = text(said("displayName"));
    if (!display.isEmpty())
        return display;
    const QString short_ = text(*data, "name").section(u'/', -1);
    return short_.isEmpty() ? name.section(u'/', -1) : short_;
}

QStringList GoogleAsset::regions() const
{
    QStringList found;
    const json &resource = member(*row, "resource");
    // Two regions that the customer chose for a bucket, copies that the customer chose for a secret, regions that a
    // topic may keep messages in: more than the one word of the location tells.
    for (const QString &one : texts(member(member(*data, "customPlacementConfig"), "dataLocations")))
        add(found, googleRegionOf(one));
    for (const json *copy : elements(member(member(member(*data, "replication"), "userManaged"), "replicas")))
        add(found, googleRegionOf(text(*copy, "location")));
    for (const QString &one : texts(member(member(*data, "messageStoragePolicy"), "allowedPersistenceRegions")))
        add(found, googleRegionOf(one));
    if (type.endsWith("/Snapshot"_L1) || type.endsWith("/Image"_L1)) {
        for (const QString &one : texts(member(*data, "storageLocations")))
            add(found, googleRegionOf(one));
    }
    if (!found.isEmpty())
        return found;
    // "projects/p/instanceConfigs/regional-us-east1", "nam3"
    if (type == "spanner.googleapis.com/Instance"_L1) {
        QString config = text(*data, "config").section(u'/', -1);
        if (config.startsWith("regional-"_L1))
            config = config.mid(9);
        if (!config.isEmpty() && !config.startsWith("custom-"_L1))
            return {config.toLower()};
    }
    for (const QString &place :
         {text(resource, "location"), text(*data, "zone"), text(*data, "region"), text(*data, "location"),
          text(*data, "locationId"), text(*row, "location"), googlePlaceOfName(name)}) {
        const QString region = regionOf(*this, place);
        if (!region.isEmpty() || !place.isEmpty()) {
            add(found, region);
            return found;
        }
    }
    return found;
}

} // namespace importers
