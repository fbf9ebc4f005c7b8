// SPDX-License-Identifier: GPL-3.0-or-later
// The map's page: how it is moved, what it shows, and where its marks lead.
#include "figures/worldmap.h"
#include "pages/backend.h"
#include "support/testmain.h"
#include "views/mapwindow.h"
#include "widgets/figuretools.h"

#include <QApplication>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QPointer>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QWheelEvent>

namespace tst_map {

using namespace Qt::StringLiterals;
using views::MapCanvas;

class TestMap : public MapWindowTest
{
    Q_OBJECT

    static QPoint placeOf(MapCanvas *canvas, const QString &id)
    {
        // Wherever the mark answers for itself: a country may lie below its sites.
        for (int y = 0; y < canvas->height(); y += 3) {
            for (int x = 0; x < canvas->width(); x += 3) {
                const figures::Cell *cell = canvas->markAt(QPointF(x, y));
                if (cell && cell->id == id)
                    return {x, y};
            }
        }
        return {-1, -1};
    }

private slots:
    void initTestCase() { makeSample(); }

    void wheelZoomsAtThePointer()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        const QPointF at = map->shown().target.center() + QPointF(90, -60);
        const QPointF under = map->shown().toPlane(at);
        const double before = map->shown().extent.width();
        QWheelEvent wheel(at, map->mapToGlobal(at), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(map, &wheel);
        QVERIFY(map->shown().extent.width() < before * 0.7);
        QVERIFY((map->shown().toPicture(under) - at).manhattanLength() < 0.5);
        rest(map);
        QVERIFY((map->shown().toPicture(under) - at).manhattanLength() < 3); // the legend may be a line higher now
        for (int i = 0; i < 60; ++i)
            map->zoomIn();
        QVERIFY(map->shown().extent.width() <= MapCanvas::LeastWidth * map->shown().target.width() / map->shown().target.height() + 1);
        for (int i = 0; i < 60; ++i)
            map->zoomOut();
        rest(map);
        QCOMPARE(map->shown().view, figures::MapView::World);
        QVERIFY(map->shown().extent.width() > 2e7);
        QTest::keyClick(map, Qt::Key_0);
        rest(map);
        QVERIFY(!map->map().extent);
    }
    void pinchZoomsAtTheFingers_data()
    {
        QTest::addColumn<bool>("screen");
        QTest::newRow("two fingers on a touch screen") << true;
        QTest::newRow("two fingers on a touch pad") << false;
    }
    void pinchZoomsAtTheFingers()
    {
        QFETCH(bool, screen);
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        QSignalSpy chosen(map, &views::FigureView::chosen);
        const QPoint at = (map->shown().target.center() - QPointF(200, 50)).toPoint(); // on the screen of the test, which is smaller than the window
        const QPointF under = map->shown().toPlane(at);
        const double before = map->shown().extent.width();
        if (screen) {
            static QPointingDevice *const device = QTest::createTouchDevice();
            QWindow *const top = window->windowHandle();
            const QPoint on = map->mapTo(window.get(), at);
            const auto fingers = [on](int apart) { return std::pair(on - QPoint(apart, 0), on + QPoint(apart, 0)); };
            const auto [left, right] = fingers(30);
            QTest::touchEvent(top, device).press(0, left).press(1, right);
            for (int apart = 40; apart <= 90; apart += 10)
                QTest::touchEvent(top, device).move(0, fingers(apart).first).move(1, fingers(apart).second);
            QTest::touchEvent(top, device).release(0, fingers(90).first).release(1, fingers(90).second);
        } else {
            QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, window->mapFromGlobal(map->mapToGlobal(QPointF(at))),
                                      map->mapToGlobal(QPointF(at)), 0.8, {});
            QApplication::sendEvent(map, &pinch);
        }
        QVERIFY2(map->shown().extent.width() < before * 0.7, qPrintable(QString::number(map->shown().extent.width() / before)));
        const QPointF now = map->shown().toPicture(under) - at;
        QVERIFY2(now.manhattanLength() < 4, qPrintable(u"%1 %2"_s.arg(now.x()).arg(now.y())));
        QCOMPARE(chosen.size(), 0);
    }
    void dragMovesAndChoosesNothing()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        map->zoomToCountry(u"DE"_s);
        rest(map);
        QSignalSpy chosen(map, &views::FigureView::chosen);
        const QPoint from = map->shown().target.center().toPoint();
        const QPointF under = map->shown().toPlane(from);
        QTest::mousePress(map, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 10; ++i)
            QTest::mouseMove(map, from + QPoint(i * 9, i * 4));
        QTest::mouseRelease(map, Qt::LeftButton, {}, from + QPoint(90, 40));
        QVERIFY((map->shown().toPicture(under) - QPointF(from + QPoint(90, 40))).manhattanLength() < 3);
        QCOMPARE(chosen.size(), 0);
    }
    void clickFiltersAndSecondReleases()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        const QPoint france = placeOf(map, u"country:FR"_s);
        QVERIFY(france.x() >= 0);
        QTest::mouseClick(map, Qt::LeftButton, {}, france);
        settle(*window);
        rest(map);
        QCOMPARE(window->filter().country, u"FR"_s);
        QVERIFY(window->findChild<QWidget *>(u"page_map"_s)->isVisible());
        QVERIFY(window->findChild<QToolButton *>(u"mapList"_s)->isVisible());
        QTest::mouseClick(map, Qt::LeftButton, {}, placeOf(map, u"country:FR"_s));
        settle(*window);
        QVERIFY(window->filter().isEmpty());
        QVERIFY(!window->findChild<QToolButton *>(u"mapList"_s)->isVisible());
    }
    void doubleClickZoomsToTheCountry()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        QTest::mouseDClick(map, Qt::LeftButton, {}, placeOf(map, u"country:IT"_s));
        rest(map);
        const auto italy = figures::countryExtent(u"IT"_s, map->shown().view);
        QVERIFY(italy && map->shown().extent.adjusted(-1, -1, 1, 1).contains(*italy));
        QVERIFY(map->shown().extent.width() < 4 * italy->width());
    }
    void keysGoFromPlaceToPlace()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        map->setFocus();
        QSignalSpy chosen(map, &views::FigureView::chosen);
        QSignalSpy listed(map, &MapCanvas::listWanted);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(map, Qt::Key_Left);
        const double before = map->shown().extent.width();
        QTest::keyClick(map, Qt::Key_Plus);
        QVERIFY(map->shown().extent.width() < before);
        QTest::keyClick(map, Qt::Key_Minus);
        QVERIFY(qAbs(map->shown().extent.width() - before) < before * 0.02);
        rest(map);
        QTest::keyClick(map, Qt::Key_Right);
        QTest::keyClick(map, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(listed.size(), 1);
        settle(*window);
        QVERIFY(window->findChild<QWidget *>(u"page_inventory"_s)->isVisible());
        QCOMPARE(chosen.size(), 0);
    }
    void aClusterFansOutFirst()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        QString several;
        for (const QString &id : map->ids()) {
            if (id.startsWith("site:"_L1) && id.contains(QChar(0x1f)))
                several = id;
        }
        QVERIFY(!several.isEmpty());
        QSignalSpy chosen(map, &views::FigureView::chosen);
        QTest::mouseClick(map, Qt::LeftButton, {}, placeOf(map, several));
        rest(map);
        QCOMPARE(chosen.size(), 0);
        const QStringList sites = several.mid(5).split(QChar(0x1f));
        for (const QString &site : sites)
            QVERIFY2(map->ids().contains(u"site:"_s + site), qPrintable(site));
        map->setFocus();
        QTest::keyClick(map, Qt::Key_Escape);
        rest(map);
        QVERIFY(!map->ids().contains(u"site:"_s + sites.constFirst()));
        QVERIFY(window->filter().isEmpty());
    }
    void flowsAreSwitchedByKind()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        const auto drawn = [map] {
            const QStringList ids = map->ids();
            return std::count_if(ids.cbegin(), ids.cend(), [](const QString &id) { return id.startsWith("arc:"_L1); });
        };
        const auto transfers = drawn();
        QVERIFY(transfers > 0);
        auto *menu = window->findChild<QMenu *>(u"mapFlowMenu"_s);
        auto *keys = menu->findChild<QAction *>(u"mapFlow%1"_s.arg(static_cast<int>(figures::ArcKind::Keys)));
        QVERIFY(keys && keys->isEnabled() && !keys->isChecked());
        keys->toggle();
        rest(map);
        QVERIFY(drawn() > transfers);
        menu->findChild<QAction *>(u"mapFlowsNone"_s)->trigger();
        rest(map);
        QCOMPARE(drawn(), 0);
        QVERIFY(!keys->isChecked());
    }
    void tableTwinAndCopies()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        map->setFocus();
        QTest::keyClick(map, Qt::Key_F4);
        // The same as a table in its place; F4 there, or Esc, turns it back, and the filter stays.
        QPointer<QTreeWidget> rows = map->findChild<QTreeWidget *>(u"mapRows"_s);
        QVERIFY(rows && rows->isVisible() && rows->hasFocus());
        QCOMPARE(rows->topLevelItemCount(), static_cast<int>(map->sheet().table.rows.size()));
        QVERIFY(!rows->accessibleName().isEmpty());
        QCOMPARE(rows->geometry(), map->rect());
        QTest::keyClick(rows, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u"Germany\t"_s));
        QTest::keyClick(rows, Qt::Key_Escape);
        QVERIFY(!map->tools()->isTable() && map->hasFocus());
        QTRY_VERIFY_WITH_TIMEOUT(!rows, patience);
        // A row leads where its mark does.
        QTest::keyClick(map, Qt::Key_F4);
        rows = map->findChild<QTreeWidget *>(u"mapRows"_s);
        const QList<QTreeWidgetItem *> germany = rows->findItems(u"Germany"_s, Qt::MatchExactly, 1);
        QCOMPARE(germany.size(), 1);
        emit rows->itemActivated(germany.constFirst(), 0);
        settle(*window);
        QCOMPARE(window->filter().country, u"DE"_s);
        window->setFilter({});
        settle(*window);
        QTest::keyClick(rows, Qt::Key_F4);
        QVERIFY(!map->tools()->isTable());
        map->setFocus();
        QTest::keyClick(map, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u"Germany\t"_s));
        QTest::keyClick(map, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!QApplication::clipboard()->image().isNull());
        const QString file = m_folder.filePath(u"map.svg"_s);
        QSignalSpy saved(map->tools(), &views::FigureTools::saved);
        map->tools()->save(file, 96);
        QVERIFY(saved.wait(patience));
        QVERIFY(saved.constFirst().at(1).toBool());
        QFile svg(file);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray words = svg.readAll();
        QVERIFY(words.contains("As of 20 November 2026") && words.contains("Filters: none") && words.contains("No location known"));
    }
    void everyFigureHasATableTwin()
    {
        // Each figure of each page: a table with a row for what it draws, and a button that says so.
        const auto window = openWindow();
        int figures = 0;
        for (const QString &page : window->pageIds()) {
            window->showPage(page);
            settle(*window);
            const QList<views::FigureTools *> tools = window->findChild<QWidget *>(u"page_"_s + page)->findChildren<views::FigureTools *>();
            for (const views::FigureTools *one : tools) {
                ++figures;
                auto *button = qobject_cast<QWidget *>(one->parent())->findChild<QToolButton *>(u"figureTools"_s);
                QVERIFY(button && button->focusPolicy() != Qt::NoFocus && !button->accessibleName().isEmpty());
                QVERIFY2(!one->menu()->actions().isEmpty(), qPrintable(page));
            }
            for (const views::FigureView *view : window->findChild<QWidget *>(u"page_"_s + page)->findChildren<views::FigureView *>())
                QVERIFY2(!view->sheet().table.rows.isEmpty() && !view->sheet().title.isEmpty(), qPrintable(page));
        }
        QVERIFY(figures >= 8);
    }
    void theBoxSaysWhatIsShown()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        auto *view = window->findChild<QComboBox *>(u"mapView"_s);
        QCOMPARE(view->currentData().toInt(), static_cast<int>(map->map().view));
        QVERIFY(view->currentIndex() >= 0);
        const auto choose = [&](figures::MapView which) { view->setCurrentIndex(view->findData(static_cast<int>(which))); };
        // At first the part of the world where nearly all of the sample is.
        QCOMPARE(view->currentData().toInt(), static_cast<int>(figures::MapView::Europe));
        rest(map);
        QCOMPARE(map->shown().view, figures::MapView::Europe);
        choose(figures::MapView::Europe);
        rest(map);
        QCOMPARE(map->shown().view, figures::MapView::Europe);
        window->findChild<QToolButton *>(u"mapFit"_s)->click();
        rest(map);
        QCOMPARE(view->currentData().toInt(), static_cast<int>(figures::MapView::Fit));
        choose(figures::MapView::Europe);
        rest(map);
        const QRectF europe = map->shown().extent;
        map->moveBy(QPointF(-300, 100));
        rest(map);
        QCOMPARE(view->currentIndex(), -1);
        QCOMPARE(view->accessibleDescription(), view->placeholderText());
        // The same entry as before leads back.
        choose(figures::MapView::Europe);
        rest(map);
        QCOMPARE(map->shown().extent, europe);
        QVERIFY(view->accessibleDescription().isEmpty());
    }
    void whatIsChosenOnTheMapIsListed()
    {
        const auto window = openWindow(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        QString transfer;
        double count = 0;
        for (const figures::MapArc &arc : map->map().arcs) {
            if (arc.kind == figures::ArcKind::Transfer && QRectF(5, 40, 15, 15).contains(arc.from)) {
                transfer = arc.id;
                count = arc.count;
            }
        }
        QVERIFY(!transfer.isEmpty());
        emit map->chosen(u"arc:"_s + transfer);
        settle(*window);
        rest(map);
        QVERIFY(map->ids().contains(u"arc:"_s + transfer));
        auto *list = window->findChild<QToolButton *>(u"mapList"_s);
        QVERIFY(list->isVisible());
        list->click();
        settle(*window);
        views::InventoryQuery query;
        query.filter = window->filter();
        query.kind = window->filter().kind.value_or(domain::EntityKind::Workload);
        const auto page = m_backend->inventory(m_sample, query);
        QVERIFY(page);
        QCOMPARE(page->total, qRound64(count));
    }
    void nothingOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("large") << QSize(1440, 900);
        QTest::newRow("small") << QSize(1024, 700);
    }
    void nothingOverlaps()
    {
        QFETCH(QSize, size);
        const auto window = openWindow();
        window->resize(size);
        window->showPage(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        const auto page = window->findChild<QWidget *>(u"page_map"_s);
        QList<QRect> taken;
        for (const QString &name : {u"mapMetric"_s, u"mapFlows"_s, u"mapView"_s, u"mapZoomIn"_s, u"mapZoomOut"_s, u"mapFit"_s, u"map"_s}) {
            auto *widget = page->findChild<QWidget *>(name);
            const QRect place(widget->mapTo(page, QPoint(0, 0)), widget->size());
            QVERIFY2(page->rect().contains(place), qPrintable(name));
            QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), qPrintable(u"%1: %2 of %3"_s.arg(name).arg(widget->width()).arg(widget->minimumSizeHint().width())));
            for (const QRect &other : std::as_const(taken))
                QVERIFY2(!other.intersects(place), qPrintable(name));
            taken << place;
            if (name != u"map"_s)
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(name));
        }
        // In the figure: no words lie on other words, and all are within it.
        const figures::Figure figure = map->sheet().layout(QRectF(map->rect()), views::styleOf(map));
        QList<figures::Cell> words;
        for (const figures::Cell &cell : figure.cells) {
            if (cell.kind != figures::Cell::Kind::Text || cell.text.isEmpty())
                continue;
            QVERIFY2(figure.rect.adjusted(-1, -1, 1, 1).contains(cell.rect), qPrintable(cell.text));
            QVERIFY2(!cell.text.contains(QChar(0x2026)), qPrintable(cell.text + u" is cut off"_s));
            for (const figures::Cell &other : std::as_const(words))
                QVERIFY2(!other.rect.adjusted(1, 1, -1, -1).intersects(cell.rect), qPrintable(cell.text + u" lies on "_s + other.text));
            words << cell;
        }
        QVERIFY(words.size() > 12);
    }
};

BAILIWICK_TEST(QApplication, TestMap)
} // namespace tst_map

#include "tst_map.moc"
