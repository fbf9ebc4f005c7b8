// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/ownjson.h"

#include "domain/jobcontext.h"
#include "importers/registerheader.h"
#include "importers/text/ownvalues.h"

#include <nlohmann/json.hpp>

#include <QDate>

#include <cmath>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::Error;
using domain::ErrorCode;
using domain::KindInfo;
using domain::Record;
using domain::Result;
using domain::ValueType;
using nlohmann::json;

namespace importers {
namespace {


/// `where` is the pointer below the entity ("/dpa").
Error wrong(const QString &text, const QString &where = {})
{
    return {ErrorCode::InvalidValue, text, where};
}

const json &member(const json &object, const char *name)
{
    static const json none;
    const auto it = object.find(name);
    return it == object.end() ? none : *it;
}

QString textOf(const json &value)
{
    return value.is_string() ? QString::fromStdString(value.get_ref<const std::string &>()) : QString();
}

QString token(const std::string &name)
{
    return QString::fromStdString(name).replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

Result<QStringList> textsOf(const json &list)
{
    QStringList items;
    for (const json &item : list) {
        if (!item.is_string())
            return wrong(u"a list holds something that is not a text"_s);
        items.append(textOf(item));
    }
    return items;
}

Result<void> addScalar(Record &record, const Attribute &attribute, const json &value)
{
    switch (attribute.type) {
    case ValueType::Bool:
        if (!value.is_boolean())
            return wrong(u"true or false is expected"_s);
        record.fields.append({attribute.name, value.get<bool>()});
        return {};
    case ValueType::Int:
        // 2.0 is whole too; beyond 2^53 writers and readers of JSON lose digits.
        if (!value.is_number() || std::floor(value.get<double>()) != value.get<double>() ||
            std::abs(value.get<double>()) > 9007199254740992.0)
            return wrong(u"a whole number is expected"_s);
        if (const auto within = domain::checkRange(attribute, value.get<double>(), QString::fromStdString(value.dump())); !within)
            return within;
        record.fields.append({attribute.name, static_cast<qint64>(value.get<double>())});
        return {};
    case ValueType::Number:
        if (!value.is_number())
            return wrong(u"a number is expected"_s);
        if (const auto within = domain::checkRange(attribute, value.get<double>(), QString::fromStdString(value.dump())); !within)
            return within;
        record.fields.append({attribute.name, value.get<double>()});
        return {};
    default:
        break;
    }
    if (!value.is_string())
        return wrong(u"a text is expected"_s);
    const QString text = textOf(value);
    // A rule that asks whether anything is named takes a text for what it names: "none" names nothing, whatever form the register has.
    if (attribute.type == ValueType::Text && (text == "?"_L1 || domain::isVague(text))) {
        record.fields.append({attribute.name, domain::NoAnswer{}});
        return {};
    }
    if (attribute.type == ValueType::Text && domain::saysNoneOf(attribute, text))
        return addCell(record, attribute, text);
    if (attribute.type == ValueType::Text) {
        record.fields.append({attribute.name, text});
        return {};
    }
    if (text.isEmpty() || text == "?"_L1 ||
        (text.compare("none"_L1, Qt::CaseInsensitive) == 0 && !attribute.values.contains(u"none"_s)))
        return wrong(u"'%1' is no value here; say null, {\"none\": true} or {\"asked\": true}"_s.arg(text));
    return addCell(record, attribute, text);
}

Result<void> addMember(Record &record, const Attribute &attribute, const json &value)
{
    if (value.is_null())
        return {};
    if (value.is_object()) {
        if (member(value, "none") == json(true)) {
            if (attribute.isList())
                return addList(record, attribute, {}, true);
            record.fields.append({attribute.name, domain::Absent{}});
            return {};
        }
        if (member(value, "asked") == json(true)) {
            record.fields.append({attribute.name, domain::NoAnswer{}});
            return {};
        }
        const json &items = member(value, "items");
        if (!attribute.isList() || !items.is_array())
            return wrong(u"an object may say {\"none\": true}, {\"asked\": true} or, for a list, items and complete"_s);
        const json &complete = member(value, "complete");
        if (!complete.is_null() && !complete.is_boolean())
            return wrong(u"'complete' is true or false"_s, u"/complete"_s);
        const auto texts = textsOf(items);
        if (!texts)
            return texts.error();
        return addList(record, attribute, *texts, complete != json(false));
    }
    if (attribute.isList()) {
        if (!value.is_array())
            return wrong(u"a list is expected"_s);
        const auto texts = textsOf(value);
        if (!texts)
            return texts.error();
        return addList(record, attribute, *texts, true);
    }
    // As in a register: "unknown" is no answer.
    if (attribute.type == ValueType::Enum && !attribute.values.contains(u"unknown"_s) && value == json("unknown")) {
        record.fields.append({attribute.name, domain::NoAnswer{}});
        return {};
    }
    return addScalar(record, attribute, value);
}

Result<void> addPlaces(Record &record, const json &places)
{
    if (!places.is_array())
        return wrong(u"a list is expected"_s);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const json &object = places[i];
        const QString where = u'/' + QString::number(i);
        if (!object.is_object())
            return wrong(u"a place is an object"_s, where);
        domain::Place place;
        place.facets = 0;
        const json &facets = member(object, "facets");
        if (!facets.is_array() || facets.empty())
            return wrong(u"a place names its facets"_s, where + u"/facets"_s);
        for (const json &facet : facets) {
            const int bit = facetFromName(textOf(facet));
            if (bit == 0)
                return wrong(u"there is no facet '%1'"_s.arg(textOf(facet)), where + u"/facets"_s);
            place.facets |= bit;
        }
        place.country = textOf(member(object, "country"));
        if (place.country == "UK"_L1 || place.country == "EL"_L1)
            place.country = *domain::readCountry(place.country);
        place.provider = textOf(member(object, "provider"));
        place.region = textOf(member(object, "region"));
        place.site = textOf(member(object, "site"));
        const bool letters = place.country.size() == 2 && place.country[0] >= u'A' && place.country[0] <= u'Z' &&
                             place.country[1] >= u'A' && place.country[1] <= u'Z';
        if (!place.country.isEmpty() && !letters)
            return wrong(u"'%1' is not a country code of two capital letters (ISO 3166-1 alpha-2)"_s.arg(place.country),
                         where + u"/country"_s);
        if (place.country.isEmpty() && place.site.isEmpty() && place.region.isEmpty())
            return wrong(u"a place needs a country, a provider's region or a site"_s, where);
        if (!place.region.isEmpty() && place.provider.isEmpty())
            return wrong(u"a region needs its provider"_s, where + u"/provider"_s);
        record.completeFacets |= place.facets;
        record.places.append(place);
    }
    return {};
}

/// A contract stands nowhere, a model has no backup: what the kind has no place for is said and left out.
void dropOtherFacets(Record &record, const KindInfo &kind, const QString &pointer, domain::RecordSink &sink)
{
    int facets = 0;
    for (const Attribute &attribute : kind.attributes)
        facets |= attribute.facet;
    for (qsizetype i = record.places.size() - 1; i >= 0; --i) {
        domain::Place &place = record.places[i];
        if ((place.facets & ~facets) == 0)
            continue;
        sink.diagnostic({u"unknown-facet"_s, domain::DiagnosticLevel::Warning, pointer + u'/' + QString::number(i),
                         u"%1 has no place of the facet %2; it is not read"_s.arg(
                             domain::kindName(kind.kind), facetNamesOf(place.facets & ~facets).join(u", "_s))});
        place.facets &= facets;
        if (place.facets == 0)
            record.places.removeAt(i);
    }
    record.completeFacets &= facets;
}

Result<void> addAliases(Record &record, const json &aliases)
{
    if (!aliases.is_array())
        return wrong(u"a list is expected"_s);
    for (std::size_t i = 0; i < aliases.size(); ++i) {
        const json &alias = aliases[i];
        if (!alias.is_object() || textOf(member(alias, "scheme")).isEmpty() || textOf(member(alias, "value")).isEmpty())
            return wrong(u"an alias has a scheme and a value"_s, u'/' + QString::number(i));
        record.aliases.append({textOf(member(alias, "scheme")), textOf(member(alias, "value"))});
    }
    return {};
}

Result<void> addAnswered(Record &record, const json &answered)
{
    if (!answered.is_object())
        return wrong(u"an object with who, at and evidence is expected"_s);
    const QString day = textOf(member(answered, "at"));
    if (!day.isEmpty() && !QDate::fromString(day, u"yyyy-MM-dd"_s).isValid())
        return wrong(u"'%1' is not a date of the form 2026-11-20"_s.arg(day), u"/at"_s);
    record.person = domain::Attribution{textOf(member(answered, "who")), day, textOf(member(answered, "evidence"))};
    return {};
}

/// "attr:kind" is the attribute of that name, where the plain word tells what the record is.
const Attribute *attributeOf(const KindInfo &kind, const std::string &member)
{
    const QString name = QString::fromStdString(member);
    return kind.find(name.startsWith("attr:"_L1) ? name.mid(5) : name);
}

Result<void> readEntity(const json &object, const KindInfo &kind, const QString &pointer, Record &record,
                        domain::RecordSink &sink)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const std::string &name = it.key();
        Result<void> added;
        if (name == "kind" || name == "key" || name == RejectMark.data()) {
            continue;
        } else if (name == "name") {
            if (!it->is_string() && !it->is_null())
                added = wrong(u"a text is expected"_s);
            record.name = textOf(*it);
        } else if (name == "aliases") {
            added = addAliases(record, *it);
        } else if (name == "places") {
            added = addPlaces(record, *it);
            if (added)
                dropOtherFacets(record, kind, pointer + u"/places"_s, sink);
        } else if (name == "answered") {
            added = addAnswered(record, *it);
        } else if (const Attribute *attribute = attributeOf(kind, name)) {
            added = addMember(record, *attribute, *it);
        } else {
            QStringList names = {u"key"_s, u"name"_s, u"places"_s, u"aliases"_s, u"answered"_s};
            for (const Attribute &known : kind.attributes)
                names.append(known.name);
            const QString nearest = nearestName(QString::fromStdString(name), names);
            sink.diagnostic({u"unknown-attribute"_s, domain::DiagnosticLevel::Warning, pointer + u'/' + token(name),
                             u"'%1' is no attribute of %2%3"_s.arg(
                                 QString::fromStdString(name), kind.labelPlural,
                                 nearest.isEmpty() ? QString() : u"; did you mean '%1'?"_s.arg(nearest))});
        }
        const Attribute *called = added ? nullptr : attributeOf(kind, name);
        if (!added)
            return wrong(u"%1: %2"_s.arg(called ? called->label : QString::fromStdString(name), added.error().detail),
                         pointer + u'/' + token(name) + added.error().where);
    }
    if (const auto order = domain::findWrongOrder(kind, record))
        return wrong(u"%1: %2"_s.arg(kind.find(order->attr)->label, order->message), pointer + u'/' + token(order->attr.toStdString()));
    return {};
}

} // namespace

