// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/nextseal.h"

#include <algorithm>

namespace csf {
namespace {

/// The answer of fewest points that has the SEAL, of equal ones the nearest to the one that is given; nothing where none has it.
const Answer *cheapest(const Criterion &criterion, int seal, int from)
{
    const auto distance = [from](const Answer &a) { return std::abs(a.number - from); };
    const Answer *best = nullptr;
    for (const Answer &a : criterion.answers) {
        if (a.seal >= seal && (!best || a.points < best->points || (a.points == best->points && distance(a) < distance(*best))))
            best = &a;
    }
    return best;
}

bool canHoldBelow(const Criterion &criterion, int seal)
{
    return std::any_of(criterion.answers.begin(), criterion.answers.end(), [seal](const Answer &a) { return a.seal < seal; });
}

} // namespace

Way wayTo(const Calculator &calculator, const Answers &answers, const Weights &weights, int seal, std::optional<int> objective)
{
    Way way;
    way.seal = seal;
    Answers after = answers;
    for (int i = 0; i < calculator.criteria.size(); ++i) {
        const Criterion &criterion = calculator.criteria.at(i);
        if (objective && criterion.objective != *objective)
            continue;
        const Answer *now = criterion.answer(answers.value(i));
        if (now ? now->seal >= seal : !canHoldBelow(criterion, seal))
            continue;
        const Answer *wanted = cheapest(criterion, seal, now ? now->number : 0);
        if (!wanted) {
            way.possible = false;
            continue;
        }
        if (!now) {
            way.open.append({i, wanted->number});
            continue;
        }
        const qint64 points = wanted->points - now->points;
        way.changes.append({i, now->number, wanted->number, points, {points * weights.parts.value(criterion.objective)}});
        after[i] = wanted->number;
    }
    const Assessment then = assess(calculator, after, weights);
    way.score = then.score;
    way.gain = then.score - assess(calculator, answers, weights).score;
    way.reached = (objective ? then.objectives.at(*objective).seal : then.seal).value_or(0);
    return way;
}

std::optional<Way> wayToNext(const Calculator &calculator, const Answers &answers, const Weights &weights, std::optional<int> objective)
{
    const Assessment now = assess(calculator, answers, weights);
    const std::optional<int> seal = objective ? now.objectives.at(*objective).seal : now.seal;
    if (!seal || *seal >= TopSeal)
        return std::nullopt;
    return wayTo(calculator, answers, weights, *seal + 1, objective);
}

} // namespace csf
