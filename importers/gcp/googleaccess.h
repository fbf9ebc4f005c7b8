// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/gcp/googleasset.h"

#include <QList>
#include <QSet>

#include <optional>

namespace importers {

/// Who may do what on an asset: the bindings of its policy, one access right for each role and member. What folders and
/// organisations above it give is in their own policies, so that nothing here is the whole of what somebody may do.
/// Lives for one file.
class GoogleAccess
{
public:
    explicit GoogleAccess(const QString &mapping) : m_mapping(mapping) {}

    /// Access rights, and each principal with the first of its own.
    QList<domain::Record> grants(const GoogleAsset &);
    /// Members that were deleted have no access any more, though they stand in the policies.
    qint64 deletedMembers() const { return m_deleted; }

    domain::Record serviceAccount(const GoogleAsset &) const;
    /// What a key that the customer made says of its account; nothing for the keys that Google turns over itself.
    QList<domain::Record> serviceAccountKey(const GoogleAsset &) const;
    /// A role that the customer made.
    domain::Record role(const GoogleAsset &) const;

private:
    QString m_mapping;
    QSet<QString> m_announced;
    qint64 m_deleted = 0;
};

/// Whoever a member of a policy is, with what the name itself tells: from which project, and whether from outside.
domain::Record googlePrincipalRecord(const QString &member, const QString &mapping);

/// A role that the customer made, "projects/p/roles/r", and what it allows.
domain::Record googleRole(const QString &path, const QString &title, const std::optional<QStringList> &permissions,
                          const QString &description, const QString &mapping);

} // namespace importers
