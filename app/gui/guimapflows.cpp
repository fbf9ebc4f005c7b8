// SPDX-License-Identifier: GPL-3.0-or-later
// Flows between the places of the inventory on the map, and what the rules that look at such places say of them.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "rules/evaluator.h"
#include "store/estate/estate.h"
#include "store/pages/listqueries.h"
#include "store/pages/mapqueries.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

/// The facets that a condition looks at, as bits; of the thing itself, not of others that it names.
int facetsIn(const rules::Condition &condition, const Catalogue &catalogue, EntityKind kind)
{
    const auto of = [&](const rules::Path &path) {
        if (path.up != 0 || path.steps.size() != 1)
            return 0;
        if (path.steps.constFirst() == u"all_places"_s)
            return 2 * Facet::Access - 1;
        const Attribute *attr = catalogue.kind(kind).find(path.steps.constFirst());
        return attr ? attr->facet : 0;
    };
    int facets = of(condition.path) | of(condition.argument.path);
    for (qsizetype i = 0; i < condition.lists.size(); ++i) {
        if (condition.ways.value(i).isEmpty())
            facets |= of(condition.lists.at(i));
    }
    for (const rules::Condition &child : condition.children)
        facets |= facetsIn(child, catalogue, kind);
    return facets;
}

/// Of the rules of the newest run those that look at places of these facets.
QStringList rulesOn(const Services &services, const rules::RunSummary &run, int facets)
{
    QStringList out;
    for (const rules::RuleResult &result : run.rules) {
        const rules::Rule *rule = services.rule(result.rule).second;
        if (rule && ((facetsIn(rule->gapIf, services.catalogue, rule->entity) | facetsIn(rule->appliesIf, services.catalogue, rule->entity)) & facets))
            out.append(result.rule);
    }
    return out;
}

QString flowLabel(store::PlaceFlow flow, const store::PlaceFlowCount &c)
{
    using store::PlaceFlow;
    switch (flow) {
    case PlaceFlow::Replication: return u"Stored in %1 and %2"_s.arg(c.fromName, c.toName);
    case PlaceFlow::Backup: return u"Backup of %1 in %2"_s.arg(c.fromName, c.toName);
    case PlaceFlow::Failover: return u"Failover from %1 to %2"_s.arg(c.fromName, c.toName);
    case PlaceFlow::Support: return u"Support from %1 for %2"_s.arg(c.fromName, c.toName);
    case PlaceFlow::Administration: return u"Administration from %1 of %2"_s.arg(c.fromName, c.toName);
    case PlaceFlow::Telemetry: return u"Telemetry and logs from %1 to %2"_s.arg(c.fromName, c.toName);
    case PlaceFlow::Inference: return u"Inference calls from %1 to %2"_s.arg(c.fromName, c.toName);
    case PlaceFlow::Keys: return u"Keys held in %1 for %2"_s.arg(c.fromName, c.toName);
    }
    return {};
}

figures::ArcKind arcKind(store::PlaceFlow flow)
{
    using figures::ArcKind;
    static constexpr std::array kinds{ArcKind::Replication, ArcKind::Backup, ArcKind::Failover, ArcKind::Support, ArcKind::Administration,
                                      ArcKind::Telemetry, ArcKind::Inference, ArcKind::Keys};
    return kinds.at(static_cast<std::size_t>(flow));
}

figures::MapArc arcOf(store::PlaceFlow flow, const store::PlaceFlowCount &c, bool judged)
{
    figures::MapArc arc;
    arc.id = store::placeFlowValue(flow, c.from, c.to);
    arc.label = flowLabel(flow, c);
    arc.from = QPointF(c.fromLon, c.fromLat);
    arc.to = QPointF(c.toLon, c.toLat);
    arc.fromName = c.fromName;
    arc.toName = c.toName;
    arc.count = c.count;
    arc.kind = arcKind(flow);
    arc.grade = c.grade;
    arc.restricted = c.gaps > 0 && c.lawGaps == 0;
    arc.status = c.gaps > 0 ? Status::Gap : !judged || c.unknowns > 0 ? Status::Unknown : c.accepted > 0 ? Status::Accepted : Status::Pass;
    QStringList parts;
    if (!judged)
        parts.append(u"no rule that was evaluated looks at this"_s);
    if (c.lawGaps > 0)
        parts.append(u"%1 with a gap in binding law about such places"_s.arg(c.lawGaps));
    if (c.gaps > c.lawGaps)
        parts.append(u"%1 that schemes or policy do not allow"_s.arg(c.gaps - c.lawGaps));
    if (c.unknowns > 0)
        parts.append(u"%1 not decided"_s.arg(c.unknowns));
    if (c.accepted > 0)
        parts.append(u"%1 accepted"_s.arg(c.accepted));
    arc.note = parts.isEmpty() ? u"no gap found"_s : parts.join(u", "_s);
    return arc;
}

/// What flows, as its number asks for it.
QString unitOf(std::optional<EntityKind> kind, int count)
{
    const bool one = count == 1;
    if (kind == EntityKind::Workload)
        return one ? u"IT system"_s : u"IT systems"_s;
    if (kind == EntityKind::Dataset)
        return one ? u"dataset"_s : u"datasets"_s;
    if (kind == EntityKind::Model)
        return one ? u"AI model"_s : u"AI models"_s;
    return one ? u"IT system or dataset"_s : u"IT systems and datasets"_s;
}

} // namespace

void GuiBackend::addPlaceFlows(figures::MapData &map, store::AttributeStore &values, const store::Estate &estate, const FilterState &narrowed) const
{
    const PageFilterOf f(narrowed);
    const store::ThingSet things = estate.flowing(values, f.value);
    const int inAll = things.count();
    rules::RunSummary run;
    const QList<store::RunLine> newest = store::runLines(values, 1);
    if (!newest.isEmpty()) {
        if (const auto summary = rules::RunSummary::fromJson(newest.constFirst().summary); summary)
            run = *summary;
    }
    for (int i = 0; i < store::PlaceFlows; ++i) {
        const auto flow = static_cast<store::PlaceFlow>(i);
        const QStringList rules = rulesOn(m_services, run, store::facetsOf(flow));
        for (const store::PlaceFlowCount &c : estate.placeFlows(flow, things, rules)) {
            map.arcs.append(arcOf(flow, c, !rules.isEmpty()));
            map.arcs.last().unit = unitOf(narrowed.kind, c.count);
            map.arcs.last().of = inAll;
        }
    }
    map.words.flow = u"Flow"_s;
}

} // namespace app
