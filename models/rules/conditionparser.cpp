// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/conditionparser.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace rules {

const QStringList &builtinSets()
{
    static const QStringList names = {u"EU"_s, u"EEA"_s, u"EFTA"_s, u"FIVE_EYES"_s, u"NINE_EYES"_s, u"FOURTEEN_EYES"_s,
                                      u"DOJ_CONCERN"_s, u"ZONE"_s, u"RESTRICTED"_s, u"HIGH_RISK_VENDORS"_s,
                                      u"UK_APPROVED"_s, u"SWISS_LISTED"_s, u"IN_RESTRICTED"_s, u"SDAIA_ADEQUATE"_s,
                                      u"ADEQUATE"_s, u"BR_RECOGNISED"_s, u"KR_RECOGNISED"_s};
    return names;
}

ConditionParser::ConditionParser(const domain::Catalogue &catalogue, const References &references,
                                 const QSet<QString> &parameters, bool dutyRecord, QString basePointer,
                                 QList<domain::Diagnostic> &errors)
    : m_catalogue(catalogue), m_references(references), m_parameters(parameters), m_dutyRecord(dutyRecord),
      m_base(std::move(basePointer)), m_errors(errors)
{
}

void ConditionParser::fail(const QString &code, const QString &pointer, const QString &message)
{
    m_errors.append({code, domain::DiagnosticLevel::Error, m_base + pointer, message});
}

void ConditionParser::members(const QJsonObject &object, std::initializer_list<const char *> known, const QString &pointer)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        bool found = false;
        for (const char *name : known)
            found = found || it.key() == QLatin1String(name);
        if (!found)
            fail(u"unknown-member"_s, pointer + u'/' + it.key(), u"unknown member \"%1\""_s.arg(it.key().left(80)));
    }
}

Condition ConditionParser::parse(const QJsonValue &json, EntityKind kind, const QString &pointer)
{
    m_kinds = {kind};
    return node(json, pointer, 1);
}

Condition ConditionParser::node(const QJsonValue &json, const QString &pointer, int depth)
{
    Condition c;
    c.pointer = pointer;
    if (depth > MaxDepth) {
        fail(u"too-deep"_s, pointer, u"conditions nest deeper than %1"_s.arg(MaxDepth));
        return c;
    }
    if (!json.isObject()) {
        fail(u"wrong-type"_s, pointer, u"a condition must be an object"_s);
        return c;
    }
    const QJsonObject object = json.toObject();
    for (const auto &[name, type] : {std::pair(u"all"_s, Condition::Type::All), std::pair(u"any"_s, Condition::Type::Any)}) {
        if (!object.contains(name))
            continue;
        c.type = type;
        members(object, {"all", "any"}, pointer);
        if (object.size() != 1)
            fail(u"ambiguous"_s, pointer, u"\"all\" and \"any\" stand alone"_s);
        if (!object.value(name).isArray() || object.value(name).toArray().isEmpty()) {
            fail(u"wrong-type"_s, pointer + u'/' + name, u"a list of conditions is expected"_s);
            return c;
        }
        const QJsonArray list = object.value(name).toArray();
        if (list.size() > MaxListValues) {
            fail(u"too-long"_s, pointer + u'/' + name, u"more than %1 conditions"_s.arg(MaxListValues));
            return c;
        }
        for (qsizetype i = 0; i < list.size(); ++i)
            c.children.append(node(list.at(i), pointer + u"/%1/%2"_s.arg(name).arg(i), depth + 1));
        return c;
    }
    if (object.contains(u"not"_s)) {
        members(object, {"not"}, pointer);
        c.type = Condition::Type::Not;
        c.children.append(node(object.value(u"not"_s), pointer + u"/not"_s, depth + 1));
        return c;
    }
    if (object.contains(u"const"_s)) {
        members(object, {"const"}, pointer);
        c.type = Condition::Type::Const;
        if (!object.value(u"const"_s).isBool())
            fail(u"wrong-type"_s, pointer + u"/const"_s, u"true or false is expected"_s);
        c.value = object.value(u"const"_s).toBool();
        return c;
    }
    if (object.contains(u"condition"_s)) {
        // Those of the rule set are written out by now.
        fail(u"unknown-condition"_s, pointer + u"/condition"_s, u"there is no condition of the name \"%1\" here"_s.arg(object.value(u"condition"_s).toString().left(80)));
        return c;
    }
    if (object.contains(u"exists"_s) || object.contains(u"every"_s) || object.contains(u"count"_s))
        return relation(object, pointer, depth);
    if (object.contains(u"adequate"_s) || object.contains(u"exposed"_s) || object.contains(u"certified"_s)
        || object.contains(u"covered_by"_s) || object.contains(u"share"_s))
        return lawLeaf(object, pointer, depth);
    return leaf(object, pointer, depth);
}

std::optional<Path> ConditionParser::pathFromText(const QString &text)
{
    Path path;
    qsizetype i = 0;
    while (i < text.size() && text.at(i) == u'^')
        ++i;
    path.up = static_cast<int>(i);
    if (text.mid(i) == "self"_L1)
        return path;
    path.steps = text.mid(i).split(u'.');
    for (const QString &step : std::as_const(path.steps)) {
        if (step.isEmpty())
            return std::nullopt;
    }
    return path.steps.size() > 8 ? std::nullopt : std::optional(path);
}

