// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/mlflow/mlflow.h"

namespace importers {

void appendMlflow(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<MlflowRegistry>());
}

} // namespace importers
