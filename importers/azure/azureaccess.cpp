// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureaccess.h"

#include "importers/azure/azureid.h"

#include <QHash>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;

QString azurePrincipalKind(const QString &type)
{
    static const QHash<QString, QString> kinds{{u"user"_s, u"human"_s},          {u"group"_s, u"group"_s},
                                               {u"foreigngroup"_s, u"group"_s},  {u"serviceprincipal"_s, u"service"_s},
                                               {u"application"_s, u"service"_s}, {u"msi"_s, u"service"_s}};
    return kinds.value(type.toLower());
}

void sayAzurePrincipal(Record &record, const QString &objectId, const QString &mapping)
{
    record.kind = EntityKind::Identity;
    record.key = azurePrincipalKey(objectId);
    record.mapping = mapping;
    record.aliases.append({u"azure"_s, objectId.trimmed().toLower()});
    record.fields.append({u"provider"_s, Reference{AzureProvider}});
}

Record azurePrincipal(const AzureAssignment &said, const QString &mapping)
{
    Record record;
    sayAzurePrincipal(record, said.principal, mapping);
    record.name = said.shown.isEmpty() ? said.name : said.shown;
    saySomething(record, u"kind"_s, said.kind);
    // Guests keep the address of their own organisation before this mark.
    if (said.name.contains("#EXT#"_L1, Qt::CaseInsensitive) ||
        said.type.compare("ForeignGroup"_L1, Qt::CaseInsensitive) == 0)
        record.fields.append({u"external"_s, true});
    else if (said.kind == "human"_L1 && !said.name.isEmpty())
        record.fields.append({u"external"_s, false});
    return record;
}

Record azureGrant(const AzureAssignment &said, const AzureRoles &roles, const QString &mapping)
{
    const AzureRoles::Role role = roles.find(said.role, said.roleName);
    const QString principal = said.name.isEmpty() ? said.principal : said.name;
    Record grant;
    if (const auto id = AzureId::fromText(said.id))
        sayAzureKey(grant, *id, mapping);
    grant.kind = EntityKind::Grant;
    grant.mapping = mapping;
    grant.name = principal + u": "_s + (role.name.isEmpty() ? said.role.section(u'/', -1) : role.name);
    grant.fields.append({u"identity"_s, Reference{azurePrincipalKey(said.principal)}});
    grant.fields.append({u"principal"_s, principal});
    saySomething(grant, u"principal_type"_s, said.kind);
    grant.fields.append({u"resource"_s, said.scope});
    grant.fields.append({u"effect"_s, u"allow"_s});
    if (role.told) {
        saySomething(grant, u"privilege"_s, role.privilege);
        if (!role.actions.isEmpty())
            grant.fields.append({u"actions"_s, domain::ListValue{role.actions, role.complete}});
        else if (!role.name.isEmpty())
            grant.fields.append({u"actions"_s, domain::ListValue{{role.name}, false}});
    } else if (!said.role.isEmpty()) {
        grant.fields.append({u"role"_s, Reference{AzureRoles::keyOf(said.role)}});
    }
    if (const auto target = AzureId::fromText(said.scope); target && target->isResource()) {
        // What a group or a subscription holds is not decided here.
        saySomething(grant, u"resource_kind"_s, azureResourceKind(target->type));
        const bool model = target->type == "microsoft.cognitiveservices/accounts/deployments"_L1;
        grant.fields.append({model ? u"model"_s : u"workload"_s, Reference{target->key}});
    }
    if (!said.condition.isEmpty())
        grant.fields.append({u"conditions"_s, said.condition});
    else if (said.conditionAsked)
        grant.fields.append({u"conditions"_s, domain::Absent{}});
    // Deny assignments and the conditional access of the directory are not in the list.
    grant.fields.append({u"maximum"_s, true});
    grant.fields.append({u"trust"_s, false});
    saySomething(grant, u"description"_s, said.description);
    return grant;
}

Record azureRole(const QString &definitionId, const AzureRoles::Role &role, const QString &description,
                 const QString &mapping)
{
    Record record;
    record.kind = EntityKind::Identity;
    record.key = AzureRoles::keyOf(definitionId);
    record.name = role.name;
    record.mapping = mapping;
    record.fields.append({u"kind"_s, u"role"_s});
    record.fields.append({u"provider"_s, Reference{AzureProvider}});
    record.fields.append({u"external"_s, false});
    saySomething(record, u"privilege"_s, role.privilege);
    record.fields.append({u"actions"_s, domain::ListValue{role.actions, role.complete}});
    saySomething(record, u"description"_s, description);
    return record;
}

} // namespace importers
