// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estateflows.h"

#include <algorithm>
#include <map>
#include <unordered_map>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr int WhereRun = Facet::Hosting | Facet::Processing;

int facetsHere(PlaceFlow flow) { return flow == PlaceFlow::Replication ? int(Facet::Hosting) : WhereRun; }

/// Support, administration and keys come from there; the others go there.
bool isFromThere(PlaceFlow flow)
{
    return flow == PlaceFlow::Support || flow == PlaceFlow::Administration || flow == PlaceFlow::Keys;
}

bool isBefore(const QString &a, const QString &b)
{
    return a.toUtf8() < b.toUtf8(); // as SQLite orders texts
}

} // namespace

/// Finds the flows of one sort, thing by thing.
class EstateFlows::Pairing
{
public:
    Pairing(PlaceFlow flow, const EstatePlaces &places, std::vector<Arc> &arcs, std::vector<Pair> &pairs) : m_flow(flow), m_places(places), m_arcs(arcs), m_pairs(pairs) {}

    void add(quint32 thing, quint32 other)
    {
        endsOf(thing, facetsHere(m_flow), m_here);
        if (m_here.empty())
            return;
        endsOf(other, facetsOf(m_flow), m_there);
        m_found.clear();
        for (const int a : m_here) {
            for (const int b : m_there) {
                if (isFlow(a, b))
                    m_found.push_back(pairOf(a, b));
            }
        }
        std::sort(m_found.begin(), m_found.end());
        m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
        for (const quint32 pair : m_found)
            m_arcs.push_back({thing, other, pair});
    }

private:
    /// A country alone is no end where the thing is said to be at a place of that country in the same way.
    void endsOf(quint32 thing, int facets, std::vector<int> &out) const
    {
        out.clear();
        const auto rows = m_places.of(thing);
        for (const EstatePlaces::Row &row : rows) {
            const EstateSpot &spot = m_places.spots()[row.spot];
            if ((row.facets & static_cast<quint32>(facets)) == 0 || spot.end < 0)
                continue;
            const EstateEnd &end = m_places.ends()[static_cast<std::size_t>(spot.end)];
            const auto saysMore = [&](const EstatePlaces::Row &other) {
                const EstateSpot &there = m_places.spots()[other.spot];
                return (other.facets & static_cast<quint32>(facets)) != 0 && there.point >= 0 && there.land == spot.land;
            };
            if (end.isLand && std::any_of(rows.begin(), rows.end(), saysMore))
                continue;
            if (std::find(out.begin(), out.end(), spot.end) == out.end())
                out.push_back(spot.end);
        }
    }

    /// A line from a town to the middle of its own country would say more than is known.
    bool isFlow(int here, int there) const
    {
        const EstateEnd &a = m_places.ends()[static_cast<std::size_t>(here)];
        const EstateEnd &b = m_places.ends()[static_cast<std::size_t>(there)];
        if (a.key == b.key)
            return false;
        // Where the country of the one is not known, it may be the very country that alone is known of the other.
        if ((a.isLand || b.isLand) && (a.land < 0 || b.land < 0 || a.land == b.land))
            return false;
        // Of what is kept in two places nobody knows which one was first.
        return m_flow != PlaceFlow::Replication || isBefore(a.key, b.key);
    }

    quint32 pairOf(int here, int there)
    {
        // Ends of one key are one, even where their countries are told differently.
        const quint64 name = (static_cast<quint64>(static_cast<quint32>(keyOf(here))) << 32) | static_cast<quint32>(keyOf(there));
        const auto [it, isNew] = m_numbers.try_emplace(name, static_cast<quint32>(m_pairs.size()));
        if (isNew)
            m_pairs.push_back({here, there});
        return it->second;
    }

