// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/condition.h"

#include <array>

namespace rules {
namespace {
constexpr std::array<const char *, 27> names = {
    "", "is", "is_not", "in", "not_in", "lt", "le", "gt", "ge", "older_than_days", "before", "after", "expires_within_days",
    "is_none", "is_said", "not_recorded", "matches", "same_as", "differs_from", "at_least", "below", "says", "contains", "contains_any", "contains_match",
    "is_empty", "subset_of"};
}

QString opName(Op op) { return QLatin1String(names.at(static_cast<std::size_t>(op))); }

std::optional<Op> opFromName(QStringView name)
{
    for (std::size_t i = 1; i < names.size(); ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<Op>(i);
    }
    return std::nullopt;
}

QString relationText(const QList<Step> &steps)
{
    QStringList parts;
    for (const Step &step : steps)
        parts.append(step.backward ? domain::kindName(step.kind) + QLatin1Char('.') + step.attr : step.attr);
    return parts.join(QLatin1Char('>'));
}

} // namespace rules
