// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/conditionparser.h"

#include <QDate>
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
                                      u"DOJ_CONCERN"_s, u"ZONE"_s, u"RESTRICTED"_s, u"HIGH_RISK_VENDORS"_s};
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
    if (object.contains(u"exists"_s) || object.contains(u"every"_s) || object.contains(u"count"_s))
        return relation(object, pointer, depth);
    if (object.contains(u"adequate"_s) || object.contains(u"exposed"_s) || object.contains(u"certified"_s)
        || object.contains(u"share"_s))
        return lawLeaf(object, pointer, depth);
    return leaf(object, pointer);
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

bool ConditionParser::value(const QJsonValue &json, const Target &target, QVariant &out, const QString &pointer)
{
    const ValueType type = !target.attribute          ? ValueType::Text
                           : target.attribute->isList() ? target.attribute->of
                                                        : target.attribute->type;
    switch (type) {
    case ValueType::Bool:
        if (json.isBool()) {
            out = json.toBool();
            return true;
        }
        break;
    case ValueType::Int:
    case ValueType::Number:
        if (json.isDouble()) {
            out = json.toDouble();
            return true;
        }
        break;
    case ValueType::Date: {
        const QDate date = QDate::fromString(json.toString(), Qt::ISODate);
        if (date.isValid()) {
            out = domain::toDay(date);
            return true;
        }
        break;
    }
    default: {
        if (!json.isString())
            break;
        const QString text = json.toString();
        if (text.toUtf8().size() > MaxTextBytes) {
            fail(u"too-long"_s, pointer, u"text longer than %1 bytes"_s.arg(MaxTextBytes));
            return false;
        }
        if (type == ValueType::Country && !m_references.countries.isEmpty() && !m_references.countries.contains(text)) {
            fail(u"unknown-country"_s, pointer, u"unknown country \"%1\""_s.arg(text.left(80)));
            return false;
        }
        if (target.attribute && !target.attribute->values.isEmpty() && !target.attribute->values.contains(text)) {
            fail(u"unknown-value"_s, pointer,
                 u"\"%1\" is not a value of %2"_s.arg(text.left(80), target.attribute->name));
            return false;
        }
        out = text;
        return true;
    }
    }
    fail(u"wrong-type"_s, pointer, u"the value does not fit the attribute's type"_s);
    return false;
}

bool ConditionParser::listArgument(Condition &c, const QJsonValue &json, const Target &target, const QString &pointer)
{
    if (json.isString() && json.toString().startsWith(u'@')) {
        const QString name = json.toString().mid(1);
        if (!builtinSets().contains(name) && !m_references.sets.contains(name)) {
            fail(u"unknown-set"_s, pointer, u"unknown set \"%1\""_s.arg(json.toString().left(80)));
            return false;
        }
        c.argument.kind = Argument::Kind::Set;
        c.argument.text = name;
        return true;
    }
    if (!json.isArray()) {
        fail(u"wrong-type"_s, pointer, u"a list or a @SET is expected"_s);
        return false;
    }
    const QJsonArray list = json.toArray();
    if (list.size() > MaxListValues) {
        fail(u"too-long"_s, pointer, u"more than %1 values"_s.arg(MaxListValues));
        return false;
    }
    c.argument.kind = Argument::Kind::List;
    bool ok = true;
    for (qsizetype i = 0; i < list.size(); ++i) {
        QVariant v;
        ok = value(list.at(i), target, v, pointer + u"/%1"_s.arg(i)) && ok;
        c.argument.values.append(v);
    }
    return ok;
}

