// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mapcanvas.h"

#include "widgets/escapekey.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>
#include <QStyleHints>
#include <QToolTip>
#include <QtConcurrentRun>

#include <cmath>

using namespace Qt::StringLiterals;

namespace views {
namespace {

constexpr double ZoomStep = 1.5;
constexpr double Still = 3;           ///< pixels that a pointer may tremble
constexpr qsizetype DrawnAtOnce = 900; ///< sites and arcs; more would hold the window up

QRectF inside(const QSize &size) { return QRectF(QPointF(0, 0), QSizeF(size)).adjusted(1, 1, -1, -1); }

} // namespace

MapCanvas::MapCanvas(const QString &name, QWidget *parent) : FigureView(name, parent)
{
    m_pool.setMaxThreadCount(1);
    grabGesture(Qt::PinchGesture);
    setLayoutFunction([](const QRectF &rect, const figures::Style &) { return figures::Figure{rect, {}}; });
    connect(&m_worker, &QFutureWatcherBase::finished, this, [this] {
        take(m_worker.result());
        if (m_drawnState != m_state)
            start();
        else
            emit settled();
    });
}

MapCanvas::~MapCanvas()
{
    m_worker.disconnect(this);
    m_pool.waitForDone();
}

void MapCanvas::setMap(const figures::MapData &data)
{
    const std::optional<QRectF> extent = m_data.extent;
    const figures::MapView view = m_data.view;
    const quint32 hidden = m_data.hiddenArcs;
    m_data = data;
    m_data.hiddenArcs = hidden;
    m_data.extent = extent;
    m_data.view = extent ? view : data.view;
    changed(true);
}

void MapCanvas::setView(figures::MapView view)
{
    m_data.view = view;
    m_data.extent.reset();
    m_data.fanned.clear();
    changed(true);
    emit windowChanged();
}

void MapCanvas::hideArcs(quint32 kinds)
{
    m_data.hiddenArcs = kinds;
    changed(true);
}

MapCanvas::Scene MapCanvas::draw(const figures::MapData &data, QSize size, double ratio, const figures::Style &style, quint64 state)
{
    Scene scene;
    scene.state = state;
    const QRectF rect = inside(size);
    scene.figure = std::make_shared<figures::Figure>(figures::layoutWorldMap(data, rect, style));
    scene.index = std::make_shared<figures::HitIndex>(*scene.figure);
    scene.shown = figures::mapShown(data, rect, style);
    scene.image = QImage(size * ratio, QImage::Format_RGB32);
    scene.image.setDevicePixelRatio(ratio);
    scene.image.fill(style.palette->paper);
    QPainter painter(&scene.image);
    painter.setRenderHint(QPainter::Antialiasing);
    scene.figure->paint(painter, style);
    return scene;
}

void MapCanvas::changed(bool atOnce)
{
    ++m_state;
    if (isVisible() && !size().isEmpty())
        refresh(atOnce);
}

void MapCanvas::refresh(bool atOnce)
{
    m_now = figures::mapShown(m_data, inside(size()), styleOf(this));
    const figures::MapData data = m_data;
    setLayoutFunction([data](const QRectF &rect, const figures::Style &style) { return figures::layoutWorldMap(data, rect, style); });
    const bool few = m_data.sites.size() + m_data.arcs.size() < DrawnAtOnce;
    if (atOnce && (few || m_scene.image.isNull()) && !m_worker.isRunning())
        take(draw(m_data, size(), devicePixelRatioF(), styleOf(this), m_state));
    else
        start();
    update();
}

void MapCanvas::start()
{
    if (m_worker.isRunning())
        return; // it starts again by itself when it is done
    m_worker.setFuture(QtConcurrent::run(&m_pool, [data = m_data, size = size(), ratio = devicePixelRatioF(), style = styleOf(this), state = m_state] {
        return draw(data, size, ratio, style, state);
    }));
}

void MapCanvas::take(const Scene &scene)
{
    m_scene = scene;
    m_drawnState = scene.state;
    setFigure(*scene.figure);
    update();
}

QTransform MapCanvas::moved() const
{
    const double scale = m_scene.shown.extent.width() / std::max(1.0, m_now.extent.width()) * m_now.target.width() / std::max(1.0, m_scene.shown.target.width());
    const QPointF from = m_scene.shown.target.center();
    const QPointF to = m_now.toPicture(m_scene.shown.toPlane(from));
    return QTransform::fromTranslate(-from.x(), -from.y()) * QTransform::fromScale(scale, scale) * QTransform::fromTranslate(to.x(), to.y());
}

void MapCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // Shown for the first time, or changed while nobody saw it.
    if (m_drawnState != m_state && !m_worker.isRunning())
        refresh(true);
    if (m_scene.image.isNull())
        return;
    const figures::Palette &palette = paletteOf(this);
    if (m_drawnState == m_state) {
        painter.drawImage(QPointF(0, 0), m_scene.image);
    } else {
        // The legend stays, the map is moved as it was drawn.
        painter.drawImage(QPointF(0, 0), m_scene.image);
        painter.save();
        painter.setClipRect(m_now.target);
        const bool same = m_scene.shown.view == m_now.view;
        const QTransform way = moved();
        const QRectF old = same ? way.mapRect(m_scene.shown.target) : QRectF();
        if (!old.contains(m_now.target))
            painter.fillRect(m_now.target, palette.sea);
        if (same) {
            const double ratio = m_scene.image.devicePixelRatio();
            const QRectF source = m_scene.shown.target;
            painter.drawImage(old, m_scene.image, QRectF(source.topLeft() * ratio, source.size() * ratio));
        }
        painter.restore();
    }
    // What is pointed at and what is chosen, over the picture.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (m_drawnState != m_state) {
        painter.setClipRect(m_now.target);
        painter.setTransform(moved(), true);
    }
    for (const figures::Cell &cell : figure().cells) {
        const bool isSelected = !cell.id.isEmpty() && selected().contains(cell.id);
        if (cell.id.isEmpty() || (cell.id != hovered() && !isSelected))
            continue;
        if (cell.thin) {
            figures::paintThin(painter, cell, palette, isSelected);
            continue;
        }
        QPen pen(palette.accent, isSelected ? 2.5 : 1.5);
        pen.setCosmetic(true);
        painter.setPen(pen);
        if (cell.kind == figures::Cell::Kind::Path)
            painter.drawPath(cell.path);
        else
            painter.drawRect(cell.rect);
    }
    painter.resetTransform();
    painter.setClipping(false);
    if (hasFocus()) {
        painter.setPen(QPen(palette.accent, 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void MapCanvas::resizeEvent(QResizeEvent *) { changed(true); }

void MapCanvas::changeEvent(QEvent *event)
{
    FigureView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        changed(true);
}

void MapCanvas::setExtent(QRectF extent)
{
    using figures::MapView;
    const MapView view = m_now.view;
    const QRectF world = figures::planeBounds(MapView::World);
    extent = QRectF(extent.center() - QPointF(std::max(extent.width(), LeastWidth), std::max(extent.height(), LeastWidth * extent.height() / std::max(1.0, extent.width()))) / 2,
                    QSizeF(std::max(extent.width(), LeastWidth), std::max(extent.height(), LeastWidth * extent.height() / std::max(1.0, extent.width()))));
    m_data.view = view;
    if (view == MapView::Europe && extent.width() > WidestEurope) {
        // Beyond Europe this projection bends the world: the other one goes on from the same middle.
        const auto middle = figures::reproject(extent.center(), MapView::Europe, MapView::World);
        m_data.view = MapView::World;
        extent.moveCenter(middle.value_or(world.center()));
    }
    const QRectF bounds = m_data.view == MapView::World ? world : figures::planeBounds(MapView::Europe);
    if (m_data.view == MapView::World && extent.width() > world.width() && extent.height() > world.height()) {
        m_data.extent.reset();
    } else {
        // The middle stays on the map.
        extent.moveCenter(QPointF(std::clamp(extent.center().x(), bounds.left(), bounds.right()), std::clamp(extent.center().y(), bounds.top(), bounds.bottom())));
        m_data.extent = extent;
    }
    m_data.fanned.clear();
    changed(false);
    emit windowChanged();
}

void MapCanvas::zoomBy(double factor, QPointF at)
{
    QToolTip::hideText(); // what it was said of is elsewhere now
    if (!m_now.target.contains(at))
        at = m_now.target.center();
    const QPointF fixed = m_now.toPlane(at);
    const QRectF old = m_now.extent;
    const double width = std::max(old.width() / factor, LeastWidth);
    const double scale = width / old.width();
    setExtent(QRectF(fixed + (old.topLeft() - fixed) * scale, old.size() * scale));
}

void MapCanvas::zoomIn() { zoomBy(ZoomStep, m_now.target.center()); }
void MapCanvas::zoomOut() { zoomBy(1 / ZoomStep, m_now.target.center()); }
void MapCanvas::fitToData() { setView(figures::MapView::Fit); }

void MapCanvas::zoomToCountry(const QString &iso)
{
    if (const auto extent = figures::countryExtent(iso, m_now.view))
        setExtent(*extent);
}

void MapCanvas::moveBy(QPointF pixels)
{
    const double scale = m_now.extent.width() / std::max(1.0, m_now.target.width());
    setExtent(m_now.extent.translated(-pixels * scale));
}

const figures::Cell *MapCanvas::cellAt(QPointF at) const
{
    if (!m_scene.index)
        return nullptr;
    const bool onMap = m_drawnState != m_state && m_now.target.contains(at);
    return m_scene.index->at(onMap ? moved().inverted().map(at) : at);
}

void MapCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if ((event->globalPosition() - m_clicked.global).manhattanLength() > Still)
        m_clicked.id.clear();
    if (m_down && !m_dragging && (event->position() - m_pressed).manhattanLength() >= QGuiApplication::styleHints()->startDragDistance() && m_now.target.contains(m_pressed)) {
        m_dragging = true;
        m_last = m_pressed;
        setCursor(Qt::ClosedHandCursor);
        QToolTip::hideText();
    }
    if (m_dragging) {
        moveBy(event->position() - m_last);
        m_last = event->position();
        return;
    }
    FigureView::mouseMoveEvent(event);
    if (hovered().startsWith("note:"_L1))
        setCursor(Qt::ArrowCursor);
}

void MapCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_down = true;
    m_dragging = false;
    m_pressed = event->position();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_down)
        return;
    m_down = false;
    if (std::exchange(m_dragging, false)) {
        unsetCursor();
        return;
    }
    const figures::Cell *cell = cellAt(event->position());
    const bool again = !m_clicked.id.isEmpty() && (event->globalPosition() - m_clicked.global).manhattanLength() <= Still && event->position() != m_clicked.local;
    const QString id = again && ids().contains(m_clicked.id) ? m_clicked.id : cell ? QString(cell->id) : QString();
    m_clicked = {event->globalPosition(), event->position(), id};
    if (!id.isEmpty())
        choose(id, event->modifiers().testFlag(Qt::ControlModifier));
    else if (!m_data.fanned.isEmpty())
        choose({}, false);
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    // Its first click has chosen the country; this one goes there.
    const figures::Cell *cell = cellAt(event->position());
    if (cell && cell->id.startsWith("country:"_L1))
        zoomToCountry(cell->id.mid(8));
    else
        zoomBy(2 * ZoomStep, event->position());
}

