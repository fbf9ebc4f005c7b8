// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"
#include "rules/sovereignty.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

class QSqlDatabase;

namespace rules {
struct Pack;
struct RunSummary;
}

namespace store {
class AttributeStore;
class Estate;
}

namespace app {

struct SystemRange;

/// The sovereignty score of every IT system as a range (systemRanges()), by its place in the columns. Value type once made; any thread.
class ScoresOfAll
{
public:
    /// On the connection's thread. `ai`: the rule set ai-sov as the workspace has it; null where it is not there. Where no evaluation has
    /// judged by it there is no score at all, and why() says so.
    static domain::Result<ScoresOfAll> of(const store::Estate &, QSqlDatabase &, store::AttributeStore &, const rules::Pack *ai, domain::Day today);
    /// By an earlier run, of these rules alone (systemRangesOf()).
    static domain::Result<ScoresOfAll> ofRun(const store::Estate &, QSqlDatabase &, store::AttributeStore &, const rules::Pack *ai, const rules::RunSummary &, const QSet<QString> &judged);

    /// Nothing of what is no system, is judged with another system only, or where no rule applies.
    std::optional<rules::ScoreRange> of(std::size_t thing) const;
    /// Why there is none of any system; empty where there are some.
    const QString &why() const { return m_why; }

private:
    struct Ends
    {
        float low = -1, high = -1; ///< low below 0: no score
    };
    void take(const store::Estate &, const QList<SystemRange> &);

    std::vector<Ends> m_ends;
    QString m_why;
};

} // namespace app
