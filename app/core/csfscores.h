// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/scoring.h"
#include "domain/clock.h"
#include "domain/result.h"
#include "store/estate/estatestanding.h"

#include <QMutex>

#include <map>
#include <memory>
#include <optional>

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
    static domain::Result<std::shared_ptr<const CsfScores>> of(const store::Estate &, store::AttributeStore &, domain::Day today);

    /// In percent, with one decimal; nothing where nothing is answered, and of what is no system.
    std::optional<double> of(quint32 thing) const;

private:
    std::vector<double> m_scores;     ///< below 0: none. Empty: nothing at all is assessed
};

/// Keeps the scores of an estate as long as it is asked for on the same day. Any thread.
class CsfScoreKeeper
{
public:
    domain::Result<std::shared_ptr<const CsfScores>> of(const std::shared_ptr<const store::Estate> &, store::AttributeStore &, domain::Day today);

private:
    QMutex m_mutex;
    std::weak_ptr<const store::Estate> m_estate;
    domain::Day m_day = 0;
    std::shared_ptr<const CsfScores> m_scores;
};

} // namespace app
