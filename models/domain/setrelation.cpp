// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/setrelation.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace domain {
namespace {

constexpr std::pair<SetRelation, QLatin1StringView> relationNames[] = {{SetRelation::Equal, QLatin1StringView("equal")},
                                                               {SetRelation::Subset, QLatin1StringView("subset")},
                                                               {SetRelation::Superset, QLatin1StringView("superset")},
                                                               {SetRelation::Intersects, QLatin1StringView("intersects")}};

} // namespace

QString setRelationName(SetRelation relation)
{
    const auto it = std::find_if(std::begin(relationNames), std::end(relationNames), [relation](const auto &n) { return n.first == relation; });
    return it == std::end(relationNames) ? QString() : QString(it->second);
}

std::optional<SetRelation> setRelationFromName(QStringView name)
{
    const auto it = std::find_if(std::begin(relationNames), std::end(relationNames), [name](const auto &n) { return n.second == name; });
    return it == std::end(relationNames) ? std::nullopt : std::optional(it->first);
}

SetRelation inverse(SetRelation relation)
{
    return relation == SetRelation::Subset ? SetRelation::Superset : relation == SetRelation::Superset ? SetRelation::Subset : relation;
}

std::optional<SetRelation> composed(SetRelation ab, SetRelation bc)
{
    if (ab == SetRelation::Intersects || bc == SetRelation::Intersects)
        return std::nullopt;
    if (ab == SetRelation::Equal)
        return bc;
    if (bc == SetRelation::Equal || ab == bc)
        return ab;
    return std::nullopt;
}

} // namespace domain
