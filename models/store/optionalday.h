// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/statement.h"

#include <optional>

namespace store {

/// A day that nobody may have said.
inline std::optional<domain::Day> dayIn(const Statement &s, int column)
{
    return s.isNull(column) ? std::nullopt : std::optional(static_cast<domain::Day>(s.integer(column)));
}

} // namespace store
