// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estateplaces.h"

#include "store/estate/estaterows.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr qsizetype MostPoints = 5000;

/// Counts each thing once at each place, however many rows say so.
class OncePer
{
public:
    explicit OncePer(std::size_t places) : m_last(places, ~quint32(0)) {}
    bool isFirst(int place, quint32 thing)
    {
        quint32 &last = m_last[static_cast<std::size_t>(place)];
        const bool first = last != thing;
        last = thing;
        return first;
    }

private:
    std::vector<quint32> m_last;
};

struct PointsHash
{
    std::size_t operator()(const std::vector<int> &points) const
    {
        std::size_t seed = points.size();
        for (const int point : points)
            seed = (seed ^ static_cast<std::size_t>(point)) * 0x9e3779b97f4a7c15U + (seed >> 29);
        return seed;
    }
};

QList<Counted> largestFirst(const LandCodes &lands, const std::vector<int> &counts)
{
    QList<Counted> out;
    for (std::size_t land = 0; land < counts.size(); ++land) {
        if (counts[land] > 0)
            out.append({lands.at(static_cast<int>(land)), {}, static_cast<double>(counts[land]), 0});
    }
    std::sort(out.begin(), out.end(), [](const Counted &a, const Counted &b) { return a.value != b.value ? a.value > b.value : a.key < b.key; });
    return out;
}

} // namespace

int LandCodes::of(const QString &code)
{
    if (code.isEmpty())
        return -1;
    const auto it = m_numbers.constFind(code);
    if (it != m_numbers.cend())
        return *it;
    m_codes.append(code);
    return m_numbers.insert(code, static_cast<int>(m_codes.size()) - 1).value();
}

bool EstatePlaces::read(AttributeStore &store, const EstateThings &things, EstatePoll &poll)
{
    QHash<QByteArray, quint32> known;
    m_first.assign(things.count() + 1, 0);
    quint32 at = 0; // of things, whose rows follow
    Statement &s = store.statement("SELECT entity, nr, facets, coalesce(country,'')||'|'||provider||'|'||region||'|'||coalesce(site,'') FROM place ORDER BY entity, nr");
    const bool read = eachRow(s, poll, [&](const Statement &row) {
        const int thing = things.find(row.integer(0));
        if (thing < 0)
            return;
        const QByteArray name = row.blob(3);
        auto spot = known.constFind(name);
        if (spot == known.cend())
            spot = known.insert(name, spotOf(store, row.integer(0), row.integer(1)));
        for (; at < static_cast<quint32>(thing); ++at)
            m_first[at + 1] = static_cast<quint32>(m_rows.size());
        m_rows.push_back({*spot, static_cast<quint32>(row.integer(2))});
    });
    if (!read)
        return false;
    for (; at < things.count(); ++at)
        m_first[at + 1] = static_cast<quint32>(m_rows.size());
    Statement &holders = store.statement(QByteArray("SELECT t.id, ") + principalCountry + " FROM e_grant t LEFT JOIN e_identity i ON i.id=t.identity ORDER BY t.id");
    const bool held = eachRow(holders, poll, [&](const Statement &row) {
        if (const int thing = things.find(row.integer(0)); thing >= 0)
            m_holders.push_back({static_cast<quint32>(thing), m_lands.of(row.text(1))});
    });
    if (!held)
        return false;
    Statement &ends = store.statement("SELECT t.id, x.country, t.importer_country FROM e_transfer t LEFT JOIN e_legal_entity x ON x.id=t.exporter ORDER BY t.id");
    return eachRow(ends, poll, [&](const Statement &row) {
        if (const int thing = things.find(row.integer(0)); thing >= 0)
            m_transfers.push_back({static_cast<quint32>(thing), m_lands.of(row.text(1)), m_lands.of(row.text(2))});
    });
}

