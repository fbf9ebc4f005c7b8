// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

#include <optional>

namespace store {

// What a person says of a value, as the claim of nobody's feed (0). Thread: the connection's, within the caller's transaction.

/// As ChangeLog has it: the state, with the day of review after a blank, and the rest.
QByteArray claimText(int state, const std::optional<domain::Day> &reviewOn, const QString &who, const QString &at, const QString &evidence, const QByteArray &value);
/// "null" where no person says anything.
QByteArray currentClaim(AttributeStore &, qint64 entity, const QString &attr);
/// Brings a person's claim to what the change log says of it.
void applyClaim(AttributeStore &, qint64 entity, const QString &attr, const QByteArray &to);
/// The imported value that a person overrules stays in a losing claim, so that it can be shown and can come back.
void keepImported(AttributeStore &, qint64 entity, const domain::Attribute &, const QByteArray &before);
/// No person overrules it any more: what was kept so is forgotten.
void forgetKept(AttributeStore &, qint64 entity, const QString &attr);

} // namespace store
