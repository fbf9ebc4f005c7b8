// SPDX-License-Identifier: GPL-3.0-or-later
// The countries of the map: which of them answers where, what part of the world is shown, and what has no place on it.
#include "figures/outlines.h"
#include "figures/pictures.h"
#include "figures/samplemap.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

namespace tst_worldmap {

using namespace Qt::StringLiterals;
using namespace figures;

class TestWorldMap : public QObject
{
    Q_OBJECT

private slots:
    void mapClassesOfCountedThingsAreWhole()
    {
        const Style style = Style::screen(Palette::light());
        for (const QList<double> &counts : QList<QList<double>>{{1}, {1, 12}, {2, 9}, {3, 4, 5}, {1, 40}}) {
            MapData data;
            data.metric = u"IT systems"_s;
            const QStringList codes{u"DE"_s, u"FR"_s, u"IT"_s};
            for (qsizetype i = 0; i < counts.size(); ++i) {
                MapCountry country;
                country.iso = codes.at(i);
                country.value = counts.at(i);
                data.countries.append(country);
            }
            const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 500), style);
            for (const Cell &cell : figure.cells)
                QVERIFY2(!QRegularExpression(u"^\\d+\\.\\d|\\d\\.\\d+$"_s).match(cell.text).hasMatch(), qPrintable(cell.text));
        }
    }
    void whatHasNoPlaceIsCountedInItsOwnNumber_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("things");
        QTest::addColumn<QString>("words");
        QTest::newRow("one") << 1 << QString() << u"1 IT system,"_s;
        QTest::newRow("several") << 2 << QString() << u"2 IT systems,"_s;
        QTest::newRow("one of others") << 1 << u"datasets"_s << u"1 dataset"_s;
        QTest::newRow("several of others") << 3 << u"datasets"_s << u"3 datasets"_s;
    }
    void whatHasNoPlaceIsCountedInItsOwnNumber()
    {
        QFETCH(int, count);
        QFETCH(QString, things);
        QFETCH(QString, words);
        MapData data;
        data.unit = u"IT systems"_s;
        data.one = u"IT system"_s;
        data.things = things;
        data.thing = things.chopped(things.isEmpty() ? 0 : 1);
        data.total = 182;
        data.noLocation = count;
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 500), Style::screen(Palette::light()));
        const QString tip = figure.cellsOf(u"place:none"_s).constFirst().tip;
        QVERIFY2((tip + u',').contains(u": "_s + words), qPrintable(tip));
    }
    void capitals_data()
    {
        QTest::addColumn<MapView>("view");
        QTest::addColumn<QString>("iso");
        QTest::addColumn<double>("longitude");
        QTest::addColumn<double>("latitude");
        QTest::newRow("Berlin") << MapView::World << u"DE"_s << 13.405 << 52.52;
        QTest::newRow("Luxembourg") << MapView::World << u"LU"_s << 6.13 << 49.61;
        QTest::newRow("Singapore") << MapView::World << u"SG"_s << 103.82 << 1.35;
        QTest::newRow("Valletta") << MapView::World << u"MT"_s << 14.51 << 35.9;
        QTest::newRow("Brasilia") << MapView::World << u"BR"_s << -47.9 << -15.8;
        QTest::newRow("Berlin, Europe") << MapView::Europe << u"DE"_s << 13.405 << 52.52;
        QTest::newRow("Luxembourg, Europe") << MapView::Europe << u"LU"_s << 6.13 << 49.61;
        QTest::newRow("Valletta, Europe") << MapView::Europe << u"MT"_s << 14.51 << 35.9;
        QTest::newRow("Helsinki, Europe") << MapView::Europe << u"FI"_s << 24.94 << 60.17;
    }
    void capitals()
    {
        QFETCH(MapView, view);
        QFETCH(QString, iso);
        QFETCH(double, longitude);
        QFETCH(double, latitude);
        if (bundledOutlines(OutlineDetail::Coarse).isEmpty())
            QSKIP("no outlines in resources/map");
        const Style style = Style::screen(Palette::light());
        MapData data;
        data.view = view;
        const QRectF rect(0, 0, 900, 480);
        const Figure figure = layoutWorldMap(data, rect, style);
        const auto point = mapPoint(data, rect, style, longitude, latitude);
        QVERIFY(point);
        const Cell *hit = figure.hitTest(*point);
        QVERIFY(hit);
        QCOMPARE(hit->id, u"country:"_s + iso);
    }
    void mapParts()
    {
        if (bundledOutlines(OutlineDetail::Coarse).isEmpty())
            QSKIP("no outlines in resources/map");
        for (const MapView view : {MapView::World, MapView::Europe}) {
            for (const bool dark : {false, true}) {
                const Style style = Style::screen(dark ? Palette::dark() : Palette::light());
                const MapData data = sampleMap(view);
                const QRectF rect(0, 0, 900, view == MapView::World ? 480 : 620);
                const Figure figure = layoutWorldMap(data, rect, style);
                QCOMPARE(figure.cellsOf(u"place:none"_s).first().value, 14.0);
                QCOMPARE(figure.cellsOf(u"place:global"_s).first().value, 6.0);
                for (const MapSite &site : data.sites) {
                    const auto point = mapPoint(data, rect, style, site.longitude, site.latitude);
                    QVERIFY(point);
                    // A site that would lie on another one is part of its mark.
                    const auto mark = std::find_if(figure.cells.begin(), figure.cells.end(), [&site](const Cell &cell) {
                        return cell.id.startsWith("site:"_L1) && cell.id.mid(5).split(QChar(0x1f)).contains(site.id);
                    });
                    QVERIFY(mark != figure.cells.end());
                    if (mark->id == u"site:"_s + site.id)
                        QCOMPARE(figure.hitTest(*point)->id, mark->id);
                }
                for (const MapArc &arc : data.arcs)
                    QCOMPARE(figure.cellsOf(u"arc:"_s + arc.id).size(), 1);
                for (const Cell &cell : figure.cells) {
                    if (cell.id.startsWith("country:"_L1))
                        QVERIFY(rect.adjusted(-5, -5, 5, 5).contains(cell.rect));
                }
                keepPicture(figure, style,
                            u"map-%1-%2"_s.arg(static_cast<int>(view)).arg(dark ? u"dark"_s : u"light"_s));
            }
        }
    }
    void legendNamesWhatIsDrawn()
    {
        MapData data = sampleMap(MapView::World);
        data.arcs << MapArc{u"e"_s, u"Paris to Virginia"_s, {2.35, 48.86}, {-77.45, 38.95}, 1, domain::Status::Gap, domain::Severity::Critical, {}};
        data.arcs.last().kind = ArcKind::Backup;
        data.arcs.last().restricted = true;
        const auto wordsOf = [](const MapData &shown) {
            QStringList written;
            for (const Cell &cell : layoutWorldMap(shown, QRectF(0, 0, 900, 480), Style::screen(Palette::light())).cells) {
                if (cell.kind == Cell::Kind::Text)
                    written << cell.text;
            }
            return written;
        };
        const QStringList written = wordsOf(data);
        for (const QString &words : {u"Flow: forbidden"_s, u"Flow: restricted"_s, u"Flow: unknown"_s, u"Flow: allowed"_s, u"Transfer, Backup"_s,
                                     u"disputed; outlines follow Natural Earth"_s})
            QVERIFY2(written.contains(words), qPrintable(words));
        QVERIFY(!written.contains(u"Flow: accepted"_s));
        // What is switched off is not in the legend either.
        data.hiddenArcs = 1u << static_cast<int>(ArcKind::Backup);
        const QStringList without = wordsOf(data);
        QVERIFY(!without.contains(u"Flow: restricted"_s) && !without.contains(u"Transfer, Backup"_s));
        QVERIFY(without.contains(u"Flow: forbidden"_s));
    }
    void smallCountriesAnswer_data()
    {
        QTest::addColumn<MapView>("view");
        QTest::addColumn<QString>("iso");
        QTest::addColumn<double>("longitude");
        QTest::addColumn<double>("latitude");
        for (const MapView view : {MapView::World, MapView::Europe}) {
            const char *name = view == MapView::World ? "world" : "Europe";
            QTest::addRow("Malta, %s", name) << view << u"MT"_s << 14.4 << 35.9;
            QTest::addRow("Luxembourg, %s", name) << view << u"LU"_s << 6.13 << 49.7;
            QTest::addRow("Liechtenstein, %s", name) << view << u"LI"_s << 9.55 << 47.15;
            QTest::addRow("Vatican, %s", name) << view << u"VA"_s << 12.453 << 41.903;
            if (view == MapView::World)
                QTest::addRow("Singapore, %s", name) << view << u"SG"_s << 103.82 << 1.35;
        }
    }
    void smallCountriesAnswer()
    {
        QFETCH(MapView, view);
        QFETCH(QString, iso);
        QFETCH(double, longitude);
        QFETCH(double, latitude);
        const Style style = Style::screen(Palette::light());
        for (const bool counted : {true, false}) {
            MapData data;
            data.view = view;
            data.countries = {{u"IT"_s, 12.0}};
            if (counted)
                data.countries << MapCountry{iso, 3.0};
            const QRectF rect(0, 0, 1180, 680);
            const Figure figure = layoutWorldMap(data, rect, style);
            const auto point = mapPoint(data, rect, style, longitude, latitude);
            QVERIFY(point);
            const Cell *hit = figure.hitTest(*point);
            QVERIFY(hit);
            if (counted)
                QCOMPARE(hit->id, u"country:"_s + iso);
            else if (iso != u"VA"_s) // without a number it lies within Rome
                QCOMPARE(hit->id, u"country:"_s + iso);
        }
    }
    void theSeaBesideASmallCountryIsNoDoor()
    {
        // 60 km off Malta: in a picture of the world a few pixels beside it.
        const Style style = Style::screen(Palette::light());
        const QRectF rect(0, 0, 1180, 680);
        MapData data;
        data.view = MapView::World;
        data.countries = {{u"IT"_s, 12.0}};
        const auto malta = mapPoint(data, rect, style, 14.4, 35.9);
        QVERIFY(malta);
        const QPointF beside = *malta + QPointF(2, 6);
        const Cell *hit = layoutWorldMap(data, rect, style).hitTest(beside);
        QVERIFY(!hit || hit->id != u"country:MT"_s);
        data.countries << MapCountry{u"MT"_s, 3.0};
        const Figure counted = layoutWorldMap(data, rect, style);
        hit = counted.hitTest(beside);
        QVERIFY2(hit && hit->id == u"country:MT"_s, "what has a number is easily met");
    }
    void countriesWithoutAnOutlineAreMarked()
    {
        MapData data;
        data.view = MapView::World;
        data.countries = {{u"FR"_s, 2.0}, MapCountry{u"GF"_s, 5.0, {}, {}, QPointF(-53.1, 3.9)}};
        const QRectF rect(0, 0, 900, 480);
        const Style style = Style::screen(Palette::light());
        const Figure figure = layoutWorldMap(data, rect, style);
        QCOMPARE(figure.cellsOf(u"country:GF"_s).size(), 1);
        QCOMPARE(figure.hitTest(*mapPoint(data, rect, style, -53.1, 3.9))->id, u"country:GF"_s);
    }
    void disputedAreasAreHatchedAndNoDoor()
    {
        MapData data;
        data.view = MapView::World;
        data.countries = {{u"CY"_s, 4.0}};
        const Figure figure = layoutWorldMap(data, QRectF(0, 0, 900, 480), Style::screen(Palette::light()));
        const QList<Cell> disputed = figure.cellsOf(u"note:disputed"_s);
        QVERIFY(disputed.size() >= 3);
        for (const Cell &cell : disputed) {
            QVERIFY(cell.fill.hatched);
            QVERIFY2(cell.tip.endsWith(u"disputed area"_s), qPrintable(cell.tip));
        }
    }
    void extentIsShownWhole_data()
    {
        QTest::addColumn<MapView>("view");
        QTest::addColumn<QString>("iso");
        QTest::newRow("Germany") << MapView::Europe << u"DE"_s;
        QTest::newRow("France, without Guiana") << MapView::World << u"FR"_s;
        QTest::newRow("Malta") << MapView::Europe << u"MT"_s;
        QTest::newRow("Singapore") << MapView::World << u"SG"_s;
        QTest::newRow("Vatican") << MapView::World << u"VA"_s;
    }
    void extentIsShownWhole()
    {
        QFETCH(MapView, view);
        QFETCH(QString, iso);
        const auto extent = countryExtent(iso, view);
        QVERIFY(extent);
        MapData data;
        data.view = view;
        data.extent = extent;
        data.countries = {{iso, 1.0}};
        const Style style = Style::screen(Palette::light());
        const QRectF rect(0, 0, 1000, 640);
        const MapShown shown = mapShown(data, rect, style);
        QVERIFY(shown.extent.adjusted(-1, -1, 1, 1).contains(*extent));
        QVERIFY(shown.extent.width() < 2.5e6);
        QVERIFY((shown.toPicture(shown.toPlane(QPointF(40, 50))) - QPointF(40, 50)).manhattanLength() < 1e-6);
        const QList<Cell> cells = layoutWorldMap(data, rect, style).cellsOf(u"country:"_s + iso);
        QVERIFY(!cells.isEmpty());
        QVERIFY(shown.target.contains(cells.first().rect.center()));
        // Where nothing is far away, nothing lies outside: the door stands there all the same.
        QCOMPARE(layoutWorldMap(data, rect, style).cellsOf(u"place:outside"_s).first().value, 0.0);
    }
    void fitChoosesEurope()
    {
        if (bundledOutlines(OutlineDetail::Coarse).isEmpty())
            QSKIP("no outlines in resources/map");
        const Style style = Style::screen(Palette::light());
        const QRectF rect(0, 0, 600, 400);
        MapData fit = sampleMap(MapView::Europe);
        fit.view = MapView::Fit;
        const MapData europe = sampleMap(MapView::Europe);
        QCOMPARE(mapPoint(fit, rect, style, 10, 50), mapPoint(europe, rect, style, 10, 50));
        QVERIFY(!mapPoint(fit, rect, style, -100, 40));
    }
    void overseasPartsAreNotCountedWithTheMainland()
    {
        if (bundledOutlines(OutlineDetail::Coarse).isEmpty())
            QSKIP("no outlines in resources/map");
        MapData data;
        data.view = MapView::World;
        data.countries = {{u"FR"_s, 12.0}};
        const QRectF rect(0, 0, 900, 480);
        const Style style = Style::screen(Palette::light());
        const Figure figure = layoutWorldMap(data, rect, style);
        const auto guiana = mapPoint(data, rect, style, -53, 4);
        const auto paris = mapPoint(data, rect, style, 2.3, 48.8);
        QVERIFY(guiana && paris);
        QCOMPARE(figure.hitTest(*paris)->id, u"country:FR"_s);
        for (const Cell &cell : figure.cellsOf(u"country:FR"_s))
            QVERIFY(!cell.path.contains(*guiana));
    }
    void badOutlinesAreErrors()
    {
        const auto missing = loadOutlines(u"/nowhere/at/all.json"_s);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, domain::ErrorCode::FileNotFound);
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(R"({"arcs":[[[0,0]]],"transform":{"scale":[1,1],"translate":[0,0]},"objects":{"countries":
                      {"geometries":[{"type":"Polygon","arcs":[[7]]}]}}})");
        file.flush();
        const auto bad = loadOutlines(file.fileName());
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, domain::ErrorCode::SchemaMismatch);
    }
};

BAILIWICK_TEST(QGuiApplication, TestWorldMap)

} // namespace tst_worldmap

#include "tst_worldmap.moc"
