// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/changelog.h"
#include "store/entityadder.h"
#include "store/restatement.h"

#include <tuple>
#include <vector>

namespace store {

class Precedence;
struct Said;

/// Writes what a record says of an entity that is known already: only what changed, with before-images for undo; whose value stands where
/// sources differ is Precedence's to say. For one import, within the caller's transaction. Thread: the connection's.
class EntityUpdater
{
public:
    /// Who tells it, and where.
    struct Telling
    {
        qint64 feed = 0;
        qint64 ordinal = 0;
        QString where;
        bool sameFeed = false; ///< the feed has spoken of the entity before
        bool sameList = false; ///< in an earlier edition of this list, which people keep
        bool again = false;    ///< and in this import
        bool otherList = false; ///< and last in a list of another name, which is neither newer nor older
        bool together = false; ///< and last in another file of the same import, and neither tells which one is newer
    };
    /// `at`: the time of the import (ISO 8601, UTC).
    EntityUpdater(AttributeStore &store, ChangeLog &log, Restatement &restatement, QString at)
        : m_store(store), m_log(log), m_restatement(restatement), m_at(std::move(at))
    {
    }
    /// Fields, places, name and further keys; true where a value or the name is another than before.
    bool update(qint64 id, const domain::Record &, const std::vector<KnownField> &, const Telling &);
    /// What a person said, or that nobody could tell: a claim of its own.
    void answer(qint64 id, const domain::Record &, const domain::Attribute &, const MaybeValue &, const Telling &);
    /// After what vanished is known: lists that several records or files name together (ListValue::shared) no longer name that.
    void dropVanished();

private:
    /// What the feed says of a list that may go on, with what another file of the same import said of it: neither is newer.
    MaybeValue withItsOtherFile(qint64 id, domain::EntityKind, const domain::Attribute &, const domain::Value &, qint64 feed);
    /// What the feed says of a list of which other records of it name more (ListValue::shared), with what they named.
    MaybeValue withOtherRecords(qint64 id, domain::EntityKind, const domain::Attribute &, const domain::ListValue &, qint64 feed);
    bool takesName(qint64 id, const QString &name, const QString &before, qint64 namer, const Said &, const Telling &);
    bool namesPrincipalLess(qint64 id, const domain::Record &);
    bool isServicesOwnPlace(qint64 id, const domain::Record &, const domain::Attribute &, const domain::ListValue &, const Telling &);
    void apply(qint64 id, const domain::Record &, const domain::Attribute &, const MaybeValue &, const Telling &, Precedence &, bool &changed);

    AttributeStore &m_store;
    ChangeLog &m_log;
    Restatement &m_restatement;
    QString m_at;
    std::vector<std::tuple<qint64, domain::EntityKind, const domain::Attribute *>> m_shared; ///< lists that other records had named more of
};

} // namespace store
