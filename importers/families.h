// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <memory>
#include <vector>

namespace importers {

/// Each folder of formats adds its importers, in the order of formats.md 0.3.
void appendAws(std::vector<std::unique_ptr<Importer>> &);         ///< importers/aws/family.cpp
void appendBom(std::vector<std::unique_ptr<Importer>> &);         ///< importers/bom/family.cpp
void appendModelCards(std::vector<std::unique_ptr<Importer>> &);  ///< importers/modelcards/family.cpp
void appendAwsConfig(std::vector<std::unique_ptr<Importer>> &);   ///< importers/aws/configfamily.cpp

} // namespace importers
