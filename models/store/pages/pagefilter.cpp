// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/pagefilter.h"

#include "store/pages/contradictionqueries.h"
#include "store/pages/flowconditions.h"
#include "store/pages/mapqueries.h"
#include "store/settings.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

// Entities that point at `target` through the attribute, or are it; of any kind where only one is not asked for.
QByteArray pointsAt(const Catalogue &catalogue, qint64 target, const QStringList &attributes, std::optional<EntityKind> only)
{
    const QByteArray id = QByteArray::number(target);
    QByteArrayList parts = {"e.id=" + id};
    for (const KindInfo &info : catalogue.kinds()) {
        if (only && info.kind != *only)
            continue; // of hundreds of thousands of systems nothing is asked where contracts are looked for
        for (const QString &name : attributes) {
            const Attribute *a = info.find(name);
            if (!a || a->isList() || a->type != ValueType::Ref)
                continue;
            const QByteArray table = "e_" + kindName(info.kind).toUtf8();
            if (a->inherited.size() < 2)
                parts.append("e.id IN (SELECT id FROM " + table + " WHERE \"" + name.toUtf8() + "\"=" + id + ')');
            else
                parts.append("e.id IN (SELECT t.id FROM " + table + " t WHERE " + effectiveColumn(catalogue, info.kind, *a, "t") + '=' + id + ')');
        }
    }
    for (const QString &name : attributes)
        parts.append("e.id IN (SELECT entity FROM link WHERE attr='" + name.toUtf8() + "' AND target=" + id + ')');
    return '(' + parts.join(" OR ") + ')';
}

QByteArray textList(const QStringList &texts)
{
    QByteArrayList parts;
    for (const QString &text : texts)
        parts.append(quoted(text));
    return '(' + parts.join(',') + ')';
}

QByteArray grantColumn(const char *column)
{
    return QByteArray("(SELECT ") + column + " FROM e_grant t LEFT JOIN e_identity i ON i.id=t.identity WHERE t.id=e.id)";
}

// A place of the entity in one of the wanted facets, with what the reference data knows of it.
QByteArray placeWhere(int facets, const QByteArray &condition)
{
    return "EXISTS (SELECT 1 FROM place p LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l "
           "ON l.id=p.site WHERE p.entity=e.id" + (facets ? " AND (p.facets & " + QByteArray::number(facets) + ")<>0" : QByteArray()) +
           " AND " + condition + ')';
}

/// A transfer has no place of its own: it is from and to countries.
QByteArray orTransferOf(const QByteArray &place, const QStringList &countries)
{
    if (countries.isEmpty())
        return place;
    const QByteArray in = " IN " + textList(countries);
    return '(' + place + " OR (e.kind=" + QByteArray::number(static_cast<int>(EntityKind::Transfer)) + " AND EXISTS (SELECT 1 FROM e_transfer t LEFT JOIN e_legal_entity x ON "
           "x.id=t.exporter WHERE t.id=e.id AND (x.country" + in + " OR t.importer_country" + in + "))))";
}

QByteArray countryCondition(const PageFilter &f)
{
    const QByteArray country = "coalesce(p.country,l.country,r.country)";
    if (f.country == u"*"_s)
        return placeWhere(f.facets, "r.kind='global'");
    const bool none = f.country == u"?"_s;
    const QByteArray place = none ? "NOT " + placeWhere(f.facets, '(' + country + " IS NOT NULL OR r.kind='global')")
                                  : placeWhere(f.facets, country + '=' + quoted(f.country));
    if (f.facets)
        return place;
    const QByteArray holder = grantColumn(principalCountry) + (none ? QByteArray(" IS NULL") : '=' + quoted(f.country));
    return "CASE WHEN e.kind=" + QByteArray::number(static_cast<int>(EntityKind::Grant)) + " THEN " + holder + " ELSE " + orTransferOf(place, none ? QStringList() : QStringList(f.country)) + " END";
}

