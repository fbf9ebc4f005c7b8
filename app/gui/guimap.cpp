// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows: of the inventory as it is, of flows between its places, and of earlier evaluations.
#include "core/csfscores.h"
#include "core/reportbuilder.h"
#include "core/withstore.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "rules/evaluator.h"
#include "rules/resultblock.h"
#include "store/pages/listqueries.h"
#include "store/estate/estatekeeper.h"
#include "store/pages/mapqueries.h"

#include <QHash>
#include <QLocale>
#include <QMap>
#include <QSet>

#include <algorithm>
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
    for (const rules::Path &path : condition.lists)
        facets |= of(path);
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

/// The things with a gap in a run, by the rules that the filter names.
Result<QSet<qint64>> gapsOf(const Services &services, QSqlDatabase &db, const rules::RunSummary &run, const QSet<QString> &judged, const store::PageFilter &filter)
{
    QSet<qint64> out;
    const QStringList frameworks = filter.framework.isEmpty() ? QStringList() : filter.framework.split(u',');
    for (const rules::RuleResult &result : run.rules) {
        const rules::Rule *rule = services.rule(result.rule).second;
        if (!rule || !judged.contains(result.rule) || (!frameworks.isEmpty() && !frameworks.contains(result.framework)) || (filter.severity && *filter.severity != result.severity) ||
            result.counts.at(static_cast<std::size_t>(Status::Gap)) == 0)
            continue;
        const auto results = rules::readResults(db, run.run, result.rule, rule->entity);
        if (!results)
            return results.error();
        for (const rules::EntityStatus &one : *results) {
            if (one.status == Status::Gap)
                out.insert(one.entity.value);
        }
    }
    return out;
}

/// How many are there now, came and went.
struct Change
{
    double now = 0;
    int came = 0, went = 0;
    void add(bool is, bool was)
    {
        now += is;
        came += is && !was;
        went += was && !is;
    }
    QString mark() const
    {
        QStringList parts;
        if (came > 0)
            parts.append(u"+%1"_s.arg(came));
        if (went > 0)
            parts.append(QChar(0x2212) + QString::number(went));
        return parts.join(u' ');
    }
    QString words() const
    {
        return came == 0 && went == 0 ? u"nothing came or went"_s : u"%1 came, %2 went"_s.arg(came).arg(went);
    }
};

} // namespace

