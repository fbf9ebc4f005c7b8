// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figureview.h"

#include "domain/isolated.h"
#include "widgets/figuretools.h"
#include "widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace views {

FigureView::FigureView(const QString &name, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(name);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_tools = new FigureTools(this, [this] { return sheet(); });
    connect(m_tools, &FigureTools::rowChosen, this, &FigureView::chosen);
}

void FigureView::setTableFunction(std::function<report::FigureTable()> table)
{
    m_table = std::move(table);
    m_tools->refreshTable();
}

report::FigureSheet FigureView::sheet() const
{
    report::FigureSheet sheet;
    sheet.title = m_title.isEmpty() ? accessibleName() : m_title;
    if (const FigureHost *host = figureHostOf(this)) {
        const FigureFacts facts = host->figureFacts();
        sheet.organisation = facts.organisation;
        sheet.filters = facts.filters;
        for (const QString &part : m_notNarrowedBy)
            sheet.filters.removeOne(part);
        if (!m_notNarrowedBy.isEmpty())
            sheet.filters.append(tr("not narrowed by %1").arg(m_notNarrowedBy.join(tr(", "))));
        sheet.asOf = facts.asOf;
    }
    sheet.layout = m_layout;
    const double unit = styleOf(this).unit;
    sheet.size = QSizeF(width() / unit, height() / unit).expandedTo(QSizeF(640, 320));
    // Laid out large, so that no row is left out for want of room.
    sheet.table = m_table ? m_table() : report::tableOf(m_layout ? m_layout(QRectF(0, 0, 2400, 6000), figures::Style::screen(figures::Palette::light())) : figures::Figure(),
                                                        {tr("What"), tr("Number"), tr("As shown")});
    return sheet;
}

void FigureView::setLayoutFunction(Layout layout)
{
    m_layout = std::move(layout);
    m_hovered.clear();
    m_dirty = true;
    m_tools->refreshTable();
    update();
}

QString FigureView::labelOf(const QString &id) const
{
    const QList<figures::Cell> cells = m_figure.cellsOf(id);
    for (const figures::Cell &cell : cells) {
        if (!cell.tip.isEmpty())
            return domain::plainName(cell.tip.section(QLatin1Char('\n'), 0, 0).section(QLatin1String(": "), 0, 0));
    }
    if (!m_table)
        return {};
    const report::FigureTable table = m_table();
    const qsizetype row = table.ids.indexOf(id);
    return row < 0 ? QString() : table.rows.at(row).value(table.nameColumn);
}

double FigureView::valueOf(const QString &id) const
{
    double most = 0;
    const QList<figures::Cell> cells = m_figure.cellsOf(id);
    for (const figures::Cell &cell : cells)
        most = qMax(most, cell.value);
    return most;
}

void FigureView::setSelected(const QStringList &ids)
{
    m_selected = ids;
    update();
}

void FigureView::relayout()
{
    m_dirty = false;
    setFigure(m_layout ? m_layout(QRectF(rect()).adjusted(1, 1, -1, -1), styleOf(this)) : figures::Figure());
}

void FigureView::setFigure(const figures::Figure &figure)
{
    m_figure = figure;
    QStringList lines;
    for (const figures::Cell &cell : std::as_const(m_figure.cells)) {
        if (!cell.tip.isEmpty() && lines.size() < 60)
            lines.append(cell.tip);
    }
    setAccessibleDescription(lines.join(QLatin1String("; ")));
}

void FigureView::paintEvent(QPaintEvent *)
{
    if (m_dirty)
        relayout();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_figure.paint(painter, styleOf(this), m_hovered, m_selected);
    if (hasFocus()) {
        painter.setPen(QPen(paletteOf(this).accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void FigureView::resizeEvent(QResizeEvent *) { m_dirty = true; }

void FigureView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_dirty = true;
        update();
    }
    QWidget::changeEvent(event);
}

void FigureView::mouseMoveEvent(QMouseEvent *event)
{
    const figures::Cell *cell = cellAt(event->position());
    const QString id = cell ? cell->id : QString();
    setCursor(id.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (id != m_hovered) {
        m_hovered = id;
        update();
    }
}

void FigureView::mousePressEvent(QMouseEvent *event)
{
    const figures::Cell *cell = event->button() == Qt::LeftButton ? cellAt(event->position()) : nullptr;
    if (cell && !cell->id.isEmpty())
        emit chosen(QString(cell->id));
}

void FigureView::leaveEvent(QEvent *)
{
    m_hovered.clear();
    update();
}

QStringList FigureView::ids() const
{
    QStringList out;
    for (const figures::Cell &cell : m_figure.cells) {
        if (!cell.id.isEmpty() && !out.contains(cell.id))
            out.append(cell.id);
    }
    return out;
}

void FigureView::keyPressEvent(QKeyEvent *event)
{
    const QStringList all = ids();
    const qsizetype at = all.indexOf(m_hovered);
    if (all.isEmpty()) {
        QWidget::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down) {
        m_hovered = all.at((at + 1) % all.size());
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up) {
        m_hovered = all.at((at <= 0 ? all.size() : at) - 1);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && at >= 0) {
        emit chosen(QString(m_hovered));
    } else {
        QWidget::keyPressEvent(event);
    }
    const QList<figures::Cell> cells = m_figure.cellsOf(m_hovered);
    pointAt(m_hovered, cells.isEmpty() ? QPoint() : cells.constFirst().rect.center().toPoint());
}

void FigureView::pointAt(const QString &id, const QPoint &where)
{
    m_hovered = id;
    const QList<figures::Cell> cells = m_figure.cellsOf(id);
    if (!id.isEmpty() && !cells.isEmpty()) {
        setToolTip(cells.constFirst().tip);
        QToolTip::showText(mapToGlobal(where), cells.constFirst().tip, this);
    }
    update();
}

bool FigureView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const figures::Cell *cell = cellAt(help->pos());
        if (cell && !cell->tip.isEmpty())
            QToolTip::showText(help->globalPos(), cell->tip, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace views