void ConditionParser::numberArgument(Condition &c, const QJsonValue &json, const QString &pointer)
{
    if (json.isDouble()) {
        c.argument.kind = Argument::Kind::Number;
        c.argument.number = json.toDouble();
    } else if (json.isObject() && json.toObject().size() == 1 && json.toObject().value(u"param"_s).isString()) {
        c.argument.kind = Argument::Kind::Parameter;
        c.argument.text = json.toObject().value(u"param"_s).toString();
        if (!m_parameters.contains(c.argument.text))
            fail(u"unknown-parameter"_s, pointer + u"/param"_s, u"unknown parameter \"%1\""_s.arg(c.argument.text.left(80)));
    } else {
        fail(u"wrong-type"_s, pointer, u"a number or {\"param\": name} is expected"_s);
    }
}

void ConditionParser::argument(Condition &c, const QJsonValue &json, const Target &target, const QString &pointer)
{
    const ValueType type = target.attribute ? target.attribute->type : ValueType::Text;
    const bool numeric = type == ValueType::Int || type == ValueType::Number;
    const bool textual = type == ValueType::Text || type == ValueType::Enum || type == ValueType::Country || type == ValueType::Ref;
    const auto wrong = [&](const QString &what) { fail(u"wrong-type"_s, pointer, what); };
    switch (c.op) {
    case Op::Is:
    case Op::IsNot: {
        QVariant v;
        if (!value(json, target, v, pointer))
            return;
        c.argument.kind = Argument::Kind::List;
        c.argument.values = {v};
        return;
    }
    case Op::In:
    case Op::NotIn:
        listArgument(c, json, target, pointer);
        return;
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
        if (!numeric)
            return wrong(u"only numbers can be compared by size"_s);
        return numberArgument(c, json, pointer);
    case Op::OlderThanDays:
    case Op::ExpiresWithinDays:
        if (type != ValueType::Date)
            return wrong(u"the attribute is not a date"_s);
        return numberArgument(c, json, pointer);
    case Op::Before:
    case Op::After:
        if (type != ValueType::Date)
            return wrong(u"the attribute is not a date"_s);
        if (json.toString() == "as_of"_L1) {
            c.argument.kind = Argument::Kind::AsOf;
        } else if (const QDate date = QDate::fromString(json.toString(), Qt::ISODate); date.isValid()) {
            c.argument.kind = Argument::Kind::Day;
            c.argument.day = domain::toDay(date);
        } else {
            wrong(u"\"as_of\" or an ISO date is expected"_s);
        }
        return;
    case Op::NotRecorded:
        if (!m_dutyRecord)
            return fail(u"not-recorded-without-duty"_s, pointer, u"not_recorded needs \"duty\": \"record\""_s);
        [[fallthrough]];
    case Op::IsNone:
    case Op::IsSaid:
    case Op::IsEmpty:
        if (!json.isBool())
            return wrong(u"true or false is expected"_s);
        c.argument.kind = Argument::Kind::Bool;
        c.argument.flag = json.toBool();
        return;
    case Op::Matches:
    case Op::ContainsMatch:
        if (!json.isString() || (c.op == Op::Matches && !textual))
            return wrong(u"a wildcard text on a text attribute is expected"_s);
        if (json.toString().toUtf8().size() > MaxTextBytes)
            return fail(u"too-long"_s, pointer, u"text longer than %1 bytes"_s.arg(MaxTextBytes));
        c.argument.kind = Argument::Kind::Text;
        c.argument.text = json.toString();
        return;
    case Op::SameAs:
    case Op::DiffersFrom: {
        Target other;
        const auto p = path(json, pointer, &other);
        if (!p)
            return;
        if (!p->isSelf() && other.attribute && other.attribute->isList())
            return wrong(u"a list cannot be compared with a value"_s);
        const bool refHere = type == ValueType::Ref;
        const bool refThere = p->isSelf() || (other.attribute && other.attribute->type == ValueType::Ref);
        if (refHere != refThere)
            return wrong(u"a reference can only be compared with a reference"_s);
        c.argument.kind = Argument::Kind::Path;
        c.argument.path = *p;
        return;
    }
    case Op::Contains: {
        QVariant v;
        if (!value(json, target, v, pointer))
            return;
        c.argument.kind = Argument::Kind::List;
        c.argument.values = {v};
        return;
    }
    case Op::ContainsAny:
    case Op::SubsetOf:
        listArgument(c, json, target, pointer);
        return;
    case Op::None:
        return;
    }
}

