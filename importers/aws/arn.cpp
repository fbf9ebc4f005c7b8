// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

namespace importers {

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

/// "Data-Classification" and "data_classification" are the same tag to those who write them.
QString tagName(const QString &name)
{
    const QStringView last = QStringView(name).mid(name.lastIndexOf(u':') + 1);
    QString plain;
    plain.reserve(last.size());
    for (const QChar c : last) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

QString memberText(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        return {};
    return QString::fromStdString(found->get<std::string>());
}

QString environment(const QString &value)
{
    static const QHash<QString, QString> known{
        {u"prod"_s, u"prod"_s},  {u"production"_s, u"prod"_s}, {u"prd"_s, u"prod"_s},
        {u"live"_s, u"prod"_s},  {u"test"_s, u"test"_s},       {u"testing"_s, u"test"_s},
        {u"qa"_s, u"test"_s},    {u"uat"_s, u"test"_s},        {u"staging"_s, u"test"_s},
        {u"stage"_s, u"test"_s}, {u"preprod"_s, u"test"_s},    {u"integration"_s, u"test"_s},
        {u"dev"_s, u"dev"_s},    {u"development"_s, u"dev"_s}, {u"sandbox"_s, u"dev"_s},
    };
    return known.value(tagName(value));
}

QString criticality(const QString &value)
{
    static const QHash<QString, QString> known{
        {u"critical"_s, u"critical"_s},         {u"missioncritical"_s, u"critical"_s},
        {u"important"_s, u"important"_s},       {u"high"_s, u"important"_s},
        {u"businesscritical"_s, u"critical"_s}, {u"standard"_s, u"standard"_s},
        {u"medium"_s, u"standard"_s},           {u"low"_s, u"standard"_s},
    };
    return known.value(tagName(value));
}

QString dataClass(const QString &value)
{
    static const QHash<QString, QString> synonyms{
        {u"pii"_s, u"personal"_s},
        {u"personaldata"_s, u"personal"_s},
        {u"pci"_s, u"payment_card"_s},
        {u"cardholder"_s, u"payment_card"_s},
        {u"nonpersonal"_s, u"non_personal"_s},
        {u"specialcategory"_s, u"special_category"_s},
        {u"paymentcard"_s, u"payment_card"_s},
        {u"tradesecret"_s, u"trade_secret"_s},
        {u"importantdata"_s, u"important_data"_s},
        {u"coredata"_s, u"core_data"_s},
    };
    static const QStringList known{u"personal"_s,   u"children"_s,   u"health"_s, u"genomic"_s,    u"biometric"_s,
                                   u"geolocation"_s, u"financial"_s, u"government"_s, u"cui"_s,     u"fci"_s,
                                   u"itar"_s,       u"ear"_s,        u"classified"_s, u"phi"_s,     u"secrecy"_s};
    const QString plain = tagName(value);
    // Words of a house's own ladder ("confidential") are no class of data.
    return synonyms.value(plain, known.contains(plain) ? plain : QString());
}

constexpr std::array tagsOfOurs = {"businesscriticality"sv, "businessowner"sv, "businessservice"sv, "criticality"sv,
                                   "dataclass"sv,           "dataclasses"sv,   "dataclassification"sv, "env"sv,
                                   "environment"sv,         "name"sv,          "owner"sv,              "serviceowner"sv,
                                   "stage"sv};

/// "pii, health" and "pii/health" name two.
QStringList partsOf(const QString &value)
{
    static const QRegularExpression separators(u"[,;/|+\\s]+"_s);
    // Most name one, and a large export has a million of them.
    const auto separates = [](QChar c) { return u",;/|+"sv.find(c.unicode()) != std::u16string_view::npos || c.isSpace(); };
    if (std::none_of(value.begin(), value.end(), separates))
        return {value};
    return value.split(separators, Qt::SkipEmptyParts);
}

bool hasField(const domain::Record &record, const QString &attr)
{
    for (const auto &field : record.fields) {
        if (field.attr == attr)
            return true;
    }
    return false;
}

void sayOnce(domain::Record &record, const QString &attr, const QString &value)
{
    if (!value.isEmpty() && !hasField(record, attr))
        record.fields.append({attr, value});
}

} // namespace

std::optional<Arn> Arn::fromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith("arn:"_L1))
        return std::nullopt;
    const Arn arn{trimmed.section(u':', 1, 1), trimmed.section(u':', 2, 2), trimmed.section(u':', 3, 3),
                  trimmed.section(u':', 4, 4), trimmed.section(u':', 5)};
    if (arn.partition.isEmpty() || arn.service.isEmpty() || arn.resource.isEmpty())
        return std::nullopt;
    return arn;
}

QString Arn::text() const
{
    return u"arn:"_s + partition + u':' + service + u':' + region + u':' + account + u':' + resource;
}

QString Arn::lastPart() const
{
    return resource.contains(u'/') ? resource.section(u'/', -1) : resource.section(u':', -1);
}

QString awsPartitionOfRegion(const QString &region)
{
    if (region.startsWith("cn-"_L1))
        return u"aws-cn"_s;
    if (region.startsWith("us-gov-"_L1))
        return u"aws-us-gov"_s;
    if (region.startsWith("eusc-"_L1))
        return u"aws-eusc"_s;
    if (region.startsWith("us-isob-"_L1))
        return u"aws-iso-b"_s;
    if (region.startsWith("us-isof-"_L1))
        return u"aws-iso-f"_s;
    if (region.startsWith("eu-isoe-"_L1))
        return u"aws-iso-e"_s;
    if (region.startsWith("us-iso-"_L1))
        return u"aws-iso"_s;
    return u"aws"_s;
}

