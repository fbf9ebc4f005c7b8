// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

namespace domain {

/// The country in "Frankfurt, Germany", "Deutschland (Frankfurt)" or "DE - Frankfurt", where one is named and no other could be meant. Empty:
/// none is. An error says what could be meant: several countries, or letters that are a province as well ("Palermo (PA)").
Result<QString> countryOfAddress(const QString &text);

} // namespace domain
