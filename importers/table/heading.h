// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// A table below lines of a heading ("Register of certificates 2026", an empty line).
struct BelowHeading
{
    Probe probe;          ///< as if the text began with the row of titles; skippedLines counts the lines above
    qsizetype bytes = 0;  ///< of the text, that stand above
    QString heading;      ///< what is written there, on one line
};

/// The table without its heading; nothing where the text is no table, or begins with its titles.
std::optional<BelowHeading> belowHeading(const Probe &);

} // namespace importers
