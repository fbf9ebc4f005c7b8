// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>

namespace importers {

/// The values of the attribute service_model.
inline constexpr auto Iaas = "iaas";
inline constexpr auto Paas = "paas";
inline constexpr auto Saas = "saas";

/// What a cloud's type of resource is.
struct KnownType
{
    bool known = false;     ///< false: neither the type nor its service is in the table
    bool assessed = false;  ///< judged by rules; else supporting
    bool processes = false; ///< computing or inference happens in it
    const char *serviceModel = nullptr;
};

/// A type that is a system in its own right: computing, storage, databases, AI, queues, applications.
struct TypeRow
{
    std::string_view type;
    bool processes;
    const char *serviceModel;
};

/// The type's row; else it is known as a supporting one where its service is: one of these, or one that has a row. `serviceOf` takes the
/// service out of a type's name.
template <class Rows, class Services, class ServiceOf>
KnownType knownType(const Rows &assessed, const Services &supporting, std::string_view type, const ServiceOf &serviceOf)
{
    const auto *row = std::find_if(std::begin(assessed), std::end(assessed), [&](const TypeRow &r) { return r.type == type; });
    if (row != std::end(assessed))
        return {true, true, row->processes, row->serviceModel};
    const std::string_view service = serviceOf(type);
    const bool known = std::find(std::begin(supporting), std::end(supporting), service) != std::end(supporting) ||
                       std::any_of(std::begin(assessed), std::end(assessed), [&](const TypeRow &r) { return serviceOf(r.type) == service; });
    return {known, false, false, nullptr};
}

} // namespace importers
