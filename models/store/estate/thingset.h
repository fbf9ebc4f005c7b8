// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>
#include <cstddef>
#include <vector>

namespace store {

/// Some of an estate's things, by their places in its columns: one bit each. Value type.
class ThingSet
{
public:
    explicit ThingSet(std::size_t things = 0, bool all = false) : m_words((things + 63) / 64, all ? ~quint64(0) : 0)
    {
        if (all && things % 64 != 0)
            m_words.back() = (quint64(1) << (things % 64)) - 1;
    }
    void add(quint32 thing) { m_words[thing / 64] |= quint64(1) << (thing % 64); }
    bool has(quint32 thing) const { return ((m_words[thing / 64] >> (thing % 64)) & 1) != 0; }
    ThingSet &operator&=(const ThingSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
        return *this;
    }
    ThingSet &operator|=(const ThingSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
        return *this;
    }
    /// Takes these out.
    ThingSet &operator-=(const ThingSet &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= ~other.m_words[i];
        return *this;
    }
    int count() const
    {
        int n = 0;
        for (const quint64 word : m_words)
            n += std::popcount(word);
        return n;
    }
    /// Calls f with each, in ascending order.
    template <class F> void each(F f) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            for (quint64 word = m_words[i]; word != 0; word &= word - 1)
                f(static_cast<quint32>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
        }
    }
    bool operator==(const ThingSet &) const = default;

private:
    std::vector<quint64> m_words;
};

} // namespace store
