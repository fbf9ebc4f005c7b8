// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estatethings.h"

#include "store/estate/estaterows.h"
#include "store/pages/pagefilter.h"

#include <algorithm>

using namespace domain;

namespace store {

bool EstateThings::read(AttributeStore &store, EstatePoll &poll)
{
    std::vector<quint32> vanished;
    Statement &s = store.statement("SELECT id, kind, vanished FROM entity ORDER BY id");
    const bool read = eachRow(s, poll, [&](const Statement &row) {
        if (row.integer(2) != 0)
            vanished.push_back(static_cast<quint32>(m_ids.size()));
        m_ids.push_back(row.integer(0));
        m_kinds.push_back(static_cast<quint8>(row.integer(1)));
    });
    if (!read)
        return false;
    const qint64 spread = m_ids.empty() ? 0 : m_ids.back() - m_ids.front() + 1;
    if (spread <= 4 * static_cast<qint64>(m_ids.size()) + 1024) {
        m_at.assign(static_cast<std::size_t>(spread), -1);
        for (std::size_t i = 0; i < m_ids.size(); ++i)
            m_at[static_cast<std::size_t>(m_ids[i] - m_ids.front())] = static_cast<qint32>(i);
    }
    m_vanished = none();
    for (const quint32 thing : vanished)
        m_vanished.add(thing);
    m_retired = none();
    Statement &retired = store.statement(retiredIds);
    while (retired.next()) {
        if (const int thing = find(retired.integer(0)); thing >= 0)
            m_retired.add(static_cast<quint32>(thing));
    }
    const bool ok = retired.ok();
    retired.reset();
    return ok;
}

int EstateThings::find(qint64 id) const
{
    if (m_ids.empty() || id < m_ids.front() || id > m_ids.back())
        return -1;
    if (!m_at.empty())
        return m_at[static_cast<std::size_t>(id - m_ids.front())];
    const auto it = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    return *it == id ? static_cast<int>(it - m_ids.begin()) : -1;
}

ThingSet EstateThings::ofKind(EntityKind kind) const
{
    ThingSet out = none();
    for (quint32 i = 0; i < count(); ++i) {
        if (m_kinds[i] == static_cast<quint8>(kind))
            out.add(i);
    }
    return out;
}

void EstateLinks::sort()
{
    std::sort(m_pairs.begin(), m_pairs.end());
    m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end()), m_pairs.end());
}

std::pair<std::size_t, std::size_t> EstateLinks::rangeOf(quint32 to) const
{
    const auto first = std::lower_bound(m_pairs.begin(), m_pairs.end(), std::pair<quint32, quint32>(to, 0));
    const auto last = std::upper_bound(first, m_pairs.end(), std::pair<quint32, quint32>(to, ~quint32(0)));
    return {static_cast<std::size_t>(first - m_pairs.begin()), static_cast<std::size_t>(last - m_pairs.begin())};
}

} // namespace store
