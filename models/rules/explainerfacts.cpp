// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of a condition: what is on record, where it stands, and what of it decides.
#include "rules/explainer.h"

#include "rules/adequacy.h"
#include "rules/numbertext.h"
#include "rules/reasontext.h"
#include "store/inventory.h"

#include <QSet>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::Result;
using domain::ValueType;

namespace rules {
namespace {

QList<Path> pathsOf(const Condition &c)
{
    QList<Path> paths;
    if (c.type != Condition::Type::Share && !c.path.isSelf())
        paths.append(c.path);
    if (c.argument.kind == Argument::Kind::Path && !c.argument.path.isSelf())
        paths.append(c.argument.path);
    // What other things have is told apart (farFact).
    for (qsizetype i = 0; i < c.lists.size(); ++i) {
        if (c.ways.value(i).isEmpty())
            paths.append(c.lists.at(i));
    }
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
        return numberText(value.toDouble());
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
                keys = std::get<domain::ListValue>(*value).items.mid(0, MostRelated);
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
    Compiler compiler(m_catalogue, m_days, m_parameters);
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

Result<QList<Fact>> Explainer::farFacts(const Condition &c, domain::EntityId id)
{
    QList<Fact> out;
    for (qsizetype i = 0; i < c.ways.size(); ++i) {
        const QList<Step> way = c.ways.at(i);
        if (way.isEmpty())
            continue;
        const Attribute *attr = endOf(m_catalogue, way.constLast().kind, c.lists.at(i));
        if (!attr)
            continue;
        Fact fact;
        fact.path = relationText(way) + u'>' + c.lists.at(i).text();
        fact.label = attr->label;
        fact.isList = true;
        fact.type = attr->isList() ? attr->of : attr->type;
        fact.coded = fact.type == ValueType::Enum || !attr->values.isEmpty();
        Compiler compiler(m_catalogue, m_days, m_parameters);
        const QString key = u"f:%1/%2"_s.arg(c.pointer).arg(i);
        auto it = m_statements.find(key);
        if (it == m_statements.end())
            it = m_statements.insert(key, compiler.compileReached(m_rule.entity, way, c.lists.at(i)));
        if (auto r = m_session.prepare(*it); !r)
            return r.error();
        auto rows = m_session.ask(it->statement, id.value);
        if (!rows)
            return rows.error();
        bool whollyKnown = false;
        while (rows->next()) {
            if (rows->value(0).isNull())
                whollyKnown = rows->value(1).toInt() != 0;
            else
                fact.values.append(attr->isList() ? rows->value(0).toString() : valueText(rows->value(0), fact.type));
        }
        fact.state = fact.values.isEmpty() ? (whollyKnown ? Fact::State::None : Fact::State::NotSaid) : whollyKnown ? Fact::State::Value : Fact::State::Partial;
        const Result<QList<domain::EntityId>> reached = reachedBy(way, id);
        if (!reached)
            return reached.error();
        for (const domain::EntityId &one : *reached)
            fact.steps.append({one, way.constLast().kind, c.lists.at(i).steps.constFirst()});
        // What nothing is there to say is no fact.
        if (!reached->isEmpty())
            out.append(fact);
    }
    return out;
}

Result<QList<domain::EntityId>> Explainer::reachedBy(const QList<Step> &way, domain::EntityId id)
{
    Condition something;
    something.type = Condition::Type::Exists;
    something.relation = way;
    const QString key = u"s:"_s + relationText(way);
    auto it = m_statements.find(key);
    if (it == m_statements.end())
        it = m_statements.insert(key, Compiler(m_catalogue, m_days, m_parameters).compileRelated(m_rule.entity, something));
    if (auto r = m_session.prepare(*it); !r)
        return r.error();
    auto rows = m_session.ask(it->statement, id.value);
    if (!rows)
        return rows.error();
    QList<domain::EntityId> out;
    while (rows->next() && out.size() < MostRelated)
        out.append(domain::EntityId{rows->value(0).toLongLong()});
    rows->finish();
    return out;
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
    if (c.bySite)
        return out; // a site has no word that a country's list could tell
    if (c.type == Condition::Type::Minus && (!c.ways.isEmpty() || c.outside)) {
        const bool surely = leaf.truth.has_value();
        const QString key = (surely ? u"m:"_s : u"p:"_s) + c.pointer;
        auto it = m_statements.find(key);
        if (it == m_statements.end())
            it = m_statements.insert(key, Compiler(m_catalogue, m_days, m_parameters).compileLacking(m_rule.entity, c, surely));
        if (auto r = m_session.prepare(*it); !r)
            return r.error();
        auto rows = m_session.ask(it->statement, id.value);
        if (!rows)
            return rows.error();
        QStringList values;
        while (rows->next())
            values.append(rows->value(0).toString());
        rows->finish();
        const QList<Step> way = c.ways.value(0);
        const EntityKind kind = way.isEmpty() ? m_rule.entity : way.constLast().kind;
        const Attribute *attr = endOf(m_catalogue, kind, c.lists.constFirst());
        Fact fact;
        fact.type = c.lists.constFirst().steps.constLast() == "all_places"_L1 ? ValueType::Country : !attr ? ValueType::Text : attr->isList() ? attr->of : attr->type;
        fact.coded = fact.type == ValueType::Enum || (attr && !attr->values.isEmpty());
        for (const QString &value : std::as_const(values)) {
            const Result<QString> name = attr && attr->refKind ? nameOf(*attr->refKind, value) : Result<QString>(m_text->word(fact, value));
            if (!name)
                return name.error();
            out.append(*name);
        }
        return out;
    }
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

/// Of a country that no decision covers, or only an unconditional one, neither a certificate nor the kind of recipient is asked; and of a
/// certificate only what still decides. What is on record is told all the same.
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
    const Result<AdequacyAsks> asks = adequacyAsks(m_session, country->values.constFirst());
    if (!asks)
        return asks.error();
    if (asks->certificate) {
        const QList<std::optional<Path>> three{c.dpf, c.dpfHr, c.hr};
        QList<Fact> facts;
        for (const auto &path : three) {
            const Result<Fact> found = path ? fact(*path, id) : Result<Fact>(Fact());
            if (!found)
                return found.error();
            facts.append(*found);
        }
        const auto said = [&facts](qsizetype i) -> std::optional<bool> {
            if (facts.at(i).state == Fact::State::None)
                return false;
            return facts.at(i).values.isEmpty() ? std::nullopt : std::optional(facts.at(i).values.constFirst() == "true"_L1);
        };
        const CertificateAsks open = certificateAsks(said(0), said(2));
        const QList<bool> asked{open.certified, open.forHr, open.hrGoes};
        for (qsizetype i = 0; i < three.size(); ++i) {
            if (three.at(i) && (asked.at(i) || facts.at(i).state != Fact::State::NotSaid))
                paths.append(*three.at(i));
        }
    }
    if (asks->recipient && c.recipientKind)
        paths.append(*c.recipientKind);
    return paths;
}

Result<QString> Explainer::openInLaw(const Condition &c, domain::EntityId id)
{
    const Result<Fact> country = fact(c.path, id);
    if (!country)
        return country.error();
    if (country->values.isEmpty())
        return QString();
    const Result<AdequacyAsks> asks = adequacyAsks(m_session, country->values.constFirst());
    if (!asks)
        return asks.error();
    return asks->limits.isEmpty() ? QString()
                                  : u"Whether the adequacy decision for %1 covers this transfer (%2)"_s.arg(m_text->word(*country, country->values.constFirst()), asks->limits);
}

} // namespace rules
