// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/compiler.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

// How a path through the inventory becomes joins and columns, and a list of values a set.
namespace rules {
namespace {

constexpr qsizetype longList = 200;

QString either(const QString &a, const QString &b)
{
    if (a.isEmpty())
        return b;
    return b.isEmpty() ? a : u"("_s + a + u" OR "_s + b + u")"_s;
}

} // namespace

QString Compiler::counted(EntityKind kind, const QString &alias) const
{
    if (kind == EntityKind::Workload)
        return u" AND COALESCE(%1.role,'assessed') = 'assessed'"_s.arg(alias);
    QString out;
    // A denial gives nobody access.
    if (kind == EntityKind::Grant && m_catalogue.attribute(kind, u"effect"))
        out += u" AND COALESCE(%1.effect,'allow') <> 'deny'"_s.arg(alias);
    if (m_catalogue.attribute(kind, u"availability"))
        out += u" AND COALESCE(%1.availability,'') <> 'available'"_s.arg(alias);
    return out;
}

Sql Compiler::judgedIds(EntityKind kind) const
{
    const QString where =
        u" WHERE e.kind = %1 AND (e.retired_on IS NULL OR e.retired_on > %2)"_s.arg(static_cast<int>(kind)).arg(m_days.of(Turn::Retirement)) + counted(kind, u"t"_s);
    return u"SELECT e.id FROM entity e JOIN "_s + entityTable(kind) + u" t ON t.id = e.id"_s + where;
}

QString Compiler::join(Scope &scope, const QString &table, const QString &id)
{
    const QString key = table + u'|' + id;
    const auto it = scope.joined.constFind(key);
    if (it != scope.joined.constEnd())
        return *it;
    const QString alias = next("j");
    scope.joins.append(u"LEFT JOIN "_s + table + u' ' + alias + u" ON "_s + alias + u".id = "_s + id);
    scope.joined.insert(key, alias);
    return alias;
}

Compiler::Value Compiler::effective(Scope &scope, const QString &alias, EntityKind kind, const Attribute &attr,
                                    int depth)
{
    Value v;
    v.attribute = &attr;
    v.owner = kind;
    if (!scope.held.isEmpty() && alias == scope.alias && attr.name == scope.held) {
        v.value = alias + u".ref"_s;
        v.absent = alias + u".gone"_s;
        return v;
    }
    v.value = SqliteDialect::column(alias, attr.name);
    v.absent = SqliteDialect::declaredAbsent(alias, attr.name);
    if (attr.inherited.size() < 2 || depth > 3)
        return v;
    QString at = alias;
    QString absent;
    EntityKind here = kind;
    for (qsizetype i = 0; i + 1 < attr.inherited.size(); ++i) {
        const Attribute *step = m_catalogue.attribute(here, attr.inherited.at(i));
        if (!step || !step->refKind)
            return v;
        if (step->isList()) {
            // Of several, the one recorded first speaks.
            at = join(
                scope, entityTable(*step->refKind),
                u"(SELECT MIN(target) FROM link WHERE link.entity = %1.id AND link.attr = '%2')"_s.arg(at, step->name));
        } else {
            const Value ref = effective(scope, at, here, *step, depth + 1);
            absent = either(absent, ref.absent);
            at = join(scope, entityTable(*step->refKind), ref.value);
        }
        here = *step->refKind;
    }
    const Attribute *end = m_catalogue.attribute(here, attr.inherited.constLast());
    if (!end || end->isList() != attr.isList() || end->isList())
        return v;
    const Value far = effective(scope, at, here, *end, depth + 1);
    const QString own = v.value;
    const QString ownAbsent = v.absent;
    v.value = u"(CASE WHEN %1 IS NOT NULL THEN %1 WHEN %2 THEN NULL ELSE %3 END)"_s.arg(own, ownAbsent, far.value);
    v.absent = u"(%1 IS NULL AND %2)"_s.arg(own, either(ownAbsent, either(absent, far.absent)));
    return v;
}

Compiler::Chain Compiler::chain(Scope &from, const Path &path, qsizetype steps)
{
    Scope *scope = &from;
    for (int i = 0; i < path.up && scope->parent; ++i)
        scope = scope->parent;
    Chain c{scope, scope->alias, QString(), scope->kind};
    for (qsizetype i = 0; i < steps; ++i) {
        const Attribute *attr = m_catalogue.attribute(c.kind, path.steps.at(i));
        const Value ref = effective(*scope, c.alias, c.kind, *attr);
        c.absent = either(c.absent, ref.absent);
        c.kind = *attr->refKind;
        c.alias = join(*scope, entityTable(c.kind), ref.value);
    }
    return c;
}

Compiler::Value Compiler::resolve(Scope &from, const Path &path)
{
    const Chain c = chain(from, path, path.steps.size() - 1);
    const QString last = path.steps.constLast();
    const Attribute *attr = m_catalogue.attribute(c.kind, last);
    Value v;
    if (attr) {
        v = effective(*c.scope, c.alias, c.kind, *attr);
        v.absent = either(c.absent, v.absent);
        return v;
    }
    const QString entity = join(*c.scope, u"entity"_s, c.alias + u".id"_s);
    v.owner = c.kind;
    v.absent = c.absent.isEmpty() ? u"0"_s : c.absent;
    v.value = last == "key"_L1 ? entity + u".key"_s : u"COALESCE(NULLIF(%1.name,''),%1.key)"_s.arg(entity);
    return v;
}

Compiler::Value Compiler::entityReference(Scope &from, const Path &path)
{
    if (!path.isSelf())
        return resolve(from, path);
    const Chain c = chain(from, path, 0);
    Value v;
    v.value = c.alias + u".id"_s;
    v.absent = u"0"_s;
    v.owner = c.kind;
    return v;
}

QString Compiler::keyOf(Scope &scope, const QString &id)
{
    return join(scope, u"entity"_s, id) + u".key"_s;
}

QString Compiler::attested(EntityKind kind, const QString &attr) const
{
    return u"EXISTS(SELECT 1 FROM bw_attested WHERE kind = %1 AND attr IN ('*','%2'))"_s.arg(static_cast<int>(kind))
        .arg(attr);
}

double Compiler::number(const Argument &argument) const
{
    return argument.kind == Argument::Kind::Parameter ? m_parameters.value(argument.text) : argument.number;
}

Sql Compiler::member(const QString &value, const Argument &argument)
{
    if (argument.kind == Argument::Kind::Set)
        return {value + u" IN (SELECT value FROM bw_set WHERE name = ?)"_s, {argument.text}};
    if (argument.values.isEmpty())
        return {u"0"_s};
    if (argument.values.size() == 1)
        return {value + u" = ?"_s, {argument.values.constFirst()}};
    if (argument.values.size() > longList) {
        // A name that no value set can have; the same list in two leaves is one.
        QString joined;
        for (const QVariant &v : argument.values)
            joined += v.toString() + QChar(0x1f);
        const QString name = u"#%1"_s.arg(QString::fromLatin1(
            QCryptographicHash::hash(joined.toUtf8(), QCryptographicHash::Sha256).toHex().left(24)));
        m_out.lists.insert(name, argument.values);
        return {value + u" IN (SELECT value FROM bw_set WHERE name = ?)"_s, {name}};
    }
    QStringList marks(argument.values.size(), u"?"_s);
    return {value + u" IN ("_s + marks.join(u',') + u")"_s, argument.values};
}

/// A column that holds the truth of the condition for every entity of its kind, as a table of its own.

} // namespace rules
