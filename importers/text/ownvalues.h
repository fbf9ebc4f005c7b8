// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cellvalues.h"

namespace importers {

// What is written in a register is read as what is typed in the program.
using domain::addCell;
using domain::addList;
using domain::cleanKey;
using domain::dayFromText;
using domain::facetFromName;
using domain::facetNamesOf;
using domain::isSpoiltNumber;
using domain::isVague;
using domain::kindFromWords;
using domain::nearestName;
using domain::noSuchKind;

} // namespace importers
