// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows of the inventory as it is; flows between its places are in guimapflows.cpp, earlier evaluations in guimapruns.cpp.
#include "core/reportbuilder.h"
#include "core/withstore.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "store/pages/listqueries.h"
#include "store/estate/estatekeeper.h"
#include "store/pages/mapqueries.h"

#include <QHash>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

/// Of what somebody said a number of.
double sumOf(const store::Estate &estate, const store::ThingSet &things)
{
    double sum = 0;
    things.each([&](quint32 thing) {
        if (const double weight = estate.weights()[thing]; !std::isnan(weight))
            sum += weight;
    });
    return sum;
}

} // namespace

figures::MapData GuiBackend::mapOf(store::AttributeStore &values, MapMetric metric, const FilterState &filter, const store::Estate *estate) const
{
    const FilterState narrowed = filterOf(metric, filter);
    const PageFilterOf f(narrowed);
    figures::MapData out;
    const auto say = [&out](const QString &title, const QString &unit, const QString &one) {
        out.metric = title;
        out.unit = unit;
        out.one = one;
    };
    switch (metric) {
    case MapMetric::Systems: say(u"IT systems stored here"_s, u"IT systems"_s, u"IT system"_s); break;
    case MapMetric::SystemsReach: say(u"IT systems reached from here"_s, u"IT systems"_s, u"IT system"_s); break;
    case MapMetric::Data: say(u"Datasets stored here"_s, u"datasets"_s, u"dataset"_s); break;
    case MapMetric::DataReach: say(u"Datasets reached from here"_s, u"datasets"_s, u"dataset"_s); break;
    case MapMetric::Models: say(u"AI models served from here"_s, u"AI models"_s, u"AI model"_s); break;
    case MapMetric::Accelerators: say(u"Accelerator pools here"_s, u"accelerator pools"_s, u"accelerator pool"_s); break;
    case MapMetric::Access: say(u"Access rights held from here"_s, u"access rights"_s, u"access right"_s); break;
    case MapMetric::Records: say(u"Records of datasets stored here"_s, u"records"_s, u"record"_s); break;
    case MapMetric::Chips: say(u"Accelerators here"_s, u"accelerators"_s, u"accelerator"_s); break;
    case MapMetric::Exposure: say(u"IT systems stored here that are in foreign reach, in clear"_s, u"IT systems in foreign reach"_s, u"IT system in foreign reach"_s); break;
    case MapMetric::Score: say(u"Sovereignty score of the IT systems stored here, %, coloured by the mean of the lower ends"_s, u"%"_s, u"%"_s); break;
    case MapMetric::Gaps: say(u"Things with an open finding, by their places"_s, u"things with an open finding"_s, u"thing with an open finding"_s); break;
    case MapMetric::GapsCritical: say(u"Things with a critical finding, by their places"_s, u"things with a critical finding"_s, u"thing with a critical finding"_s); break;
    case MapMetric::GapsHigh: say(u"Things with a high finding, by their places"_s, u"things with a high finding"_s, u"thing with a high finding"_s); break;
    case MapMetric::GapsMedium: say(u"Things with a medium finding, by their places"_s, u"things with a medium finding"_s, u"thing with a medium finding"_s); break;
    case MapMetric::GapsLow: say(u"Things with a low finding, by their places"_s, u"things with a low finding"_s, u"thing with a low finding"_s); break;
    }
    const bool gaps = countsGaps(metric);
    store::PlaceCounts places;
    if (metric == MapMetric::Records || metric == MapMetric::Chips) {
        const store::WeightedPlaces sums = estate ? estate->weightedPlaces(values, *narrowed.kind, narrowed.facets, f.value) : store::WeightedPlaces();
        places = sums.counts;
        const QString things = metric == MapMetric::Records ? u"datasets"_s : u"accelerator pools"_s;
        out.things = things;
        out.thing = metric == MapMetric::Records ? u"dataset"_s : u"accelerator pool"_s;
        if (estate)
            out.total = sumOf(*estate, estate->select(values, f.value));
        for (const store::WeightedPlaces::Country &c : sums.countries) {
            // A sum of which nothing is said is unknown, one of which a part is said is at least that.
            out.countries.append({c.iso, c.unsaid < c.things ? std::optional(c.sum) : std::nullopt});
            if (c.unsaid > 0)
                out.countries.last().note = u"at least: the number of %1 of %2 %3 is not recorded"_s.arg(c.unsaid).arg(c.things).arg(things);
        }
    } else {
        if (estate) {
            store::PageFilter counted = f.value;
            if (gaps)
                counted.status = Status::Gap;
            out.total = estate->select(values, counted).count();
        }
        if (estate)
            places = gaps ? estate->gapPlaces(values, f.value) : estate->placeCounts(values, *narrowed.kind, narrowed.facets, f.value);
        else
            places = gaps ? store::gapPlaces(values, f.value) : store::placeCounts(values, *narrowed.kind, narrowed.facets, f.value);
        for (const store::Counted &c : places.countries)
            out.countries.append({c.key, c.value});
    }
    for (const store::SiteCount &s : places.sites)
        out.sites.append({s.id, s.label, s.lat, s.lon, s.count, siteKind(s.kind), {}});
    for (const store::SharedSites &shared : places.shared)
        out.shared.append({shared.sites, shared.count});
    if (metric != MapMetric::Models && metric != MapMetric::Accelerators && metric != MapMetric::Chips && metric != MapMetric::Access) {
        const PageFilterOf all(transfersOf(metric, filter));
        addTransferArcs(out, values, m_services.countries, estate ? estate->transferFlows(values, all.value) : store::transferFlows(values, all.value));
        const int transfersInAll = estate ? estate->select(values, all.value, EntityKind::Transfer).count() : 0;
        for (figures::MapArc &arc : out.arcs)
            arc.of = transfersInAll;
    }
    QHash<QString, QPointF> middles;
    for (const store::CountryPoint &c : store::countryPoints(values))
        middles.insert(c.iso, QPointF(c.lon, c.lat));
    for (figures::MapCountry &c : out.countries) {
        if (const auto at = middles.constFind(c.iso); at != middles.cend())
            c.at = *at;
    }
    out.noLocation = places.unplaced;
    out.global = places.global;
    return out;
}

