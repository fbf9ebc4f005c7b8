// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/explainer.h"

#include "rules/conditionparser.h"
#include "rules/evaluator.h"
#include "rules/reasontext.h"
#include "store/inventory.h"

#include <QSet>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::Result;
using domain::Status;
using domain::ValueType;

namespace rules {
namespace {

constexpr qsizetype maxRelatedShown = 20;

std::optional<bool> truth(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toInt() != 0);
}

QList<Path> pathsOf(const Condition &c)
{
    QList<Path> paths;
    if (c.type != Condition::Type::Share && !c.path.isSelf())
        paths.append(c.path);
    if (c.argument.kind == Argument::Kind::Path && !c.argument.path.isSelf())
        paths.append(c.argument.path);
    paths += c.lists;
    for (const auto *path : {&c.dpf, &c.dpfHr, &c.hr, &c.recipientKind, &c.service}) {
        if (*path && !(*path)->isSelf())
            paths.append(**path);
    }
    return paths;
}

QString valueText(const QVariant &value, ValueType type)
{
    switch (type) {
    case ValueType::Bool:
        return value.toInt() != 0 ? u"true"_s : u"false"_s;
    case ValueType::Date:
        return domain::fromDay(value.toInt()).toString(Qt::ISODate);
    case ValueType::Number:
        return QString::number(value.toDouble(), 'g', 12);
    default:
        return value.toString();
    }
}

/// Why a law reaches a provider: "legal,parent" as "legal seat/parent".
QString groundWords(const QString &grounds)
{
    static const QHash<QString, QString> words = {{u"legal"_s, u"legal seat"_s}, {u"hq"_s, u"headquarters"_s},
                                                  {u"control_chain"_s, u"chain of control"_s}, {u"us_nexus"_s, u"business in the US"_s},
                                                  {u"partial_subsidiary"_s, u"a subsidiary only"_s}};
    QStringList out;
    for (const QString &ground : grounds.split(u',', Qt::SkipEmptyParts))
        out.append(words.value(ground, ground));
    return out.join(u'/');
}

/// The attribute at the end of a checked path, and nullptr for key, name and all_places.
const Attribute *endOf(const domain::Catalogue &catalogue, EntityKind kind, const Path &path)
{
    const Attribute *attr = nullptr;
    for (const QString &step : path.steps) {
        attr = catalogue.attribute(kind, step);
        if (attr && attr->refKind)
            kind = *attr->refKind;
    }
    return attr;
}

} // namespace

Explainer::Explainer(Session &session, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, domain::Day asOf,
                     QHash<QString, double> parameters, ReasonWords words)
    : m_session(session), m_catalogue(catalogue), m_pack(pack), m_rule(rule), m_asOf(asOf), m_parameters(std::move(parameters))
{
    QHash<QString, QString> countries;
    // Without the reference data, as in an example of a pack, a country keeps its code.
    if (auto names = m_session.run(Sql(u"SELECT code, name FROM ref_country"_s))) {
        while (names->next())
            countries.insert(names->value(0).toString(), names->value(1).toString());
    }
    for (const QString &code : {u"AE"_s, u"GB"_s, u"NL"_s, u"PH"_s, u"US"_s}) {
        if (const auto it = countries.find(code); it != countries.end())
            *it = words.theCountry.arg(*it);
    }
    m_text = std::make_unique<ReasonText>(std::move(words), std::move(countries), pack, m_parameters);
}

Explainer::~Explainer() = default;

void Explainer::traceOn(QSqlDatabase &db)
{
    m_values = std::make_unique<store::AttributeStore>(store::nativeHandle(db), m_catalogue);
}

