// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/regiontext.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

const QString RegionResource = u":/reference/regions.json"_s;

/// What registers call a cloud, beside the name that the reference data has for it.
struct CloudName
{
    QLatin1StringView provider;
    QLatin1StringView word;
};
constexpr CloudName cloudNames[] = {{"aws"_L1, "aws"_L1},          {"aws"_L1, "amazon"_L1},     {"microsoft"_L1, "azure"_L1},   {"microsoft"_L1, "microsoft"_L1},
                                    {"google"_L1, "google"_L1},    {"google"_L1, "gcp"_L1},     {"alibaba"_L1, "alibaba"_L1},   {"alibaba"_L1, "aliyun"_L1},
                                    {"huawei"_L1, "huawei"_L1},    {"outscale"_L1, "outscale"_L1}, {"numspot"_L1, "numspot"_L1}, {"nebius"_L1, "nebius"_L1},
                                    {"crusoe"_L1, "crusoe"_L1},    {"lambda"_L1, "lambda"_L1},  {"oracle"_L1, "oracle"_L1},     {"ibm"_L1, "ibm"_L1},
                                    {"ovhcloud"_L1, "ovh"_L1},     {"scaleway"_L1, "scaleway"_L1}, {"ionos"_L1, "ionos"_L1},     {"t-systems"_L1, "telekom"_L1},
                                    {"t-systems"_L1, "t-systems"_L1}, {"stackit"_L1, "stackit"_L1}};

bool isGreatCloud(const QString &provider)
{
    return provider == "aws"_L1 || provider == "microsoft"_L1 || provider == "google"_L1;
}

QString keyOf(const QString &text) { return text.simplified().toLower(); }

struct Regions
{
    QHash<QString, QList<CloudRegion>> byCode; ///< of all clouds
    QHash<QString, QList<CloudRegion>> byName; ///< of AWS and Azure; Google's are those of the towns. One with several meanings has none
    QHash<QString, QString> towns;             ///< to the only country that has one
};

const Regions &regions()
{
    static const Regions all = [] {
        Regions known;
        QFile file(RegionResource);
        const QJsonArray list = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object().value("regions"_L1).toArray() : QJsonArray();
        for (const QJsonValue &value : list) {
            const QJsonObject one = value.toObject();
            const CloudRegion region{one.value("provider"_L1).toString(), one.value("code"_L1).toString(), one.value("country"_L1).toString()};
            if (region.country.isEmpty() || region.code.isEmpty())
                continue;
            // "eu" and "us" are wider than a region.
            if (one.value("kind"_L1).toString() != "multi_region"_L1) {
                known.byCode[keyOf(region.code)].append(region);
                if (isGreatCloud(region.provider) && region.provider != "google"_L1)
                    known.byName[keyOf(one.value("name"_L1).toString())].append(region);
            }
            const QString town = keyOf(one.value("city"_L1).toString());
            if (const auto other = known.towns.constFind(town); !town.isEmpty())
                known.towns.insert(town, other == known.towns.constEnd() || *other == region.country ? region.country : QString());
        }
        for (auto name = known.byName.begin(); name != known.byName.end();)
            name = name->size() > 1 ? known.byName.erase(name) : std::next(name);
        return known;
    }();
    return all;
}

bool hasGreatOne(const QList<CloudRegion> &list)
{
    return std::any_of(list.begin(), list.end(), [](const CloudRegion &region) { return isGreatCloud(region.provider); });
}

} // namespace

QList<CloudRegion> regionsNamed(const QString &text)
{
    constexpr qsizetype LongestName = 40;
    if (text.size() < 4 || text.size() > LongestName)
        return {};
    const QString key = keyOf(text);
    // A zone ends in a letter, one of Google after a hyphen.
    static const QRegularExpression zone(u"^([a-z]+(?:-[a-z]+)+-?\\d+)-?[a-f]$"_s);
    const auto zoned = zone.match(key);
    for (const QString &code : {key, zoned.hasMatch() ? zoned.captured(1) : QString()}) {
        if (const QList<CloudRegion> found = regions().byCode.value(code); hasGreatOne(found))
            return found;
    }
    return regions().byName.value(key);
}

QList<CloudRegion> regionsOf(const QList<CloudRegion> &named, const QString &provider, bool &other)
{
    other = false;
    const QString key = keyOf(provider);
    QList<CloudRegion> own;
    for (const CloudName &cloud : cloudNames) {
        static const QString wordBefore = u"(?:^|[^a-z])"_s;
        if (!key.contains(cloud.word) || !QRegularExpression(wordBefore + QRegularExpression::escape(cloud.word)).match(key).hasMatch())
            continue;
        other = true;
        for (const CloudRegion &region : named) {
            if (region.provider == cloud.provider && !own.contains(region))
                own.append(region);
        }
    }
    if (own.isEmpty())
        return named;
    other = false;
    return own;
}

QStringList countriesOf(const QList<CloudRegion> &regions)
{
    QStringList countries;
    for (const CloudRegion &region : regions) {
        if (!countries.contains(region.country))
            countries.append(region.country);
    }
    return countries;
}

QString countryOfTown(const QString &town)
{
    return regions().towns.value(keyOf(town));
}

} // namespace domain
