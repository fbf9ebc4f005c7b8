// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googlepolicy.h"

#include "importers/gcp/googlename.h"
#include "importers/gcp/googleresource.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// What a policy says of places, as it is written: "in:europe-locations", "europe-west4".
struct Places
{
    QStringList allowed;
    QStringList denied;
    bool everywhere = false;  ///< says that there is no restriction
    bool nowhere = false;
    bool inherits = false;    ///< what is above is added to it
    bool conditional = false; ///< some of it holds only for resources with certain tags
};

/// The interface writes members in camel case, the exports in snake case.
const json &either(const json &object, const char *one, const char *other)
{
    const json &found = member(object, one);
    return found.is_null() ? member(object, other) : found;
}

bool isOfLocations(const QString &name)
{
    return name.section(u'/', -1) == "gcp.resourceLocations"_L1;
}

/// constraint, list_policy
Places ofFirstForm(const json &policy)
{
    Places places;
    const json &list = either(policy, "list_policy", "listPolicy");
    places.allowed = texts(either(list, "allowed_values", "allowedValues"));
    places.denied = texts(either(list, "denied_values", "deniedValues"));
    // Numbers in some exports: 1 allows all, 2 denies all.
    const QString all = text(either(list, "all_values", "allValues"));
    places.everywhere = all == "ALLOW"_L1 || all == "1"_L1 || !either(policy, "restore_default", "restoreDefault").is_null();
    places.nowhere = all == "DENY"_L1 || all == "2"_L1;
    places.inherits = isTrue(either(list, "inherit_from_parent", "inheritFromParent"));
    return places;
}

/// name, spec.rules
Places ofSecondForm(const json &policy)
{
    Places places;
    const json &spec = member(policy, "spec");
    places.inherits = isTrue(either(spec, "inherit_from_parent", "inheritFromParent"));
    places.everywhere = isTrue(member(spec, "reset"));
    for (const json *rule : elements(member(spec, "rules"))) {
        if (member(*rule, "condition").is_object()) {
            places.conditional = true;
            continue;
        }
        const json &values = member(*rule, "values");
        places.allowed += texts(either(values, "allowed_values", "allowedValues"));
        places.denied += texts(either(values, "denied_values", "deniedValues"));
        places.everywhere = places.everywhere || isTrue(either(*rule, "allow_all", "allowAll"));
        places.nowhere = places.nowhere || isTrue(either(*rule, "deny_all", "denyAll"));
    }
    return places;
}

std::optional<Places> placesOf(const GoogleAsset &asset)
{
    if (asset.type == "orgpolicy.googleapis.com/Policy"_L1)
        return isOfLocations(asset.name) ? std::optional(ofSecondForm(*asset.data)) : std::nullopt;
    for (const json *policy : elements(either(*asset.row, "v2_org_policies", "v2OrgPolicies"))) {
        if (isOfLocations(text(*policy, "name")))
            return ofSecondForm(*policy);
    }
    for (const json *policy : elements(either(*asset.row, "org_policy", "orgPolicy"))) {
        if (isOfLocations(text(*policy, "constraint")))
            return ofFirstForm(*policy);
    }
    return std::nullopt;
}

/// "//cloudresourcemanager.googleapis.com/projects/77", also of "//orgpolicy.googleapis.com/projects/77/policies/gcp.resourceLocations".
QString ownerOf(const GoogleAsset &asset)
{
    if (asset.type != "orgpolicy.googleapis.com/Policy"_L1)
        return asset.name;
    return u"//cloudresourcemanager.googleapis.com/"_s + asset.name.section(u'/', 3, 4);
}

QString typeOf(const QString &owner)
{
    const QString kind = owner.section(u'/', 3, 3);
    return u"cloudresourcemanager.googleapis.com/"_s + (kind == "organizations"_L1 ? u"Organization"_s
                                                        : kind == "folders"_L1     ? u"Folder"_s
                                                                                   : u"Project"_s);
}

} // namespace

std::optional<Record> googleLocationPolicy(const GoogleAsset &asset, const QString &mapping)
{
    const auto places = placesOf(asset);
    if (!places)
        return std::nullopt;
    const QString owner = ownerOf(asset);
    Record record;
    record.kind = EntityKind::Workload;
    record.key = owner;
    record.aliases.append({u"google"_s, owner});
    record.mapping = mapping;
    record.whole = true;
    record.name = owner.section(u'/', 3);
    record.fields.append({u"role"_s, u"supporting"_s});
    record.fields.append({u"resource_type"_s, typeOf(owner)});
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    if (owner.section(u'/', 3, 3) == "projects"_L1)
        sayText(record, "account", owner.section(u'/', 4, 4));
    QStringList notes;
    if (!places->denied.isEmpty())
        notes.append(u"denies %1"_s.arg(places->denied.join(u", "_s)));
    if (places->conditional)
        notes.append(u"more under conditions on tags, which are not read"_s);
    if (places->inherits)
        notes.append(u"adds to what is set above"_s);
    // A list that others add to, or that a condition changes, is not all that there is.
    const bool whole = !places->inherits && !places->conditional;
    if (places->nowhere)
        record.fields.append({u"allowed_locations"_s, domain::ListValue{{}, whole}});
    else if (!places->allowed.isEmpty())
        record.fields.append({u"allowed_locations"_s, domain::ListValue{places->allowed, whole}});
    else if (places->everywhere && whole && places->denied.isEmpty())
        record.fields.append({u"allowed_locations"_s, domain::Absent{}});
    if (!notes.isEmpty())
        sayText(record, "description", u"Policy on locations: %1"_s.arg(notes.join(u"; "_s)));
    return record;
}

} // namespace importers
