// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "domain/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace store {

class AttributeStore;

/// Takes things out of use from a day on: they are no longer judged nor counted, and stay for earlier days; without a day, back into
/// use. One change set, all or nothing; the caller owns the transaction. `on` is at the latest the day of `at`: a planned end is a value of the
/// thing itself. Refused where nothing would change. The change set's id.
domain::Result<qint64> retire(AttributeStore &, const QList<qint64> &entities, std::optional<domain::Day> on, const QString &who, const QDateTime &at);

enum class ThingState { Vanished, Retired };
/// All of a kind that have vanished from their sources and are not retired, or that are retired; by id.
QList<qint64> idsInState(AttributeStore &, domain::EntityKind, ThingState);

/// Since when the thing is out of use.
std::optional<domain::Day> retiredOn(AttributeStore &, qint64 entity);

/// How many retired things the source has brought all the same.
qint64 retiredOf(AttributeStore &, qint64 source);

} // namespace store