QList<FactStep> Explainer::steps(const Path &path, domain::EntityId id)
{
    QList<FactStep> out;
    if (!m_values || path.up > 0)
        return out;
    store::Inventory inventory(*m_values);
    QList<FactStep> level{{id, m_rule.entity, {}}};
    for (qsizetype i = 0; i < path.steps.size() && !level.isEmpty(); ++i) {
        const QString &name = path.steps.at(i);
        QList<FactStep> next;
        for (FactStep &step : level) {
            step.attr = name;
            if (!out.contains(step))
                out.append(step);
            const Attribute *attr = m_catalogue.attribute(step.kind, name);
            if (!attr || !attr->refKind || i + 1 == path.steps.size())
                continue;
            const store::MaybeValue value = inventory.effective(step.entity.value, step.kind, *attr);
            QStringList keys;
            if (value && std::holds_alternative<domain::Reference>(*value))
                keys.append(std::get<domain::Reference>(*value).key);
            else if (value && std::holds_alternative<domain::ListValue>(*value))
                keys = std::get<domain::ListValue>(*value).items.mid(0, maxRelatedShown);
            for (const QString &key : std::as_const(keys)) {
                if (const qint64 target = m_values->find(*attr->refKind, key); target != 0)
                    next.append({{target}, *attr->refKind, {}});
            }
        }
        level = next;
    }
    return out;
}

Result<Fact> Explainer::reach(const Condition &c, domain::EntityId id)
{
    // The laws stand in the reference data and come through the provider's seats and owners; bw_exposure is what the leaf itself asks.
    Fact fact;
    fact.path = c.path.isSelf() ? u"laws"_s : c.path.text() + u".laws"_s;
    fact.label = u"Laws that may reach it"_s;
    fact.isList = true;
    domain::EntityId provider = id;
    if (!c.path.isSelf()) {
        Path beyond = c.path;
        beyond.steps.append(u"laws"_s);
        const QList<FactStep> way = steps(beyond, id);
        if (way.isEmpty() || way.constLast().attr != "laws"_L1)
            return fact;
        fact.steps = way;
        fact.steps.removeLast();
        provider = way.constLast().entity;
    }
    fact.steps.append({provider, EntityKind::Provider, {}});
    auto rows = m_session.ask(
        Sql(u"SELECT x.law, x.level, (SELECT group_concat(DISTINCT g.ground) FROM ref_provider_law g JOIN e_provider p "
            "ON COALESCE(NULLIF(p.ref,''),(SELECT key FROM entity WHERE id = p.id)) = g.provider WHERE p.id = x.provider AND g.law = x.law), "
            "(SELECT l.country || ' ' || CASE WHEN instr(l.name,' (') > 0 THEN substr(l.name,1,instr(l.name,' (')-1) ELSE l.name END "
            "FROM ref_law l WHERE l.id = x.law) FROM bw_exposure x WHERE x.provider = ?%1 ORDER BY x.law"_s.arg(
                c.partial ? QString() : u" AND x.partial = 0"_s)),
        provider.value);
    if (!rows)
        return rows.error();
    bool open = false;
    while (rows->next()) {
        const QString law = rows->value(0).toString();
        if (!c.anyName && !c.names.contains(law))
            continue;
        if (rows->value(1).toInt() < 2)
            open = true;
        const QString name = rows->value(3).toString().isEmpty() ? law : rows->value(3).toString();
        QString ground = groundWords(rows->value(2).toString());
        if (rows->value(1).toInt() < 2)
            ground += ground.isEmpty() ? u"status uncertain"_s : u", status uncertain"_s;
        fact.values.append(ground.isEmpty() ? name : u"%1 (%2)"_s.arg(name, ground));
    }
    fact.state = fact.values.isEmpty() ? Fact::State::NotSaid : open ? Fact::State::Partial : Fact::State::Value;
    return fact;
}

