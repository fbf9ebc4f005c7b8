// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csfassess.h"
#include "csf/nextseal.h"
#include "csf/sensitivity.h"

namespace app {

// Sentences about what would raise a SEAL and about what the score hangs on, the same in the window, on the command line and on paper.

/// "3.4 from 4 to 5"; of what stands on several "3.4 from 4 to 5 (Cloud), 3.4 from 3 to 5 (Vault)". `most`: so many, the rest is counted; 0: all.
QString csfChangesWords(const csf::Calculator &, const CsfAssessed &, const csf::Way &, qsizetype most);
/// "1.8 at least 3, 2.1 at least 3 (Vault)": what is open and could hold the SEAL below; empty: nothing.
QString csfNeedsWords(const csf::Calculator &, const CsfAssessed &, const csf::Way &, qsizetype most);
/// "The fewest changes to SEAL-2: 3.4 from 4 to 5; the score gains 0.5 %, and they lead to SEAL-4. Open, and to be answered for it: ..."
QString csfWayWords(const csf::Calculator &, const CsfAssessed &, const csf::Way &);
/// Of one objective: "to SEAL-2: 3.4 from 4 to 5, score +0.5 %; 3 open ones as well"; empty: it has the best SEAL, or none yet.
QString csfObjectiveWayWords(const csf::Calculator &, const CsfAssessed &, const csf::Weights &, int objective);

/// "SOV-2 with 12.0 to 60.0 %"; "none is answered".
QString csfLeastWords(const csf::Calculator &, const csf::Sensitivity &);
QString csfMostWords(const csf::Calculator &, const csf::Sensitivity &);
/// "The objectives lie between SOV-2 with 12.0 % and SOV-5 with 80.0 %: so far weights can move the score."; empty: nothing is answered.
QString csfSensitivityWords(const csf::Calculator &, const csf::Sensitivity &);
/// How one assessed thing stands to another by what is decided: "higher, whatever the weights", "lower; higher by the Framework v1.2.1 PDF", ...
QString csfRankWords(const csf::Calculator &, const csf::WeakestLink &one, const csf::WeakestLink &other, const csf::Weights &);
/// Several things in the order of their scores, and which of them change places by other published weights; empty: fewer than two.
QString csfPlacesWords(const csf::Calculator &, const QList<CsfAssessed> &, const csf::Weights &);

} // namespace app
