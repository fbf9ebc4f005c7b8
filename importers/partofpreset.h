// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// Of a table that no format takes: whose export it is a part of, by its columns, and which ones are missing, as a sentence more; empty: of none. Exports are cut
/// to a few columns before they are handed on.
QString partOfPreset(const Probe &);

} // namespace importers