QString awsProviderOfPartition(const QString &partition)
{
    return partition == "aws-eusc"_L1 ? u"aws-esc"_s : u"aws"_s;
}

QString awsProviderOfRegion(const QString &region)
{
    return awsProviderOfPartition(awsPartitionOfRegion(region));
}

QString awsRegionOfZone(const QString &zone)
{
    static const QRegularExpression form(u"^([a-z]{2,}(?:-[a-z0-9]+)*-[0-9]+)[a-z]?$"_s);
    const auto match = form.match(zone.trimmed());
    return match.hasMatch() ? match.captured(1) : QString();
}

QString awsParentRegion(const QString &regionOrZone)
{
    static const QRegularExpression form(u"^([a-z]{2,}(?:-[a-z]+)+-[0-9]+)"_s);
    const auto match = form.match(regionOrZone.trimmed());
    return match.hasMatch() ? match.captured(1) : QString();
}

domain::Place awsPlace(const QString &region, int facets)
{
    domain::Place place;
    place.facets = facets;
    place.provider = awsProviderOfRegion(region);
    place.region = region;
    return place;
}

std::optional<domain::Day> awsDay(const QString &text)
{
    const QString trimmed = text.trimmed();
    static const QRegularExpression iso(
        u"^(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}:\\d{2})(?:\\.\\d+)?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?$"_s);
    const auto match = iso.match(trimmed);
    if (match.hasMatch()) {
        const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
        if (!date.isValid())
            return std::nullopt;
        const QString zone = match.captured(3);
        if (zone.isEmpty() || zone == "Z"_L1)
            return domain::toDay(date);
        const QTime time = QTime::fromString(match.captured(2), Qt::ISODate);
        const int sign = zone.startsWith(u'-') ? -1 : 1;
        const int offset = sign * (zone.mid(1, 2).toInt() * 3600 + zone.right(2).toInt() * 60);
        return domain::toDay(QDateTime(date, time, Qt::UTC).addSecs(-offset).date());
    }
    static const QRegularExpression epoch(u"^(\\d{9,13})(?:\\.\\d+)?$"_s);
    const auto seconds = epoch.match(trimmed);
    if (!seconds.hasMatch())
        return std::nullopt;
    const qint64 number = seconds.captured(1).toLongLong();
    return domain::toDay(
        QDateTime::fromSecsSinceEpoch(number >= 100'000'000'000 ? number / 1000 : number, Qt::UTC).date());
}

std::optional<domain::Day> awsDay(const nlohmann::json &value)
{
    if (value.is_string())
        return awsDay(QString::fromStdString(value.get<std::string>()));
    if (value.is_number()) {
        // AWS CLI v1 writes floats such as 1.52E9.
        const double number = value.get<double>();
        if (number >= 1e8 && number < 1e14)
            return awsDay(QString::number(static_cast<qint64>(number)));
    }
    return std::nullopt;
}

QList<AwsTag> awsTags(const nlohmann::json &tags)
{
    QList<AwsTag> result;
    if (tags.is_object()) {
        for (const auto &[key, value] : tags.items()) {
            if (value.is_string())
                result.append({QString::fromStdString(key), QString::fromStdString(value.get<std::string>())});
        }
        return result;
    }
    if (!tags.is_array())
        return result;
    for (const auto &tag : tags) {
        if (!tag.is_object())
            continue;
        for (const auto &[key, value] : {std::pair{"Key", "Value"}, {"key", "value"}, {"TagKey", "TagValue"}}) {
            const QString name = memberText(tag, key);
            if (!name.isEmpty()) {
                result.append({name, memberText(tag, value)});
                break;
            }
        }
    }
    return result;
}

QString awsTagValue(const QList<AwsTag> &tags, const QString &name)
{
    const QString wanted = tagName(name);
    for (const auto &tag : tags) {
        if (!tag.key.startsWith("aws:"_L1) && tagName(tag.key) == wanted)
            return tag.value.isNull() ? u""_s : tag.value;
    }
    return {};
}

bool isAwsTagOfOurs(std::string_view plainName)
{
    return std::find(tagsOfOurs.begin(), tagsOfOurs.end(), plainName) != tagsOfOurs.end();
}

void applyAwsTags(const QList<AwsTag> &tags, domain::Record &record)
{
    for (const auto &tag : tags) {
        if (tag.key.startsWith("aws:"_L1))
            continue;
        const QString name = tagName(tag.key);
        const QString value = tag.value.trimmed();
        if (value.isEmpty())
            continue;
        if (tag.key == "Name"_L1)
            record.name = value;
        else if (name == "env"_L1 || name == "environment"_L1 || name == "stage"_L1)
            sayOnce(record, u"env"_s, environment(value));
        else if (name == "owner"_L1 || name == "businessowner"_L1 || name == "serviceowner"_L1)
            sayOnce(record, u"owner"_s, value);
        else if (name == "businessservice"_L1 && !hasField(record, u"business_services"_s))
            record.fields.append({u"business_services"_s, domain::ListValue{{value}, false}});
        else if (name == "criticality"_L1 || name == "businesscriticality"_L1)
            sayOnce(record, u"criticality"_s, criticality(value));
        else if ((name == "dataclass"_L1 || name == "dataclasses"_L1 || name == "dataclassification"_L1) &&
                 !hasField(record, u"data_classes"_s)) {
            domain::ListValue classes;
            classes.complete = false; // a tag names classes, it does not rule out others
            for (const QString &part : partsOf(value)) {
                const QString known = dataClass(part);
                if (!known.isEmpty() && !classes.items.contains(known))
                    classes.items.append(known);
            }
            if (!classes.items.isEmpty())
                record.fields.append({u"data_classes"_s, classes});
        }
    }
}

} // namespace importers
