// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/status.h"
#include "figures/layeredgraph.h"
#include "figures/matrix.h"
#include "figures/stackedbars.h"
#include "figures/timeline.h"
#include "figures/treemap.h"
#include "figures/worldmap.h"
#include "pages/filterstate.h"

#include <QDate>
#include <QHash>
#include <QStringList>

#include <optional>

namespace views {

/// Where a number leads: to the details of one thing, or to the inventory narrowed to what it counts.
struct AssetDoor
{
    qint64 entity = 0;
    FilterState filter;
};

/// A line of a list; its id is its door.
struct AssetRow
{
    QString id;
    QStringList cells;
    std::optional<domain::Status> sign; ///< before the first cell
    domain::Severity grade = domain::Severity::Medium;
    QString tip;
};

struct AssetTable
{
    QStringList head;
    QList<AssetRow> rows;
};

/// What all pages of assets say.
struct AssetsPageData
{
    QDate asOf;       ///< the day as of which it is judged
    QString summary;
    QString nothing;  ///< why there is nothing, and which exports fill it; empty: there is something
    QHash<QString, AssetDoor> doors;
};

/// Which accelerators the page looks at: of one vendor, or of one model of it.
struct ChipChoice
{
    QString vendor, model; ///< empty: all
    bool operator==(const ChipChoice &) const = default;
};

struct AcceleratorsData : AssetsPageData
{
    QList<ChipChoice> choices;  ///< vendors, each followed by its models
    figures::MapData map;
    figures::TreemapData chips; ///< by vendor, model and site; the area is the number of chips
    figures::StackedBarsData stages;
    figures::StackedBarsData vendors; ///< shares among the critical IT systems that run on accelerators
    QString concentration;      ///< of those, as a sentence
    AssetTable pools, models;
    figures::StackedBarsData plans; ///< of each pool with a plan: placed, registered only, still to come
    QString planned;            ///< of those, as a sentence
    AssetTable planLines;       ///< the same as a table
};

struct CertificatesData : AssetsPageData
{
    figures::TimelineData days;
    AssetTable list;            ///< expired first, then those that expire soon
    figures::MatrixData coverage;
};

struct AiData : AssetsPageData
{
    figures::MatrixData uses;      ///< legal entity against AI Act class
    AssetTable useList;
    figures::MatrixData models;    ///< developer's country against the country that hosts
    figures::StackedBarsData licences;
    AssetTable modelList;
    figures::LayeredGraphData lineage;
    figures::MatrixData languages; ///< model against language
    AssetTable evaluations;
    figures::MatrixData axes;      ///< model against: where it runs, who can compel it, whose weights
};

/// What the pages of accelerators, certificates and AI read; a backend that has none of them does not offer them. Blocking, any thread.
class AssetsBackend
{
public:
    virtual ~AssetsBackend() = default;
    virtual domain::Result<AcceleratorsData> accelerators(const QString &path, const FilterState &, const ChipChoice &) = 0;
    virtual domain::Result<CertificatesData> certificates(const QString &path, const FilterState &) = 0;
    virtual domain::Result<AiData> aiState(const QString &path, const FilterState &) = 0;
};

} // namespace views
