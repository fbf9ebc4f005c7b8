// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QStringList>

#include <array>

namespace store {

/// A set of small numbers: quick to join and to compare. Value type.
struct NumberSet
{
    std::array<quint64, 4> words{};

    static constexpr int Most = 256;
    void add(int n) { words[static_cast<std::size_t>(n) / 64] |= quint64(1) << (n % 64); }
    bool isEmpty() const { return (words[0] | words[1] | words[2] | words[3]) == 0; }
    void join(const NumberSet &other)
    {
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] |= other.words[i];
    }
    QList<int> numbers() const
    {
        QList<int> out;
        for (int n = 0; n < Most; ++n) {
            if ((words[static_cast<std::size_t>(n) / 64] >> (n % 64)) & 1)
                out.append(n);
        }
        return out;
    }
    auto operator<=>(const NumberSet &) const = default;
    std::size_t hash(std::size_t seed) const
    {
        for (const quint64 word : words)
            seed = (seed ^ static_cast<std::size_t>(word)) * 0x9e3779b97f4a7c15U + (seed >> 29);
        return seed;
    }
};

/// Gives each code a number, in the order of their coming. Of classes and countries there are fewer than a set holds; what would be too
/// many shares the last number.
class CodeNumbers
{
public:
    int of(const QString &code)
    {
        const auto it = m_numbers.constFind(code);
        if (it != m_numbers.cend())
            return *it;
        const int number = static_cast<int>(qMin<qsizetype>(m_codes.size(), NumberSet::Most - 1));
        m_numbers.insert(code, number);
        if (number == m_codes.size())
            m_codes.append(code);
        return number;
    }
    const QStringList &codes() const { return m_codes; }

private:
    QHash<QString, int> m_numbers;
    QStringList m_codes;
};

} // namespace store