Condition ConditionParser::leaf(const QJsonObject &object, const QString &pointer)
{
    Condition c;
    c.pointer = pointer;
    const QString subject = object.contains(u"attr"_s)     ? u"attr"_s
                            : object.contains(u"any_of"_s) ? u"any_of"_s
                            : object.contains(u"minus"_s)  ? u"minus"_s
                                                           : QString();
    if (subject.isEmpty()) {
        fail(u"unknown-operator"_s, pointer, u"no known condition"_s);
        return c;
    }
    QString opText;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == subject)
            continue;
        const auto op = opFromName(it.key());
        if (!op) {
            fail(u"unknown-operator"_s, pointer + u'/' + it.key(), u"unknown operator \"%1\""_s.arg(it.key().left(80)));
            return c;
        }
        if (c.op != Op::None) {
            fail(u"ambiguous"_s, pointer, u"one operator for each leaf"_s);
            return c;
        }
        c.op = *op;
        opText = it.key();
    }
    if (c.op == Op::None) {
        fail(u"unknown-operator"_s, pointer, u"an operator is missing"_s);
        return c;
    }
    const QString at = pointer + u'/' + opText;
    if (subject == "attr"_L1) {
        Target target;
        const auto p = path(object.value(subject), pointer + u"/attr"_s, &target);
        if (!p)
            return c;
        if (p->isSelf()) {
            fail(u"wrong-type"_s, pointer + u"/attr"_s, u"an attribute is expected"_s);
            return c;
        }
        c.path = *p;
        const bool list = target.attribute && target.attribute->isList();
        const bool listOp = c.op >= Op::Contains;
        const bool bothOp = c.op == Op::NotRecorded || c.op == Op::IsSaid || c.op == Op::IsNone;
        c.type = list ? Condition::Type::List : Condition::Type::Scalar;
        if (list != listOp && !(list && bothOp)) {
            fail(u"wrong-type"_s, at, list ? u"this operator is not for lists"_s : u"this operator is for lists only"_s);
            return c;
        }
        argument(c, object.value(opText), target, at);
        return c;
    }
    c.type = subject == "any_of"_L1 ? Condition::Type::AnyOf : Condition::Type::Minus;
    const QJsonArray lists = object.value(subject).toArray();
    if (lists.isEmpty() || lists.size() > 64 || (c.type == Condition::Type::Minus && lists.size() != 2)) {
        fail(u"wrong-type"_s, pointer + u'/' + subject, u"a list of lists is expected"_s);
        return c;
    }
    Target first;
    for (qsizetype i = 0; i < lists.size(); ++i) {
        const QString where = pointer + u"/%1/%2"_s.arg(subject).arg(i);
        auto p = lists.at(i).isString() ? pathFromText(lists.at(i).toString()) : std::nullopt;
        if (!p || p->isSelf()) {
            fail(u"wrong-type"_s, where, u"a list attribute is expected"_s);
            continue;
        }
        Target target;
        if (p->steps.constLast() == "all_places"_L1) {
            static const Attribute places = [] {
                Attribute a;
                a.name = u"all_places"_s;
                a.type = ValueType::List;
                a.of = ValueType::Country;
                return a;
            }();
            if (p->steps.size() > 1) {
                Path owner = *p;
                owner.steps.removeLast();
                const Target ref = resolve(owner, where);
                if (!ref.ok)
                    continue;
                if (!ref.attribute || ref.attribute->type != ValueType::Ref) {
                    fail(u"wrong-type"_s, where, u"a reference is expected before all_places"_s);
                    continue;
                }
            } else if (p->up >= m_kinds.size()) {
                fail(u"unknown-attribute"_s, where, u"^ leads outside of the rule"_s);
                continue;
            }
            target.attribute = &places;
            target.ok = true;
        } else {
            target = resolve(*p, where);
            if (!target.ok)
                continue;
            if (!target.attribute || !target.attribute->isList()) {
                fail(u"wrong-type"_s, where, u"\"%1\" is not a list"_s.arg(p->text()));
                continue;
            }
        }
        if (!first.ok)
            first = target;
        c.lists.append(*p);
    }
    if (!first.ok)
        return c;
    const bool allowed = c.type == Condition::Type::Minus
                             ? c.op == Op::IsEmpty
                             : c.op == Op::In || c.op == Op::NotIn || c.op == Op::Is || c.op == Op::Matches;
    if (!allowed) {
        fail(u"unknown-operator"_s, at, u"this operator does not go with %1"_s.arg(subject));
        return c;
    }
    if (c.op == Op::Matches) {
        if (!object.value(opText).isString())
            fail(u"wrong-type"_s, at, u"a wildcard text is expected"_s);
        c.argument.kind = Argument::Kind::Text;
        c.argument.text = object.value(opText).toString();
        return c;
    }
    argument(c, object.value(opText), first, at);
    return c;
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