void MapCanvas::choose(const QString &id, bool list)
{
    const QString sites = id.startsWith("site:"_L1) ? id.mid(5) : QString();
    if (list) {
        if (!id.isEmpty())
            emit listWanted(id);
        return;
    }
    // Several sites first show what they are; the mark in their middle stands for all of them.
    if (sites.contains(QChar(0x1f)) && m_data.fanned != sites) {
        m_data.fanned = sites;
        changed(true);
        return;
    }
    const bool ofTheFan = !sites.isEmpty() && (m_data.fanned == sites || m_data.fanned.split(QChar(0x1f)).contains(sites));
    if (!m_data.fanned.isEmpty() && !ofTheFan) {
        m_data.fanned.clear();
        changed(true);
    }
    if (!id.isEmpty() && !id.startsWith("note:"_L1))
        emit chosen(id);
}

void MapCanvas::wheelEvent(QWheelEvent *event)
{
    const double turns = event->pixelDelta().isNull() ? event->angleDelta().y() / 120.0 : event->pixelDelta().y() / 60.0;
    if (turns != 0)
        zoomBy(std::pow(1.25, turns), event->position());
    event->accept();
}

void MapCanvas::goTo(QPointF direction)
{
    // The nearest mark in the direction, of those that say a number; from the middle where none is pointed at.
    const QList<figures::Cell> now = figure().cellsOf(hovered());
    const QPointF from = now.isEmpty() ? m_now.target.center() : now.constLast().rect.center();
    const figures::Cell *best = nullptr;
    double nearest = 0;
    for (const figures::Cell &cell : figure().cells) {
        if (cell.id.isEmpty() || cell.id == hovered() || cell.id.startsWith("note:"_L1) || (cell.id.startsWith("country:"_L1) && cell.value <= 0))
            continue;
        const QPointF way = cell.rect.center() - from;
        const double along = way.x() * direction.x() + way.y() * direction.y();
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        if (along <= 1 || aside > along * 1.5)
            continue;
        const double distance = along + 2 * aside;
        if (!best || distance < nearest) {
            best = &cell;
            nearest = distance;
        }
    }
    if (best) {
        const QString id = best->id;
        pointAt(id, best->rect.center().toPoint());
    }
}

