// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg.h"

#include <QFont>

using namespace Qt::StringLiterals;

namespace report {
namespace {

using figures::Cell;

QString num(double value)
{
    QString digits = QString::number(value, 'f', 1);
    if (digits.endsWith(".0"_L1))
        digits.chop(2);
    return digits;
}

QString pathData(const QPainterPath &path)
{
    QString d;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element e = path.elementAt(i);
        switch (e.type) {
        case QPainterPath::MoveToElement:
            d += u'M';
            break;
        case QPainterPath::LineToElement:
            d += u'L';
            break;
        case QPainterPath::CurveToElement:
            d += u'C';
            break;
        case QPainterPath::CurveToDataElement:
            d += u' ';
            break;
        }
        d += num(e.x) + u' ' + num(e.y);
    }
    return d;
}

QString fillOf(const Cell &cell, const figures::Style &style)
{
    const QString fill = cell.fill.hatched ? u"url(#hatch)"_s : cell.colour(*style.palette).name();
    // What lies under a ribbon shines through it.
    return cell.fill.opacity < 1 ? u"%1\" fill-opacity=\"%2"_s.arg(fill, QString::number(cell.fill.opacity, 'f', 2)) : fill;
}

QString strokeOf(const Cell &cell, const figures::Style &style)
{
    if (!cell.outline && !cell.fill.hatched)
        return {};
    const QColor colour = cell.outline ? style.tone(*cell.outline) : style.palette->unknown;
    return u" stroke=\"%1\" stroke-width=\"%2\""_s.arg(colour.name(),
                                                       num(cell.penWidth > 0 ? cell.penWidth : style.hairline));
}

QString titled(const QString &element, const Cell &cell)
{
    if (cell.tip.isEmpty())
        return u"<%1/>\n"_s.arg(element);
    const QString name = element.section(u' ', 0, 0);
    return u"<%1><title>%2</title></%3>\n"_s.arg(element, cell.tip.toHtmlEscaped(), name);
}

QString textElement(const Cell &cell, const figures::Style &style)
{
    const bool right = cell.align.testFlag(Qt::AlignRight);
    const bool centre = cell.align.testFlag(Qt::AlignHCenter);
    const double x = right ? cell.rect.right() : centre ? cell.rect.center().x() : cell.rect.left();
    const QFontMetricsF metrics = style.metrics(cell.role, cell.bold);
    const double top =
        cell.align.testFlag(Qt::AlignTop) ? cell.rect.top() : cell.rect.center().y() - metrics.height() / 2;
    return u"<text x=\"%1\" y=\"%2\" font-size=\"%3\"%4 fill=\"%5\"%6%7>%8</text>\n"_s.arg(
        num(x), num(top + metrics.ascent()), QString::number(style.font(cell.role).pixelSize()),
        cell.bold ? u" font-weight=\"600\""_s : QString(), cell.colour(*style.palette).name(),
        right    ? u" text-anchor=\"end\""_s
        : centre ? u" text-anchor=\"middle\""_s
                 : QString(),
        cell.halo ? u" paint-order=\"stroke\" stroke=\"%1\" stroke-width=\"3\""_s.arg(style.palette->surface.name())
                  : QString(),
        cell.text.toHtmlEscaped());
}

QString signShape(std::optional<domain::Status> status, std::optional<domain::Severity> grade,
                  const figures::Palette &palette)
{
    using domain::Severity;
    using domain::Status;
    const QString cut = palette.surface.name();
    if (!status || *status == Status::Gap) {
        const Severity severity = grade.value_or(Severity::High);
        const QString colour = palette.severity(severity).name();
        switch (severity) {
        case Severity::Critical:
            return u"<path fill=\"%1\" d=\"M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5z\"/>"
                   "<path stroke=\"%2\" stroke-width=\"1.4\" d=\"M4 4l4 4M8 4l-4 4\"/>"_s.arg(colour, cut);
        case Severity::High:
            return u"<path fill=\"%1\" d=\"M6 .5L12 11H0z\"/>"
                   "<path stroke=\"%2\" stroke-width=\"1.4\" d=\"M6 4.5v3M6 8.6v1.2\"/>"_s.arg(colour, cut);
        case Severity::Medium:
            return u"<path fill=\"%1\" d=\"M6 0l6 6-6 6-6-6z\"/>"
                   "<path stroke=\"%2\" stroke-width=\"1.4\" d=\"M4 6h4\"/>"_s.arg(colour, cut);
        case Severity::Low:
            return u"<circle fill=\"%1\" cx=\"6\" cy=\"6\" r=\"5.2\"/><circle fill=\"%2\" cx=\"6\" cy=\"6\" r=\".9\"/>"_s
                .arg(colour, cut);
        }
    }
    const QString colour = palette.status(*status).name();
    const QString soft = palette.inkSoft.name();
    switch (*status) {
    case Status::Pass:
        return u"<path fill=\"none\" stroke=\"%1\" stroke-width=\"1.8\" d=\"M1 6.6L4.8 10 11 2.4\"/>"_s.arg(colour);
    case Status::Unknown:
        return u"<path fill=\"none\" stroke=\"%1\" d=\"M.5.5h11v11H.5zM.5 4l3.5-3.5M.5 9l8.5-8.5M3 11.5l8.5-8.5M8 "
               u"11.5l3.5-3.5\" "
               "stroke-opacity=\".35\"/><path fill=\"none\" stroke=\"%1\" stroke-width=\"1.4\" "
               "d=\"M4.1 4.3C4.3 1.5 8.3 1.7 8 4.7 7.8 6.2 6 5.8 6 7.7M6 9.2v1\"/>"_s.arg(colour);
    case Status::NotYetApplicable:
        return u"<path fill=\"none\" stroke=\"%1\" stroke-width=\"1.2\" "
               "d=\"M6 .8a5.2 5.2 0 1 0 .01 0zM6 3v3.4l2.3 1\"/>"_s.arg(soft);
    case Status::Accepted:
        return u"<path fill=\"none\" stroke=\"%1\" stroke-width=\"1.1\" "
               "d=\"M2 .7h5.5L10 3.3v8H2zM3.8 4.3h3.9M3.6 9c1.2-4 1.5 3 2.6-1 .5-.5.7 1.4 2.4.4\"/>"_s.arg(colour);
    case Status::Error:
        return u"<path fill=\"none\" stroke=\"%1\" stroke-width=\"1.8\" d=\"M2 2l8 8M10 2l-8 8\"/>"_s.arg(colour);
    case Status::NotApplicable:
    case Status::Gap:
        break;
    }
    return u"<path stroke=\"%1\" stroke-width=\"1.8\" d=\"M2.5 6h7\"/>"_s.arg(soft);
}

} // namespace

