// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace store {

class AttributeStore;

/// The entities of a kind that name `target` in the attribute (a reference or a list of such), without what has vanished or is out of use
/// on the day; by their ids. Nothing where the kind has no such attribute.
QList<qint64> referring(AttributeStore &, domain::EntityKind, const QString &attr, qint64 target, domain::Day on);

/// Whether a thing has neither vanished nor is out of use on the day.
bool stands(AttributeStore &, qint64 entity, domain::Day on);

/// All entities of a kind that stand on the day, by name and key.
QList<qint64> standing(AttributeStore &, domain::EntityKind, domain::Day on);

/// The laws of a country on access to data that stand, by name and with the country: "US CLOUD Act".
QStringList lawsOfCountry(AttributeStore &, const QString &country, domain::Day on);

/// Does a law from outside the zone reach the provider as a whole, by the newest evaluation? Nothing where that is not known.
std::optional<bool> reachedFromOutside(AttributeStore &, qint64 provider);

} // namespace store
