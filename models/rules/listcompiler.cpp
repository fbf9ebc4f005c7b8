// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves on lists and facets. ANY must not lose unknowns: true if an element is true; else unknown if an element is unknown or
// the list is not complete; else false.
#include "rules/compiler.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace rules {
namespace {

QString placeCountry(const QString &p)
{
    return u"COALESCE(NULLIF(%1.country,''),(SELECT rr.country FROM ref_region rr WHERE rr.provider = %1.provider AND "
           "rr.code = %1.region),(SELECT ll.country FROM e_location ll WHERE ll.id = %1.site))"_s.arg(p);
}

/// A model that is served by way of a provider's global endpoint may run in any of its regions. Of other things "global" says no more
/// than that they belong to no region.
QString runsAnywhere(const QString &p, EntityKind kind)
{
    return kind != EntityKind::Model
               ? QString()
               : u"((%1.facets & %2) <> 0 AND EXISTS(SELECT 1 FROM ref_region rg WHERE rg.provider = %1.provider AND rg.code = %1.region AND "
                 "rg.kind = 'global'))"_s.arg(p).arg(domain::Facet::Processing);
}

} // namespace

Compiler::Piece Compiler::placePiece(const QString &p, const QString &alias, EntityKind kind, int facets)
{
    return {u"place "_s + p, p + u".entity = "_s + alias + u".id AND (%1.facets & %2) <> 0"_s.arg(p).arg(facets), placeCountry(p), runsAnywhere(p, kind),
            alias, kind, facets, false, p};
}

Compiler::Elements Compiler::ownElements(const QString &alias, EntityKind kind, const Attribute &attr, const QString &absent)
{
    Elements e;
    Piece piece;
    const QString own = u".entity = "_s + alias + u".id"_s;
    if (attr.facet != 0) {
        const QString p = next("p");
        piece = placePiece(p, alias, kind, attr.facet);
        e.unknowable = true;
    } else if (attr.of == ValueType::Ref) {
        const QString l = next("l");
        const QString k = next("k");
        piece = {u"link "_s + l + u" JOIN entity "_s + k + u" ON "_s + k + u".id = "_s + l + u".target"_s,
                 l + own + u" AND "_s + l + u".attr = '"_s + attr.name + u"'"_s, k + u".key"_s};
    } else {
        const QString i = next("i");
        piece = {u"list_item "_s + i, i + own + u" AND "_s + i + u".attr = '"_s + attr.name + u"'"_s, i + u".value"_s};
    }
    e.pieces.append(piece);
    // What is named and not there yet is named all the same.
    if (attr.facet == 0 && attr.of == ValueType::Ref) {
        const QString q = next("q");
        e.pieces.append({u"pending_ref "_s + q, q + own + u" AND "_s + q + u".attr = '"_s + attr.name + u"'"_s, q + u".value"_s});
    }
    e.complete = u"(COALESCE(instr(%1.lists,' %2=2 ')>0 OR %3,0))"_s.arg(alias, attr.name, absent);
    return e;
}

Compiler::Elements Compiler::effectiveElements(Scope &scope, const QString &alias, EntityKind kind, const Attribute &attr,
                                               const QString &chainAbsent, int depth)
{
    const QString ownAbsent = SqliteDialect::declaredAbsent(alias, attr.name);
    const QString absent = chainAbsent.isEmpty() ? ownAbsent : u"("_s + chainAbsent + u" OR "_s + ownAbsent + u")"_s;
    Elements e = ownElements(alias, kind, attr, absent);
    if (attr.inherited.size() < 2 || depth > 3)
        return e;
    QString at = alias;
    QString viaAbsent;
    EntityKind here = kind;
    for (qsizetype i = 0; i + 1 < attr.inherited.size(); ++i) {
        const Attribute *step = m_catalogue.attribute(here, attr.inherited.at(i));
        if (!step || step->type != ValueType::Ref)
            return e;
        const Value ref = effective(scope, at, here, *step, depth + 1);
        viaAbsent = viaAbsent.isEmpty() ? ref.absent : u"("_s + viaAbsent + u" OR "_s + ref.absent + u")"_s;
        at = join(scope, entityTable(*step->refKind), ref.value);
        here = *step->refKind;
    }
    const Attribute *end = m_catalogue.attribute(here, attr.inherited.constLast());
    if (!end || !end->isList())
        return e;
    const Elements far = effectiveElements(scope, at, here, *end, viaAbsent, depth + 1);
    const Piece own = e.pieces.constFirst();
    const QString said = u"(COALESCE(instr(%1.lists,' %2=')>0,0) OR EXISTS(SELECT 1 FROM %3 "
                         "WHERE %4) OR COALESCE(%5,0))"_s.arg(alias, attr.name, own.from, own.where, absent);
    for (Piece piece : far.pieces) {
        piece.where += u" AND NOT "_s + said;
        piece.narrowed = true;
        e.pieces.append(piece);
    }
    e.complete = u"(CASE WHEN %1 THEN %2 ELSE %3 END)"_s.arg(said, e.complete, far.complete);
    return e;
}

