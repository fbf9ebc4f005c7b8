// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azurecolumns.h"

#include "importers/azure/azurerows.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QStringList>

#include <algorithm>
#include <array>
#include <string_view>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// Objects of a row out of which queries take values.
constexpr std::array holders = {"properties", "sku", "tags", "identity", "extendedLocation"};

/// Columns of every row, in lower case: the importers read them, or what they say stands in the identifier.
const QSet<QString> &ownColumns()
{
    static const QSet<QString> all{u"id"_s,        u"name"_s,          u"type"_s,           u"location"_s,  u"kind"_s,     u"tenantid"_s, u"resourcegroup"_s, u"subscriptionid"_s,
                                   u"managedby"_s, u"extendedlocation"_s, u"properties"_s, u"sku"_s,     u"tags"_s,      u"identity"_s, u"plan"_s,    u"zones"_s};
    return all;
}

/// What is read of a resource's properties, in lower case. Of keys, deployments and access rights as well: a query may ask for any.
const QSet<QString> &readProperties()
{
    static const QSet<QString> all{
        u"activekey"_s,       u"additionallocations"_s, u"agentpoolprofiles"_s,   u"capabilities"_s,       u"cloudmetadata"_s, u"condition"_s,
        u"count"_s,           u"currentnodecount"_s,    u"databaseid"_s,          u"defaultinstanceidentity"_s, u"description"_s,        u"displayname"_s,
        u"enableautoscaling"_s, u"encryption"_s,        u"extended"_s,            u"fullyqualifieddomainname"_s, u"geodatareplication"_s, u"hardwareprofile"_s,
        u"host"_s,            u"hostgroup"_s,           u"httpsonly"_s,           u"infrastructure"_s,     u"instancetype"_s,            u"keyuri"_s,
        u"keyuriwithversion"_s, u"keyvaultkeyuri"_s,    u"kty"_s,                 u"locationdata"_s,       u"locations"_s,               u"maxcount"_s,
        u"mincount"_s,        u"model"_s,               u"networkacls"_s,         u"noderesourcegroup"_s,  u"permissions"_s,             u"primarylocation"_s,
        u"principalid"_s,     u"principaltype"_s,       u"properties"_s,          u"provisioningstate"_s,  u"publicnetworkaccess"_s,     u"raipolicyname"_s,
        u"regions"_s,         u"roledefinitionid"_s,    u"rolename"_s,            u"scope"_s,              u"secondarylocation"_s,       u"securityprofile"_s,
        u"servicebusendpoint"_s, u"gatewayurl"_s,       u"hsmuri"_s,              u"status"_s,             u"storageprofile"_s,          u"supportshttpstrafficonly"_s,
        u"enablehttpstrafficonly"_s, u"vaulturi"_s,     u"versionupgradeoption"_s, u"virtualmachinescaleset"_s, u"vmsize"_s};
    return all;
}

/// "properties_hardwareProfile_vmSize" and "sku.name" -> their steps; empty: a name of its own. Keys of tags have underscores themselves.
QStringList stepsOf(const QString &column)
{
    for (const char *holder : holders) {
        const QLatin1StringView name(holder);
        if (column.size() <= name.size() + 1 || !column.startsWith(name, Qt::CaseInsensitive))
            continue;
        const QChar between = column.at(name.size());
        if (between != u'_' && between != u'.')
            continue;
        const QString rest = column.mid(name.size() + 1);
        QStringList steps{QString(name)};
        if (name == "tags"_L1)
            return steps << rest;
        steps += rest.split(between);
        return steps.contains(QString()) ? QStringList() : steps;
    }
    return {};
}

void put(json &at, const QStringList &steps, const json &value)
{
    json *inner = &at;
    for (const QString &step : steps) {
        if (!inner->is_object())
            return; // the whole object has a column of its own
        inner = &(*inner)[step.toStdString()];
        if (&step != &steps.constLast() && inner->is_null())
            *inner = json::object();
    }
    if (inner->is_null())
        *inner = value;
}

/// What people call a value that they take out of a resource of the type.
struct Usual
{
    const char *type;
    const char *column; ///< in lower case; its last step, where the name has several
    QStringList steps;
    bool inProperties;
};