figures::MapData GuiBackend::mapOf(store::AttributeStore &values, MapMetric metric, const FilterState &filter, const store::Estate *estate) const
{
    const FilterState narrowed = filterOf(metric, filter);
    const PageFilterOf f(narrowed);
    figures::MapData out;
    const auto say = [&out](const QString &title, const QString &unit) {
        out.metric = title;
        out.unit = unit;
    };
    switch (metric) {
    case MapMetric::Systems: say(u"IT systems stored here"_s, u"IT systems"_s); break;
    case MapMetric::SystemsReach: say(u"IT systems reached from here"_s, u"IT systems"_s); break;
    case MapMetric::Data: say(u"Datasets stored here"_s, u"datasets"_s); break;
    case MapMetric::DataReach: say(u"Datasets reached from here"_s, u"datasets"_s); break;
    case MapMetric::Models: say(u"AI models served from here"_s, u"AI models"_s); break;
    case MapMetric::Accelerators: say(u"Accelerator pools here"_s, u"accelerator pools"_s); break;
    case MapMetric::Access: say(u"Access rights held from here"_s, u"access rights"_s); break;
    case MapMetric::Records: say(u"Records of datasets stored here"_s, u"records"_s); break;
    case MapMetric::Chips: say(u"Accelerators here"_s, u"accelerators"_s); break;
    case MapMetric::Exposure: say(u"IT systems stored here that are in foreign reach, in clear"_s, u"IT systems in foreign reach"_s); break;
    case MapMetric::Score: say(u"Sovereignty score of the IT systems here, mean"_s, u"%"_s); break;
    case MapMetric::Gaps: say(u"Things with a gap, by their places"_s, u"things with a gap"_s); break;
    case MapMetric::GapsCritical: say(u"Things with a critical gap, by their places"_s, u"things with a critical gap"_s); break;
    case MapMetric::GapsHigh: say(u"Things with a high gap, by their places"_s, u"things with a high gap"_s); break;
    case MapMetric::GapsMedium: say(u"Things with a medium gap, by their places"_s, u"things with a medium gap"_s); break;
    case MapMetric::GapsLow: say(u"Things with a low gap, by their places"_s, u"things with a low gap"_s); break;
    }
    const bool gaps = isOfEvaluations(metric);
    store::PlaceCounts places;
    if (metric == MapMetric::Records || metric == MapMetric::Chips) {
        const store::WeightedPlaces sums = estate ? estate->weightedPlaces(values, *narrowed.kind, narrowed.facets, f.value) : store::WeightedPlaces();
        places = sums.counts;
        const QString things = metric == MapMetric::Records ? u"datasets"_s : u"accelerator pools"_s;
        for (const store::WeightedPlaces::Country &c : sums.countries) {
            // A sum of which nothing is said is unknown, one of which a part is said is at least that.
            out.countries.append({c.iso, c.unsaid < c.things ? std::optional(c.sum) : std::nullopt});
            if (c.unsaid > 0)
                out.countries.last().note = u"at least: the number of %1 of %2 %3 is not recorded"_s.arg(c.unsaid).arg(c.things).arg(things);
        }
    } else {
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
        // Transfers are told apart by their countries, not by their own places.
        FilterState transfers = filter;
        transfers.facets = 0;
        if (gaps) {
            transfers.status = Status::Gap;
            transfers.severity = narrowed.severity;
        }
        const PageFilterOf all(transfers);
        addTransferArcs(out, values, m_services.countries, estate ? estate->transferFlows(values, all.value) : store::transferFlows(values, all.value));
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
    const auto estate = m_estates->of(path, values, job);
    if (!estate)
        return estate.error();
    // What the metrics need besides, so that a change of metric finds it there.
    const auto scores = csfScores(*estate, values);
    return scores ? Result<void>() : scores.error();
}

void GuiBackend::addPlaceFlows(figures::MapData &map, store::AttributeStore &values, const store::Estate &estate, const FilterState &narrowed) const
{
    const PageFilterOf f(narrowed);
    const store::ThingSet things = estate.flowing(values, f.value);
    rules::RunSummary run;
    const QList<store::RunLine> newest = store::runLines(values, 1);
    if (!newest.isEmpty()) {
        if (const auto summary = rules::RunSummary::fromJson(newest.constFirst().summary); summary)
            run = *summary;
    }
    for (int i = 0; i < store::PlaceFlows; ++i) {
        const auto flow = static_cast<store::PlaceFlow>(i);
        const QStringList rules = rulesOn(m_services, run, store::facetsOf(flow));
        for (const store::PlaceFlowCount &c : estate.placeFlows(flow, things, rules))
            map.arcs.append(arcOf(flow, c, !rules.isEmpty()));
    }
    map.words.flow = u"Flow"_s;
}

Result<void> GuiBackend::addScores(figures::MapData &map, store::AttributeStore &values, const std::shared_ptr<const store::Estate> &estate, const FilterState &narrowed) const
{
    struct Mean
    {
        double sum = 0;
        int scored = 0, things = 0;
    };
    const Result<std::shared_ptr<const CsfScores>> scores = csfScores(estate, values);
    if (!scores)
        return scores.error();
    const PageFilterOf f(narrowed);
    const store::EstatePlaces &places = estate->places();
    std::vector<Mean> means(static_cast<std::size_t>(places.lands().count()));
    std::vector<int> lands; // of one thing
    estate->selectThings(values, f.value).each([&](quint32 thing) {
        lands.clear();
        for (const store::EstatePlaces::Row &row : places.of(thing)) {
            const int land = places.spots()[row.spot].land;
            if ((row.facets & static_cast<quint32>(narrowed.facets)) != 0 && land >= 0 && std::find(lands.begin(), lands.end(), land) == lands.end())
                lands.push_back(land);
        }
        const std::optional<double> score = (*scores)->of(thing);
        for (const int land : lands) {
            Mean &mean = means[static_cast<std::size_t>(land)];
            ++mean.things;
            mean.sum += score.value_or(0);
            mean.scored += score.has_value();
        }
    });
    QMap<QString, Mean> countries;
    for (std::size_t land = 0; land < means.size(); ++land) {
        if (means[land].things > 0)
            countries.insert(places.lands().at(static_cast<int>(land)), means[land]);
    }
    map.countries.clear();
    map.sites.clear();
    map.shared.clear();
    for (auto it = countries.cbegin(); it != countries.cend(); ++it) {
        map.countries.append({it.key(), it->scored > 0 ? std::optional(qRound(it->sum / it->scored * 10) / 10.0) : std::nullopt});
        map.countries.last().note = it->scored > 0 ? u"mean of %1 of %2 IT systems; the others are not assessed"_s.arg(it->scored).arg(it->things)
                                                   : u"none of %1 IT systems is assessed"_s.arg(it->things);
    }
    return {};
}

Result<figures::MapData> GuiBackend::mapOfRuns(QSqlDatabase &db, store::AttributeStore &values, const store::Estate &estate, const MapQuestion &question) const
{
    const auto summaryOf = [&values](qint64 id) -> Result<rules::RunSummary> {
        for (const store::RunLine &line : store::runLines(values, 1000)) {
            if (line.id == id)
                return rules::RunSummary::fromJson(line.summary);
        }
        return Error{ErrorCode::NoRun, u"evaluation %1 is not kept"_s.arg(id), {}};
    };
    const QList<store::RunLine> newest = store::runLines(values, 1);
    if (newest.isEmpty())
        return Error{ErrorCode::NoRun, u"nothing was evaluated yet"_s, {}};
    const Result<rules::RunSummary> run = summaryOf(question.run != 0 ? question.run : newest.constFirst().id);
    if (!run)
        return run.error();
    QSet<QString> judged;
    for (const rules::RuleResult &r : run->rules)
        judged.insert(r.rule);
    const PageFilterOf f(filterOf(question.metric, question.filter));
    QSet<qint64> before;
    QDate since;
    if (question.against != 0) {
        const Result<rules::RunSummary> other = summaryOf(question.against);
        if (!other)
            return other.error();
        // Of other rules there are other gaps: only what both judged is compared.
        QSet<QString> both;
        for (const rules::RuleResult &r : other->rules) {
            if (judged.contains(r.rule))
                both.insert(r.rule);
        }
        judged = both;
        Result<QSet<qint64>> was = gapsOf(m_services, db, *other, judged, f.value);
        if (!was)
            return was.error();
        before = *std::move(was);
        since = fromDay(other->asOf);
    }
    const Result<QSet<qint64>> now = gapsOf(m_services, db, *run, judged, f.value);
    if (!now)
        return now.error();

    store::PageFilter standing = f.value;
    standing.status.reset();
    standing.severity.reset();
    standing.framework.clear();
    QMap<QString, Change> countries;
    QMap<QString, Change> sites;
    QHash<QString, store::SiteCount> known;
    QSet<qint64> placed, global, unplaced;
    std::pair<qint64, QSet<QString>> seen; // of one thing: it may be at a place in several ways
    estate.places().each(estate.things(), estate.selectThings(values, standing), 0, [&](const store::ThingPlace &place) {
        const bool is = now->contains(place.thing);
        const bool was = before.contains(place.thing);
        if (!is && !was)
            return;
        if (seen.first != place.thing)
            seen = {place.thing, {}};
        if (place.global && is)
            global.insert(place.thing);
        if (place.country.isEmpty() && !place.global) {
            if (is)
                unplaced.insert(place.thing);
            return;
        }
        placed.insert(place.thing);
        if (!place.country.isEmpty() && !seen.second.contains(place.country)) {
            seen.second.insert(place.country);
            countries[place.country].add(is, was);
        }
        if (!place.site.id.isEmpty() && !seen.second.contains(place.site.id)) {
            seen.second.insert(place.site.id);
            sites[place.site.id].add(is, was);
            known.insert(place.site.id, place.site);
        }
    });
    figures::MapData map = mapOf(values, question.metric, question.filter, &estate);
    const QHash<QString, QPointF> middles = [&map] {
        QHash<QString, QPointF> out;
        for (const figures::MapCountry &c : std::as_const(map.countries)) {
            if (c.at)
                out.insert(c.iso, *c.at);
        }
        return out;
    }();
    map.countries.clear();
    map.sites.clear();
    map.shared.clear();
    map.arcs.clear();
    const bool compared = question.against != 0;
    for (auto it = countries.cbegin(); it != countries.cend(); ++it) {
        figures::MapCountry country{it.key(), it->now};
        if (compared) {
            country.note = it->words();
            country.mark = it->mark();
        }
        if (const auto at = middles.constFind(it.key()); at != middles.cend())
            country.at = *at;
        map.countries.append(country);
    }
    std::sort(map.countries.begin(), map.countries.end(), [](const auto &a, const auto &b) { return *a.value > *b.value; });
    for (auto it = sites.cbegin(); it != sites.cend(); ++it) {
        const store::SiteCount site = known.value(it.key());
        const QString label = compared && (it->came > 0 || it->went > 0) ? u"%1 (%2)"_s.arg(site.label, it->words()) : site.label;
        map.sites.append({it.key(), label, site.lat, site.lon, it->now, siteKind(site.kind), {}});
    }
    map.global = static_cast<int>(global.size());
    map.noLocation = static_cast<int>((unplaced - placed).size());
    const auto day = [](QDate d) { return QLocale(QLocale::English).toString(d, u"d MMMM yyyy"_s); };
    map.metric = compared ? u"%1 (%2; + came, \u2212 went since %3)"_s.arg(map.metric, day(fromDay(run->asOf)), day(since))
                          : u"%1 (evaluated as of %2, places as they are now)"_s.arg(map.metric, day(fromDay(run->asOf)));
    return map;
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
    if (isOfEvaluations(question.metric) && (question.run != 0 || question.against != 0)) {
        QSqlDatabase db = scope.db();
        return mapOfRuns(db, values, estate, question);
    }
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
        if (const Result<void> done = addScores(map, values, *columns, narrowed); !done)
            return done.error();
    }
    return map;
}

} // namespace app