Result<Fact> Explainer::fact(const Path &path, domain::EntityId id, Naming naming)
{
    Fact fact;
    fact.path = path.text();
    fact.steps = steps(path, id);
    const Attribute *attr = endOf(m_catalogue, m_rule.entity, path);
    const bool places = path.steps.constLast() == "all_places"_L1;
    fact.label = attr ? attr->label : path.steps.constLast();
    fact.unit = attr ? attr->unit : QString();
    fact.isList = places || (attr && attr->isList());
    fact.type = places ? ValueType::Country : !attr ? ValueType::Text : attr->isList() ? attr->of : attr->type;
    // Data classes are open lists, but their values are codes as well.
    fact.coded = fact.type == ValueType::Enum || (attr && (!attr->values.isEmpty() || attr->name.endsWith("classes"_L1)));
    const auto statement = [&](const QString &key, auto compile) -> const CompiledRule & {
        auto it = m_statements.find(key);
        if (it == m_statements.end())
            it = m_statements.insert(key, compile());
        return *it;
    };
    const auto ask = [&](const CompiledRule &compiled) -> Result<Rows> {
        if (auto r = m_session.prepare(compiled); !r)
            return r.error();
        return m_session.ask(compiled.statement, id.value);
    };
    Compiler compiler(m_catalogue, m_asOf, m_parameters);
    if (!fact.isList) {
        auto row = ask(statement(u"s:"_s + fact.path, [&] { return compiler.compileScalarFact(m_rule.entity, path); }));
        if (!row)
            return row.error();
        if (!row->next())
            return fact;
        if (!row->value(0).isNull()) {
            fact.state = Fact::State::Value;
            fact.values = {valueText(row->value(0), fact.type)};
        } else if (row->value(1).toInt() != 0) {
            fact.state = Fact::State::None;
        }
        return fact;
    }
    auto rows = ask(statement(u"l:"_s + fact.path, [&] { return compiler.compileListFact(m_rule.entity, path); }));
    if (!rows)
        return rows.error();
    while (rows->next())
        fact.values.append(rows->value(0).toString());
    rows->finish();
    if (naming == Naming::Names && fact.type == ValueType::Ref && attr->refKind) {
        for (QString &value : fact.values) {
            const Result<QString> name = nameOf(*attr->refKind, value);
            if (!name)
                return name.error();
            value = *name;
        }
    }
    auto complete = ask(statement(u"c:"_s + fact.path, [&] { return compiler.compileListComplete(m_rule.entity, path); }));
    if (!complete)
        return complete.error();
    const bool whole = complete->next() && complete->value(0).toInt() != 0;
    if (fact.values.isEmpty())
        fact.state = whole ? Fact::State::None : Fact::State::NotSaid;
    else
        fact.state = whole ? Fact::State::Value : Fact::State::Partial;
    return fact;
}

Result<QString> Explainer::nameOf(EntityKind kind, const QString &key)
{
    const QString cached = m_names.value({static_cast<int>(kind), key});
    if (!cached.isEmpty())
        return cached;
    // A service is a product in a region; a dependency has no name but what it is on.
    const QString name = kind == EntityKind::Service
                             ? u"COALESCE(NULLIF(e.name,''),e.key) || COALESCE((SELECT ' (' || s.region || ')' FROM e_service s WHERE s.id = e.id AND s.region <> ''), '')"_s
                         : kind == EntityKind::Dependency
                             ? u"COALESCE(NULLIF(e.name,''),(SELECT d.target FROM e_dependency d WHERE d.id = e.id),e.key)"_s
                             : u"COALESCE(NULLIF(e.name,''),e.key)"_s;
    auto row = m_session.ask(Sql(u"SELECT "_s + name + u" FROM entity e WHERE e.kind = %1 AND e.key = ?"_s.arg(static_cast<int>(kind))), key);
    if (!row)
        return row.error();
    const QString found = row->next() ? row->value(0).toString() : key;
    m_names.insert({static_cast<int>(kind), key}, found);
    return found;
}

Result<QStringList> Explainer::objectedTo(const Condition &c, domain::EntityId id)
{
    // Places by country, each with the facets where it is found: "India (supported from)".
    QStringList order;
    QHash<QString, QStringList> facets;
    QSet<QString> members;
    const bool outside = c.op == Op::NotIn;
    for (const QVariant &v : c.argument.values)
        members.insert(v.toString());
    if (c.argument.kind == Argument::Kind::Set) {
        auto rows = m_session.run({u"SELECT value FROM bw_set WHERE name = ?"_s, {c.argument.text}});
        if (!rows)
            return rows.error();
        while (rows->next())
            members.insert(rows->value(0).toString());
    }
    QList<Path> lists;
    for (const Path &list : c.lists) {
        if (list.steps.constLast() != "all_places"_L1) {
            lists.append(list);
            continue;
        }
        for (const Attribute &a : m_catalogue.kind(m_rule.entity).attributes) {
            if (a.facet != 0 && list.steps.size() == 1)
                lists.append({0, {a.name}});
        }
    }
    for (const Path &list : std::as_const(lists)) {
        const Result<Fact> found = fact(list, id);
        if (!found)
            return found.error();
        for (const QString &value : found->values) {
            if (value.isEmpty() || members.contains(value) == outside)
                continue;
            const QString word = m_text->word(*found, value);
            if (!facets.contains(word))
                order.append(word);
            facets[word].append(found->label.left(1).toLower() + found->label.mid(1));
        }
    }
    QStringList out;
    for (const QString &word : std::as_const(order))
        out.append(lists.size() > 1 ? u"%1 (%2)"_s.arg(word, facets.value(word).join(u", "_s)) : word);
    return out;
}