/// As the newest run judged it: what has no run or no known seat and parent is unknown, never free of it.
QByteArray reachColumn()
{
    return "(SELECT CASE v.reached WHEN 0 THEN 0 WHEN 1 THEN coalesce(t.processed_in_clear,c.processed_in_clear) END FROM e_workload t "
           "LEFT JOIN e_service c ON c.id=t.service LEFT JOIN provider_reach v ON v.provider=t.provider WHERE t.id=e.id)";
}

QByteArray dayCondition(const QString &what, qint64 first, qint64 last)
{
    if (what == u"acceptance"_s)
        return QByteArray("e.id IN (SELECT w.entity FROM ") + standingWaivers + " w WHERE w.expires BETWEEN " + QByteArray::number(first) + " AND " +
               QByteArray::number(last) + ')';
    static const QHash<QString, QByteArray> columns = {{u"certificate"_s, "e_certification WHERE expires"},
        {u"contract"_s, "e_contract WHERE coalesce(ended,0)=0 AND end_date"}, {u"dpf"_s, "e_contracting_entity WHERE dpf_valid_until"}};
    return "e.id IN (SELECT id FROM " + columns.value(what, "e_certification WHERE expires") + " BETWEEN " + QByteArray::number(first) + " AND " +
           QByteArray::number(last) + ')';
}

// What a change set added or changed; of an import also what its file told without a change.
QByteArray changedBy(const QString &how, qint64 changeSet)
{
    const QByteArray set = QByteArray::number(changeSet);
    const QByteArray added = "coalesce(e.added_set,0)=" + set;
    const QByteArray changed = "e.id IN (SELECT h.entity FROM change h WHERE h.change_set=" + set + " AND " + visibleChange + ')';
    if (how == u"added"_s)
        return added;
    if (how == u"changed"_s)
        return '(' + changed + " AND NOT " + added + ')';
    if (how == u"done"_s)
        return '(' + changed + " OR " + added + ')';
    // Also what a newer import of the same feed told anew since.
    const QByteArray source = "(SELECT s.id FROM source s WHERE s.change_set=" + set + ')';
    return '(' + changed + " OR " + added + " OR e.id IN (SELECT x.entity FROM entity_source x WHERE x.source IN " + source +
           ") OR e.id IN (SELECT b.entity FROM source_before b WHERE b.source IN " + source + "))";
}

