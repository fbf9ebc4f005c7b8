// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/modelcards/huggingfaceapi.h"
#include "importers/modelcards/huggingfacecard.h"

namespace importers {

void appendModelCards(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<HuggingFaceCard>());
    all.push_back(std::make_unique<HuggingFaceApi>());
}

} // namespace importers
