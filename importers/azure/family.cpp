// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/azure/azurecsv.h"
#include "importers/azure/azureimporters.h"

namespace importers {

void appendAzure(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<AzureRoleAssignments>());
    all.push_back(std::make_unique<AzureResources>());
    all.push_back(std::make_unique<AzureCsv>());
}

} // namespace importers
