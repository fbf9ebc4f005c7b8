// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

// Words in cells of countries that are no name of one; readCountry() (celltext.h) reads names and codes.

/// Letters that are a country's code and an answer as well: "no", "si", "na", in whatever case. readCountry() takes them for the country
/// in capital letters only.
bool isAnswerOrCountry(const QString &text);

/// "none", "keine", "aucun", "nein": there is none. Not "no", which may be Norway.
bool saysNoCountry(const QString &text);

} // namespace domain
