// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/oscal/oscal.h"

namespace importers {

void appendOscal(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<Oscal>());
}

} // namespace importers