Result<QStringList> Explainer::deciding(const LeafExplanation &leaf, domain::EntityId id)
{
    const Condition &c = *leaf.condition;
    if (c.type == Condition::Type::AnyOf)
        return objectedTo(c, id);
    QStringList out;
    if (c.type == Condition::Type::Minus) {
        QList<Fact> sides;
        for (const Path &list : c.lists) {
            const Result<Fact> found = fact(list, id, Naming::Keys);
            if (!found)
                return found.error();
            sides.append(*found);
        }
        const Attribute *attr = endOf(m_catalogue, m_rule.entity, c.lists.constFirst());
        for (const QString &value : sides.constFirst().values) {
            if (sides.constLast().values.contains(value))
                continue;
            QString word = m_text->word(sides.constFirst(), value);
            if (attr && attr->refKind) {
                const Result<QString> name = nameOf(*attr->refKind, value);
                if (!name)
                    return name.error();
                word = *name;
            }
            out.append(word);
        }
        return out;
    }
    for (const RelatedFact &related : leaf.related) {
        QString name = related.name;
        if (related.kind == EntityKind::Dependency) {
            auto row = m_session.ask(Sql(u"SELECT target FROM e_dependency WHERE id = ?"_s), related.entity.value);
            if (!row)
                return row.error();
            if (row->next() && !row->value(0).toString().isEmpty())
                name = row->value(0).toString();
        }
        if (!out.contains(name))
            out.append(name);
    }
    return out;
}

Result<Reason> Explainer::fill(const QString &text, const Explanation &e)
{
    return m_text->fill(text, m_rule, e.leaves, {[&](const Path &path) { return fact(path, e.entity); },
                                                 [&](const LeafExplanation &leaf) { return deciding(leaf, e.entity); }});
}

QString Explainer::expected(const Condition &c) const
{
    QString text;
    const auto argument = [&](const Argument &a) -> QString {
        switch (a.kind) {
        case Argument::Kind::Bool:
            return a.flag ? u"true"_s : u"false"_s;
        case Argument::Kind::Number:
            return QString::number(a.number, 'g', 12);
        case Argument::Kind::Text:
            return a.text;
        case Argument::Kind::Set:
            return u'@' + a.text;
        case Argument::Kind::Parameter:
            return QString::number(m_parameters.value(a.text), 'g', 12);
        case Argument::Kind::AsOf:
            return domain::fromDay(m_asOf).toString(Qt::ISODate);
        case Argument::Kind::Day:
            return domain::fromDay(a.day).toString(Qt::ISODate);
        case Argument::Kind::Path:
            return a.path.isSelf() ? u"self"_s : a.path.text();
        case Argument::Kind::List: {
            QStringList parts;
            for (const QVariant &v : a.values.mid(0, 20))
                parts.append(v.toString());
            return parts.join(u", "_s) + (a.values.size() > 20 ? u", ..."_s : QString());
        }
        case Argument::Kind::None:
            break;
        }
        return {};
    };
    switch (c.type) {
    case Condition::Type::Exists:
        return u"exists "_s + relationText(c.relation);
    case Condition::Type::Every:
        return u"every "_s + relationText(c.relation);
    case Condition::Type::Count:
        text = u"count "_s + relationText(c.relation) + u' ';
        break;
    case Condition::Type::Adequate:
        return u"adequate"_s;
    case Condition::Type::Exposed:
        return u"exposed "_s + (c.anyName ? u"any"_s : c.names.join(u", "_s));
    case Condition::Type::Certified:
        return u"certified "_s + (c.anyName ? u"any"_s : c.names.join(u", "_s));
    case Condition::Type::Covered:
        return c.region ? u"region in the certificate's scope"_s : u"product in the certificate's scope"_s;
    case Condition::Type::Share:
        text = u"share of "_s + domain::kindName(c.shareKind) + u" by "_s + c.path.text() + u' ';
        break;
    case Condition::Type::Minus:
        text = u"minus "_s;
        break;
    case Condition::Type::Const:
        return c.value ? u"true"_s : u"false"_s;
    default:
        break;
    }
    return text + opName(c.op) + u' ' + argument(c.argument);
}

