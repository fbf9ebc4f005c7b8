// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace importers {

/// What the roles of a file allow, and what is known of the built-in ones without their text. Roles are told by the
/// last part of their identifier: each subscription has an identifier of its own for the same built-in role.
class AzureRoles
{
public:
    struct Role
    {
        QString name;
        QString privilege;     ///< admin, write, read; empty: not known
        QStringList actions;   ///< those that are excepted begin with "NOT "; empty: the text is not known
        bool complete = false; ///< nothing is excepted
        bool custom = false;   ///< the customer made it
        bool told = false;     ///< everybody knows it, or its text is here and can't change: Azure's own
    };
    /// What these lists allow; a role of several permissions gives all of theirs.
    static Role made(const QString &name, const QStringList &allowed, const QStringList &excepted, bool custom);
    /// The same for a definition as Azure writes it.
    static Role read(const nlohmann::json &definition);
    /// Key of a role: the same in each subscription.
    static QString keyOf(const QString &definitionId) { return QStringLiteral("azure-role/") + guidOf(definitionId); }
    void add(const QString &definitionId, const Role &role) { m_roles.insert(guidOf(definitionId), role); }
    /// The role is assigned in this file.
    void noteUse(const QString &definitionId) { m_used.insert(guidOf(definitionId)); }
    bool isUsed(const QString &definitionId) const { return m_used.contains(guidOf(definitionId)); }
    /// `name`: as the assignment names it, which may be empty.
    Role find(const QString &definitionId, const QString &name) const;

private:
    static QString guidOf(const QString &definitionId);

    QHash<QString, Role> m_roles;
    QSet<QString> m_used;
};

/// Is this the name of a role that Azure brings along? No role of a customer's can have it.
bool isBuiltInAzureRole(const QString &name);
/// "data", "inference_pipeline" ... for what a scope reaches; empty for groups, subscriptions and the like.
QString azureResourceKind(const QString &type);

} // namespace importers
