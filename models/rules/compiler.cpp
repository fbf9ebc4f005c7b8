// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/compiler.h"

#include "domain/status.h"
#include "rules/evaluator.h"
#include "rules/levels.h"
#include "rules/sharedconditions.h"
#include "rules/statedwords.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::Status;
using domain::ValueType;

namespace rules {
namespace {

/// Characters of SQL up to which a comparison is cheap: a column of the thing or of one that it names, with its inheritance.
constexpr qsizetype mostOfAComparison = 600;
/// What a condition costs at least (costOf) that is answered once for each thing that a reference may name: less is as dear as finding the answer.
constexpr int worthAnAnswer = 4;

/// A long chain of AND would nest as deep as it is long; SQLite's parser allows a depth of 1,000. Pairs keep it flat.
Sql balanced(QList<Sql> parts, const QString &op)
{
    while (parts.size() > 1) {
        QList<Sql> paired;
        for (qsizetype i = 0; i < parts.size(); i += 2) {
            if (i + 1 == parts.size())
                paired.append(parts.at(i));
            else
                paired.append(Sql(u"("_s) + parts.at(i) + Sql(op) + parts.at(i + 1) + Sql(u")"_s));
        }
        parts = paired;
    }
    return parts.constFirst();
}

/// What a rule's condition leaves open is not concerned either where the rule says so, unless its day is still to come for the thing.
Sql surely(const Rule &rule, const Sql &applies, const Sql &later)
{
    if (!rule.appliesSurely)
        return applies;
    return Sql(u"COALESCE("_s) + applies + (later.text.isEmpty() ? Sql(u",0)"_s) : Sql(u",CASE ("_s) + later + Sql(u") WHEN 1 THEN NULL ELSE 0 END)"_s));
}

/// Whether a text says that of what a condition asks.
Sql stated(const QString &value, const Condition &c, Stated what)
{
    QStringList phrases;
    for (const QVariant &one : c.argument.values)
        phrases.append(one.toString());
    return {u"("_s + SqliteDialect::stated(value) + u'=' + QString::number(static_cast<int>(what)) + u')', {phrases.join(u'\n'), c.butNot.join(u'\n')}};
}

/// SQLite computes both sides of an AND whose value is asked for. So what compares one column is asked first, then what may have been answered
/// before, and the dear rest only where they do not decide. What is asked first stands twice, which costs less than the rest.
Sql decidedEarly(const Condition &c, const QList<Sql> &parts, const Sql &whole)
{
    const bool isAll = c.type == Condition::Type::All;
    const auto asks = [&](qsizetype i) { return Sql(isAll ? u" WHEN NOT "_s : u" WHEN "_s) + parts.at(i) + Sql(isAll ? u" THEN 0"_s : u" THEN 1"_s); };
    Sql first;
    QList<qsizetype> answers;
    bool dear = false;
    // Of all that must be so, the thing's own places are looked at before what leads to other things.
    const bool leadsOn = isAll && std::any_of(c.children.cbegin(), c.children.cend(), [](const Condition &one) { return !one.ways.isEmpty() || !one.relation.isEmpty(); });
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const Condition &child = c.children.at(i);
        if (SqliteDialect::isAnswer(parts.at(i).text))
            answers.append(i);
        else if (child.type == Condition::Type::Scalar && parts.at(i).text.size() < mostOfAComparison)
            first += asks(i);
        else if (leadsOn && child.type == Condition::Type::AnyOf)
            first += asks(i);
        else
            dear = dear || parts.at(i).text.contains("SELECT"_L1);
    }
    // An answer may be dear as well, the first time.
    for (const qsizetype i : std::as_const(answers)) {
        if (dear || i != answers.constLast())
            first += asks(i);
    }
    dear = dear || !answers.isEmpty();
    return dear && !first.text.isEmpty() ? Sql(u"(CASE"_s) + first + Sql(u" ELSE "_s) + whole + Sql(u" END)"_s) : whole;
}

/// Above this depth a part is taken out; a relation or a leaf adds less than half of what the parser can hold.
constexpr int hoistAbove = 30;
/// What is left for a condition when the statement around it has its share.
constexpr int deepest = SqliteDialect::MaxParserDepth - 20;

QByteArray digest(char kind, const Sql &sql)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(QByteArray(1, kind));
    hash.addData(sql.text.toUtf8());
    for (const QVariant &bind : sql.binds)
        hash.addData('|' + bind.toString().toUtf8());
    return hash.result();
}

} // namespace