Compiler::Elements Compiler::elements(Scope &scope, const Path &path)
{
    const Chain c = chain(scope, path, path.steps.size() - 1);
    const QString last = path.steps.constLast();
    if (last != "all_places"_L1)
        return effectiveElements(*c.scope, c.alias, c.kind, *m_catalogue.attribute(c.kind, last), c.absent);
    Elements all;
    all.unknowable = true;
    const QString p = next("p");
    all.pieces.append({u"place "_s + p, p + u".entity = "_s + c.alias + u".id"_s, placeCountry(p), runsAnywhere(p, c.kind)});
    QStringList complete;
    for (const Attribute &attr : m_catalogue.kind(c.kind).attributes) {
        if (attr.facet == 0)
            continue;
        const Elements one = effectiveElements(*c.scope, c.alias, c.kind, attr, c.absent);
        complete.append(one.complete);
        // The first piece is the entity's own rows, which are there already.
        for (qsizetype i = 1; i < one.pieces.size(); ++i)
            all.pieces.append(one.pieces.at(i));
    }
    all.complete = complete.isEmpty() ? u"0"_s : u"("_s + complete.join(u" AND "_s) + u")"_s;
    return all;
}

Sql Compiler::exists(const Elements &list, const Predicate &predicate) const
{
    Sql sql(u"("_s);
    for (qsizetype i = 0; i < list.pieces.size(); ++i) {
        const Piece &piece = list.pieces.at(i);
        sql += Sql((i ? u" OR EXISTS(SELECT 1 FROM "_s : u"EXISTS(SELECT 1 FROM "_s) + piece.from + u" WHERE "_s + piece.where);
        const Sql test = predicate(piece.value);
        if (!test.text.isEmpty())
            sql += Sql(u" AND ("_s) + test + Sql(u")"_s);
        sql += Sql(u")"_s);
    }
    return sql + Sql(u")"_s);
}

Sql Compiler::anyElement(const Elements &list, const Predicate &predicate) const
{
    Sql sql = Sql(u"(CASE WHEN "_s) + exists(list, predicate) + Sql(u" THEN 1 WHEN "_s + list.complete);
    if (list.unknowable)
        sql += Sql(u" AND NOT "_s) + exists(list, [](const QString &v) { return Sql(v + u" IS NULL"_s); });
    return sql + Sql(u" THEN 0 END)"_s);
}

