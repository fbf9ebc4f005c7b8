// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/restatement.h"

#include "store/precedence.h"
#include "store/valuecodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

void Restatement::begin(qint64 entity, qint64 feed, EntityKind kind, bool whole, bool again, qint64 ordinal)
{
    m_newest = ordinal;
    const auto [entry, isNew] = m_entries.try_emplace(entity, Entry{feed, kind, whole, again, ordinal, {}});
    if (!isNew && whole) {
        entry->second.whole = true;
        entry->second.ordinal = ordinal;
    }
}

void Restatement::says(qint64 entity, qsizetype attribute)
{
    const auto found = m_entries.find(entity);
    if (found != m_entries.end() && attribute >= 0 && attribute < qsizetype(MostAttributes))
        found->second.said.set(static_cast<std::size_t>(attribute));
}

bool Restatement::takeBack(qint64 entity, EntityKind kind, const Attribute &a, qint64 feed)
{
    const QByteArray before = encodeValue(m_store.read(entity, kind, a), a);
    const bool owned = before != "null" && ownerOf(m_store, entity, a.name) == feed;
    // What it said and lost with, it says no longer either.
    dropClaim(m_store, m_log, entity, a.name, feed);
    if (!owned)
        return false;
    Statement &s = m_store.statement("SELECT feed, value FROM claim WHERE entity=?1 AND attr=?2 AND feed<>0 AND state<>1 ORDER BY feed");
    s.bind(1, entity).bind(2, a.name);
    QList<std::pair<qint64, QByteArray>> others;
    while (s.next())
        others.append({s.integer(0), s.text(1).toUtf8()});
    s.reset();
    const auto best = std::max_element(others.cbegin(), others.cend(), [&](const auto &one, const auto &other) {
        return outranks(m_store, saidOf(m_store, entity, other.first, a, other.second), saidOf(m_store, entity, one.first, a, one.second));
    });
    MaybeValue next;
    if (best != others.cend()) {
        const Result<MaybeValue> value = decodeValue(best->second, a);
        if (value)
            next = *value;
    }
    (void)m_store.write(entity, kind, a, next).has_value();
    const QByteArray after = encodeValue(m_store.read(entity, kind, a), a);
    m_log.record(u"value"_s, entity, a.name, before, after);
    if (best != others.cend())
        sayClaim(m_store, m_log, entity, a.name, best->first, true, best->second, {}, {});
    return true;
}

QList<qint64> Restatement::finish()
{
    QList<qint64> changed;
    for (const auto &[id, entry] : m_entries) {
        if (!entry.whole || entry.unclear)
            continue;
        const QList<Attribute> &attributes = m_store.catalogue().kind(entry.kind).attributes;
        bool any = false;
        for (qsizetype i = 0; i < std::min(attributes.size(), qsizetype(MostAttributes)); ++i) {
            if (!entry.said.test(static_cast<std::size_t>(i)))
                any = takeBack(id, entry.kind, attributes.at(i), entry.feed) || any;
        }
        if (any)
            changed.append(entry.ordinal);
    }
    m_entries.clear();
    return changed;
}

} // namespace store