Compiler::Compiler(const domain::Catalogue &catalogue, const Days &days, QHash<QString, double> parameters)
    : m_catalogue(catalogue), m_days(days), m_parameters(std::move(parameters))
{
}

void Compiler::prepare(const Preparation &preparation)
{
    for (const Preparation &p : std::as_const(m_out.preparations)) {
        if (p.table == preparation.table)
            return;
    }
    m_out.preparations.append(preparation);
}

Sql Compiler::hoisted(const Condition &c, Scope &scope)
{
    auto it = m_hoisted.constFind(&c);
    if (it == m_hoisted.constEnd()) {
        const bool wasExplaining = m_explain;
        const int counter = m_counter;
        m_explain = false;
        // Names that begin anew make the same text of the same condition, so that rules share the view.
        m_counter = 0;
        Scope own{scope.kind, u"t"_s, nullptr, {}, {}};
        const Sql truth = inlineCondition(c, own);
        m_explain = wasExplaining;
        m_counter = counter;
        // A view can't have values bound; it is read only for the things that are looked at.
        const Sql fill(u"SELECT t.id AS id, "_s + SqliteDialect::written(truth) + u" AS p FROM "_s + fromClause(own, entityTable(scope.kind) + u" t"_s));
        const QString view = u"bw_where_"_s + QString::fromLatin1(digest('v', fill).toHex().left(16));
        prepare({view, {Sql(u"CREATE TEMP VIEW "_s + view + u" AS "_s) + fill}, Preparation::Kind::View});
        it = m_hoisted.insert(&c, view);
    }
    return {u"(SELECT p FROM %1 WHERE %1.id = %2.id)"_s.arg(*it, scope.alias)};
}

/// The same statement has the same name, whichever rule it comes from.
qint64 Compiler::answersOf(Preparation::Kind kind, const QList<Sql> &statements)
{
    const QByteArray hash = digest(kind == Preparation::Kind::Answers ? 't' : 'r', statements.constFirst());
    qint64 name = 0;
    std::memcpy(&name, hash.constData(), sizeof name);
    // As a number in a text it needs no sign.
    name &= std::numeric_limits<qint64>::max();
    prepare({u"answers "_s + QString::number(name), statements, kind, name});
    return name;
}

Sql Compiler::answered(const Condition &c, Scope &scope)
{
    const QString reference = heldBy(c, scope.kind);
    // A reference that the thing itself states is as near as an answer by the thing.
    if (!reference.isEmpty() && m_catalogue.attribute(scope.kind, reference)->inherited.size() < 2)
        return answeredThrough(c, scope, reference);
    auto it = m_answered.constFind(&c);
    if (it == m_answered.constEnd()) {
        const int counter = m_counter;
        m_counter = 0;
        Scope own{scope.kind, u"t"_s, nullptr, {}, {}};
        const Sql truth = reference.isEmpty() ? inlineCondition(c, own) : answeredThrough(c, own, reference);
        m_counter = counter;
        const QString table = entityTable(scope.kind);
        const QString from = u" FROM "_s + fromClause(own, table + u" t"_s);
        it = m_answered.insert(&c, answersOf(Preparation::Kind::Answers, {Sql(u"SELECT "_s) + truth + Sql(from + u" WHERE t.id = ?"_s),
                                                                          Sql(u"SELECT t.id, "_s) + truth + Sql(from),
                                                                          Sql(u"SELECT COUNT(*), MIN(id), MAX(id) FROM "_s + table)}));
    }
    return {SqliteDialect::answer(*it, scope.alias + u".id"_s)};
}

