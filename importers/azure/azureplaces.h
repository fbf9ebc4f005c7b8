// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/azure/azureid.h"

#include <nlohmann/json_fwd.hpp>

namespace importers {

/// Who runs a resource: Microsoft; of what Azure manages through Arc the cloud that it tells, else empty: nobody says.
QString azureRunner(const nlohmann::json &row, const AzureId &);

/// Where a resource is. `others` gets the customer's site that it stands at. Of a type that may be in several regions a row that does not
/// tell them (az resource list, a query of few columns) gives one place of a list that is not complete.
void sayAzurePlaces(domain::Record &, QList<domain::Record> &others, const nlohmann::json &row, const AzureId &, bool processes);

} // namespace importers
