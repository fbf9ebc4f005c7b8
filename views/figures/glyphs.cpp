// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/glyphs.h"

#include <QPainter>
#include <QPainterPath>
#include <QPen>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace figures {
namespace {

QRectF squareIn(const QRectF &rect)
{
    const double side = std::min(rect.width(), rect.height());
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side);
}

QPolygonF polygon(const QRectF &square, int corners, double firstAngle, double scale = 1.0)
{
    QPolygonF result;
    for (int i = 0; i < corners; ++i) {
        const double angle = firstAngle + 2 * std::numbers::pi * i / corners;
        result << square.center() + QPointF(std::cos(angle), std::sin(angle)) * (square.width() / 2 * scale);
    }
    return result;
}

QPointF at(const QRectF &r, double x, double y)
{
    return {r.left() + r.width() * x, r.top() + r.height() * y};
}

QPen pen(const QColor &colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

/// A stroke and a dot below it, as in a warning sign.
void exclamation(QPainter &p, const QRectF &r, double top, double bottom)
{
    p.drawLine(at(r, 0.5, top), at(r, 0.5, bottom - 0.17));
    p.drawLine(at(r, 0.5, bottom - 0.01), at(r, 0.5, bottom));
}

} // namespace

void paintSeverity(QPainter &painter, const QRectF &rect, domain::Severity severity, const Palette &palette)
{
    const QRectF r = squareIn(rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.severity(severity));
    const QPen cut = pen(palette.surface, r.width() * 0.11);
    switch (severity) {
    case domain::Severity::Critical:
        painter.drawPolygon(polygon(r, 8, std::numbers::pi / 8));
        painter.setPen(cut);
        painter.drawLine(at(r, 0.33, 0.33), at(r, 0.67, 0.67));
        painter.drawLine(at(r, 0.67, 0.33), at(r, 0.33, 0.67));
        break;
    case domain::Severity::High:
        painter.drawPolygon(QPolygonF() << at(r, 0.5, 0.04) << at(r, 1.0, 0.93) << at(r, 0.0, 0.93));
        painter.setPen(cut);
        exclamation(painter, r, 0.4, 0.8);
        break;
    case domain::Severity::Medium:
        painter.drawPolygon(polygon(r, 4, 0));
        painter.setPen(cut);
        painter.drawLine(at(r, 0.33, 0.5), at(r, 0.67, 0.5));
        break;
    case domain::Severity::Low:
        painter.drawEllipse(r.adjusted(r.width() * 0.07, r.width() * 0.07, -r.width() * 0.07, -r.width() * 0.07));
        painter.setPen(cut);
        painter.drawLine(at(r, 0.5, 0.5), at(r, 0.501, 0.5));
        break;
    }
    painter.restore();
}

void paintStatus(QPainter &painter, const QRectF &rect, domain::Status status, const Palette &palette,
                 domain::Severity gapSeverity)
{
    if (status == domain::Status::Gap) {
        paintSeverity(painter, rect, gapSeverity, palette);
        return;
    }
    const QRectF r = squareIn(rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QColor colour = palette.status(status);
    const double stroke = r.width() * 0.14;
    painter.setPen(pen(colour, stroke));
    switch (status) {
    case domain::Status::Pass:
        painter.drawPolyline(QPolygonF() << at(r, 0.1, 0.55) << at(r, 0.4, 0.83) << at(r, 0.92, 0.2));
        break;
    case domain::Status::Unknown: {
        const QRectF box = r.adjusted(stroke / 4, stroke / 4, -stroke / 4, -stroke / 4);
        QColor faint = colour;
        faint = QColor::fromRgbF((faint.redF() + 2 * palette.surface.redF()) / 3,
                                 (faint.greenF() + 2 * palette.surface.greenF()) / 3,
                                 (faint.blueF() + 2 * palette.surface.blueF()) / 3);
        paintHatch(painter, box, faint, r.width() * 0.25, r.width() * 0.06);
        painter.setPen(pen(colour, r.width() * 0.07));
        painter.drawRect(box);
        painter.setPen(pen(colour, r.width() * 0.12));
        QPainterPath hook(at(r, 0.34, 0.36));
        hook.cubicTo(at(r, 0.36, 0.12), at(r, 0.7, 0.14), at(r, 0.67, 0.4));
        hook.cubicTo(at(r, 0.65, 0.52), at(r, 0.5, 0.48), at(r, 0.5, 0.64));
        painter.drawPath(hook);
        painter.drawLine(at(r, 0.5, 0.81), at(r, 0.501, 0.81));
        break;
    }
    case domain::Status::NotApplicable:
        painter.setPen(pen(palette.inkSoft, stroke));
        painter.drawLine(at(r, 0.2, 0.5), at(r, 0.8, 0.5));
        break;
    case domain::Status::NotYetApplicable:
        painter.setPen(pen(palette.inkSoft, r.width() * 0.1));
        painter.drawEllipse(r.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2));
        painter.drawPolyline(QPolygonF() << at(r, 0.5, 0.25) << at(r, 0.5, 0.53) << at(r, 0.7, 0.62));
        break;
    case domain::Status::Accepted: {
        painter.setPen(pen(colour, r.width() * 0.09));
        QPolygonF sheet;
        sheet << at(r, 0.16, 0.06) << at(r, 0.62, 0.06) << at(r, 0.84, 0.28) << at(r, 0.84, 0.94) << at(r, 0.16, 0.94);
        painter.drawPolygon(sheet);
        painter.drawLine(at(r, 0.32, 0.36), at(r, 0.64, 0.36));
        QPainterPath signature(at(r, 0.3, 0.74));
        signature.cubicTo(at(r, 0.4, 0.42), at(r, 0.48, 0.98), at(r, 0.52, 0.66));
        signature.cubicTo(at(r, 0.56, 0.62), at(r, 0.6, 0.78), at(r, 0.72, 0.7));
        painter.drawPath(signature);
        break;
    }
    case domain::Status::Error:
        painter.drawLine(at(r, 0.2, 0.2), at(r, 0.8, 0.8));
        painter.drawLine(at(r, 0.8, 0.2), at(r, 0.2, 0.8));
        break;
    case domain::Status::Gap:
        break;
    }
    painter.restore();
}

