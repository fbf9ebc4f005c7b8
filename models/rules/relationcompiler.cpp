// SPDX-License-Identifier: GPL-3.0-or-later
// Relations to other entities, and the predicates of the law that look at reference data.
#include "rules/compiler.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace rules {
namespace {
const QString notRetired = u" NOT IN (SELECT id FROM bw_retired)"_s;

/// The comparison of a number that is known to lie between the columns lo and hi; hi is NULL where there is no bound.
Sql boundsTest(Op op, double n)
{
    switch (op) {
    case Op::Lt:
        return {u"CASE WHEN hi < ? THEN 1 WHEN lo >= ? THEN 0 END"_s, {n, n}};
    case Op::Le:
        return {u"CASE WHEN hi <= ? THEN 1 WHEN lo > ? THEN 0 END"_s, {n, n}};
    case Op::Gt:
        return {u"CASE WHEN lo > ? THEN 1 WHEN hi <= ? THEN 0 END"_s, {n, n}};
    case Op::Ge:
        return {u"CASE WHEN lo >= ? THEN 1 WHEN hi < ? THEN 0 END"_s, {n, n}};
    default:
        return {u"CASE WHEN lo > ? OR hi < ? THEN 0 WHEN lo = ? AND hi = ? THEN 1 END"_s, {n, n, n, n}};
    }
}
} // namespace

QString Compiler::backTable(const Step &step)
{
    const QString table = u"bw_back_"_s + domain::kindName(step.kind) + u'_' + step.attr;
    Scope scope{step.kind, u"t"_s, nullptr, {}, {}};
    const Value ref = effective(scope, scope.alias, step.kind, *m_catalogue.attribute(step.kind, step.attr));
    const QString rows = u" FROM "_s + fromClause(scope, entityTable(step.kind) + u" t"_s) + u" WHERE "_s + ref.value + u" IS NOT NULL AND t.id"_s +
                         notRetired + counted(step.kind, scope.alias);
    if (m_few) {
        prepare({table, {Sql(u"CREATE TEMP VIEW "_s + table + u" AS SELECT "_s + ref.value + u" AS target, t.id AS source"_s + rows)},
                 Preparation::Kind::View});
        return table;
    }
    Preparation p{table, {}};
    p.statements.append(
        SqliteDialect::createTemp(table, u"target INTEGER, source INTEGER, PRIMARY KEY (target, source)"_s) +
        u" WITHOUT ROWID"_s);
    p.statements.append(u"INSERT INTO "_s + table + u" SELECT "_s + ref.value + u", t.id"_s + rows);
    prepare(p);
    return table;
}