    int keyOf(int end)
    {
        const auto at = static_cast<std::size_t>(end);
        if (m_keyOf.size() <= at)
            m_keyOf.resize(m_places.ends().size(), -1);
        if (m_keyOf[at] < 0)
            m_keyOf[at] = m_keys.try_emplace(m_places.ends()[at].key, end).first->second;
        return m_keyOf[at];
    }

    PlaceFlow m_flow;
    const EstatePlaces &m_places;
    std::vector<Arc> &m_arcs;
    std::vector<Pair> &m_pairs;
    std::unordered_map<quint64, quint32> m_numbers;
    std::map<QString, int> m_keys;
    std::vector<int> m_keyOf;
    std::vector<int> m_here, m_there;
    std::vector<quint32> m_found;
};

bool EstateFlows::read(AttributeStore &store, const EstateThings &things, const EstatePlaces &places, const EstateLinks &calls, const EstateFindings &findings, EstatePoll &poll)
{
    std::vector<quint32> facets(things.count());
    for (quint32 thing = 0; thing < things.count(); ++thing) {
        for (const EstatePlaces::Row &row : places.of(thing))
            facets[thing] |= row.facets;
    }
    for (int i = 0; i < PlaceFlows; ++i) {
        const auto flow = static_cast<PlaceFlow>(i);
        const auto at = static_cast<std::size_t>(i);
        Pairing pairing(flow, places, m_arcs[at], m_pairs[at]);
        if (flow == PlaceFlow::Inference) {
            for (const auto &[system, model] : calls.pairs())
                pairing.add(system, model);
        } else {
            const auto there = static_cast<quint32>(facetsOf(flow));
            for (quint32 thing = 0; thing < things.count(); ++thing) {
                if (!poll.goOn())
                    return false;
                // What is at one place flows nowhere.
                if ((facets[thing] & there) != 0 && places.of(thing).size() > 1)
                    pairing.add(thing, thing);
            }
        }
        // A system that calls two models of one place is one thing: side by side, so that it is counted once.
        std::sort(m_arcs[at].begin(), m_arcs[at].end(), [](const Arc &a, const Arc &b) { return a.thing != b.thing ? a.thing < b.thing : a.pair != b.pair ? a.pair < b.pair : a.judged < b.judged; });
    }
    return readTransfers(store, things, findings);
}

bool EstateFlows::readTransfers(AttributeStore &store, const EstateThings &things, const EstateFindings &findings)
{
    const std::vector<EstateFindings::Worst> worst = findings.worstOfAll(things);
    std::map<std::pair<QString, QString>, int> ways;
    Statement &s = store.statement("SELECT t.id, x.country, t.importer_country, a.lat, a.lon, b.lat, b.lon FROM e_transfer t JOIN e_legal_entity x ON x.id=t.exporter JOIN ref_country a ON "
                                   "a.code=x.country JOIN ref_country b ON b.code=t.importer_country WHERE x.country<>t.importer_country AND a.lat IS NOT NULL AND b.lat IS NOT NULL ORDER BY t.id");
    while (s.next()) {
        const int thing = things.find(s.integer(0));
        if (thing < 0)
            continue;
        const auto [it, isNew] = ways.try_emplace({s.text(1), s.text(2)}, static_cast<int>(m_ways.size()));
        if (isNew)
            m_ways.push_back({s.text(1), s.text(2), s.real(3), s.real(4), s.real(5), s.real(6)});
        m_transfers.push_back({static_cast<quint32>(thing), it->second, worst[static_cast<std::size_t>(thing)]});
    }
    const bool ok = s.ok();
    s.reset();
    return ok;
}

