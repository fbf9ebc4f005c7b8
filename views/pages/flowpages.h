// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"
#include "figures/heatmap.h"
#include "figures/sankey.h"
#include "pages/filterstate.h"

#include <QList>
#include <QString>

#include <functional>

namespace views {

// Marks: what a mark of these pages' figures and a link of their sentences stands for, as parts with '|' between, each WHAT=VALUE as in
// store::flowCondition(); a '|' within a value is written as U+001E; "all" narrows by nothing. A click narrows the filter by all parts.

/// Where things that hold data are.
struct ResidencyData
{
    domain::EntityKind kind = domain::EntityKind::Dataset;
    int things = 0;
    QString unit;                       ///< "datasets"
    QString nothing;                    ///< which exports would bring them
    struct Facet
    {
        QString name, title, sentence;  ///< the sentence as rich text; its links are marks
        figures::HeatmapData countries; ///< data class against country
    };
    QList<Facet> facets;
    figures::HeatmapData zone;          ///< data class against the zone, for each facet
    figures::SankeyData flow;           ///< from data subjects over storage to where it is reached from
};

/// Who may reach which data.
struct AccessData
{
    int rights = 0;
    QString sentence, left;             ///< rich text; links are marks. What is left out, and why
    QString nothing;
    QString live;                       ///< a part of every mark: rights that count on the day
    figures::HeatmapData classes;       ///< data class against kind of principal and employer's country
    figures::SankeyData flow;
    struct Row
    {
        QString mark, who, law, strongest, reaches;
        int rights = 0;
        int maximum = 0;                ///< of these, as far as is said the most that could be allowed
        bool employed = false;          ///< the law is that of the employer's country
    };
    QList<Row> exposures;
    QString exposed;                    ///< what stands over the list
};

/// Where these pages read; a backend that is none does not offer them. Any thread.
class FlowSource
{
public:
    virtual ~FlowSource() = default;
    /// Of datasets or IT systems.
    virtual domain::Result<ResidencyData> residency(const QString &path, domain::EntityKind, const FilterState &) = 0;
    /// On the day of the newest evaluation; today where there is none.
    virtual domain::Result<AccessData> access(const QString &path, const FilterState &) = 0;
};

/// Narrows the filter by a mark, each part said by `label` (of WHAT and VALUE). A part that the filter has already stays once.
void narrowByMark(FilterState &filter, const QString &mark, const std::function<QString(const QString &, const QString &)> &label);

} // namespace views
