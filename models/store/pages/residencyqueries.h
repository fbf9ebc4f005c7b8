// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatethings.h"
#include "store/pages/flowconditions.h"

#include <QList>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace store {

/// Where things that hold data are, by what data they hold. Sets of places rather than counts: a thing is in several countries and of several
/// classes, and every union of them must be counted with each thing once.
struct ResidencyCounts
{
    /// So many things are alike: numbers in `classes` and `countries`; an empty list: nothing recorded.
    struct Pattern
    {
        QList<int> classes;
        std::array<QList<int>, dataFacets.size()> places;
        QList<int> subjects;
        int count = 0;
    };
    int things = 0;
    QStringList classes;    ///< codes
    QStringList countries;  ///< ISO codes, "*" a global service
    QList<Pattern> patterns;
};

/// How each dataset or IT system is, as flowCondition() says: worked out once, so that a filter only counts. Read once, then any thread.
class ResidencyPatterns
{
public:
    /// Of what the filter leaves; for counts under any filter, of all (PageFilter::special "state", "any").
    static std::shared_ptr<const ResidencyPatterns> read(AttributeStore &, domain::EntityKind, const PageFilter &);
    ResidencyPatterns(std::vector<qint64> ids, std::vector<quint32> patternOf, QList<ResidencyCounts::Pattern> patterns, QStringList classes, QStringList countries);

    ResidencyCounts count(const EstateThings &, const ThingSet &) const;
    /// Those with one of the classes, or data subjects in one of the countries; "?": with none recorded.
    ThingSet ofClasses(const EstateThings &, const QStringList &classes) const;
    ThingSet ofSubjects(const EstateThings &, const QStringList &countries) const;
    /// Those that are so at the facet (by its place in dataFacets): "in" or "out" of the zone, "none", or countries, "*" and "?".
    ThingSet at(const EstateThings &, std::size_t facet, const QStringList &value, const QStringList &zone) const;

private:
    ThingSet where(const EstateThings &, const std::function<bool(const ResidencyCounts::Pattern &)> &) const;

    std::vector<qint64> m_ids;          ///< ascending
    std::vector<quint32> m_patternOf;   ///< of each of them, in m_patterns
    QList<ResidencyCounts::Pattern> m_patterns;
    QStringList m_classes, m_countries;
};

} // namespace store
