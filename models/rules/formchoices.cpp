// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/formchoices.h"

#include "rules/conditionparser.h"
#include "rules/conditionwords.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::Catalogue;
using domain::EntityKind;
using domain::ValueType;

namespace rules {
namespace {

bool isReference(const Attribute &a) { return a.refKind && (a.type == ValueType::Ref || (a.isList() && a.of == ValueType::Ref)); }

Attribute textAttribute(const QString &name)
{
    Attribute a;
    a.name = name;
    a.label = name == u"key"_s ? u"Key"_s : u"Name"_s;
    return a;
}

bool takesNumber(Op op)
{
    return op == Op::Lt || op == Op::Le || op == Op::Gt || op == Op::Ge || op == Op::OlderThanDays || op == Op::ExpiresWithinDays;
}

bool takesFlag(Op op) { return op == Op::IsNone || op == Op::IsSaid || op == Op::NotRecorded || op == Op::IsEmpty; }

QJsonValue single(const QString &text, const Attribute &a)
{
    const ValueType type = a.isList() ? a.of : a.type;
    if (type == ValueType::Bool)
        return text.compare(u"yes"_s, Qt::CaseInsensitive) == 0   ? QJsonValue(true)
               : text.compare(u"no"_s, Qt::CaseInsensitive) == 0 ? QJsonValue(false)
                                                                 : QJsonValue(text);
    if (type == ValueType::Int || type == ValueType::Number) {
        bool ok = false;
        const double number = text.toDouble(&ok);
        return ok ? QJsonValue(number) : QJsonValue(text);
    }
    return text;
}

QString singleText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toString();
}

/// The steps of a relation, as far as they lead somewhere.
QList<Step> stepsOf(const Catalogue &catalogue, EntityKind kind, const QString &relation)
{
    QList<Step> out;
    for (const QString &part : relation.split(u'>')) {
        const QString step = part.trimmed();
        const qsizetype dot = step.indexOf(u'.');
        const auto from = dot > 0 ? domain::kindFromName(QStringView(step).left(dot)) : std::nullopt;
        const Attribute *a = dot > 0 ? from ? catalogue.attribute(*from, QStringView(step).mid(dot + 1)) : nullptr : catalogue.attribute(kind, step);
        if (!a || !isReference(*a))
            return {};
        out.append(dot > 0 ? Step{true, a->isList(), *from, a->name} : Step{false, a->isList(), *a->refKind, a->name});
        kind = out.constLast().kind;
    }
    return out;
}

const QString &allPlaces()
{
    static const QString name = u"all_places"_s;
    return name;
}

} // namespace

bool takesList(Op op) { return op == Op::In || op == Op::NotIn || op == Op::ContainsAny || op == Op::SubsetOf || op == Op::Says; }

QString pathWords(const Catalogue &catalogue, const QList<EntityKind> &kinds, const QString &path)
{
    const QHash<QString, QString> none;
    const auto parsed = ConditionParser::pathFromText(path);
    return parsed && !kinds.isEmpty() ? ConditionWords(catalogue, nullptr, none).path(*parsed, kinds) : path;
}

QString relationWords(const Catalogue &catalogue, EntityKind kind, const QString &relation)
{
    const QHash<QString, QString> none;
    const QList<Step> steps = stepsOf(catalogue, kind, relation);
    return steps.isEmpty() ? relation : ConditionWords(catalogue, nullptr, none).relation(steps, kind, false);
}

QList<Offer> typedOffers(const Catalogue &catalogue, EntityKind kind, ValueType type, const QList<EntityKind> &to)
{
    QList<Offer> out;
    for (const Offer &offer : pathOffers(catalogue, kind)) {
        const auto a = attributeAt(catalogue, kind, offer.text);
        const QString last = offer.text.section(u'.', -1);
        if (a && a->type == type && (to.isEmpty() || (a->refKind && to.contains(*a->refKind))) && last != u"name"_s && last != u"key"_s)
            out.append(offer);
    }
    return out;
}

