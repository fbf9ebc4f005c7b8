// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/second/pack.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace second {

namespace {

constexpr std::array<std::pair<QLatin1StringView, Test>, 26> tests{{
    {"is"_L1, Test::Is}, {"is_not"_L1, Test::IsNot}, {"in"_L1, Test::In}, {"not_in"_L1, Test::NotIn}, {"lt"_L1, Test::Lt},
    {"le"_L1, Test::Le}, {"gt"_L1, Test::Gt}, {"ge"_L1, Test::Ge}, {"older_than_days"_L1, Test::OlderThanDays},
    {"before"_L1, Test::Before}, {"after"_L1, Test::After}, {"expires_within_days"_L1, Test::ExpiresWithinDays},
    {"is_none"_L1, Test::IsNone}, {"is_said"_L1, Test::IsSaid}, {"not_recorded"_L1, Test::NotRecorded}, {"matches"_L1, Test::Matches},
    {"same_as"_L1, Test::SameAs}, {"differs_from"_L1, Test::DiffersFrom}, {"contains"_L1, Test::Contains},
    {"contains_any"_L1, Test::ContainsAny}, {"contains_match"_L1, Test::ContainsMatch}, {"is_empty"_L1, Test::IsEmpty},
    {"subset_of"_L1, Test::SubsetOf}, {"at_least"_L1, Test::AtLeast}, {"below"_L1, Test::Below}, {"says"_L1, Test::Says}}};

Way wayFrom(const QString &text)
{
    Way way;
    while (way.up < text.size() && text.at(way.up) == u'^')
        ++way.up;
    const QString rest = text.sliced(way.up);
    if (rest != "self"_L1)
        way.steps = rest.split(u'.');
    return way;
}

std::optional<Way> maybeWay(const QJsonValue &json)
{
    return json.isString() ? std::optional(wayFrom(json.toString())) : std::nullopt;
}

std::optional<domain::Day> dayFrom(const QJsonValue &json)
{
    const QDate date = QDate::fromString(json.toString(), Qt::ISODate);
    return date.isValid() ? std::optional(domain::toDay(date)) : std::nullopt;
}

void readArgument(Condition &c, const QJsonValue &json)
{
    if (json.isBool()) {
        c.flag = json.toBool();
        c.values = {c.flag};
    } else if (json.isDouble()) {
        c.number = json.toDouble();
        c.values = {c.number};
    } else if (json.isObject()) {
        c.parameter = json.toObject().value("param"_L1).toString();
    } else if (json.isArray()) {
        for (const QJsonValue &one : json.toArray())
            c.values.append(one.isDouble() ? QVariant(one.toDouble()) : one.toVariant());
    } else {
        c.text = json.toString();
        c.values = {c.text};
        if (c.text.startsWith(u'@'))
            c.set = c.text.sliced(1);
        c.day = dayFrom(json);
        if (c.test == Test::SameAs || c.test == Test::DiffersFrom)
            c.other = wayFrom(c.text);
    }
}

void readTest(Condition &c, const QJsonObject &object)
{
    for (const auto &[name, test] : tests) {
        if (object.contains(name)) {
            c.test = test;
            readArgument(c, object.value(name));
        }
    }
    c.butNot = object.value("but_not"_L1).toVariant().toStringList();
    c.surelyNot = object.value("surely_not"_L1).toVariant().toStringList();
    if (object.contains("unclear"_L1))
        c.unclear = object.value("unclear"_L1).toBool();
    if (object.contains("unsaid"_L1))
        c.unsaid = object.value("unsaid"_L1).toBool();
}

QList<Hop> hopsFrom(const QString &text)
{
    QList<Hop> hops;
    for (const QString &step : text.split(u'>')) {
        const QStringList words = step.split(u'.');
        if (words.size() == 2)
            hops.append({domain::kindFromName(words.constFirst()), words.constLast()});
        else
            hops.append({std::nullopt, step});
    }
    return hops;
}

void readWhere(Condition &c, const QJsonObject &object)
{
    if (object.contains("where"_L1))
        c.parts = {conditionFromJson(object.value("where"_L1), c.pointer + u"/where"_s)};
}

void readNames(Condition &c, const QJsonValue &json)
{
    c.anyName = json.toString() == "any"_L1;
    for (const QJsonValue &one : json.toArray())
        c.names.append(one.toString());
}

bool readLawsOwn(Condition &c, const QJsonObject &object)
{
    if (object.contains("adequate"_L1)) {
        c.form = Form::Adequate;
        c.way = wayFrom(object.value("adequate"_L1).toString());
        c.dpf = maybeWay(object.value("dpf"_L1));
        c.dpfHr = maybeWay(object.value("dpf_hr"_L1));
        c.hr = maybeWay(object.value("hr"_L1));
        c.recipient = maybeWay(object.value("kind"_L1));
    } else if (object.contains("exposed"_L1)) {
        c.form = Form::Exposed;
        c.way = wayFrom(object.value("exposed"_L1).toString());
        readNames(c, object.value("laws"_L1));
        c.partial = object.value("partial"_L1).toBool();
    } else if (object.contains("certified"_L1)) {
        c.form = Form::Certified;
        c.way = wayFrom(object.value("certified"_L1).toString());
        readNames(c, object.value("schemes"_L1));
        c.service = maybeWay(object.value("service"_L1));
    } else if (object.contains("covered_by"_L1)) {
        c.form = Form::Covered;
        c.way = wayFrom(object.value("covered_by"_L1).toString());
        c.ofRegion = object.value("scope"_L1).toString() == "region"_L1;
    } else if (object.contains("share"_L1)) {
        const QJsonObject share = object.value("share"_L1).toObject();
        c.form = Form::Share;
        c.members = domain::kindFromName(share.value("kind"_L1).toString()).value_or(domain::EntityKind::Workload);
        c.way = wayFrom(share.value("by"_L1).toString());
        readWhere(c, share);
        readTest(c, object);
    } else {
        return false;
    }
    return true;
}

} // namespace

