// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/overviewqueries.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr char placeJoin[] =
    " LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site ";

QByteArray number(int n) { return QByteArray::number(n); }

int single(AttributeStore &store, const QByteArray &sql)
{
    Statement &s = store.statement(sql);
    const int n = s.next() ? static_cast<int>(s.integer(0)) : 0;
    s.reset();
    return n;
}

QList<Counted> counted(AttributeStore &store, const QByteArray &sql)
{
    QList<Counted> out;
    Statement &s = store.statement(sql);
    while (s.next())
        out.append({s.text(0), s.text(1), s.real(2), static_cast<int>(s.integer(3))});
    s.reset();
    return out;
}

constexpr char siteId[] = "CASE WHEN p.site IS NOT NULL THEN '@'||x.key ELSE p.provider||'/'||p.region END";

// Sets of sites in which the same things stand: where a map draws sites as one, it counts these once.
QList<SharedSites> sharedSites(AttributeStore &store, const QByteArray &entities, const QByteArray &ofFacet, const QList<SiteCount> &sites)
{
    if (sites.size() < 2)
        return {};
    QHash<QString, int> places;
    for (int i = 0; i < static_cast<int>(sites.size()); ++i)
        places.insert(sites.at(i).id, i);
    QList<SharedSites> out;
    Statement &s = store.statement("SELECT ids, count(*) FROM (SELECT group_concat(id, char(31)) ids FROM (SELECT DISTINCT p.entity AS entity, " + QByteArray(siteId) +
                                   " AS id FROM place p" + placeJoin + "LEFT JOIN entity x ON x.id=p.site WHERE p.entity IN (" + entities + ')' + ofFacet +
                                   // Nearly all things have one place: those are left out before anything is sorted.
                                   " AND EXISTS (SELECT 1 FROM place z WHERE z.entity=p.entity AND z.nr<>p.nr)"
                                   " AND coalesce(l.lat,r.lat) IS NOT NULL ORDER BY 1,2) GROUP BY entity HAVING count(*)>1) GROUP BY ids");
    while (s.next()) {
        SharedSites shared;
        for (const QString &id : s.text(0).split(QChar(0x1f))) {
            if (const auto place = places.constFind(id); place != places.cend())
                shared.sites.append(*place);
        }
        shared.count = s.real(1);
        if (shared.sites.size() > 1)
            out.append(shared);
    }
    s.reset();
    return out;
}

PlaceCounts placesOf(AttributeStore &store, const QByteArray &entities, int facet)
{
    const QByteArray ofFacet = facet ? " AND (p.facets & " + number(facet) + ")<>0" : QByteArray();
    PlaceCounts out;
    out.countries = counted(store, "SELECT coalesce(p.country,l.country,r.country) c, '', count(DISTINCT p.entity), 0 FROM place p" +
                            QByteArray(placeJoin) + "WHERE p.entity IN (" + entities + ')' + ofFacet +
                            " AND c IS NOT NULL GROUP BY c ORDER BY 3 DESC");
    Statement &s = store.statement(
        "SELECT " + QByteArray(siteId) + " id, "
        "coalesce(nullif(x.name,''),x.key,r.city||' ('||p.provider||' '||p.region||')',p.region), coalesce(l.country,r.country,p.country), "
        "coalesce(l.site_kind,r.kind,''), coalesce(l.lat,r.lat), coalesce(l.lon,r.lon), count(DISTINCT p.entity) FROM place p" +
        QByteArray(placeJoin) + "LEFT JOIN entity x ON x.id=p.site WHERE p.entity IN (" + entities + ')' + ofFacet +
        " AND coalesce(l.lat,r.lat) IS NOT NULL GROUP BY 1 ORDER BY 7 DESC LIMIT 5000");
    while (s.next())
        out.sites.append({s.text(0), s.text(1), s.text(2), s.text(3), s.real(4), s.real(5), s.real(6)});
    s.reset();
    out.shared = sharedSites(store, entities, ofFacet, out.sites);
    out.global = single(store, "SELECT count(DISTINCT p.entity) FROM place p" + QByteArray(placeJoin) + "WHERE p.entity IN (" + entities + ')' +
                        ofFacet + " AND r.kind='global'");
    out.unplaced = single(store, "SELECT count(*) FROM entity q WHERE q.id IN (" + entities + ") AND NOT EXISTS (SELECT 1 FROM place p" +
                          QByteArray(placeJoin) + "WHERE p.entity=q.id" + ofFacet +
                          " AND (coalesce(p.country,l.country,r.country) IS NOT NULL OR r.kind='global'))");
    return out;
}

} // namespace

