// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame of the map costs with 5,000 sites and 2,000 flows at 1440 x 900, beside a plain QGraphicsView of the same shapes in the same
// run; and what a change of filter or metric costs. A short round always, with 20,000 systems; BAILIWICK_BENCH=map makes it a long one, with 1,000,000.
#include "core/services.h"
#include "domain/clock.h"
#include "figures/worldmap.h"
#include "gui/guibackend.h"
#include "store/connectionscope.h"
#include "store/statement.h"
#include "widgets/mapcanvas.h"
#include "widgets/theme.h"

#include "support/testmain.h"
#include "support/threadtime.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsPathItem>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsView>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>
#include <random>

namespace tst_mapspeed {

using namespace Qt::StringLiterals;
using views::MapCanvas;

namespace {

constexpr int Sites = 5000;
constexpr int Arcs = 2000;
constexpr QSize Size(1440, 900);
constexpr double FrameMs = 16.7;
constexpr double FilterMs = 150;

bool isLong() { return qEnvironmentVariable("BAILIWICK_BENCH") == u"map"_s; }
int systems() { return isLong() ? 1000000 : 20000; }

/// Where people and data centres are, roughly: around cities, the same in each run.
QPointF someWhere(int i)
{
    static const QList<QPointF> cities{{8.7, 50.1}, {2.3, 48.9}, {-0.1, 51.5}, {-77.4, 39.0}, {-122.4, 37.8}, {103.8, 1.35}, {139.7, 35.7}, {77.2, 28.6}, {-46.6, -23.5},
                                       {151.2, -33.9}, {18.1, 59.3}, {12.5, 41.9}, {-3.7, 40.4}, {21.0, 52.2}, {55.3, 25.2}, {28.0, -26.2}, {-79.4, 43.7}, {126.9, 37.5}};
    std::minstd_rand random(static_cast<unsigned>(i) * 2654435761u + 1);
    std::normal_distribution<double> spread(0, 4);
    const QPointF city = cities.at(i % cities.size());
    return {city.x() + spread(random), std::clamp(city.y() + spread(random), -55.0, 70.0)};
}

figures::MapData largeMap()
{
    figures::MapData map;
    map.view = figures::MapView::World;
    map.metric = u"IT systems stored here"_s;
    map.unit = u"IT systems"_s;
    for (const QString &iso : {u"DE"_s, u"FR"_s, u"GB"_s, u"US"_s, u"SG"_s, u"JP"_s, u"IN"_s, u"BR"_s, u"AU"_s, u"SE"_s, u"IT"_s, u"ES"_s, u"PL"_s, u"CA"_s, u"KR"_s})
        map.countries << figures::MapCountry{iso, 1000.0 * static_cast<double>(map.countries.size() + 1)};
    for (int i = 0; i < Sites; ++i) {
        const QPointF at = someWhere(i);
        map.sites << figures::MapSite{u"@s%1"_s.arg(i), u"Site %1"_s.arg(i), at.y(), at.x(), static_cast<double>(systems() / Sites), static_cast<figures::SiteKind>(i % figures::SiteKindCount), {}};
    }
    for (int i = 0; i < Arcs; ++i) {
        figures::MapArc arc{QString::number(i), u"Flow %1"_s.arg(i), someWhere(i), someWhere(i * 7 + 3), 1.0 + i % 40, static_cast<domain::Status>(i % 3), domain::Severity::High, u"x"_s};
        arc.kind = static_cast<figures::ArcKind>(i % figures::ArcKindCount);
        map.arcs << arc;
    }
    return map;
}

struct Times
{
    QList<double> wall, cpu;
    double at(const QList<double> &of, double share) const
    {
        QList<double> sorted = of;
        std::sort(sorted.begin(), sorted.end());
        return sorted.at(std::min(sorted.size() - 1, static_cast<qsizetype>(share * static_cast<double>(sorted.size()))));
    }
    void print(const char *what) const
    {
        qInfo("%-34s frames %4lld  wall ms median %6.2f  p95 %6.2f  max %6.2f   cpu ms median %6.2f  p95 %6.2f", what, static_cast<long long>(wall.size()), at(wall, 0.5), at(wall, 0.95),
              at(wall, 1), at(cpu, 0.5), at(cpu, 0.95));
    }
};

/// Frames at sixty a second: what each one takes, from the event to the painted window, with all that waits for the window's thread.
template <class F>
Times frames(QWidget *painted, int count, F step)
{
    Times times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer clock;
        clock.start();
        const double before = threadTime();
        step(i);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        painted->repaint();
        times.wall << static_cast<double>(clock.nsecsElapsed()) / 1e6;
        times.cpu << threadTime() - before;
        while (clock.elapsed() < 16)
            QThread::msleep(1);
    }
    return times;
}

} // namespace