Compiler::RelationParts Compiler::relationParts(const Condition &c, Scope &outer, const std::function<Sql(Scope &)> &within)
{
    RelationParts parts;
    Scope inner{c.relation.constLast().kind, QString(), &outer, {}, {}};
    QString previous = outer.alias;
    EntityKind kind = outer.kind;
    QStringList laterComplete;
    for (qsizetype i = 0; i < c.relation.size(); ++i) {
        const Step &step = c.relation.at(i);
        const QString r = next("r");
        const QString table = entityTable(step.kind);
        QString complete;
        if (step.backward) {
            complete = attested(step.kind, step.attr);
            if (step.list) {
                const QString l = next("l");
                const QString match =
                    l + u".target = "_s + previous + u".id AND "_s + l + u".attr = '"_s + step.attr + u"'"_s;
                const QString source = r + u".id = "_s + l + u".entity"_s;
                if (i == 0) {
                    parts.from = u"link "_s + l + u" JOIN "_s + table + u' ' + r + u" ON "_s + source;
                    parts.where = match + u" AND "_s + r + u".id"_s + notRetired + counted(step.kind, r);
                } else {
                    inner.joins.append(u"LEFT JOIN link "_s + l + u" ON "_s + match);
                    inner.joins.append(u"LEFT JOIN "_s + table + u' ' + r + u" ON "_s + source + u" AND "_s + r +
                                       u".id"_s + notRetired + counted(step.kind, r));
                }
            } else {
                const QString b = next("b");
                const QString match = b + u".target = "_s + previous + u".id"_s;
                const QString source = r + u".id = "_s + b + u".source"_s;
                const QString back = backTable(step) + u' ' + b;
                if (i == 0) {
                    parts.from = back + u" JOIN "_s + table + u' ' + r + u" ON "_s + source;
                    parts.where = match;
                } else {
                    inner.joins.append(u"LEFT JOIN "_s + back + u" ON "_s + match);
                    inner.joins.append(u"LEFT JOIN "_s + table + u' ' + r + u" ON "_s + source);
                }
            }
        } else {
            const Attribute &attr = *m_catalogue.attribute(kind, step.attr);
            if (step.list) {
                complete = ownElements(previous, kind, attr, SqliteDialect::declaredAbsent(previous, attr.name)).complete;
                const QString l = next("l");
                const QString match =
                    l + u".entity = "_s + previous + u".id AND "_s + l + u".attr = '"_s + step.attr + u"'"_s;
                const QString target = r + u".id = "_s + l + u".target"_s;
                if (i == 0) {
                    parts.from = u"link "_s + l + u" JOIN "_s + table + u' ' + r + u" ON "_s + target;
                    parts.where = match;
                } else {
                    inner.joins.append(u"LEFT JOIN link "_s + l + u" ON "_s + match);
                    inner.joins.append(u"LEFT JOIN "_s + table + u' ' + r + u" ON "_s + target);
                }
            } else {
                const Value ref = effective(i == 0 ? outer : inner, previous, kind, attr);
                complete = u"COALESCE(%1 IS NOT NULL OR %2,0)"_s.arg(ref.value, ref.absent);
                if (i == 0) {
                    parts.from = table + u' ' + r;
                    parts.where = r + u".id = "_s + ref.value;
                } else {
                    inner.joins.append(u"LEFT JOIN "_s + table + u' ' + r + u" ON "_s + r + u".id = "_s + ref.value);
                }
            }
        }
        if (i == 0)
            parts.complete = complete;
        else
            laterComplete.append(u"(CASE WHEN %1.id IS NULL THEN 1 ELSE %2 END)"_s.arg(previous, complete));
        parts.reached.append(r);
        previous = r;
        kind = step.kind;
    }
    inner.alias = previous;
    parts.last = previous;
    parts.condition = within ? within(inner) : c.where() ? condition(*c.where(), inner) : Sql(u"1"_s);
    parts.from = fromClause(inner, parts.from);
    if (!laterComplete.isEmpty())
        parts.innerComplete = laterComplete.join(u" AND "_s);
    return parts;
}

Sql Compiler::relation(const Condition &c, Scope &scope)
{
    const RelationParts parts = relationParts(c, scope);
    const bool every = c.type == Condition::Type::Every;
    // 2 decides, 1 is unknown, 0 does not decide; the base form of CASE computes the condition once.
    Sql level =
        Sql(u"CASE "_s) + parts.condition +
        Sql(every ? u" WHEN 0 THEN 2 WHEN 1 THEN 0 ELSE 1 END"_s : u" WHEN 1 THEN 2 WHEN 0 THEN 0 ELSE 1 END"_s);
    QString complete = parts.complete;
    // Naming the inner row leaves out the empty rows of a chain, and keeps the aggregate inside: one that speaks of
    // outer columns only would belong to the outer query. (SQLite drops "id IS NULL" of a primary key before it looks.)
    level = Sql(u"0*"_s + parts.last + u".id+("_s) + level + Sql(u")"_s);
    if (!parts.innerComplete.isEmpty())
        complete += u" AND COALESCE(MIN("_s + parts.innerComplete + u"),1)"_s;
    return Sql(u"(SELECT CASE MAX("_s) + level +
           Sql(u") WHEN 2 THEN %1 WHEN 1 THEN NULL ELSE (CASE WHEN "_s.arg(every ? 0 : 1) + complete +
               u" THEN %1 END) END FROM "_s.arg(every ? 1 : 0) + parts.from + u" WHERE "_s + parts.where + u")"_s);
}

Sql Compiler::count(const Condition &c, Scope &scope)
{
    const RelationParts parts = relationParts(c, scope);
    const double n = number(c.argument);
    QString complete = parts.complete;
    if (!parts.innerComplete.isEmpty())
        complete += u" AND COALESCE(MIN("_s + parts.innerComplete + u"),1)"_s;
    // lo and hi bound the count; hi is without end while the relation is not complete. Two routes to one entity count
    // once.
    const Sql bounds = Sql(u"SELECT COUNT(DISTINCT CASE "_s) + parts.condition +
                       Sql(u" WHEN 1 THEN "_s + parts.last + u".id END) AS lo, CASE WHEN "_s + complete +
                           u" THEN COUNT(DISTINCT CASE "_s) +
                       parts.condition +
                       Sql(u" WHEN 0 THEN NULL ELSE "_s + parts.last + u".id END) END AS hi FROM "_s + parts.from +
                           u" WHERE "_s + parts.where);
    return Sql(u"(SELECT "_s) + boundsTest(c.op, n) + Sql(u" FROM ("_s) + bounds + Sql(u"))"_s);
}

