// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/scoring.h"

namespace csf {

/// What stands on several services is as sovereign as the weakest of them, criterion by criterion.
struct WeakestLink
{
    Answers weakest;        ///< the lowest answer that any link has; 0: none has one
    Answers decided;        ///< the same where every link is answered; 0: open with at least one
    QList<int> from;        ///< index of the link that has the lowest answer; -1: none has one
    QList<int> open;        ///< how many links have no answer to the criterion
};
/// Lower is the answer with the lower SEAL, then with fewer points. Without a link all is open.
WeakestLink weakestLink(const Calculator &, const QList<Answers> &links);

/// Score and SEAL of what stands on several links: the SEAL is the lowest of all that is answered, and there is none (of an objective, of the
/// whole) while nothing is decided for every link; the score counts what is decided for every link, and what is open with one can reach at most
/// what the others have.
Assessment assess(const Calculator &, const WeakestLink &, const Weights &, const Minimums & = {});

/// What the SEAL can be at most by what some of the links have; nothing: none has an answer.
std::optional<int> mostByAnswered(const Calculator &, const WeakestLink &);

/// The answers as they stand when only those count that are evidenced: one that is merely claimed falls to its criterion's lowest answer.
/// So nothing is evidenced by leaving it open, and the SEAL never rises above the claimed one.
Answers onlyEvidenced(const Calculator &, const Answers &, const QList<bool> &evidenced);

} // namespace csf
