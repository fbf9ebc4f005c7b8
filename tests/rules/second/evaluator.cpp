// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/second/evaluator.h"

#include "rules/second/levels.h"
#include "rules/second/saysso.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::Status;
using domain::ValueType;

namespace second {

bool matches(const QString &text, const QString &pattern)
{
    const auto plain = [](QChar c) { return c >= u'A' && c <= u'Z' ? QChar(c.unicode() + 32) : c; };
    const std::function<bool(qsizetype, qsizetype)> from = [&](qsizetype t, qsizetype p) {
        if (p == pattern.size())
            return t == text.size();
        if (pattern.at(p) != u'*')
            return t < text.size() && plain(text.at(t)) == plain(pattern.at(p)) && from(t + 1, p + 1);
        for (qsizetype rest = t; rest <= text.size(); ++rest) {
            if (from(rest, p + 1))
                return true;
        }
        return false;
    };
    return from(0, 0);
}

Evaluator::Evaluator(const Inventory &inventory, const Reference &reference, domain::Day asOf)
    : m_inventory(inventory), m_reference(reference), m_asOf(asOf)
{
    int entities = 0;
    int complete = 0;
    for (const Thing *entity : inventory.ofKind(EntityKind::LegalEntity)) {
        entities += !isRetired(*entity);
        complete += !isRetired(*entity) && entity->values.value(u"processing_register_complete"_s).scalar.toBool();
    }
    m_recordComplete = entities > 0 && complete == entities;
}

bool Evaluator::isComplete(EntityKind kind, const QString &attr) const
{
    return m_inventory.isComplete(kind, attr) || (kind == EntityKind::Processing && m_recordComplete);
}

void Evaluator::use(const Pack &pack, Concern concern)
{
    m_pack = &pack;
    m_concernsNobody = false;
    if (!pack.concerns || concern == Concern::NotAsked)
        return;
    bool recorded = false;
    bool nobody = true;
    for (const Thing *entity : m_inventory.ofKind(EntityKind::LegalEntity)) {
        if (isRetired(*entity))
            continue;
        recorded = true;
        nobody = nobody && judge(*pack.concerns, {entity, nullptr}) == Truth(false);
    }
    m_concernsNobody = recorded && nobody;
}

bool Evaluator::isRetired(const Thing &thing) const
{
    return thing.retired && *thing.retired <= m_asOf;
}

bool Evaluator::isJudged(const Thing &thing) const
{
    const auto says = [&](const QString &attr, const QString &word) { return thing.values.value(attr).scalar.toString() == word; };
    if (isRetired(thing))
        return false;
    if (thing.kind == EntityKind::Workload)
        return !says(u"role"_s, u"supporting"_s);
    if (thing.kind == EntityKind::Model)
        return !says(u"availability"_s, u"available"_s);
    return thing.kind != EntityKind::Grant || !says(u"effect"_s, u"deny"_s);
}

std::optional<Status> Evaluator::statusByDay(const Rule &rule) const
{
    const std::optional<domain::Day> from = rule.from ? rule.from : m_pack->from;
    if (from && m_asOf < *from)
        return Status::NotYetApplicable;
    return rule.until && m_asOf > *rule.until ? std::optional(Status::NotApplicable) : std::nullopt;
}

std::optional<Status> Evaluator::status(const Rule &rule, const Thing &thing) const
{
    const Frame frame{&thing, nullptr};
    Truth applies = judge(rule.appliesIf, frame);
    const bool starts = std::any_of(rule.later.cbegin(), rule.later.cend(), [&](const auto &one) { return m_asOf < one.first && judge(one.second, frame) == Truth(true); });
    if (!applies && rule.appliesSurely && !starts)
        applies = false;
    // Whom the rule does not concern has no result, on no day.
    if (rule.onlyConcerned && applies == Truth(false))
        return std::nullopt;
    if (const auto dated = statusByDay(rule))
        return dated;
    if (applies == Truth(false))
        return Status::NotApplicable;
    if (starts)
        return Status::NotYetApplicable;
    const Truth gap = applies ? judge(rule.gapIf, frame) : std::nullopt;
    if (!gap)
        return rule.onlyConcerned && m_concernsNobody ? std::nullopt : std::optional(Status::Unknown);
    return *gap ? Status::Gap : Status::Pass;
}

const Evaluator::Frame &Evaluator::outward(const Frame &frame, int up) const
{
    const Frame *at = &frame;
    for (; up > 0 && at->outer; --up)
        at = at->outer;
    return *at;
}

Evaluator::End Evaluator::follow(const Thing *start, const QStringList &steps, qsizetype count) const
{
    End end{start, false, start->kind};
    for (qsizetype i = 0; i < count; ++i) {
        const Attribute *attr = m_inventory.catalogue().attribute(end.kind, steps.at(i));
        const EntityKind next = *attr->refKind;
        if (!end.thing) {
            end.kind = next;
            continue;
        }
        const Value value = effective(*end.thing, *attr);
        end = {nullptr, value.state == Value::State::Absent, next};
        if (attr->isList()) {
            // Of several, the first that was recorded speaks. That there is none of them says nothing of what it would have said.
            for (const Thing *one : m_inventory.ofKind(next)) {
                if (value.items.contains(one->key)) {
                    end.thing = one;
                    break;
                }
            }
        } else if (value.state == Value::State::Said) {
            end.thing = m_inventory.find(next, value.scalar.toString());
        }
    }
    return end;
}

Value Evaluator::effective(const Thing &thing, const Attribute &attr) const
{
    const auto own = thing.values.constFind(attr.name);
    if (own != thing.values.cend() && own->state != Value::State::Unsaid)
        return *own;
    if (attr.inherited.isEmpty())
        return {};
    const End far = follow(&thing, attr.inherited, attr.inherited.size() - 1);
    if (far.thing)
        return effective(*far.thing, *m_inventory.catalogue().attribute(far.kind, attr.inherited.constLast()));
    if (!far.absent)
        return {};
    return attr.isList() ? Value{Value::State::Said, {}, {}, true} : Value{Value::State::Absent, {}, {}, false};
}

Value Evaluator::valueAt(const Way &way, const Frame &frame, const Attribute **attribute) const
{
    const Thing *start = outward(frame, way.up).thing;
    if (way.steps.isEmpty())
        return {Value::State::Said, start->key, {}, false};
    const End owner = follow(start, way.steps, way.steps.size() - 1);
    const QString &last = way.steps.constLast();
    const Attribute *attr = m_inventory.catalogue().attribute(owner.kind, last);
    if (attribute)
        *attribute = attr;
    if (!owner.thing) {
        const bool list = attr && attr->isList();
        if (!owner.absent)
            return {};
        return list ? Value{Value::State::Said, {}, {}, true} : Value{Value::State::Absent, {}, {}, false};
    }
    if (attr)
        return effective(*owner.thing, *attr);
    const bool name = last == "name"_L1 && !owner.thing->name.isEmpty();
    return {Value::State::Said, name ? owner.thing->name : owner.thing->key, {}, false};
}

Value Evaluator::listAt(const Way &way, const Frame &frame) const
{
    if (way.steps.constLast() != "all_places"_L1)
        return valueAt(way, frame);
    const End owner = follow(outward(frame, way.up).thing, way.steps, way.steps.size() - 1);
    Value all{Value::State::Said, {}, {}, true};
    if (!owner.thing) {
        all.complete = owner.absent;
        return all;
    }
    for (const Attribute &attr : m_inventory.catalogue().kind(owner.kind).attributes) {
        if (!attr.facet)
            continue;
        const Value one = effective(*owner.thing, attr);
        all.items += one.items;
        all.complete = all.complete && one.complete;
    }
    return all;
}

Evaluator::End Evaluator::thingAt(const Way &way, const Frame &frame) const
{
    return follow(outward(frame, way.up).thing, way.steps, way.steps.size());
}

QStringList Evaluator::setOf(const QString &name) const
{
    const auto own = m_inventory.sets.constFind(name);
    if (own != m_inventory.sets.cend())
        return *own;
    if (name != "ADEQUATE"_L1)
        return m_reference.set(name, m_asOf);
    QStringList adequate = m_reference.set(u"EEA"_s);
    for (const Reference::Adequacy &decision : m_reference.adequacy()) {
        const bool runs = (!decision.from || *decision.from <= m_asOf) && (!decision.until || *decision.until >= m_asOf);
        if (runs && decision.condition.isEmpty())
            adequate.append(decision.country);
    }
    return adequate;
}

double Evaluator::numberOf(const Condition &c) const
{
    return c.parameter.isEmpty() ? c.number : m_pack->parameters.value(c.parameter);
}

bool Evaluator::isOneOf(const QVariant &value, const Condition &c) const
{
    if (!c.set.isEmpty())
        return setOf(c.set).contains(value.toString());
    return std::any_of(c.values.cbegin(), c.values.cend(), [&](const QVariant &one) {
        if (one.typeId() == QMetaType::QString)
            return value.typeId() == QMetaType::QString && one.toString() == value.toString();
        return value.typeId() == one.typeId() && one.toDouble() == value.toDouble();
    });
}

Truth Evaluator::compared(const Condition &c, const Value &value, bool isFlag) const
{
    const bool said = value.state == Value::State::Said;
    if (value.state == Value::State::Unsaid)
        return c.unsaid;
    const double x = value.scalar.toDouble();
    const double n = numberOf(c);
    if (c.test == Test::Says)
        return said ? saysIt(c, value.scalar.toString()) : Truth(false);
    if (said && !c.surelyNot.isEmpty()) {
        const bool is = c.test == Test::Matches ? matches(value.scalar.toString(), c.text) : isOneOf(value.scalar, c);
        return is ? Truth(true) : orInNoKnownForm(c, value.scalar.toString());
    }
    switch (c.test) {
    case Test::Is:
    case Test::IsNot: {
        // A yes or no that is declared absent is a no.
        const bool equal = said ? isOneOf(value.scalar, c) : isFlag && !c.flag;
        return (c.test == Test::Is) == equal;
    }
    case Test::In:
    case Test::NotIn:
        return (c.test == Test::In) == (said && isOneOf(value.scalar, c));
    case Test::Lt:
        return said && x < n;
    case Test::Le:
        return said && x <= n;
    case Test::Gt:
        return said && x > n;
    case Test::Ge:
        return said && x >= n;
    case Test::OlderThanDays:
        if (said && x > m_asOf)
            return std::nullopt;
        return said && x < m_asOf - n;
    case Test::Before:
        return said && x < c.day.value_or(m_asOf);
    case Test::After:
        return said && x > c.day.value_or(m_asOf);
    case Test::ExpiresWithinDays:
        return said && m_asOf <= x && x <= m_asOf + n;
    case Test::Matches:
        return said && matches(value.scalar.toString(), c.text);
    case Test::AtLeast:
    case Test::Below:
        return said ? levelIs(c.text, value.scalar.toString(), c.test == Test::AtLeast) : Truth(false);
    default:
        return std::nullopt;
    }
}

Truth Evaluator::orInNoKnownForm(const Condition &c, const QString &text)
{
    const bool known = c.surelyNot.isEmpty() || std::any_of(c.surelyNot.cbegin(), c.surelyNot.cend(), [&](const QString &pattern) { return matches(text, pattern); });
    return known ? Truth(false) : std::nullopt;
}

Truth Evaluator::saysIt(const Condition &c, const QString &text)
{
    QStringList phrases;
    for (const QVariant &one : c.values)
        phrases.append(one.toString());
    if (isUnmentioned(text, phrases, c.butNot))
        return orInNoKnownForm(c, text);
    const Truth says = saysSo(text, phrases, c.butNot);
    return says ? says : c.unclear;
}

Truth Evaluator::attribute(const Condition &c, const Frame &frame) const
{
    const Attribute *attr = nullptr;
    const Value value = valueAt(c.way, frame, &attr);
    if (attr && attr->isList())
        return list(c, frame);
    const bool isFlag = attr && attr->type == ValueType::Bool;
    const bool said = value.state == Value::State::Said;
    const bool absent = value.state == Value::State::Absent;
    switch (c.test) {
    case Test::IsNone: {
        const Truth none = absent ? Truth(true) : said ? Truth(isFlag && !value.scalar.toBool()) : std::nullopt;
        return c.flag ? none : negated(none);
    }
    case Test::IsSaid: {
        const Truth is = absent ? Truth(false) : said ? Truth(true) : std::nullopt;
        return c.flag ? is : negated(is);
    }
    case Test::NotRecorded: {
        const End owner = follow(outward(frame, c.way.up).thing, c.way.steps, c.way.steps.size() - 1);
        const bool complete = owner.thing && isComplete(owner.kind, c.way.steps.constLast());
        const Truth missing = absent || (!said && complete) ? Truth(true) : said ? Truth(false) : std::nullopt;
        return c.flag ? missing : negated(missing);
    }
    case Test::SameAs:
    case Test::DiffersFrom: {
        const Value other = valueAt(c.other, frame);
        Truth same;
        if (absent || other.state == Value::State::Absent)
            same = false;
        else if (said && other.state == Value::State::Said)
            same = value.scalar == other.scalar;
        return c.test == Test::SameAs ? same : negated(same);
    }
    default:
        return compared(c, value, isFlag);
    }
}

Truth Evaluator::judge(const Condition &c, const Frame &frame) const
{
    switch (c.form) {
    case Form::All:
    case Form::Any: {
        Truth result = c.form == Form::All;
        for (const Condition &part : c.parts)
            result = c.form == Form::All ? both(result, judge(part, frame)) : either(result, judge(part, frame));
        return result;
    }
    case Form::Not:
        return negated(judge(c.parts.constFirst(), frame));
    case Form::Const:
        return c.constant;
    case Form::Attribute:
        return attribute(c, frame);
    case Form::AnyOf:
        return anyOf(c, frame);
    case Form::Minus:
        return minus(c, frame);
    case Form::Exists:
    case Form::Every:
    case Form::Count:
        return relation(c, frame);
    case Form::Adequate:
        return adequate(c, frame);
    case Form::Exposed:
        return exposed(c, frame);
    case Form::Certified:
        return certified(c, frame);
    case Form::Covered:
        return covered(c, frame);
    case Form::Share:
        return share(c, frame);
    }
    return std::nullopt;
}

QString Evaluator::account(const Rule &rule, const Thing &thing) const
{
    QStringList lines;
    tell(rule.appliesIf, {&thing, nullptr}, 0, lines);
    tell(rule.gapIf, {&thing, nullptr}, 0, lines);
    return lines.join(u'\n');
}

void Evaluator::tell(const Condition &c, const Frame &frame, int depth, QStringList &lines) const
{
    const Truth truth = judge(c, frame);
    const QString word = truth ? (*truth ? u"true"_s : u"false"_s) : u"unknown"_s;
    lines.append(QString(2 * depth, u' ') + c.pointer + u' ' + c.way.steps.join(u'.') + u' ' + c.text + u": "_s + word);
    if (c.form == Form::All || c.form == Form::Any || c.form == Form::Not) {
        for (const Condition &part : c.parts)
            tell(part, frame, depth + 1, lines);
    }
}

} // namespace second
