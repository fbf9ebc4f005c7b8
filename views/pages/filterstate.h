// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/status.h"

#include <QString>

#include <optional>

namespace views {

/// What all pages are narrowed by. A value that is handed on, never a call into another page. Countries are ISO codes, or "?"
/// for what has no known place; provider,
/// legal entity and business service are keys; the framework is a pack's id, or
/// several with commas between.
struct FilterState
{
    QString country;
    QString provider;
    QString legalEntity;
    QString businessService;
    QString framework;
    std::optional<domain::Severity> severity;
    std::optional<domain::Status> status;
    std::optional<domain::EntityKind> kind;
    QString attr;       ///< an attribute of `kind` that must have the value `attrValue` ("vendor", "NVIDIA")
    QString attrValue;
    QString text;
    bool operator==(const FilterState &) const = default;
    bool isEmpty() const { return *this == FilterState{}; }
};

} // namespace views
