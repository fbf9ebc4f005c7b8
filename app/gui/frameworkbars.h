// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "figures/stackedbars.h"

#include <QMap>

#include <array>

namespace app {

/// What is open under a framework: gaps by severity, and what is not known.
struct OpenStack
{
    std::array<int, domain::SeverityCount> gaps{};
    int unknown = 0;

    int sum() const { return gaps[0] + gaps[1] + gaps[2] + gaps[3]; }
    int whole() const { return sum() + unknown; }
    void add(const OpenStack &other);
};
using OpenStacks = QMap<QString, OpenStack>; ///< by the framework's id

/// A bar for each framework, the one with the most gaps first; beyond a dozen the rest in one, which leads to all of them. `before`: what
/// was open at another time, marked on each bar with the difference beside its number; nullptr: nothing is compared. Pure; any thread.
figures::StackedBarsData frameworkBars(const Services &, OpenStacks now, const OpenStacks *before = nullptr);

/// What a framework is called in figures and tables.
QString frameworkLabel(const Services &, const QString &id);
/// "gap, high" or "weak, high", as the framework's legal status has it.
QString openWord(const Services &, const QString &framework, domain::Severity);
/// "+3", "−2", "±0".
QString changeWords(double change);

} // namespace app
