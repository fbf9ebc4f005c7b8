// SPDX-License-Identifier: GPL-3.0-or-later
// Sites and arcs on the map: what shares a mark, what it counts, and what the pointer finds.
#include "figures/hitindex.h"
#include "figures/mapclusters.h"
#include "figures/samplemap.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace tst_mapmarks {

using namespace Qt::StringLiterals;
using namespace figures;

class TestMapMarks : public QObject
{
    Q_OBJECT

private slots:
    void marksCountThingsNotSites()
    {
        MapData data;
        data.view = MapView::World;
        data.unit = u"IT systems"_s;
        // Three regions of one city, seen as one on a map of the world: five systems run in two of them.
        data.sites = {{u"a"_s, u"Frankfurt A"_s, 50.11, 8.68, 30, SiteKind::CloudRegion, std::nullopt},
                      {u"b"_s, u"Frankfurt B"_s, 50.12, 8.70, 12, SiteKind::CloudRegion, std::nullopt},
                      {u"c"_s, u"Frankfurt C"_s, 50.10, 8.66, 7, SiteKind::CloudRegion, std::nullopt},
                      {u"d"_s, u"Singapore"_s, 1.35, 103.82, 4, SiteKind::CloudRegion, std::nullopt}};
        data.shared = {{{0, 1}, 5}, {{0, 3}, 2}, {{0, 1, 2}, 1}};
        const Style style = Style::screen(Palette::light());
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 480), style);
        QHash<QString, Cell> marks;
        QStringList written;
        for (const Cell &cell : figure.cells) {
            if (cell.id.startsWith("site:"_L1))
                marks.insert(cell.id.mid(5), cell);
            if (cell.kind == Cell::Kind::Text)
                written << cell.text;
        }
        const QString city = QStringList{u"a"_s, u"b"_s, u"c"_s}.join(QChar(0x1f));
        QCOMPARE(marks.size(), 2);
        QVERIFY(marks.contains(city));
        QCOMPARE(marks.value(city).value, 30 + 12 + 7 - 5 - 2.0);
        QVERIFY(written.contains(u"42"_s));
        QVERIFY2(marks.value(city).tip.startsWith(u"3 places: 42 IT systems"_s), qPrintable(marks.value(city).tip));
        QCOMPARE(marks.value(u"d"_s).value, 4.0);
    }
    void shapesOfSitesDiffer()
    {
        // By their ink alone: each kind against each other, as large as they are drawn.
        QList<QImage> drawn;
        for (int kind = 0; kind < SiteKindCount; ++kind) {
            QImage image(24, 24, QImage::Format_Grayscale8);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            QPainterPath path = sitePath(static_cast<SiteKind>(kind), QRectF(2, 2, 20, 20));
            path.setFillRule(Qt::OddEvenFill);
            painter.fillPath(path, Qt::black);
            painter.end();
            drawn << image;
        }
        for (int a = 0; a < SiteKindCount; ++a) {
            for (int b = 0; b < a; ++b) {
                int differ = 0;
                for (int y = 0; y < 24; ++y) {
                    for (int x = 0; x < 24; ++x)
                        differ += std::abs(qGray(drawn.at(a).pixel(x, y)) - qGray(drawn.at(b).pixel(x, y))) > 128;
                }
                QVERIFY2(differ >= 24, qPrintable(u"%1 and %2 differ by %3 pixels only"_s.arg(a).arg(b).arg(differ)));
            }
        }
    }
    void arcsThatLeaveThePictureSayWhereTo()
    {
        MapData data = sampleMap(MapView::Europe);
        data.arcs = {MapArc{u"f"_s, u"Frankfurt to India"_s, {8.68, 50.11}, {77.2, 28.6}, 2, domain::Status::Gap, domain::Severity::High, {}}};
        data.arcs.first().toName = u"India"_s;
        const Style style = Style::screen(Palette::light());
        const QRectF rect(0, 0, 800, 600);
        const QRectF target = mapShown(data, rect, style).target;
        const Figure figure = layoutWorldMap(data, rect, style);
        const auto name = std::find_if(figure.cells.begin(), figure.cells.end(), [](const Cell &c) { return c.kind == Cell::Kind::Text && c.text == u"India"_s; });
        QVERIFY(name != figure.cells.end());
        QVERIFY(target.contains(name->rect));
        QVERIFY(target.contains(figure.cellsOf(u"arc:f"_s).first().rect));
    }
    void namesAtTheEdgeStandBesideTheirOwnArcs_data()
    {
        QTest::addColumn<QList<QPointF>>("ends");
        QTest::newRow("far apart") << QList<QPointF>{{-98, 39}, {77, 21}, {-47, -15}};
        QTest::newRow("side by side") << QList<QPointF>{{-98, 39}, {-106, 56}, {-102, 23}, {-47, -15}};
        QTest::newRow("a sheaf") << QList<QPointF>{{-98, 39}, {-96, 40}, {-94, 41}, {-92, 42}, {-90, 43}, {-88, 44}, {-106, 56}, {-102, 58}};
    }
    void namesAtTheEdgeStandBesideTheirOwnArcs()
    {
        QFETCH(QList<QPointF>, ends);
        MapData data = sampleMap(MapView::Europe);
        data.sites.clear();
        data.arcs.clear();
        for (int i = 0; i < ends.size(); ++i) {
            const bool grave = i == ends.size() / 2;
            MapArc arc{QString::number(i), u"x"_s, {8.68, 50.11}, ends.at(i), 1, grave ? domain::Status::Gap : domain::Status::Pass, domain::Severity::Critical, {}};
            arc.toName = u"Far country %1"_s.arg(i);
            data.arcs << arc;
        }
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 640), Style::screen(Palette::light()));
        const auto away = [&](const QRectF &place, int arc) {
            double least = 1e9;
            const Cell cell = figure.cellsOf(u"arc:%1"_s.arg(arc)).first();
            for (int i = 0; i < cell.path.elementCount(); ++i) {
                const QPointF p = cell.path.elementAt(i);
                least = std::min(least, std::hypot(std::max({place.left() - p.x(), 0.0, p.x() - place.right()}), std::max({place.top() - p.y(), 0.0, p.y() - place.bottom()})));
            }
            return least;
        };
        QSet<int> named;
        for (const Cell &cell : figure.cells) {
            if (cell.kind != Cell::Kind::Text || !cell.text.startsWith("Far country "_L1))
                continue;
            const int own = cell.text.mid(12).toInt();
            named << own;
            QVERIFY2(away(cell.rect, own) < 24, qPrintable(u"%1 stands %2 px off its arc"_s.arg(cell.text).arg(away(cell.rect, own))));
            for (int other = 0; other < ends.size(); ++other)
                QVERIFY2(other == own || away(cell.rect, other) > away(cell.rect, own), qPrintable(u"%1 stands nearer to the arc to %2"_s.arg(cell.text).arg(other)));
        }
        QVERIFY(!named.isEmpty());
        if (QByteArray(QTest::currentDataTag()) != "a sheaf")
            QVERIFY2(named.contains(static_cast<int>(ends.size() / 2)), "the graver one has no name");
    }
    void aChosenArcKeepsItsStatus_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void aChosenArcKeepsItsStatus()
    {
        QFETCH(bool, dark);
        MapData data = sampleMap(MapView::Europe);
        data.sites.clear();
        data.arcs = {MapArc{u"f"_s, u"Frankfurt to Rome"_s, {8.68, 50.11}, {12.5, 41.9}, 9, domain::Status::Gap, domain::Severity::Critical, {}}};
        const Style style = Style::screen(dark ? Palette::dark() : Palette::light());
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 640), style);
        const auto coloured = [&](const QStringList &selected) {
            QImage image(900, 640, QImage::Format_RGB32);
            image.fill(style.palette->paper);
            QPainter painter(&image);
            figure.paint(painter, style, {}, selected);
            painter.end();
            const Cell arc = figure.cellsOf(u"arc:f"_s).first();
            const QColor wanted = arc.colour(*style.palette);
            int same = 0, changed = 0;
            for (int y = 0; y < 640; ++y) {
                for (int x = 0; x < 900; ++x) {
                    const bool in = arc.path.contains(QPointF(x + 0.5, y + 0.5));
                    same += in && image.pixelColor(x, y) == wanted;
                    changed += !in && image.pixelColor(x, y) == wanted;
                }
            }
            return std::pair(same, changed);
        };
        const auto plain = coloured({});
        const auto chosen = coloured({u"arc:f"_s});
        QVERIFY(plain.first > 100);
        QVERIFY2(chosen.first >= plain.first * 9 / 10, qPrintable(u"%1 of %2"_s.arg(chosen.first).arg(plain.first)));
        QVERIFY2(chosen.second <= plain.second + 60, "the gaps between the dashes are gone");
    }
    void fitHoldsWhatIsDrawnOnly()
    {
        MapData data;
        data.view = MapView::Fit;
        data.countries = {{u"IT"_s, 3}};
        data.sites = {{u"a"_s, u"Rome"_s, 41.9, 12.5, 3, SiteKind::CloudRegion, {}}};
        data.arcs = {MapArc{u"f"_s, u"Rome to Virginia"_s, {12.5, 41.9}, {-77.45, 38.95}, 1, domain::Status::Pass, domain::Severity::High, {}}};
        const Style style = Style::screen(Palette::light());
        const QRectF rect(0, 0, 900, 640);
        QVERIFY(mapPoint(data, rect, style, -77, 39));
        data.hiddenArcs = 1u << static_cast<int>(ArcKind::Transfer);
        QVERIFY(!mapPoint(data, rect, style, -77, 39));
        QVERIFY(mapPoint(data, rect, style, 12.5, 41.9));
    }
    void whatCountsNothingIsNoDoor()
    {
        MapData data = sampleMap(MapView::World);
        data.global = 0;
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 480), Style::screen(Palette::light()));
        QVERIFY(figure.cellsOf(u"place:global"_s).isEmpty());
        QCOMPARE(figure.cellsOf(u"place:none"_s).size(), 1);
        QVERIFY(std::any_of(figure.cells.begin(), figure.cells.end(), [](const Cell &c) { return c.text == u"Global service: 0"_s; }));
    }
    void numbersInMarksAreShort_data()
    {
        QTest::addColumn<double>("count");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << 0.0 << u"0"_s;
        QTest::newRow("systems") << 65.0 << u"65"_s;
        QTest::newRow("thousands") << 9999.0 << formatNumber(9999);
        QTest::newRow("tens of thousands") << 12400.0 << u"12\u202fk"_s;
        QTest::newRow("nearly a million") << 999600.0 << u"1\u202fM"_s;
        QTest::newRow("records") << 1234567.0 << u"1.2\u202fM"_s;
        QTest::newRow("many records") << 100198697.0 << u"100\u202fM"_s;
        QTest::newRow("as many as people") << 8.1e9 << u"8.1\u202fbn"_s;
    }
    void numbersInMarksAreShort()
    {
        QFETCH(double, count);
        QFETCH(QString, words);
        QCOMPARE(shortNumber(count), words);
        MapData data;
        data.view = MapView::World;
        data.unit = u"records"_s;
        data.sites = {{u"a"_s, u"Frankfurt A"_s, 50.11, 8.68, count, SiteKind::CloudRegion, std::nullopt}, {u"b"_s, u"Frankfurt B"_s, 50.12, 8.70, 0, SiteKind::CloudRegion, std::nullopt}};
        const Style style = Style::screen(Palette::light());
        for (const Cell &cell : layoutWorldMap(data, QRectF(0, 0, 900, 480), style).cells) {
            if (!cell.id.startsWith("site:"_L1))
                continue;
            QVERIFY2(cell.rect.width() <= style.px(48), qPrintable(QString::number(cell.rect.width())));
            QVERIFY(cell.tip.contains(formatNumber(count) + u" records"_s));
        }
    }
    void whatCameAndWentLiesOnNoSite()
    {
        MapData data;
        data.view = MapView::Europe;
        data.countries = {{u"DE"_s, 12, u"2 came, 3 went"_s, u"+2 \u22123"_s}, {u"PL"_s, 4, u"1 came"_s, u"+1"_s}};
        data.sites = {{u"a"_s, u"Frankfurt"_s, 50.11, 8.68, 8, SiteKind::CloudRegion, {}}, {u"b"_s, u"Middle of Germany"_s, 51.1, 10.4, 4, SiteKind::CloudRegion, {}},
                      {u"c"_s, u"Kassel"_s, 51.3, 9.5, 4, SiteKind::CloudRegion, {}}, {u"d"_s, u"Warsaw"_s, 52.2, 21.0, 4, SiteKind::CloudRegion, {}}};
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 640), Style::screen(Palette::light()));
        QList<QRectF> marks;
        QStringList written;
        for (const Cell &cell : figure.cells) {
            bool isNumber = false;
            cell.text.toInt(&isNumber); // the number in a mark
            const bool isMark = cell.kind == Cell::Kind::Text && cell.rect.bottom() < 560 && (!isNumber || cell.text.startsWith(u'+'));
            if (isMark)
                written << cell.text;
            if (!isMark && !cell.id.startsWith("site:"_L1))
                continue;
            for (const QRectF &other : std::as_const(marks))
                QVERIFY2(!other.intersects(cell.rect), qPrintable(cell.text + cell.id));
            marks << cell.rect;
        }
        QVERIFY2(written.contains(u"+2 \u22123"_s) && written.contains(u"+1"_s), qPrintable(written.join(u'|')));
    }
    void arcsOfKindsLieApart()
    {
        MapData data = sampleMap(MapView::Europe);
        data.arcs.clear();
        for (int kind = 0; kind < ArcKindCount; ++kind) {
            MapArc arc{QString::number(kind), u"x"_s, {-6.26, 53.35}, {11.58, 48.14}, 1, domain::Status::Pass, domain::Severity::High, {}};
            arc.kind = static_cast<ArcKind>(kind);
            data.arcs << arc;
        }
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 640), Style::screen(Palette::light()));
        QSet<QString> hit;
        for (int kind = 0; kind < ArcKindCount; ++kind) {
            const Cell cell = figure.cellsOf(u"arc:%1"_s.arg(kind)).first();
            QPointF middle;
            for (int i = 0; i < cell.path.elementCount(); ++i) {
                if (std::abs(cell.path.elementAt(i).x - cell.rect.center().x()) < 4)
                    middle = cell.path.elementAt(i);
            }
            const Cell *found = figure.hitTest(middle);
            QVERIFY(found);
            hit << found->id;
        }
        QCOMPARE(hit.size(), ArcKindCount);
        data.hiddenArcs = ~0u;
        for (const Cell &cell : layoutWorldMap(data, QRectF(0, 0, 900, 640), Style::screen(Palette::light())).cells)
            QVERIFY(!cell.id.startsWith("arc:"_L1));
    }
    void marksNeverTouch()
    {
        // A thousand sites of one continent, with numbers of all lengths.
        MapData data;
        data.view = MapView::Europe;
        for (int i = 0; i < 1000; ++i)
            data.sites << MapSite{QString::number(i), u"S%1"_s.arg(i), 40 + (i * 7919 % 2000) / 100.0, -8 + (i * 104729 % 3000) / 100.0,
                                  static_cast<double>(1 + i % 17 * (i % 13) * 90), SiteKind::CloudRegion, {}};
        const QRectF rect(0, 0, 1200, 700);
        const Style style = Style::screen(Palette::light());
        const Figure figure = layoutWorldMap(data, rect, style);
        QList<Cell> marks;
        double sum = figure.cellsOf(u"place:outside"_s).isEmpty() ? 0 : figure.cellsOf(u"place:outside"_s).first().value;
        for (const Cell &cell : figure.cells) {
            if (cell.id.startsWith("site:"_L1))
                marks << cell;
        }
        QSet<QString> seen;
        for (const Cell &a : std::as_const(marks)) {
            const QStringList ids = a.id.mid(5).split(QChar(0x1f));
            for (const QString &id : ids) {
                QVERIFY(!seen.contains(id));
                seen.insert(id);
            }
            for (const Cell &b : std::as_const(marks)) {
                if (a.id >= b.id || (!a.id.contains(QChar(0x1f)) && !b.id.contains(QChar(0x1f))))
                    continue;
                QVERIFY2(QLineF(a.rect.center(), b.rect.center()).length() >= (a.rect.width() + b.rect.width()) / 2 - 1e-6, "two marks touch");
            }
        }
        QCOMPARE(static_cast<int>(seen.size()) + qRound(sum), 1000);
    }
    void aMarkFansOut()
    {
        MapData data;
        data.view = MapView::World;
        data.unit = u"systems"_s;
        for (int i = 0; i < 9; ++i)
            data.sites << MapSite{QString(QChar(u'a' + i)), u"Frankfurt %1"_s.arg(i), 50.1 + 0.01 * i, 8.7, 9.0 - i, static_cast<SiteKind>(i), {}};
        const Style style = Style::screen(Palette::light());
        const QRectF rect(0, 0, 900, 520);
        const QString all = layoutWorldMap(data, rect, style).cells.isEmpty() ? QString() : u"a b c d e f g h i"_s.replace(u' ', QChar(0x1f));
        QCOMPARE(layoutWorldMap(data, rect, style).cellsOf(u"site:"_s + all).size(), 1);
        QVERIFY(layoutWorldMap(data, rect, style).cellsOf(u"site:c"_s).isEmpty());
        data.fanned = all;
        const Figure figure = layoutWorldMap(data, rect, style);
        // No name lies on another, or on a mark; those without room are left to the tooltip.
        QList<QRectF> written;
        for (const Cell &cell : figure.cells) {
            if ((cell.kind != Cell::Kind::Text && !cell.id.startsWith("site:"_L1)) || cell.text == u"45"_s)
                continue;
            for (const QRectF &other : std::as_const(written))
                QVERIFY2(!other.intersects(cell.rect), qPrintable(cell.text + cell.id));
            written << cell.rect;
        }
        QList<QRectF> places;
        for (int i = 0; i < 9; ++i) {
            const QList<Cell> cells = figure.cellsOf(u"site:"_s + QChar(u'a' + i));
            QCOMPARE(cells.size(), 1);
            QVERIFY(rect.contains(cells.first().rect));
            QCOMPARE(cells.first().value, 9.0 - i);
            QCOMPARE(figure.hitTest(cells.first().rect.center())->id, cells.first().id);
            for (const QRectF &other : std::as_const(places))
                QVERIFY(!other.intersects(cells.first().rect));
            places << cells.first().rect;
        }
    }
    void indexAnswersAsTheFigureDoes()
    {
        const Style style = Style::screen(Palette::light());
        for (const MapView view : {MapView::World, MapView::Europe}) {
            const Figure figure = layoutWorldMap(sampleMap(view), QRectF(0, 0, 900, 560), style);
            const HitIndex index(figure);
            int found = 0;
            for (int i = 0; i < 20000; ++i) {
                const QPointF at((i * 7919 % 9000) / 10.0, (i * 104729 % 5600) / 10.0);
                const Cell *slow = figure.hitTest(at);
                const Cell *fast = index.at(at);
                QCOMPARE(fast ? fast->id : QString(), slow ? slow->id : QString());
                found += slow != nullptr;
            }
            QVERIFY(found > 2000);
        }
    }
    void sitesOutsideTheViewAreCounted()
    {
        const Style style = Style::screen(Palette::light());
        MapData data = sampleMap(MapView::World);
        QVERIFY(layoutWorldMap(data, QRectF(0, 0, 700, 420), style).cellsOf(u"place:outside"_s).isEmpty());
        data.view = MapView::Europe;
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 500, 500), style);
        QCOMPARE(figure.cellsOf(u"place:outside"_s).size(), 1);
        QCOMPARE(figure.cellsOf(u"place:outside"_s).first().value, 2.0); // Virginia and Singapore
    }
    void nearSitesShareAMark()
    {
        MapData data;
        data.view = MapView::World;
        data.unit = u"systems"_s;
        data.sites = {{u"a"_s, u"Frankfurt (x)"_s, 50.1, 8.7, 3, SiteKind::CloudRegion, {}},
                      {u"b"_s, u"Offenbach"_s, 50.1, 8.76, 2, SiteKind::DataCentre, {}},
                      {u"c"_s, u"Singapore"_s, 1.35, 103.8, 1, SiteKind::Edge, {}}};
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 700, 420), Style::screen(Palette::light()));
        const QString both = QStringLiteral("site:a") + QChar(0x1f) + u'b';
        QCOMPARE(figure.cellsOf(both).size(), 1);
        QCOMPARE(figure.cellsOf(both).first().value, 5.0);
        QVERIFY(figure.cellsOf(both).first().tip.contains(u"Offenbach: 2 systems"_s));
        QCOMPARE(figure.cellsOf(u"site:c"_s).first().value, 1.0);
    }
};

BAILIWICK_TEST(QGuiApplication, TestMapMarks)

} // namespace tst_mapmarks

#include "tst_mapmarks.moc"
