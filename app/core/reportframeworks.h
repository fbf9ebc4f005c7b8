// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reportfindings.h"
#include "rules/evaluator.h"

namespace app {

/// The frameworks of a run with their requirements and what came of each, and the rule sets behind them with what the organisation changed in
/// them. Thread: the connection's.
domain::Result<void> gatherFrameworks(const Services &, QSqlDatabase &, store::AttributeStore &, const GatherOptions &, const rules::RunSummary &, domain::Day asOf,
                                      report::ReportInput &);

} // namespace app