Sql Compiler::list(const Condition &c, Scope &scope)
{
    const Elements list = elements(scope, c.path);
    const Predicate something = [](const QString &) { return Sql(); };
    // Of a list of which nothing is said at all the condition may say what counts.
    const auto contains = [&](const Predicate &predicate) {
        Sql any = anyElement(list, predicate);
        // An element of neither sort leaves open whether it is one.
        if (!c.surelyNot.isEmpty() || c.op == Op::Says)
            any = Sql(u"(CASE WHEN "_s) + exists(list, predicate) + Sql(u" THEN 1 WHEN "_s) +
                  exists(list, [&](const QString &v) { return Sql(u"NOT ("_s) + isSurelyNot(v, c) + Sql(u")"_s); }) + Sql(u" THEN NULL ELSE "_s) + any + Sql(u" END)"_s);
        if (!c.unsaid)
            return any;
        return Sql(u"COALESCE("_s) + any + Sql(u",CASE WHEN NOT "_s) + exists(list, something) + Sql(u" THEN %1 END)"_s.arg(*c.unsaid ? 1 : 0));
    };
    switch (c.op) {
    case Op::Contains:
    case Op::ContainsAny:
        return contains([&](const QString &v) { return member(v, c.argument); });
    case Op::Says:
        return contains([&](const QString &v) { return compare(v, c); });
    case Op::ContainsMatch:
        return contains([&](const QString &v) { return c.argument.text == "*"_L1 ? Sql(v + u" IS NOT NULL"_s) : SqliteDialect::like(v, c.argument.text); });
    case Op::SubsetOf:
        return Sql(u"(NOT "_s)
               + anyElement(list, [&](const QString &v) { return Sql(u"NOT ("_s) + member(v, c.argument) + Sql(u")"_s); })
               + Sql(u")"_s);
    case Op::IsEmpty:
    case Op::IsNone:
    case Op::IsSaid: {
        const bool full = (c.op == Op::IsSaid) == c.argument.flag;
        return Sql(u"(CASE WHEN "_s) + exists(list, something)
               + Sql(u" THEN %1 WHEN "_s.arg(full ? 1 : 0) + list.complete + u" THEN %1 END)"_s.arg(full ? 0 : 1));
    }
    case Op::NotRecorded: {
        const Chain at = chain(scope, c.path, c.path.steps.size() - 1);
        return Sql(u"(CASE WHEN "_s) + exists(list, something)
               + Sql(u" THEN %1 WHEN %2 THEN %3 WHEN %4 THEN %3 END)"_s.arg(
                   c.argument.flag ? u"0"_s : u"1"_s, list.complete, c.argument.flag ? u"1"_s : u"0"_s,
                   attested(at.kind, c.path.steps.constLast())));
    }
    default:
        return {u"NULL"_s};
    }
}

Sql Compiler::anyOf(const Condition &c, Scope &scope)
{
    Elements all;
    QStringList complete;
    Sql nothing; // none of the lists holds what is asked for, where each that says nothing holds nothing
    for (const Path &path : c.lists) {
        const Elements one = elements(scope, path);
        if (c.unsaid) {
            const Sql unsaid = Sql(u"(NOT "_s) + exists(one, [](const QString &) { return Sql(); });
            const Sql whole = Sql(u" OR ("_s + one.complete + u" AND NOT "_s) + exists(one, [](const QString &v) { return Sql(v + u" IS NULL"_s); }) + Sql(u"))"_s);
            nothing += (nothing.text.isEmpty() ? Sql() : Sql(u" AND "_s)) + unsaid + whole;
        }
        for (const Piece &piece : one.pieces) {
            // Several facets of one thing are one walk through its places.
            const auto same = std::find_if(all.pieces.begin(), all.pieces.end(), [&piece](const Piece &p) {
                return piece.facets != 0 && p.facets != 0 && p.placesOf == piece.placesOf && p.worldwide.isEmpty() == piece.worldwide.isEmpty() && !p.narrowed &&
                       !piece.narrowed;
            });
            if (same == all.pieces.end())
                all.pieces.append(piece);
            else
                *same = placePiece(next("p"), piece.placesOf, piece.kind, same->facets | piece.facets);
        }
        all.unknowable = all.unknowable || one.unknowable;
        complete.append(one.complete);
    }
    all.complete = u"("_s + complete.join(u" AND "_s) + u")"_s;
    // Anywhere is outside of every set that does not hold the whole world; whether it is in one stays open.
    if (c.op == Op::NotIn) {
        for (Piece &piece : all.pieces)
            piece.value = piece.valueOrWorldwide();
    }
    const Predicate asked = [&](const QString &v) { return compare(v, c); };
    if (!c.unsaid)
        return anyElement(all, asked);
    return Sql(u"(CASE WHEN "_s) + exists(all, asked) + Sql(u" THEN 1 WHEN NOT "_s) + exists(all, [](const QString &) { return Sql(); }) + Sql(u" THEN 0 WHEN "_s) + nothing +
           Sql(u" THEN 0 END)"_s);
}

