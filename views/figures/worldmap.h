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
    QString note = {};           ///< added to the tooltip
    QString mark = {};           ///< written over the country: "+3 −1"
    std::optional<QPointF> at = {}; ///< x longitude, y latitude: where it is marked if the outlines don't hold it
    std::optional<double> upTo = {}; ///< of a range the upper end; `value` is the lower one, which colours the country
    int of = 0;                      ///< of a mean: how many things it is of
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

/// What an arc stands for. The numbers are stored in settings: append only.
enum class ArcKind : int { Transfer, Replication, Backup, Failover, Support, Administration, Telemetry, Inference, Keys };
inline constexpr int ArcKindCount = 9;

struct MapArc
{
    QString id;
    QString label;
    QPointF from; ///< x longitude, y latitude
    QPointF to;
    double count = 1;
    domain::Status status = domain::Status::Unknown;
    domain::Severity grade = domain::Severity::High; ///< the worst gap's, for the tooltip
    QString note;                                    ///< added to the tooltip
    ArcKind kind = ArcKind::Transfer;
    bool restricted = false; ///< of a gap: not of binding law, so that it is restricted rather than forbidden
    QString fromName = {};   ///< written where the arc leaves the picture
    QString toName = {};
    QString unit = {};       ///< of the count, as the count asks for it: "transfer", "transfers"
    double of = 0;           ///< what it is a share of; 0: none is told
};

/// What the chosen frameworks say of a flow: told by line style as well as by colour.
enum class Standing { Allowed, Restricted, Forbidden, Accepted, Unknown };
Standing standingOf(const MapArc &arc);

/// Things that lie in several sites at once, by their places in MapData::sites: a mark of those sites counts them once.
struct MapShared
{
    QList<int> sites;
    double count = 0;
};

/// The words of a map, as the caller's language has them.
struct MapWords
{
    QString noLocation; ///< "No location known"
    QString global;     ///< "Global service"
    QString outside;    ///< "Sites outside this view"
    QString unknown;    ///< "unknown"
    QStringList sites;  ///< of each SiteKind
    QStringList arcs;   ///< of each ArcKind
    QString flow;       ///< "Flow"; followed by the word of its standing
    QString allowed;
    QString restricted;
    QString forbidden;
    QString accepted;
    QString places;   ///< "places", after the number of sites that one mark stands for
    QString together; ///< "several places, counted together": of a mark with a number
    QString overseas; ///< "overseas", after the name of a country, for its parts far away
    QString disputed; ///< "disputed area"
    QString outlines; ///< "disputed; outlines follow Natural Earth"
    QString share;    ///< "%1 % of %2"
    QString to;       ///< "to", between the ends of a range
    QString mean;     ///< "mean of %1 %2": of 69 IT systems
    static MapWords english();
};

struct MapData
{
    MapView view = MapView::World;
    std::optional<QRectF> extent = {}; ///< of the plane of `view` (Projection), which the map shows whole; nothing: what `view` says
    QString metric; ///< what the countries' colour says
    QString unit;
    QString one = {};    ///< the unit of a single one; empty: the same
    QString thing = {};  ///< the unit of a single one of `things`
    QString things = {}; ///< what is counted without a place, and what a mean is of; empty: the unit
    double total = 0;    ///< what the counts are shares of; 0: no share is told
    QString why = {};    ///< why nothing can be said, where that is so
    QList<MapCountry> countries;
    QList<MapSite> sites;
    QList<MapShared> shared;
    QList<MapArc> arcs;
    quint32 hiddenArcs = 0; ///< bits of ArcKind
    QString fanned = {};    ///< ids of a mark of several sites (U+001F between) whose sites are drawn around it
    int noLocation = 0; ///< always drawn, zero included: nothing may fall off the map in silence
    int global = 0;
    MapWords words = MapWords::english();

    bool shows(ArcKind kind) const { return !(hiddenArcs & (1u << static_cast<int>(kind))); }
    /// Of so many that are counted without a place.
    const QString &unitOfThings(double count) const
    {
        const QString &single = things.isEmpty() ? one : thing;
        return count == 1 && !single.isEmpty() ? single : things.isEmpty() ? unit : things;
    }
    /// "95 IT systems, 52 % of 182".
    QString amount(double count) const;
};

/// "95 IT systems, 52 % of 182"; without the share where `of` is 0.
QString amountOf(double count, const QString &unit, double of, const MapWords &words);
/// "78 to 86", or the one number where both ends are the same.
QString rangeOf(const MapCountry &country, const MapWords &words);

/// Lays out the map with its legend inside `rect`. Ids: "country:DE", "site:<id>", "arc:<id>",
/// "place:none", "place:global" (where they count anything: else a note of words alone) and, where the view does not hold all sites, "place:outside"; "note:..." answers with words only.
/// Small countries answer within a minimum radius. Thread: any.
Figure layoutWorldMap(const MapData &data, const QRectF &rect, const Style &style);

/// What layoutWorldMap() shows: which plane, which part of it, and where in the picture.
struct MapShown
{
    MapView view = MapView::World;
    QRectF extent; ///< plane
    QRectF target; ///< picture
    QPointF toPlane(QPointF at) const;
    QPointF toPicture(QPointF plane) const;
};
MapShown mapShown(const MapData &data, const QRectF &rect, const Style &style);

/// The part of the plane of `view` that holds the country's main land, with a margin; nothing where no outline has the code.
std::optional<QRectF> countryExtent(const QString &iso, MapView view);

/// The whole of a plane, as far as a map of it goes; and a point of one plane on another, where that has an image of it.
QRectF planeBounds(MapView view);
std::optional<QPointF> reproject(QPointF plane, MapView from, MapView to);

/// Where a place falls in the map that layoutWorldMap() makes of the same data; nothing outside the frame.
std::optional<QPointF> mapPoint(const MapData &data, const QRectF &rect, const Style &style, double longitude,
                                double latitude);

} // namespace figures
