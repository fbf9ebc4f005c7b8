// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportbuilder.h"

#include "store/attributestore.h"
#include "store/findings.h"
#include "store/pages/overviewqueries.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

void addPlaces(figures::MapData &map, const store::PlaceCounts &places)
{
    for (const store::Counted &c : places.countries)
        map.countries.append({c.key, c.value});
    for (const store::SiteCount &s : places.sites) {
        figures::MapSite site;
        site.id = s.id;
        site.label = s.label;
        site.latitude = s.lat;
        site.longitude = s.lon;
        site.kind = siteKind(s.kind);
        site.count = s.count;
        map.sites.append(site);
    }
    for (const store::SharedSites &shared : places.shared)
        map.shared.append({shared.sites, shared.count});
    map.global = places.global;
    map.noLocation = places.unplaced;
}

} // namespace

figures::SiteKind siteKind(const QString &kind)
{
    using figures::SiteKind;
    static const QHash<QString, SiteKind> kinds = {{u"office"_s, SiteKind::Office}, {u"on_premises"_s, SiteKind::DataCentre},
        {u"colocation"_s, SiteKind::DataCentre}, {u"customer_site"_s, SiteKind::DataCentre}, {u"sovereign_cloud"_s, SiteKind::SovereignRegion},
        {u"government"_s, SiteKind::SovereignRegion}, {u"dedicated_local_zone"_s, SiteKind::DedicatedLocalZone}, {u"outpost"_s, SiteKind::Outpost},
        {u"ai_factory"_s, SiteKind::AiFactory}, {u"local_zone"_s, SiteKind::LocalZone}, {u"edge"_s, SiteKind::Edge}};
    return kinds.value(kind, SiteKind::CloudRegion);
}

figures::MapData buildMap(store::AttributeStore &values, const QString &metric, const store::PageFilter &only)
{
    static const QHash<QString, EntityKind> kinds = {{u"workloads"_s, EntityKind::Workload}, {u"datasets"_s, EntityKind::Dataset},
                                                     {u"accelerators"_s, EntityKind::Accelerator}, {u"models"_s, EntityKind::Model}};
    const EntityKind kind = kinds.value(metric, EntityKind::Workload);
    const qint64 facets = kind == EntityKind::Model ? Facet::Hosting | Facet::Processing : int(Facet::Hosting);
    figures::MapData map;
    map.view = figures::MapView::World;
    map.metric = metric == u"gaps"_s ? u"Things with an open finding, by country"_s : values.catalogue().kind(kind).labelPlural + u" by country"_s;
    map.unit = metric == u"gaps"_s ? u"things with an open finding"_s : values.catalogue().kind(kind).labelPlural;
    addPlaces(map, metric == u"gaps"_s ? store::gapPlaces(values, only) : store::placeCounts(values, kind, static_cast<int>(facets), only));
    return map;
}

void addTransferArcs(figures::MapData &map, store::AttributeStore &values, const QHash<QString, QString> &countries, const QList<store::FlowCount> &flows)
{
    const bool judged = store::newestRun(values).has_value();
    for (const store::FlowCount &flow : flows) {
        figures::MapArc arc;
        arc.id = flow.from + u'>' + flow.to;
        arc.label = u"%1 to %2, transfers"_s.arg(countries.value(flow.from, flow.from), countries.value(flow.to, flow.to));
        arc.from = QPointF(flow.fromLon, flow.fromLat);
        arc.to = QPointF(flow.toLon, flow.toLat);
        arc.count = flow.count;
        arc.unit = flow.count == 1 ? u"transfer"_s : u"transfers"_s;
        arc.status = flow.gaps > 0 ? Status::Gap : flow.unknowns > 0 || !judged ? Status::Unknown : Status::Pass;
        arc.grade = flow.grade;
        arc.restricted = flow.gaps > 0 && flow.lawGaps == 0;
        arc.fromName = countries.value(flow.from, flow.from);
        arc.toName = countries.value(flow.to, flow.to);
        QStringList parts;
        if (flow.gaps > 0)
            parts.append(flow.lawGaps > 0 ? u"%1 with a gap, %2 of them in binding law"_s.arg(flow.gaps).arg(flow.lawGaps) : u"%1 with a gap, none in binding law"_s.arg(flow.gaps));
        if (flow.unknowns > 0)
            parts.append(u"%1 not decided"_s.arg(flow.unknowns));
        arc.note = !judged ? u"not evaluated yet"_s : parts.isEmpty() ? u"no gap found"_s : parts.join(u", "_s);
        map.arcs.append(arc);
    }
    map.words.flow = u"Transfer"_s;
}

} // namespace app
