// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googlename.h"

#include <QCache>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <variant>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

/// A cloud of a partner's with Google's technology: all of its projects' names begin with a word of its own, and its interfaces have a domain
/// of their own.
struct Partner
{
    QLatin1StringView provider, prefix, domain;
    QStringView mark, domainMark; ///< parts of both, to look for without a conversion
    /// Asked of every name: false for nearly all of them, without a copy.
    bool mayBe(const QString &name) const { return name.contains(mark) || (!domainMark.isEmpty() && name.contains(domainMark)); }
};
constexpr std::array partners{Partner{"s3ns"_L1, "s3ns"_L1, "s3nsapis.fr"_L1, u"s3ns", {}},
                              Partner{"t-systems"_L1, "eu0"_L1, "apis-berlin-build0.goog"_L1, u"eu0", u"berlin-build0"}};

/// The same name under Google's domain, under which the services are known.
QString underGoogle(const QString &name)
{
    for (const Partner &partner : partners) {
        if (!partner.mayBe(name))
            continue;
        const qsizetype at = name.indexOf(u'.' + partner.domain + u'/');
        if (at > 0 && name.lastIndexOf(u'/', at) <= 7)
            return name.left(at + 1) + u"googleapis.com"_s + name.mid(at + 1 + partner.domain.size());
    }
    return name;
}

} // namespace

QString googleRegionOf(const QString &zoneOrRegion)
{
    static const QRegularExpression zone(u"^((?:u-)?[a-z]+-[a-z]+[0-9]+)-(?:[a-z]|ai[0-9]+[a-z])$"_s);
    const QString last = zoneOrRegion.mid(zoneOrRegion.lastIndexOf(u'/') + 1).trimmed().toLower();
    if (last.isEmpty() || last == "global"_L1)
        return {};
    // Of the same few hundred places all assets of a file tell.
    thread_local QCache<QString, QString> regions(2000);
    if (const QString *known = regions.object(last))
        return *known;
    const auto match = zone.match(last);
    const QString region = match.hasMatch() ? match.captured(1) : last;
    regions.insert(last, new QString(region));
    return region;
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
    QString whole = underGoogle(name.trimmed());
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
    const auto match = form.match(underGoogle(link));
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

QString googleOperatorOf(const QString &name)
{
    for (const Partner &partner : partners) {
        if (!partner.mayBe(name))
            continue;
        const QString host = name.section(u'/', 2, 2);
        const QString project = partner.prefix + u':';
        if (name.startsWith(project) || name.startsWith("projects/"_L1 + project) || name.contains("/projects/"_L1 + project) ||
            (name.contains("//"_L1) && host.endsWith(u'.' + partner.domain)) || name.endsWith(u'.' + partner.prefix + ".iam.gserviceaccount.com"_L1))
            return partner.provider;
    }
    return {};
}

void nameGoogleOperator(domain::Record &record, const QString &known)
{
    const auto isGoogles = [](const domain::Field &f) {
        const auto *reference = std::get_if<domain::Reference>(&f.value);
        return reference && reference->key == GoogleProvider && (f.attr == "provider"_L1 || f.attr == "processor"_L1);
    };
    if (std::none_of(record.fields.cbegin(), record.fields.cend(), isGoogles) &&
        std::none_of(record.places.cbegin(), record.places.cend(), [](const domain::Place &place) { return place.provider == GoogleProvider; }))
        return;
    QString by = known.isEmpty() ? googleOperatorOf(record.key) : known;
    for (qsizetype i = 0; i < record.aliases.size() && by.isEmpty(); ++i)
        by = googleOperatorOf(record.aliases.at(i).value);
    for (qsizetype i = 0; i < record.fields.size() && by.isEmpty(); ++i) {
        const domain::Field &f = record.fields.at(i);
        if ((f.attr == "account"_L1 || f.attr == "resource"_L1) && std::holds_alternative<QString>(f.value))
            by = googleOperatorOf(std::get<QString>(f.value));
    }
    if (by.isEmpty())
        return;
    for (domain::Field &f : record.fields) {
        if (isGoogles(f))
            f.value = domain::Reference{by};
    }
    for (domain::Place &place : record.places) {
        if (place.provider == GoogleProvider)
            place.provider = by;
    }
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
