// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/azure/azureresource.h"

namespace importers {

/// A deployment of a model in Azure OpenAI or Foundry, with its developer where the reference data does not know it.
/// The deployment is the last. Where inference runs follows from the kind of deployment: in the account's region, in a
/// data zone, or anywhere. `unknown` says why the place stays unknown, where it does.
QList<domain::Record> azureDeployment(const nlohmann::json &row, const AzureId &, const AzureIndex &,
                                      const QString &mapping, QString &unknown);

/// The model that a deployment runs, by its name in the catalogue, and whether it was tuned for the customer, as that name tells:
/// "gpt-4o-mini-2024-07-18.ft-0123" (Azure), "ft:gpt-4o-mini-2024-07-18:org::id" (OpenAI).
void sayAzureModel(domain::Record &, const QString &name);

/// What tells where a deployment is beside its kind; empty: not told.
struct AzureDeploymentPlace
{
    QString account;  ///< its key
    QString region;   ///< of the account
    QString location; ///< of the deployment's own row, as azureRegion() has it
    QString area;     ///< that the deployment names itself: "US"
};
/// Says where a deployment of this kind keeps and runs its model: in the account's region, in a data zone, or anywhere. Answers why that stays
/// unknown, where it does or does for this file alone.
QString sayAzureDeploymentPlaces(domain::Record &, const QString &sku, const AzureDeploymentPlace &);

/// Answers can be asked of it: it is there, and neither failed, switched off nor on its way in or out. True where no state is told.
bool isAzureDeploymentRunning(const nlohmann::json &row);

} // namespace importers
