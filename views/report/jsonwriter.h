// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"

#include "domain/result.h"

#include <QByteArray>

namespace report {

/// The report's data as JSON, keys in a fixed order, UTF-8, two spaces of indent. Pure. Thread: any.
QByteArray toJson(const ReportInput &input);

/// Writes toJson() to a file, whole or not at all. Errors: WriteFailed.
domain::Result<void> writeJson(const ReportInput &input, const QString &path);

/// Writes these bytes to a file, whole or not at all. Errors: WriteFailed, with the system's reason.
domain::Result<void> writeWhole(const QByteArray &bytes, const QString &path);

} // namespace report
