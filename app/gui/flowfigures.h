// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/heatmap.h"
#include "figures/sankey.h"

#include <algorithm>
#include <functional>

namespace app {

// What the figures of residency and access share. Pure functions; any thread.

/// A row of a heat map: one code, several that were gathered, or what is not recorded (`codes` empty).
struct FlowRow
{
    QList<int> codes;
    QString mark, label;
    int total = 0;
    bool has(const QList<int> &of) const
    {
        return codes.isEmpty() ? of.isEmpty() : std::any_of(codes.begin(), codes.end(), [&of](int one) { return of.contains(one); });
    }
};

struct FlowRows
{
    QString title;
    QList<FlowRow> rows;
    /// The rows to which a thing with these codes belongs.
    QList<int> of(const QList<int> &codes) const;
};

/// Rows for the codes of `what`, the largest first, at most a dozen and the others in one; `count` tells of how many things a test of
/// their numbers is true.
FlowRows rowsOf(const QString &what, const QStringList &codes, const std::function<int(const std::function<bool(const QList<int> &)> &)> &count, const QString &title);
/// A heat map with these rows and no columns yet.
figures::HeatmapData mapOf(const FlowRows &rows, const QString &unit);

/// A node for each country, and one more for what is not recorded. `judged`: what is outside the zone is told apart.
QList<figures::SankeyData::Node> countryNodes(const QStringList &countries, const QList<bool> &inZone, const std::function<QString(const QString &)> &name, bool judged);

/// A number that leads to what it counts.
QString flowLink(const QString &mark, int count);

} // namespace app
