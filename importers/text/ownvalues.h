// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/record.h"
#include "domain/result.h"

#include <QDate>

#include <optional>

namespace importers {

/// A kind by its name, its plural or its label: "legal_entity", "legal-entities", "Legal entity".
std::optional<domain::EntityKind> kindFromWords(const domain::Catalogue &, const QString &words);

/// What to say of a kind that is not there: the nearest one, else all of them.
QString noSuchKind(const domain::Catalogue &, const QString &words);

/// Name of a facet as own formats and attributes.json have it ("hosting"), to its bit; 0: there is none of that name.
int facetFromName(QStringView name);
QStringList facetNamesOf(int facets); ///< the other way, in the order of the bits

/// "1.23457E+11": a long number that a spreadsheet has destroyed.
bool isSpoiltNumber(const QString &cell);

/// A date in a form that can mean one day only: 2026-11-20 (with or without a time), 20.11.2026, 20 Nov 2026.
std::optional<QDate> dayFromText(const QString &text);

/// "N/A", "tbd", "-": someone was there, but the words do not tell "there is none" from "not known".
bool isVague(const QString &cell);

/// Reads one cell (or a JSON text) as a value of the attribute and adds it to the record: a field, or places for a
/// facet list. Empty adds nothing. Errors are InvalidValue with a text for people; `where` is left to the caller.
domain::Result<void> addCell(domain::Record &, const domain::Attribute &, const QString &cell);

/// The items of a list, each checked; `complete`: there is nothing else.
domain::Result<void> addList(domain::Record &, const domain::Attribute &, const QStringList &items, bool complete);

/// The known name that is nearest to a mistyped one, or an empty text.
QString nearestName(const QString &typed, const QStringList &known);

/// Without no-break blanks, zero-width characters and blanks around.
QString cleanKey(QString key);

} // namespace importers
