// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figurefile.h"

#include "report/svg.h"

#include <QBuffer>
#include <QFileInfo>
#include <QLocale>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace report {
namespace {

constexpr int HashDigits = 12;
constexpr double Margin = 16; ///< design pixels

QString day(QDate date) { return QLocale(QLocale::English).toString(date, u"d MMMM yyyy"_s); }

/// Words in as many lines as the width asks for; the height that they need.
double writeLines(QList<figures::Cell> &cells, const QString &words, QPointF at, double width, TextRole role, figures::Tone tone, bool bold,
                  const figures::Style &style)
{
    const QFontMetricsF metrics = style.metrics(role, bold);
    QStringList lines{QString()};
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = lines.constLast().isEmpty() ? word : lines.constLast() + u' ' + word;
        if (!lines.constLast().isEmpty() && metrics.horizontalAdvance(longer) > width)
            lines << word;
        else
            lines.last() = longer;
    }
    double top = at.y();
    for (const QString &line : std::as_const(lines)) {
        cells << figures::text(line, QRectF(at.x(), top, width, metrics.lineSpacing()), style, role, Qt::AlignLeft | Qt::AlignVCenter, tone, bold);
        top += metrics.lineSpacing();
    }
    return top - at.y();
}

void paintOn(QPainter &painter, const figures::Figure &figure, const figures::Style &style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(figure.rect, style.palette->paper);
    figure.paint(painter, style);
}

} // namespace

QStringList factsOf(const FigureSheet &sheet)
{
    QStringList facts;
    facts << (sheet.asOf.isValid() ? u"As of %1"_s.arg(day(sheet.asOf)) : u"Not evaluated yet"_s);
    if (!sheet.organisation.isEmpty())
        facts.prepend(sheet.organisation);
    facts << (sheet.filters.isEmpty() ? u"Filters: none"_s : u"Filters: %1"_s.arg(sheet.filters.join(u", "_s)));
    if (sheet.drawn.isValid())
        facts << u"Saved on %1"_s.arg(day(sheet.drawn));
    facts << u"Data %1"_s.arg(hashOf(sheet.table).left(HashDigits));
    return facts;
}

figures::Figure compose(const FigureSheet &sheet, const figures::Style &style)
{
    const double margin = style.px(Margin);
    const double width = style.px(sheet.size.width());
    figures::Figure out;
    double top = margin;
    top += writeLines(out.cells, sheet.title, QPointF(margin, top), width, TextRole::Title, figures::Tone::Ink, true, style) + style.px(8);
    if (sheet.layout) {
        const figures::Figure figure = sheet.layout(QRectF(margin, top, width, style.px(sheet.size.height())), style);
        out.cells << figure.cells;
    }
    top += style.px(sheet.size.height() + 8);
    top += writeLines(out.cells, factsOf(sheet).join(u" \u00b7 "_s), QPointF(margin, top), width, TextRole::Caption, figures::Tone::InkSoft, false, style);
    out.rect = QRectF(0, 0, width + 2 * margin, top + margin);
    return out;
}

QImage toImage(const FigureSheet &sheet, int dotsPerInch)
{
    const double unit = std::clamp(dotsPerInch, 48, 600) / 96.0;
    const figures::Style style = figures::Style::screen(figures::Palette::light(), unit);
    const figures::Figure figure = compose(sheet, style);
    QImage image(figure.rect.size().toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return image;
    image.fill(style.palette->paper);
    image.setDotsPerMeterX(qRound(dotsPerInch / 0.0254));
    image.setDotsPerMeterY(qRound(dotsPerInch / 0.0254));
    QPainter painter(&image);
    paintOn(painter, figure, style);
    return image;
}

QByteArray toPng(const FigureSheet &sheet, int dotsPerInch)
{
    QImage image = toImage(sheet, dotsPerInch);
    image.setText(u"Title"_s, sheet.title);
    image.setText(u"Description"_s, factsOf(sheet).join(u"; "_s));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return {};
    return bytes;
}

QByteArray toSvg(const FigureSheet &sheet)
{
    const figures::Style style = figures::Style::screen(figures::Palette::light());
    const figures::Figure figure = compose(sheet, style);
    QString svg = toSvg(figure, style, sheet.title + u". "_s + factsOf(sheet).join(u"; "_s));
    // A file of its own has a size, a family and a ground, which a page would give it.
    svg.replace(u"<svg class=\"figure\""_s, u"<svg class=\"figure\" width=\"%1\" height=\"%2\" font-family=\"%3, Inter, sans-serif\" style=\"background:%4\""_s
                                                .arg(QString::number(std::ceil(figure.rect.width() + 2)), QString::number(std::ceil(figure.rect.height() + 2)), style.family, style.palette->paper.name()));
    return (u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"_s + svg).toUtf8();
}

QByteArray toPdf(const FigureSheet &sheet)
{
    constexpr int dotsPerInch = 300;
    figures::Style style = figures::Style::paper(dotsPerInch);
    const figures::Figure figure = compose(sheet, style);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly))
        return {};
    QPdfWriter writer(&buffer);
    writer.setTitle(sheet.title);
    writer.setCreator(u"Bailiwick"_s);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(figure.rect.size() * 72.0 / dotsPerInch, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    QPainter painter;
    if (!painter.begin(&writer))
        return {};
    figure.paint(painter, style);
    return painter.end() ? bytes : QByteArray();
}

domain::Result<void> saveFigure(const FigureSheet &sheet, const QString &path, int dotsPerInch)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    QByteArray bytes;
    if (ending == u"png"_s)
        bytes = toPng(sheet, dotsPerInch);
    else if (ending == u"svg"_s)
        bytes = toSvg(sheet);
    else if (ending == u"pdf"_s)
        bytes = toPdf(sheet);
    else if (ending == u"csv"_s)
        bytes = toCsv(sheet);
    else
        return domain::Error{domain::ErrorCode::Refused, u"a figure is saved as png, svg, pdf or csv, not as \"%1\""_s.arg(ending), path};
    if (bytes.isEmpty())
        return domain::Error{domain::ErrorCode::WriteFailed, u"the picture could not be made: choose a lower resolution"_s, path};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return domain::Error{domain::ErrorCode::WriteFailed, file.errorString(), path};
    return {};
}

} // namespace report
