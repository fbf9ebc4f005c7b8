// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azurereader.h"

#include "importers/azure/azureaccess.h"
#include "importers/azure/azuredeployment.h"
#include "importers/azure/azurekeys.h"
#include "importers/azure/azuretypes.h"
#include "importers/fieldforms.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::DiagnosticLevel;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr auto Account = "microsoft.cognitiveservices/accounts"_L1;
constexpr auto Deployment = "microsoft.cognitiveservices/accounts/deployments"_L1;

/// Objects may be texts: that is what PowerShell and tables leave of them. Queries may call anything so, but not with another type.
constexpr std::array fieldForms = {
    FieldForm{"name", TextForm | NumberForm},
    FieldForm{"location", TextForm},
    FieldForm{"properties", ObjectForm | TextForm},
    FieldForm{"sku", ObjectForm | TextForm},
    FieldForm{"tags", ObjectForm | TextForm},
    FieldForm{"identity", ObjectForm | TextForm},
    FieldForm{"extendedLocation", ObjectForm | TextForm},
};

QString conditionOf(const json &assignment) { return azureText(assignment, {"condition", "Condition"}); }

/// Does the export name conditions, so that none means none?
bool asksForCondition(const json &assignment)
{
    return assignment.contains("condition") || assignment.contains("Condition") || member(assignment, "properties").contains("condition");
}

/// What PowerShell leaves of an object that lies deeper than it was asked to go.
bool isLoss(const json &value)
{
    const QString content = value.is_string() ? text(value) : QString();
    return content.startsWith("@{"_L1) || content == "System.Object[]"_L1 ||
           content == "System.Collections.Hashtable"_L1;
}

} // namespace

QString AzureScope::of(const json &row, const AzureKind &kind)
{
    const auto &id = kind.id;
    if (!id)
        return {};
    if (kind.assignment || kind.definition) {
        // Inherited assignments stand above the subscription that was asked for; its roles tell it.
        json made;
        const auto asked = AzureId::fromText(azureText(azureUnfolded(row, made), {"roleDefinitionId", "RoleDefinitionId"}));
        if (asked && asked->subscription.isEmpty())
            return {};
        return u"access /subscriptions/"_s + (asked ? asked->subscription : id->subscription);
    }
    const QString part = id->parent();
    return kind.type + u' ' + (part.isEmpty() ? u"/subscriptions/"_s + id->subscription : part);
}

void AzureScope::add(const json &row, const AzureKind &kind)
{
    const QString text = m_mixed ? QString() : of(row, kind);
    if (text.isEmpty())
        return;
    const QString type = text.section(u' ', 0, 0);
    m_mixed = !m_type.isEmpty() && m_type != type;
    m_type = type;
    if (m_text.isEmpty())
        m_text = text;
}

void AzureReader::index(const json &written, const AzureKind &kind)
{
    const auto &id = kind.id;
    if (!id)
        return;
    json made;
    const json &row = azureUnfolded(written, made);
    m_scope.add(row, kind);
    m_index.add(row, *id);
    if (id->type == Account)
        m_listed.insert(id->key);
    if (kind.definition)
        m_roles.add(azureIdOf(row), AzureRoles::read(row));
    if (kind.assignment) {
        m_roles.noteUse(azureText(row, {"roleDefinitionId", "RoleDefinitionId"}));
        if (asksForCondition(row)) {
            const QString condition = conditionOf(row);
            const auto known = m_conditions.constFind(id->key);
            if (known == m_conditions.constEnd())
                m_conditions.insert(id->key, condition);
            else if (*known != condition)
                m_twoConditions.insert(id->key);
        }
    }
    const QString agent = text(member(azureProperties(row), "defaultInstanceIdentity"), "principalId");
    if (!agent.isEmpty())
        m_agents.insert(agent.toLower(), u"agent"_s);
}

domain::Result<void> AzureReader::read(const std::vector<AzureRows::Row> &rows, qint64 &ordinal, bool asked,
                                       domain::JobContext &context)
{
    FieldForms forms(fieldForms, m_sink);
    json copy;
    for (const AzureRows::Row &one : rows) {
        if (ordinal % 500 == 0) {
            if (context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, one.pointer};
            context.progress(ordinal, static_cast<qint64>(rows.size()), {});
        }
        m_sink.beginRecord(ordinal++, one.pointer);
        if (forms.isTextOrMissing(*one.value, "id", one.pointer))
            row(forms.sound(*one.value, one.pointer, copy), asked, one.pointer);
    }
    return {};
}

void AzureReader::row(const json &written, bool asked, const QString &where)
{
    const AzureKind kind(written);
    const auto &id = kind.id;
    json made;
    const json &row = azureUnfolded(written, made);
    if (!id) {
        m_sink.rejected(
            u"missing-id"_s, where,
            u"no id of an Azure resource: what the row speaks of can't be told from others; let the query give the column id"_s);
        return;
    }
    lookForLosses(row, where);
    if (asked && !kind.assignment && !kind.definition)
        m_columns.add(written, where);
    if (kind.assignment) {
        assignment(row, *id, where);
    } else if (kind.definition) {
        definition(row);
    } else if (!id->isResource()) {
        m_sink.ignored(u"not-a-resource"_s, id->key);
    } else if (id->type == Deployment) {
        QString unknown;
        account(*id);
        say(row, kind, azureDeployment(row, *id, m_index, m_mapping, unknown));
        if (!unknown.isEmpty())
            m_unknownPlaces[unknown].append(where);
    } else {
        if (!isAzureKey(*id) && !azureType(id->type.toStdString()).known)
            ++m_unknownTypes[id->type];
        say(row, kind, azureResource(row, *id, m_index, m_mapping));
        if (id->type == Account && m_index.deployments.contains(id->key))
            m_sink.entity(modelsOf(*id));
    }
}

