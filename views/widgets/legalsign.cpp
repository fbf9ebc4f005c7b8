// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/legalsign.h"

#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPolygonF>

namespace views {

QIcon legalSign(domain::LegalStatus legal, const QPalette &palette)
{
    constexpr int Side = 32; // drawn large, so that it is sharp at twice the scale
    QPixmap pixmap(Side, Side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = palette.color(QPalette::Text);
    const QRectF box(6, 6, Side - 12, Side - 12);
    const auto filled = [&] {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
    };
    const auto outlined = [&](Qt::PenStyle style) {
        painter.setPen(QPen(ink, 4, style, Qt::FlatCap));
        painter.setBrush(Qt::NoBrush);
    };
    switch (legal) {
    case domain::LegalStatus::Law:
        filled();
        painter.drawRect(box);
        break;
    case domain::LegalStatus::Programme:
        filled();
        painter.drawPolygon(QPolygonF({{16, 3}, {29, 16}, {16, 29}, {3, 16}}));
        break;
    case domain::LegalStatus::Standard:
        filled();
        painter.drawEllipse(box);
        break;
    case domain::LegalStatus::Scheme:
        outlined(Qt::SolidLine);
        painter.drawEllipse(box);
        break;
    case domain::LegalStatus::Proposal:
        outlined(Qt::DotLine);
        painter.drawEllipse(box);
        break;
    case domain::LegalStatus::OwnPolicy:
        filled();
        painter.drawPolygon(QPolygonF({{16, 4}, {29, 27}, {3, 27}}));
        break;
    }
    return QIcon(pixmap);
}

} // namespace views
