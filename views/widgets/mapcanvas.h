// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/hitindex.h"
#include "figures/worldmap.h"
#include "widgets/figureview.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QImage>
#include <QThreadPool>

#include <memory>

namespace views {

/// A map that can be moved. Wheel and pinch zoom at the pointer, dragging moves; +, - and 0 zoom and fit, arrows go to the next mark in
/// their direction, Enter chooses it, Ctrl+Enter asks for its list; a mark of several sites fans out first; a double click zooms
/// to the country. What is drawn is made in a thread of its own: meanwhile the last picture is moved and scaled, so that each frame
/// costs one blit whatever the map holds. GUI thread.
class MapCanvas final : public FigureView
{
    Q_OBJECT
public:
    explicit MapCanvas(const QString &name, QWidget *parent = nullptr);
    ~MapCanvas() override;

    /// Other data under the same window on the world; `view` says what the window is where nobody has moved it yet.
    void setMap(const figures::MapData &data);
    /// Another part of the world: forgets where somebody moved to.
    void setView(figures::MapView view);
    const figures::MapData &map() const { return m_data; }
    void hideArcs(quint32 kinds);

    /// What the pointer would find there; nullptr: nothing.
    const figures::Cell *markAt(QPointF at) const { return cellAt(at); }

    void zoomBy(double factor, QPointF at);
    void zoomIn();
    void zoomOut();
    void fitToData();
    void zoomToCountry(const QString &iso);
    void moveBy(QPointF pixels);
    /// Of the plane, as it will be drawn.
    figures::MapShown shown() const { return m_now; }
    bool isSettled() const { return !m_worker.isRunning() && m_drawnState == m_state; }

    static constexpr double LeastWidth = 60e3;  ///< metres: a town
    static constexpr double WidestEurope = 7e6; ///< from there on the projection about Europe gives way to that of the world

signals:
    void listWanted(const QString &id);
    /// Another part of the world is shown than before, by whatever hand.
    void windowChanged();
    /// What is drawn is up to date again.
    void settled();

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void changeEvent(QEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mousePressEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void mouseDoubleClickEvent(QMouseEvent *) override;
    void wheelEvent(QWheelEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    bool event(QEvent *) override;
    const figures::Cell *cellAt(QPointF at) const override;

private:
    /// A picture with what answers in it.
    struct Scene
    {
        QImage image;
        std::shared_ptr<const figures::Figure> figure;
        std::shared_ptr<const figures::HitIndex> index;
        figures::MapShown shown;
        quint64 state = 0;
    };
    static Scene draw(const figures::MapData &data, QSize size, double ratio, const figures::Style &style, quint64 state);

    void changed(bool atOnce);
    void refresh(bool atOnce);
    void start();
    void take(const Scene &scene);
    void setExtent(QRectF extent);
    void choose(const QString &id, bool list);
    void goTo(QPointF direction);
    /// From the drawn picture to where its places are now.
    QTransform moved() const;

    figures::MapData m_data;
    figures::MapShown m_now;          ///< what the window shows now
    Scene m_scene;                    ///< what was drawn last
    quint64 m_state = 0, m_drawnState = 0;
    QThreadPool m_pool;
    QFutureWatcher<Scene> m_worker;
    /// The mark that was clicked last, on the screen and in the map, until the pointer moves: a line of chips that comes above the map moves it away
    /// from under the pointer, and a second click is meant for the same mark.
    struct Clicked
    {
        QPointF global, local;
        QString id;
    };
    Clicked m_clicked;
    QPointF m_pressed, m_last;
    bool m_down = false, m_dragging = false;
};

} // namespace views
