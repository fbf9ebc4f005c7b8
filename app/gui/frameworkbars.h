// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "figures/stackedbars.h"

#include <QMap>

#include <array>

namespace app {

/// Findings of different standing have words of their own (gap, not met, weak) and are never added up.
enum class Standing : int { Law, Scheme, OwnPolicy };
inline constexpr int StandingCount = 3;
Standing standingOf(domain::LegalStatus);
/// The legal statuses of a standing by name, as a filter tells them.
QString statusesOf(Standing);

/// What is open under a framework: findings by severity and standing, and what is not known.
struct OpenStack
{
    std::array<std::array<int, StandingCount>, domain::SeverityCount> open{};
    int unknown = 0;

    int &of(domain::Severity severity, Standing standing) { return open.at(static_cast<std::size_t>(severity)).at(static_cast<std::size_t>(standing)); }
    int of(domain::Severity severity, Standing standing) const { return open.at(static_cast<std::size_t>(severity)).at(static_cast<std::size_t>(standing)); }
    int sum() const;
    int whole() const { return sum() + unknown; }
    void add(const OpenStack &other);
};
using OpenStacks = QMap<QString, OpenStack>; ///< by the framework's id

/// A bar for each framework, the one with the most gaps first; beyond a dozen the rest in one, which leads to all of them. `before`: what
/// was open at another time, marked on each bar with the difference beside its number; nullptr: nothing is compared. Pure; any thread.
figures::StackedBarsData frameworkBars(const Services &, OpenStacks now, const OpenStacks *before = nullptr);

/// What a framework is called in figures and tables.
QString frameworkLabel(const Services &, const QString &id);
/// "gap, high" or "weak, high".
QString openWord(Standing, domain::Severity);
/// Of the part of a bar, and of its line in a table: where it leads.
QString openMark(const QString &framework, Standing, domain::Severity);
/// "+3", "−2", "±0".
QString changeWords(double change);

} // namespace app
