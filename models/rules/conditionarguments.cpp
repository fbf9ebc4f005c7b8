// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/conditionparser.h"
#include "rules/levels.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace rules {
namespace {

/// How far a date may lie off: some 270 years.
constexpr int MaxDays = 100'000;

} // namespace

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
        if (json.isDouble() && std::abs(json.toDouble()) > MaxDays)
            return fail(u"out-of-range"_s, pointer, u"more than %1 days"_s.arg(MaxDays));
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
        if (json.toString().count(u'*') > MaxWildcards)
            return fail(u"too-long"_s, pointer, u"more than %1 wildcards in one pattern"_s.arg(MaxWildcards));
        c.argument.kind = Argument::Kind::Text;
        c.argument.text = json.toString();
        return;
    case Op::Says:
        if (type != ValueType::Text && !(target.attribute && target.attribute->isList() && target.attribute->of == ValueType::Text))
            return wrong(u"only of a text, or a list of texts, it can be asked what it says"_s);
        phrases(c.argument.values, json, pointer);
        c.argument.kind = Argument::Kind::List;
        return;
    case Op::AtLeast:
    case Op::Below:
        if (type != ValueType::Text || (target.attribute && target.attribute->isList()))
            return wrong(u"only of a text it can be asked which level it names"_s);
        if (!levelNamed(json.toString()))
            return fail(u"unknown-level"_s, pointer, u"unknown level \"%1\"; levels are %2"_s.arg(json.toString().left(80), levelNames().join(u", "_s)));
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

} // namespace rules