quint32 EstatePlaces::spotOf(AttributeStore &store, qint64 entity, qint64 nr)
{
    Statement &s = store.statement(
        "SELECT coalesce(p.country,l.country,r.country), coalesce(r.kind='global',0), CASE WHEN p.site IS NOT NULL THEN '@'||x.key ELSE p.provider||'/'||p.region END, "
        "coalesce(nullif(x.name,''),x.key,r.city||' ('||p.provider||' '||p.region||')',p.region), coalesce(l.country,r.country,p.country), coalesce(l.site_kind,r.kind,''), coalesce(l.lat,r.lat), "
        "coalesce(l.lon,r.lon), "
        "CASE WHEN p.site IS NOT NULL AND l.lat IS NOT NULL THEN '@'||x.key WHEN r.lat IS NOT NULL THEN p.provider||'/'||p.region ELSE coalesce(p.country,l.country,r.country) END, "
        "coalesce(CASE WHEN p.site IS NOT NULL THEN l.lat END, r.lat, c.lat), coalesce(CASE WHEN p.site IS NOT NULL THEN l.lon END, r.lon, c.lon), "
        "coalesce(CASE WHEN l.lat IS NOT NULL THEN coalesce(nullif(x.name,''),x.key) END, CASE WHEN r.lat IS NOT NULL THEN coalesce(r.city,p.region) END, c.name), "
        "l.lat IS NOT NULL OR r.lat IS NOT NULL FROM place p LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site "
        "LEFT JOIN entity x ON x.id=p.site LEFT JOIN ref_country c ON c.code=coalesce(p.country,l.country,r.country) WHERE p.entity=?1 AND p.nr=?2");
    s.bind(1, entity).bind(2, nr);
    EstateSpot spot;
    if (s.next()) {
        spot.land = m_lands.of(s.text(0));
        spot.global = s.integer(1) != 0;
        spot.id = s.text(2);
        spot.point = pointOf(s);
        spot.end = endOf(s);
    }
    s.reset();
    m_spots.push_back(spot);
    return static_cast<quint32>(m_spots.size() - 1);
}

int EstatePlaces::pointOf(const Statement &s)
{
    if (s.isNull(6))
        return -1;
    const QString id = s.text(2);
    const auto known = m_pointNumbers.constFind(id);
    if (known != m_pointNumbers.cend())
        return *known;
    m_points.append({id, s.text(3), s.text(4), s.text(5), s.real(6), s.real(7), 0});
    return m_pointNumbers.insert(id, static_cast<int>(m_points.size()) - 1).value();
}

int EstatePlaces::endOf(const Statement &s)
{
    if (s.isNull(8) || s.isNull(9))
        return -1;
    const QString key = s.text(8);
    const int land = m_lands.of(s.text(0));
    const bool exact = s.integer(12) != 0;
    const QString name = key + u'|' + QString::number(land) + (exact ? QString() : u"|land"_s);
    const auto known = m_endNumbers.constFind(name);
    if (known != m_endNumbers.cend())
        return *known;
    m_ends.push_back({key, s.text(11), land, s.real(9), s.real(10), !exact});
    return m_endNumbers.insert(name, static_cast<int>(m_ends.size()) - 1).value();
}

ThingSet EstatePlaces::thingsAt(const EstateThings &things, const std::vector<bool> &spots, int facets) const
{
    const auto wanted = static_cast<quint32>(facets);
    ThingSet out = things.none();
    for (quint32 thing = 0; thing < things.count(); ++thing) {
        for (const Row &row : of(thing)) {
            if ((wanted == 0 || (row.facets & wanted) != 0) && spots[row.spot]) {
                out.add(thing);
                break;
            }
        }
    }
    return out;
}

PlaceCounts EstatePlaces::count(const ThingSet &set, int facets) const
{
    const auto wanted = static_cast<quint32>(facets);
    PlaceCounts out;
    std::vector<int> lands(static_cast<std::size_t>(m_lands.count()));
    std::vector<int> points(static_cast<std::size_t>(m_points.size()));
    OncePer onceInLand(lands.size());
    OncePer onceAtPoint(points.size());
    std::vector<int> here;  // points of one thing
    std::unordered_map<std::vector<int>, int, PointsHash> together;
    set.each([&](quint32 thing) {
        bool placed = false;
        bool global = false;
        here.clear();
        for (const Row &row : of(thing)) {
            if (wanted != 0 && (row.facets & wanted) == 0)
                continue;
            const EstateSpot &spot = m_spots[row.spot];
            placed = placed || spot.land >= 0 || spot.global;
            global = global || spot.global;
            if (spot.land >= 0 && onceInLand.isFirst(spot.land, thing))
                ++lands[static_cast<std::size_t>(spot.land)];
            if (spot.point >= 0 && onceAtPoint.isFirst(spot.point, thing)) {
                ++points[static_cast<std::size_t>(spot.point)];
                here.push_back(spot.point);
            }
        }
        out.unplaced += !placed;
        out.global += global;
        if (here.size() > 1) {
            std::sort(here.begin(), here.end());
            ++together[here];
        }
    });
    out.countries = largestFirst(m_lands, lands);
    std::vector<int> order;
    for (int i = 0; i < static_cast<int>(points.size()); ++i) {
        if (points[static_cast<std::size_t>(i)] > 0)
            order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const int one = points[static_cast<std::size_t>(a)];
        const int other = points[static_cast<std::size_t>(b)];
        return one != other ? one > other : m_points.at(a).id < m_points.at(b).id;
    });
    std::vector<int> listed(points.size(), -1);
    for (const int point : order) {
        if (out.sites.size() == MostPoints)
            break;
        listed[static_cast<std::size_t>(point)] = static_cast<int>(out.sites.size());
        out.sites.append(m_points.at(point));
        out.sites.last().count = points[static_cast<std::size_t>(point)];
    }
    for (const auto &[sites, things] : together) {
        SharedSites shared;
        for (const int point : sites) {
            if (const int site = listed[static_cast<std::size_t>(point)]; site >= 0)
                shared.sites.append(site);
        }
        shared.count = things;
        if (shared.sites.size() > 1)
            out.shared.append(shared);
    }
    std::sort(out.shared.begin(), out.shared.end(), [](const SharedSites &a, const SharedSites &b) { return a.sites < b.sites; });
    return out;
}

