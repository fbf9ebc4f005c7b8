// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/weakestlink.h"

namespace csf {

/// One answer that has to become another.
struct AnswerChange
{
    int criterion = 0;     ///< index in Calculator::criteria
    int from = 0;          ///< number of the answer that is given now
    int to = 0;            ///< the answer with the fewest points that has the wanted SEAL
    qint64 points = 0;     ///< gained by all changes to the criterion together, in hundredths of a point; none while a link is open there
    Percent score;         ///< the same in the whole score
    int link = 0;          ///< index of the link whose answer it is
    bool operator==(const AnswerChange &) const = default;
};

/// What a criterion that is still open has to be answered with at least, so that it does not hold the SEAL below.
struct OpenNeed
{
    int criterion = 0;
    int atLeast = 0;
    int link = 0;          ///< index of the link that is open there
    bool operator==(const OpenNeed &) const = default;
};

/// The way to a SEAL. The SEAL is a minimum, so that every answer below must change, with each link that has one, and no other need: the set is
/// the smallest there is, and with the answer of fewest points for each it is the cheapest in score as well.
struct Way
{
    int seal = 0;                  ///< aimed at
    bool possible = true;          ///< every criterion has an answer with that SEAL
    int reached = 0;               ///< the SEAL after the changes: higher where the answers leap
    QList<AnswerChange> changes;
    QList<OpenNeed> open;          ///< none where open criteria can't hold it below
    Percent score;                 ///< the whole score after the changes
    Percent gain;
};

/// The way from the answers of everything that a thing stands on to a SEAL, of the whole or (index in Calculator::objectives) of one objective.
/// Pure; any thread.
Way wayTo(const Calculator &, const QList<Link> &links, const Weights &, int seal, std::optional<int> objective = {});
Way wayTo(const Calculator &, const Answers &, const Weights &, int seal, std::optional<int> objective = {});

/// The way to the next SEAL that is higher than now; nothing where it is the best already, or there is none yet.
std::optional<Way> wayToNext(const Calculator &, const QList<Link> &links, const Weights &, std::optional<int> objective = {});
std::optional<Way> wayToNext(const Calculator &, const Answers &, const Weights &, std::optional<int> objective = {});

} // namespace csf
