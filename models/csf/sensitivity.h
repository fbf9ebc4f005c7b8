// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/weakestlink.h"

namespace csf {

/// How far the score hangs on the choice of weights. The SEAL does not hang on them at all.
struct Sensitivity
{
    struct Under
    {
        QString weights;   ///< id of the set
        QString label;
        Percent score;     ///< by what is decided
        Percent possible;  ///< were every open criterion answered with the best
    };
    QList<Under> sets;     ///< the published sets, and the own one that was given
    int worst = -1;        ///< of the objectives with an answer the one with the lowest score: where all have one, no weights take the score below it
    int best = -1;         ///< the one with the highest: nor above it; -1: nothing is answered
    Percent least, leastPossible;
    Percent most, mostPossible;
    /// What one percent of weight moved from the worst objective to the best adds to the score.
    Percent perPercent;
};
Sensitivity sensitivity(const Calculator &, const WeakestLink &, const std::optional<Weights> &own = {});
Sensitivity sensitivity(const Calculator &, const Answers &, const std::optional<Weights> &own = {});

/// Which of two answers scores higher, and whether that hangs on the weights.
struct Ranking
{
    int sign = 0;              ///< under the weights that were asked: 1 the first, -1 the second, 0 equal
    bool always = false;       ///< the same whatever the weights: one is not below the other in any objective
    QStringList otherwise;     ///< published sets under which it comes out differently
};
Ranking rank(const Calculator &, const Answers &first, const Answers &second, const Weights &);

} // namespace csf
