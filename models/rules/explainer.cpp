// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/explainer.h"

#include "rules/conditionparser.h"
#include "rules/evaluator.h"
#include "rules/numbertext.h"
#include "rules/peoplesrules.h"
#include "rules/reasontext.h"
#include "store/inventory.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

std::optional<bool> truth(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toInt() != 0);
}

/// The condition on a related thing asks something of what it is related to: by itself it can't be read.
bool looksBack(const Condition &c, int depth)
{
    const bool itself = c.path.up > depth || (c.argument.kind == Argument::Kind::Path && c.argument.path.up > depth);
    return itself || std::any_of(c.children.cbegin(), c.children.cend(), [&](const Condition &child) { return looksBack(child, depth + (c.isRelation() ? 1 : 0)); });
}

} // namespace

Explainer::Explainer(Session &session, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, const Days &days,
                     QHash<QString, double> parameters, ReasonWords words)
    : m_session(session), m_catalogue(catalogue), m_pack(pack), m_rule(rule), m_days(days), m_parameters(std::move(parameters))
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
    m_traced = &db;
    m_values = std::make_unique<store::AttributeStore>(store::nativeHandle(db), m_catalogue);
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
            return numberText(a.number);
        case Argument::Kind::Text:
            return a.text;
        case Argument::Kind::Set:
            return u'@' + a.text;
        case Argument::Kind::Parameter:
            return numberText(m_parameters.value(a.text));
        case Argument::Kind::AsOf:
            return domain::fromDay(m_days.of(Turn::Date)).toString(Qt::ISODate);
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
        text = c.bySite ? u"minus by site "_s : u"minus "_s;
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
        it = m_statements.insert(u"r:"_s + c.pointer, Compiler(m_catalogue, m_days, m_parameters).compileRelated(m_rule.entity, c));
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
        if ((decides || open) && leaf.related.size() < MostRelated)
            leaf.related.append({{rows->value(0).toLongLong()}, static_cast<EntityKind>(rows->value(1).toInt()), rows->value(3).toString(), p});
    }
    rows->finish();
    // It leads nowhere, perhaps since nobody has named what it leads by.
    if (leaf.open && leaf.related.isEmpty() && !c.relation.constFirst().backward) {
        const Result<Fact> first = fact(Path{0, {c.relation.constFirst().attr}}, id);
        if (!first)
            return first.error();
        if (first->state == Fact::State::NotSaid)
            leaf.facts.append(*first);
    }
    qsizetype looked = 0;
    for (RelatedFact &one : leaf.related) {
        if (one.truth || !m_traced || !c.where() || one.kind != c.relation.constLast().kind || looksBack(*c.where(), 0) || looked++ >= MostLookedInto)
            continue;
        if (auto r = lookInto(c, one); !r)
            return r;
    }
    return {};
}

Result<void> Explainer::lookInto(const Condition &c, RelatedFact &one)
{
    auto inner = m_inner.find(c.pointer);
    if (inner == m_inner.end()) {
        auto rule = std::make_shared<Rule>();
        rule->entity = one.kind;
        rule->appliesIf.type = Condition::Type::Const;
        rule->appliesIf.value = true;
        rule->gapIf = *c.where();
        auto explainer = std::make_shared<Explainer>(m_session, m_catalogue, m_pack, *rule, m_days, m_parameters, ReasonWords());
        explainer->traceOn(*m_traced);
        inner = m_inner.insert(c.pointer, {rule, explainer});
    }
    Result<Explanation> why = inner->explainer->explain(one.entity);
    if (!why)
        return why.error();
    // It is asked whatever the day.
    why->status = Status::Unknown;
    one.within = std::make_shared<OpenWithin>(OpenWithin{inner->rule, *why});
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

Result<Explanation> Explainer::explain(domain::EntityId id)
{
    if (m_rule.people) {
        if (!m_people)
            m_people = std::make_unique<PeoplesAnswers>(m_session, m_catalogue, m_days);
        const Result<PeoplesWord> word = m_people->of(m_pack, {m_rule.people->list, m_rule.people->id}, id.value);
        if (!word)
            return word.error();
        Explanation e = explainPeoples(m_rule, id, *word);
        e.status = statusByDate(m_pack, m_rule, m_days.of(Turn::Law)).value_or(e.status);
        return e;
    }
    Explanation e;
    e.entity = id;
    if (!m_compiled) {
        m_compiled = Compiler(m_catalogue, m_days, m_parameters).compileForExplanation(m_rule);
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
    const domain::Day on = m_days.of(Turn::Law);
    const QVariant later = startsLater(m_rule, on).isEmpty() ? QVariant() : row->value(static_cast<int>(4 + m_compiled->leaves.size()));
    e.status = statusByDate(m_pack, m_rule, on).value_or(statusFromTruth(row->value(1), row->value(2), later));
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
        const Result<QList<Fact>> far = farFacts(*leaf.condition, id);
        if (!far)
            return far.error();
        for (const Fact &found : *far) {
            leaf.facts.append(found);
            if (!e.facts.contains(found))
                e.facts.append(found);
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
        if (leaf.open && leaf.condition->type == Condition::Type::Adequate) {
            const Result<QString> point = openInLaw(*leaf.condition, id);
            if (!point)
                return point.error();
            leaf.openInLaw = *point;
        }
        if (leaf.condition->isRelation()) {
            if (auto r = related(leaf, id); !r)
                return r.error();
        }
    }
    if (e.status == Status::Gap || e.status == Status::Unknown) {
        QString sentence = e.status == Status::Gap ? m_rule.reasonGap : m_rule.reasonUnknown;
        // Where only the use is open, the rule's own sentence would say that the rest is not on record.
        if (e.status == Status::Unknown && !e.applies && e.gap && !m_text->saysOpenUse(sentence, m_rule, e.leaves))
            sentence = m_text->useIsOpen(m_rule, *e.gap);
        const Result<Reason> reason = fill(sentence, e);
        if (!reason)
            return reason.error();
        e.reason = reason->text;
        e.reasonSlots = reason->slots_;
        if (e.status == Status::Unknown) {
            if (auto r = sayLevelsUnread(e); !r)
                return r.error();
        }
    } else {
        e.reason = m_text->decidedWell(e, m_rule);
    }
    return e;
}

Result<QList<Explanation>> explainMany(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<ExplainedOf> &asked, domain::Day asOf,
                                       const ReasonWords &words)
{
    Session session(db, catalogue, asOf);
    if (auto r = session.open(); !r)
        return r.error();
    QList<Explanation> all;
    for (const ExplainedOf &of : asked) {
        if (!of.rule)
            continue;
        Explainer explainer(session, catalogue, *of.pack, *of.rule, asOf, parameterValues(*of.pack, {}), words);
        explainer.traceOn(db);
        for (const domain::EntityId id : of.ids) {
            Result<Explanation> one = explainer.explain(id);
            if (!one)
                return one.error();
            all.append(std::move(*one));
        }
    }
    return all;
}

Result<Explanation> explain(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, domain::EntityId id,
                            domain::Day asOf, const ReasonWords &words)
{
    Result<QList<Explanation>> many = explainMany(db, catalogue, {{&pack, &rule, {id}}}, asOf, words);
    if (!many)
        return many.error();
    return many->constFirst();
}

} // namespace rules