class TestMapSpeed : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        views::applyTheme(views::ThemeChoice::Light);
        m_map = largeMap();
        auto services = app::Services::load();
        QVERIFY(services);
        m_services = std::move(*services);
        m_backend = std::make_unique<app::GuiBackend>(*m_services, m_clock);
        m_path = m_folder.filePath(u"large.bailiwick"_s);
    }

    void cleanupTestCase() { m_backend.reset(); }

    void filtersOfALargeWorkspace()
    {
        const int Systems = systems();
        QVERIFY(m_backend->open(m_path, true));
        {
            store::ConnectionScope scope(m_path, store::Access::Write);
            QVERIFY(scope.isOpen());
            QSqlDatabase db = scope.db();
            QSqlQuery q(db);
            const auto run = [&](const QString &sql) { QVERIFY2(q.exec(sql), qPrintable(sql.left(80) + q.lastError().text())); };
            run(u"BEGIN"_s);
            for (int i = 0; i < Sites; ++i) {
                const QPointF at = someWhere(i);
                run(u"INSERT INTO entity(id,kind,key,name) VALUES (%1,19,'s%1','Site %1')"_s.arg(i + 1));
                run(u"INSERT INTO e_location(id,country,lat,lon,site_kind) VALUES (%1,'%4',%2,%3,'on_premises')"_s.arg(i + 1).arg(at.y()).arg(at.x()).arg(QStringList{u"DE"_s, u"FR"_s, u"GB"_s, u"US"_s}.at(i % 4)));
            }
            const QString numbers = u"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n WHERE i<%1)"_s.arg(Systems - 1);
            run(numbers + u" INSERT INTO entity(id,kind,key,name) SELECT 10000+i,2,'w'||i,'System '||i FROM n"_s);
            run(numbers + u" INSERT INTO e_workload(id) SELECT 10000+i FROM n"_s);
            run(numbers + u" INSERT INTO place(entity,nr,facets,site) SELECT 10000+i,0,1,1+i%%1 FROM n"_s.arg(Sites));
            // Each goes to one of two thousand pairs of sites for its backup.
            run(numbers + u" INSERT INTO place(entity,nr,facets,site) SELECT 10000+i,1,4,1+((i%%1)*7+3)%%1 FROM n WHERE i%%1<%2"_s.arg(Sites).arg(Arcs));
            // Whose they are, what was found of them, and what is answered of the services under them.
            for (int i = 0; i < 12; ++i) {
                run(u"INSERT INTO entity(id,kind,key) VALUES (%1,0,'le%2'),(%3,1,'bs%2'),(%4,11,'p%2'),(%5,15,'sv%2')"_s.arg(6001 + i).arg(i).arg(6101 + i).arg(6201 + i).arg(6301 + i));
                run(u"INSERT INTO e_legal_entity(id) VALUES (%1)"_s.arg(6001 + i));
                run(u"INSERT INTO e_business_service(id,legal_entity) VALUES (%1,%2)"_s.arg(6101 + i).arg(6001 + i));
                run(u"INSERT INTO e_provider(id) VALUES (%1)"_s.arg(6201 + i));
                run(u"INSERT INTO provider_reach VALUES (%1,%2)"_s.arg(6201 + i).arg(i % 2));
                run(u"INSERT INTO e_service(id,provider,processed_in_clear) VALUES (%1,%2,1)"_s.arg(6301 + i).arg(6201 + i));
                run(u"INSERT INTO csf_answer(entity,criterion,answer,confidence,at) VALUES (%1,'1.1',%2,0,'2026-11-20')"_s.arg(6301 + i).arg(1 + i % 3));
                run(u"INSERT INTO rule VALUES (%1,'R-%1','%2',%3,%4)"_s.arg(i + 1).arg(i % 2 ? u"dora"_s : u"gdpr"_s).arg(i % 4).arg(i % 3));
            }
            run(u"UPDATE e_workload SET provider=6201+id%12, service=CASE WHEN id%3<2 THEN 6301+id%12 END, legal_entity=CASE WHEN id%2=0 THEN 6001+id%11 END"_s);
            run(u"INSERT INTO link SELECT id,'business_services',6101+id%12 FROM e_workload WHERE id%3=1"_s);
            for (int i = 1; i <= 12; ++i)
                run(u"INSERT INTO finding SELECT %1,id,CASE id%3 WHEN 0 THEN 1 ELSE 2 END,1,CASE id%3 WHEN 0 THEN %1 ELSE 0 END FROM e_workload WHERE (id*7+%1)%5=0"_s.arg(i));
            run(u"COMMIT"_s);
        }
        prepare("read into columns");
        const auto map = m_backend->mapFor(m_path, {views::MapMetric::Systems, {}, 0, 0});
        QVERIFY2(map, qPrintable(map ? QString() : map.error().detail));
        QCOMPARE(map->sites.size(), Sites);
        QCOMPARE(map->arcs.size(), Arcs);
        double sum = 0;
        for (const figures::MapSite &site : map->sites)
            sum += site.count;
        QCOMPARE(sum, static_cast<double>(Systems));
        m_map.sites = map->sites;
        m_map.arcs = map->arcs;
        m_map.countries = map->countries;
        using views::MapMetric;
        views::FilterState filter;
        change("no filter", MapMetric::Systems, filter);
        filter.legalEntity = u"le3"_s;
        change("a legal entity", MapMetric::Systems, filter);
        filter.country = u"DE"_s;
        filter.facets = domain::Facet::Hosting;
        change("the same, stored in Germany", MapMetric::Systems, filter);
        filter = {};
        filter.businessService = u"bs4"_s;
        change("a business service", MapMetric::Systems, filter);
        filter = {};
        filter.provider = u"p1"_s;
        change("a provider", MapMetric::SystemsReach, filter);
        filter.severity = domain::Severity::High;
        change("the same, with a high gap", MapMetric::Systems, filter);
        filter = {};
        filter.framework = u"dora"_s;
        filter.status = domain::Status::Gap;
        change("gaps of a framework", MapMetric::Systems, filter);
        filter = {};
        change("metric: things with a gap", MapMetric::Gaps, filter);
        change("metric: things with a high gap", MapMetric::GapsHigh, filter);
        change("metric: foreign reach", MapMetric::Exposure, filter);
        change("metric: datasets", MapMetric::Data, filter);
    }

    void scoresOfALargeWorkspace()
    {
        {
            store::ConnectionScope scope(m_path, store::Access::Write);
            QVERIFY(scope.isOpen());
            QSqlQuery q(scope.db());
            QVERIFY2(q.exec(u"UPDATE e_workload SET role='assessed'"_s), qPrintable(q.lastError().text()));
        }
        QVERIFY(m_backend->choose(m_path, {u"ai-sov"_s}));
        domain::QuietJob quiet;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(m_backend->evaluate(m_path, QDate(2026, 11, 20), quiet));
        qInfo("judged by ai-sov in %lld ms", timer.elapsed());
        prepare("read into columns, with their scores");
        using views::MapMetric;
        const auto map = m_backend->mapFor(m_path, {MapMetric::Score, {}, 0, 0});
        QVERIFY(map);
        int scored = 0;
        for (const figures::MapCountry &country : map->countries)
            scored += country.of;
        QVERIFY(scored >= systems());
        views::FilterState filter;
        change("metric: sovereignty score", MapMetric::Score, filter);
        filter.legalEntity = u"le1"_s;
        change("metric: sovereignty score, a legal entity", MapMetric::Score, filter);
        filter = {};
        filter.provider = u"p1"_s;
        filter.severity = domain::Severity::High;
        change("metric: sovereignty score, a provider, high gaps", MapMetric::Score, filter);
    }

    void framesAndHover()
    {
        const int count = isLong() ? 600 : 60;
        MapCanvas canvas(u"Map"_s);
        canvas.resize(Size);
        canvas.setMap(m_map);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        QVERIFY(QTest::qWaitFor([&] { return canvas.isSettled(); }, 60000));
        canvas.zoomBy(3, QPointF(720, 300));
        QVERIFY(QTest::qWaitFor([&] { return canvas.isSettled(); }, 60000));
        const Times pan = frames(&canvas, count, [&](int i) { canvas.moveBy(QPointF(i % 120 < 60 ? 6 : -6, i % 60 < 30 ? 3 : -3)); });
        pan.print("map, panning");
        const Times zoom = frames(&canvas, count, [&](int i) { canvas.zoomBy(i % 60 < 30 ? 1.04 : 1 / 1.04, QPointF(700, 330)); });
        zoom.print("map, zooming");
        QVERIFY(QTest::qWaitFor([&] { return canvas.isSettled(); }, 60000));
        // A moved picture is not the finished one: how long that takes to follow.
        QElapsedTimer following;
        following.start();
        canvas.zoomBy(1.3, QPointF(700, 330));
        QVERIFY(QTest::qWaitFor([&] { return canvas.isSettled(); }, 60000));
        qInfo("the finished picture follows the last movement after %lld ms", following.elapsed());

        // The same shapes, as scene items of a plain view.
        const views::MapCanvas &drawn = canvas;
        const figures::Style style = views::styleOf(&canvas);
        const figures::Figure figure = figures::layoutWorldMap(drawn.map(), QRectF(QPointF(0, 0), QSizeF(Size)), style);
        QGraphicsScene scene;
        for (const figures::Cell &cell : figure.cells) {
            const QPen pen = cell.outline ? QPen(style.tone(*cell.outline), cell.penWidth > 0 ? cell.penWidth : 1) : QPen(Qt::NoPen);
            if (cell.kind == figures::Cell::Kind::Path)
                scene.addPath(cell.path, pen, cell.fill.colour(*style.palette));
            else if (cell.kind == figures::Cell::Kind::Box)
                scene.addRect(cell.rect, pen, cell.fill.colour(*style.palette));
            else if (cell.kind == figures::Cell::Kind::Text)
                scene.addSimpleText(cell.text, style.font(cell.role, cell.bold))->setPos(cell.rect.topLeft());
        }
        QGraphicsView plain(&scene);
        plain.setRenderHint(QPainter::Antialiasing);
        plain.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        plain.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        plain.setSceneRect(QRectF(-2000, -2000, 6000, 6000));
        plain.resize(Size);
        plain.centerOn(720, 400);
        plain.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plain));
        const int fewer = isLong() ? 120 : 20;
        QPointF middle(720, 400);
        const Times plainPan = frames(plain.viewport(), fewer, [&](int i) {
            middle += QPointF(i % 120 < 60 ? 6 : -6, i % 60 < 30 ? 3 : -3);
            plain.centerOn(middle);
            plain.viewport()->update();
        });
        plainPan.print("plain QGraphicsView, panning");
        const Times plainZoom = frames(plain.viewport(), fewer, [&](int i) { plain.scale(i % 60 < 30 ? 1.04 : 1 / 1.04, i % 60 < 30 ? 1.04 : 1 / 1.04); });
        plainZoom.print("plain QGraphicsView, zooming");
        qInfo("ratio of a frame's cpu time, map to plain QGraphicsView (median): panning %.3f, zooming %.3f", pan.at(pan.cpu, 0.5) / plainPan.at(plainPan.cpu, 0.5),
              zoom.at(zoom.cpu, 0.5) / plainZoom.at(plainZoom.cpu, 0.5));

        Times hover;
        Times plainHover;
        int found = 0;
        int plainFound = 0;
        for (int i = 0; i < (isLong() ? 5000 : 500); ++i) {
            const QPointF at(20 + (i * 7919) % 1400, 20 + (i * 104729) % 780);
            QElapsedTimer timer;
            timer.start();
            double before = threadTime();
            found += canvas.markAt(at) != nullptr;
            hover.cpu << threadTime() - before;
            hover.wall << static_cast<double>(timer.nsecsElapsed()) / 1e6;
            timer.restart();
            before = threadTime();
            plainFound += !scene.items(plain.mapToScene(at.toPoint())).isEmpty();
            plainHover.cpu << threadTime() - before;
            plainHover.wall << static_cast<double>(timer.nsecsElapsed()) / 1e6;
        }
        hover.print("map, what lies under the pointer");
        plainHover.print("plain QGraphicsScene, the same");
        QVERIFY(found > 100 && plainFound > 100);

        // Of this thread alone: other programs' share is no fault of the map.
        QVERIFY2(pan.at(pan.cpu, 0.95) <= FrameMs, qPrintable(u"panning: %1 ms"_s.arg(pan.at(pan.cpu, 0.95))));
        QVERIFY2(zoom.at(zoom.cpu, 0.95) <= FrameMs, qPrintable(u"zooming: %1 ms"_s.arg(zoom.at(zoom.cpu, 0.95))));
        QVERIFY2(hover.at(hover.cpu, 0.95) <= 5, qPrintable(u"hover: %1 ms"_s.arg(hover.at(hover.cpu, 0.95))));
        QVERIFY(pan.at(pan.cpu, 0.5) < plainPan.at(plainPan.cpu, 0.5));
        QVERIFY(zoom.at(zoom.cpu, 0.5) < plainZoom.at(plainZoom.cpu, 0.5));
    }

