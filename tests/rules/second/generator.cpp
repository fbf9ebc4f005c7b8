// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/second/generator.h"

#include <QDate>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::ValueType;

namespace second {

namespace {

const QStringList countries = {u"DE"_s, u"FR"_s, u"US"_s, u"CH"_s, u"IN"_s, u"GB"_s, u"CN"_s, u"NO"_s, u"JP"_s, u"CA"_s, u"PK"_s, u"IL"_s};
const QStringList places = {u"aws/eu-central-1"_s, u"aws/us-east-1"_s, u"aws/ap-south-1"_s, u"google/europe-west3"_s, u"aws/nowhere-9"_s, u"aws/global"_s};
const QStringList products = {u"Object Store"_s, u"Amazon Bedrock"_s, u"Cloud compute"_s, u"Amazon EC2"_s};
const QStringList namedProducts = {u"Object Store"_s, u"amazon  bedrock"_s, u"Bedrock"_s, u"Amazon *"_s, u"*"_s, u"Azure *"_s, u"Cloud compute"_s,
                                   u"Mail"_s, u"Amazon EC2"_s, u"Cloud compute for enterprises"_s};
const QStringList regions = {u"eu-central-1"_s, u"us-east-1"_s, u"eu1"_s, u"aws/eu-west-1"_s};
const QStringList namedRegions = {u"eu-central-1"_s, u"aws/eu-central-1"_s, u"us-east-1"_s, u"*"_s, u"DE"_s, u"EU"_s, u"EEA"_s, u"Germany"_s,
                                  u"US"_s, u"eu1"_s, u"us1"_s};
const QStringList schemes = {u"ISO/IEC 27001:2022"_s, u"iso-27001"_s, u"C5"_s, u"SecNumCloud"_s, u"SOC2"_s, u"Own scheme"_s};
const QStringList texts = {u"a"_s, u"Banking"_s, u"reviewed 2026"_s, u"en"_s, u"https://example.org/x"_s, u"Ärzte-BANK 100%_'x'"_s};

} // namespace

Generator::Generator(const domain::Catalogue &catalogue, const QList<Pack> &packs, const QStringList &providers, quint32 seed)
    : m_catalogue(catalogue), m_packs(packs), m_providers(providers), m_random(seed)
{
    m_providers.sort();
    for (const Pack &pack : packs)
        learn(pack);
    for (const QString &scheme : schemes)
        m_words[u"scheme"_s].texts.insert(scheme);
}

void Generator::learn(const Pack &pack)
{
    if (pack.concerns)
        learn(*pack.concerns, pack);
    for (const Rule &rule : pack.rules) {
        for (const auto &date : {rule.from, rule.until}) {
            if (date)
                m_dates.insert(*date);
        }
        learn(rule.appliesIf, pack);
        learn(rule.gapIf, pack);
        for (const auto &[day, where] : rule.later) {
            m_dates.insert(day);
            learn(where, pack);
        }
    }
}

void Generator::learn(const Condition &c, const Pack &pack)
{
    for (const Condition &part : c.parts)
        learn(part, pack);
    for (const QString &name : c.form == Form::Certified ? c.names : QStringList())
        m_words[u"scheme"_s].texts.insert(name);
    QStringList names;
    if (c.form == Form::Attribute && !c.way.steps.isEmpty())
        names = {c.way.steps.constLast()};
    for (const Way &way : c.lists)
        names.append(way.steps.constLast());
    const int number = static_cast<int>(c.parameter.isEmpty() ? c.number : pack.parameters.value(c.parameter));
    for (const QString &name : std::as_const(names)) {
        Words &words = m_words[name];
        if (c.test == Test::OlderThanDays || c.test == Test::ExpiresWithinDays)
            words.ages.insert(c.test == Test::OlderThanDays ? number : -number);
        else if (c.day)
            words.days.insert(*c.day);
        else if (c.test == Test::Before || c.test == Test::After)
            words.ages.insert(0);
        else if (c.test == Test::Lt || c.test == Test::Le || c.test == Test::Gt || c.test == Test::Ge)
            words.numbers.insert(number);
        for (const QVariant &value : c.values) {
            QString text = value.toString();
            if (value.typeId() != QMetaType::QString || text.startsWith(u'@') || c.day || c.test == Test::SameAs || c.test == Test::DiffersFrom)
                continue;
            if (c.test == Test::Says) {
                text.remove(u'*');
                words.texts.unite({u"No "_s + text, text + u", not everywhere"_s, u"Of "_s + text + u": planned"_s, u"un"_s + text});
            }
            if (c.test == Test::Matches || c.test == Test::ContainsMatch)
                text = text.replace(u'*', u'x').toUpper();
            if (!text.isEmpty())
                words.texts.insert(text);
        }
    }
}

QString Generator::member(const Attribute &attr) const
{
    return attr.name == "kind"_L1 || attr.name == "key"_L1 ? u"entity_"_s + attr.name : attr.name;
}

/// Providers and legal entities keep their names, so that examples share them.
QString Generator::newName(Kind kind, const QString &key, const QString &prefix) const
{
    return kind == Kind::Provider || kind == Kind::LegalEntity ? key : prefix + key;
}

QJsonObject Generator::renamed(const QJsonObject &thing, const QString &prefix)
{
    QJsonObject copy = thing;
    const Kind kind = domain::kindFromName(thing.value("kind"_L1).toString()).value_or(Kind::Workload);
    copy.insert("key"_L1, newName(kind, thing.value("key"_L1).toString(), prefix));
    for (const Attribute &attr : m_catalogue.kind(kind).attributes) {
        const QString name = member(attr);
        const QJsonValue old = thing.value(name);
        if (!attr.refKind || old.isUndefined())
            continue;
        const auto list = [&](const QJsonArray &items) {
            QJsonArray all;
            for (const QJsonValue &item : items)
                all.append(newName(*attr.refKind, item.toString(), prefix));
            return all;
        };
        if (old.isString()) {
            copy.insert(name, newName(*attr.refKind, old.toString(), prefix));
        } else if (old.isArray()) {
            copy.insert(name, list(old.toArray()));
        } else if (QJsonObject object = old.toObject(); object.contains("items"_L1)) {
            object.insert("items"_L1, list(object.value("items"_L1).toArray()));
            copy.insert(name, object);
        }
    }
    return copy;
}

QString Generator::keyOf(Kind kind)
{
    QStringList keys;
    const QString start = domain::kindName(kind) + u':';
    for (auto it = m_things.cbegin(); it != m_things.cend(); ++it) {
        if (it.key().startsWith(start))
            keys.append(it.key().sliced(start.size()));
    }
    if (kind == Kind::Provider && chance(15))
        return pick(m_providers);
    return keys.isEmpty() || chance(4) ? u"only named"_s : pick(keys);
}

QJsonValue Generator::value(const Attribute &attr, ValueType type)
{
    const Words words = m_words.value(attr.name);
    if (attr.name == "ref"_L1)
        return pick(m_providers);
    if (attr.name == "product"_L1)
        return pick(products);
    if (attr.name == "region"_L1)
        return pick(regions);
    if (attr.name == "services"_L1 && type == ValueType::Text)
        return chance(15) ? keyOf(Kind::Service) : pick(namedProducts);
    if (attr.name == "regions"_L1)
        return pick(namedRegions);
    switch (type) {
    case ValueType::Bool:
        return chance(50);
    case ValueType::Int:
    case ValueType::Number: {
        double number = words.numbers.isEmpty() ? below(400) : pickOf(words.numbers) - 1 + below(3);
        if (chance(15))
            number = below(2000);
        number = std::max(number, attr.least.value_or(0));
        return std::min(number, attr.most.value_or(1e9));
    }
    case ValueType::Date: {
        domain::Day day = m_asOf - 1200 + below(1600);
        if (!words.ages.isEmpty() && chance(60))
            day = m_asOf - pickOf(words.ages) - 1 + below(3);
        else if (!words.days.isEmpty() && chance(60))
            day = pickOf(words.days) - 1 + below(3);
        else if (chance(30))
            day = m_asOf - 1 + below(3);
        // Some thresholds mean "ever": days stay such as people write.
        day = std::clamp(day, domain::toDay(QDate(1900, 1, 1)), domain::toDay(QDate(2200, 1, 1)));
        return domain::fromDay(day).toString(Qt::ISODate);
    }
    case ValueType::Ref:
        return keyOf(*attr.refKind);
    case ValueType::Country:
        if (attr.facet && chance(12))
            return {};
        if (attr.facet && chance(12))
            return pick(places);
        if (!words.texts.isEmpty() && chance(30)) {
            const QString country = pickOf(words.texts);
            return country.size() == 2 ? country : u"US"_s;
        }
        return pick(countries);
    default:
        break;
    }
    if (!attr.values.isEmpty() && (words.texts.isEmpty() || chance(30)))
        return pick(attr.values);
    if (!words.texts.isEmpty() && chance(75)) {
        const QString text = pickOf(words.texts);
        if (attr.values.isEmpty() || attr.values.contains(text))
            return text;
    }
    return attr.values.isEmpty() ? pick(texts) : pick(attr.values);
}

QJsonValue Generator::anything(const Attribute &attr)
{
    if (chance(12))
        return QJsonObject{{u"none"_s, true}};
    if (chance(5))
        return QJsonObject{{u"asked"_s, true}};
    if (!attr.isList())
        return value(attr, attr.type);
    QJsonArray items;
    for (int i = below(4); i > 0; --i) {
        const QJsonValue item = value(attr, attr.of);
        if (item.isNull() || !items.contains(item))
            items.append(item);
    }
    if (chance(15))
        return QJsonObject{{u"items"_s, items}, {u"complete"_s, false}};
    return items;
}

void Generator::merge(const QJsonObject &thing)
{
    QJsonObject &known = m_things[thing.value("kind"_L1).toString() + u':' + thing.value("key"_L1).toString()];
    for (auto it = thing.begin(); it != thing.end(); ++it)
        known.insert(it.key(), it.value());
}

Generator::Made Generator::make(int packNumber)
{
    Made made;
    m_things.clear();
    m_asOf = domain::toDay(QDate(2026, 11, 20));
    if (chance(20))
        m_asOf = pickOf(m_dates) - 1 + below(3);
    else if (chance(25))
        m_asOf = domain::toDay(QDate(2024, 1, 1)) + below(6 * 365);
    QSet<QString> attested;
    for (int i = 0; i < 5; ++i) {
        const Pack &pack = i < 3 ? m_packs.at(packNumber % m_packs.size()) : pick(m_packs);
        const QJsonObject example = pick(pick(pack.rules).examples).toObject();
        const QString prefix = QString(QChar(u'a' + i)) + u'-';
        for (const QJsonValue &thing : example.value("given"_L1).toArray())
            merge(renamed(thing.toObject(), prefix));
        for (const QJsonValue &one : example.value("attested"_L1).toArray())
            attested.insert(one.toString());
    }
    for (const domain::KindInfo &kind : m_catalogue.kinds()) {
        const int wanted = domain::isPartOfTheEstate(kind.kind) ? below(3) : 0;
        for (int i = 0; i < wanted; ++i)
            merge({{u"kind"_s, domain::kindName(kind.kind)}, {u"key"_s, u"fresh%1"_s.arg(i)}, {u"name"_s, u"Fresh %1"_s.arg(i)}});
        if (chance(45))
            attested.insert(domain::kindName(kind.kind));
    }
    const bool recordComplete = chance(15);
    for (auto it = m_things.begin(); it != m_things.end(); ++it) {
        const Kind kind = domain::kindFromName(it->value("kind"_L1).toString()).value_or(Kind::Workload);
        const bool fresh = it->value("key"_L1).toString().startsWith("fresh"_L1);
        // Of some things next to everything is known: then there is much to judge.
        const int filled = chance(40) ? 85 : 4;
        for (const Attribute &attr : m_catalogue.kind(kind).attributes) {
            const bool asked = attr.refKind || m_words.contains(attr.name);
            const int percent = fresh ? (asked ? 75 : 5) : it->contains(member(attr)) ? 9 : asked ? filled : 1;
            if (!chance(percent))
                continue;
            if (!fresh && chance(25))
                it->remove(member(attr));
            else
                it->insert(member(attr), anything(attr));
        }
        for (const Attribute &attr : m_catalogue.kind(kind).attributes) {
            if (attr.isList() && attr.of == ValueType::Ref && !it->value(attr.name).isArray() && chance(4)
                && !it->value(attr.name).toObject().contains("none"_L1))
                made.waiting.append({it.key(), attr.name, u"to come"_s});
        }
        if (kind == Kind::LegalEntity && recordComplete)
            it->insert(u"processing_register_complete"_s, true);
        if (chance(5))
            made.retired.insert(it.key(), m_asOf - 1 + below(3));
    }
    for (const QJsonObject &thing : std::as_const(m_things)) {
        made.things.append(QJsonObject{{u"kind"_s, thing.value("kind"_L1)}, {u"key"_s, thing.value("key"_L1)}});
        made.given.append(thing);
    }
    made.asOf = m_asOf;
    made.attested = attested.values();
    made.attested.sort();
    for (const QString &one : std::as_const(made.attested)) {
        if (chance(20))
            made.until.insert(one, m_asOf - 1 + below(3));
    }
    for (const Pack &pack : m_packs) {
        QStringList names = pack.parameters.keys();
        names.sort();
        for (const QString &name : std::as_const(names)) {
            if (chance(6))
                made.parameters.insert(pack.id + u'/' + name, pack.parameters.value(name) + below(2) * 30);
        }
    }
    if (chance(25))
        made.zone = {u"DE"_s, pick(countries)};
    if (chance(8))
        made.zone = {u"CH"_s, u"GB"_s};
    if (chance(25))
        made.highRiskVendors = {keyOf(Kind::Provider), u"huawei"_s};
    return made;
}

} // namespace second
