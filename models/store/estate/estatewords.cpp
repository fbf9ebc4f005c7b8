// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estatewords.h"

#include <QHash>

#include <algorithm>

namespace store {

EstateWords EstateWords::read(AttributeStore &store, const EstateThings &things, const QByteArray &sql)
{
    EstateWords out;
    QHash<QString, quint32> words;
    Statement &s = store.statement(sql);
    while (s.next()) {
        const int thing = things.find(s.integer(0));
        if (thing < 0)
            continue;
        const QString word = s.text(1);
        auto known = words.constFind(word);
        if (known == words.cend()) {
            known = words.insert(word, static_cast<quint32>(out.m_words.size()));
            out.m_words.append(word);
        }
        out.m_things.push_back({static_cast<quint32>(thing), *known, s.real(2)});
    }
    s.reset();
    return out;
}

EstateWords EstateWords::vendors(AttributeStore &store, const EstateThings &things)
{
    return read(store, things, "SELECT id, coalesce(vendor,''), coalesce(\"count\",1) FROM e_accelerator");
}

EstateWords EstateWords::holderKinds(AttributeStore &store, const EstateThings &things)
{
    return read(store, things, QByteArray("SELECT t.id, coalesce(") + principalKind + ",''), 1 FROM e_grant t LEFT JOIN e_identity i ON i.id=t.identity");
}

QList<Counted> EstateWords::count(const ThingSet &set) const
{
    QList<Counted> all(m_words.size());
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i].key = all[i].label = m_words.at(i);
    for (const One &one : m_things) {
        if (!set.has(one.thing))
            continue;
        Counted &of = all[static_cast<qsizetype>(one.word)];
        of.value += one.weight;
        ++of.rows;
    }
    all.removeIf([](const Counted &c) { return c.rows == 0; });
    std::sort(all.begin(), all.end(), [](const Counted &a, const Counted &b) { return a.value != b.value ? a.value > b.value : a.key < b.key; });
    return all;
}

} // namespace store
