// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/contenthash.h"

#include <bit>
#include <cstring>

namespace domain {
namespace {

class Mixer
{
public:
    void add(quint64 word)
    {
        m_hash = (m_hash ^ word) * 0x9fb21c651e98df25ULL;
        m_hash ^= m_hash >> 32;
    }
    void add(const QString &text)
    {
        add(static_cast<quint64>(text.size()));
        const auto *at = reinterpret_cast<const char *>(text.constData());
        qsizetype left = text.size() * 2;
        for (; left >= 8; left -= 8, at += 8)
            add(word(at, 8));
        if (left > 0)
            add(word(at, left));
    }
    quint64 result() const { return m_hash ^ (m_hash >> 29); }

private:
    static quint64 word(const char *at, qsizetype size)
    {
        quint64 value = 0;
        std::memcpy(&value, at, static_cast<std::size_t>(size));
        return value;
    }
    quint64 m_hash = 0x9ae16a3b2f90404fULL;
};

void addValue(Mixer &mixer, const Value &value)
{
    mixer.add(value.index());
    std::visit(
        [&mixer](const auto &v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, qint64>) {
                mixer.add(static_cast<quint64>(v));
            } else if constexpr (std::is_same_v<T, double>) {
                mixer.add(std::bit_cast<quint64>(v));
            } else if constexpr (std::is_same_v<T, QString>) {
                mixer.add(v);
            } else if constexpr (std::is_same_v<T, Reference>) {
                mixer.add(v.key);
            } else if constexpr (std::is_same_v<T, ListValue>) {
                mixer.add(static_cast<quint64>(v.items.size()));
                for (const QString &item : v.items)
                    mixer.add(item);
                mixer.add(static_cast<quint64>(v.complete));
            }
        },
        value);
}

} // namespace

qint64 contentHash(const Record &r)
{
    Mixer mixer;
    mixer.add(static_cast<quint64>(r.kind) + 1);
    mixer.add(r.key);
    mixer.add(r.name);
    mixer.add(r.mapping);
    mixer.add(static_cast<quint64>(r.aliases.size()));
    for (const Alias &a : r.aliases) {
        mixer.add(a.scheme);
        mixer.add(a.value);
    }
    mixer.add(static_cast<quint64>(r.fields.size()));
    for (const Field &f : r.fields) {
        mixer.add(f.attr);
        addValue(mixer, f.value);
    }
    for (const Place &p : r.places) {
        mixer.add(static_cast<quint64>(p.facets));
        mixer.add(p.country);
        mixer.add(p.provider);
        mixer.add(p.region);
        mixer.add(p.site);
    }
    mixer.add(static_cast<quint64>(r.completeFacets));
    return static_cast<qint64>(mixer.result());
}

} // namespace domain