void Compiler::buildRelated(EntityKind kind, const Condition &c)
{
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    const RelationParts parts = relationParts(c, scope);
    const Sql rows = Sql(u"SELECT DISTINCT "_s + parts.last + u".id AS id, "_s) + parts.condition +
                     Sql(u" AS p FROM "_s + fromClause(scope, entityTable(kind) + u" t"_s) + u" JOIN "_s + parts.from +
                         u" WHERE t.id = ? AND "_s + parts.where + u" AND "_s + parts.last + u".id IS NOT NULL"_s);
    m_out.statement = Sql(u"SELECT x.id, e.kind, x.p, COALESCE(NULLIF(e.name,''),e.key) FROM ("_s) + rows +
                      Sql(u") x JOIN entity e ON e.id = x.id ORDER BY x.id LIMIT 1000"_s);
}

void Compiler::buildLeaves(EntityKind kind, const QList<const Condition *> &relations, const QList<const Condition *> &conditions,
                           const QString &ids)
{
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    QList<RelationParts> parts(relations.size());
    const std::function<Sql(Scope &, qsizetype)> descend = [&](Scope &at, qsizetype level) {
        if (level < relations.size()) {
            parts[level] = relationParts(*relations.at(level), at, [&](Scope &inner) { return descend(inner, level + 1); });
            return Sql();
        }
        m_leavesOf = &at;
        for (const Condition *c : conditions)
            condition(*c, at);
        m_leavesOf = nullptr;
        return Sql();
    };
    descend(scope, 0);
    Sql sql(u"SELECT t.id"_s);
    for (const RelationParts &part : std::as_const(parts)) {
        for (const QString &reached : part.reached)
            sql += Sql(u", "_s + reached + u".id"_s);
    }
    for (const LeafColumn &column : std::as_const(m_leaves)) {
        sql += Sql(u", "_s) + column.value;
        m_out.leaves.append(column.leaf);
    }
    sql += Sql(u" FROM "_s + fromClause(scope, ids + u" b CROSS JOIN "_s + entityTable(kind) + u" t ON t.id = b.id"_s));
    QStringList where;
    for (const RelationParts &part : std::as_const(parts)) {
        sql += Sql(u" JOIN "_s + part.from);
        where.append(part.where);
    }
    if (!where.isEmpty())
        sql += Sql(u" WHERE "_s + where.join(u" AND "_s));
    m_out.statement = sql;
}

Sql Compiler::adequate(const Condition &c, Scope &scope)
{
    const Value country = resolve(scope, c.path);
    const auto truth = [&](const std::optional<Path> &path) {
        if (!path)
            return u"NULL"_s;
        const Value v = resolve(scope, *path);
        return u"(CASE WHEN %1 IS NOT NULL THEN %1 <> 0 WHEN %2 THEN 0 END)"_s.arg(v.value, v.absent);
    };
    const QString dpf = truth(c.dpf);
    QString certified = dpf;
    if (c.hr) {
        const QString hr = truth(c.hr);
        const QString dpfHr = truth(c.dpfHr);
        // Who is not certified at all is not for HR data either. While it is not said whether HR data goes, both certificates must hold.
        certified = u"(CASE WHEN NOT %3 THEN 0 WHEN %1 THEN %2 WHEN NOT %1 THEN %3 WHEN %2 AND %3 THEN 1 END)"_s.arg(hr, dpfHr, dpf);
    }
    QString kind = u"NULL"_s;
    if (c.recipientKind) {
        const Value v = resolve(scope, *c.recipientKind);
        kind =
            u"(CASE WHEN %1 IN ('commercial','group','independent_controller') THEN 1 WHEN %1 IS NOT NULL OR %2 THEN 0 END)"_s
                .arg(v.value, v.absent);
    }
    const auto level = [](const QString &truthValue) {
        return u"(CASE %1 WHEN 1 THEN 2 WHEN 0 THEN 0 ELSE 1 END)"_s.arg(truthValue);
    };
    return {
        u"(CASE WHEN %1 IS NULL THEN NULL WHEN %1 IN (SELECT value FROM bw_set WHERE name = 'EEA') THEN 1 ELSE (SELECT "
        u"CASE "
        "MAX(CASE q.condition WHEN '' THEN 2 WHEN 'unconditional' THEN 2 WHEN 'dpf_certified' THEN %2 WHEN "
        "'commercial' THEN %3 "
        "WHEN 'private_sector' THEN %3 ELSE 1 END) WHEN 2 THEN 1 WHEN 1 THEN NULL ELSE 0 END FROM bw_adequacy q WHERE "
        "q.country = %1) END)"_s.arg(country.value, level(certified), level(kind))};
}