Sql Compiler::answeredThrough(const Condition &c, Scope &scope, const QString &reference)
{
    auto it = m_through.constFind(&c);
    if (it == m_through.constEnd()) {
        const int counter = m_counter;
        m_counter = 0;
        Scope own{scope.kind, u"h"_s, nullptr, {}, {}, reference};
        const Sql truth = inlineCondition(c, own);
        m_counter = counter;
        it = m_through.insert(&c, answersOf(Preparation::Kind::AnswersOfReference,
                                            {Sql(u"SELECT "_s) + truth + Sql(u" FROM "_s + fromClause(own, u"(SELECT ? AS ref, ? AS gone) h"_s))}));
    }
    const Value names = effective(scope, scope.alias, scope.kind, *m_catalogue.attribute(scope.kind, reference));
    return {SqliteDialect::answer(*it, names.value, names.absent)};
}

QString Compiler::heldBy(const Condition &c, EntityKind kind)
{
    const auto known = m_heldBy.constFind(&c);
    if (known != m_heldBy.constEnd())
        return *known;
    QString reference = isNamedByMany(kind) || costOf(c) < worthAnAnswer ? QString() : onlyReference(c);
    if (!reference.isEmpty()) {
        const Attribute *attr = m_catalogue.attribute(kind, reference);
        if (!attr || attr->type != ValueType::Ref || !attr->refKind || !isNamedByMany(*attr->refKind))
            reference.clear();
    }
    return *m_heldBy.insert(&c, reference);
}

Sql Compiler::condition(const Condition &c, Scope &scope)
{
    const bool answering = m_shared && !m_explain;
    if (answering && scope.held.isEmpty()) {
        if (m_shared->contains(c))
            return answered(c, scope);
        if (const QString reference = heldBy(c, scope.kind); !reference.isEmpty())
            return answeredThrough(c, scope, reference);
    }
    if (m_hoisted.contains(&c))
        return hoisted(c, scope);
    const Sql sql = inlineCondition(c, scope);
    if (!m_hoist)
        return sql;
    const int depth = SqliteDialect::parserDepth(sql.text);
    if (depth > hoistAbove && !speaksOfOutside(c)) {
        if (!answering)
            return hoisted(c, scope);
        return scope.held.isEmpty() ? answered(c, scope) : answeredThrough(c, scope, scope.held);
    }
    if (depth > deepest && m_tooDeep.isEmpty())
        m_tooDeep = c.pointer;
    return sql;
}

/// Most rules fit into one statement as they are; what does not is compiled again with its deep parts taken out, and what is still too
/// deep without what only makes it faster.
template <class Build> CompiledRule Compiler::bounded(Build build)
{
    for (const auto &[hoist, early] : {std::pair(false, true), std::pair(true, true), std::pair(true, false)}) {
        m_hoist = hoist;
        m_early = early;
        m_out = {};
        m_leaves.clear();
        m_hoisted.clear();
        m_answered.clear();
        m_through.clear();
        m_tooDeep.clear();
        build();
        int depth = SqliteDialect::parserDepth(m_out.statement.text);
        for (const Preparation &preparation : std::as_const(m_out.preparations)) {
            // Of answers all statements ask the same.
            for (const Sql &statement : preparation.name != 0 ? preparation.statements.mid(0, 1) : preparation.statements)
                depth = qMax(depth, SqliteDialect::parserDepth(statement.text));
        }
        if (depth <= SqliteDialect::MaxParserDepth && m_tooDeep.isEmpty())
            break;
    }
    return m_out;
}

