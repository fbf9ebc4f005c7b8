// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sheetview.h"

#include "widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

namespace views {

void paintSheet(QPainter &painter, const figures::Figure &sheet, const QSizeF &points, int dotsPerInch, const QRectF &target)
{
    const double dots = dotsPerInch / 72.0;
    painter.save();
    painter.setClipRect(target);
    painter.fillRect(target, Qt::white);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate(target.topLeft());
    painter.scale(target.width() / (points.width() * dots), target.height() / (points.height() * dots));
    sheet.paint(painter, figures::Style::paper(dotsPerInch));
    painter.restore();
}

SheetView::SheetView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Preview of the report"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize SheetView::sizeHint() const { return {grid(90), grid(110)}; }

void SheetView::setSheets(const QList<figures::Figure> &sheets, const QSizeF &points, int dotsPerInch)
{
    m_sheets = sheets;
    m_points = points;
    m_dots = dotsPerInch;
    m_pictures.clear();
    m_message.clear();
    turnTo(qMin(m_current, qMax(0, count() - 1)));
    update();
}

void SheetView::setMessage(const QString &text)
{
    m_message = text;
    setAccessibleDescription(text);
    update();
}

int SheetView::abreast() const
{
    if (count() < 2)
        return 1;
    const double page = height() * m_points.width() / m_points.height();
    return width() >= 2 * page * 0.9 + grid(4) ? 2 : 1;
}

double SheetView::scale() const
{
    const int n = abreast();
    const double wide = (width() - 2.0 - (n - 1) * grid(4)) / (n * m_points.width());
    return qMax(0.05, qMin(wide, (height() - 2.0) / m_points.height()));
}

void SheetView::turnTo(int page)
{
    const int n = abreast();
    const int wanted = qBound(0, page, qMax(0, count() - 1)) / n * n;
    m_current = wanted;
    setAccessibleDescription(tr("Page %1 of %2").arg(wanted + 1).arg(count()));
    update();
    emit turned(wanted);
}

const QPixmap &SheetView::picture(int page)
{
    auto it = m_pictures.find(page);
    if (it == m_pictures.end()) {
        const double ratio = devicePixelRatioF();
        QPixmap pixmap((m_points * scale() * ratio).toSize());
        pixmap.fill(Qt::white);
        QPainter painter(&pixmap);
        paintSheet(painter, m_sheets.at(page), m_points, m_dots, QRectF(QPointF(), QSizeF(pixmap.size())));
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        while (m_pictures.size() > 6)
            m_pictures.erase(m_pictures.begin());
        it = m_pictures.insert(page, pixmap);
    }
    return *it;
}

void SheetView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const figures::Palette &colours = paletteOf(this);
    if (m_sheets.isEmpty() || !m_message.isEmpty()) {
        painter.setPen(colours.line);
        painter.setBrush(colours.surface);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        painter.setPen(colours.inkSoft);
        painter.drawText(rect().adjusted(grid(6), grid(6), -grid(6), -grid(6)), Qt::AlignCenter | Qt::TextWordWrap, m_message);
        return;
    }
    const int n = abreast();
    const QSizeF page = m_points * scale();
    double x = (width() - n * page.width() - (n - 1) * grid(4)) / 2;
    for (int i = m_current; i < qMin(count(), m_current + n); ++i) {
        const QPointF at(x, 1);
        painter.drawPixmap(at, picture(i));
        painter.setPen(QPen(hasFocus() ? colours.accent : colours.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(at, page));
        x += page.width() + grid(4);
    }
}

void SheetView::resizeEvent(QResizeEvent *)
{
    m_pictures.clear();
    m_current = m_current / abreast() * abreast();
}

void SheetView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_PageDown:
    case Qt::Key_Right:
    case Qt::Key_Down: turnTo(m_current + abreast()); break;
    case Qt::Key_PageUp:
    case Qt::Key_Left:
    case Qt::Key_Up: turnTo(m_current - abreast()); break;
    case Qt::Key_Home: turnTo(0); break;
    case Qt::Key_End: turnTo(count() - 1); break;
    default: QWidget::keyPressEvent(event);
    }
}

void SheetView::wheelEvent(QWheelEvent *event)
{
    turnTo(m_current + (event->angleDelta().y() < 0 ? abreast() : -abreast()));
    event->accept();
}

} // namespace views
