// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/attributestore.h"
#include "store/changelog.h"

namespace store {

/// Two records are one entity only when a globally unique alias is equal (architecture, 7b). Which record comes first
/// must not matter: keys, names and values are chosen by rules that do not look at the order of the imports. Thread:
/// the connection's, within the caller's transaction.

/// Is `a` the better key of one entity: a key of the organisation's own before an identifier of a platform (ARN, purl,
/// path).
bool isBetterKey(const QString &a, const QString &b);

/// Is the name the key or the key's last part ("i-0ab" of "...:instance/i-0ab"), so that it tells nothing more?
bool isPlainName(const QString &name, const QString &key);
/// How much a name tells of the entity, more is better: whatever the order of the files, the name that tells most stands, and of equal ones that
/// of the better source (namesBetter()). `feed`: whose name it is. Of who has access sources know much or little: a name, an address, a number.
int nameWorth(AttributeStore &, qint64 entity, const QString &name, qint64 feed);

/// Gives the entity another key; the old one stays as an alias. Accelerators that were derived from it follow.
void giveKey(AttributeStore &, ChangeLog &, qint64 entity, const QString &key);

/// Takes giveKey() back: the entity has the key of then, which is no alias of it any more.
void restoreKey(AttributeStore &, qint64 entity, const QByteArray &key);

/// Whether the thing with this number is one with another: then the number stays its own (absorbed).
void setAbsorbed(AttributeStore &, qint64 entity, bool absorbed);
/// Makes one of two entities of a kind, under the better key; what lost stays as a claim. Answers the one that stays.
/// The other one is kept in the change log as a whole.
qint64 mergeEntities(AttributeStore &, ChangeLog &, qint64 one, qint64 other);

/// Another global name of an entity that was there before.
void addAlias(AttributeStore &, ChangeLog &, qint64 entity, const domain::Alias &);
void restoreAlias(AttributeStore &, qint64 entity, const QString &scheme, const QByteArray &before, const QByteArray &after);

/// The merge once more, after it was taken back.
domain::Result<void> mergeAgain(AttributeStore &, ChangeLog &, qint64 kept, const QByteArray &snapshot);
/// Undoes a merge from what the change log kept of the entity that went.
domain::Result<void> splitAgain(AttributeStore &, qint64 kept, const QByteArray &snapshot);

} // namespace store