Sql Compiler::names(const QString &column, const Condition &c)
{
    if (c.anyName)
        return {u"1"_s};
    Argument list;
    list.kind = Argument::Kind::List;
    for (const QString &name : c.names)
        list.values.append(name);
    return member(column, list);
}

Sql Compiler::exposed(const Condition &c, Scope &scope)
{
    const Value provider = entityReference(scope, c.path);
    const QString x = next("x");
    return Sql(u"(CASE WHEN %1 IS NULL THEN (CASE WHEN %2 THEN 0 END) ELSE (SELECT CASE MAX(%3.level) WHEN 2 THEN 1 "
               u"WHEN 1 THEN NULL "
               "ELSE (CASE WHEN EXISTS(SELECT 1 FROM bw_provider bp WHERE bp.id = %1 AND bp.known >= %5) THEN 0 END) END "
               "FROM "
               "bw_exposure %3 WHERE %3.provider = %1%4 AND "_s.arg(
                   provider.value, provider.absent, x, c.partial ? QString() : u" AND %1.partial = 0"_s.arg(x))
                   .arg(c.anyName ? 2 : 1)) +
           names(x + u".law"_s, c) + Sql(u") END)"_s);
}

Sql Compiler::certified(const Condition &c, Scope &scope)
{
    const Value holder = entityReference(scope, c.path);
    EntityKind kind = holder.owner;
    if (holder.attribute && holder.attribute->refKind)
        kind = *holder.attribute->refKind;
    const Step step{true, false, EntityKind::Certification,
                    kind == EntityKind::LegalEntity ? u"legal_entity"_s : u"holder"_s};
    const QString back = backTable(step);
    const QString b = next("b");
    const QString r = next("r");
    // "ISO/IEC 27001:2022", "iso 27001" and ISO27001 are one scheme.
    Condition plain = c;
    for (QString &name : plain.names)
        name = plainScheme(name);
    Sql scheme(u"1"_s);
    if (!c.anyName) {
        scheme = Sql(u"(CASE WHEN %1 THEN 0 ELSE "_s.arg(SqliteDialect::declaredAbsent(r, u"scheme"_s)))
                 + names(SqliteDialect::plainScheme(r + u".scheme"_s), plain) + Sql(u" END)"_s);
    }
    QString service = u"1"_s;
    if (c.service) {
        const Value wanted = entityReference(scope, *c.service);
        // Where there is no service, none is in its scope.
        service = u"(CASE WHEN %1 IS NULL THEN (CASE WHEN %3 THEN 0 END) ELSE (SELECT CASE MIN(sc.product, sc.region) WHEN 2 THEN 1 WHEN 0 "
                  "THEN 0 END FROM bw_scope sc WHERE sc.certificate = %2.id AND sc.service = %1) END)"_s.arg(wanted.value, r, wanted.absent);
    }
    const QString valid =
        u"(CASE WHEN %1.expires IS NOT NULL THEN %1.expires >= %2 WHEN %3 THEN 1 END) AND COALESCE(%1.issued <= %2,1)"_s
            .arg(r)
            .arg(m_days.of(Turn::Certificate))
            .arg(SqliteDialect::declaredAbsent(r, u"expires"_s));
    const QString kindOf =
        u"(CASE WHEN %1.report_type IS NOT NULL THEN %1.report_type NOT IN ('self','type1') WHEN %2 THEN 0 END)"_s.arg(
            r, SqliteDialect::declaredAbsent(r, u"report_type"_s));
    return Sql(u"(CASE WHEN %1 IS NULL THEN (CASE WHEN %2 THEN 0 END) ELSE (SELECT CASE MAX(CASE ("_s.arg(
               holder.value, holder.absent)) +
           scheme +
           Sql(u" AND "_s + service + u" AND "_s + valid + u" AND "_s + kindOf +
               u") WHEN 1 THEN 2 WHEN 0 THEN 0 ELSE 1 END) WHEN 2 THEN 1 WHEN 1 THEN NULL ELSE (CASE WHEN "_s +
               attested(EntityKind::Certification, step.attr) + u" THEN 0 END) END FROM "_s + back + u' ' + b +
               u" JOIN "_s + entityTable(EntityKind::Certification) + u' ' + r + u" ON "_s + r + u".id = "_s + b +
               u".source WHERE "_s + b + u".target = "_s + holder.value + u") END)"_s);
}

