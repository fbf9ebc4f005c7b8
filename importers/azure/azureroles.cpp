// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureroles.h"

#include "importers/azure/azurerows.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

struct BuiltIn
{
    const char *guid;
    const char *name;
    const char *privilege;
};

/// Roles that exist in every directory; their identifiers are the same everywhere.
constexpr std::array builtIn = {
    BuiltIn{"8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", "admin"},
    BuiltIn{"b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", "admin"},
    BuiltIn{"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator", "admin"},
    BuiltIn{"acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", "read"},
    // Of the roles for models the names tell no privilege: who may send prompts may keep files and threads there too.
    BuiltIn{"5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", "Cognitive Services OpenAI User", "write"},
    BuiltIn{"a001fd3d-188f-4b5d-821b-7da978bf7442", "Cognitive Services OpenAI Contributor", "write"},
    BuiltIn{"a97b65f3-24c7-4388-baec-2e87135dc908", "Cognitive Services User", "write"},
    BuiltIn{"25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68", "Cognitive Services Contributor", "write"},
    BuiltIn{"64702f94-c441-49e6-a78b-ef80e0188fee", "Azure AI Developer", "write"},
};

/// 0 nothing, 1 read, 2 write, 3 admin.
int levelOf(const QString &action)
{
    const QString one = action.toLower();
    // Opening a support case reaches no system.
    if (one.startsWith("microsoft.support/"_L1))
        return 0;
    if (one == "*"_L1)
        return 3;
    if (one.endsWith("/read"_L1))
        return 1;
    // A whole service, or who may do what.
    const bool service = one.count(u'/') == 1 && one.endsWith("/*"_L1);
    return service || one.startsWith("microsoft.authorization/"_L1) ? 3 : 2;
}

QString nameOf(int level)
{
    static const QStringList names{QString(), u"read"_s, u"write"_s, u"admin"_s};
    return names.at(level);
}

/// A role of Azure's own is told by its name, where that follows the usual pattern.
QString privilegeByName(const QString &name)
{
    if (name.endsWith("Owner"_L1) || name.endsWith("Administrator"_L1) || name == "Contributor"_L1)
        return u"admin"_s;
    if (name.endsWith(" Contributor"_L1) || name.endsWith(" Operator"_L1))
        return u"write"_s;
    return name.endsWith("Reader"_L1) ? u"read"_s : QString();
}

} // namespace

QString AzureRoles::guidOf(const QString &definitionId)
{
    return definitionId.trimmed().section(u'/', -1).toLower();
}

AzureRoles::Role AzureRoles::made(const QString &name, const QStringList &allowed, const QStringList &excepted,
                                  bool custom)
{
    Role role;
    role.name = name;
    role.custom = custom;
    role.told = !custom;
    role.complete = excepted.isEmpty();
    int level = 0;
    for (const QString &action : allowed) {
        level = std::max(level, levelOf(action));
        if (!role.actions.contains(action))
            role.actions.append(action);
    }
    for (const QString &action : excepted)
        role.actions.append(u"NOT "_s + action);
    role.privilege = nameOf(level);
    return role;
}

AzureRoles::Role AzureRoles::read(const json &definition)
{
    QStringList allowed;
    QStringList excepted;
    for (const json *permission : elements(azureMember(definition, "permissions"))) {
        for (const char *list : {"actions", "dataActions"})
            allowed += texts(member(*permission, list));
        for (const char *list : {"notActions", "notDataActions"})
            excepted += texts(member(*permission, list));
    }
    // The command line calls it roleType, the Resource Manager type, among the properties.
    QString type = azureText(definition, {"roleType"});
    if (type.isEmpty())
        type = text(member(definition, "properties"), "type");
    return made(azureText(definition, {"roleName"}), allowed, excepted,
                type.compare("CustomRole"_L1, Qt::CaseInsensitive) == 0);
}

AzureRoles::Role AzureRoles::find(const QString &definitionId, const QString &name) const
{
    const QString guid = guidOf(definitionId);
    if (const auto found = m_roles.constFind(guid); found != m_roles.constEnd())
        return *found;
    Role role;
    role.name = name;
    for (const BuiltIn &one : builtIn) {
        // An identifier that is known decides; some exports leave it away.
        if (guid.isEmpty() ? name == QLatin1String(one.name) : guid == QLatin1String(one.guid)) {
            role.name = QLatin1String(one.name);
            role.privilege = QLatin1String(one.privilege);
            role.told = true;
            return role;
        }
    }
    if (isBuiltInAzureRole(name)) {
        role.told = true;
        role.privilege = privilegeByName(name);
    }
    return role;
}

QString azureResourceKind(const QString &type)
{
    const QString service = type.section(u'/', 0, 0).section(u'.', 1);
    static const QSet<QString> data{
        u"storage"_s,     u"sql"_s,      u"documentdb"_s, u"keyvault"_s,         u"dbforpostgresql"_s,
        u"dbformysql"_s,  u"cache"_s,    u"kusto"_s,      u"synapse"_s,          u"databricks"_s,
        u"datafactory"_s, u"eventhub"_s, u"servicebus"_s, u"recoveryservices"_s, u"healthcareapis"_s,
        u"purview"_s,     u"search"_s};
    static const QSet<QString> infrastructure{
        u"compute"_s, u"containerservice"_s, u"containerinstance"_s, u"app"_s,   u"web"_s,
        u"network"_s, u"hybridcompute"_s,    u"containerregistry"_s, u"batch"_s, u"operationalinsights"_s,
        u"insights"_s};
    if (service == "cognitiveservices"_L1)
        return u"inference_pipeline"_s;
    if (service == "machinelearningservices"_L1)
        return type.contains("/models"_L1) ? u"model_weights"_s : u"inference_pipeline"_s;
    if (data.contains(service))
        return u"data"_s;
    return infrastructure.contains(service) ? u"infrastructure"_s : QString();
}

} // namespace importers
