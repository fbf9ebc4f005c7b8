// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/jobcontext.h"
#include "store/attributestore.h"
#include "store/estate/thingset.h"

#include <vector>

namespace store {

/// A reader's side of cancel and progress: asked at each row, it looks every few thousand. On the reading thread.
class EstatePoll
{
public:
    EstatePoll(domain::JobContext &context, int steps) : m_context(context), m_steps(steps) {}
    bool goOn() { return (++m_rows & 4095) != 0 || !m_context.isCancelled(); }
    /// The next of the steps begins.
    bool step()
    {
        m_context.progress(m_step++, m_steps, {});
        return !m_context.isCancelled();
    }
    bool isCancelled() const { return m_context.isCancelled(); }

private:
    domain::JobContext &m_context;
    int m_steps;
    int m_step = 0;
    quint64 m_rows = 0;
};

/// What each thing of a workspace is, in the order of their ids: a thing is known by its place in that order. Read once, then any thread.
class EstateThings
{
public:
    bool read(AttributeStore &, EstatePoll &);

    quint32 count() const { return static_cast<quint32>(m_ids.size()); }
    qint64 id(quint32 thing) const { return m_ids[thing]; }
    domain::EntityKind kind(quint32 thing) const { return static_cast<domain::EntityKind>(m_kinds[thing]); }
    /// -1: there is none.
    int find(qint64 id) const;
    ThingSet none() const { return ThingSet(m_ids.size()); }
    ThingSet all() const { return ThingSet(m_ids.size(), true); }
    ThingSet ofKind(domain::EntityKind) const;
    const ThingSet &retired() const { return m_retired; }
    const ThingSet &vanished() const { return m_vanished; }

private:
    std::vector<qint64> m_ids;
    std::vector<quint8> m_kinds;
    std::vector<qint32> m_at;       ///< by id less the first: empty where ids lie too far apart
    ThingSet m_retired, m_vanished;
};

/// Things that point at a thing, by what they point at.
class EstateLinks
{
public:
    void add(int from, int to)
    {
        if (from >= 0 && to >= 0)
            m_pairs.push_back({static_cast<quint32>(to), static_cast<quint32>(from)});
    }
    void sort();
    /// Calls f with each that points at it.
    template <class F> void each(quint32 to, F f) const
    {
        const auto [first, last] = rangeOf(to);
        for (auto i = first; i < last; ++i)
            f(m_pairs[i].second);
    }
    std::size_t size() const { return m_pairs.size(); }
    const std::vector<std::pair<quint32, quint32>> &pairs() const { return m_pairs; } ///< to, from

private:
    std::pair<std::size_t, std::size_t> rangeOf(quint32 to) const;
    std::vector<std::pair<quint32, quint32>> m_pairs;
};

} // namespace store
