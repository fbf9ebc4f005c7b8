// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"
#include "figures/twintable.h"

#include <optional>

namespace figures {

/// Objectives of the Cloud Sovereignty Framework for up to four assessed things, side by side.
struct SealData
{
    struct Objective
    {
        double low = 0;              ///< percent of the objective's 1000 points: decided
        double high = 0;             ///< still possible
        std::optional<int> seal;     ///< claimed; nothing while none of its criteria is answered
        std::optional<int> evidenced;
    };
    struct Thing
    {
        QString name;
        QList<Objective> objectives; ///< as many as there are ids
    };
    QStringList ids;                 ///< "SOV-1"
    QStringList names;
    QList<Thing> things;             ///< the first leads; those beyond MostThings are left out
    QList<std::optional<int>> minimum; ///< that a tender asks for, by objective
    QString emptyText;
    static constexpr int MostThings = 4;
};

/// A radar of the objectives' scores, 0 to 100 %: of the first thing filled to what is decided, with the rim of what is still possible; of the
/// others the line of what is decided. A corner's id is its objective.
Figure layoutSealRadar(const SealData &data, const QRectF &rect, const Style &style);

/// Radar and ladders as rows, objective by objective: without a SEAL its cell is empty, which is not SEAL-0, and a score has both its ends.
TwinTable tableOf(const SealData &data);

/// A ladder for each objective with the rungs SEAL-0 to SEAL-4: how far each thing has climbed (claimed), how far evidence bears it (a mark
/// beside), and the rung that a tender asks for. A ladder's id is its objective. Nothing answered: hatched, no rung reached.
Figure layoutSealLadders(const SealData &data, const QRectF &rect, const Style &style);

} // namespace figures
