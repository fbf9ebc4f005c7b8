// SPDX-License-Identifier: GPL-3.0-or-later
#include "csf/scoring.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace csf {
namespace {

// Points are hundredths and weights hundredths of a percent: their product is in ten-millionths of a percent of the nominal 1000 points.
constexpr qint64 UnitsOfPoint = Percent::One * 100 / NominalPoints;

qint64 powerOfTen(int n)
{
    qint64 power = 1;
    for (int i = 0; i < n; ++i)
        power *= 10;
    return power;
}

/// In steps of so many decimals, half away from zero.
qint64 steps(qint64 units, int decimals)
{
    const qint64 step = powerOfTen(7 - decimals);
    const qint64 half = step / 2;
    return units >= 0 ? (units + half) / step : -((-units + half) / step);
}

Meets meets(const ObjectiveResult &o)
{
    if (!o.minimum)
        return Meets::NotAsked;
    if (o.seal && *o.seal < *o.minimum)
        return Meets::NotMet;
    return o.lowest < *o.minimum ? Meets::Open : Meets::Met;
}

Meets together(Meets a, Meets b)
{
    // The worst word decides; what is not asked decides nothing.
    return std::max(a, b);
}

void take(std::optional<int> &seal, int other) { seal = seal ? std::min(*seal, other) : other; }

} // namespace

QString Percent::text(int decimals) const
{
    const int places = std::clamp(decimals, 0, 7);
    const qint64 count = steps(units, places);
    const qint64 whole = powerOfTen(places);
    const qint64 size = count < 0 ? -count : count;
    QString out = QString::number(size / whole);
    if (places > 0)
        out += u'.' + QString::number(size % whole).rightJustified(places, u'0');
    return count < 0 ? u'-' + out : out;
}

double Percent::rounded(int decimals) const
{
    const int places = std::clamp(decimals, 0, 7);
    return double(steps(units, places)) / double(powerOfTen(places));
}

int Assessment::answered() const
{
    return std::accumulate(objectives.cbegin(), objectives.cend(), 0, [](int sum, const ObjectiveResult &o) { return sum + o.answered; });
}

Assessment assess(const Calculator &calculator, const Answers &answers, const Weights &weights, const Minimums &minimums)
{
    Assessment out;
    for (int i = 0; i < calculator.objectives.size(); ++i) {
        const Objective &objective = calculator.objectives.at(i);
        ObjectiveResult o;
        qint64 points = 0;
        qint64 possible = 0;
        for (int c = objective.first; c < objective.first + objective.count; ++c) {
            const Criterion &criterion = calculator.criteria.at(c);
            const Answer *answer = criterion.answer(answers.value(c));
            if (!answer) {
                o.open.append(c);
                possible += criterion.mostPoints();
                for (const Answer &rung : criterion.answers)
                    o.lowest = std::min(o.lowest, rung.seal);
                continue;
            }
            ++o.answered;
            points += answer->points;
            take(o.seal, answer->seal);
        }
        possible += points;
        o.lowest = std::min(o.lowest, o.seal.value_or(TopSeal));
        for (int c = objective.first; c < objective.first + objective.count; ++c) {
            if (const Answer *answer = calculator.criteria.at(c).answer(answers.value(c)); answer && answer->seal == o.seal)
                o.binding.append(c);
        }
        const int weight = weights.parts.value(i);
        o.score = {points * UnitsOfPoint};
        o.possible = {possible * UnitsOfPoint};
        o.contribution = {points * weight};
        o.minimum = minimums.value(i);
        o.meets = meets(o);
        out.score.units += points * weight;
        out.possible.units += possible * weight;
        out.open += o.open;
        out.lowest = std::min(out.lowest, o.lowest);
        out.meets = together(out.meets, o.meets);
        if (o.seal)
            take(out.seal, *o.seal);
        out.objectives.append(o);
    }
    for (int c = 0; c < calculator.criteria.size(); ++c) {
        if (const Answer *answer = calculator.criteria.at(c).answer(answers.value(c)); answer && answer->seal == out.seal)
            out.binding.append(c);
    }
    return out;
}

} // namespace csf
