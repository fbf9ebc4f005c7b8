// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/days.h"
#include "rules/pack.h"

#include <QList>
#include <QSet>
#include <QSqlDatabase>

#include <array>

namespace rules {

/// "law", "recognition": as the command line writes it.
QString turnName(Turn);

/// What can make a rule say something else on one day than on another, from its condition and from the dates on record: where
/// nothing can, its results are the same on both. It may name more than does in fact change something, never less.
class Turns
{
public:
    /// Looks at the dates on record that lie between the days, in whichever order they are. Thread: the connection's.
    static domain::Result<Turns> between(QSqlDatabase &, domain::Day, domain::Day);

    /// In the order of Turn; empty: the rule says the same of everything on both days.
    QList<Turn> of(const Pack &, const Rule &) const;

private:
    using Found = std::array<bool, TurnCount>;
    void look(const Condition &, Found &) const;
    bool passed(Turn turn) const { return m_passed.at(static_cast<std::size_t>(turn)); }

    domain::Day m_first = 0, m_last = 0;
    Found m_passed{};        ///< a date of the sort lies between the days
    QSet<QString> m_dated;   ///< value sets whose members change between the days
    QSet<QString> m_decided; ///< rules of which a decision on a gap starts or ends between the days
};

} // namespace rules