const std::array<Usual, 6> &usual()
{
    static const std::array<Usual, 6> all{Usual{"microsoft.compute/virtualmachines", "vmsize", {u"hardwareProfile"_s, u"vmSize"_s}, true},
                                          Usual{"microsoft.compute/virtualmachines", "size", {u"hardwareProfile"_s, u"vmSize"_s}, true},
                                          Usual{"microsoft.compute/virtualmachinescalesets", "vmsize", {u"sku"_s, u"name"_s}, false},
                                          Usual{"microsoft.compute/virtualmachinescalesets", "skuname", {u"sku"_s, u"name"_s}, false},
                                          Usual{"microsoft.compute/virtualmachinescalesets", "capacity", {u"sku"_s, u"capacity"_s}, false},
                                          Usual{"microsoft.compute/virtualmachinescalesets", "skucapacity", {u"sku"_s, u"capacity"_s}, false}};
    return all;
}

const Usual *usualOf(const QString &type, const QString &column)
{
    const QString last = column.mid(std::max(column.lastIndexOf(u'_'), column.lastIndexOf(u'.')) + 1).toLower();
    // Disks and caches have sizes as well.
    const bool whole = last.size() == column.size();
    const auto found = std::find_if(usual().begin(), usual().end(), [&](const Usual &one) {
        return type == QLatin1StringView(one.type) && last == QLatin1StringView(one.column) && (whole || last == "vmsize"_L1);
    });
    return found == usual().end() ? nullptr : &*found;
}

/// Asked of every member of every row: false for nearly all of them.
bool mayBeTakenOut(std::string_view name)
{
    if (name.find_first_of("_.") != std::string_view::npos)
        return true;
    const auto same = [name](std::string_view other) {
        return name.size() == other.size() && std::equal(name.begin(), name.end(), other.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
    };
    return std::any_of(usual().begin(), usual().end(), [&](const Usual &one) { return same(one.column); });
}

} // namespace

const json &azureUnfolded(const json &row, json &made)
{
    if (!row.is_object())
        return row;
    const json *all = &row;
    const auto changed = [&]() -> json & {
        if (all == &row)
            made = row;
        all = &made;
        return made;
    };
    QString type;
    // The command line writes properties into the resource itself: what is taken out of them goes where the others are.
    const bool nested = member(row, "properties").is_object();
    if (const json &sku = member(row, "sku"); sku.is_string() && azureTypeOf(row) == "microsoft.compute/virtualmachinescalesets"_L1)
        changed()["sku"] = json{{"name", sku}}; // the size alone, under the name of the object
    for (const auto &[name, value] : row.items()) {
        if (value.is_null() || !mayBeTakenOut(name))
            continue;
        const QString column = QString::fromStdString(name);
        QStringList steps = stepsOf(column);
        bool inProperties = steps.value(0) == "properties"_L1;
        if (inProperties) {
            steps.removeFirst();
        } else if (steps.isEmpty()) {
            if (type.isEmpty())
                type = azureTypeOf(row);
            if (const Usual *known = usualOf(type, column)) {
                steps = known->steps;
                inProperties = known->inProperties;
            }
        }
        // What the row calls so itself is something else.
        const bool taken = inProperties && !nested && steps.value(0) != "properties"_L1 && ownColumns().contains(steps.value(0).toLower());
        if (!steps.isEmpty() && !taken)
            put(inProperties && nested ? changed()["properties"] : changed(), steps, value);
    }
    return *all;
}

void AzureColumns::add(const json &row, const QString &where)
{
    if (!row.is_object())
        return;
    for (const auto &[name, value] : row.items()) {
        const QString column = QString::fromStdString(name);
        if (m_read.contains(column) || m_unread.contains(column) || value.is_null())
            continue;
        const QStringList steps = stepsOf(column);
        const QString first = steps.isEmpty() ? column.toLower() : steps.at(1).toLower();
        const bool ofProperties = steps.isEmpty() || steps.constFirst() == "properties"_L1;
        const bool read = (steps.isEmpty() && ownColumns().contains(first)) || (ofProperties && readProperties().contains(first)) || steps.value(0) == "tags"_L1 ||
                          (steps.value(0) == "sku"_L1 && (first == "name"_L1 || first == "capacity"_L1)) || steps.value(0) == "identity"_L1 ||
                          steps.value(0) == "extendedLocation"_L1 || usualOf(azureTypeOf(row), column);
        if (!read)
            m_unread.insert(column, where);
        else if (!usualOf(azureTypeOf(row), column)) // what one type calls so another may not
            m_read.insert(column);
    }
}

void AzureColumns::tell(domain::RecordSink &sink) const
{
    for (const auto &[column, where] : m_unread.asKeyValueRange())
        sink.diagnostic({u"unknown-column"_s, domain::DiagnosticLevel::Info, where,
                         u"column '%1' is not read: what it says stays unknown; ask for 'properties' as a whole to have all that can be read"_s.arg(column)});
}

} // namespace importers