QList<Offer> listOffers(const Catalogue &catalogue, EntityKind kind)
{
    QList<Offer> out{{allPlaces(), pathWords(catalogue, {kind}, allPlaces())}};
    for (const Attribute &a : catalogue.kind(kind).attributes) {
        if (a.type == ValueType::Ref && a.refKind)
            out.append({a.name + u'.' + allPlaces(), pathWords(catalogue, {kind}, a.name + u'.' + allPlaces())});
    }
    for (const Offer &offer : pathOffers(catalogue, kind)) {
        if (const auto a = attributeAt(catalogue, kind, offer.text); a && a->isList())
            out.append(offer);
    }
    return out;
}

QList<Offer> pathOffers(const Catalogue &catalogue, EntityKind kind, bool lists)
{
    const QHash<QString, QString> none;
    const ConditionWords words(catalogue, nullptr, none);
    QList<Offer> out;
    const auto add = [&](const QStringList &steps) { out.append({steps.join(u'.'), words.path(Path{0, steps}, kind)}); };
    for (const Attribute &a : catalogue.kind(kind).attributes) {
        if (lists || !a.isList())
            add({a.name});
    }
    add({u"name"_s});
    add({u"key"_s});
    for (const Attribute &a : catalogue.kind(kind).attributes) {
        if (a.type != ValueType::Ref || !a.refKind)
            continue;
        for (const Attribute &b : catalogue.kind(*a.refKind).attributes) {
            if (lists || !b.isList())
                add({a.name, b.name});
        }
        add({a.name, u"name"_s});
    }
    return out;
}

QList<Offer> relationOffers(const Catalogue &catalogue, EntityKind kind)
{
    const QHash<QString, QString> none;
    const ConditionWords words(catalogue, nullptr, none);
    QList<Offer> out;
    for (const Attribute &a : catalogue.kind(kind).attributes) {
        if (isReference(a))
            out.append({a.name, words.relation({Step{false, a.isList(), *a.refKind, a.name}}, kind, false)});
    }
    for (const domain::KindInfo &from : catalogue.kinds()) {
        if (!domain::isPartOfTheEstate(from.kind))
            continue;
        for (const Attribute &a : from.attributes) {
            if (isReference(a) && a.refKind == kind)
                out.append({domain::kindName(from.kind) + u'.' + a.name, words.relation({Step{true, a.isList(), from.kind, a.name}}, kind, false)});
        }
    }
    return out;
}

std::optional<Attribute> attributeAt(const Catalogue &catalogue, EntityKind kind, const QString &path)
{
    const QStringList steps = path.split(u'.');
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const Attribute *a = catalogue.attribute(kind, steps.at(i));
        const bool last = i + 1 == steps.size();
        if (!a)
            return last && (steps.at(i) == u"name"_s || steps.at(i) == u"key"_s) ? std::optional(textAttribute(steps.at(i))) : std::nullopt;
        if (last)
            return *a;
        if (a->type != ValueType::Ref || !a->refKind)
            return std::nullopt;
        kind = *a->refKind;
    }
    return std::nullopt;
}

std::optional<Attribute> attributeAt(const Catalogue &catalogue, const QList<EntityKind> &kinds, const QString &path)
{
    const auto parsed = ConditionParser::pathFromText(path);
    if (!parsed || parsed->up >= kinds.size() || parsed->isSelf())
        return std::nullopt;
    if (parsed->steps.constLast() == allPlaces()) {
        Attribute places;
        places.name = allPlaces();
        places.type = ValueType::List;
        places.of = ValueType::Country;
        return places;
    }
    return attributeAt(catalogue, kinds.at(kinds.size() - 1 - parsed->up), parsed->steps.join(u'.'));
}

