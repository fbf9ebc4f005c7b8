// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/mapqueries.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr QChar Between{0x1e};

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

/// The AI models that a system calls: its own, and those of the AI uses that run on it.
constexpr char calls[] = "SELECT k.entity system, k.target model FROM link k JOIN e_workload w ON w.id=k.entity WHERE k.attr='models' "
                         "UNION SELECT u.workload, k.target FROM e_ai_use u JOIN link k ON k.entity=u.id AND k.attr='models' WHERE u.workload IS NOT NULL";

constexpr int Where = Facet::Hosting | Facet::Processing;

bool comesFromThere(PlaceFlow flow)
{
    return flow == PlaceFlow::Support || flow == PlaceFlow::Administration || flow == PlaceFlow::Keys;
}

/// Is the thing at this end of a flow to or from the other? No flow leads from a spot to the middle of its own country, and the spot of a
/// region lies in another country where somebody said so of the thing.
QByteArray endExists(const QByteArray &thing, int facets, const QString &key, const QString &other)
{
    const bool isLand = !other.startsWith(u'@') && !other.contains(u'/');
    return "EXISTS (SELECT 1 FROM place p" + joins() + "WHERE p.entity=" + thing + " AND " + isEnd(facets) + " AND " + endKey() + '=' + quoted(key) +
           (isLand ? " AND coalesce(p.country,l.country,r.country)<>" + quoted(other) : QByteArray()) + ')';
}

} // namespace

QString placeFlowName(PlaceFlow flow)
{
    static const QStringList names{u"replication"_s, u"backup"_s, u"failover"_s, u"support"_s, u"administration"_s, u"telemetry"_s, u"inference"_s, u"keys"_s};
    return names.value(static_cast<int>(flow));
}

int facetsOf(PlaceFlow flow)
{
    switch (flow) {
    case PlaceFlow::Replication: return Facet::Hosting;
    case PlaceFlow::Backup: return Facet::Backup;
    case PlaceFlow::Failover: return Facet::Failover;
    case PlaceFlow::Support: return Facet::Support;
    case PlaceFlow::Administration: return Facet::Administration;
    case PlaceFlow::Telemetry: return Facet::Telemetry | Facet::Logs;
    case PlaceFlow::Inference: return Where;
    case PlaceFlow::Keys: return Facet::Keys;
    }
    return 0;
}

QString placeFlowValue(PlaceFlow flow, const QString &from, const QString &to)
{
    return placeFlowName(flow) + Between + from + Between + to;
}

QByteArray placeFlowCondition(const QString &value)
{
    const QStringList parts = value.split(Between);
    if (parts.size() != 3)
        return {};
    for (int i = 0; i < PlaceFlows; ++i) {
        const auto flow = static_cast<PlaceFlow>(i);
        if (placeFlowName(flow) != parts.at(0))
            continue;
        const QString &here = comesFromThere(flow) ? parts.at(2) : parts.at(1);
        const QString &there = comesFromThere(flow) ? parts.at(1) : parts.at(2);
        const QByteArray first = endExists("e.id", flow == PlaceFlow::Replication ? int(Facet::Hosting) : Where, here, there) + " AND ";
        if (flow == PlaceFlow::Inference)
            return first + "EXISTS (SELECT 1 FROM (" + calls + ") m WHERE m.system=e.id AND " + endExists("m.model", Where, there, here) + ')';
        return first + endExists("e.id", facetsOf(flow), there, here);
    }
    return {};
}

QList<CountryPoint> countryPoints(AttributeStore &store)
{
    QList<CountryPoint> out;
    Statement &s = store.statement("SELECT code, lat, lon FROM ref_country WHERE lat IS NOT NULL AND lon IS NOT NULL");
    while (s.next())
        out.append({s.text(0), s.real(1), s.real(2)});
    s.reset();
    return out;
}

QStringList countriesOfSites(AttributeStore &store, const QStringList &sites)
{
    QStringList out;
    for (const QString &site : sites) {
        Statement &s = site.startsWith(u'@') ? store.statement("SELECT l.country FROM e_location l JOIN entity e ON e.id=l.id WHERE '@'||e.key=?1 AND l.country IS NOT NULL")
                                             : store.statement("SELECT country FROM ref_region WHERE provider||'/'||code=?1 AND country IS NOT NULL");
        s.bind(1, site);
        if (s.next() && !out.contains(s.text(0)))
            out.append(s.text(0));
        s.reset();
    }
    return out;
}

} // namespace store