Compiler::Elements Compiler::elementsOf(Scope &scope, const Condition &c, qsizetype list)
{
    const QList<Step> way = c.ways.value(list);
    if (list == 1 && c.where())
        return elementsWhere(scope, c, c.lists.at(list));
    return way.isEmpty() ? elements(scope, c.lists.at(list)) : elementsOf(scope, way, c.lists.at(list));
}

QString Compiler::completeOf(const RelationParts &parts)
{
    return parts.innerComplete.isEmpty() ? parts.complete
                                         : u"(%1 AND COALESCE((SELECT MIN(0*%2.id+(%3)) FROM %4 WHERE %5),1))"_s.arg(parts.complete, parts.reached.constFirst(), parts.innerComplete,
                                                                                                                     parts.from, parts.where);
}

Compiler::Elements Compiler::elementsOf(Scope &scope, const QList<Step> &way, const Path &path)
{
    Condition reached;
    reached.relation = way;
    Elements own;
    QString single;
    const RelationParts parts = relationParts(reached, scope, [&](Scope &inner) {
        const Attribute *attr = m_catalogue.attribute(inner.kind, path.steps.constLast());
        if (!attr || attr->isList()) {
            own = elements(inner, path);
            return Sql();
        }
        const Value v = resolve(inner, path);
        single = v.value;
        // What is taken over from where nobody is named is not known to be absent.
        own.complete = u"COALESCE(%1 IS NOT NULL OR %2,0)"_s.arg(v.value, v.absent);
        return Sql();
    });
    Elements all;
    all.unknowable = own.unknowable;
    for (Piece piece : std::as_const(own.pieces)) {
        piece.from = parts.from + u" JOIN "_s + piece.from;
        piece.where = parts.where + u" AND "_s + piece.where;
        piece.narrowed = true;
        all.pieces.append(piece);
    }
    if (!single.isEmpty())
        all.pieces.append({parts.from, parts.where + u" AND "_s + single + u" IS NOT NULL"_s, single});
    // Naming the inner row keeps the aggregate inside, as in relations.
    all.complete = u"(%1 AND COALESCE((SELECT MIN(0*%2.id+(%3)) FROM %4 WHERE %5),1))"_s.arg(completeOf(parts), parts.last, own.complete, parts.from, parts.where);
    return all;
}

Compiler::Elements Compiler::elementsWhere(Scope &scope, const Condition &c, const Path &path)
{
    Value value;
    const RelationParts parts = relationParts(c, scope, [&](Scope &inner) {
        const Sql where = condition(*c.where(), inner);
        value = resolve(inner, path);
        return where;
    });
    // A piece is text alone, so that the condition's values are written out.
    const QString where = SqliteDialect::written(parts.condition);
    Elements all;
    all.pieces.append({parts.from, u"%1 AND %2 IS NOT NULL AND (%3)"_s.arg(parts.where, value.value, where), value.value});
    all.possible.append({parts.from, u"%1 AND %5.id IS NOT NULL AND NOT COALESCE(%2 IS NULL AND %3,0) AND COALESCE(%4,1)"_s.arg(parts.where, value.value, value.absent, where, parts.last), value.value});
    all.complete = completeOf(parts);
    return all;
}

Sql Compiler::counts(const QString &value, const Condition &c)
{
    Sql sql(value + u" IS NOT NULL"_s);
    return c.outside ? sql + Sql(u" AND NOT ("_s) + member(value, *c.outside) + Sql(u")"_s) : sql;
}

Sql Compiler::isSurelyLacking(const QString &value, const Elements &lacking, const Condition &c)
{
    if (lacking.possible.isEmpty())
        return isLacking(value, lacking, c);
    Elements possible = lacking;
    possible.pieces = lacking.possible;
    return counts(value, c) + Sql(u" AND NOT "_s) + exists(possible, [&value](const QString &other) { return Sql(u"COALESCE(%1 = %2,1)"_s.arg(other, value)); });
}

