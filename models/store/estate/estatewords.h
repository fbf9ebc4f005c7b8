// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatethings.h"
#include "store/pages/overviewqueries.h"

namespace store {

/// A word of each of some things, and how much each counts: what a bar chart sums up. Read once; then any thread.
class EstateWords
{
public:
    /// Accelerators by vendor, chip by chip (an unsaid count is one).
    static EstateWords vendors(AttributeStore &, const EstateThings &);
    /// Access rights by the kind of their holder.
    static EstateWords holderKinds(AttributeStore &, const EstateThings &);

    /// Of these things; the most first. What has no word has an empty one.
    QList<Counted> count(const ThingSet &) const;

private:
    static EstateWords read(AttributeStore &, const EstateThings &, const QByteArray &sql);

    struct One
    {
        quint32 thing = 0, word = 0;
        double weight = 0;
    };
    std::vector<One> m_things;
    QStringList m_words;
};

} // namespace store
