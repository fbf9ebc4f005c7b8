// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googlename.h"

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;

QString googleRegionOf(const QString &zoneOrRegion)
{
    static const QRegularExpression zone(u"^((?:u-)?[a-z]+-[a-z]+[0-9]+)-(?:[a-z]|ai[0-9]+[a-z])$"_s);
    const QString last = zoneOrRegion.section(u'/', -1).trimmed().toLower();
    if (last == "global"_L1)
        return {};
    const auto match = zone.match(last);
    return match.hasMatch() ? match.captured(1) : last;
}

domain::Place googlePlace(const QString &region, int facets)
{
    domain::Place place;
    place.facets = facets;
    place.provider = GoogleProvider;
    place.region = region;
    return place;
}

QString googleFullName(const QString &name)
{
    QString whole = name.trimmed();
    if (!whole.startsWith("//"_L1) || whole.size() < 4 || whole.at(2) == u'/')
        return {};
    if (!whole.startsWith("//container.googleapis.com/"_L1))
        return whole;
    // Clusters are named by the zone or by the location, and older exports put the version of the interface in.
    static const QRegularExpression cluster(
        u"^//container\\.googleapis\\.com/(?:v1[a-z0-9]*/)?projects/([^/]+)/(?:zones|locations|regions)/([^/]+)/(clusters/.+)$"_s);
    const auto match = cluster.match(whole);
    if (!match.hasMatch())
        return whole;
    const QString place = match.captured(2);
    const bool zonal = googleRegionOf(place) != place.toLower();
    return u"//container.googleapis.com/projects/%1/%2/%3/%4"_s.arg(
        match.captured(1), zonal ? u"zones"_s : u"locations"_s, place, match.captured(3));
}

QString googleFullNameOfLink(const QString &link)
{
    static const QRegularExpression form(
        u"^https://(?:www\\.googleapis\\.com/([a-z]+)|([a-z]+)\\.googleapis\\.com(?:/[a-z]+)?)/[a-z]+[0-9][a-z0-9]*/(projects/.+)$"_s);
    const auto match = form.match(link);
    if (!match.hasMatch())
        return {};
    const QString service = match.captured(1) + match.captured(2);
    return googleFullName(u"//"_s + (service == "sqladmin"_L1 ? u"cloudsql"_s : service) + u".googleapis.com/"_s +
                          match.captured(3));
}

QString googleFullNameOf(const QString &service, const QString &path)
{
    if (path.startsWith("//"_L1))
        return googleFullName(path);
    if (path.startsWith("https://"_L1))
        return googleFullNameOfLink(path);
    return path.startsWith("projects/"_L1) ? googleFullName(u"//"_s + service + u'/' + path) : QString();
}

QString googleKeyName(const QString &key)
{
    static const QRegularExpression form(u"(projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+)(?:/|$)"_s);
    const auto match = form.match(key);
    return match.hasMatch() ? u"//cloudkms.googleapis.com/"_s + match.captured(1) : QString();
}

QString googleProjectOf(const QString &fullName)
{
    const qsizetype at = fullName.indexOf("/projects/"_L1);
    return at < 0 ? QString() : fullName.mid(at + 10).section(u'/', 0, 0);
}

QString googlePlaceOfName(const QString &fullName)
{
    for (const QLatin1StringView step : {"/zones/"_L1, "/regions/"_L1, "/locations/"_L1}) {
        const qsizetype at = fullName.indexOf(step);
        if (at >= 0)
            return fullName.mid(at + step.size()).section(u'/', 0, 0);
    }
    return {};
}

} // namespace importers