QByteArray specialCondition(AttributeStore &store, const PageFilter &f, const QString &what, const QString &value)
{
    const auto isKind = [](EntityKind kind) { return "e.kind=" + QByteArray::number(static_cast<int>(kind)) + " AND "; };
    if (what == u"site"_s) {
        const QByteArray id = "CASE WHEN p.site IS NOT NULL THEN '@'||(SELECT key FROM entity WHERE id=p.site) ELSE p.provider||'/'||p.region END";
        const QStringList sites = value.split(QChar(0x1f));
        const QByteArray place = placeWhere(f.facets, id + " IN " + textList(sites));
        return f.facets ? place : orTransferOf(place, countriesOfSites(store, sites));
    }
    if (const QByteArray flow = what == u"flow"_s ? placeFlowCondition(value) : QByteArray(); !flow.isEmpty())
        return flow;
    if (what == u"flow"_s) {
        return isKind(EntityKind::Transfer) + "EXISTS (SELECT 1 FROM e_transfer t JOIN e_legal_entity x ON x.id=t.exporter WHERE t.id=e.id AND x.country=" +
               quoted(value.section(u'>', 0, 0)) + " AND t.importer_country=" + quoted(value.section(u'>', 1)) + ')';
    }
    if (what == u"zone"_s) {
        const QByteArray country = "coalesce(p.country,l.country,r.country)";
        const QByteArray known = placeWhere(Facet::Hosting, country + " IS NOT NULL");
        const QByteArray outside = placeWhere(Facet::Hosting, country + " NOT IN " + textList(zoneCountries(store)));
        const QByteArray of = "e.kind IN (" + QByteArray::number(static_cast<int>(EntityKind::Workload)) + ',' +
                              QByteArray::number(static_cast<int>(EntityKind::Dataset)) + ") AND ";
        if (value == u"unknown"_s)
            return of + "NOT " + known;
        return value == u"out"_s ? of + outside : of + known + " AND NOT " + outside;
    }
    if (what == u"reach"_s) {
        const QByteArray column = reachColumn();
        return isKind(EntityKind::Workload) + column + (value == u"unknown"_s ? QByteArray(" IS NULL") : value == u"yes"_s ? QByteArray("<>0") : QByteArray("=0"));
    }
    if (what == u"state"_s)
        return value == u"retired"_s ? QByteArray("e.id IN (") + retiredIds + ')' : QByteArray(value == u"vanished"_s ? "e.vanished<>0" : "1");
    if (what == u"things"_s) {
        QByteArrayList ids;
        for (const QString &id : value.split(u','))
            ids.append(QByteArray::number(id.toLongLong()));
        return "e.id IN (" + ids.join(',') + ')';
    }
    if (what == u"expires"_s)
        return isKind(EntityKind::Certification) + dayCondition(u"certificate"_s, value.section(u':', 0, 0).toLongLong(), value.section(u':', 1).toLongLong());
    if (what == u"day"_s) {
        const qint64 day = value.section(u':', 1).toLongLong();
        return dayCondition(value.section(u':', 0, 0), day, day);
    }
    if (what == u"plan"_s)
        return "e.id IN (SELECT f.entity FROM finding f JOIN issue i ON i.id=f.issue WHERE f.issue>0 AND f.status=1 AND i.closed_run IS NULL AND " +
               planCondition(value) + ')';
    if (what == u"tools"_s)
        return "e.id IN (SELECT x.entity FROM contradiction x)";
    if (what == u"import"_s || what == u"change"_s)
        return changedBy(what == u"change"_s ? u"done"_s : value.section(u':', 0, 0), value.section(u':', -1).toLongLong());
    if (const auto flow = flowCondition(store, what, value))
        return *flow;
    const qint64 issue = value.toLongLong();
    if (isContradictedLine(issue))
        return "e.id IN (SELECT x.entity FROM contradiction x WHERE x.status=0 AND x.rule=" + QByteArray::number(ruleOfLine(issue)) + ')';
    const QByteArray status = f.status ? '=' + QByteArray::number(static_cast<int>(*f.status)) : QByteArray(" IN (1,2)");
    return "e.id IN (SELECT f.entity FROM finding f WHERE f.status" + status + " AND " +
           (issue > 0 ? "f.issue>0 AND f.issue=" + QByteArray::number(issue) : "f.issue=0 AND f.rule=" + QByteArray::number(-issue)) + ')';
}

} // namespace

const char visibleChange[] = "h.target IN ('value','name','key','vanished','retired','waiver','completeness','plan','setting','value_set','merge','trust','apart','review','aside','csf','requirement') AND h.before IS NOT h.after";

const char principalKind[] = "coalesce(t.principal_type,i.kind)";
const char principalCountry[] = "coalesce(t.principal_country,i.country,i.employer_country,t.employer_country)";

const char standingWaivers[] = "(SELECT v.rule, v.entity, v.expires FROM waiver v JOIN rule u ON u.name=v.rule JOIN finding f ON f.rule=u.id AND "
                               "f.entity=v.entity AND f.status=5 WHERE v.withdrawn_on IS NULL)";

QByteArray planCondition(const QString &wanted)
{
    if (wanted == u"overdue"_s)
        return "i.due<(SELECT as_of FROM run ORDER BY id DESC LIMIT 1)";
    if (wanted.startsWith(u"due:"_s))
        return "i.due=" + QByteArray::number(wanted.mid(4).toLongLong());
    return wanted == u"assigned"_s ? "i.owner<>''" : "i.owner=''";
}

