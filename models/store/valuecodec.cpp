// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/valuecodec.h"

#include "domain/cellvalues.h"

#include <QDate>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

std::string std8(const QString &s) { return s.toStdString(); }
QString qstr(const json &j) { return QString::fromStdString(j.get_ref<const std::string &>()); }

Error bad(const Attribute &a, const QString &what)
{
    return {ErrorCode::InvalidValue, what, a.name};
}

bool allowed(const Attribute &a, const QString &value) { return a.values.isEmpty() || a.values.contains(value); }

bool isCountryCode(const QString &s)
{
    return s.size() == 2 && s.at(0) >= u'A' && s.at(0) <= u'Z' && s.at(1) >= u'A' && s.at(1) <= u'Z';
}

json scalarToJson(const Value &value, const Attribute &a)
{
    if (std::holds_alternative<NoAnswer>(value))
        return json{{"asked", true}};
    if (std::holds_alternative<Absent>(value))
        return json{{"none", true}};
    if (const auto *b = std::get_if<bool>(&value))
        return *b;
    if (const auto *i = std::get_if<qint64>(&value)) {
        if (a.type == ValueType::Date)
            return std8(fromDay(static_cast<Day>(*i)).toString(Qt::ISODate));
        if (a.type == ValueType::Bool)
            return *i != 0;
        return *i;
    }
    if (const auto *d = std::get_if<double>(&value))
        return *d;
    if (const auto *s = std::get_if<QString>(&value))
        return std8(*s);
    if (const auto *r = std::get_if<Reference>(&value))
        return std8(r->key);
    const auto &list = std::get<ListValue>(value);
    json items = json::array();
    for (const QString &item : list.items)
        items.push_back(std8(item));
    if (list.complete)
        return items;
    return json{{"items", items}, {"complete", false}};
}

Result<MaybeValue> listFromTexts(QStringList items, bool complete, const Attribute &a)
{
    for (QString &item : items) {
        item = item.trimmed();
        if (a.of == ValueType::Country && a.facet == 0) {
            item = item.toUpper();
            if (!isCountryCode(item))
                return bad(a, u"not a country code: "_s + item);
        }
        if (a.facet != 0 && !item.contains(u'/') && !item.startsWith(u'@') && !item.isEmpty()) {
            item = item.toUpper();
            if (!isCountryCode(item))
                return bad(a, u"not a country, region or site: "_s + item);
        }
        if (!allowed(a, item))
            return bad(a, u"not one of %1: %2"_s.arg(a.values.join(u", "_s), item));
    }
    return MaybeValue(Value(ListValue{items, complete}));
}

Result<MaybeValue> scalarFromText(const QString &text, const Attribute &a)
{
    bool ok = false;
    switch (a.type) {
    case ValueType::Bool: {
        static const QStringList yes = {u"yes"_s, u"true"_s, u"1"_s, u"y"_s};
        static const QStringList no = {u"no"_s, u"false"_s, u"0"_s, u"n"_s};
        const QString lower = text.toLower();
        if (yes.contains(lower))
            return MaybeValue(Value(true));
        if (no.contains(lower))
            return MaybeValue(Value(false));
        return bad(a, u"not yes or no: "_s + text);
    }
    case ValueType::Int: {
        const qint64 number = text.toLongLong(&ok);
        return ok ? Result<MaybeValue>(MaybeValue(Value(number))) : bad(a, u"not a whole number: "_s + text);
    }
    case ValueType::Number: {
        const double number = text.toDouble(&ok);
        return ok && std::isfinite(number) ? Result<MaybeValue>(MaybeValue(Value(number))) : bad(a, u"not a number: "_s + text);
    }
    case ValueType::Date: {
        const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
        return date.isValid() ? Result<MaybeValue>(MaybeValue(Value(qint64(toDay(date)))))
                              : bad(a, u"not a date like 2026-11-20: "_s + text);
    }
    case ValueType::Country: {
        const QString code = text.toUpper();
        return isCountryCode(code) ? Result<MaybeValue>(MaybeValue(Value(code))) : bad(a, u"not a country code: "_s + text);
    }
    case ValueType::Enum:
        return allowed(a, text) ? Result<MaybeValue>(MaybeValue(Value(text)))
                                : bad(a, u"not one of %1: %2"_s.arg(a.values.join(u", "_s), text));
    case ValueType::Ref:
        return MaybeValue(Value(Reference{text}));
    case ValueType::Text:
    case ValueType::List:
        break;
    }
    return MaybeValue(Value(text));
}

