// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace domain {

/// What a person found of a requirement.
enum class Fulfilment { Met, Partly, NotMet, NotApplicable };

/// "met", "partly", "not_met", "not_applicable": as stored, and in commands and JSON.
QString fulfilmentName(Fulfilment);
std::optional<Fulfilment> fulfilmentFromName(QStringView);
QStringList fulfilmentNames();

/// A person's word on an article or a control that no rule decides, for the whole organisation or for one legal entity of it.
struct RequirementAnswer
{
    QString list, requirement;     ///< "dora", "Art. 5"
    Fulfilment state = Fulfilment::Met;
    QString who;                   ///< a function or a name
    Day on = 0;            ///< the first day on which it counts
    QString why, evidence;
    std::optional<Day> reviewOn; ///< the last day on which it counts; none: it counts until it is changed
    qint64 entity = 0;     ///< the legal entity that it holds for; 0: the whole organisation
    bool countsOn(Day day) const { return on <= day && (!reviewOn || day <= *reviewOn); }
    bool operator==(const RequirementAnswer &) const = default;
};

/// Is it a gap, in the word of the framework's status of law?
constexpr bool isShortcoming(Fulfilment f) { return f == Fulfilment::Partly || f == Fulfilment::NotMet; }
/// The worst of two answers: not met, in part, met, does not apply.
constexpr Fulfilment worseOf(Fulfilment a, Fulfilment b)
{
    const auto weight = [](Fulfilment f) { return f == Fulfilment::NotMet ? 3 : f == Fulfilment::Partly ? 2 : f == Fulfilment::Met ? 1 : 0; };
    return weight(b) > weight(a) ? b : a;
}

} // namespace domain
