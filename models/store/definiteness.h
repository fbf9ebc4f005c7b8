// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

#include <QByteArray>

namespace store {

class AttributeStore;

/// How much a value says of where something is, as it stands in the change log: of sources that are trusted alike the one that says more
/// goes before the newer one, so that a poorer export never takes away what a richer one has told. Other lists shrink, and the newest counts.
/// Thread: the connection's.
enum class Definiteness {
    Some,  ///< some places, and there may be others
    Areas, ///< all of them, but a place is an area only: somewhere in the European Union
    All,   ///< all of them, or no list of places
};
Definiteness definitenessOf(AttributeStore &, const domain::Attribute &, const QByteArray &value);

/// `value` tells nothing that `whole`, a list of everything, does not: some of its items, or areas that hold all of its places.
bool addsNothing(AttributeStore &, const domain::Attribute &, const QByteArray &value, const QByteArray &whole);

/// A list that says of itself that there may be more.
bool isPartial(const domain::Attribute &, const QByteArray &value);
/// The list of some says nothing that the other one, of all or of some, does not say too: no source of the two contradicts the other.
bool isPartOf(AttributeStore &, const domain::Attribute &, const QByteArray &some, const QByteArray &other);
/// The list that contains `part`, with the region or the site in place of a country where only the part names it.
QByteArray withPart(AttributeStore &, const domain::Attribute &, const QByteArray &list, const QByteArray &part);

} // namespace store
