// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace importers {

/// A policy document that may stand in the file as an object, as JSON text or as URL-encoded JSON text.
/// Nothing when it can't be read as an object. Source: formats.md 1.7.
std::optional<nlohmann::json> iamDocument(const nlohmann::json &value);
/// The same without a copy of an object: null where it can't be read; else the value itself, or `held`, which a text was read into.
const nlohmann::json *iamDocument(const nlohmann::json &value, nlohmann::json &held);

/// One statement of a policy, its string-or-array-or-object members flattened. Pointers die with the document.
struct IamStatement
{
    QString label; ///< Sid where it is unique in the document, else the index: stable part of a grant's key
    bool allow = true;
    QStringList actions; ///< "s3:Get*"; of a NotAction: "NOT iam:*"
    bool allActionsBut = false;
    QStringList resources; ///< patterns; a NotResource becomes one text "NOT a, b"; empty: none named (trust policies)
    std::vector<std::pair<QString, QString>> principals; ///< type ("AWS", "Service", "Federated", "*", "NOT") and value
    QString conditions;                                  ///< compact JSON; empty: none
    bool needsMfa = false;
};
std::vector<IamStatement> iamStatements(const nlohmann::json &document);

/// "admin" for everything or all of a service, "read" when each action only reads, else "write"; empty without actions.
/// Judged by the actions' verbs, as their names are chosen by AWS; it is the highest of the statement.
QString iamPrivilege(const IamStatement &);
/// The privilege that AWS's own policies of this name give: "AdministratorAccess", "...ReadOnlyAccess"; empty: the name does not tell.
QString iamPrivilegeOfManaged(const QString &policyArn);
/// The highest of these; empty: none is said.
QString highestPrivilege(const QStringList &);
/// Does the statement let its principals take the role it stands on (sts:AssumeRole and its kin)?
bool letsTakeRole(const IamStatement &);
/// Surface behind a resource pattern, by its service: "data", "infrastructure", "inference_pipeline", "model_weights"
/// or empty when the service says too little.
QString iamResourceKind(const QString &resource, const QStringList &actions);

} // namespace importers
