// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/plainplaces.h"

#include "store/estate/plaintables.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace store;

namespace tst_estate {
namespace {

/// One place of a thing with all that its location, its region and its country say of it.
struct PlainPlace
{
    int facets = 0;
    QString land;               ///< its country; empty: not known
    QString site;               ///< what the map draws it as; empty: nobody knows where it is
    QString end, name;          ///< what a flow calls it: the spot, else the country; empty: neither has coordinates
    double lat = 0, lon = 0;
    bool isSpot() const { return !site.isEmpty(); }
};

class PlainPlaces
{
public:
    explicit PlainPlaces(AttributeStore &store)
        : m_locations(plainById(store, u"e_location"_s, {u"country"_s, u"lat"_s, u"lon"_s})), m_things(plainById(store, u"entity"_s, {u"key"_s, u"name"_s}))
    {
        for (const PlainRow &row : plainRows(store, u"ref_region"_s, {u"provider"_s, u"code"_s, u"country"_s, u"city"_s, u"lat"_s, u"lon"_s}))
            m_regions[row[u"provider"_s].toString() + u'/' + row[u"code"_s].toString()] = row;
        for (const PlainRow &row : plainRows(store, u"ref_country"_s, {u"code"_s, u"name"_s, u"lat"_s, u"lon"_s}))
            m_countries[row[u"code"_s].toString()] = row;
        for (const PlainRow &row : plainRows(store, u"place"_s, {u"entity"_s, u"facets"_s, u"country"_s, u"provider"_s, u"region"_s, u"site"_s}))
            m_places[row[u"entity"_s].toLongLong()].append(placeOf(row));
    }

    /// The thing's places that serve one of the facets; 0: all.
    QList<PlainPlace> of(qint64 thing, int facets) const
    {
        QList<PlainPlace> out;
        const auto it = m_places.find(thing);
        if (it == m_places.end())
            return out;
        for (const PlainPlace &place : it->second) {
            if (facets == 0 || (place.facets & facets) != 0)
                out.append(place);
        }
        return out;
    }

    /// The same as ends of flows: a country alone is none where the thing is said to be at a spot of that country in the same way.
    QList<PlainPlace> endsOf(qint64 thing, int facets) const
    {
        const QList<PlainPlace> all = of(thing, facets);
        QList<PlainPlace> out;
        for (const PlainPlace &place : all) {
            const auto saysMore = [&](const PlainPlace &other) { return other.isSpot() && !place.isSpot() && other.land == place.land; };
            if (!place.end.isEmpty() && std::none_of(all.begin(), all.end(), saysMore))
                out.append(place);
        }
        return out;
    }

private:
    PlainPlace placeOf(const PlainRow &row) const
    {
        PlainPlace out;
        out.facets = row[u"facets"_s].toInt();
        const QString regionName = row[u"provider"_s].toString() + u'/' + row[u"region"_s].toString();
        const PlainRow location = plainFind(m_locations, row.value(u"site"_s));
        const PlainRow region = m_regions.value(regionName);
        for (const PlainRow &from : {row, location, region}) {
            if (out.land.isEmpty())
                out.land = from.value(u"country"_s).toString();
        }
        const PlainRow thing = plainFind(m_things, row.value(u"site"_s));
        const QString siteName = u'@' + thing.value(u"key"_s).toString();
        PlainRow drawn = m_countries.value(out.land);
        if (location.contains(u"lat"_s)) {
            drawn = location;
            out.site = out.end = siteName;
            out.name = thing[u"name"_s].toString().isEmpty() ? thing[u"key"_s].toString() : thing[u"name"_s].toString();
        } else if (region.contains(u"lat"_s)) {
            drawn = region;
            out.site = row.contains(u"site"_s) ? siteName : regionName;
            out.end = regionName;
            out.name = region.contains(u"city"_s) ? region[u"city"_s].toString() : row[u"region"_s].toString();
        } else if (drawn.contains(u"lat"_s)) {
            out.end = out.land;
            out.name = drawn[u"name"_s].toString();
        }
        out.lat = drawn.value(u"lat"_s).toDouble();
        out.lon = drawn.value(u"lon"_s).toDouble();
        return out;
    }

