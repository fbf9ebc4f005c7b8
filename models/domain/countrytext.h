// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace domain {

// Words in cells of countries that are no name of one; readCountry() (celltext.h) reads names and codes.

/// What a text is a code or a name of as a whole, not an address with a country in it.
std::optional<QString> countryNamed(const QString &text);

/// Letters that are a country's code and an answer as well: "no", "si", "na", in whatever case. readCountry() takes them for the country
/// in capital letters only.
bool isAnswerOrCountry(const QString &text);

/// "none", "keine", "aucun", "nein": there is none. Not "no", which may be Norway.
bool saysNoCountry(const QString &text);

/// "EU", "Europe", "EMEA": several countries at once, by a name of their own.
bool isCountryGroup(const QString &text);
/// Why such a group is no country, and the way out.
QString countryGroupWords(const QString &text);

} // namespace domain