QList<PlaceFlowCount> EstateFlows::count(PlaceFlow flow, const ThingSet &set, const EstatePlaces &places, const std::vector<EstateFindings::Worst> *worst, int most) const
{
    const std::vector<Arc> &arcs = m_arcs[static_cast<std::size_t>(flow)];
    const std::vector<Pair> &pairs = m_pairs[static_cast<std::size_t>(flow)];
    struct Sum
    {
        int count = 0, law = 0, gaps = 0, unknowns = 0, accepted = 0, grade = 0;
    };
    std::vector<Sum> sums(pairs.size());
    for (std::size_t i = 0; i < arcs.size();) {
        const Arc &arc = arcs[i];
        EstateFindings::Worst w{};
        std::size_t next = i;
        for (; next < arcs.size() && arcs[next].thing == arc.thing && arcs[next].pair == arc.pair; ++next) {
            if (worst)
                w.join((*worst)[arcs[next].judged]);
        }
        i = next;
        if (!set.has(arc.thing))
            continue;
        Sum &sum = sums[arc.pair];
        ++sum.count;
        sum.law += w.law;
        sum.gaps += w.gap;
        sum.unknowns += !w.gap && w.unknown;
        sum.accepted += !w.gap && !w.unknown && w.accepted;
        sum.grade = std::max(sum.grade, static_cast<int>(w.grade));
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (sums[i].count > 0)
            order.push_back(i);
    }
    const auto end = [&](int of) -> const EstateEnd & { return places.ends()[static_cast<std::size_t>(of)]; };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (sums[a].count != sums[b].count)
            return sums[a].count > sums[b].count;
        const EstateEnd &one = end(pairs[a].here);
        const EstateEnd &other = end(pairs[b].here);
        return one.key != other.key ? isBefore(one.key, other.key) : isBefore(end(pairs[a].there).key, end(pairs[b].there).key);
    });
    QList<PlaceFlowCount> out;
    for (const std::size_t i : order) {
        if (out.size() == most)
            break;
        const bool back = isFromThere(flow);
        const EstateEnd &from = end(back ? pairs[i].there : pairs[i].here);
        const EstateEnd &to = end(back ? pairs[i].here : pairs[i].there);
        const Sum &sum = sums[i];
        out.append({from.key, to.key, from.name, to.name, from.lat, from.lon, to.lat, to.lon, sum.count, sum.law, sum.gaps, sum.unknowns, sum.accepted, static_cast<Severity>(sum.grade)});
    }
    return out;
}

ThingSet EstateFlows::things(const EstateThings &things, const EstatePlaces &places, PlaceFlow flow, const QString &from, const QString &to) const
{
    const QString &here = isFromThere(flow) ? to : from;
    const QString &there = isFromThere(flow) ? from : to;
    const std::vector<Pair> &pairs = m_pairs[static_cast<std::size_t>(flow)];
    ThingSet out = things.none();
    const auto key = [&](int end) -> const QString & { return places.ends()[static_cast<std::size_t>(end)].key; };
    for (const Arc &arc : m_arcs[static_cast<std::size_t>(flow)]) {
        if (key(pairs[arc.pair].here) == here && key(pairs[arc.pair].there) == there)
            out.add(arc.thing);
    }
    return out;
}

QList<FlowCount> EstateFlows::transfers(const ThingSet &set, int most) const
{
    QList<FlowCount> sums;
    for (const Way &way : m_ways)
        sums.append({way.from, way.to, way.fromLat, way.fromLon, way.toLat, way.toLon, 0, 0, 0, Severity::Low, 0});
    for (const Transfer &transfer : m_transfers) {
        if (!set.has(transfer.thing))
            continue;
        FlowCount &sum = sums[transfer.way];
        ++sum.count;
        sum.gaps += transfer.worst.gap;
        sum.unknowns += !transfer.worst.gap && transfer.worst.unknown;
        sum.lawGaps += transfer.worst.law;
        sum.grade = std::max(sum.grade, static_cast<Severity>(transfer.worst.grade));
    }
    sums.removeIf([](const FlowCount &sum) { return sum.count == 0; });
    std::sort(sums.begin(), sums.end(), [](const FlowCount &a, const FlowCount &b) { return a.count != b.count ? a.count > b.count : a.from != b.from ? a.from < b.from : a.to < b.to; });
    return sums.mid(0, most);
}

} // namespace store
