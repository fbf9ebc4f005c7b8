// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/result.h"
#include "store/precedence.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace store {

class AttributeStore;
class ChangeLog;

/// What one source says of an attribute, as it stands in the change log.
struct SourceWord
{
    qint64 feed = 0;
    QByteArray value;
    std::optional<qint64> captured = {}; ///< when its source saw it so; not set: as the record of the source has it
};

/// What sources (not persons) are on record with for a contested value, by feed, and whoever's `stands` without a record of its own.
QList<SourceWord> wordsOn(AttributeStore &, qint64 entity, const domain::Attribute &, qint64 owner, const QByteArray &stands);

/// Which of the words stands, whatever their order: the best source's (store/precedence.h). Where it names a part only ("and there may be
/// others") and another source's list contains that, the two don't differ: the longer list stands, as the best of the sources that contain
/// it has it, with the region where only that source names the country, so that the value can be another than the word. `words` is not empty.
SourceWord standingOf(AttributeStore &, qint64 entity, const domain::Attribute &, const QList<SourceWord> &words);

/// How a word is on record where another, or it itself, stands.
Claimed claimedOf(AttributeStore &, const domain::Attribute &, const SourceWord &word, const SourceWord &standing);

/// Lets the best source's word stand of what is on record; a person's is not touched. True where the value is another then.
domain::Result<bool> settleAgain(AttributeStore &, ChangeLog &, qint64 entity, domain::EntityKind, const domain::Attribute &);

} // namespace store