bool wantsContradicted(const PageFilter &f)
{
    return std::any_of(f.special.begin(), f.special.end(), [](const auto &s) { return s.first == u"tools"_s; });
}

const char retiredIds[] = "SELECT id FROM entity WHERE retired_on IS NOT NULL AND retired_on<=coalesce((SELECT CASE WHEN "
                          "as_of<CAST(julianday(substr(at,1,10))-2440587.5 AS INTEGER) THEN as_of END FROM run ORDER BY id DESC LIMIT 1),retired_on)";

bool hasRetired(AttributeStore &store)
{
    Statement &s = store.statement("SELECT EXISTS (" + QByteArray(retiredIds) + ')');
    const bool has = s.next() && s.integer(0) != 0;
    s.reset();
    return has;
}

QByteArray effectiveColumn(const Catalogue &catalogue, EntityKind kind, const Attribute &a, const QByteArray &alias)
{
    const QByteArray own = alias + ".\"" + a.name.toUtf8() + '"';
    if (a.isList() || a.inherited.size() < 2)
        return own;
    const Attribute *step = catalogue.attribute(kind, a.inherited.constFirst());
    const Attribute *far = step && step->refKind ? catalogue.attribute(*step->refKind, a.inherited.at(1)) : nullptr;
    if (!far || far->isList())
        return own;
    const QByteArray there = alias + 'x';
    const QByteArray table = "e_" + kindName(*step->refKind).toUtf8() + ' ' + there;
    const QByteArray value = effectiveColumn(catalogue, *step->refKind, *far, there);
    const QByteArray taken = step->isList() ? "(SELECT min(" + value + ") FROM link k JOIN " + table + " ON " + there + ".id=k.target WHERE k.entity=" + alias +
                                                  ".id AND k.attr='" + step->name.toUtf8() + "')"
                                            : "(SELECT " + value + " FROM " + table + " WHERE " + there + ".id=" + alias + ".\"" + step->name.toUtf8() + "\")";
    return "(CASE WHEN " + own + " IS NOT NULL THEN " + own + " WHEN instr(coalesce(" + alias + ".absent,''),' " + a.name.toUtf8() + " ')>0 THEN NULL ELSE " +
           taken + " END)";
}

QByteArray quoted(const QString &text)
{
    QByteArray out = text.toUtf8();
    out.replace("'", "''");
    return '\'' + out + '\'';
}

PageFilter filterFor(PageFilter filter, EntityKind kind)
{
    if (filter.kind != kind) {
        filter.attr.clear();
        filter.attrValue.clear();
    }
    filter.kind = kind;
    return filter;
}

QByteArray ruleCondition(const PageFilter &f)
{
    QByteArray sql;
    if (!f.framework.isEmpty())
        sql += " AND u.framework IN " + textList(f.framework.split(u','));
    if (f.severity)
        sql += " AND u.severity=" + QByteArray::number(static_cast<int>(*f.severity));
    QByteArrayList legal;
    for (const LegalStatus status : f.legal)
        legal.append(QByteArray::number(static_cast<int>(status)));
    if (!legal.isEmpty())
        sql += " AND u.legal IN (" + legal.join(',') + ')';
    if (!f.rules.isEmpty())
        sql += " AND u.name IN " + textList(f.rules);
    return sql;
}

