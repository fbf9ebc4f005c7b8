// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azurerows.h"

#include "importers/azure/azureid.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

AzureRows::AzureRows(const json &root, const QString &pointer, const First &first)
{
    const json *list = &root;
    QString where = pointer;
    m_ofQuery = pointer.endsWith("/data"_L1) || pointer.endsWith("/rows"_L1);
    for (const char *name : {"value", "data"}) {
        const json &inner = member(*list, name);
        if (member(inner, "rows").is_array() || inner.is_array()) {
            list = &inner;
            where += u'/' + QLatin1String(name);
            m_ofQuery = m_ofQuery || QLatin1String(name) == "data"_L1;
        }
    }
    if (member(*list, "columns").is_array() && member(*list, "rows").is_array()) {
        m_ofQuery = true;
        table(*list, where, first ? first(member(*list, "rows")) : 0);
        return;
    }
    if (!list->is_array()) {
        m_rows.push_back({list, where});
        return;
    }
    qsizetype index = first ? first(*list) : 0;
    for (const json &row : *list)
        m_rows.push_back({&row, where + u'/' + QString::number(index++)});
}

void AzureRows::table(const json &data, const QString &pointer, qsizetype index)
{
    const json &columns = data["columns"];
    for (const json &cells : data["rows"]) {
        json row = json::object();
        for (std::size_t i = 0; cells.is_array() && i < std::min(cells.size(), columns.size()); ++i)
            row[text(columns[i], "name").toStdString()] = cells[i];
        m_made.push_back(std::make_shared<const json>(std::move(row)));
        m_rows.push_back({m_made.back().get(), pointer + u"/rows/"_s + QString::number(index++)});
    }
}

const json &azureProperties(const json &row)
{
    const json &inner = member(row, "properties");
    return inner.is_object() ? inner : row;
}

const json &azureMember(const json &row, const char *name)
{
    const json &inner = member(member(row, "properties"), name);
    return inner.is_null() ? member(row, name) : inner;
}

QString azureText(const json &row, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        QString found = text(azureMember(row, name)).trimmed();
        if (!found.isEmpty())
            return found;
    }
    return {};
}

QString azureIdOf(const json &row)
{
    for (const char *name : {"id", "RoleAssignmentId"}) {
        if (const QString id = text(row, name); !id.isEmpty())
            return id;
    }
    // PowerShell, of which some columns were chosen: scope and name make the identifier.
    const QString scope = text(row, "Scope").trimmed();
    const QString name = text(row, "RoleAssignmentName").trimmed();
    if (!scope.startsWith(u'/') || name.isEmpty())
        return {};
    return (scope == "/"_L1 ? QString() : scope) + u"/providers/Microsoft.Authorization/roleAssignments/"_s + name;
}

AzureKind::AzureKind(const json &row) : id(AzureId::fromText(azureIdOf(row)))
{
    // A query may call anything "type"; the identifier can't lie.
    type = id && !id->type.isEmpty() ? id->type : text(row, "type").toLower();
    assignment = type == "microsoft.authorization/roleassignments"_L1;
    definition = type == "microsoft.authorization/roledefinitions"_L1;
}

QString azureTypeOf(const json &row)
{
    return AzureKind(row).type;
}

bool isRoleAssignment(const json &row)
{
    return AzureKind(row).assignment;
}

bool isRoleDefinition(const json &row)
{
    return AzureKind(row).definition;
}

} // namespace importers
