// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/bom/cyclonedx.h"
#include "importers/bom/spdx.h"

namespace importers {

void appendBom(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<CycloneDx>());
    all.push_back(std::make_unique<Spdx>());
}

} // namespace importers