Sql Compiler::inlineCondition(const Condition &c, Scope &scope)
{
    switch (c.type) {
    case Condition::Type::All:
    case Condition::Type::Any: {
        QList<Sql> parts;
        for (const Condition &child : c.children)
            parts.append(condition(child, scope));
        if (parts.isEmpty())
            return {c.type == Condition::Type::All ? u"1"_s : u"0"_s};
        const Sql whole = balanced(parts, c.type == Condition::Type::All ? u" AND "_s : u" OR "_s);
        return m_early ? decidedEarly(c, parts, whole) : whole;
    }
    case Condition::Type::Not:
        return Sql(u"(NOT "_s) + condition(c.children.constFirst(), scope) + Sql(u")"_s);
    case Condition::Type::Const:
        return {c.value ? u"1"_s : u"0"_s};
    default:
        break;
    }
    Sql sql = leaf(c, scope);
    if (m_explain && (m_leavesOf ? &scope == m_leavesOf : !scope.parent))
        m_leaves.append({&c, sql});
    return sql;
}

Sql Compiler::leaf(const Condition &c, Scope &scope)
{
    switch (c.type) {
    case Condition::Type::Scalar:
        return scalar(c, scope);
    case Condition::Type::List:
        return list(c, scope);
    case Condition::Type::AnyOf:
        return anyOf(c, scope);
    case Condition::Type::Minus:
        return minus(c, scope);
    case Condition::Type::Exists:
    case Condition::Type::Every:
        return relation(c, scope);
    case Condition::Type::Count:
        return count(c, scope);
    case Condition::Type::Adequate:
        return adequate(c, scope);
    case Condition::Type::Exposed:
        return exposed(c, scope);
    case Condition::Type::Certified:
        return certified(c, scope);
    case Condition::Type::Covered:
        return covered(c, scope);
    case Condition::Type::Share:
        return share(c, scope);
    default:
        return {u"NULL"_s};
    }
}

Sql Compiler::compare(const QString &v, const Condition &c)
{
    switch (c.op) {
    case Op::Is:
    case Op::In:
        return member(v, c.argument);
    case Op::IsNot:
    case Op::NotIn:
        return Sql(u"NOT ("_s) + member(v, c.argument) + Sql(u")"_s);
    case Op::Lt:
        return {v + u" < ?"_s, {number(c.argument)}};
    case Op::Le:
        return {v + u" <= ?"_s, {number(c.argument)}};
    case Op::Gt:
        return {v + u" > ?"_s, {number(c.argument)}};
    case Op::Ge:
        return {v + u" >= ?"_s, {number(c.argument)}};
    case Op::OlderThanDays:
        return {u"CASE WHEN "_s + v + u" > ? THEN NULL ELSE "_s + v + u" < ? END"_s,
                {m_days.of(Turn::Age), static_cast<double>(m_days.of(Turn::Age)) - number(c.argument)}};
    case Op::ExpiresWithinDays:
        return {v + u" BETWEEN ? AND ?"_s, {m_days.of(Turn::Date), static_cast<double>(m_days.of(Turn::Date)) + number(c.argument)}};
    case Op::Before:
    case Op::After:
        return {v + (c.op == Op::Before ? u" < ?"_s : u" > ?"_s),
                {c.argument.kind == Argument::Kind::AsOf ? m_days.of(Turn::Date) : c.argument.day}};
    case Op::Matches:
        return SqliteDialect::like(v, c.argument.text);
    case Op::Says:
        return c.unclear.value_or(false) ? Sql(u"("_s) + stated(v, c, Stated::Affirmed) + Sql(u" OR "_s) + stated(v, c, Stated::Unclear) + Sql(u")"_s)
                                         : stated(v, c, Stated::Affirmed);
    case Op::AtLeast:
    case Op::Below: {
        const Level level = levelNamed(c.argument.text).value_or(Level{});
        return {SqliteDialect::level(v) + (c.op == Op::AtLeast ? u" >= ?"_s : u" < ?"_s), {level.ladder, level.rank}};
    }
    default:
        return {u"NULL"_s};
    }
}

