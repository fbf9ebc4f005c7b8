// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "report/reportinput.h"

namespace app {

/// The report as a workbook, for whoever works on with it: what it is about, the counts, the issues with their plans, each finding as in the CSV,
/// what to ask, what was accepted and what comes, a sheet each. Figures are in the PDF. Whole or not at all. Errors: WriteFailed.
domain::Result<void> writeReportBook(const report::ReportInput &, const QString &path);

} // namespace app
