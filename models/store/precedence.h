// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/definiteness.h"

namespace store {

/// Whose value stands where sources differ (architecture, 7b): a person's, then the source of higher rank, of equal rank the newest
/// capture (of places, who tells all of them goes before who tells some: store/definiteness.h), and where captures do not tell, by format
/// and by scope, of which the last wins (names of files mostly end in their day). The order of the imports never matters. The officer can give a source another rank (store/trust.h). What lost stays as a claim. Thread: the connection's, within the caller's transaction.

/// A feed's word on an entity, and when its source saw it so (seconds since 1970; 0: not said, which is older than any).
struct Said
{
    qint64 feed = 0;
    qint64 captured = 0;
    Definiteness says = Definiteness::All; ///< of the value in question
};
/// The feed's last word on the entity.
Said saidOf(AttributeStore &, qint64 entity, qint64 feed);
/// And how much its value says.
Said saidOf(AttributeStore &, qint64 entity, qint64 feed, const domain::Attribute &, const QByteArray &value);

bool outranks(AttributeStore &, const Said &, const Said &other);
/// May this feed name what the other one named: a register's name before a platform's tag before reference data.
bool namesBetter(AttributeStore &, const Said &, const Said &other);

/// The feed whose value stands (0: a person): the claim that won, else the feed that brought the entity in.
qint64 ownerOf(AttributeStore &, qint64 entity, const QString &attr);

/// A feed's claim as the change log has it: a JSON array whose first element is the feed; that alone where there is none.
QByteArray claimRow(AttributeStore &, qint64 entity, const QString &attr, qint64 feed);
/// Of a word on record, beside the one that stands.
enum class Claimed : qint64 {
    Lost = 0,
    Stands = 1,
    Agrees = 2 ///< says the same as the one that stands; which may have no record of its own
};
/// Writes what a feed says of a value, so that undo brings back what stood there.
void sayClaim(AttributeStore &, ChangeLog &, qint64 entity, const QString &attr, qint64 feed, Claimed, const QByteArray &value,
              const QString &pointer, const QString &at);
/// The feed says nothing of it any more; true where it did.
bool dropClaim(AttributeStore &, ChangeLog &, qint64 entity, const QString &attr, qint64 feed);
/// Brings a feed's claim to what the change log says of it.
void restoreClaim(AttributeStore &, qint64 entity, const QString &attr, const QByteArray &row);

/// What one record of a feed may set of an entity that was known before.
class Precedence
{
public:
    /// `where` and `at`: the record's pointer and the time of the import, for the claims.
    /// `sameList`: of which the feed's word before was an earlier edition.
    Precedence(AttributeStore &, ChangeLog &, qint64 entity, const Said &, bool sameFeed, bool sameList, const QString &where, const QString &at);
    /// The record says `after` where `before` stands: what is to stand? Mostly one of the two; also a third source's word, or a list put
    /// together of two (store/standing.h). Keeps what lost.
    QByteArray settle(const domain::Attribute &, const QByteArray &before, const QByteArray &after);
    /// The record says what stands: it is the better source's, against whoever comes next.
    void agrees(const domain::Attribute &, const QByteArray &value);

private:
    bool hasToldMore(const domain::Attribute &, const QByteArray &before, const QByteArray &after);
    bool isPersons(const QString &attr);

    AttributeStore &m_store;
    ChangeLog &m_log;
    qint64 m_entity;
    Said m_said;
    bool m_sameFeed;
    bool m_sameList;
    bool m_brought = false; ///< the feed brought the entity in: what no claim is about is its
    bool m_alone = false; ///< nobody else has said anything of the entity
    QString m_where;
    QString m_at;
};

} // namespace store