Condition conditionFromJson(const QJsonValue &json, const QString &pointer)
{
    Condition c;
    c.pointer = pointer;
    const QJsonObject object = json.toObject();
    const auto children = [&](QLatin1StringView name) {
        int i = 0;
        for (const QJsonValue &one : object.value(name).toArray())
            c.parts.append(conditionFromJson(one, pointer + u'/' + name + u'/' + QString::number(i++)));
    };
    if (json.isUndefined() || json.isNull())
        return c;
    if (object.contains("all"_L1)) {
        c.form = Form::All;
        children("all"_L1);
    } else if (object.contains("any"_L1)) {
        c.form = Form::Any;
        children("any"_L1);
    } else if (object.contains("not"_L1)) {
        c.form = Form::Not;
        c.parts = {conditionFromJson(object.value("not"_L1), pointer + u"/not"_s)};
    } else if (object.contains("const"_L1)) {
        c.constant = object.value("const"_L1).toBool();
    } else if (object.contains("attr"_L1)) {
        c.form = Form::Attribute;
        c.way = wayFrom(object.value("attr"_L1).toString());
        readTest(c, object);
    } else if (object.contains("any_of"_L1) || object.contains("minus"_L1)) {
        const bool minus = object.contains("minus"_L1);
        c.form = minus ? Form::Minus : Form::AnyOf;
        for (const QJsonValue &one : object.value(minus ? "minus"_L1 : "any_of"_L1).toArray()) {
            const QStringList parts = one.toString().split(u'>');
            c.lists.append(wayFrom(parts.constLast()));
            c.from.append(parts.size() > 1 ? hopsFrom(parts.mid(0, parts.size() - 1).join(u'>')) : QList<Hop>());
        }
        c.bySite = object.contains("by"_L1);
        if (object.contains("outside"_L1))
            c.outside = object.value("outside"_L1);
        readWhere(c, object);
        readTest(c, object);
    } else if (!readLawsOwn(c, object)) {
        c.form = object.contains("exists"_L1) ? Form::Exists : object.contains("every"_L1) ? Form::Every : Form::Count;
        c.hops = hopsFrom(object.value(c.form == Form::Exists ? "exists"_L1 : c.form == Form::Every ? "every"_L1 : "count"_L1).toString());
        readWhere(c, object);
        readTest(c, object);
    }
    return c;
}

