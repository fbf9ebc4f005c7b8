// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/azure/azureroles.h"

namespace importers {

/// A role assignment, whichever export tells of it: Azure's own lists or a state of Terraform. Makes one identity and
/// one access right of it, under the same keys.
struct AzureAssignment
{
    QString id;        ///< empty: not made yet
    QString principal; ///< its object identifier in the directory
    QString name;      ///< how it signs in; empty: the directory could not be read, or the principal is gone
    QString shown;     ///< its display name; may be empty
    QString type;      ///< "User", "Group", "ServicePrincipal" ... in Azure's words; may be empty
    QString kind;      ///< of the catalogue's words, where the export tells it; empty: not known
    QString role;      ///< identifier of the role's definition
    QString roleName;  ///< may be empty
    QString scope;
    QString condition;
    bool conditionAsked = false; ///< the export names conditions, so that none means none
    QString description;
};

/// "human", "group", "service" for a type of principal; empty: not known.
QString azurePrincipalKind(const QString &type);
domain::Record azurePrincipal(const AzureAssignment &, const QString &mapping);
/// Key and alias of an identity of the directory.
void sayAzurePrincipal(domain::Record &, const QString &objectId, const QString &mapping);
/// What the role allows stands in the grant where everybody knows the role or the export has its text; else the grant
/// names the role, which whichever file has its text brings in.
domain::Record azureGrant(const AzureAssignment &, const AzureRoles &, const QString &mapping);
/// A role that the customer made.
domain::Record azureRole(const QString &definitionId, const AzureRoles::Role &, const QString &description,
                         const QString &mapping);

} // namespace importers
