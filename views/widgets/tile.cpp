// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile.h"

#include "figures/linechart.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace views {

using figures::TextRole;

Tile::Tile(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Tile::setContent(const QString &caption, const QString &number, const QString &note, const QString &tip, figures::Tone tone)
{
    m_caption = caption;
    m_number = number;
    m_note = note;
    m_tone = tone;
    setToolTip(tip);
    setAccessibleName(caption + u": "_s + number + (note.isEmpty() ? QString() : u", "_s + note));
    setAccessibleDescription(tip);
    updateGeometry();
    update();
}

void Tile::setLimit(const QString &limit)
{
    m_limit = limit;
    if (!limit.isEmpty()) {
        setToolTip(limit + u'\n' + toolTip());
        setAccessibleName(accessibleName() + u", "_s + limit);
    }
    update();
}

void Tile::setLimitLine(bool kept)
{
    if (kept == m_limitLine)
        return;
    m_limitLine = kept;
    updateGeometry();
    update();
}

void Tile::setActive(bool active)
{
    m_active = active;
    update();
}

void Tile::setTrend(const QList<double> &values)
{
    m_trend = values;
    update();
}

int Tile::noteLines(int width) const
{
    const QFontMetrics metrics(scaledFont(TextRole::Caption));
    return metrics.horizontalAdvance(m_note) > width - grid(5) ? 2 : 1;
}

void Tile::setNoteLines(int lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    updateGeometry();
    update();
}

QSize Tile::sizeHint() const
{
    const int height = QFontMetrics(scaledFont(TextRole::Caption)).height() * (1 + m_lines + (m_limitLine ? 1 : 0)) + QFontMetrics(scaledFont(TextRole::Number)).height() + grid(5);
    return {grid(40), height};
}

QSize Tile::minimumSizeHint() const { return {grid(26), sizeHint().height()}; }

bool Tile::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const figures::Palette &c = paletteOf(this);
    const QRect box = rect().adjusted(0, 0, -1, -1);
    painter.setPen(QPen(hasFocus() || underMouse() || m_active ? c.accent : c.line, 1));
    painter.setBrush(c.surface);
    painter.drawRect(box);
    if (m_active)
        painter.fillRect(box.adjusted(0, box.height() - grid(1) / 2, 1, 1), c.accent);
    if (hasFocus())
        painter.drawRect(box.adjusted(1, 1, -1, -1));
    const QRect inner = rect().adjusted(grid(3), grid(2), -grid(2), -grid(2));
    const auto line = [&](const QString &text, TextRole role, bool bold, const QColor &colour, int top) {
        const QFont font = scaledFont(role, bold);
        const QFontMetrics metrics(font);
        painter.setFont(font);
        painter.setPen(colour);
        const QRect where(inner.left(), top, inner.width(), metrics.height());
        painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, inner.width()));
        return top + metrics.height();
    };
    int y = line(m_caption, TextRole::Caption, false, c.inkSoft, inner.top());
    if (m_trend.size() > 1) {
        const double width = qMin<double>(grid(20), inner.width() * 0.42);
        const int height = QFontMetrics(scaledFont(TextRole::Number)).height();
        const QRectF spot(inner.right() - width, y + height * 0.2, width - grid(1), height * 0.6);
        painter.setRenderHint(QPainter::Antialiasing);
        figures::layoutSparkline(m_trend, spot, styleOf(this), figures::Tone::InkSoft).paint(painter, styleOf(this));
    }
    if (!m_limit.isEmpty())
        line(m_limit, TextRole::Caption, false, c.inkSoft, rect().bottom() - grid(2) - QFontMetrics(scaledFont(TextRole::Caption)).height());
    y = line(m_number, TextRole::Number, true, c.tone(m_tone), y + 1);
    if (m_lines == 1) {
        line(m_note, TextRole::Caption, false, c.inkSoft, y);
        return;
    }
    painter.setFont(scaledFont(TextRole::Caption));
    painter.setPen(c.inkSoft);
    painter.drawText(QRect(inner.left(), y, inner.width(), painter.fontMetrics().height() * m_lines), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     QString(m_note).replace(u", "_s, u",\n"_s));
}

} // namespace views
