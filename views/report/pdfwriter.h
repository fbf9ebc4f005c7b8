// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"

#include "domain/jobcontext.h"
#include "domain/result.h"

namespace report {

/// Writes the report as PDF, portrait, A4 or Letter, all figures as vectors and fonts embedded, with contents,
/// bookmarks and the findings attached as data. Equal input gives equal bytes. The file is written whole or not at all.
/// Needs a QGuiApplication (the offscreen platform will do). Thread: any.
/// Errors: Cancelled, WriteFailed, Internal.
domain::Result<void> writePdf(const ReportInput &input, const QString &path, domain::JobContext &job);

} // namespace report