namespace {

/// With what the names of the pack stand for, as often as they lead on.
QJsonValue withNames(const QJsonValue &json, const QJsonObject &names)
{
    if (json.isArray()) {
        QJsonArray out;
        for (const QJsonValue &one : json.toArray())
            out.append(withNames(one, names));
        return out;
    }
    if (!json.isObject())
        return json;
    if (json["condition"_L1].isString())
        return withNames(names.value(json["condition"_L1].toString()), names);
    QJsonObject out;
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), withNames(it.value(), names));
    return out;
}

} // namespace

Pack packFromJson(const QJsonObject &asWritten)
{
    Pack pack;
    QJsonObject json = asWritten;
    if (const QJsonObject names = json.value("conditions"_L1).toObject(); !names.isEmpty()) {
        QJsonArray rules;
        for (const QJsonValue &one : json.value("rules"_L1).toArray()) {
            QJsonObject rule = one.toObject();
            for (const QLatin1StringView part : {"applies_if"_L1, "gap_if"_L1, "applies_later"_L1}) {
                if (rule.contains(part))
                    rule.insert(part, withNames(rule.value(part), names));
            }
            rules.append(rule);
        }
        json.insert("rules"_L1, rules);
        if (json.contains("concerns"_L1))
            json.insert("concerns"_L1, withNames(json.value("concerns"_L1), names));
    }
    pack.json = json;
    pack.id = json.value("pack"_L1).toString();
    pack.from = dayFrom(json.value("applies_from"_L1));
    if (json.contains("concerns"_L1))
        pack.concerns = conditionFromJson(json.value("concerns"_L1).toObject().value("if"_L1), u"/concerns/if"_s);
    const QJsonObject parameters = json.value("parameters"_L1).toObject();
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        pack.parameters.insert(it.key(), it.value().toObject().value("value"_L1).toDouble());
    for (const QJsonValue &one : json.value("rules"_L1).toArray()) {
        Rule rule;
        rule.id = one["id"_L1].toString();
        rule.entity = domain::kindFromName(one["entity"_L1].toString()).value_or(domain::EntityKind::Workload);
        rule.from = dayFrom(one["applies_from"_L1]);
        rule.until = dayFrom(one["applies_until"_L1]);
        rule.appliesIf = conditionFromJson(one["applies_if"_L1], u"/applies_if"_s);
        rule.gapIf = conditionFromJson(one["gap_if"_L1], u"/gap_if"_s);
        for (const QJsonValue &later : one["applies_later"_L1].toArray())
            rule.later.append({dayFrom(later["from"_L1]).value_or(0), conditionFromJson(later["where"_L1], u"/applies_later/where"_s)});
        rule.onlyConcerned = one["only_concerned"_L1].toBool();
        rule.appliesSurely = one["applies_surely"_L1].toBool();
        rule.examples = one["examples"_L1].toArray();
        pack.rules.append(rule);
    }
    return pack;
}

QList<Pack> shippedPacks()
{
    QList<Pack> packs;
    const QDir folder(u":/packs"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (name == "attributes.json"_L1 || name.endsWith(".schema.json"_L1) || !file.open(QIODevice::ReadOnly))
            continue;
        packs.append(packFromJson(QJsonDocument::fromJson(file.readAll()).object()));
    }
    return packs;
}

} // namespace second
