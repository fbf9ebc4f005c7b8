// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"
#include "store/pages/pagefilter.h"

namespace app {

/// The charts that each report has: open results by framework, accelerators by vendor, access rights by kind of principal. `scope`: what
/// the report is about. Thread: the store's.
QList<report::Chart> reportCharts(store::AttributeStore &, const store::PageFilter &scope, const QList<report::Framework> &);

} // namespace app