Sql Compiler::isLacking(const QString &value, const Elements &lacking, const Condition &c)
{
    return counts(value, c) + Sql(u" AND NOT "_s) + exists(lacking, [&value](const QString &other) { return Sql(other + u" = "_s + value); });
}

CompiledRule Compiler::compileReached(EntityKind kind, const QList<Step> &way, const Path &path)
{
    m_out = {};
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    const Elements all = elementsOf(scope, way, path);
    const QString from = u" FROM "_s + fromClause(scope, entityTable(kind) + u" t"_s);
    QString sql = u"SELECT t.id AS id, NULL AS v, "_s + all.complete + u" AS whole"_s + from;
    for (const Piece &piece : all.pieces)
        sql += u" UNION SELECT t.id, "_s + piece.value + u", 0"_s + from + u" JOIN "_s + piece.from + u" WHERE "_s + piece.where + u" AND "_s + piece.value + u" IS NOT NULL"_s;
    m_out.statement = Sql(u"SELECT v, whole FROM ("_s + sql + u") WHERE id = ? ORDER BY v"_s);
    return m_out;
}

void Compiler::buildLacking(EntityKind kind, const Condition &c, bool surely)
{
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    const Elements a = elementsOf(scope, c, 0);
    const Elements b = elementsOf(scope, c, 1);
    const QString from = u" FROM "_s + fromClause(scope, entityTable(kind) + u" t"_s);
    Sql sql;
    for (const Piece &piece : a.pieces) {
        if (!sql.text.isEmpty())
            sql += Sql(u" UNION "_s);
        sql += Sql(u"SELECT t.id AS id, "_s + piece.value + u" AS v"_s + from + u" JOIN "_s + piece.from + u" WHERE "_s + piece.where + u" AND "_s) +
               (surely ? isSurelyLacking(piece.value, b, c) : isLacking(piece.value, b, c));
    }
    m_out.statement = Sql(u"SELECT v FROM ("_s) + sql + Sql(u") WHERE id = ? ORDER BY v"_s);
}

Sql Compiler::minus(const Condition &c, Scope &scope)
{
    if (c.bySite)
        return minusBySite(c, scope);
    const Elements a = elementsOf(scope, c, 0);
    const Elements b = elementsOf(scope, c, 1);
    const Predicate something = [](const QString &) { return Sql(); };
    const Predicate unknown = [](const QString &v) { return Sql(v + u" IS NULL"_s); };
    Sql full(b.complete);
    if (b.unknowable)
        full += Sql(u" AND NOT "_s) + exists(b, unknown);
    // Whatever an unknown value is, it is not among nothing; whether it counts is another question.
    const auto amongNothing = [&](const QList<Piece> &others) {
        if (!a.unknowable || c.outside)
            return Sql();
        Elements there = b;
        there.pieces = others;
        return Sql(u" OR ("_s) + exists(a, unknown) + Sql(u" AND NOT "_s) + exists(there, something) + Sql(u")"_s);
    };
    // "x NOT IN B" by the elements' values, where both are known.
    const Sql candidates = Sql(u"("_s) + exists(a, [&](const QString &v) { return isLacking(v, b, c); }) + amongNothing(b.pieces) + Sql(u")"_s);
    if (!b.possible.isEmpty())
        full += Sql(u" AND ("_s) + exists(a, [&](const QString &v) { return isSurelyLacking(v, b, c); }) + amongNothing(b.possible) + Sql(u")"_s);
    Sql rest(a.complete);
    if (a.unknowable)
        rest += Sql(u" AND NOT "_s) + exists(a, unknown);
    const bool wantEmpty = c.argument.flag;
    return Sql(u"(CASE WHEN "_s) + candidates + Sql(u" THEN (CASE WHEN "_s) + full
           + Sql(u" THEN %1 END) WHEN "_s.arg(wantEmpty ? 0 : 1)) + rest + Sql(u" THEN %1 END)"_s.arg(wantEmpty ? 1 : 0));
}

} // namespace rules
