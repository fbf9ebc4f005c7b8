// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/pages.h"

#include "domain/result.h"

#include <QByteArray>

namespace report {

/// What the pages' painter could not write, and libqpdf adds.
struct PdfExtras
{
    QString title;
    QString author;
    QString language;
    QDateTime created;
    QList<Anchor> bookmarks;                         ///< page and y are those of the finished file
    QList<std::tuple<int, QRectF, qsizetype>> links; ///< page, rectangle in points from the top, bookmark
    QByteArray attachment;                           ///< findings.json
};

/// Adds bookmarks, links, document information, language and the attachment, and makes the file's identifier
/// and dates depend on the content alone. Errors: Internal, with what libqpdf says. Thread: any.
domain::Result<QByteArray> finishPdf(const QByteArray &painted, const PdfExtras &extras);

} // namespace report