void ConditionParser::names(Condition &c, const QJsonValue &json, bool laws, const QString &pointer)
{
    if (json.toString() == "any"_L1) {
        c.anyName = true;
        return;
    }
    const QJsonArray list = json.toArray();
    if (list.isEmpty() || list.size() > MaxListValues) {
        fail(u"wrong-type"_s, pointer, u"\"any\" or a list of names is expected"_s);
        return;
    }
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString name = list.at(i).toString();
        if (name.isEmpty() || name.toUtf8().size() > MaxTextBytes)
            fail(u"wrong-type"_s, pointer + u"/%1"_s.arg(i), u"a name is expected"_s);
        else if (laws && !m_references.laws.isEmpty() && !m_references.laws.contains(name))
            fail(u"unknown-law"_s, pointer + u"/%1"_s.arg(i), u"unknown law \"%1\""_s.arg(name.left(80)));
        c.names.append(name);
    }
}

Condition ConditionParser::lawLeaf(const QJsonObject &object, const QString &pointer, int depth)
{
    Condition c;
    c.pointer = pointer;
    const auto typed = [&](const QString &name, ValueType type) -> std::optional<Path> {
        if (!object.contains(name))
            return std::nullopt;
        Target target;
        const QString at = pointer + u'/' + name;
        const auto p = path(object.value(name), at, &target);
        if (!p)
            return std::nullopt;
        const ValueType found = target.attribute ? target.attribute->type : ValueType::Text;
        if (p->isSelf() || found != type) {
            fail(u"wrong-type"_s, at, u"the attribute has the wrong type"_s);
            return std::nullopt;
        }
        return p;
    };
    const auto owner = [&](const QString &name, bool entityToo) {
        Target target;
        const QString at = pointer + u'/' + name;
        const auto p = path(object.value(name), at, &target);
        if (!p)
            return;
        std::optional<EntityKind> kind;
        if (p->isSelf()) {
            if (p->up < m_kinds.size())
                kind = m_kinds.at(m_kinds.size() - 1 - p->up);
        } else if (target.attribute && target.attribute->type == ValueType::Ref) {
            kind = target.attribute->refKind;
        }
        if (kind != EntityKind::Provider && !(entityToo && kind == EntityKind::LegalEntity))
            fail(u"wrong-type"_s, at, u"a provider is expected"_s);
        c.path = *p;
    };
    if (object.contains(u"adequate"_s)) {
        members(object, {"adequate", "dpf", "dpf_hr", "hr", "kind"}, pointer);
        c.type = Condition::Type::Adequate;
        c.path = typed(u"adequate"_s, ValueType::Country).value_or(Path{});
        c.dpf = typed(u"dpf"_s, ValueType::Bool);
        c.dpfHr = typed(u"dpf_hr"_s, ValueType::Bool);
        c.hr = typed(u"hr"_s, ValueType::Bool);
        c.recipientKind = typed(u"kind"_s, ValueType::Enum);
        return c;
    }
    if (object.contains(u"exposed"_s)) {
        members(object, {"exposed", "laws", "partial"}, pointer);
        c.type = Condition::Type::Exposed;
        owner(u"exposed"_s, false);
        names(c, object.contains(u"laws"_s) ? object.value(u"laws"_s) : QJsonValue(u"any"_s), true, pointer + u"/laws"_s);
        if (object.contains(u"partial"_s) && !object.value(u"partial"_s).isBool())
            fail(u"wrong-type"_s, pointer + u"/partial"_s, u"true or false is expected"_s);
        c.partial = object.value(u"partial"_s).toBool();
        return c;
    }
    if (object.contains(u"certified"_s)) {
        members(object, {"certified", "schemes", "service"}, pointer);
        c.type = Condition::Type::Certified;
        owner(u"certified"_s, true);
        names(c, object.contains(u"schemes"_s) ? object.value(u"schemes"_s) : QJsonValue(u"any"_s), false,
              pointer + u"/schemes"_s);
        if (object.contains(u"service"_s)) {
            Target target;
            c.service = path(object.value(u"service"_s), pointer + u"/service"_s, &target);
            const bool fits = c.service && (c.service->isSelf() ? m_kinds.constLast() == EntityKind::Service
                                                                : target.attribute
                                                                      && target.attribute->type == ValueType::Ref
                                                                      && target.attribute->refKind == EntityKind::Service);
            if (c.service && !fits)
                fail(u"wrong-type"_s, pointer + u"/service"_s, u"a service is expected"_s);
        }
        return c;
    }
    members(object, {"share", "lt", "le", "gt", "ge"}, pointer);
    c.type = Condition::Type::Share;
    for (const auto &[text, op] : {std::pair(u"lt"_s, Op::Lt), std::pair(u"le"_s, Op::Le), std::pair(u"gt"_s, Op::Gt),
                                   std::pair(u"ge"_s, Op::Ge)}) {
        if (!object.contains(text))
            continue;
        if (c.op != Op::None)
            fail(u"ambiguous"_s, pointer, u"one comparison for each share"_s);
        c.op = op;
        numberArgument(c, object.value(text), pointer + u'/' + text);
    }
    if (c.op == Op::None)
        fail(u"unknown-operator"_s, pointer, u"a comparison is missing"_s);
    const QString at = pointer + u"/share"_s;
    const QJsonObject share = object.value(u"share"_s).toObject();
    members(share, {"kind", "where", "by"}, at);
    const auto kind = domain::kindFromName(share.value(u"kind"_s).toString());
    if (!kind) {
        fail(u"unknown-kind"_s, at + u"/kind"_s, u"unknown kind"_s);
        return c;
    }
    c.shareKind = *kind;
    const QList<EntityKind> outer = m_kinds;
    // A share is one figure for the whole workspace: its condition cannot speak of the entity outside.
    m_kinds = {*kind};
    if (share.contains(u"where"_s))
        c.children.append(node(share.value(u"where"_s), at + u"/where"_s, depth + 1));
    Target by;
    const auto p = path(share.value(u"by"_s), at + u"/by"_s, &by);
    m_kinds = outer;
    if (!p || p->isSelf())
        return c;
    c.path = *p;
    const bool names = by.attribute && by.attribute->type == ValueType::Ref && by.attribute->refKind == m_kinds.constLast();
    if (by.attribute && by.attribute->isList())
        fail(u"wrong-type"_s, at + u"/by"_s, u"a list cannot group"_s);
    else if (!names)
        resolve(*p, at + u"/by"_s);
    return c;
}

} // namespace rules
