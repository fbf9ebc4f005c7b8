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

/// A person's word on an article or a control that no rule decides, for the whole organisation.
struct RequirementAnswer
{
    QString list, requirement;     ///< "dora", "Art. 5"
    Fulfilment state = Fulfilment::Met;
    QString who;                   ///< a function or a name
    Day on = 0;            ///< the first day on which it counts
    QString why, evidence;
    std::optional<Day> reviewOn; ///< the last day on which it counts; none: it counts until it is changed
    bool countsOn(Day day) const { return on <= day && (!reviewOn || day <= *reviewOn); }
    bool operator==(const RequirementAnswer &) const = default;
};

} // namespace domain
