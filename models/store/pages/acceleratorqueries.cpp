// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/acceleratorqueries.h"

#include "store/optionalday.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

QByteArray poolCondition(AttributeStore &store, const PageFilter &filter)
{
    const QByteArray own = entityCondition(store, filterFor(filter, EntityKind::Accelerator), true);
    if (filter.legalEntity.isEmpty() && filter.businessService.isEmpty())
        return own;
    // A part of the organisation also has what its systems run on.
    PageFilter systems = filterFor(filter, EntityKind::Workload);
    PageFilter everywhere = filterFor(filter, EntityKind::Accelerator);
    everywhere.legalEntity.clear();
    everywhere.businessService.clear();
    return "((" + own + ") OR (" + entityCondition(store, everywhere, true) + " AND e.id IN (SELECT k.target FROM e_accelerator a CROSS JOIN link k ON k.target=a.id AND k.attr='accelerators' "
           "CROSS JOIN entity e ON e.id=k.entity WHERE " + entityCondition(store, systems, false) + ")))";
}

} // namespace

QList<PoolLine> poolLines(AttributeStore &store, const PageFilter &filter)
{
    QList<PoolLine> out;
    QHash<qint64, qsizetype> at;
    Statement &s = store.statement(
        "SELECT e.id, e.key, coalesce(nullif(e.name,''),e.key) n, coalesce(t.vendor,''), coalesce(t.chip,''), t.count, coalesce(t.vendor_country,''), coalesce(t.fab_country,''), "
        "coalesce(t.eccn,''), coalesce(t.stage,''), coalesce(t.criticality,''), coalesce(nullif(p.name,''),p.key,''), t.absent, coalesce(c.export_note,''), coalesce(c.fab_note,''), "
        "coalesce(c.confidence,''), EXISTS (SELECT 1 FROM entity_source y JOIN feed f ON f.id=y.feed WHERE y.entity=e.id AND (f.rank>=30 OR f.format='reference')), "
        "t.planned_count, t.planned_for "
        "FROM entity e JOIN e_accelerator t ON t.id=e.id LEFT JOIN entity p ON p.id=t.provider LEFT JOIN ref_chip_alias x ON x.alias=lower(t.chip) LEFT JOIN ref_chip c ON c.id=x.chip "
        "WHERE " + poolCondition(store, filter) + " ORDER BY n, e.id");
    while (s.next()) {
        PoolLine line;
        line.id = s.integer(0);
        line.key = s.text(1);
        line.name = s.text(2);
        line.vendor = s.text(3);
        line.model = s.text(4);
        if (!s.isNull(5))
            line.count = s.integer(5);
        line.vendorCountry = s.text(6);
        line.fabCountry = s.text(7);
        line.exportClass = s.text(8);
        line.stage = s.text(9);
        line.criticality = s.text(10);
        line.provider = s.text(11);
        line.absent = s.text(12);
        line.exportNote = s.text(13);
        line.fabNote = s.text(14);
        line.confidence = s.text(15);
        line.seen = s.integer(16) != 0;
        if (!s.isNull(17))
            line.plannedCount = s.integer(17);
        line.plannedFor = dayIn(s, 18);
        at.insert(line.id, out.size());
        out.append(line);
    }
    s.reset();
    Statement &places = store.statement(
        "SELECT p.entity, CASE WHEN p.site IS NOT NULL THEN '@'||(SELECT key FROM entity WHERE id=p.site) ELSE p.provider||'/'||p.region END, "
        "coalesce(nullif(x.name,''),x.key,r.city||' ('||p.provider||' '||p.region||')',nullif(p.region,''),p.country,''), coalesce(p.country,l.country,r.country,'') "
        "FROM e_accelerator t JOIN place p ON p.entity=t.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site "
        "LEFT JOIN entity x ON x.id=p.site WHERE (p.facets & 1)<>0 ORDER BY p.entity, p.nr");
    while (places.next()) {
        if (const auto it = at.constFind(places.integer(0)); it != at.constEnd())
            out[it.value()].places.append({places.text(1), places.text(2), places.text(3)});
    }
    places.reset();
    // From the pools on: of a million systems few run on one.
    Statement &runs = store.statement("SELECT k.target, coalesce(nullif(e.name,''),e.key), (SELECT group_concat(n, char(31)) FROM (SELECT coalesce(nullif(m.name,''),m.key) n FROM link j JOIN entity m "
                                      "ON m.id=j.target WHERE j.entity=e.id AND j.attr='models' ORDER BY 1)) FROM e_accelerator a CROSS JOIN link k ON k.target=a.id AND k.attr='accelerators' JOIN entity e ON e.id=k.entity "
                                      "WHERE e.kind=2 ORDER BY k.target, 2");
    while (runs.next()) {
        const auto it = at.constFind(runs.integer(0));
        if (it == at.constEnd())
            continue;
        out[it.value()].systems.append(runs.text(1));
        for (const QString &model : runs.text(2).split(QChar(0x1f), Qt::SkipEmptyParts)) {
            if (!out.at(it.value()).models.contains(model))
                out[it.value()].models.append(model);
        }
    }
    runs.reset();
    return out;
}

QList<CriticalSystem> criticalSystemsOnAccelerators(AttributeStore &store, const PageFilter &filter)
{
    const Attribute *criticality = store.catalogue().attribute(EntityKind::Workload, u"criticality"_s);
    const PageFilter systems = filterFor(filter, EntityKind::Workload);
    QList<CriticalSystem> out;
    Statement &s = store.statement(
        "SELECT e.id, coalesce(a.vendor,'') FROM e_accelerator a CROSS JOIN link k ON k.target=a.id AND k.attr='accelerators' CROSS JOIN e_workload t ON t.id=k.entity CROSS JOIN entity e ON e.id=t.id "
        "WHERE e.vanished=0 AND t.role IS NOT 'supporting' AND (" + effectiveColumn(store.catalogue(), EntityKind::Workload, *criticality, "t") + "='critical' OR EXISTS (SELECT 1 FROM link b JOIN "
        "e_business_service v ON v.id=b.target WHERE b.entity=e.id AND b.attr='business_services' AND v.critical_function=1)) AND " + entityCondition(store, systems, false) + " ORDER BY e.id, k.target");
    while (s.next()) {
        if (out.isEmpty() || out.constLast().id != s.integer(0))
            out.append(CriticalSystem{s.integer(0), {}});
        out.last().vendors.append(s.text(1));
    }
    s.reset();
    return out;
}

} // namespace store
