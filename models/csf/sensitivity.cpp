// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/sensitivity.h"

namespace csf {
namespace {

int signOf(Percent difference) { return difference.units > 0 ? 1 : difference.units < 0 ? -1 : 0; }

} // namespace

Sensitivity sensitivity(const Calculator &calculator, const WeakestLink &answers, const std::optional<Weights> &own)
{
    Sensitivity out;
    QList<Weights> sets = calculator.weightSets;
    if (own)
        sets.append(*own);
    for (const Weights &w : std::as_const(sets)) {
        const Assessment under = assess(calculator, answers, w);
        out.sets.append({w.id, w.label, under.score, under.possible});
    }
    const Assessment a = assess(calculator, answers, calculator.weightSets.first());
    for (int i = 0; i < a.objectives.size(); ++i) {
        // What is wholly open is open, not nought.
        if (a.objectives.at(i).answered == 0)
            continue;
        if (out.worst < 0 || a.objectives.at(i).score < a.objectives.at(out.worst).score)
            out.worst = i;
        if (out.best < 0 || a.objectives.at(i).score > a.objectives.at(out.best).score)
            out.best = i;
    }
    if (out.worst < 0)
        return out;
    out.least = a.objectives.at(out.worst).score;
    out.leastPossible = a.objectives.at(out.worst).possible;
    out.most = a.objectives.at(out.best).score;
    out.mostPossible = a.objectives.at(out.best).possible;
    // A percent of weight is a hundredth of the whole; scores are whole thousandths of a percent, so that this is exact.
    out.perPercent = {(out.most - out.least).units / 100};
    return out;
}

Sensitivity sensitivity(const Calculator &calculator, const Answers &answers, const std::optional<Weights> &own)
{
    return sensitivity(calculator, weakestLink(calculator, {answers}), own);
}

Ranking rank(const Calculator &calculator, const Answers &first, const Answers &second, const Weights &weights)
{
    const Assessment a = assess(calculator, first, weights);
    const Assessment b = assess(calculator, second, weights);
    Ranking out;
    out.sign = signOf(a.score - b.score);
    bool above = false;
    bool below = false;
    for (int i = 0; i < a.objectives.size(); ++i) {
        above = above || a.objectives.at(i).score > b.objectives.at(i).score;
        below = below || a.objectives.at(i).score < b.objectives.at(i).score;
    }
    out.always = !(above && below);
    for (const Weights &set : calculator.weightSets) {
        if (signOf(assess(calculator, first, set).score - assess(calculator, second, set).score) != out.sign)
            out.otherwise.append(set.id);
    }
    return out;
}

} // namespace csf
