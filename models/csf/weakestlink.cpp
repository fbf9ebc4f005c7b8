// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/weakestlink.h"

#include <algorithm>

namespace csf {

bool isLower(const Answer &a, const Answer &b) { return a.seal != b.seal ? a.seal < b.seal : a.points < b.points; }

bool isOpen(const Criterion &criterion, int index, const Link &link) { return !link.adds && !criterion.answer(link.answers.value(index)); }

WeakestLink weakestLink(const Calculator &calculator, const QList<Link> &links)
{
    const bool standsOnNothing = std::all_of(links.begin(), links.end(), [](const Link &link) { return link.adds; });
    WeakestLink out{calculator.none(), calculator.none(), QList<int>(calculator.criteria.size(), -1), QList<int>(calculator.criteria.size(), 0)};
    for (int c = 0; c < calculator.criteria.size(); ++c) {
        const Criterion &criterion = calculator.criteria.at(c);
        for (int i = 0; i < links.size(); ++i) {
            const Answer *answer = criterion.answer(links.at(i).answers.value(c));
            const Answer *lowest = criterion.answer(out.weakest.at(c));
            if (isOpen(criterion, c, links.at(i)))
                ++out.open[c];
            if (answer && (!lowest || isLower(*answer, *lowest))) {
                out.weakest[c] = answer->number;
                out.from[c] = i;
            }
        }
        out.decided[c] = out.open.at(c) == 0 && !standsOnNothing ? out.weakest.at(c) : 0;
    }
    return out;
}

Assessment assess(const Calculator &calculator, const WeakestLink &link, const Weights &weights, const Minimums &minimums)
{
    Assessment out = assess(calculator, link.weakest, weights, minimums);
    const Assessment decided = assess(calculator, link.decided, weights, minimums);
    out.score = decided.score;
    out.open = decided.open;
    out.lowest = decided.lowest;
    out.meets = Meets::NotAsked;
    for (int i = 0; i < out.objectives.size(); ++i) {
        ObjectiveResult &o = out.objectives[i];
        const ObjectiveResult &d = decided.objectives.at(i);
        o.score = d.score;
        o.contribution = d.contribution;
        o.open = d.open;
        o.answered = d.answered;
        o.lowest = std::min(o.lowest, d.lowest);
        out.lowest = std::min(out.lowest, o.lowest);
        // What one link has is below the minimum already, though another is still open there.
        if (o.minimum)
            o.meets = o.seal && *o.seal < *o.minimum ? Meets::NotMet : o.lowest < *o.minimum ? Meets::Open : Meets::Met;
        out.meets = std::max(out.meets, o.meets);
        // What others have bounds the SEAL, but is none while a link is open in all of it.
        if (o.answered == 0) {
            o.seal.reset();
            o.binding.clear();
        }
    }
    if (out.open.size() == calculator.criteria.size()) {
        out.seal.reset();
        out.binding.clear();
    }
    return out;
}

std::optional<int> mostByAnswered(const Calculator &calculator, const WeakestLink &link)
{
    std::optional<int> most;
    for (int c = 0; c < calculator.criteria.size(); ++c) {
        if (const Answer *answer = calculator.criteria.at(c).answer(link.weakest.at(c)))
            most = std::min(most.value_or(TopSeal), answer->seal);
    }
    return most;
}

Answers onlyEvidenced(const Answers &answers, const QList<bool> &evidenced)
{
    Answers out = answers;
    for (qsizetype c = 0; c < out.size(); ++c) {
        if (!evidenced.value(c))
            out[c] = 0;
    }
    return out;
}

void keepBelow(Assessment &evidenced, const Assessment &claimed)
{
    const auto keep = [](auto &proved, const auto &said) {
        if (proved.seal && said.seal && *proved.seal > *said.seal) {
            proved.seal = said.seal;
            proved.lowest = std::min(proved.lowest, *said.seal);
            proved.binding = said.binding;
        }
        proved.possible = std::min(proved.possible, said.possible);
        if (said.meets == Meets::NotMet)
            proved.meets = Meets::NotMet;
    };
    keep(evidenced, claimed);
    for (qsizetype i = 0; i < evidenced.objectives.size(); ++i)
        keep(evidenced.objectives[i], claimed.objectives.at(i));
}

} // namespace csf
