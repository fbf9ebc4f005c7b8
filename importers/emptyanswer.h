// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <optional>

namespace importers {

/// An answer or export in which nothing is listed. What is around the empty list tells the format, or only the tool that wrote it.
struct EmptyAnswer
{
    QString format; ///< id of the importer that would read it; empty: not told
    QString why;    ///< for people: "an empty answer of ..."
};

/// Nothing where something is listed, or the text is no such answer.
std::optional<EmptyAnswer> emptyAnswer(const Probe &);

} // namespace importers
