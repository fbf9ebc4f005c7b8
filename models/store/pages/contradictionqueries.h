// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/pagefilter.h"

#include <QSet>

namespace store {

/// What is met and another tool contradicts belongs to no issue: it stands in one line for each rule, whose id is far below zero.
constexpr qint64 contradictedLine(qint64 rule) { return -rule - (qint64(1) << 40); }
constexpr bool isContradictedLine(qint64 line) { return line <= contradictedLine(0); }
/// The rule of a line below zero.
constexpr qint64 ruleOfLine(qint64 line) { return isContradictedLine(line) ? -line - (qint64(1) << 40) : -line; }

/// Does the newest run know of any? Where no other tool has spoken there is none.
bool hasContradictions(AttributeStore &);
/// Results that other tools contradict under the filter: open findings and what is met, unless the filter names a status.
qint64 contradictionCount(AttributeStore &, const PageFilter &);
/// The things whose result under the rule is contradicted.
QSet<qint64> contradictedUnder(AttributeStore &, const QString &rule);

} // namespace store
