// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/entitykind.h"

#include <array>

namespace domain {
namespace {
constexpr std::array<const char *, EntityKindCount> names = {
    "legal_entity", "business_service", "workload", "dataset", "processing", "transfer", "model", "ai_use", "accelerator",
    "identity", "grant", "provider", "contracting_entity", "contract", "subprocessor", "service", "certification",
    "dependency", "request", "location", "key", "tool_finding"};
}

QString kindName(EntityKind kind) { return QLatin1String(names.at(static_cast<std::size_t>(kind))); }

std::optional<EntityKind> kindFromName(QStringView name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<EntityKind>(i);
    }
    return std::nullopt;
}

} // namespace domain