PlaceCounts placeCounts(AttributeStore &store, EntityKind kind, int facet, const PageFilter &filter)
{
    PageFilter narrowed = filter;
    narrowed.kind = kind;
    const QByteArray where = entityCondition(store, narrowed, true);
    if (kind != EntityKind::Grant)
        return placesOf(store, "SELECT e.id FROM entity e WHERE " + where, facet);
    PlaceCounts out;
    const QByteArray country = principalCountry;
    const QByteArray from = " FROM entity e JOIN e_grant t ON t.id=e.id LEFT JOIN e_identity i ON i.id=t.identity WHERE " + where;
    out.countries = counted(store, "SELECT " + country + ", '', count(*), 0" + from + " AND " + country + " IS NOT NULL GROUP BY 1 ORDER BY 3 DESC");
    out.unplaced = single(store, "SELECT count(*)" + from + " AND " + country + " IS NULL");
    return out;
}

PlaceCounts gapPlaces(AttributeStore &store, const PageFilter &filter)
{
    PageFilter narrowed = filter;
    narrowed.status = Status::Gap;
    return placesOf(store, "SELECT e.id FROM entity e WHERE " + entityCondition(store, narrowed, true), 0);
}

QList<FlowCount> transferFlows(AttributeStore &store, const PageFilter &filter)
{
    PageFilter narrowed = filter;
    narrowed.kind = EntityKind::Transfer;
    QList<FlowCount> out;
    Statement &s = store.statement(
        "SELECT x.country, t.importer_country, a.lat, a.lon, b.lat, b.lon, count(*), coalesce(sum(g.gap),0), coalesce(sum(g.gap IS NULL AND g.unknown),0), "
        "coalesce(max(g.grade),0), coalesce(sum(g.law),0) FROM entity e JOIN e_transfer t ON t.id=e.id LEFT JOIN (SELECT f.entity, max(CASE WHEN f.status=1 THEN 1 END) gap, max(f.status=1 AND u.legal=0) law, "
        "max(f.status=2) unknown, max(CASE WHEN f.status=1 THEN u.severity END) grade FROM e_transfer y CROSS JOIN rule u CROSS JOIN finding f ON f.rule=u.id AND f.entity=y.id WHERE f.status IN (1,2) "
        "GROUP BY 1) g ON g.entity=e.id "
        "JOIN e_legal_entity x ON x.id=t.exporter JOIN ref_country a ON a.code=x.country JOIN ref_country b ON b.code=t.importer_country "
        "WHERE x.country<>t.importer_country AND a.lat IS NOT NULL AND b.lat IS NOT NULL AND " + entityCondition(store, narrowed, true) +
        " GROUP BY 1,2 ORDER BY 7 DESC LIMIT 2000");
    while (s.next())
        out.append({s.text(0), s.text(1), s.real(2), s.real(3), s.real(4), s.real(5), static_cast<int>(s.integer(6)),
                    static_cast<int>(s.integer(7)), static_cast<int>(s.integer(8)), static_cast<Severity>(s.integer(9)), static_cast<int>(s.integer(10))});
    s.reset();
    return out;
}

QList<Counted> acceleratorsByVendor(AttributeStore &store, const PageFilter &filter)
{
    PageFilter narrowed = filter;
    narrowed.kind = EntityKind::Accelerator;
    return counted(store, "SELECT coalesce(t.vendor,''), coalesce(t.vendor,''), sum(coalesce(t.count,1)), count(*) FROM entity e JOIN e_accelerator t "
                   "ON t.id=e.id WHERE " + entityCondition(store, narrowed, true) + " GROUP BY 1 ORDER BY 3 DESC, 1");
}

QList<Counted> grantsByPrincipal(AttributeStore &store, const PageFilter &filter)
{
    PageFilter narrowed = filter;
    narrowed.kind = EntityKind::Grant;
    return counted(store, QByteArray("SELECT coalesce(") + principalKind + ",'') k, '', count(*), count(*) FROM entity e JOIN e_grant t ON t.id=e.id LEFT JOIN e_identity i "
                   "ON i.id=t.identity WHERE " + entityCondition(store, narrowed, true) + " GROUP BY 1 ORDER BY 3 DESC, 1");
}

namespace {

// Counts by the condition that a click on the number narrows by, so that both always agree.
int countSpecial(AttributeStore &store, const PageFilter &filter, EntityKind kind, const QString &what, const QString &value)
{
    PageFilter narrowed = filterFor(filter, kind);
    narrowed.special.append({what, value});
    return single(store, "SELECT count(*) FROM entity e WHERE " + entityCondition(store, narrowed, true));
}

} // namespace

