// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/celltext.h"

namespace domain {

/// A kind by its name, its plural or its label: "legal_entity", "legal-entities", "Legal entity".
std::optional<EntityKind> kindFromWords(const Catalogue &, const QString &words);

/// What to say of a kind that is not there: the nearest one, else all of them.
QString noSuchKind(const Catalogue &, const QString &words);

/// Name of a facet as own formats and attributes.json have it ("hosting"), to its bit; 0: there is none of that name.
int facetFromName(QStringView name);
QStringList facetNamesOf(int facets); ///< the other way, in the order of the bits

/// Are there none? "none" says so everywhere; the same in other languages where it can't be an answer of yes or no. Of countries and of a text
/// "nein" and "non" say it too; a plain "no" of a text only, which names nothing either, while of countries it may be Norway.
bool saysNoneOf(const Attribute &, const QString &text);

/// Reads one cell (or a JSON text) as a value of the attribute and adds it to the record: a field, or places for a
/// facet list. Empty adds nothing. Errors are InvalidValue with a text for people; `where` is left to the caller.
/// `separator`: between several words or names; empty: any that registers have (; | line break). Codes and countries have these and a comma.
/// `provider`: as the row names it, for regions of clouds that several have.
Result<void> addCell(Record &, const Attribute &, const QString &cell, const QString &separator = {}, const QString &provider = {});

/// The items of a list, each checked; `complete`: there is nothing else.
Result<void> addList(Record &, const Attribute &, const QStringList &items, bool complete, const QString &provider = {});

/// The values in a cell of a list, as addCell() takes them apart: a town and its country ("Frankfurt, Germany") are one.
QStringList listItems(const Attribute &, const QString &text, const QString &separator = {});

/// Of countries or places.
bool isOfCountries(const Attribute &);

/// The known name that is nearest to a mistyped one, or an empty text.
QString nearestName(const QString &typed, const QStringList &known);

} // namespace domain