    std::map<qint64, PlainRow> m_locations, m_things;
    QHash<QString, PlainRow> m_regions, m_countries;
    std::map<qint64, QList<PlainPlace>> m_places;
};

/// The facets of both ends, and whether the flow comes from there.
struct FlowEnds
{
    int here = Facet::Hosting | Facet::Processing, there = 0;
    bool comes = false;
};

FlowEnds endsOfFlow(PlaceFlow flow)
{
    constexpr int AtWork = Facet::Hosting | Facet::Processing;
    switch (flow) {
    case PlaceFlow::Replication: return {Facet::Hosting, Facet::Hosting, false};
    case PlaceFlow::Backup: return {AtWork, Facet::Backup, false};
    case PlaceFlow::Failover: return {AtWork, Facet::Failover, false};
    case PlaceFlow::Support: return {AtWork, Facet::Support, true};
    case PlaceFlow::Administration: return {AtWork, Facet::Administration, true};
    case PlaceFlow::Telemetry: return {AtWork, Facet::Telemetry | Facet::Logs, false};
    case PlaceFlow::Inference: return {AtWork, AtWork, false};
    case PlaceFlow::Keys: return {AtWork, Facet::Keys, true};
    }
    qFatal("a flow that nobody described");
}

/// What some rules say of one thing; joined, of several.
struct PlainVerdict
{
    bool law = false, gap = false, unknown = false, accepted = false;
    int worst = 0;
    void join(const PlainVerdict &other)
    {
        law = law || other.law;
        gap = gap || other.gap;
        unknown = unknown || other.unknown;
        accepted = accepted || other.accepted;
        worst = std::max(worst, other.worst);
    }
};

std::map<qint64, PlainVerdict> verdictsOf(AttributeStore &store, const QStringList &names)
{
    std::map<qint64, PlainVerdict> out;
    const std::map<qint64, PlainRow> rules = plainById(store, u"rule"_s, {u"name"_s, u"severity"_s, u"legal"_s});
    for (const PlainRow &finding : plainRows(store, u"finding"_s, {u"rule"_s, u"entity"_s, u"status"_s})) {
        const PlainRow rule = plainFind(rules, finding[u"rule"_s]);
        if (!names.contains(rule.value(u"name"_s).toString()))
            continue;
        const auto status = static_cast<Status>(finding[u"status"_s].toInt());
        const bool gap = status == Status::Gap;
        out[finding[u"entity"_s].toLongLong()].join({gap && static_cast<LegalStatus>(rule[u"legal"_s].toInt()) == LegalStatus::Law, gap, status == Status::Unknown,
                                                     status == Status::Accepted, gap ? rule[u"severity"_s].toInt() : 0});
    }
    return out;
}

/// The AI models that a system calls: its own, and those of the AI uses that run on it.
std::map<qint64, std::set<qint64>> calledModels(AttributeStore &store)
{
    std::map<qint64, std::set<qint64>> out;
    const std::map<qint64, PlainRow> systems = plainById(store, u"e_workload"_s, {});
    const std::map<qint64, PlainRow> uses = plainById(store, u"e_ai_use"_s, {u"workload"_s});
    for (const PlainRow &link : plainRows(store, u"link"_s, {u"entity"_s, u"attr"_s, u"target"_s})) {
        if (link[u"attr"_s] != u"models"_s)
            continue;
        const qint64 from = link[u"entity"_s].toLongLong();
        if (systems.contains(from))
            out[from].insert(link[u"target"_s].toLongLong());
        if (const PlainRow use = plainFind(uses, from); use.contains(u"workload"_s))
            out[use[u"workload"_s].toLongLong()].insert(link[u"target"_s].toLongLong());
    }
    return out;
}

/// Can something be drawn between them? A line from a town to the middle of its own country would say more than is known.
bool areApart(const PlainPlace &here, const PlainPlace &there)
{
    if (here.end == there.end)
        return false;
    return (here.isSpot() && there.isSpot()) || (!here.land.isEmpty() && !there.land.isEmpty() && here.land != there.land);
}

PlaceFlowCount between(const PlainPlace &from, const PlainPlace &to)
{
    PlaceFlowCount out;
    out.from = from.end;
    out.fromName = from.name;
    out.fromLat = from.lat;
    out.fromLon = from.lon;
    out.to = to.end;
    out.toName = to.name;
    out.toLat = to.lat;
    out.toLon = to.lon;
    return out;
}

} // namespace

QList<PlaceFlowCount> plainFlows(AttributeStore &store, PlaceFlow flow, const PageFilter &filter, const QStringList &rules)
{
    const FlowEnds facets = endsOfFlow(flow);
    const bool inference = flow == PlaceFlow::Inference;
    const PlainPlaces places(store);
    std::map<qint64, PlainVerdict> verdicts = verdictsOf(store, rules);
    std::map<qint64, std::set<qint64>> called = calledModels(store);
    const std::map<qint64, PlainRow> kinds = plainById(store, u"entity"_s, {u"kind"_s});
    std::map<std::pair<QString, QString>, PlaceFlowCount> flows;
    for (const qint64 thing : plainThings(store, filter)) {
        const auto kind = static_cast<EntityKind>(kinds.at(thing).value(u"kind"_s).toInt());
        if (inference ? kind != EntityKind::Workload : !filter.kind && kind != EntityKind::Workload && kind != EntityKind::Dataset)
            continue;
        // Each flow of this thing, and what the rules say of the thing; of a model that is called, of the model.
        std::map<std::pair<QString, QString>, PlainVerdict> own;
        const std::set<qint64> others = inference ? called[thing] : std::set<qint64>{thing};
        for (const qint64 other : others) {
            for (const PlainPlace &here : places.endsOf(thing, facets.here)) {
                for (const PlainPlace &there : places.endsOf(other, facets.there)) {
                    // Of what is kept in two places nobody knows which one was first.
                    if (!areApart(here, there) || (flow == PlaceFlow::Replication && here.end > there.end))
                        continue;
                    const PlaceFlowCount found = facets.comes ? between(there, here) : between(here, there);
                    flows.try_emplace({found.from, found.to}, found);
                    own[{found.from, found.to}].join(verdicts[other]);
                }
            }
        }
        for (const auto &[ends, said] : own) {
            PlaceFlowCount &count = flows.at(ends);
            ++count.count;
            count.lawGaps += said.law;
            count.gaps += said.gap;
            count.unknowns += !said.gap && said.unknown;
            count.accepted += !said.gap && !said.unknown && said.accepted;
            count.grade = std::max(count.grade, static_cast<Severity>(said.worst));
        }
    }
    QList<PlaceFlowCount> out;
    for (const auto &[ends, count] : flows)
        out.append(count);
    // The most first; of equal ones by the end where the thing is, then by the other.
    std::sort(out.begin(), out.end(), [&](const PlaceFlowCount &a, const PlaceFlowCount &b) {
        if (a.count != b.count)
            return a.count > b.count;
        return facets.comes ? std::tie(a.to, a.from) < std::tie(b.to, b.from) : std::tie(a.from, a.to) < std::tie(b.from, b.to);
    });
    return out;
}

WeightedPlaces plainWeights(AttributeStore &store, EntityKind kind, int facets, const QString &column, const PageFilter &filter)
{
    WeightedPlaces out;
    out.counts = placeCounts(store, kind, facets, filter);
    const PlainPlaces places(store);
    const std::map<qint64, PlainRow> values = plainById(store, u"e_"_s + kindName(kind), {column});
    PageFilter narrowed = filter;
    narrowed.kind = kind;
    std::map<QString, WeightedPlaces::Country> countries;
    std::map<QString, double> sites;
    for (const qint64 thing : plainThings(store, narrowed)) {
        const QVariant value = plainFind(values, thing).value(column);
        std::set<QString> lands, at; // however many places say so, each is counted once
        for (const PlainPlace &place : places.of(thing, facets)) {
            lands.insert(place.land);
            at.insert(place.site);
        }
        lands.erase(QString());
        for (const QString &land : lands) {
            WeightedPlaces::Country &country = countries[land];
            country.iso = land;
            country.sum += value.toDouble();
            ++country.things;
            country.unsaid += !value.isValid();
        }
        for (const QString &site : at)
            sites[site] += value.toDouble();
    }
    for (const auto &[iso, country] : countries)
        out.countries.append(country);
    for (SiteCount &site : out.counts.sites)
        site.count = sites[site.id];
    // What lies in several sites was counted in things, which is no part of these sums.
    out.counts.shared.clear();
    return out;
}

ShareCount plainShare(AttributeStore &store, const PageFilter &filter, const QString &what, const QStringList &values)
{
    QList<int> counts;
    for (const QString &value : values) {
        PageFilter narrowed = filter;
        if (narrowed.kind != EntityKind::Workload && narrowed.kind != EntityKind::Dataset) {
            narrowed.kind.reset();
            narrowed.attr.clear();
        }
        narrowed.special.append({what, value});
        counts.append(static_cast<int>(plainThings(store, narrowed).size()));
    }
    return {counts.at(0), counts.at(1), counts.at(2)};
}

} // namespace tst_estate