Sql Compiler::isSurelyNot(const QString &value, const Condition &c)
{
    QList<Sql> parts;
    for (const QString &pattern : c.surelyNot)
        parts.append(SqliteDialect::like(value, pattern));
    if (c.op != Op::Says)
        return balanced(parts, u" OR "_s);
    const Sql unmentioned = stated(value, c, Stated::Unmentioned);
    return Sql(u"("_s) + stated(value, c, Stated::Denied) + Sql(u" OR "_s) + (c.unclear == std::optional(false) ? stated(value, c, Stated::Unclear) + Sql(u" OR "_s) : Sql()) +
           (parts.isEmpty() ? unmentioned : Sql(u"("_s) + unmentioned + Sql(u" AND "_s) + balanced(parts, u" OR "_s) + Sql(u")"_s)) + Sql(u")"_s);
}

Sql Compiler::scalar(const Condition &c, Scope &scope)
{
    Value v = resolve(scope, c.path);
    const ValueType type = v.attribute ? v.attribute->type : ValueType::Text;
    if (c.op == Op::SameAs || c.op == Op::DiffersFrom) {
        const Value other = entityReference(scope, c.argument.path);
        return {u"(CASE WHEN %1 IS NOT NULL AND %2 IS NOT NULL THEN %1 %3 %2 WHEN %4 OR %5 THEN %6 END)"_s.arg(
            v.value, other.value, c.op == Op::SameAs ? u"="_s : u"<>"_s, v.absent, other.absent,
            c.op == Op::SameAs ? u"0"_s : u"1"_s)};
    }
    if (c.op == Op::IsNone || c.op == Op::IsSaid || c.op == Op::NotRecorded) {
        QString sql;
        if (c.op == Op::IsNone)
            sql = u"CASE WHEN %1 IS NOT NULL THEN %3 WHEN %2 THEN 1 END"_s.arg(
                v.value, v.absent, type == ValueType::Bool ? v.value + u" = 0"_s : u"0"_s);
        else if (c.op == Op::IsSaid)
            sql = u"CASE WHEN %1 IS NOT NULL THEN 1 WHEN %2 THEN 0 END"_s.arg(v.value, v.absent);
        else
            sql = u"CASE WHEN %1 IS NOT NULL THEN 0 WHEN %2 THEN 1 WHEN %3 THEN 1 END"_s.arg(
                v.value, v.absent, attested(v.owner, c.path.steps.constLast()));
        return {c.argument.flag ? u"("_s + sql + u")"_s : u"(NOT ("_s + sql + u"))"_s};
    }
    QString absent = u"0"_s;
    if (c.op == Op::IsNot || c.op == Op::NotIn)
        absent = u"1"_s;
    if (type == ValueType::Bool && (c.op == Op::Is || c.op == Op::IsNot)) {
        const bool wanted = c.argument.values.constFirst().toBool();
        absent = wanted == (c.op == Op::IsNot) ? u"1"_s : u"0"_s;
    }
    if (type == ValueType::Ref) {
        Scope *outer = &scope;
        for (int i = 0; i < c.path.up; ++i)
            outer = outer->parent;
        v.value = keyOf(*outer, v.value);
    }
    Sql compared = compare(v.value, c);
    if (!c.surelyNot.isEmpty() || c.op == Op::Says)
        compared = Sql(u"CASE WHEN "_s) + compared + Sql(u" THEN 1 WHEN "_s) + isSurelyNot(v.value, c) + Sql(u" THEN 0 END"_s);
    return Sql(u"(CASE WHEN "_s + v.value + u" IS NOT NULL THEN ("_s) + compared +
           Sql(u") WHEN "_s + v.absent + u" THEN "_s + absent + (c.unsaid ? (*c.unsaid ? u" ELSE 1 END)"_s : u" ELSE 0 END)"_s) : u" END)"_s));
}

QString Compiler::fromClause(const Scope &scope, const QString &base)
{
    return scope.joins.isEmpty() ? base : base + u' ' + scope.joins.join(u' ');
}

