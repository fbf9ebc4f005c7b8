// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sheets.h"

#include "report/document.h"
#include "report/pages.h"

#include <QPageSize>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {
namespace {

constexpr int Dpi = 300;
constexpr double MarginPoints = 54;

QPageSize pageSize(Paper paper)
{
    return QPageSize(paper == Paper::Letter ? QPageSize::Letter : QPageSize::A4);
}

void runningText(figures::Figure &sheet, const Document &document, int number, int total, const QSizeF &points,
                 const figures::Style &style)
{
    using figures::TextRole;
    using figures::Tone;
    const double k = Dpi / 72.0;
    const QSizeF paper = points * k;
    const double left = MarginPoints * k;
    const double width = paper.width() - 2 * left;
    const QRectF foot(left, paper.height() - 42 * k, width, 14 * k);
    const auto put = [&](const QString &words, const QRectF &rect, Qt::Alignment align) {
        sheet.cells << figures::text(words, rect, style, TextRole::Caption, align | Qt::AlignVCenter, Tone::InkSoft);
    };
    if (number > 1) {
        const QRectF head(left, 30 * k, width, 14 * k);
        const QString right = u"As of %1, %2"_s.arg(document.asOf, document.decided);
        const double reserved = style.metrics(TextRole::Caption).horizontalAdvance(right) + 12 * k;
        QStringList parts;
        for (const QString &words : {document.organisation, document.title, document.scope}) {
            if (!words.isEmpty())
                parts << words;
        }
        // A very long scope ends in dots here; it stands whole on the cover.
        put(style.metrics(TextRole::Caption).elidedText(parts.join(u"  \u00b7  "_s), Qt::ElideRight, head.width() - reserved),
            head.adjusted(0, 0, -reserved, 0), Qt::AlignLeft);
        put(right, head, Qt::AlignRight);
        sheet.cells << figures::line(head.bottomLeft() + QPointF(0, 4 * k), head.bottomRight() + QPointF(0, 4 * k),
                                     Tone::Line);
        put(document.sampleNote.isEmpty() ? document.classification
            : document.classification.isEmpty() ? u"Sample data"_s : document.classification + u"  \u00b7  Sample data"_s,
            foot, Qt::AlignHCenter);
    }
    put(document.hash.isEmpty() ? QString() : u"Data %1"_s.arg(document.hash), foot, Qt::AlignLeft);
    put(u"page %1 of %2"_s.arg(number).arg(total), foot, Qt::AlignRight);
}

} // namespace

domain::Result<Sheets> layOutSheets(const ReportInput &input, domain::JobContext &job)
{
    const domain::Error cancelled{domain::ErrorCode::Cancelled, u"cancelled"_s, {}};
    const Document document = buildDocument(input);
    const figures::Style style = figures::Style::paper(Dpi);

    // In whole points, as Qt writes it into the file.
    const QSizeF points = pageSize(input.paper).sizePoints();
    Pages body(style, Dpi, points);
    for (qsizetype i = 0; i < document.blocks.size(); ++i) {
        if (job.isCancelled())
            return cancelled;
        job.progress(90 * i / document.blocks.size(), 100, u"layout"_s);
        QList<const Block *> next;
        for (qsizetype j = i + 1; j < std::min(i + 5, document.blocks.size()); ++j)
            next << &document.blocks.at(j);
        body.add(document.blocks.at(i), next);
    }
    Pages cover(style, Dpi, points);
    cover.addCover(document.cover);
    const int before = static_cast<int>(cover.sheets().size());
    // The contents' own length doesn't depend on the numbers in it: lay them once to count, once to keep.
    int contentsPages = 0;
    {
        Pages trial(style, Dpi, points);
        trial.addContents(body.anchors(), 0);
        for (const Block &block : document.guide)
            trial.add(block);
        contentsPages = static_cast<int>(trial.sheets().size());
    }
    Pages contents(style, Dpi, points);
    const int offset = before + contentsPages;
    const auto places = contents.addContents(body.anchors(), offset);
    for (const Block &block : document.guide)
        contents.add(block);
    const auto references = body.resolveReferences(offset);

    const QList<Page> sheets = cover.sheets() + contents.sheets() + body.sheets();
    const int total = static_cast<int>(sheets.size());

    Sheets out;
    out.title = document.title;
    out.points = points;
    out.dotsPerInch = Dpi;
    for (int i = 0; i < total; ++i) {
        figures::Figure sheet{{}, sheets.at(i).cells};
        runningText(sheet, document, i + 1, total, points, style);
        out.pages.append(sheet);
    }
    for (Anchor anchor : body.anchors()) {
        anchor.page += offset;
        out.bookmarks << anchor;
    }
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (places.at(i).first >= 0)
            out.links << std::tuple(places.at(i).first + before, places.at(i).second, i);
    }
    for (const auto &[page, rect, anchor] : references)
        out.links << std::tuple(page + offset, rect, anchor);
    return out;
}

} // namespace report
