// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar.h"
#include "report/reportinput.h"
#include "store/pages/pagefilter.h"

namespace app {

/// What comes in the 12 months after the day, for a report on what the filter names: laws, requirements of the `judged` frameworks, and what is
/// recorded. `only`: frameworks that the report was narrowed to; empty: it was not. Thread: the store's.
domain::Result<void> gatherComing(const Services &, store::AttributeStore &, store::PageFilter, const QStringList &only, const QStringList &judged, domain::Day from,
                                  report::ReportInput &);

} // namespace app
