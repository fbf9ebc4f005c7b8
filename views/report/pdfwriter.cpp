// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdfwriter.h"

#include "report/jsonwriter.h"
#include "report/pdffinish.h"
#include "report/sheets.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

using namespace Qt::StringLiterals;

namespace report {

domain::Result<void> writePdf(const ReportInput &input, const QString &path, domain::JobContext &job)
{
    const domain::Error cancelled{domain::ErrorCode::Cancelled, u"cancelled"_s, path};
    const domain::Result<Sheets> laid = layOutSheets(input, job);
    if (!laid)
        return domain::Error{laid.error().code, laid.error().detail, path};
    const int total = static_cast<int>(laid->pages.size());
    const figures::Style style = figures::Style::paper(laid->dotsPerInch);

    QByteArray painted;
    QBuffer buffer(&painted);
    if (!buffer.open(QIODevice::WriteOnly))
        return domain::Error{domain::ErrorCode::WriteFailed, buffer.errorString(), path};
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
        writer.setResolution(laid->dotsPerInch);
        writer.setPageSize(QPageSize(input.paper == Paper::Letter ? QPageSize::Letter : QPageSize::A4));
        writer.setPageOrientation(QPageLayout::Portrait);
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        QPainter painter;
        if (!painter.begin(&writer))
            return domain::Error{domain::ErrorCode::WriteFailed, u"the painter did not begin"_s, path};
        for (int i = 0; i < total; ++i) {
            if (job.isCancelled())
                return cancelled;
            job.progress(90 + 10 * i / total, 100, u"paint"_s);
            if (i > 0 && !writer.newPage())
                return domain::Error{domain::ErrorCode::WriteFailed, u"no new page"_s, path};
            laid->pages.at(i).paint(painter, style);
        }
        if (!painter.end())
            return domain::Error{domain::ErrorCode::WriteFailed, u"the painter did not end"_s, path};
    }

    PdfExtras extras;
    extras.title = laid->title;
    extras.author = input.preparer.isEmpty() ? input.organisation : input.preparer;
    extras.language = input.language;
    extras.created = input.generatedAt;
    extras.bookmarks = laid->bookmarks;
    extras.links = laid->links;
    extras.attachment = toJson(input);
    const domain::Result<QByteArray> finished = finishPdf(painted, extras);
    if (!finished)
        return finished.error();
    return writeWhole(*finished, path);
}

} // namespace report
