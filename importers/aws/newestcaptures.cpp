// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/newestcaptures.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace importers {
namespace {

constexpr std::uint64_t TimeMask = (1ULL << 44) - 1;
constexpr std::size_t FirstSize = 32;

std::uint64_t mixed(std::uint64_t h)
{
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 29;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 32);
}

/// Where a hash belongs among `size` slots: its share of the whole range, which needs no power of two.
std::size_t share(std::uint64_t hash, std::size_t size)
{
    return static_cast<std::size_t>(((hash & 0xffffffffULL) * size) >> 32);
}

} // namespace

NewestCaptures::Key NewestCaptures::keyOf(std::initializer_list<std::string_view> parts)
{
    Key key{0x9ae16a3b2f90404fULL, 0xc949d7c7509e6557ULL};
    const auto add = [&key](std::uint64_t word) {
        key.hash = (key.hash ^ word) * 0x9fb21c651e98df25ULL;
        key.hash ^= key.hash >> 32;
        key.check = (key.check + word) * 0xd6e8feb86659fd93ULL;
        key.check ^= key.check >> 29;
    };
    for (std::string_view part : parts) {
        add(part.size());
        for (; part.size() >= 8; part.remove_prefix(8)) {
            std::uint64_t word = 0;
            std::memcpy(&word, part.data(), 8);
            add(word);
        }
        std::uint64_t rest = 0;
        for (const char c : part)
            rest = (rest << 8) | static_cast<unsigned char>(c);
        add(rest);
    }
    key.hash = std::max<std::uint64_t>(mixed(key.hash), 1);
    key.check = mixed(key.check) & 0xfffff;
    return key;
}

std::size_t NewestCaptures::slotOf(const Part &part, const Key &key)
{
    std::size_t at = share(key.hash, part.entries.size());
    for (;;) {
        const Entry &entry = part.entries[at];
        if (entry.hash == 0 || (entry.hash == key.hash && entry.packed >> 44 == key.check))
            return at;
        at = at + 1 == part.entries.size() ? 0 : at + 1;
    }
}

void NewestCaptures::grow(Part &part)
{
    const std::vector<Entry> old = std::exchange(part.entries, {});
    part.entries.resize(std::max(FirstSize, old.size() + old.size() / 2));
    for (const Entry &entry : old) {
        if (entry.hash != 0)
            part.entries[slotOf(part, {entry.hash, entry.packed >> 44})] = entry;
    }
}

NewestCaptures::Seen NewestCaptures::note(const Key &key, qint64 captured)
{
    Part &part = m_parts[key.hash >> 56];
    if (part.used * 8 >= part.entries.size() * 7)
        grow(part);
    Entry &entry = part.entries[slotOf(part, key)];
    const auto time = static_cast<std::uint64_t>(std::clamp<qint64>(captured, 0, static_cast<qint64>(TimeMask)));
    if (entry.hash == 0) {
        entry = {key.hash, (key.check << 44) | time};
        ++part.used;
        return {};
    }
    const std::uint64_t before = entry.packed & TimeMask;
    entry.packed = (key.check << 44) | std::max(before, time);
    return {true, static_cast<qint64>(before)};
}

qint64 NewestCaptures::newest(const Key &key) const
{
    const Part &part = m_parts[key.hash >> 56];
    if (part.entries.empty())
        return -1;
    const Entry &entry = part.entries[slotOf(part, key)];
    return entry.hash == 0 ? -1 : static_cast<qint64>(entry.packed & TimeMask);
}

} // namespace importers