ConditionParser::Target ConditionParser::resolve(const Path &path, const QString &pointer)
{
    Target target;
    if (path.up >= m_kinds.size()) {
        fail(u"unknown-attribute"_s, pointer, u"^ leads outside of the rule"_s);
        return target;
    }
    EntityKind kind = m_kinds.at(m_kinds.size() - 1 - path.up);
    for (qsizetype i = 0; i < path.steps.size(); ++i) {
        const QString &step = path.steps.at(i);
        const bool last = i + 1 == path.steps.size();
        target.kind = kind;
        target.attribute = m_catalogue.attribute(kind, step);
        if (!target.attribute) {
            // Some kinds have an attribute of that name; the entity's own key and name stand in for the others.
            if (last && (step == "key"_L1 || step == "name"_L1)) {
                target.ok = true;
                return target;
            }
            fail(u"unknown-attribute"_s, pointer, u"%1 has no attribute \"%2\""_s.arg(domain::kindName(kind), step.left(80)));
            return target;
        }
        if (!last) {
            if (target.attribute->type != ValueType::Ref || !target.attribute->refKind) {
                fail(u"wrong-type"_s, pointer, u"\"%1\" is not a reference"_s.arg(step));
                return target;
            }
            kind = *target.attribute->refKind;
        }
    }
    target.ok = true;
    return target;
}

bool ConditionParser::checkPath(const Path &path, EntityKind kind, const QString &pointer)
{
    m_kinds = {kind};
    return resolve(path, pointer).ok;
}

std::optional<Path> ConditionParser::path(const QJsonValue &json, const QString &pointer, Target *target)
{
    const auto parsed = json.isString() ? pathFromText(json.toString()) : std::nullopt;
    if (!parsed) {
        fail(u"wrong-type"_s, pointer, u"a path to an attribute is expected"_s);
        return std::nullopt;
    }
    const Target found = parsed->isSelf() ? Target{} : resolve(*parsed, pointer);
    if (parsed->isSelf() && parsed->up >= m_kinds.size())
        fail(u"unknown-attribute"_s, pointer, u"^ leads outside of the rule"_s);
    if (target)
        *target = found;
    return parsed->isSelf() || found.ok ? parsed : std::nullopt;
}

QList<Step> ConditionParser::steps(const QString &text, const QString &pointer)
{
    QList<Step> list;
    EntityKind kind = m_kinds.constLast();
    const QStringList parts = text.split(u'>');
    if (parts.size() > 6) {
        fail(u"too-deep"_s, pointer, u"more than six steps"_s);
        return {};
    }
    for (const QString &raw : parts) {
        const QString part = raw.trimmed();
        Step step;
        const qsizetype dot = part.indexOf(u'.');
        if (dot > 0) {
            const auto from = domain::kindFromName(QStringView(part).left(dot));
            const Attribute *a = from ? m_catalogue.attribute(*from, QStringView(part).mid(dot + 1)) : nullptr;
            if (!a) {
                fail(u"unknown-relation"_s, pointer, u"unknown relation \"%1\""_s.arg(part.left(80)));
                return {};
            }
            const bool ref = a->type == ValueType::Ref || (a->isList() && a->of == ValueType::Ref);
            if (!ref || a->refKind != kind) {
                fail(u"wrong-type"_s, pointer, u"%1 does not name a %2"_s.arg(part, domain::kindName(kind)));
                return {};
            }
            step = {true, a->isList(), *from, a->name};
        } else {
            const Attribute *a = m_catalogue.attribute(kind, part);
            if (!a) {
                fail(u"unknown-relation"_s, pointer, u"unknown relation \"%1\""_s.arg(part.left(80)));
                return {};
            }
            const bool ref = a->type == ValueType::Ref || (a->isList() && a->of == ValueType::Ref);
            if (!ref || !a->refKind) {
                fail(u"wrong-type"_s, pointer, u"\"%1\" is not a reference"_s.arg(part));
                return {};
            }
            step = {false, a->isList(), *a->refKind, a->name};
        }
        kind = step.kind;
        list.append(step);
    }
    return list;
}

Condition ConditionParser::relation(const QJsonObject &object, const QString &pointer, int depth)
{
    Condition c;
    c.pointer = pointer;
    QString name = u"exists"_s;
    c.type = Condition::Type::Exists;
    if (object.contains(u"every"_s)) {
        name = u"every"_s;
        c.type = Condition::Type::Every;
    } else if (object.contains(u"count"_s)) {
        name = u"count"_s;
        c.type = Condition::Type::Count;
    }
    if (c.type == Condition::Type::Count) {
        members(object, {"count", "where", "lt", "le", "gt", "ge", "is"}, pointer);
        for (const auto &[text, op] : {std::pair(u"lt"_s, Op::Lt), std::pair(u"le"_s, Op::Le), std::pair(u"gt"_s, Op::Gt),
                                       std::pair(u"ge"_s, Op::Ge), std::pair(u"is"_s, Op::Is)}) {
            if (!object.contains(text))
                continue;
            if (c.op != Op::None)
                fail(u"ambiguous"_s, pointer, u"one comparison for each count"_s);
            c.op = op;
            numberArgument(c, object.value(text), pointer + u'/' + text);
        }
        if (c.op == Op::None)
            fail(u"unknown-operator"_s, pointer, u"a comparison is missing"_s);
    } else {
        members(object, {name == "exists"_L1 ? "exists" : "every", "where"}, pointer);
    }
    if (!object.value(name).isString()) {
        fail(u"wrong-type"_s, pointer + u'/' + name, u"a relation is expected"_s);
        return c;
    }
    c.relation = steps(object.value(name).toString(), pointer + u'/' + name);
    if (c.relation.isEmpty())
        return c;
    if (object.contains(u"where"_s)) {
        m_kinds.append(c.relation.constLast().kind);
        c.children.append(node(object.value(u"where"_s), pointer + u"/where"_s, depth + 1));
        m_kinds.removeLast();
    }
    return c;
}

} // namespace rules