Sql Compiler::covered(const Condition &c, Scope &scope)
{
    const Value certificate = entityReference(scope, c.path);
    return {u"(CASE WHEN %1 IS NULL THEN (CASE WHEN %2 THEN 0 END) ELSE (SELECT CASE sc.%3 WHEN 2 THEN 1 WHEN 0 THEN 0 END "
            "FROM bw_scope sc WHERE sc.certificate = %1 AND sc.service = %4.id) END)"_s.arg(
                certificate.value, certificate.absent, c.region ? u"region"_s : u"product"_s, scope.alias)};
}

Sql Compiler::share(const Condition &c, Scope &scope)
{
    // Members by group: s surely members, q perhaps; g NULL with none = 0 is a member whose group is not known.
    Scope members{c.shareKind, u"t"_s, nullptr, {}, {}};
    const bool wasExplaining = m_explain;
    m_explain = false;
    const Sql where = c.where() ? condition(*c.where(), members) : Sql(u"1"_s);
    m_explain = wasExplaining;
    const Value by = resolve(members, c.path);
    Sql fill = Sql(u"SELECT g, a, SUM(m = 2), SUM(m = 1) FROM (SELECT "_s + by.value + u" AS g, COALESCE("_s +
                   by.value + u" IS NULL AND "_s + by.absent + u",0) AS a, CASE "_s) +
               where +
               Sql(u" WHEN 1 THEN 2 WHEN 0 THEN 0 ELSE 1 END AS m FROM "_s +
                   fromClause(members, entityTable(c.shareKind) + u" t"_s) + u" WHERE t.id IN ("_s) +
               judgedIds(c.shareKind) + Sql(u")) GROUP BY g, a"_s);
    QByteArray identity = fill.text.toUtf8();
    for (const QVariant &bind : std::as_const(fill.binds))
        identity += '|' + bind.toString().toUtf8();
    // Aliases are numbered through a rule, so equal shares may get tables of their own: they are small.
    const QString table =
        u"bw_share_"_s +
        QString::fromLatin1(QCryptographicHash::hash(identity, QCryptographicHash::Sha256).toHex().left(16));
    prepare({table,
             {SqliteDialect::createTemp(table, u"g, a INTEGER, s INTEGER, q INTEGER"_s),
              Sql(u"INSERT INTO "_s + table + u' ') + fill}});

    Value own;
    const bool names = by.attribute && by.attribute->type == ValueType::Ref && by.attribute->refKind == scope.kind;
    if (names) {
        own.value = scope.alias + u".id"_s;
        own.absent = u"0"_s;
    } else {
        own = resolve(scope, c.path);
    }
    const double n = number(c.argument);
    const QString group = u"(CASE WHEN w.g = %1 THEN w.s ELSE 0 END)"_s.arg(own.value);
    const QString maybe = u"(CASE WHEN w.g = %1 THEN w.q ELSE 0 END)"_s.arg(own.value);
    const QString lostS = u"(CASE WHEN w.g IS NULL AND w.a = 0 THEN w.s ELSE 0 END)"_s;
    const QString lostQ = u"(CASE WHEN w.g IS NULL AND w.a = 0 THEN w.q ELSE 0 END)"_s;
    const QString low = u"100.0*SUM(%1)/NULLIF(SUM(w.s)+SUM(w.q)-SUM(%2),0)"_s.arg(group, maybe);
    const QString high =
        u"100.0*(SUM(%1)+SUM(%2)+SUM(%3)+SUM(%4))/NULLIF(SUM(w.s)+SUM(%2)+SUM(%4),0)"_s.arg(group, maybe, lostS, lostQ);
    return Sql(u"(CASE WHEN "_s + own.value + u" IS NULL THEN (CASE WHEN "_s + own.absent +
               u" THEN 0 END) ELSE (SELECT "_s) +
           boundsTest(c.op, n) +
           Sql(u" FROM (SELECT COALESCE("_s + low + u",0) AS lo, COALESCE("_s + high + u",0) AS hi FROM "_s + table +
               u" w)) END)"_s);
}

} // namespace rules
