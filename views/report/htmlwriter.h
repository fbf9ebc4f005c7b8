// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"

#include "domain/result.h"

#include <QByteArray>

namespace report {

/// The report as one HTML file with nothing outside it: no script, no link to a font or picture; figures as SVG.
/// The accessible form of the report (headings, table heads, language), which Qt's PDF can't be.
/// Needs a QGuiApplication for font metrics. Thread: any.
QByteArray toHtml(const ReportInput &input);

/// Writes toHtml() to a file, whole or not at all. Errors: WriteFailed.
domain::Result<void> writeHtml(const ReportInput &input, const QString &path);

} // namespace report
