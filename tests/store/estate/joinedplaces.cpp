// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/joinedplaces.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace store;

namespace tst_estate {
namespace {

QByteArray inSql(int n) { return QByteArray::number(n); }

/// What a place is called as an end of a flow, on `place p` with `ref_region r`, `e_location l` and the location's own `entity x`.
QByteArray endKey()
{
    return "CASE WHEN p.site IS NOT NULL AND l.lat IS NOT NULL THEN '@'||x.key WHEN r.lat IS NOT NULL THEN p.provider||'/'||p.region "
           "ELSE coalesce(p.country,l.country,r.country) END";
}

QByteArray joins()
{
    return " LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site LEFT JOIN entity x ON x.id=p.site ";
}

/// Is the place an end of a flow? A country alone is none where the thing is said to be at a place of that country in the same way.
QByteArray isEnd(int facets)
{
    const QByteArray of = ".facets & " + inSql(facets) + ")<>0";
    return "(p" + of + " AND (l.lat IS NOT NULL OR r.lat IS NOT NULL OR NOT EXISTS (SELECT 1 FROM place y LEFT JOIN ref_region yr ON yr.provider=y.provider AND yr.code=y.region "
           "LEFT JOIN e_location yl ON yl.id=y.site WHERE y.entity=p.entity AND (y" + of + " AND coalesce(yl.lat,yr.lat) IS NOT NULL AND coalesce(y.country,yl.country,yr.country)="
           "coalesce(p.country,l.country,r.country)))";
}

/// A table of the ends of the things: thing, k, known (where in the country), land, plat, plon, pname.
QByteArray ends(const QByteArray &things, int facets)
{
    return "SELECT DISTINCT p.entity thing, " + endKey() + " k, coalesce(p.country,l.country,r.country) land, (l.lat IS NOT NULL OR r.lat IS NOT NULL) known, coalesce(CASE WHEN p.site IS NOT NULL THEN l.lat END, r.lat, c.lat) plat, "
           "coalesce(CASE WHEN p.site IS NOT NULL THEN l.lon END, r.lon, c.lon) plon, "
           "coalesce(CASE WHEN l.lat IS NOT NULL THEN coalesce(nullif(x.name,''),x.key) END, CASE WHEN r.lat IS NOT NULL THEN coalesce(r.city,p.region) END, c.name) pname "
           "FROM place p" + joins() + "LEFT JOIN ref_country c ON c.code=coalesce(p.country,l.country,r.country) WHERE p.entity IN (" + things +
           ") AND " + isEnd(facets) + " AND k IS NOT NULL AND plat IS NOT NULL";
}

/// Two ends between which something can be drawn: a line from a town to the middle of its own country would say more than is known.
constexpr char apart[] = "a.k<>b.k AND ((a.known AND b.known) OR a.land<>b.land)";

/// The AI models that a system calls: its own, and those of the AI uses that run on it.
constexpr char calls[] = "SELECT k.entity system, k.target model FROM link k JOIN e_workload w ON w.id=k.entity WHERE k.attr='models' "
                         "UNION SELECT u.workload, k.target FROM e_ai_use u JOIN link k ON k.entity=u.id AND k.attr='models' WHERE u.workload IS NOT NULL";

constexpr int Where = Facet::Hosting | Facet::Processing;

bool comesFromThere(PlaceFlow flow)
{
    return flow == PlaceFlow::Support || flow == PlaceFlow::Administration || flow == PlaceFlow::Keys;
}

} // namespace

QList<PlaceFlowCount> joinedFlows(AttributeStore &store, PlaceFlow flow, const PageFilter &filter, const QStringList &rules, int most)
{
    PageFilter narrowed = filter;
    const bool inference = flow == PlaceFlow::Inference;
    if (inference && narrowed.kind.value_or(EntityKind::Workload) != EntityKind::Workload)
        return {};
    if (inference)
        narrowed.kind = EntityKind::Workload;
    QByteArray things = "SELECT e.id FROM entity e WHERE " + entityCondition(store, narrowed, true);
    if (!narrowed.kind)
        things += " AND e.kind IN (" + inSql(static_cast<int>(EntityKind::Workload)) + ',' + inSql(static_cast<int>(EntityKind::Dataset)) + ')';
    const int here = flow == PlaceFlow::Replication ? int(Facet::Hosting) : Where;
    QByteArray pairs;
    if (inference) {
        pairs = "SELECT DISTINCT a.thing thing, b.thing judged, a.k ak, b.k bk, a.plat alat, a.plon alon, b.plat blat, b.plon blon, a.pname aname, b.pname bname FROM (" + ends(things, here) +
                ") a JOIN (" + calls + ") m ON m.system=a.thing JOIN (" + ends("SELECT model FROM (" + QByteArray(calls) + ')', Where) + ") b ON b.thing=m.model WHERE " + apart;
    } else {
        // Of what is kept in two places nobody knows which one was first.
        const QByteArray order = QByteArray(apart) + (flow == PlaceFlow::Replication ? " AND a.k<b.k" : "");
        pairs = "SELECT DISTINCT a.thing thing, a.thing judged, a.k ak, b.k bk, a.plat alat, a.plon alon, b.plat blat, b.plon blon, a.pname aname, b.pname bname FROM (" + ends(things, facetsOf(flow)) +
                ") b CROSS JOIN (" + ends(things, here) + ") a ON a.thing=b.thing WHERE " + order;
    }
    QByteArrayList names;
    for (const QString &rule : rules)
        names.append(quoted(rule));
    const QByteArray judged = names.isEmpty() ? QByteArray("SELECT 0 entity, 0 law, 0 gap, 0 unknown, 0 accepted, 0 grade WHERE 0")
        : "SELECT f.entity, max(f.status=1 AND u.legal=0) law, max(f.status=1) gap, max(f.status=2) unknown, max(f.status=5) accepted, max(CASE WHEN f.status=1 THEN u.severity END) grade "
          "FROM rule u CROSS JOIN finding f ON f.rule=u.id WHERE u.name IN (" + names.join(',') + ") GROUP BY 1";
    QList<PlaceFlowCount> out;
    Statement &s = store.statement(
        "SELECT ak, bk, aname, bname, max(alat), max(alon), max(blat), max(blon), count(*), sum(law), sum(gap), sum(gap=0 AND unknown), sum(gap=0 AND unknown=0 AND accepted), max(grade) FROM "
        // A system that calls two models of one place is one thing.
        "(SELECT thing, ak, bk, aname, bname, alat, alon, blat, blon, max(coalesce(law,0)) law, max(coalesce(gap,0)) gap, max(coalesce(unknown,0)) unknown, max(coalesce(accepted,0)) accepted, "
        "max(coalesce(grade,0)) grade FROM (" + pairs + ") LEFT JOIN (" + judged + ") g ON g.entity=judged GROUP BY thing, ak, bk) GROUP BY ak, bk ORDER BY 9 DESC, 1, 2 LIMIT " + inSql(most));
    while (s.next()) {
        PlaceFlowCount c{s.text(0), s.text(1), s.text(2), s.text(3), s.real(4), s.real(5), s.real(6), s.real(7), static_cast<int>(s.integer(8)),
                         static_cast<int>(s.integer(9)), static_cast<int>(s.integer(10)), static_cast<int>(s.integer(11)), static_cast<int>(s.integer(12)),
                         static_cast<Severity>(s.integer(13))};
        if (comesFromThere(flow)) {
            std::swap(c.from, c.to);
            std::swap(c.fromName, c.toName);
            std::swap(c.fromLat, c.toLat);
            std::swap(c.fromLon, c.toLon);
        }
        out.append(c);
    }
    s.reset();
    return out;
}

WeightedPlaces joinedWeights(AttributeStore &store, EntityKind kind, int facets, const QByteArray &column, const PageFilter &filter)
{
    WeightedPlaces out;
    out.counts = placeCounts(store, kind, facets, filter);
    PageFilter narrowed = filter;
    narrowed.kind = kind;
    const QByteArray things = "SELECT e.id FROM entity e WHERE " + entityCondition(store, narrowed, true);
    const QByteArray table = "e_" + kindName(kind).toUtf8();
    const QByteArray ofFacet = facets ? " AND (p.facets & " + inSql(facets) + ")<>0" : QByteArray();
    Statement &c = store.statement("SELECT c, sum(w), count(*), sum(w IS NULL) FROM (SELECT DISTINCT p.entity, coalesce(p.country,l.country,r.country) c, t.\"" + column + "\" w FROM place p" +
                                   joins() + "JOIN " + table + " t ON t.id=p.entity WHERE p.entity IN (" + things + ')' + ofFacet + " AND c IS NOT NULL) GROUP BY c ORDER BY 2 DESC");
    while (c.next())
        out.countries.append({c.text(0), c.real(1), static_cast<int>(c.integer(2)), static_cast<int>(c.integer(3))});
    c.reset();
    QHash<QString, double> sums;
    Statement &s = store.statement("SELECT id, sum(w) FROM (SELECT DISTINCT p.entity, CASE WHEN p.site IS NOT NULL THEN '@'||x.key ELSE p.provider||'/'||p.region END id, t.\"" + column +
                                   "\" w FROM place p" + joins() + "JOIN " + table + " t ON t.id=p.entity WHERE p.entity IN (" + things + ')' + ofFacet + " AND coalesce(l.lat,r.lat) IS NOT NULL) GROUP BY 1");
    while (s.next())
        sums.insert(s.text(0), s.real(1));
    s.reset();
    for (SiteCount &site : out.counts.sites)
        site.count = sums.value(site.id);
    // What lies in several sites was counted in things, which is no part of these sums.
    out.counts.shared.clear();
    return out;
}

ShareCount joinedShare(AttributeStore &store, const PageFilter &filter, const QString &what, const QStringList &values)
{
    QList<int> counts;
    for (const QString &value : values) {
        PageFilter narrowed = filter;
        narrowed.kind.reset();
        narrowed.attr.clear();
        narrowed.special.append({what, value});
        Statement &s = store.statement("SELECT count(*) FROM entity e WHERE " + entityCondition(store, narrowed, true));
        counts.append(s.next() ? static_cast<int>(s.integer(0)) : -1);
        s.reset();
    }
    return {counts.at(0), counts.at(1), counts.at(2)};
}

} // namespace tst_estate
