// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"
#include "importers/spreadsheet/returnedquestionnaire.h"
#include "importers/text/owncsv.h"
#include "importers/text/ownjson.h"

namespace importers {

void appendOwn(std::vector<std::unique_ptr<Importer>> &registry, const domain::Catalogue &catalogue)
{
    registry.push_back(std::make_unique<OwnAnswers>(catalogue));
    registry.push_back(std::make_unique<OwnCsv>(catalogue));
    registry.push_back(std::make_unique<OwnJson>(catalogue));
    registry.push_back(std::make_unique<ReturnedQuestionnaire>());
}

} // namespace importers