private:
    /// What the pages wait for after somebody has written.
    void prepare(const char *what)
    {
        domain::QuietJob quiet;
        const double before = threadTime();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(m_backend->prepare(m_path, quiet));
        qInfo("%d systems %s in %lld ms, %.0f ms of this thread", systems(), what, timer.elapsed(), threadTime() - before);
    }

    void change(const char *what, views::MapMetric metric, const views::FilterState &filter)
    {
        QList<double> wall, cpu;
        double things = 0;
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer clock;
            clock.start();
            const double begun = threadTime();
            const auto found = m_backend->mapFor(m_path, {metric, filter, 0, 0});
            QVERIFY(found);
            cpu << threadTime() - begun;
            wall << static_cast<double>(clock.nsecsElapsed()) / 1e6;
            things = found->noLocation;
            for (const figures::MapCountry &country : found->countries)
                things += metric == views::MapMetric::Score ? country.of : country.value.value_or(0);
        }
        std::sort(cpu.begin() + 1, cpu.end());
        std::sort(wall.begin() + 1, wall.end());
        qInfo("%-48s %9.0f counted; first: wall %6.1f ms, cpu %6.1f ms; then, median of 4: wall %6.1f ms, cpu %6.1f ms", what, things, wall.at(0), cpu.at(0), wall.at(2), cpu.at(2));
        QVERIFY2(cpu.at(0) <= FilterMs, what);
    }

    figures::MapData m_map;
    QTemporaryDir m_folder;
    QString m_path;
    domain::SystemClock m_clock;
    std::unique_ptr<app::Services> m_services;
    std::unique_ptr<app::GuiBackend> m_backend;
};

BAILIWICK_TEST(QApplication, TestMapSpeed)
} // namespace tst_mapspeed

#include "tst_mapspeed.moc"
