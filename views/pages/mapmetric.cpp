// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mapmetric.h"

#include "pages/narrowing.h"

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;

namespace views {

FilterState filterOf(MapMetric metric, FilterState filter)
{
    constexpr int reach = Facet::ControlPlane | Facet::Administration | Facet::Support | Facet::Telemetry | Facet::Logs | Facet::Access;
    constexpr int anyPlace = 2 * Facet::Access - 1;
    const auto of = [&filter](EntityKind kind, int facets) {
        filter = narrowingFor(std::move(filter), {kind});
        filter.kind = kind;
        filter.facets = facets;
        return filter;
    };
    switch (metric) {
    case MapMetric::Systems: return of(EntityKind::Workload, Facet::Hosting);
    case MapMetric::SystemsReach: return of(EntityKind::Workload, reach);
    case MapMetric::Data: return of(EntityKind::Dataset, Facet::Hosting);
    case MapMetric::DataReach: return of(EntityKind::Dataset, reach);
    case MapMetric::Models: return of(EntityKind::Model, Facet::Hosting | Facet::Processing);
    case MapMetric::Accelerators: return of(EntityKind::Accelerator, anyPlace);
    case MapMetric::Access: onlyLiveRights(filter); return of(EntityKind::Grant, 0);
    case MapMetric::Records: return of(EntityKind::Dataset, Facet::Hosting);
    case MapMetric::Chips: return of(EntityKind::Accelerator, anyPlace);
    case MapMetric::Exposure: filter.narrow(u"reach"_s, u"yes"_s, u"In foreign reach, in clear"_s); return of(EntityKind::Workload, Facet::Hosting);
    case MapMetric::Score: return of(EntityKind::Workload, Facet::Hosting);
    case MapMetric::Gaps: break;
    case MapMetric::GapsCritical: filter.severity = domain::Severity::Critical; break;
    case MapMetric::GapsHigh: filter.severity = domain::Severity::High; break;
    case MapMetric::GapsMedium: filter.severity = domain::Severity::Medium; break;
    case MapMetric::GapsLow: filter.severity = domain::Severity::Low; break;
    }
    filter.kind.reset();
    filter.attr.clear();
    filter.attrValue.clear();
    filter.facets = anyPlace;
    filter.status = domain::Status::Gap;
    return filter;
}

FilterState transfersOf(MapMetric metric, const FilterState &filter)
{
    FilterState out = narrowingFor(filter, {EntityKind::Transfer});
    out.facets = 0;
    if (countsGaps(metric)) {
        out.status = domain::Status::Gap;
        out.severity = filterOf(metric, filter).severity;
    }
    return out;
}

bool isOfEvaluations(MapMetric metric) { return metric == MapMetric::Score || countsGaps(metric); }

bool countsGaps(MapMetric metric)
{
    switch (metric) {
    case MapMetric::Gaps:
    case MapMetric::GapsCritical:
    case MapMetric::GapsHigh:
    case MapMetric::GapsMedium:
    case MapMetric::GapsLow: return true;
    default: return false;
    }
}

QString filterForMark(const QString &id, const QString &label, FilterState &filter)
{
    const QString kind = id.section(u':', 0, 0);
    const QString rest = id.section(u':', 1);
    const QString inventory = u"inventory"_s;
    if (kind == u"country"_s) {
        filter.country = rest;
        return inventory;
    }
    if (kind == u"framework"_s) {
        filter.framework = rest.section(u':', 0, 0);
        const QString grade = rest.section(u':', 1, 1);
        filter.severity = domain::severityFromName(grade);
        filter.status.reset();
        if (!grade.isEmpty())
            filter.status = grade == u"unknown"_s ? domain::Status::Unknown : domain::Status::Gap;
        if (const QString standing = rest.section(u':', 2); !standing.isEmpty())
            filter.narrow(u"law"_s, standing, label);
        return u"issues"_s;
    }
    if (kind == u"vendor"_s || kind == u"principal"_s) {
        filter.kind = kind == u"vendor"_s ? EntityKind::Accelerator : EntityKind::Grant;
        filter.attr = kind == u"vendor"_s ? u"vendor"_s : u"principal_type"_s;
        filter.attrValue = rest;
        if (kind == u"principal"_s)
            onlyLiveRights(filter);
        return inventory;
    }
    if (id == u"place:none"_s || id == u"place:global"_s) {
        filter.country = id == u"place:none"_s ? u"?"_s : u"*"_s;
        return inventory;
    }
    if (kind == u"site"_s) {
        filter.narrow(u"site"_s, rest, label);
        return inventory;
    }
    if (kind == u"arc"_s) {
        // A flow between places is of the things that the metric counts; a transfer is a thing of its own.
        if (isTransfer(rest))
            filter.kind = EntityKind::Transfer;
        filter.facets = 0;
        filter.narrow(u"flow"_s, rest, label);
        return inventory;
    }
    return {};
}

} // namespace views
