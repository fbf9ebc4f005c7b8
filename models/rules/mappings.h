// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/setrelation.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <compare>
#include <map>
#include <optional>

namespace rules {

struct RequirementList;

using domain::SetRelation;

/// A requirement among all lists: "nis2", "Art. 21(2)(d)".
struct ListedRequirement
{
    QString list, id;
    std::strong_ordering operator<=>(const ListedRequirement &o) const
    {
        const int lists = QString::compare(list, o.list);
        const int order = lists != 0 ? lists : QString::compare(id, o.id);
        return order <=> 0;
    }
    bool operator==(const ListedRequirement &) const = default;
};

/// Where mappings come from, and how sure they are.
struct MappingSource
{
    QString file, from, to, note, confidence;
    QString answersStay; ///< why a result of the one list is none of the other; empty: it carries over
    bool operator==(const MappingSource &) const = default;
};

/// `from` is equal to, a subset of ... `to`.
struct Mapping
{
    ListedRequirement from, to;
    SetRelation relation = SetRelation::Intersects;
    QString words;                       ///< why, in own words
    int source = 0;                      ///< into Mappings::sources(); of a composed one, that of its first half
    bool answersCarry = true;            ///< what is found of the one says something of the other
    std::optional<ListedRequirement> by; ///< composed by way of this one
    bool operator==(const Mapping &) const = default;
};

/// What frameworks say of each other, seen from both sides. What is equal or contained is also carried over one requirement between, never over
/// more, since small differences add up. A value; any thread.
class Mappings
{
public:
    /// From checked files; refuses what contradicts what follows from two others (the pointer names the mapping that does).
    static domain::Result<Mappings> of(const QList<MappingSource> &, const QList<Mapping> &direct, const QStringList &pointers);

    /// What a requirement speaks to: written ones first, in the order of the files, then composed ones.
    QList<Mapping> from(const ListedRequirement &) const;
    /// Of one list to another, in the order of the first one's numbers as text.
    QList<Mapping> between(const QString &list, const QString &other) const;
    /// The lists that a list is mapped to, sorted; those that are only reached over others are left out.
    QStringList partners(const QString &list) const;
    const QList<MappingSource> &sources() const { return m_sources; }
    const MappingSource &sourceOf(const Mapping &m) const { return m_sources.at(m.source); }

private:
    domain::Result<void> compose(const QStringList &pointers, const QList<Mapping> &direct);

    QList<MappingSource> m_sources;
    std::map<ListedRequirement, QList<Mapping>> m_from;
};

/// One file of mappings (resources/packs/README.md): lists and numbers have to exist. Adds to `sources`, `direct` and `pointers`; errors name the
/// file and a JSON pointer.
domain::Result<void> readMappings(const QByteArray &json, const QString &file, const QList<RequirementList> &, QList<MappingSource> &sources,
                                  QList<Mapping> &direct, QStringList &pointers);

/// All of :/packs/mappings.
domain::Result<Mappings> loadBuiltinMappings(const QList<RequirementList> &);

} // namespace rules
