// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace second {

/// Whether what is written names at least (or else: below) the level "LADDER:LEVEL"; nothing where it names no level of the ladder.
std::optional<bool> levelIs(const QString &level, const QString &written, bool atLeast);

} // namespace second
