// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace importers {

/// Roles of Google Cloud: its own are called "roles/storage.admin", the customer's "projects/p/roles/r" and
/// "organizations/1/roles/r".

bool isCustomGoogleRole(const QString &role);
/// "admin", "write" or "read" by the name of a role of Google's own; empty: the name does not tell, or the customer
/// gave it.
QString googlePrivilegeOf(const QString &role);
/// The same by what a role allows, "compute.instances.get".
QString googlePrivilegeOfPermissions(const QStringList &permissions);
/// The role lets one act as the account that it is given on.
bool isGoogleImpersonation(const QString &role);
/// Key of a role that the customer made.
QString googleRoleKey(const QString &role);

/// Key of an access right: who has which role on what, under which condition (an expression; empty: none).
QString googleGrantKey(const QString &resource, const QString &role, const QString &principal,
                       const QString &condition);
/// "data", "model_weights" ... for what a full name of this type of asset reaches; empty: not told.
QString googleResourceKind(const QString &assetType);

} // namespace importers
