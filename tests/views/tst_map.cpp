// SPDX-License-Identifier: GPL-3.0-or-later
// The map's page: what can be asked of it, how it is moved, where its marks lead, and what came and went between evaluations.
#include "core/sovereignty.h"
#include "figures/worldmap.h"
#include "pages/backend.h"
#include "rules/pack.h"
#include "store/findings.h"
#include "store/connectionscope.h"
#include "store/pages/listqueries.h"
#include "store/pages/mapqueries.h"
#include "store/statement.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/figuretools.h"
#include "widgets/mapcanvas.h"

#include <QApplication>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QPointer>
#include <QRegularExpression>
#include <QSlider>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QWheelEvent>

namespace tst_map {

using namespace Qt::StringLiterals;
using views::MapCanvas;
using views::MapMetric;

class TestMap : public SampleWindowTest
{
    Q_OBJECT

    MapCanvas *canvasOf(views::MainWindow &window)
    {
        auto *canvas = window.findChild<MapCanvas *>(u"map"_s);
        if (!QTest::qWaitFor([&] { return window.jobs().active() == 0 && canvas->isSettled() && !canvas->ids().isEmpty(); }, patience))
            qFatal("the map never came to rest");
        QCoreApplication::processEvents(); // words that came with it may ask for more room
        return canvas;
    }
    static void rest(MapCanvas *canvas) { QVERIFY(QTest::qWaitFor([canvas] { return canvas->isSettled(); }, patience)); }
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

