// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Words for what comes on a day, and for what a change between two days is due to. Pure functions. Thread: any.
namespace text {

/// Sorts of what comes, as the calendar is narrowed by them.
enum class ComingSort : int { Law, Recognition, Certificate, Acceptance, Declaration, Contract, Review, Plan };
inline constexpr int ComingSortCount = 8;

/// "law", "recognition": as files and commands write it.
QString comingSortName(ComingSort sort);
/// "Laws and schemes", "Recognitions of countries".
QString comingSortLabel(ComingSort sort);

/// What a change is due to, by the names that a comparison gives its causes ("law", "certificate"): "The law's own date".
QString causeWord(const QString &cause);
/// Of one cause its word; of several "Several causes: the law's own date, a certificate".
QString causesLine(const QStringList &causes);

} // namespace text
