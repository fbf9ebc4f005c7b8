// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/nextseal.h"

#include <algorithm>
#include <tuple>

namespace csf {
namespace {

/// The answer that has the SEAL and lets the criterion have the fewest points, of equal ones that with fewer of its own, then the nearest to the
/// one that is given; nothing where none has it. `kept`: the weakest answer of those links that need not change; nothing: there is none.
const Answer *cheapest(const Criterion &criterion, int seal, int from, const Answer *kept)
{
    const auto cost = [&](const Answer &a) { return std::tuple((kept && isLower(*kept, a) ? *kept : a).points, a.points, std::abs(a.number - from)); };
    const Answer *best = nullptr;
    for (const Answer &a : criterion.answers) {
        if (a.seal >= seal && (!best || cost(a) < cost(*best)))
            best = &a;
    }
    return best;
}

bool canHoldBelow(const Criterion &criterion, int seal)
{
    return std::any_of(criterion.answers.begin(), criterion.answers.end(), [seal](const Answer &a) { return a.seal < seal; });
}

} // namespace

Way wayTo(const Calculator &calculator, const QList<Link> &links, const Weights &weights, int seal, std::optional<int> objective)
{
    Way way;
    way.seal = seal;
    QList<Link> after = links;
    for (int i = 0; i < calculator.criteria.size(); ++i) {
        const Criterion &criterion = calculator.criteria.at(i);
        if (objective && criterion.objective != *objective)
            continue;
        const Answer *kept = nullptr;
        for (const Link &link : links) {
            if (const Answer *a = criterion.answer(link.answers.value(i)); a && a->seal >= seal && (!kept || isLower(*a, *kept)))
                kept = a;
        }
        for (int l = 0; l < links.size(); ++l) {
            const Answer *now = criterion.answer(links.at(l).answers.value(i));
            if (!now && !isOpen(criterion, i, links.at(l)))
                continue;
            if (now ? now->seal >= seal : !canHoldBelow(criterion, seal))
                continue;
            const Answer *wanted = cheapest(criterion, seal, now ? now->number : 0, now ? kept : nullptr);
            if (!wanted) {
                way.possible = false;
            } else if (!now) {
                way.open.append({i, wanted->number, l});
            } else {
                way.changes.append({i, now->number, wanted->number, 0, {}, l});
                after[l].answers[i] = wanted->number;
            }
        }
    }
    const WeakestLink before = weakestLink(calculator, links);
    const WeakestLink reached = weakestLink(calculator, after);
    for (AnswerChange &change : way.changes) {
        const Criterion &criterion = calculator.criteria.at(change.criterion);
        const Answer *from = criterion.answer(before.decided.at(change.criterion));
        const Answer *to = criterion.answer(reached.decided.at(change.criterion));
        change.points = from && to ? to->points - from->points : 0;
        change.score = {change.points * weights.parts.value(criterion.objective)};
    }
    const Assessment then = assess(calculator, reached, weights);
    way.score = then.score;
    way.gain = then.score - assess(calculator, before, weights).score;
    way.reached = (objective ? then.objectives.at(*objective).seal : then.seal).value_or(0);
    return way;
}

Way wayTo(const Calculator &calculator, const Answers &answers, const Weights &weights, int seal, std::optional<int> objective)
{
    return wayTo(calculator, QList<Link>{answers}, weights, seal, objective);
}

std::optional<Way> wayToNext(const Calculator &calculator, const QList<Link> &links, const Weights &weights, std::optional<int> objective)
{
    const Assessment now = assess(calculator, weakestLink(calculator, links), weights);
    const std::optional<int> seal = objective ? now.objectives.at(*objective).seal : now.seal;
    if (!seal || *seal >= TopSeal)
        return std::nullopt;
    return wayTo(calculator, links, weights, *seal + 1, objective);
}

std::optional<Way> wayToNext(const Calculator &calculator, const Answers &answers, const Weights &weights, std::optional<int> objective)
{
    return wayToNext(calculator, QList<Link>{answers}, weights, objective);
}

} // namespace csf
