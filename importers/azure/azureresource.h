// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/azure/azureid.h"

#include <nlohmann/json_fwd.hpp>

#include <QHash>
#include <QList>
#include <QSet>

namespace importers {

/// What the rows of a file say of one another: to be filled with each row before the first is mapped.
struct AzureIndex
{
    QHash<QString, QString> clusterOfGroup;  ///< subscription/group of a cluster's machines -> the cluster
    QSet<QString> scaleSets;                 ///< keys of those whose machines are counted with them
    QHash<QString, QString> regionOfAccount; ///< AI account -> its region
    QHash<QString, QStringList> deployments; ///< AI account -> its deployments

    void add(const nlohmann::json &row, const AzureId &);
};

/// A resource of Resource Graph or of an answer of the Resource Manager, with what stands in it: node pools of a
/// cluster, the identity under which it acts, the site that it stands at. The resource itself is the last.
QList<domain::Record> azureResource(const nlohmann::json &row, const AzureId &, const AzureIndex &,
                                    const QString &mapping);

} // namespace importers