Result<MaybeValue> listFromJson(const json &items, bool complete, const Attribute &a)
{
    QStringList texts;
    for (const json &item : items) {
        if (!item.is_string())
            return bad(a, u"list elements must be texts"_s);
        texts.append(qstr(item));
    }
    return listFromTexts(texts, complete, a);
}

} // namespace

QByteArray encodeValue(const MaybeValue &value, const Attribute &a)
{
    if (!value)
        return "null";
    return QByteArray::fromStdString(scalarToJson(*value, a).dump());
}

Result<MaybeValue> decodeValue(const QByteArray &bytes, const Attribute &a)
{
    const json j = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (j.is_discarded())
        return bad(a, u"not JSON"_s);
    if (j.is_null())
        return MaybeValue();
    if (j.is_object() && j.value("asked", false))
        return MaybeValue(Value(NoAnswer{}));
    if (j.is_object() && j.value("none", false))
        return MaybeValue(Value(Absent{}));
    if (a.isList()) {
        if (j.is_array())
            return listFromJson(j, true, a);
        if (j.is_object() && j.contains("items") && j["items"].is_array())
            return listFromJson(j["items"], j.value("complete", true), a);
        return bad(a, u"a list is needed"_s);
    }
    if (j.is_boolean())
        return a.type == ValueType::Bool ? Result<MaybeValue>(MaybeValue(Value(j.get<bool>()))) : bad(a, u"true or false does not fit"_s);
    if (j.is_number_integer() && a.type == ValueType::Int)
        return MaybeValue(Value(qint64(j.get<std::int64_t>())));
    if (j.is_number() && a.type == ValueType::Number)
        return MaybeValue(Value(j.get<double>()));
    if (j.is_string())
        return a.type == ValueType::Bool ? bad(a, u"true or false is needed"_s) : scalarFromText(qstr(j), a);
    return bad(a, u"wrong type"_s);
}

Result<MaybeValue> parseTyped(const QString &typed, const Attribute &a)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return MaybeValue();
    if (isVague(text) && !a.values.contains(text.toLower()) && text.compare(u"unknown"_s, Qt::CaseInsensitive) != 0)
        return bad(a, u"'%1' does not tell; write none (there is none), ? (asked, no answer) or leave it empty"_s.arg(text));
    if (a.isList() && saysNoneOf(a, text))
        return MaybeValue(Value(Absent{}));
    Record record;
    if (const Result<void> read = addCell(record, a, text); !read)
        return bad(a, read.error().detail);
    if (!record.fields.isEmpty())
        return MaybeValue(record.fields.constFirst().value);
    ListValue places;
    places.complete = record.completeFacets != 0;
    for (const Place &place : std::as_const(record.places))
        places.items.append(encodePlace(place));
    return MaybeValue(Value(places));
}

QString displayValue(const MaybeValue &value, const Attribute &a)
{
    if (!value)
        return {};
    if (std::holds_alternative<NoAnswer>(*value))
        return u"?"_s;
    if (std::holds_alternative<Absent>(*value))
        return u"none"_s;
    if (const auto *b = std::get_if<bool>(&*value))
        return *b ? u"yes"_s : u"no"_s;
    if (const auto *list = std::get_if<ListValue>(&*value))
        return list->items.isEmpty() ? (list->complete ? u"none"_s : u"..."_s) : list->items.join(u"; "_s) + (list->complete ? QString() : u"; ..."_s);
    if (const auto *d = std::get_if<double>(&*value))
        return QString::number(*d, 'g', 12);
    const json j = scalarToJson(*value, a);
    return j.is_string() ? qstr(j) : QString::fromStdString(j.dump());
}

QString encodePlace(const Place &p)
{
    if (!p.site.isEmpty())
        return u'@' + p.site;
    if (!p.region.isEmpty())
        return p.provider + u'/' + p.region;
    return p.country;
}

Place decodePlace(const QString &text, int facets)
{
    Place place;
    place.facets = facets;
    if (text.startsWith(u'@')) {
        place.site = text.mid(1);
    } else if (const qsizetype slash = text.indexOf(u'/'); slash >= 0) {
        place.provider = text.left(slash);
        place.region = text.mid(slash + 1);
    } else {
        place.country = text;
    }
    return place;
}

} // namespace store
