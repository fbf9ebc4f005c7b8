// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/terraform/terraformimporter.h"

namespace importers {

void appendTerraform(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<TerraformState>());
    all.push_back(std::make_unique<TerraformShow>());
    all.push_back(std::make_unique<TerraformPlan>());
}

} // namespace importers
