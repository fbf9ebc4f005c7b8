// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace importers {

/// The time of the newest capture of each item in a file, by a hash of what identifies it: 16 bytes an item and a third
/// of slack, since an export may have millions. The hash has 83 bits, so that two items are never taken for one.
class NewestCaptures
{
public:
    struct Key
    {
        std::uint64_t hash = 0;
        std::uint64_t check = 0;
    };
    static Key keyOf(std::initializer_list<std::string_view> parts);

    struct Seen
    {
        bool before = false;  ///< the item occurred before
        qint64 captured = -1; ///< the newest time it had then, in ms
    };
    /// Notes an occurrence; the newest time stays.
    Seen note(const Key &, qint64 captured);
    qint64 newest(const Key &) const; ///< -1: never noted

private:
    struct Entry
    {
        std::uint64_t hash = 0;   ///< 0: free
        std::uint64_t packed = 0; ///< 20 bits of the check, 44 of the time
    };
    struct Part
    {
        std::vector<Entry> entries;
        std::size_t used = 0;
    };
    static std::size_t slotOf(const Part &, const Key &);
    static void grow(Part &);

    // In parts that grow one at a time, so that growing never needs room for all twice.
    std::array<Part, 256> m_parts;
};

} // namespace importers
