// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/status.h"

#include <QList>
#include <QString>

#include <optional>

namespace views {

/// A way to narrow that only one door leads to: what a tile, an arc, a site or an issue counts. `what` is one of
/// "site" (ids with U+001F between), "flow" ("DE>IN"), "zone" (in, out, unknown), "reach" (yes, no, unknown),
/// "expires" (first and last day), "day" (what comes on a day), "issue", "plan" (of an issue: overdue, unassigned, assigned), "tools" (contradict:
/// other tools say otherwise than the results), "class", "at:FACET", "subjects", "holder", "employer", "who" and "rights" (what the pages
/// of residency and access count: store/pages/flowconditions.h), "law" (of rules of these legal statuses, with commas between), "rule" (of these rules), "state" (vanished, retired), "import" (told:12, added:12 or changed:12 of change set 12) and "change" (a change
/// set); `label` says it on the chip.
struct SpecialFilter
{
    QString what, value, label;
    bool operator==(const SpecialFilter &) const = default;
};

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
    QString attr;       ///< an attribute of `kind` that must have one of the values `attrValue` ("vendor", "NVIDIA"), U+001F between
    QString attrValue;
    int facets = 0;     ///< of places, as bits of domain::Facet: how a thing is at `country`; 0: in whatever way
    QList<SpecialFilter> special;
    QString text;
    bool operator==(const FilterState &) const = default;
    bool isEmpty() const { return *this == FilterState{}; }
    /// What the pages are about - a place, a provider, a part of the organisation, a framework - without what a tile or a mark asked
    /// of it: the next tile asks anew.
    FilterState about() const
    {
        FilterState out;
        out.country = country;
        out.facets = facets;
        out.provider = provider;
        out.legalEntity = legalEntity;
        out.businessService = businessService;
        out.framework = framework;
        out.text = text;
        for (const SpecialFilter &s : special) {
            if (s.what == QLatin1String("site"))
                out.special.append(s);
        }
        if (out.country.isEmpty() && out.special.isEmpty())
            out.facets = 0;
        return out;
    }
    /// Without what a tile of the overview asked: the next tile asks anew, within what else narrows.
    FilterState withoutQuestion() const
    {
        FilterState out = *this;
        out.status.reset();
        const auto removed = [&out](QLatin1String what) { return out.special.removeIf([&what](const SpecialFilter &s) { return s.what == what; }) > 0; };
        removed(QLatin1String("law"));
        removed(QLatin1String("zone"));
        const bool reach = removed(QLatin1String("reach"));
        const bool expires = removed(QLatin1String("expires"));
        // The kind came with the question, unless more is asked of it.
        if ((reach || expires) && out.attr.isEmpty())
            out.kind.reset();
        return out;
    }
    /// Takes the place of another of the same sort.
    FilterState &narrow(const QString &what, const QString &value, const QString &label)
    {
        special.removeIf([&what](const SpecialFilter &s) { return s.what == what; });
        special.append({what, value, label});
        return *this;
    }
};

/// One part of the filter as it stands on its chip, and the filter without it.
struct FilterChip
{
    QString name, text;
    FilterState without;
};

} // namespace views
