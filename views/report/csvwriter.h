// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"

#include "domain/result.h"

#include <QByteArray>

namespace report {

/// The titles, and below them one row for each finding. Pure. Thread: any.
QList<QStringList> findingRows(const ReportInput &input);

/// The same as RFC 4180, UTF-8 with a byte order mark so that spreadsheets read it right. Cells
/// that a spreadsheet would run as a formula are made text by a leading apostrophe. Pure. Thread: any.
QByteArray toCsv(const ReportInput &input);

/// Writes toCsv() to a file, whole or not at all. Errors: WriteFailed.
domain::Result<void> writeCsv(const ReportInput &input, const QString &path);

} // namespace report