/// Whatever was asked for, the list holds what there is of the type in each group (account, server ...) that it has something of.
/// Who acts for it or made a model is there as long as any row tells of it.
void AzureReader::say(const json &row, const AzureKind &kind, QList<Record> records)
{
    const QString container = kind.id->container();
    const QString feed = m_scope.text().isEmpty() ? QString() : AzureScope::of(row, kind);
    for (Record &record : records) {
        if (!container.isEmpty())
            record.scope = u"azure "_s + kind.id->type + u' ' + container;
        record.feed = feed;
        m_sink.entity(std::move(record));
    }
}

/// What the account uses, as far as this file has its deployments: said for the list of these, of which it may be one page.
Record AzureReader::modelsOf(const AzureId &account) const
{
    Record record;
    record.kind = EntityKind::Workload;
    sayAzureKey(record, account, m_mapping);
    record.fields.append({u"models"_s, domain::ListValue{m_index.deployments.value(account.key), false, true}});
    record.feed = Deployment + u' ' + account.key;
    return record;
}

/// The account of a deployment, where the file does not list it: it uses these models.
void AzureReader::account(const AzureId &deployment)
{
    const auto id = AzureId::fromText(deployment.parent());
    if (!id || m_listed.contains(id->key) || m_announced.contains(id->key))
        return;
    m_announced.insert(id->key);
    Record record = modelsOf(*id);
    record.name = id->name;
    record.fields.append({u"role"_s, u"assessed"_s});
    record.fields.append({u"resource_type"_s, id->type});
    record.fields.append({u"provider"_s, Reference{AzureProvider}});
    saySomething(record, u"account"_s, id->subscription);
    record.fields.append({u"service_model"_s, u"paas"_s});
    m_sink.entity(std::move(record));
}

/// A role of the customer's own is known by itself, whichever file the assignments come in. Azure's own are many: known
/// where somebody has them.
void AzureReader::definition(const json &row)
{
    const QString id = azureIdOf(row);
    const AzureRoles::Role role = AzureRoles::read(row);
    if (role.custom)
        m_sink.entity(azureRole(id, role, azureText(row, {"description"}), m_mapping));
    else if (m_roles.isUsed(id))
        m_sink.ignored(u"read-with-assignments"_s, id.toLower());
    else
        m_sink.ignored(
            u"role-not-assigned"_s,
            u"%1: nobody in this file has the role; append its text to the list of assignments"_s.arg(role.name));
}

void AzureReader::assignment(const json &row, const AzureId &id, const QString &where)
{
    AzureAssignment said;
    said.id = id.key;
    said.principal = azureText(row, {"principalId", "ObjectId"});
    said.scope = azureText(row, {"scope", "Scope"});
    if (said.principal.isEmpty() || said.scope.isEmpty()) {
        m_sink.rejected(
            u"incomplete-assignment"_s, where,
            u"without principalId and scope nobody can tell who reaches what: export whole, without --query"_s);
        return;
    }
    said.name = azureText(row, {"principalName", "SignInName", "DisplayName"});
    said.shown = azureText(row, {"DisplayName"});
    said.type = azureText(row, {"principalType", "ObjectType"});
    said.kind = m_agents.value(said.principal.toLower(), azurePrincipalKind(said.type));
    said.role = azureText(row, {"roleDefinitionId", "RoleDefinitionId"});
    said.roleName = azureText(row, {"roleDefinitionName", "RoleDefinitionName"});
    // With or without a condition is wide or narrow: of two that differ neither is taken for the true one.
    const bool two = m_twoConditions.contains(id.key);
    said.condition = two ? QString() : conditionOf(row);
    said.conditionAsked = !two && asksForCondition(row);
    if (two)
        m_sink.diagnostic({u"two-conditions"_s, DiagnosticLevel::Warning, where,
                           u"the assignment stands in the file more than once, with different conditions (one may have none): which one holds is not known, "
                           "and the conditions stay unknown; export the list again"_s});
    said.description = azureText(row, {"description", "Description"});
    if (Record identity = azurePrincipal(said, m_mapping); !m_announced.contains(identity.key)) {
        m_announced.insert(identity.key);
        m_sink.entity(std::move(identity));
    }
    m_sink.entity(azureGrant(said, m_roles, m_mapping));
}

void AzureReader::lookForLosses(const json &row, const QString &where)
{
    const auto look = [&](const json &object) {
        if (!object.is_object())
            return;
        for (const json &value : object) {
            if (isLoss(value) && m_losses++ == 0)
                m_firstLoss = where;
        }
    };
    look(row);
    look(member(row, "properties"));
}

void AzureReader::finish()
{
    m_columns.tell(m_sink);
    for (const auto &[type, count] : m_unknownTypes.asKeyValueRange())
        m_sink.diagnostic({u"unknown-type"_s, DiagnosticLevel::Info, QString(),
                           u"%1: type is not in the table, kept as supporting (%2 rows)"_s.arg(type).arg(count)});
    for (const auto &[why, rows] : m_unknownPlaces.asKeyValueRange())
        m_sink.diagnostic(
            {u"unknown-place"_s, DiagnosticLevel::Warning, rows.constFirst(),
             u"where a deployment runs is not known from this file: %1 (%2 deployments)"_s.arg(why).arg(rows.size())});
    if (m_losses > 0)
        m_sink.diagnostic(
            {u"cut-values"_s, DiagnosticLevel::Warning, m_firstLoss,
             u"PowerShell cut %1 nested values off, so that what they say stays unknown: export with ConvertTo-Json -Depth 20"_s
                 .arg(m_losses)});
}

} // namespace importers
