// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <array>
#include <cstddef>

namespace rules {

/// What turns with the day that things are judged as of.
enum class Turn : int {
    Law,         ///< a requirement starts or ceases to apply
    Recognition, ///< a country is recognised as protecting personal data, or no longer
    ForeignLaw,  ///< a law that lets a state reach data comes into force or ends
    Certificate, ///< a certificate or report starts to count or lapses
    Age,         ///< what was tested, reviewed or answered grows older than a rule allows
    Date,        ///< a date on record is reached, or comes near
    Acceptance,  ///< the decision to live with a gap starts or ends
    Completeness,///< somebody's word that a register is complete ends
    Retirement,  ///< a thing is taken out of use
    Answer       ///< an answer is to be reviewed, and until it is counts as not said
};
inline constexpr int TurnCount = 10;

/// The day as of which each of them is looked at: the same for all in an evaluation. With one of them set apart a comparison
/// finds out what a change is due to. A value; any thread.
class Days
{
public:
    Days(domain::Day all) { m_days.fill(all); } // NOLINT(google-explicit-constructor): a day is the usual case
    domain::Day of(Turn turn) const { return m_days.at(static_cast<std::size_t>(turn)); }
    Days with(Turn turn, domain::Day day) const
    {
        Days out = *this;
        out.m_days.at(static_cast<std::size_t>(turn)) = day;
        return out;
    }
    /// As if nobody had answered anything: what the inventory decides by itself.
    Days withoutAnswers() const
    {
        Days out = *this;
        out.m_answers = false;
        return out;
    }
    bool countAnswers() const { return m_answers; }
    bool operator==(const Days &) const = default;

private:
    std::array<domain::Day, TurnCount> m_days{};
    bool m_answers = true;
};

} // namespace rules
