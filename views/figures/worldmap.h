// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"
#include "figures/projection.h"

#include <optional>

namespace figures {

struct MapCountry
{
    QString iso;                 ///< alpha-2
    std::optional<double> value; ///< nothing: unknown, hatched; never drawn as zero
};

struct MapSite
{
    QString id;
    QString label;
    double latitude = 0;
    double longitude = 0;
    double count = 1;
    SiteKind kind = SiteKind::CloudRegion;
    std::optional<domain::Status> status; ///< nothing: drawn in ink
};

struct MapArc
{
    QString id;
    QString label;
    QPointF from; ///< x longitude, y latitude
    QPointF to;
    double count = 1;
    domain::Status status = domain::Status::Unknown;
    domain::Severity grade = domain::Severity::High; ///< colour of a gap
    QString note;                                    ///< added to the tooltip
};

/// Things that lie in several sites at once, by their places in MapData::sites: a mark of those sites counts them once.
struct MapShared
{
    QList<int> sites;
    double count = 0;
};

/// A word for each status of an arc, as the caller's language has it.
struct MapWords
{
    QString noLocation;  ///< "No location known"
    QString global;      ///< "Global service"
    QString outside;     ///< "Sites outside this view"
    QString unknown;     ///< "unknown"
    QString cloudRegion; ///< "Cloud region"
    QString dataCentre;
    QString office;
    QString provider;
    QString flow; ///< "Flow"; followed by the status word
    QString pass;
    QString gap;
    QString accepted;
    QString sovereignRegion;
    QString dedicated;
    QString edge;
    QString places;   ///< "places", after the number of sites that one mark stands for
    QString together; ///< "several places, counted together": of a mark with a number
    QString overseas; ///< "overseas", after the name of a country, for its parts far away
    QStringList grades; ///< of gaps, from low to critical
    static MapWords english();
};

struct MapData
{
    MapView view = MapView::World;
    QString metric; ///< what the countries' colour says
    QString unit;
    QList<MapCountry> countries;
    QList<MapSite> sites;
    QList<MapShared> shared;
    QList<MapArc> arcs;
    int noLocation = 0; ///< always drawn, zero included: nothing may fall off the map in silence
    int global = 0;
    MapWords words = MapWords::english();
};

/// Lays out the map with its legend inside `rect`. Ids: "country:DE", "site:<id>", "arc:<id>",
/// "place:none", "place:global" and, where the view does not hold all sites, "place:outside". Small countries answer
/// within a minimum radius. Thread: any.
Figure layoutWorldMap(const MapData &data, const QRectF &rect, const Style &style);

/// Where a place falls in the map that layoutWorldMap() makes of the same data; nothing outside the frame.
std::optional<QPointF> mapPoint(const MapData &data, const QRectF &rect, const Style &style, double longitude,
                                double latitude);

} // namespace figures
