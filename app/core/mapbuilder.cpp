// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportbuilder.h"

#include "store/attributestore.h"
#include "store/findings.h"
#include "store/pages/overviewqueries.h"
#include "store/sql.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

figures::SiteKind siteKind(const QString &kind)
{
    static const QHash<QString, figures::SiteKind> kinds = {
        {u"on_premises"_s, figures::SiteKind::DataCentre}, {u"colocation"_s, figures::SiteKind::DataCentre},
        {u"outpost"_s, figures::SiteKind::DataCentre},     {u"ai_factory"_s, figures::SiteKind::DataCentre},
        {u"edge"_s, figures::SiteKind::Provider},          {u"local_zone"_s, figures::SiteKind::Provider},
        {u"dedicated_local_zone"_s, figures::SiteKind::Provider}};
    return kinds.value(kind, figures::SiteKind::CloudRegion);
}

} // namespace

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
    map.global = places.global;
    map.noLocation = places.unplaced;
}

} // namespace

figures::MapData buildMap(store::AttributeStore &values, const QString &metric, const store::PageFilter &only)
{
    static const QHash<QString, EntityKind> kinds = {{u"workloads"_s, EntityKind::Workload}, {u"datasets"_s, EntityKind::Dataset},
                                                     {u"accelerators"_s, EntityKind::Accelerator}, {u"models"_s, EntityKind::Model}};
    const EntityKind kind = kinds.value(metric, EntityKind::Workload);
    const qint64 facets = kind == EntityKind::Model ? Facet::Hosting | Facet::Processing : int(Facet::Hosting);
    figures::MapData map;
    map.view = figures::MapView::World;
    map.metric = metric == u"gaps"_s ? u"Gaps by country"_s : values.catalogue().kind(kind).labelPlural + u" by country"_s;
    map.unit = metric == u"gaps"_s ? u"gaps"_s : values.catalogue().kind(kind).labelPlural;
    if (!only.legalEntity.isEmpty() || !only.businessService.isEmpty()) {
        addPlaces(map, metric == u"gaps"_s ? store::gapPlaces(values, only) : store::placeCounts(values, kind, static_cast<int>(facets), only));
        return map;
    }
    const auto query = [&values, kind, facets](const char *name) -> store::Statement & {
        store::Statement &s = values.statement(store::queryText(QString::fromLatin1(name)));
        s.bind(1, qint64(kind)).bind(2, facets);
        return s;
    };
    store::Statement &countries = query(metric == u"gaps"_s ? "map_gaps" : "map_countries");
    while (countries.next()) {
        if (!countries.isNull(0))
            map.countries.append({countries.text(0), double(countries.integer(1))});
    }
    countries.reset();
    store::Statement &sites = query("map_sites");
    while (sites.next()) {
        figures::MapSite site;
        site.id = sites.text(0);
        site.label = sites.text(1);
        site.latitude = sites.real(2);
        site.longitude = sites.real(3);
        site.kind = siteKind(sites.text(4));
        site.count = sites.real(5);
        map.sites.append(site);
    }
    sites.reset();
    store::Statement &missing = query("map_missing");
    if (missing.next()) {
        map.global = static_cast<int>(missing.integer(1));
        map.noLocation = static_cast<int>(missing.integer(0)) - map.global;
    }
    missing.reset();
    return map;
}

void addTransferArcs(figures::MapData &map, store::AttributeStore &values, const QHash<QString, QString> &countries, const store::PageFilter &only)
{
    const bool judged = store::newestRun(values).has_value();
    for (const store::FlowCount &flow : store::transferFlows(values, only)) {
        figures::MapArc arc;
        arc.id = flow.from + u'>' + flow.to;
        arc.label = u"%1 to %2, transfers"_s.arg(countries.value(flow.from, flow.from), countries.value(flow.to, flow.to));
        arc.from = QPointF(flow.fromLon, flow.fromLat);
        arc.to = QPointF(flow.toLon, flow.toLat);
        arc.count = flow.count;
        arc.status = flow.gaps > 0 ? Status::Gap : flow.unknowns > 0 || !judged ? Status::Unknown : Status::Pass;
        arc.grade = flow.grade;
        QStringList parts;
        if (flow.gaps > 0)
            parts.append(u"%1 with a gap"_s.arg(flow.gaps));
        if (flow.unknowns > 0)
            parts.append(u"%1 not decided"_s.arg(flow.unknowns));
        arc.note = !judged ? u"not evaluated yet"_s : parts.isEmpty() ? u"no gap found"_s : parts.join(u", "_s);
        map.arcs.append(arc);
    }
    map.words.flow = u"Transfer"_s;
}

} // namespace app
