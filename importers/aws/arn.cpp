// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QRegularExpression>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

QString memberText(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        return {};
    return QString::fromStdString(found->get<std::string>());
}

} // namespace

std::optional<Arn> Arn::fromText(const QString &text)
{
    const QStringView trimmed = QStringView(text).trimmed();
    if (!trimmed.startsWith("arn:"_L1))
        return std::nullopt;
    std::array<QStringView, 4> parts; // partition, service, region, account
    qsizetype from = 4;
    for (QStringView &part : parts) {
        const qsizetype to = trimmed.indexOf(u':', from);
        if (to < 0)
            return std::nullopt;
        part = trimmed.mid(from, to - from);
        from = to + 1;
    }
    const Arn arn{parts[0].toString(), parts[1].toString(), parts[2].toString(), parts[3].toString(), trimmed.mid(from).toString()};
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

QString eksNodeGroupName(const Arn &arn)
{
    if (arn.service != "eks"_L1 || !arn.resource.startsWith("nodegroup/"_L1))
        return {};
    Arn named = arn;
    named.resource = arn.resource.section(u'/', 0, 2);
    return named.text();
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

QList<Tag> awsTags(const nlohmann::json &tags)
{
    QList<Tag> result;
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

QString awsTagValue(const QList<Tag> &tags, const QString &name)
{
    const QString wanted = plainTagName(name);
    for (const auto &tag : tags) {
        if (!tag.key.startsWith("aws:"_L1) && plainTagName(tag.key) == wanted)
            return tag.value.isNull() ? u""_s : tag.value;
    }
    return {};
}

QString eksNodeGroupOfTags(const QList<Tag> &tags, const QString &region, const QString &account)
{
    QString cluster;
    QString group;
    for (const auto &tag : tags) {
        if (tag.key == "eks:cluster-name"_L1)
            cluster = tag.value;
        else if (tag.key == "eks:nodegroup-name"_L1)
            group = tag.value;
    }
    if (cluster.isEmpty() || group.isEmpty() || region.isEmpty() || account.isEmpty())
        return {};
    return Arn{awsPartitionOfRegion(region), u"eks"_s, region, account, u"nodegroup/"_s + cluster + u'/' + group}.text();
}

void applyAwsTags(const QList<Tag> &tags, domain::Record &record)
{
    for (const auto &tag : tags) {
        if (tag.key.startsWith("aws:"_L1))
            continue;
        // Where AWS resources carry their name.
        if (tag.key == "Name"_L1 && !tag.value.trimmed().isEmpty())
            record.name = tag.value.trimmed();
        else
            applyTag(tag, record);
    }
}

} // namespace importers