QString signSvg(std::optional<domain::Status> status, std::optional<domain::Severity> grade,
                const figures::Palette &palette)
{
    return u"<svg class=\"sign\" viewBox=\"0 0 12 12\" aria-hidden=\"true\">%1</svg>"_s.arg(
        signShape(status, grade, palette));
}

QString toSvg(const figures::Figure &figure, const figures::Style &style, const QString &description)
{
    QString svg = u"<svg class=\"figure\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"%1\" "
                  "viewBox=\"%2 %3 %4 %5\">\n"_s.arg(description.toHtmlEscaped(), num(figure.rect.left() - 1),
                                                     num(figure.rect.top() - 1), num(figure.rect.width() + 2),
                                                     num(figure.rect.height() + 2));
    svg += u"<defs><pattern id=\"hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
           "patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"%1\"/>"
           "<path d=\"M0 0v4\" stroke=\"%2\" stroke-width=\"1.6\"/></pattern></defs>\n"_s.arg(
               style.palette->surface.name(), style.palette->unknown.name());
    for (const Cell &cell : figure.cells) {
        const QRectF &r = cell.rect;
        switch (cell.kind) {
        case Cell::Kind::Box:
            svg += titled(u"rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"%6"_s.arg(
                              num(r.left()), num(r.top()), num(r.width()), num(r.height()), fillOf(cell, style),
                              strokeOf(cell, style)),
                          cell);
            break;
        case Cell::Kind::Path:
            svg += titled(u"path d=\"%1\" fill=\"%2\" fill-rule=\"%3\"%4"_s.arg(
                              pathData(cell.path), fillOf(cell, style),
                              cell.path.fillRule() == Qt::OddEvenFill ? u"evenodd"_s : u"nonzero"_s,
                              strokeOf(cell, style)),
                          cell);
            break;
        case Cell::Kind::Line:
            svg += titled(u"path d=\"%1\" fill=\"none\" stroke=\"%2\" stroke-width=\"%3\""_s.arg(
                              pathData(cell.path), cell.fill.colour(*style.palette).name(),
                              num(cell.penWidth > 0 ? cell.penWidth : style.hairline)),
                          cell);
            break;
        case Cell::Kind::Text:
            svg += textElement(cell, style);
            break;
        case Cell::Kind::Sign:
        case Cell::Kind::Grade:
            svg += u"<svg x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" viewBox=\"0 0 12 12\">%5</svg>\n"_s.arg(
                num(r.left()), num(r.top()), num(r.width()), num(r.height()),
                cell.kind == Cell::Kind::Sign ? signShape(cell.sign, cell.grade, *style.palette)
                                              : signShape(std::nullopt, cell.grade, *style.palette));
            break;
        }
    }
    return svg + u"</svg>\n"_s;
}

} // namespace report
