// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/overviewqueries.h"

namespace store {

/// Flows that follow from where a thing is and where it is backed up, reached from, and so on. Support, administration and keys come
/// from there; the others go there.
enum class PlaceFlow : int { Replication, Backup, Failover, Support, Administration, Telemetry, Inference, Keys };
inline constexpr int PlaceFlows = 8;
QString placeFlowName(PlaceFlow);
/// The facets of the other end.
int facetsOf(PlaceFlow);

/// Things of one flow between two places (Estate::placeFlows()). A place is "@key" of a location, "provider/region", or a country's code where only that is known.
struct PlaceFlowCount
{
    QString from, to, fromName, toName;
    double fromLat = 0, fromLon = 0, toLat = 0, toLon = 0;
    int count = 0;
    int lawGaps = 0, gaps = 0, unknowns = 0, accepted = 0;   ///< things, each under the worst of what the rules on such places say of it
    domain::Severity grade = domain::Severity::Low;          ///< the worst gap's
};

/// The value of PageFilter::special "flow" that asks for the things of one of them, and the condition on `entity e` that it stands for;
/// empty for a flow of another sort.
QString placeFlowValue(PlaceFlow, const QString &from, const QString &to);
QByteArray placeFlowCondition(const QString &value);

/// What a number adds up to by place, where it is a number of the things themselves: records of datasets, chips of pools.
struct WeightedPlaces
{
    struct Country
    {
        QString iso;
        double sum = 0;
        int things = 0, unsaid = 0;   ///< of the things, those whose number nobody said
    };
    QList<Country> countries;
    PlaceCounts counts;               ///< of the things; a site's count is the sum
};

/// Where each thing under the filter is: once for each of its countries and sites.
struct ThingPlace
{
    qint64 thing = 0;
    QString country;                  ///< empty: not known
    SiteCount site;                   ///< without an id: no coordinates
    bool global = false;
};

/// Where countries are marked: x longitude, y latitude.
struct CountryPoint
{
    QString iso;
    double lat = 0, lon = 0;
};
QList<CountryPoint> countryPoints(AttributeStore &);
/// The countries of sites, by their ids ("@KEY" of a location, PROVIDER/REGION), each once.
QStringList countriesOfSites(AttributeStore &, const QStringList &sites);

} // namespace store
