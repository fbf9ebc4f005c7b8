// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/restatement.h"

#include "store/precedence.h"
#include "store/standing.h"
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
    const bool told = dropClaim(m_store, m_log, entity, a.name, feed);
    if (!owned)
        return told && settleAgain(m_store, m_log, entity, kind, a).value_or(false);   // it may have been a part of what stands
    const QList<SourceWord> others = wordsOn(m_store, entity, a, 0, {});
    const SourceWord best = others.isEmpty() ? SourceWord() : standingOf(m_store, entity, a, others);
    MaybeValue next;
    if (best.feed != 0) {
        const Result<MaybeValue> value = decodeValue(best.value, a);
        if (value)
            next = *value;
    }
    (void)m_store.write(entity, kind, a, next).has_value();
    const QByteArray after = encodeValue(m_store.read(entity, kind, a), a);
    m_log.record(u"value"_s, entity, a.name, before, after);
    for (const SourceWord &word : others)
        sayClaim(m_store, m_log, entity, a.name, word.feed, claimedOf(m_store, a, word, best), word.value, {}, {});
    return true;
}

QList<Restatement::TakenBack> Restatement::finish()
{
    QList<TakenBack> changed;
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
            changed.append({entry.ordinal, id});
    }
    m_entries.clear();
    return changed;
}

} // namespace store
