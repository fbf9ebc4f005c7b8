// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QString>

#include <optional>

namespace importers {

/// The identifier of an Azure resource: "/subscriptions/S/resourceGroups/G/providers/Namespace/type/name/type/name".
/// Azure compares identifiers without case, and its exports write them in different ones.
struct AzureId
{
    QString key;           ///< the whole identifier in lower case: the same thing has the same key
    QString subscription;  ///< lower case; empty above subscriptions
    QString resourceGroup; ///< lower case
    QString type;          ///< "microsoft.compute/virtualmachines", lower case; empty for a group or subscription
    QString name;          ///< the last name, as written

    /// Nothing when the text isn't such an identifier. "/" is the root of a directory.
    static std::optional<AzureId> fromText(const QString &);
    /// The identifier of the resource that this one is a part of: an account of its deployment. Empty: none.
    QString parent() const;
    /// Where Azure is asked for such: the resource that this one is a part of, else its group, its subscription. "/subscriptions/s/..."
    QString container() const;
    /// Something in a provider's namespace, which may be a system: no group, no subscription and nothing that judges or
    /// governs others.
    bool isResource() const;
};

/// The provider's identifier in the reference data.
inline constexpr QLatin1StringView AzureProvider{"microsoft"};

/// "West Europe", "westeurope" and "(Europe) West Europe" -> "westeurope"; empty for "global", which is no place.
QString azureRegion(const QString &location);
domain::Place azurePlace(const QString &region, int facets);
/// Key of a pool of a cluster's machines, which its cluster, its scale set and its nodes all can tell: by the group
/// that the machines are in, which is one cluster's alone. Shorter than the identifiers of all three.
QString azurePoolKey(const QString &subscription, const QString &group, const QString &pool);
/// The same by the name that AKS gives to a pool's scale set; empty: another scale set.
QString azurePoolOfScaleSet(const AzureId &scaleSet);
/// Key of whoever has this object identifier in the directory.
QString azurePrincipalKey(const QString &objectId);
/// Key and the alias that other exports know it by.
void sayAzureKey(domain::Record &, const AzureId &, const QString &mapping);
void saySomething(domain::Record &, const QString &attr, const QString &value); ///< unless it is empty

} // namespace importers
