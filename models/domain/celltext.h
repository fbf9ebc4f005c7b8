// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/record.h"
#include "domain/result.h"

#include <QDate>

#include <functional>
#include <optional>

namespace domain {

// Single values as people and spreadsheets write them: the same wherever they are typed or read. Errors are InvalidValue with a text for
// people; `where` is left to the caller.

/// "DE", "de", "Germany" and "Deutschland" are the same country; "UK" and "EL" are GB and GR.
/// `otherwise`: what is said of a text in which nothing is known, where more than a country could stand.
Result<QString> readCountry(const QString &text, const QString &otherwise = {});

/// One value of an attribute that is no list.
Result<Value> readScalar(const Attribute &, const QString &text);

/// The value of the catalogue that is meant: case does not count, and blanks and hyphens are underscores; empty: none.
QString listedValue(const QStringList &values, const QString &text);
Error notListed(const QStringList &values, const QString &text);

/// No count is negative, no percentage more than 100. `written`: the number as it stands there.
Result<void> checkRange(const Attribute &, double number, const QString &written);

/// A day that lies before the day that it can't be before.
struct OrderError
{
    QString attr;
    QString message;
};
std::optional<OrderError> findWrongOrder(const KindInfo &, const Record &);
std::optional<OrderError> findWrongOrder(const KindInfo &, const std::function<std::optional<Day>(const Attribute &)> &day);

/// A date in a form that can mean one day only: 2026-11-20 (with or without a time), 20.11.2026, 20 Nov 2026.
std::optional<QDate> dayFromText(const QString &text);

/// "N/A", "tbd", "-": someone was there, but the words do not tell "there is none" from "not known".
bool isVague(const QString &cell);

/// "none", "keine", "aucun", "ninguno", "nessuno", "geen": there is none.
bool saysNone(const QString &cell);
/// "nein", "non", "nee": no, in words that are the code of no country, as "no" is.
bool saysNo(const QString &cell);

/// "1.23457E+11": a long number that a spreadsheet has destroyed.
bool isSpoiltNumber(const QString &cell);

/// Without no-break blanks, zero-width characters and blanks around.
QString cleanKey(QString key);

} // namespace domain