std::optional<EntityKind> relationEnd(const Catalogue &catalogue, EntityKind kind, const QString &relation)
{
    for (const QString &part : relation.split(u'>')) {
        const QString step = part.trimmed();
        const qsizetype dot = step.indexOf(u'.');
        if (dot > 0) {
            const auto from = domain::kindFromName(QStringView(step).left(dot));
            if (!from)
                return std::nullopt;
            kind = *from;
            continue;
        }
        const Attribute *a = catalogue.attribute(kind, step);
        if (!a || !isReference(*a))
            return std::nullopt;
        kind = *a->refKind;
    }
    return kind;
}

QList<Op> fittingOperators(const Attribute &a)
{
    if (a.isList() && a.of == ValueType::Text)
        return {Op::Contains, Op::ContainsAny, Op::Says, Op::SubsetOf, Op::IsEmpty, Op::ContainsMatch, Op::IsSaid, Op::IsNone, Op::NotRecorded};
    if (a.isList())
        return {Op::Contains, Op::ContainsAny, Op::SubsetOf, Op::IsEmpty, Op::ContainsMatch, Op::IsSaid, Op::IsNone, Op::NotRecorded};
    switch (a.type) {
    case ValueType::Bool: return {Op::Is, Op::IsSaid, Op::IsNone, Op::NotRecorded};
    case ValueType::Int:
    case ValueType::Number: return {Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Is, Op::IsNot, Op::IsSaid, Op::IsNone, Op::NotRecorded};
    case ValueType::Date: return {Op::OlderThanDays, Op::ExpiresWithinDays, Op::Before, Op::After, Op::IsSaid, Op::IsNone, Op::NotRecorded};
    case ValueType::Text: return {Op::Is, Op::IsNot, Op::In, Op::NotIn, Op::Says, Op::Matches, Op::AtLeast, Op::Below, Op::IsSaid, Op::IsNone, Op::SameAs, Op::DiffersFrom, Op::NotRecorded};
    default: return {Op::Is, Op::IsNot, Op::In, Op::NotIn, Op::Matches, Op::IsSaid, Op::IsNone, Op::SameAs, Op::DiffersFrom, Op::NotRecorded};
    }
}

QJsonValue valueFromText(const QString &typed, Op op, const Attribute &a)
{
    const QString text = typed.trimmed();
    if (takesFlag(op))
        return text.compare(u"no"_s, Qt::CaseInsensitive) != 0;
    const bool numeric = takesNumber(op) || a.type == ValueType::Int || a.type == ValueType::Number;
    if (numeric && text.startsWith(u'{') && text.endsWith(u'}'))
        return QJsonObject{{u"param"_s, text.mid(1, text.size() - 2).trimmed()}};
    if (takesNumber(op)) {
        bool ok = false;
        const double number = text.toDouble(&ok);
        return ok ? QJsonValue(number) : QJsonValue(text);
    }
    if (takesList(op)) {
        if (text.startsWith(u'@'))
            return text;
        QJsonArray list;
        for (const QString &part : text.split(u';', Qt::SkipEmptyParts))
            list.append(single(part.trimmed(), a));
        return list;
    }
    if (op == Op::Is || op == Op::IsNot || op == Op::Contains)
        return single(text, a);
    return text;
}

QJsonValue valueFromTexts(const QStringList &texts, const Attribute &a)
{
    if (texts.size() == 1 && texts.constFirst().startsWith(u'@'))
        return texts.constFirst();
    QJsonArray list;
    for (const QString &text : texts)
        list.append(single(text, a));
    return list;
}

QStringList valueTexts(const QJsonValue &value)
{
    QStringList out;
    for (const QJsonValue &one : value.toArray())
        out.append(singleText(one));
    if (!value.isArray() && !singleText(value).isEmpty())
        out.append(singleText(value));
    return out;
}

QString valueText(const QJsonValue &value, Op, const Attribute &)
{
    if (value.isObject())
        return u'{' + value[u"param"_s].toString() + u'}';
    if (!value.isArray())
        return singleText(value);
    QStringList parts;
    for (const QJsonValue &one : value.toArray())
        parts.append(singleText(one));
    return parts.join(u"; "_s);
}

} // namespace rules
