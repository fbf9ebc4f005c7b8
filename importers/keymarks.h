// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QSet>
#include <QStringView>

namespace importers {

/// Which of the keys of a large file have occurred, in 16 bytes each whatever their length: two hashes of 64 bits stand for a key, so that
/// of a thousand million keys two are mistaken for one with a probability of less than one in 10^20.
class KeyMarks
{
public:
    bool contains(QStringView key) const { return m_marks.contains(markOf(key)); }
    void insert(QStringView key) { m_marks.insert(markOf(key)); }
    qsizetype size() const { return m_marks.size(); }

private:
    struct Mark
    {
        std::size_t first = 0;
        std::size_t second = 0;
        bool operator==(const Mark &) const = default;
        friend std::size_t qHash(const Mark &mark, std::size_t seed) { return mark.first ^ seed; }
    };
    static Mark markOf(QStringView key)
    {
        const auto bytes = static_cast<std::size_t>(key.size()) * sizeof(QChar);
        return {qHashBits(key.utf16(), bytes, 0x9E3779B97F4A7C15U), qHashBits(key.utf16(), bytes, 0xC2B2AE3D27D4EB4FU)};
    }

    QSet<Mark> m_marks;
};

} // namespace importers