Result<figures::MapData> GuiBackend::map(const QString &path, MapMetric metric, const FilterState &filter)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const auto estate = estateOf(path, values);
    if (!estate)
        return estate.error();
    return mapOf(values, metric, filter, estate->get());
}

Result<std::shared_ptr<const store::Estate>> GuiBackend::estateOf(const QString &path, store::AttributeStore &values) const
{
    QuietJob quiet;
    return m_estates->of(path, values, quiet);
}

Result<void> GuiBackend::prepare(const QString &path, JobContext &job)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const auto estate = m_estates->of(path, values, job);
    if (!estate)
        return estate.error();
    // What the metrics need besides, so that a change of metric finds it there.
    QSqlDatabase db = scope.db();
    const auto scores = scoresOfAll(*estate, db, values);
    return scores ? Result<void>() : scores.error();
}

Result<figures::MapData> GuiBackend::mapFor(const QString &path, const MapQuestion &question)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const auto columns = estateOf(path, values);
    if (!columns)
        return columns.error();
    const store::Estate &estate = **columns;
    QSqlDatabase db = scope.db();
    const bool earlier = question.run != 0 || question.against != 0;
    if (earlier && countsGaps(question.metric))
        return mapOfRuns(db, values, estate, question);
    figures::MapData map = mapOf(values, question.metric, question.filter, &estate);
    const FilterState narrowed = filterOf(question.metric, question.filter);
    const EntityKind kind = narrowed.kind.value_or(EntityKind::Workload);
    if (kind == EntityKind::Workload || kind == EntityKind::Dataset || kind == EntityKind::Model) {
        FilterState things = narrowed;
        const bool placed = !things.country.isEmpty() || std::any_of(things.special.cbegin(), things.special.cend(), [](const SpecialFilter &s) { return s.what == u"site"_s; });
        if (!placed)
            things.facets = 0;
        addPlaceFlows(map, values, estate, things);
    }
    if (question.metric == MapMetric::Score) {
        if (const Result<void> done = addScores(map, db, values, *columns, question); !done)
            return done.error();
    }
    return map;
}

} // namespace app