QString OwnJson::id() const
{
    return u"bailiwick-json"_s;
}
QString OwnJson::displayName() const
{
    return u"Bailiwick JSON"_s;
}

int OwnJson::score(const json &root) const
{
    return root.is_object() && root.contains("bailiwick") ? 6 : 0;
}

domain::SourceHeader OwnJson::header(const json &, const Source &source) const
{
    return headerOfRegister(source);
}

Result<void> OwnJson::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    if (!root.is_object() || !root.contains("bailiwick"))
        return Error{ErrorCode::SchemaMismatch, u"the root has no member 'bailiwick'"_s, pointerBase};
    if (root["bailiwick"] != json(1))
        return Error{ErrorCode::UnsupportedVersion,
                     u"edition %1 of the own format is not known; this program reads edition 1"_s.arg(
                         QString::fromStdString(root["bailiwick"].dump())),
                     pointerBase + u"/bailiwick"_s};
    for (auto it = root.begin(); it != root.end(); ++it) {
        static const QStringList known = {u"bailiwick"_s, u"entities"_s, u"organisation"_s, u"sovereign_zone"_s,
                                          u"frameworks"_s};
        const QString name = QString::fromStdString(it.key());
        if (!known.contains(name) && !page.goesOn)
            sink.diagnostic(
                {u"unknown-member"_s, domain::DiagnosticLevel::Warning, pointerBase + u'/' + token(it.key()),
                 u"'%1' is not read; all entities stand in the list 'entities', each with its kind"_s.arg(name)});
    }
    const json &entities = member(root, "entities");
    if (!entities.is_null() && !entities.is_array())
        return Error{ErrorCode::SchemaMismatch, u"'entities' is not a list"_s, pointerBase + u"/entities"_s};
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (ordinal % domain::PollEvery == 0) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, QString()};
            context.progress(static_cast<qint64>(i), static_cast<qint64>(entities.size()), QString());
        }
        const json &object = entities[i];
        const QString pointer = pointerBase + u"/entities/"_s + QString::number(page.first(entities) + static_cast<qsizetype>(i));
        sink.beginRecord(ordinal++, pointer);
        if (!object.is_object()) {
            sink.rejected(u"no-entity"_s, pointer, u"an entity is an object"_s);
            continue;
        }
        const QString kindText = textOf(member(object, "kind"));
        const auto kind = kindFromWords(m_catalogue, kindText);
        if (!kind) {
            sink.rejected(u"unknown-kind"_s, pointer + u"/kind"_s,
                          kindText.isEmpty() ? u"the entity has no kind"_s : noSuchKind(m_catalogue, kindText));
            continue;
        }
        Record record;
        record.kind = *kind;
        record.mapping = u"bailiwick-json/1"_s;
        record.whole = true;
        record.key = cleanKey(textOf(member(object, "key")));
        if (record.key.isEmpty()) {
            sink.rejected(u"missing-key"_s, pointer + u"/key"_s,
                          member(object, "key").is_number() ? u"the key is a number; put it in quotes"_s
                                                            : u"the entity has no key"_s);
            continue;
        }
        const auto done = readEntity(object, m_catalogue.kind(*kind), pointer, record, sink);
        sink.entity(std::move(record));
        if (!done)
            sink.rejected(u"invalid-value"_s, done.error().where, done.error().detail);
    }
    return {};
}

} // namespace importers
