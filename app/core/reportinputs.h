// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"
#include "store/pages/pagefilter.h"

namespace app {

struct Services;

/// What a report rests on: the files that were imported until the run's data revision, and how complete the inventory is with them. Thread: the store's.
void gatherInputs(const Services &, store::AttributeStore &, const store::PageFilter &scope, qint64 revision, report::ReportInput &);

} // namespace app