void MapCanvas::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); break;
    case Qt::Key_Minus: zoomOut(); break;
    case Qt::Key_0: fitToData(); break;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const bool across = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
        const double sign = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up ? -1 : 1;
        const QPointF way = across ? QPointF(sign, 0) : QPointF(0, sign);
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            moveBy(-way * grid(20));
        else
            goTo(way);
        break;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!hovered().isEmpty())
            choose(QString(hovered()), event->modifiers().testFlag(Qt::ControlModifier));
        break;
    case Qt::Key_Escape:
        if (m_data.fanned.isEmpty())
            QWidget::keyPressEvent(event);
        else
            choose({}, false);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool MapCanvas::event(QEvent *event)
{
    if (!m_data.fanned.isEmpty() && keepsEscape(event))
        return true;
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture)
            zoomBy(1 + gesture->value(), gesture->position());
        return true;
    }
    if (event->type() == QEvent::Gesture) {
        if (const auto *pinch = static_cast<QPinchGesture *>(static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture))) {
            // The first finger also comes as a mouse that is pressed: what both fingers do moves the map, not what one does.
            m_down = m_dragging = false;
            if (pinch->state() == Qt::GestureUpdated)
                moveBy(pinch->centerPoint() - pinch->lastCenterPoint());
            zoomBy(pinch->scaleFactor(), mapFromGlobal(pinch->centerPoint()));
        }
        return true;
    }
    return FigureView::event(event);
}

} // namespace views