QPainterPath sitePath(SiteKind kind, const QRectF &rect)
{
    const QRectF r = squareIn(rect);
    QPainterPath path;
    switch (kind) {
    case SiteKind::CloudRegion:
        path.addEllipse(r);
        break;
    case SiteKind::DataCentre:
        path.addRect(r.adjusted(r.width() * 0.08, r.width() * 0.08, -r.width() * 0.08, -r.width() * 0.08));
        break;
    case SiteKind::Office:
        path.addPolygon(QPolygonF() << at(r, 0.5, 0) << at(r, 0.96, 0.42) << at(r, 0.96, 0.96) << at(r, 0.04, 0.96)
                                    << at(r, 0.04, 0.42));
        path.closeSubpath();
        break;
    case SiteKind::Provider:
        path.addPolygon(QPolygonF() << at(r, 0.5, 0) << at(r, 1, 0.94) << at(r, 0, 0.94));
        path.closeSubpath();
        break;
    case SiteKind::SovereignRegion:
        path.addEllipse(r);
        path.addEllipse(r.center(), r.width() * 0.24, r.width() * 0.24);
        break;
    case SiteKind::Dedicated:
        path.addPolygon(QPolygonF() << at(r, 0.33, 0) << at(r, 0.67, 0) << at(r, 0.67, 0.33) << at(r, 1, 0.33)
                                    << at(r, 1, 0.67) << at(r, 0.67, 0.67) << at(r, 0.67, 1) << at(r, 0.33, 1)
                                    << at(r, 0.33, 0.67) << at(r, 0, 0.67) << at(r, 0, 0.33) << at(r, 0.33, 0.33));
        path.closeSubpath();
        break;
    case SiteKind::LocalZone:
        path.addPolygon(QPolygonF() << at(r, 0, 0.06) << at(r, 1, 0.06) << at(r, 0.5, 1));
        path.closeSubpath();
        break;
    case SiteKind::DedicatedLocalZone:
        path.addPolygon(QPolygonF() << at(r, 0, 0) << at(r, 1, 0) << at(r, 0.62, 0.5) << at(r, 1, 1) << at(r, 0, 1) << at(r, 0.38, 0.5));
        path.closeSubpath();
        break;
    case SiteKind::Outpost:
        path.addRect(r.adjusted(r.width() * 0.06, r.width() * 0.06, -r.width() * 0.06, -r.width() * 0.06));
        path.addRect(r.adjusted(r.width() * 0.3, r.width() * 0.3, -r.width() * 0.3, -r.width() * 0.3));
        break;
    case SiteKind::AiFactory: {
        QPolygonF star;
        for (int i = 0; i < 10; ++i) {
            const double angle = -std::numbers::pi / 2 + std::numbers::pi * i / 5;
            star << r.center() + QPointF(std::cos(angle), std::sin(angle)) * (r.width() * (i % 2 == 0 ? 0.56 : 0.26));
        }
        path.addPolygon(star);
        path.closeSubpath();
        break;
    }
    case SiteKind::Edge:
        path.addPolygon(QPolygonF() << at(r, 0.5, 0) << at(r, 1, 0.5) << at(r, 0.5, 1) << at(r, 0, 0.5));
        path.closeSubpath();
        break;
    }
    return path;
}

void paintHatch(QPainter &painter, const QRectF &rect, const QColor &colour, double spacing, double width)
{
    if (rect.isEmpty() || spacing <= 0)
        return;
    painter.save();
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    // Lines x + y = s; the ends are computed rather than clipped, which keeps the PDF small.
    const double first = std::ceil((rect.left() + rect.top()) / spacing) * spacing;
    for (double s = first; s < rect.right() + rect.bottom(); s += spacing) {
        const double x1 = std::max(rect.left(), s - rect.bottom());
        const double x2 = std::min(rect.right(), s - rect.top());
        if (x2 > x1)
            painter.drawLine(QPointF(x1, s - x1), QPointF(x2, s - x2));
    }
    painter.restore();
}

} // namespace figures