PlaceCounts EstatePlaces::countHolders(const ThingSet &rights) const
{
    PlaceCounts out;
    std::vector<int> lands(static_cast<std::size_t>(m_lands.count()));
    for (const auto &[right, land] : m_holders) {
        if (!rights.has(right))
            continue;
        out.unplaced += land < 0;
        if (land >= 0)
            ++lands[static_cast<std::size_t>(land)];
    }
    out.countries = largestFirst(m_lands, lands);
    return out;
}

WeightedPlaces EstatePlaces::weigh(const ThingSet &set, int facets, const std::vector<double> &weights) const
{
    const auto wanted = static_cast<quint32>(facets);
    WeightedPlaces out;
    out.counts = count(set, facets);
    std::vector<WeightedPlaces::Country> lands(static_cast<std::size_t>(m_lands.count()));
    std::vector<double> points(static_cast<std::size_t>(m_points.size()));
    OncePer onceInLand(lands.size());
    OncePer onceAtPoint(points.size());
    set.each([&](quint32 thing) {
        const double weight = weights[thing];
        const bool said = !std::isnan(weight);
        for (const Row &row : of(thing)) {
            if (wanted != 0 && (row.facets & wanted) == 0)
                continue;
            const EstateSpot &spot = m_spots[row.spot];
            if (spot.land >= 0 && onceInLand.isFirst(spot.land, thing)) {
                WeightedPlaces::Country &land = lands[static_cast<std::size_t>(spot.land)];
                ++land.things;
                land.unsaid += !said;
                land.sum += said ? weight : 0;
            }
            if (said && spot.point >= 0 && onceAtPoint.isFirst(spot.point, thing))
                points[static_cast<std::size_t>(spot.point)] += weight;
        }
    });
    for (std::size_t land = 0; land < lands.size(); ++land) {
        if (lands[land].things == 0)
            continue;
        lands[land].iso = m_lands.at(static_cast<int>(land));
        out.countries.append(lands[land]);
    }
    std::sort(out.countries.begin(), out.countries.end(), [](const auto &a, const auto &b) { return a.sum != b.sum ? a.sum > b.sum : a.iso < b.iso; });
    for (SiteCount &site : out.counts.sites)
        site.count = points[static_cast<std::size_t>(m_pointNumbers.value(site.id))];
    // What lies in several sites was counted in things, which is no part of these sums.
    out.counts.shared.clear();
    return out;
}

void EstatePlaces::each(const EstateThings &things, const ThingSet &set, int facets, const std::function<void(const ThingPlace &)> &f) const
{
    const auto wanted = static_cast<quint32>(facets);
    std::vector<quint32> seen; // spots of one thing
    set.each([&](quint32 thing) {
        seen.clear();
        for (const Row &row : of(thing)) {
            if ((wanted != 0 && (row.facets & wanted) == 0) || std::find(seen.begin(), seen.end(), row.spot) != seen.end())
                continue;
            seen.push_back(row.spot);
            const EstateSpot &spot = m_spots[row.spot];
            ThingPlace place;
            place.thing = things.id(thing);
            place.country = spot.land >= 0 ? m_lands.at(spot.land) : QString();
            place.global = spot.global;
            if (spot.point >= 0)
                place.site = m_points.at(spot.point);
            f(place);
        }
        if (seen.empty()) {
            ThingPlace nowhere;
            nowhere.thing = things.id(thing);
            f(nowhere);
        }
    });
}

} // namespace store