Sql Compiler::rootColumn(const Rule &rule, Scope &scope)
{
    QStringList parts;
    QStringList outside;
    bool onlyCountries = true;
    for (const Path &path : rule.root) {
        if (path.isSelf())
            break;
        const Value v = resolve(scope, path);
        if (v.attribute && v.attribute->isList())
            continue;
        const bool country = v.attribute && v.attribute->type == ValueType::Country;
        const QString mark = v.attribute && v.attribute->type == ValueType::Ref ? u"'#'||"_s : country ? u"'@'||"_s : u"':'||"_s;
        // Of several countries the first outside the zone is where the gap comes from.
        onlyCountries = onlyCountries && country;
        if (onlyCountries)
            outside.append(u"CASE WHEN %1 NOT IN (SELECT value FROM bw_set WHERE name = 'ZONE') THEN %2%1 END"_s.arg(v.value, mark));
        parts.append(mark + v.value);
    }
    if (outside.size() > 1)
        parts = outside + parts;
    if (parts.isEmpty())
        return {u"NULL"_s};
    return {parts.size() == 1 ? parts.constFirst() : u"COALESCE("_s + parts.join(u',') + u")"_s};
}

CompiledRule Compiler::compile(const Rule &rule)
{
    m_explain = false;
    return bounded([&] { build(rule); });
}

void Compiler::build(const Rule &rule)
{
    Scope scope{rule.entity, u"t"_s, nullptr, {}, {}};
    const auto number = [](Status status) { return QString::number(static_cast<int>(status)); };
    const Sql applies = condition(rule.appliesIf, scope);
    const Sql gap = condition(rule.gapIf, scope);
    const Sql later = startsLaterThan(rule, scope);
    // The base form of CASE computes its condition once, and the gap only where the rule applies.
    Sql judged = Sql(u"CASE ("_s) + gap +
                 Sql(u") WHEN 1 THEN %1 WHEN 0 THEN %2 ELSE %3 END"_s.arg(number(Status::Gap), number(Status::Pass), number(Status::Unknown)));
    Sql open(number(Status::Unknown));
    if (!later.text.isEmpty()) {
        const Sql notYet = Sql(u"CASE ("_s) + later + Sql(u") WHEN 1 THEN %1 ELSE "_s.arg(number(Status::NotYetApplicable)));
        judged = notYet + judged + Sql(u" END"_s);
        open = notYet + open + Sql(u" END"_s);
    }
    const Sql status = Sql(u"CASE ("_s) + surely(rule, applies, later) + Sql(u") WHEN 1 THEN "_s) + judged +
                       Sql(u" WHEN 0 THEN %1 ELSE "_s.arg(number(Status::NotApplicable))) + open + Sql(u" END"_s);
    const Sql root = rootColumn(rule, scope);
    // CROSS JOIN fixes the order: by the judged ids.
    m_out.statement = Sql(u"SELECT b.id, "_s) + status + Sql(u", "_s) + root +
                      Sql(u" FROM "_s + fromClause(scope, judgedTable(rule.entity) + u" b CROSS JOIN "_s +
                                                              entityTable(rule.entity) + u" t ON t.id = b.id"_s));
}

Sql Compiler::startsLaterThan(const Rule &rule, Scope &scope)
{
    const QList<const Condition *> conditions = startsLater(rule, m_days.of(Turn::Law));
    if (conditions.isEmpty())
        return {};
    // Its parts are no leaves of the rule: they say when it applies, and not whether it is met.
    const bool wasExplaining = m_explain;
    m_explain = false;
    QList<Sql> parts;
    for (const Condition *c : conditions)
        parts.append(condition(*c, scope));
    m_explain = wasExplaining;
    return balanced(parts, u" OR "_s);
}

CompiledRule Compiler::compileTruth(EntityKind kind, const Condition &c)
{
    m_explain = false;
    return bounded([&] { buildTruth(kind, c); });
}

void Compiler::buildTruth(EntityKind kind, const Condition &c)
{
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    const Sql truth = condition(c, scope);
    m_out.statement = Sql(u"SELECT "_s) + truth + Sql(u" FROM "_s + fromClause(scope, entityTable(kind) + u" t"_s) + u" WHERE t.id = ?"_s);
}