    void everyMetricSaysSomething_data()
    {
        QTest::addColumn<MapMetric>("metric");
        QTest::newRow("systems") << MapMetric::Systems;
        QTest::newRow("datasets") << MapMetric::Data;
        QTest::newRow("records") << MapMetric::Records;
        QTest::newRow("accelerators") << MapMetric::Chips;
        QTest::newRow("exposure") << MapMetric::Exposure;
        QTest::newRow("score") << MapMetric::Score;
        QTest::newRow("gaps") << MapMetric::Gaps;
        QTest::newRow("critical gaps") << MapMetric::GapsCritical;
        QTest::newRow("high gaps") << MapMetric::GapsHigh;
    }
    void everyMetricSaysSomething()
    {
        QFETCH(MapMetric, metric);
        const auto map = m_backend->mapFor(m_sample, {metric, {}, 0, 0});
        QVERIFY2(map, qPrintable(map ? QString() : map.error().detail));
        QVERIFY(!map->metric.isEmpty() && !map->unit.isEmpty());
        // Transfers have gaps, but no place of their own: they are counted beside the map.
        QVERIFY(!map->countries.isEmpty() || map->noLocation > 0);
        for (const figures::MapCountry &country : map->countries)
            QVERIFY2(country.iso.size() == 2, qPrintable(country.iso));
    }
    void scoresAreTheMeanOfTheSystemsRanges()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Score, {}, 0, 0});
        QVERIFY(map && map->why.isEmpty());
        store::ConnectionScope scope(m_sample, store::Access::Read);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        const auto run = store::newestRun(values);
        QVERIFY(run);
        QSqlDatabase db = scope.db();
        const auto ranges = app::systemRanges(db, values, *m_services->pack(u"ai-sov"_s), run->asOf);
        QVERIFY(ranges && ranges->size() > 100);
        QHash<qint64, rules::ScoreRange> scores;
        for (const app::SystemRange &system : *ranges) {
            if (system.range)
                scores.insert(system.system.id, *system.range);
        }
        struct Sum
        {
            double low = 0, high = 0;
            int scored = 0, others = 0;
        };
        QHash<QString, Sum> sums;
        store::Statement &s = values.statement("SELECT DISTINCT coalesce(p.country,l.country,r.country) c, e.id FROM entity e JOIN place p ON p.entity=e.id LEFT JOIN ref_region r ON "
                                               "r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site WHERE e.kind=?1 AND (p.facets & ?2)<>0 AND e.retired_on IS NULL AND c IS NOT NULL");
        s.bind(1, static_cast<qint64>(domain::EntityKind::Workload)).bind(2, qint64(domain::Facet::Hosting));
        while (s.next()) {
            Sum &sum = sums[s.text(0)];
            const auto score = scores.constFind(s.integer(1));
            if (score == scores.cend()) {
                ++sum.others;
                continue;
            }
            sum.low += score->low;
            sum.high += score->high;
            ++sum.scored;
        }
        s.reset();
        QCOMPARE(map->countries.size(), sums.size());
        int judged = 0, partly = 0;
        for (const figures::MapCountry &country : map->countries) {
            const Sum sum = sums.value(country.iso);
            QCOMPARE(country.value.has_value(), sum.scored > 0);
            QCOMPARE(country.note.isEmpty(), sum.scored > 0 && sum.others == 0);
            if (sum.scored == 0)
                continue;
            QCOMPARE(country.of, sum.scored);
            QVERIFY2(qAbs(*country.value - sum.low / sum.scored) <= 0.51 && qAbs(*country.upTo - sum.high / sum.scored) <= 0.51, qPrintable(country.iso));
            ++judged;
            partly += *country.value < *country.upTo;
        }
        QVERIFY(judged > 3 && partly > 0);
        // The table says the range, of how many, and counts things beside it; not per cent of nobody knows what.
        const report::FigureTable table = report::tableOf(*map, {{u"DE"_s, u"Germany"_s}});
        bool german = false;
        for (const QStringList &row : table.rows) {
            if (row.at(1) == u"Germany"_s) {
                german = true;
                static const QRegularExpression range(u"^\\d+ to \\d+$"_s);
                QVERIFY2(range.match(row.at(4)).hasMatch() && row.at(5) == u"%"_s && row.at(6).contains(u"mean of %1 IT systems"_s.arg(sums.value(u"DE"_s).scored)), qPrintable(row.join(u'|')));
            }
            if (row.at(0) == map->words.noLocation || row.at(0) == map->words.global)
                QCOMPARE(row.at(5), u"IT systems"_s);
            if (row.at(0) == u"Transfer"_s)
                QVERIFY2(row.at(5).startsWith(u"transfer"_s), qPrintable(row.join(u'|')));
        }
        QVERIFY(german);
    }
    void scoresSayWhereNothingWasJudged()
    {
        const QString path = m_folder.filePath(u"unjudged.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        {
            store::ConnectionScope scope(path, store::Access::Write);
            store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
            QVERIFY(values.statement("PRAGMA foreign_keys=OFF").run() && values.statement("DELETE FROM run").run());
        }
        const auto map = m_backend->mapFor(path, {MapMetric::Score, {}, 0, 0});
        QVERIFY2(map, qPrintable(map ? QString() : map.error().detail));
        QVERIFY2(map->why.contains(u"ai-sov"_s), qPrintable(map->why));
        for (const figures::MapCountry &country : map->countries)
            QVERIFY(!country.value);
    }
    void transfersStayUnderAPlace()
    {
        const auto all = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(all);
        const auto transfersOf = [](const figures::MapData &map) {
            QStringList out;
            for (const figures::MapArc &arc : map.arcs) {
                if (arc.kind == figures::ArcKind::Transfer)
                    out += u"%1: %2"_s.arg(arc.id).arg(arc.count);
            }
            out.sort();
            return out;
        };
        const QStringList every = transfersOf(*all);
        QVERIFY(every.size() > 4);
        const auto check = [&](const views::FilterState &filter, const QString &country) {
            QStringList wanted;
            for (const QString &one : every) {
                if (one.startsWith(country + u'>') || one.contains(u'>' + country + u':'))
                    wanted += one;
            }
            const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, filter, 0, 0});
            QVERIFY(map);
            QCOMPARE(transfersOf(*map), wanted);
            // And each is a door.
            for (const figures::MapArc &arc : map->arcs) {
                if (arc.kind != figures::ArcKind::Transfer)
                    continue;
                views::FilterState behind = views::filterOf(MapMetric::Systems, filter);
                QCOMPARE(views::filterForMark(u"arc:"_s + arc.id, arc.label, behind), u"inventory"_s);
                views::InventoryQuery query;
                query.filter = behind;
                query.kind = *behind.kind;
                const auto page = m_backend->inventory(m_sample, query);
                QVERIFY(page);
                QCOMPARE(page->total, qRound64(arc.count));
            }
        };
        for (const QString &country : {u"DE"_s, u"US"_s, u"IT"_s, u"IN"_s, u"ES"_s}) {
            views::FilterState filter;
            filter.country = country;
            filter.facets = domain::Facet::Hosting;
            check(filter, country);
        }
        int sites = 0;
        for (const figures::MapSite &site : all->sites) {
            views::FilterState filter;
            filter.facets = domain::Facet::Hosting;
            filter.narrow(u"site"_s, site.id, site.label);
            store::ConnectionScope scope(m_sample, store::Access::Read);
            store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
            const QStringList countries = store::countriesOfSites(values, {site.id});
            if (countries.size() != 1)
                continue;
            check(filter, countries.constFirst());
            ++sites;
        }
        QVERIFY(sites > 5);
    }
    void amountsHaveUnitAndShare()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        QVERIFY(map->total > 100);
        const figures::Figure figure = figures::layoutWorldMap(*map, QRectF(0, 0, 1200, 800), figures::Style::screen(figures::Palette::light()));
        static const QRegularExpression amount(u": [0-9\u202f]+ [a-zA-Z ]+, [<>]?\\d+ % of \\d+"_s);
        int said = 0;
        for (const figures::Cell &cell : figure.cells) {
            const bool counts = cell.id.startsWith("site:"_L1) || cell.id.startsWith("arc:"_L1) || (cell.id.startsWith("country:"_L1) && cell.value > 0);
            if (!counts)
                continue;
            QVERIFY2(amount.match(cell.tip).hasMatch(), qPrintable(cell.tip));
            ++said;
        }
        QVERIFY(said > 100);
        for (const figures::MapCountry &country : map->countries) {
            if (country.iso == u"DE"_s)
                QCOMPARE(map->amount(*country.value), QString::number(*country.value) + u" IT systems, "_s + QString::number(qRound(100 * *country.value / map->total)) + u" % of "_s + QString::number(map->total));
        }
        QCOMPARE(map->amount(1), u"1 IT system, <1 % of "_s + QString::number(map->total));
    }
    void comparedWithItselfNothingChanges()
    {
        const auto runs = m_backend->runs(m_sample);
        QVERIFY(runs && !runs->isEmpty());
        const qint64 run = runs->constLast().id;
        // What each site counts, and what one mark of them all does: what stands in several of them once.
        const auto countsOf = [](const figures::MapData &map) {
            QMap<QString, double> out;
            double all = 0;
            for (const figures::MapSite &site : map.sites) {
                out.insert(site.id, site.count);
                all += site.count;
            }
            for (const figures::MapShared &shared : map.shared)
                all -= shared.count * static_cast<double>(shared.sites.size() - 1);
            out.insert(u"all"_s, all);
            return out;
        };
        const auto plain = m_backend->map(m_sample, MapMetric::Gaps, {});
        const auto same = m_backend->mapFor(m_sample, {MapMetric::Gaps, {}, run, run});
        QVERIFY(plain && same && !plain->shared.isEmpty());
        QCOMPARE(countsOf(*same), countsOf(*plain));
        QVERIFY(countsOf(*plain).size() > 5);
    }
    void numbersAreDoors_data() { everyMetricSaysSomething_data(); }
    void numbersAreDoors()
    {
        QFETCH(MapMetric, metric);
        const auto map = m_backend->mapFor(m_sample, {metric, {}, 0, 0});
        QVERIFY(map);
        for (const figures::MapCountry &country : map->countries.mid(0, 3)) {
            if (metric == MapMetric::Records || metric == MapMetric::Chips || metric == MapMetric::Score)
                continue; // sums and means are no numbers of things
            views::FilterState filter = views::filterOf(metric, {});
            QCOMPARE(views::filterForMark(u"country:"_s + country.iso, country.iso, filter), u"inventory"_s);
            views::InventoryQuery query;
            query.filter = filter;
            query.kind = filter.kind.value_or(domain::EntityKind::Workload);
            const auto page = m_backend->inventory(m_sample, query);
            QVERIFY(page);
            qint64 listed = filter.kind ? page->total : 0;
            for (const views::KindCount &count : page->counts)
                listed += filter.kind ? 0 : count.shown;
            QCOMPARE(static_cast<double>(listed), *country.value);
        }
    }
    void flowsAreDoors()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        QSet<figures::ArcKind> kinds;
        for (const figures::MapArc &arc : map->arcs) {
            kinds << arc.kind;
            QVERIFY2(!arc.label.isEmpty() && !arc.note.isEmpty() && !arc.toName.isEmpty(), qPrintable(arc.id));
            views::FilterState filter = views::filterOf(MapMetric::Systems, {});
            QCOMPARE(views::filterForMark(u"arc:"_s + arc.id, arc.label, filter), u"inventory"_s);
            views::InventoryQuery query;
            query.filter = filter;
            query.kind = filter.kind.value_or(domain::EntityKind::Workload);
            const auto page = m_backend->inventory(m_sample, query);
            QVERIFY(page);
            QVERIFY2(page->total == qRound(arc.count), qPrintable(u"%1: %2 drawn, %3 listed"_s.arg(arc.label).arg(arc.count).arg(page->total)));
        }
        for (const auto kind : {figures::ArcKind::Transfer, figures::ArcKind::Backup, figures::ArcKind::Failover, figures::ArcKind::Support, figures::ArcKind::Administration,
                                figures::ArcKind::Keys, figures::ArcKind::Inference})
            QVERIFY2(kinds.contains(kind), qPrintable(map->words.arcs.value(static_cast<int>(kind)) + u" has no flow in the sample"_s));
    }
    void flowsWithoutARuleAreUnknown()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        for (const figures::MapArc &arc : map->arcs) {
            if (arc.note.contains(u"no rule that was evaluated"_s))
                QCOMPARE(figures::standingOf(arc), figures::Standing::Unknown);
        }
    }
    void shapesFollowTheKindOfSite()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        QSet<figures::SiteKind> kinds;
        for (const figures::MapSite &site : map->sites)
            kinds << site.kind;
        for (const auto kind : {figures::SiteKind::CloudRegion, figures::SiteKind::DataCentre, figures::SiteKind::SovereignRegion})
            QVERIFY(kinds.contains(kind));
    }
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
    void evaluationsAreCompared()
    {
        const QString path = m_folder.filePath(u"compared.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        // The same inventory three years later: certificates have lapsed, reviews are old, and laws have come to apply.
        domain::QuietJob job;
        const auto first = m_backend->runs(path);
        QVERIFY(first && !first->isEmpty());
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        QVERIFY(m_backend->evaluate(path, QDate(2029, 11, 20), job));
        const auto runs = m_backend->runs(path);
        QVERIFY(runs && runs->size() >= 3);
        const qint64 early = runs->at(runs->size() - 2).id;
        const qint64 late = runs->constLast().id;
        const auto then = m_backend->mapFor(path, {MapMetric::Gaps, {}, early, 0});
        const auto now = m_backend->mapFor(path, {MapMetric::Gaps, {}, late, 0});
        const auto change = m_backend->mapFor(path, {MapMetric::Gaps, {}, late, early});
        QVERIFY(then && now && change);
        QVERIFY(change->metric.contains(u"came"_s));
        QHash<QString, double> before;
        for (const figures::MapCountry &country : then->countries)
            before.insert(country.iso, *country.value);
        int moved = 0;
        for (const figures::MapCountry &country : change->countries) {
            static const QRegularExpression words(u"^(\\d+) came, (\\d+) went$"_s);
            const auto match = words.match(country.note);
            const int came = match.hasMatch() ? match.captured(1).toInt() : 0;
            const int went = match.hasMatch() ? match.captured(2).toInt() : 0;
            QCOMPARE(*country.value, before.value(country.iso) + came - went);
            QCOMPARE(country.mark.isEmpty(), came == 0 && went == 0);
            if (came > 0)
                QVERIFY(country.mark.contains(u"+%1"_s.arg(came)));
            moved += came + went;
        }
        QVERIFY(moved > 0);
        // The newest run alone is what the map of the workspace shows.
        const auto plain = m_backend->map(path, MapMetric::Gaps, {});
        QVERIFY(plain);
        QHash<QString, double> shown;
        for (const figures::MapCountry &country : plain->countries)
            shown.insert(country.iso, *country.value);
        for (const figures::MapCountry &country : now->countries)
            QCOMPARE(*country.value, shown.value(country.iso));
        QCOMPARE(m_backend->mapFor(path, {MapMetric::Gaps, {}, 99999, 0}).error().code, domain::ErrorCode::NoRun);
    }
    void evaluationsAreChosenWhereTheyKeepSomething()
    {
        const QString path = m_folder.filePath(u"three.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        domain::QuietJob job;
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        QVERIFY(m_backend->evaluate(path, QDate(2029, 11, 20), job));
        const auto window = openWindow(u"map"_s);
        canvasOf(*window);
        window->openWorkspace(path, false);
        settle(*window);
        window->showPage(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        settle(*window);
        auto *metric = window->findChild<QComboBox *>(u"mapMetric"_s);
        auto *time = window->findChild<QWidget *>(u"mapTime"_s);
        auto *slider = window->findChild<QSlider *>(u"mapRun"_s);
        auto *against = window->findChild<QComboBox *>(u"mapAgainst"_s);
        // Of the inventory evaluations keep nothing: it is off, and says why.
        QVERIFY(time->isVisible() && !slider->isEnabled() && !against->isEnabled());
        for (const QWidget *control : {static_cast<QWidget *>(slider), static_cast<QWidget *>(against)})
            QVERIFY(control->toolTip().contains(u"Evaluations keep"_s) && control->accessibleDescription() == control->toolTip());
        metric->setCurrentIndex(metric->findData(static_cast<int>(MapMetric::Gaps)));
        settle(*window);
        rest(map);
        const auto runs = m_backend->runs(path);
        QVERIFY(runs && runs->size() >= 3);
        QVERIFY(slider->isEnabled() && against->isEnabled() && slider->toolTip().isEmpty() && slider->accessibleDescription().isEmpty());
        QCOMPARE(slider->maximum(), static_cast<int>(runs->size()) - 1);
        for (int at = slider->maximum(); at >= 0; --at) {
            slider->setValue(at);
            QCOMPARE(against->count(), static_cast<int>(runs->size()));
            QVERIFY2(against->findData(runs->at(at).id) < 0, "an evaluation is offered to be compared with itself");
        }
        settle(*window);
        rest(map);
        QVERIFY(map->map().metric.contains(u"places as they are now"_s));
        against->setCurrentIndex(against->findData(runs->constLast().id));
        slider->setValue(slider->maximum());
        QCOMPARE(against->currentData().toLongLong(), 0);
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