Result<void> Explainer::related(LeafExplanation &leaf, domain::EntityId id)
{
    const Condition &c = *leaf.condition;
    auto it = m_statements.find(u"r:"_s + c.pointer);
    if (it == m_statements.end())
        it = m_statements.insert(u"r:"_s + c.pointer, Compiler(m_catalogue, m_asOf, m_parameters).compileRelated(m_rule.entity, c));
    if (auto r = m_session.prepare(*it); !r)
        return r;
    const CompiledRule &compiled = *it;
    // The condition's values stand before the entity's: compileRelated binds the entity where its question mark is.
    auto rows = m_session.ask(compiled.statement, id.value);
    if (!rows)
        return rows.error();
    const bool every = c.type == Condition::Type::Every;
    while (rows->next()) {
        ++leaf.relatedCount;
        const std::optional<bool> p = truth(rows->value(2));
        const bool decides = p && *p != every;
        const bool open = !p && !leaf.truth;
        if ((decides || open) && leaf.related.size() < maxRelatedShown)
            leaf.related.append({{rows->value(0).toLongLong()}, static_cast<EntityKind>(rows->value(1).toInt()), rows->value(3).toString(), p});
    }
    return {};
}

namespace {

/// The truth of a node from its leaves', and the leaves by which it is open: nothing below a node that is decided.
std::optional<bool> openLeaves(const Condition &c, const QHash<QString, std::optional<bool>> &truths, QSet<QString> &open)
{
    if (c.type == Condition::Type::Const)
        return c.value;
    if (c.type == Condition::Type::Not) {
        const auto inner = openLeaves(c.children.constFirst(), truths, open);
        return inner ? std::optional(!*inner) : std::nullopt;
    }
    if (c.isLeaf()) {
        const std::optional<bool> truth = truths.value(c.pointer);
        if (!truth)
            open.insert(c.pointer);
        return truth;
    }
    const bool decides = c.type == Condition::Type::Any;
    QSet<QString> below;
    bool unknown = false;
    for (const Condition &child : c.children) {
        const auto truth = openLeaves(child, truths, below);
        if (truth == std::optional(decides))
            return decides;
        unknown = unknown || !truth;
    }
    if (!unknown)
        return !decides;
    open += below;
    return std::nullopt;
}

} // namespace

/// Of a country that no decision covers, or only an unconditional one, neither a certificate nor the kind of recipient is asked.
Result<QList<Path>> Explainer::pathsAsked(const Condition &c, domain::EntityId id)
{
    if (c.type != Condition::Type::Adequate)
        return pathsOf(c);
    QList<Path> paths = {c.path};
    const Result<Fact> country = fact(c.path, id);
    if (!country)
        return country.error();
    if (country->values.isEmpty())
        return paths;
    auto rows = m_session.ask(Sql(u"SELECT max(condition = 'dpf_certified'), max(condition IN ('commercial','private_sector')) FROM bw_adequacy "
                                  "WHERE country = ?"_s), country->values.constFirst());
    if (!rows)
        return rows.error();
    if (rows->next()) {
        const bool certificate = rows->value(0).toBool();
        const bool recipient = rows->value(1).toBool();
        for (const auto *path : {&c.dpf, &c.dpfHr, &c.hr}) {
            if (certificate && *path)
                paths.append(**path);
        }
        if (recipient && c.recipientKind)
            paths.append(*c.recipientKind);
    }
    rows->finish();
    return paths;
}

