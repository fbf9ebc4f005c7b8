// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/choicequeries.h"

#include "domain/entitykind.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

QList<ChoiceLine> take(Statement &s)
{
    QList<ChoiceLine> out;
    while (s.next())
        out.append({s.text(0), s.text(1), s.text(2), s.integer(3) != 0});
    s.reset();
    return out;
}

} // namespace

QList<ChoiceLine> thingsToChoose(AttributeStore &store, EntityKind kind, const QString &text, int limit)
{
    QByteArray sql = "SELECT key, coalesce(nullif(name,''),key) n, CASE WHEN name='' OR name=key THEN '' ELSE key END, 0 FROM entity WHERE kind=?1 AND vanished=0 "
                     "AND (bw_finds(name,?2) OR bw_finds(key,?2))";
    if (kind == EntityKind::Provider)
        sql += " UNION ALL SELECT r.id, r.name, '', 1 FROM ref_provider r WHERE (bw_finds(r.name,?2) OR bw_finds(r.id,?2)) AND NOT EXISTS "
               "(SELECT 1 FROM e_provider p WHERE p.ref=r.id) AND NOT EXISTS (SELECT 1 FROM entity x WHERE x.kind=?1 AND (x.key=r.id OR x.name=r.name COLLATE NOCASE))";
    Statement &s = store.statement(sql + " ORDER BY 4, n COLLATE NOCASE, 1 LIMIT ?3");
    s.bind(1, static_cast<qint64>(kind)).bind(2, text).bind(3, static_cast<qint64>(limit));
    return take(s);
}

QList<ChoiceLine> placesToChoose(AttributeStore &store, const QString &text, int limit)
{
    Statement &s = store.statement(
        "SELECT '@'||e.key, coalesce(nullif(e.name,''),e.key) n, coalesce(c.name,''), 0 FROM entity e JOIN e_location l ON l.id=e.id LEFT JOIN ref_country c ON "
        "c.code=l.country WHERE e.vanished=0 AND (bw_finds(e.name,?1) OR bw_finds(e.key,?1) OR bw_finds(l.city,?1)) UNION ALL "
        "SELECT r.provider||'/'||r.code, coalesce(p.name,r.provider)||', '||coalesce(nullif(r.city,''),nullif(r.name,''),r.code) n, r.code, 0 FROM ref_region r LEFT JOIN "
        "ref_provider p ON p.id=r.provider WHERE bw_finds(r.code,?1) OR bw_finds(r.name,?1) OR bw_finds(r.city,?1) OR bw_finds(p.name,?1) "
        "ORDER BY n COLLATE NOCASE LIMIT ?2");
    s.bind(1, text).bind(2, static_cast<qint64>(limit));
    return take(s);
}

QList<ChoiceLine> regionsToChoose(AttributeStore &store, const QString &text, int limit)
{
    Statement &s = store.statement(
        "SELECT r.code, coalesce(p.name,r.provider)||', '||coalesce(nullif(r.city,''),nullif(r.name,''),r.code) n, r.code, 0 FROM ref_region r LEFT JOIN ref_provider p ON "
        "p.id=r.provider WHERE bw_finds(r.code,?1) OR bw_finds(r.name,?1) OR bw_finds(r.city,?1) OR bw_finds(p.name,?1) "
        "ORDER BY n COLLATE NOCASE LIMIT ?2");
    s.bind(1, text).bind(2, static_cast<qint64>(limit));
    return take(s);
}

QList<ChoiceLine> textsToChoose(AttributeStore &store, EntityKind kind, const Attribute &a, const QString &text, int limit)
{
    if (a.isList()) {
        Statement &s = store.statement("SELECT i.value, i.value, '', 0 FROM list_item i JOIN entity e ON e.id=i.entity WHERE i.attr=?1 AND e.kind=?2 AND bw_finds(i.value,?3) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?4");
        s.bind(1, a.name).bind(2, static_cast<qint64>(kind)).bind(3, text).bind(4, static_cast<qint64>(limit));
        return take(s);
    }
    const QByteArray column = "t.\"" + a.name.toUtf8() + '"';
    Statement &s = store.statement("SELECT " + column + ", " + column + ", '', 0 FROM e_" + kindName(kind).toUtf8() + " t WHERE " + column + " IS NOT NULL AND bw_finds(" + column + ",?1) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?2");
    s.bind(1, text).bind(2, static_cast<qint64>(limit));
    return take(s);
}

QString keyOfName(AttributeStore &store, EntityKind kind, const QString &name)
{
    QStringList keys;
    Statement &s = store.statement("SELECT key FROM entity WHERE kind=?1 AND name=?2 COLLATE NOCASE LIMIT 2");
    s.bind(1, static_cast<qint64>(kind)).bind(2, name);
    while (s.next())
        keys.append(s.text(0));
    s.reset();
    if (keys.isEmpty() && kind == EntityKind::Provider) {
        Statement &known = store.statement("SELECT id FROM ref_provider WHERE name=?1 COLLATE NOCASE UNION SELECT provider FROM ref_provider_alias WHERE alias=lower(?1) LIMIT 2");
        known.bind(1, name);
        while (known.next())
            keys.append(known.text(0));
        known.reset();
    }
    return keys.size() == 1 ? keys.constFirst() : QString();
}

} // namespace store