CompiledRule Compiler::compileForExplanation(const Rule &rule)
{
    m_explain = true;
    const CompiledRule compiled = bounded([&] { buildExplanation(rule); });
    m_explain = false;
    return compiled;
}

void Compiler::buildExplanation(const Rule &rule)
{
    Scope scope{rule.entity, u"t"_s, nullptr, {}, {}};
    const Sql applies = condition(rule.appliesIf, scope);
    const Sql gap = condition(rule.gapIf, scope);
    const Sql later = startsLaterThan(rule, scope);
    Sql sql = Sql(u"SELECT t.id, "_s) + surely(rule, applies, later) + Sql(u", "_s) + gap + Sql(u", "_s) + rootColumn(rule, scope);
    for (const LeafColumn &column : std::as_const(m_leaves)) {
        sql += Sql(u", "_s) + column.value;
        m_out.leaves.append(column.leaf);
    }
    if (!later.text.isEmpty())
        sql += Sql(u", "_s) + later;
    sql += Sql(u" FROM "_s + fromClause(scope, entityTable(rule.entity) + u" t"_s) + u" WHERE t.id = ?"_s);
    m_out.statement = sql;
}

CompiledRule Compiler::compileRelated(EntityKind kind, const Condition &c)
{
    return bounded([&] { buildRelated(kind, c); });
}

CompiledRule Compiler::compileLacking(EntityKind kind, const Condition &c, bool surely)
{
    return bounded([&] { buildLacking(kind, c, surely); });
}

CompiledRule Compiler::compileLeaves(EntityKind kind, const QList<const Condition *> &relations,
                                     const QList<const Condition *> &conditions, const QString &ids)
{
    m_explain = true;
    const CompiledRule compiled = bounded([&] { buildLeaves(kind, relations, conditions, ids); });
    m_explain = false;
    m_leavesOf = nullptr;
    return compiled;
}

CompiledRule Compiler::compileScalarFact(EntityKind kind, const Path &path)
{
    m_out = {};
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    Value v = resolve(scope, path);
    if (v.attribute && v.attribute->type == ValueType::Ref) {
        const QString entity = join(scope, u"entity"_s, v.value);
        v.value = u"COALESCE(NULLIF(%1.name,''),%1.key)"_s.arg(entity);
    }
    m_out.statement = Sql(u"SELECT "_s + v.value + u", "_s + v.absent + u" FROM "_s +
                          fromClause(scope, entityTable(kind) + u" t"_s) + u" WHERE t.id = ?"_s);
    return m_out;
}

CompiledRule Compiler::compileListComplete(EntityKind kind, const Path &path)
{
    m_out = {};
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    const Elements list = elements(scope, path);
    m_out.statement = Sql(u"SELECT "_s + list.complete + u" FROM "_s + fromClause(scope, entityTable(kind) + u" t"_s) +
                          u" WHERE t.id = ?"_s);
    return m_out;
}

CompiledRule Compiler::compileListFact(EntityKind kind, const Path &path)
{
    m_out = {};
    Scope scope{kind, u"t"_s, nullptr, {}, {}};
    const Elements list = elements(scope, path);
    QStringList parts;
    for (const Piece &piece : list.pieces)
        parts.append(u"SELECT "_s + piece.valueOrWorldwide() + u" FROM "_s + fromClause(scope, entityTable(kind) + u" t"_s) +
                     u" JOIN "_s + piece.from + u" WHERE t.id = bw_subject.id AND "_s + piece.where);
    // The entity is bound once, whatever the number of pieces.
    QString text = u"WITH bw_subject(id) AS (SELECT ?) SELECT * FROM ("_s;
    QStringList selects;
    for (const QString &part : std::as_const(parts))
        selects.append(QString(part).replace(u" FROM "_s + entityTable(kind) + u" t"_s,
                                             u" FROM bw_subject JOIN "_s + entityTable(kind) + u" t"_s));
    m_out.statement = Sql(text + selects.join(u" UNION "_s) + u") ORDER BY 1"_s);
    return m_out;
}

} // namespace rules