int lapsingCertificates(AttributeStore &store, const PageFilter &filter, Day from, Day until)
{
    return countSpecial(store, filter, EntityKind::Certification, u"expires"_s, QString::number(from) + u':' + QString::number(until));
}

QList<DatedEntity> comingDates(AttributeStore &store, const PageFilter &filter, Day from, Day until)
{
    PageFilter narrowed = filter;
    narrowed.attr.clear();
    const QByteArray between = " BETWEEN " + number(from) + " AND " + number(until) + " AND ";
    const auto range = [&](std::optional<EntityKind> kind) {
        narrowed.kind = kind;
        return between + entityCondition(store, narrowed, false);
    };
    QList<DatedEntity> out;
    Statement &s = store.statement(
        "SELECT t.expires d, e.id, e.kind, coalesce(nullif(t.scheme,'')||coalesce(', '||coalesce(nullif(h.name,''),h.key,nullif(o.name,''),o.key),''),nullif(e.name,''),e.key), 'certificate' FROM entity e JOIN "
        "e_certification t ON t.id=e.id LEFT JOIN entity h ON h.id=t.holder LEFT JOIN entity o ON o.id=t.legal_entity WHERE t.expires" + range(EntityKind::Certification) +
        " UNION ALL SELECT t.end_date, e.id, e.kind, coalesce(nullif(e.name,''),e.key), 'contract' FROM entity e JOIN e_contract t ON t.id=e.id "
        "WHERE coalesce(t.ended,0)=0 AND t.end_date" + range(EntityKind::Contract) +
        " UNION ALL SELECT t.dpf_valid_until, e.id, e.kind, coalesce(nullif(e.name,''),e.key), 'dpf' FROM entity e JOIN e_contracting_entity t ON "
        "t.id=e.id WHERE t.dpf_valid_until" + range(EntityKind::ContractingEntity) +
        " UNION SELECT w.expires, e.id, e.kind, coalesce(nullif(e.name,''),e.key), 'acceptance' FROM entity e JOIN " + standingWaivers +
        " w ON w.entity=e.id WHERE w.expires" + range(std::nullopt) + " ORDER BY 1");
    while (s.next())
        out.append({static_cast<Day>(s.integer(0)), s.integer(1), static_cast<EntityKind>(s.integer(2)), s.text(3), s.text(4)});
    s.reset();
    return out;
}

QList<DuePlan> duePlans(AttributeStore &store, const PageFilter &filter, Day from, Day until)
{
    PageFilter narrowed = filter;
    narrowed.kind.reset();
    Statement &s = store.statement("SELECT i.due, i.id, i.owner FROM issue i WHERE i.closed_run IS NULL AND i.due BETWEEN " + number(from) + " AND " + number(until) +
                                   " AND EXISTS (SELECT 1 FROM finding f JOIN entity e ON e.id=f.entity WHERE f.issue=i.id AND f.status=1 AND " +
                                   entityCondition(store, narrowed, false) + ") ORDER BY 1, 2");
    QList<DuePlan> out;
    while (s.next())
        out.append({static_cast<Day>(s.integer(0)), s.integer(1), s.text(2)});
    s.reset();
    return out;
}

QList<DatedName> expiringDecisions(AttributeStore &store, Day from, Day until)
{
    QList<DatedName> out;
    const QByteArray range = " BETWEEN " + number(from) + " AND " + number(until);
    Statement &s = store.statement("SELECT valid_until d, 'adequacy', coalesce(country,''), decision, 0 FROM ref_adequacy WHERE valid_until" + range +
                                   " ORDER BY 1 LIMIT 60");
    while (s.next())
        out.append({static_cast<Day>(s.integer(0)), s.text(1), s.text(2), s.text(3), s.integer(4)});
    s.reset();
    return out;
}

qint64 entityCount(AttributeStore &store)
{
    return single(store, "SELECT count(*) FROM entity") - toolFindingCount(store);
}

qint64 toolFindingCount(AttributeStore &store)
{
    return single(store, "SELECT count(*) FROM entity WHERE kind=" + number(static_cast<int>(EntityKind::ToolFinding)));
}

QList<qint64> kindCounts(AttributeStore &store, const PageFilter &filter)
{
    PageFilter narrowed = filter;
    narrowed.kind.reset();
    narrowed.attr.clear();
    QList<qint64> out(EntityKindCount, 0);
    Statement &s = store.statement("SELECT e.kind, count(*) FROM entity e WHERE " + entityCondition(store, narrowed, true) + " GROUP BY e.kind");
    while (s.next()) {
        const auto kind = static_cast<qsizetype>(s.integer(0));
        if (kind >= 0 && kind < out.size())
            out[kind] = s.integer(1);
    }
    s.reset();
    return out;
}

} // namespace store
