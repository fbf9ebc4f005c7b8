// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/scoring.h"
#include "domain/clock.h"
#include "domain/result.h"
#include "store/estate/estatestanding.h"

#include <optional>
#include <vector>

namespace store {
class Estate;
}

namespace app {

/// The sovereignty score of every IT system, as csfAssess() has it of one: worked out once for all that stand on the same, and not system by
/// system. Value type once made; any thread.
class CsfScores
{
public:
    /// On the connection's thread.
    static domain::Result<CsfScores> of(const store::Estate &, store::AttributeStore &, domain::Day today);

    /// In percent, with one decimal; nothing where nothing is answered, and of what is no system.
    std::optional<double> of(quint32 thing) const;

private:
    std::vector<double> m_scores;     ///< below 0: none. Empty: nothing at all is assessed
};

} // namespace app
