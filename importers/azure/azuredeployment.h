// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/azure/azureresource.h"

namespace importers {

/// A deployment of a model in Azure OpenAI or Foundry, with its developer where the reference data does not know it.
/// The deployment is the last. Where inference runs follows from the kind of deployment: in the account's region, in a
/// data zone, or anywhere. `unknown` says why the place stays unknown, where it does.
QList<domain::Record> azureDeployment(const nlohmann::json &row, const AzureId &, const AzureIndex &,
                                      const QString &mapping, QString &unknown);

/// Answers can be asked of it: it is there, and neither failed, switched off nor on its way in or out. True where no state is told.
bool isAzureDeploymentRunning(const nlohmann::json &row);

} // namespace importers
