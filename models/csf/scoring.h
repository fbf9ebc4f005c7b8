// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/calculator.h"

#include <compare>

namespace csf {

/// A score in percent, exact: a whole count of ten-millionths of a percent. Never clamped: the source's best answers give more than 100 %.
struct Percent
{
    qint64 units = 0;
    static constexpr qint64 One = 10'000'000;
    auto operator<=>(const Percent &) const = default;
    Percent operator+(Percent other) const { return {units + other.units}; }
    Percent operator-(Percent other) const { return {units - other.units}; }
    /// Rounded to so many decimals (0 to 7), half away from zero, with a full stop: "100.0756".
    QString text(int decimals = 4) const;
    /// The same as a number, for JSON and figures.
    double rounded(int decimals = 4) const;
};

/// The lowest SEAL that a tender asks for, for each objective; no entry: it asks for none.
using Minimums = QList<std::optional<int>>;

/// Whether an objective meets the tender's minimum: open while an answer that is still missing could take it below.
enum class Meets { NotAsked, Met, Open, NotMet };

struct ObjectiveResult
{
    Percent score;             ///< of 1000 points, before the weight; what is open gives none
    Percent possible;          ///< were every open criterion answered with the best
    Percent contribution;      ///< to the whole score: score by weight
    std::optional<int> seal;   ///< the lowest of its answered criteria; nothing while none is answered
    int lowest = TopSeal;      ///< what the SEAL could still fall to by criteria that are open
    int answered = 0;
    QList<int> open;           ///< indexes of criteria
    QList<int> binding;        ///< those answered whose SEAL is the objective's
    std::optional<int> minimum;
    Meets meets = Meets::NotAsked;
};

/// What the answers come to. Score and SEAL are two readings of the same answers; neither enters the other.
struct Assessment
{
    Percent score;
    Percent possible;
    std::optional<int> seal;   ///< the lowest among all answered criteria; nothing while none is answered
    int lowest = TopSeal;
    QList<ObjectiveResult> objectives;
    QList<int> open;           ///< criteria without an answer: shown as open, never as answered with the worst
    QList<int> binding;        ///< answered criteria that hold the SEAL where it is
    Meets meets = Meets::NotAsked; ///< the tender's minimums all together
    int answered() const;      ///< criteria
};

/// Pure; any thread. Answers and weights must fit the calculator (Calculator::check); numbers of no answer count as open.
Assessment assess(const Calculator &, const Answers &, const Weights &, const Minimums & = {});

} // namespace csf
