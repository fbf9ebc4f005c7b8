// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/gcp/assetimporter.h"
#include "importers/gcp/vertexlist.h"

namespace importers {

void appendGoogle(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<CloudAssets>());
    all.push_back(std::make_unique<CloudAssetsCsv>());
    all.push_back(std::make_unique<VertexLists>());
}

} // namespace importers
