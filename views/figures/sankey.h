// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"
#include "figures/twintable.h"

#include <array>

namespace figures {

/// How things pass through stages: from where they come, over where they lie, to where they are reached. Value type.
struct SankeyData
{
    /// Told apart by pattern as well as by colour: grey, plain, edged, hatched. Neutral: of which nothing is said of inside or outside.
    enum class State { Neutral, Plain, Outside, Unknown };
    struct Node
    {
        QString id;         ///< unique in its stage, without U+001F and '|'
        QString label;
        QString shortLabel; ///< where the label finds no room; empty: the label alone
        State state = State::Plain;
    };
    struct Stage
    {
        QString title;
        QString mark;       ///< what stands before the nodes' ids: a node's mark is MARK=ID, of several gathered ones MARK=ID U+001F ID
        QList<Node> nodes;
    };
    /// So many things are at these nodes (places in the stages' lists), at each stage at one or several.
    struct Path
    {
        QList<QList<int>> at;
        int count = 0;
    };
    QList<Stage> stages;
    QList<Path> paths;
    QString unit;
    QString emptyText;
    QString other = QStringLiteral("other (%1)");
    QString divided = QStringLiteral("what is at several is divided among them"); ///< said where a path is at several nodes of a stage: heights add up, numbers count each in full
    std::array<QString, 4> stateWords = {QString(), QString(), QStringLiteral("outside"), QStringLiteral("unknown")}; ///< of the states, for legend and tips
};

/// The flows between groups of nodes. A thing that is at several nodes of a stage is divided among them, so that what comes into a
/// group is what goes out of it (`weight`); `count` are the things themselves, each once.
struct SankeyFlows
{
    struct Group
    {
        QList<int> members; ///< of the stage's nodes
        double weight = 0;
        int count = 0;
    };
    struct Link
    {
        int stage = 0;      ///< goes from this stage to the next
        int from = 0, to = 0;
        double weight = 0;
        int count = 0;
    };
    QList<QList<Group>> groups; ///< by stage: the heaviest first, then what was gathered, unknown last
    QList<Link> links;
    double total = 0;

    /// At most so many groups in each stage; the lightest nodes are gathered, those of each state by themselves. Unknown ones never are.
    static SankeyFlows of(const SankeyData &data, const QList<int> &most);
    QString groupId(const SankeyData &data, int stage, int group) const;
    QString linkId(const SankeyData &data, const Link &link) const;
    QString groupLabel(const SankeyData &data, int stage, int group, bool brief = false) const;
};

/// Stages side by side, ribbons between them as wide as their weight. Marks: nodes (MARK=ID) and ribbons (FROM|TO). Pointing at a
/// node brings out its flows.
Figure layoutSankey(const SankeyData &data, const QRectF &rect, const Style &style);

/// Every flow between single nodes, the largest first.
TwinTable tableOf(const SankeyData &data);

} // namespace figures