QByteArray entityCondition(AttributeStore &store, const PageFilter &f, bool findings)
{
    QByteArrayList parts;
    if (f.kind)
        parts.append("e.kind=" + QByteArray::number(static_cast<int>(*f.kind)));
    if (!f.text.isEmpty())
        parts.append("(bw_finds(e.name," + quoted(f.text) + ") OR bw_finds(e.key," + quoted(f.text) + "))");
    if (!f.country.isEmpty())
        parts.append(countryCondition(f));
    const auto reference = [&](const QString &key, EntityKind kind, const QStringList &attributes) {
        if (!key.isEmpty())
            parts.append(pointsAt(store.catalogue(), store.find(kind, key), attributes, f.kind));
    };
    reference(f.provider, EntityKind::Provider, {u"provider"_s, u"developer"_s, u"processor"_s});
    // Who may reach a system belongs to the system's legal entity and business service.
    const auto withAccess = [&](const QByteArray &systems) {
        if (!f.kind || f.kind == EntityKind::Grant)
            parts.last() = '(' + parts.last() + " OR e.id IN (SELECT g.id FROM e_grant g JOIN e_workload t ON t.id=g.workload WHERE " + systems + "))";
    };
    reference(f.legalEntity, EntityKind::LegalEntity, {u"legal_entity"_s, u"exporter"_s});
    if (!f.legalEntity.isEmpty()) {
        const Attribute *a = store.catalogue().attribute(EntityKind::Workload, u"legal_entity"_s);
        withAccess(effectiveColumn(store.catalogue(), EntityKind::Workload, *a, "t") + '=' + QByteArray::number(store.find(EntityKind::LegalEntity, f.legalEntity)));
    }
    reference(f.businessService, EntityKind::BusinessService, {u"business_service"_s, u"business_services"_s});
    if (!f.businessService.isEmpty())
        withAccess("EXISTS (SELECT 1 FROM link k WHERE k.entity=t.id AND k.attr='business_services' AND k.target=" +
                   QByteArray::number(store.find(EntityKind::BusinessService, f.businessService)) + ')');
    if (f.kind && !f.attr.isEmpty()) {
        const Attribute *a = store.catalogue().attribute(*f.kind, f.attr);
        if (a && !a->isList()) {
            QByteArray column = "(SELECT " + effectiveColumn(store.catalogue(), *f.kind, *a, "t") + " FROM e_" + kindName(*f.kind).toUtf8() + " t WHERE t.id=e.id)";
            if (*f.kind == EntityKind::Grant && f.attr == u"principal_type"_s)
                column = grantColumn(principalKind);
            parts.append("coalesce(" + column + ",'') IN " + textList(f.attrValue.split(QChar(0x1f))));
        }
    }
    for (const auto &[what, value] : f.special)
        parts.append(specialCondition(store, f, what, value));
    const QByteArray rules = findings ? ruleCondition(f) : QByteArray();
    if (findings && (!rules.isEmpty() || f.status)) {
        QByteArray inner = "SELECT f.entity FROM finding f WHERE " + (f.status ? "f.status=" + QByteArray::number(static_cast<int>(*f.status)) : QByteArray("f.status IN (1,2)"));
        // Gaps and accepted gaps belong to issues, and those have an index.
        if (f.status == Status::Gap || f.status == Status::Accepted)
            inner += " AND f.issue>0";
        if (!rules.isEmpty())
            inner += " AND f.rule IN (SELECT u.id FROM rule u WHERE 1" + rules + ')';
        parts.append("e.id IN (" + inner + ')');
    }
    // What is out of use is neither shown nor counted, unless it is asked for. Hardly ever is there any, so nothing is asked of each row then.
    const bool asked = std::any_of(f.special.begin(), f.special.end(), [](const auto &s) { return s.first == u"state"_s && s.second != u"vanished"_s; });
    if (!asked && hasRetired(store))
        parts.append(QByteArray("e.id NOT IN (") + retiredIds + ')');
    return parts.isEmpty() ? QByteArray("1") : parts.join(" AND ");
}

QStringList zoneCountries(AttributeStore &store)
{
    QStringList zone = readValueSet(store, u"ZONE"_s);
    if (!zone.isEmpty())
        return zone;
    Statement &s = store.statement("SELECT code FROM ref_country_group WHERE grp='EEA' ORDER BY code");
    while (s.next())
        zone.append(s.text(0));
    s.reset();
    return zone;
}

} // namespace store
