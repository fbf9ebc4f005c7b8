// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/azure/azureid.h"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <functional>
#include <initializer_list>
#include <memory>
#include <vector>

namespace importers {

/// The rows of an answer of Azure, in any of its forms: a list, one object, `value` or `data` around a list, and the
/// table of columns and rows of older answers of Resource Graph.
class AzureRows
{
public:
    /// Which element of the whole list the first one of a piece is.
    using First = std::function<qsizetype(const nlohmann::json &list)>;
    explicit AzureRows(const nlohmann::json &root, const QString &pointer = {}, const First &first = {});

    struct Row
    {
        const nlohmann::json *value;
        QString pointer;
    };
    const std::vector<Row> &rows() const { return m_rows; }
    /// The answer of a query, which chose what the rows have?
    bool isOfQuery() const { return m_ofQuery; }

private:
    void table(const nlohmann::json &data, const QString &pointer, qsizetype index);

    bool m_ofQuery = false;
    std::vector<Row> m_rows;
    std::vector<std::shared_ptr<const nlohmann::json>> m_made; ///< objects made of a table's rows
};

/// The properties of a resource: the command line writes those of some types into the resource itself.
const nlohmann::json &azureProperties(const nlohmann::json &row);
/// The member of a row, or of its `properties`: the command line writes some objects flat. Null when there is none.
const nlohmann::json &azureMember(const nlohmann::json &row, const char *name);
/// As above, for names that differ between tools: the first that is there.
QString azureText(const nlohmann::json &row, std::initializer_list<const char *> names);
/// The type of the row, in lower case: what it says, or what its identifier tells.
QString azureTypeOf(const nlohmann::json &row);
bool isRoleAssignment(const nlohmann::json &row);
bool isRoleDefinition(const nlohmann::json &row);
/// The identifier of the row, as written.
QString azureIdOf(const nlohmann::json &row);

/// What a row is, worked out once for all who ask.
struct AzureKind
{
    explicit AzureKind(const nlohmann::json &row);
    std::optional<AzureId> id;
    QString type; ///< as azureTypeOf() tells it
    bool assignment = false;
    bool definition = false;
};

} // namespace importers
