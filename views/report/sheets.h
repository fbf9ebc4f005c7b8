// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"
#include "figures/figure.h"
#include "report/reportinput.h"

#include <QSizeF>

namespace report {

/// The finished pages of a report, running head and foot included: what the PDF, the preview and the printer paint. A value; any thread.
struct Sheets
{
    QSizeF points;          ///< size of the paper
    int dotsPerInch = 300;  ///< the unit of the figures
    QList<figures::Figure> pages;
};

/// Lays out all pages. Cancelled when the job is. Needs a QGuiApplication for fonts. Thread: any.
domain::Result<Sheets> layOutSheets(const ReportInput &input, domain::JobContext &job);

} // namespace report
