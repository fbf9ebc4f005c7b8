// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"
#include "figures/figure.h"
#include "report/pages.h"

#include <QRectF>
#include <QSizeF>

#include <tuple>

namespace report {

/// The finished pages of a report, running head and foot included: what the PDF, the preview and the printer paint. A value; any thread.
struct Sheets
{
    QSizeF points;          ///< size of the paper
    int dotsPerInch = 300;  ///< the unit of the figures
    QList<figures::Figure> pages;
    QString title;
    QList<Anchor> bookmarks;                         ///< pages counted from the cover
    QList<std::tuple<int, QRectF, qsizetype>> links; ///< page, rectangle in points from the top, bookmark
};

/// Lays out all pages. Cancelled when the job is. Needs a QGuiApplication for fonts. Thread: any.
domain::Result<Sheets> layOutSheets(const ReportInput &input, domain::JobContext &job);

} // namespace report