Result<Explanation> Explainer::explain(domain::EntityId id)
{
    Explanation e;
    e.entity = id;
    if (!m_compiled) {
        m_compiled = Compiler(m_catalogue, m_asOf, m_parameters).compileForExplanation(m_rule);
        if (auto r = m_session.prepare(*m_compiled); !r)
            return r.error();
    }
    auto row = m_session.ask(m_compiled->statement, id.value);
    if (!row)
        return row.error();
    if (!row->next())
        return domain::Error{domain::ErrorCode::UnknownEntity, u"no such entity of the rule's kind"_s, QString::number(id.value)};
    e.applies = truth(row->value(1));
    e.gap = truth(row->value(2));
    e.status = statusByDate(m_pack, m_rule, m_asOf).value_or(statusFromTruth(row->value(1), row->value(2)));
    for (qsizetype i = 0; i < m_compiled->leaves.size(); ++i) {
        LeafExplanation leaf;
        leaf.condition = m_compiled->leaves.at(i);
        leaf.pointer = leaf.condition->pointer;
        leaf.truth = truth(row->value(static_cast<int>(4 + i)));
        leaf.expected = expected(*leaf.condition);
        e.leaves.append(leaf);
    }
    row->finish();
    QHash<QString, std::optional<bool>> truths;
    for (const LeafExplanation &leaf : std::as_const(e.leaves))
        truths.insert(leaf.pointer, leaf.truth);
    QSet<QString> open;
    if (openLeaves(m_rule.appliesIf, truths, open) != std::optional(false))
        openLeaves(m_rule.gapIf, truths, open);
    for (LeafExplanation &leaf : e.leaves) {
        leaf.open = open.contains(leaf.pointer);
        const Result<QList<Path>> paths = pathsAsked(*leaf.condition, id);
        if (!paths)
            return paths.error();
        for (const Path &path : *paths) {
            const Result<Fact> found = fact(path, id);
            if (!found)
                return found.error();
            leaf.facts.append(*found);
            if (!e.facts.contains(*found))
                e.facts.append(*found);
        }
        if (m_values && leaf.condition->type == Condition::Type::Exposed) {
            const Result<Fact> found = reach(*leaf.condition, id);
            if (!found)
                return found.error();
            if (found->state != Fact::State::NotSaid && !e.facts.contains(*found)) {
                leaf.facts.append(*found);
                e.facts.append(*found);
            }
        }
        if (!leaf.condition->relation.isEmpty()) {
            if (auto r = related(leaf, id); !r)
                return r.error();
        }
    }
    if (e.status == Status::Gap || e.status == Status::Unknown) {
        QString sentence = e.status == Status::Gap ? m_rule.reasonGap : m_rule.reasonUnknown;
        // Where only the use is open, the rule's own sentence would say that the rest is not on record.
        if (e.status == Status::Unknown && !e.applies && e.gap && !sentence.contains(u"[?/applies_if"_s))
            sentence = m_text->useIsOpen(m_rule, *e.gap);
        const Result<Reason> reason = fill(sentence, e);
        if (!reason)
            return reason.error();
        e.reason = reason->text;
        e.reasonSlots = reason->slots_;
    } else {
        e.reason = m_text->decidedWell(e, m_rule);
    }
    return e;
}

Result<QList<Explanation>> explainMany(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule,
                                       const QList<domain::EntityId> &ids, domain::Day asOf, const ReasonWords &words)
{
    Session session(db, catalogue, asOf);
    if (auto r = session.open(); !r)
        return r.error();
    Explainer explainer(session, catalogue, pack, rule, asOf, parameterValues(pack, {}), words);
    explainer.traceOn(db);
    QList<Explanation> all;
    all.reserve(ids.size());
    for (const domain::EntityId id : ids) {
        Result<Explanation> one = explainer.explain(id);
        if (!one)
            return one.error();
        all.append(std::move(*one));
    }
    return all;
}

Result<Explanation> explain(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, domain::EntityId id,
                            domain::Day asOf, const ReasonWords &words)
{
    Result<QList<Explanation>> many = explainMany(db, catalogue, pack, rule, {id}, asOf, words);
    if (!many)
        return many.error();
    return many->constFirst();
}

} // namespace rules
