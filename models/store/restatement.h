// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/changelog.h"

#include <bitset>
#include <map>

namespace store {

/// What a feed said of an entity and says no longer: the value goes, or the next best source's stands again. Only where the feed's newer
/// record tells the whole of the entity (Record::whole); several records of one import are taken together. Lives for one import, within
/// the caller's transaction; every change is in the change log.
class Restatement
{
public:
    Restatement(AttributeStore &store, ChangeLog &log) : m_store(store), m_log(log) {}
    /// The feed speaks of an entity that it spoke of before. `again`: in this import already, unchanged or for the first time, so that
    /// what it said then is not known here.
    void begin(qint64 entity, qint64 feed, domain::EntityKind kind, bool whole, bool again, qint64 ordinal);
    bool hasBegun(qint64 ordinal) const { return m_newest == ordinal; } ///< of the record that was read last
    void says(qint64 entity, qsizetype attribute); ///< by its place in the kind's list
    /// The feed no longer says this: the next best source's word stands again. True where something is another than before.
    bool takeBack(qint64 entity, domain::EntityKind kind, const domain::Attribute &, qint64 feed);
    struct TakenBack
    {
        qint64 ordinal = 0; ///< of the record by which something changed
        qint64 entity = 0;
    };
    /// Takes back what the feeds no longer say.
    QList<TakenBack> finish();

private:
    static constexpr std::size_t MostAttributes = 128;
    struct Entry
    {
        qint64 feed = 0;
        domain::EntityKind kind{};
        bool whole = false;
        bool unclear = false;
        qint64 ordinal = 0; ///< of the record that tells the whole
        std::bitset<MostAttributes> said;
    };
    AttributeStore &m_store;
    ChangeLog &m_log;
    qint64 m_newest = -1;
    std::map<qint64, Entry> m_entries; ///< by the ids, so that the change log is the same each time
};

} // namespace store
