// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/heatmap.h"
#include "figures/linechart.h"
#include "figures/outlines.h"
#include "figures/stackedbars.h"
#include "figures/timeline.h"
#include "figures/treemap.h"
#include "figures/hitindex.h"
#include "figures/pictures.h"
#include "figures/worldmap.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTemporaryFile>
#include <QRegularExpression>
#include <QTest>

namespace tst_figures {

using namespace Qt::StringLiterals;
using namespace figures;

namespace {

StackedBarsData sampleBars()
{
    StackedBarsData data;
    data.unit = u"gaps"_s;
    for (const auto severity : {domain::Severity::Critical, domain::Severity::High, domain::Severity::Medium})
        data.keys << Key{domain::severityName(severity), Fill::of(severity), severity, std::nullopt, std::nullopt};
    data.keys << Key{u"unknown"_s, Fill::of(Tone::Unknown), std::nullopt, domain::Status::Unknown, std::nullopt};
    const QList<QPair<QString, QList<double>>> rows = {{u"GDPR"_s, {4, 11, 3, 9}},
                                                       {u"EU AI Act"_s, {1, 2, 6, 20}},
                                                       {u"NIS2"_s, {0, 5, 2, 3}},
                                                       {u"SecNumCloud 3.2"_s, {0, 8, 0, 12}}};
    for (const auto &[name, values] : rows) {
        Bar bar{name, name, {}, {}};
        bar.segments = {{name + u"/critical"_s, u"critical"_s, values.at(0), Fill::of(domain::Severity::Critical)},
                        {name + u"/high"_s, u"high"_s, values.at(1), Fill::of(domain::Severity::High)},
                        {name + u"/medium"_s, u"medium"_s, values.at(2), Fill::of(domain::Severity::Medium)},
                        {name + u"/unknown"_s, u"unknown"_s, values.at(3), Fill::of(Tone::Unknown)}};
        data.bars << bar;
    }
    return data;
}

TreemapData sampleTreemap()
{
    TreemapData data;
    data.unit = u"accelerators"_s;
    const QList<QPair<QString, double>> items = {{u"NVIDIA H100"_s, 96},
                                                 {u"NVIDIA A100"_s, 64},
                                                 {u"AWS Trainium"_s, 32},
                                                 {u"Google TPU v5e"_s, 24},
                                                 {u"AMD MI300X"_s, 16},
                                                 {u"Intel Gaudi 2"_s, 8},
                                                 {u"T4"_s, 5},
                                                 {u"nothing"_s, 0}};
    int i = 0;
    for (const auto &[name, value] : items)
        data.items << TreemapItem{name, name, value, Fill::ofCategory(i++)};
    return data;
}

MapData sampleMap(MapView view)
{
    MapData data;
    data.view = view;
    data.metric = u"Assets stored"_s;
    data.unit = u"assets"_s;
    data.noLocation = 14;
    data.global = 6;
    data.countries = {{u"DE"_s, 41}, {u"FR"_s, 22}, {u"IE"_s, 37}, {u"US"_s, 12},
                      {u"SG"_s, 4},  {u"MT"_s, 2},  {u"LU"_s, 9},  {u"IN"_s, std::nullopt}};
    data.sites = {{u"fra"_s, u"Frankfurt"_s, 50.11, 8.68, 30, SiteKind::CloudRegion, std::nullopt},
                  {u"dub"_s, u"Dublin"_s, 53.35, -6.26, 37, SiteKind::CloudRegion, std::nullopt},
                  {u"par"_s, u"Paris"_s, 48.86, 2.35, 22, SiteKind::DataCentre, std::nullopt},
                  {u"mun"_s, u"Munich"_s, 48.14, 11.58, 6, SiteKind::Office, std::nullopt}};
    if (view == MapView::World) {
        data.sites << MapSite{u"iad"_s, u"Northern Virginia"_s, 38.95, -77.45, 12, SiteKind::CloudRegion, std::nullopt}
                   << MapSite{
                          u"sin"_s, u"Singapore"_s, 1.35, 103.82, 4, SiteKind::CloudRegion, domain::Status::Unknown};
        data.arcs << MapArc{u"a"_s, u"Frankfurt to Virginia"_s, {8.68, 50.11},         {-77.45, 38.95},
                            12,     domain::Status::Gap,        domain::Severity::High, {}}
                  << MapArc{u"b"_s, u"Dublin to Singapore"_s, {-6.26, 53.35},        {103.82, 1.35},
                            4,      domain::Status::Unknown,  domain::Severity::High, {}}
                  << MapArc{u"c"_s, u"Virginia to Dublin"_s, {-77.45, 38.95},       {-6.26, 53.35},
                            6,      domain::Status::Pass,    domain::Severity::High, {}};
    } else {
        data.arcs << MapArc{u"d"_s, u"Dublin to Paris"_s,     {-6.26, 53.35},        {2.35, 48.86},
                            4,      domain::Status::Accepted, domain::Severity::High, {}};
    }
    return data;
}

double overlap(const QRectF &a, const QRectF &b)
{
    const QRectF both = a.intersected(b);
    return both.width() * both.height();
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private slots:
    void contrast_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<Tone>("tone");
        for (const bool dark : {false, true}) {
            for (const Tone tone : {Tone::Ink, Tone::InkSoft, Tone::Accent, Tone::Pass, Tone::Critical, Tone::High,
                                    Tone::Medium, Tone::Low, Tone::Unknown, Tone::Accepted})
                QTest::addRow("%s-%d", dark ? "dark" : "light", static_cast<int>(tone)) << dark << tone;
        }
    }
    void contrast()
    {
        QFETCH(bool, dark);
        QFETCH(Tone, tone);
        const Palette &palette = dark ? Palette::dark() : Palette::light();
        QCOMPARE_GE(contrastRatio(palette.tone(tone), palette.surface), 4.5);
        QCOMPARE_GE(contrastRatio(palette.tone(tone), palette.paper), 4.5);
    }
    void contrastOfKnownPair()
    {
        QVERIFY(qAbs(contrastRatio(Qt::black, Qt::white) - 21.0) < 0.01);
        // #777777 on white is the textbook near miss: 4.48.
        QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }
    void wordsReadOnEveryGround_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void wordsReadOnEveryGround()
    {
        QFETCH(bool, dark);
        const Palette &palette = dark ? Palette::dark() : Palette::light();
        const Style style = Style::screen(palette);
        QList<Fill> grounds;
        for (int count = 1; count <= 7; ++count) {
            for (int step = 0; step < count; ++step)
                grounds << Fill::sequential(step, count) << Fill::onLand(step, count);
        }
        for (int i = -1; i < Palette::CategoryCount; ++i)
            grounds << Fill::ofCategory(i);
        for (int tone = 0; tone <= static_cast<int>(Tone::Land); ++tone)
            grounds << Fill::of(static_cast<Tone>(tone));
        for (const Fill &ground : std::as_const(grounds)) {
            const Cell words = textOn(ground, u"1 204"_s, QRectF(0, 0, 60, 20), style, TextRole::Caption, Qt::AlignCenter);
            const double ratio = contrastRatio(words.colour(palette), ground.ground(palette));
            QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(words.colour(palette).name(), ground.ground(palette).name()).arg(ratio)));
            QCOMPARE(words.halo, ground.hatched);
        }
        // And so it is drawn: each number of a heat map against the very cell that it stands in.
        HeatmapData data;
        data.rows = {u"Personal data"_s};
        data.rowIds = {u"personal"_s};
        for (int i = 0; i < 6; ++i) {
            data.columns << QString(QChar(u'A' + i));
            data.columnIds << data.columns.constLast();
        }
        data.values = {{10.0, 30.0, 50.0, 70.0, 100.0, std::nullopt}};
        const Figure figure = layoutHeatmap(data, QRectF(0, 0, 500, 60), style);
        keepPicture(figure, style, dark ? u"heatmap-steps-dark"_s : u"heatmap-steps"_s);
        int numbers = 0;
        for (const Cell &cell : figure.cells) {
            if (!cell.on)
                continue;
            ++numbers;
            const auto under = std::find_if(figure.cells.begin(), figure.cells.end(), [&](const Cell &c) { return c.kind == Cell::Kind::Box && c.rect == cell.rect; });
            QVERIFY(under != figure.cells.end());
            QCOMPARE_GE(contrastRatio(cell.colour(palette), under->fill.ground(palette)), 4.5);
        }
        QCOMPARE(numbers, 6);
    }
    void sequentialScaleIsMonotone()
    {
        for (const Palette *palette : {&Palette::light(), &Palette::dark()}) {
            double before = 0;
            for (int i = 0; i < 7; ++i) {
                const double ratio = contrastRatio(palette->sequential(i, 7), palette->paper);
                QCOMPARE_GT(ratio, before);
                before = ratio;
            }
            QCOMPARE(palette->sequential(6, 7), palette->accent);
        }
    }
    void classesOfMapStandOutFromLand()
    {
        for (const Palette *palette : {&Palette::light(), &Palette::dark()}) {
            for (int count = 1; count <= 7; ++count) {
                double before = 0;
                for (int i = 0; i < count; ++i) {
                    const QColor colour = palette->onLand(i, count);
                    QVERIFY2(contrastRatio(colour, palette->land) >= Palette::MapStep, qPrintable(u"class %1 of %2: %3"_s.arg(i).arg(count).arg(contrastRatio(colour, palette->land))));
                    QVERIFY(contrastRatio(colour, palette->ink) >= 2.9); // marks and names lie on it
                    const double ratio = contrastRatio(colour, palette->paper);
                    QVERIFY2(ratio > before * (count > 1 && i > 0 ? 1.06 : 1), qPrintable(u"class %1 of %2"_s.arg(i).arg(count)));
                    before = ratio;
                }
            }
            // The edge of each country that has a number (WCAG 1.4.11).
            QCOMPARE_GE(contrastRatio(palette->accent, palette->land), 3.0);
        }
    }
    void signsDifferWithoutColour()
    {
        QList<QImage> shapes;
        const auto keep = [&](auto draw) {
            QImage image(48, 48, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            draw(painter);
            painter.end();
            // Grey and thresholded: only the shape is left.
            shapes << image.convertToFormat(QImage::Format_Grayscale8)
                          .convertToFormat(QImage::Format_Mono, Qt::ThresholdDither);
        };
        for (int i = 0; i < domain::SeverityCount; ++i)
            keep([i](QPainter &p) {
                paintSeverity(p, QRectF(4, 4, 40, 40), static_cast<domain::Severity>(i), Palette::light());
            });
        for (int i = 0; i < domain::StatusCount; ++i) {
            if (static_cast<domain::Status>(i) != domain::Status::Gap)
                keep([i](QPainter &p) {
                    paintStatus(p, QRectF(4, 4, 40, 40), static_cast<domain::Status>(i), Palette::light());
                });
        }
        for (qsizetype a = 0; a < shapes.size(); ++a) {
            for (qsizetype b = a + 1; b < shapes.size(); ++b) {
                int different = 0;
                for (int y = 0; y < 48; ++y) {
                    for (int x = 0; x < 48; ++x)
                        different += shapes.at(a).pixel(x, y) != shapes.at(b).pixel(x, y) ? 1 : 0;
                }
                QVERIFY2(different > 60, qPrintable(u"%1 and %2: %3"_s.arg(a).arg(b).arg(different)));
            }
        }
    }
    void treemapAreas()
    {
        const Style style = Style::screen(Palette::light());
        const TreemapData data = sampleTreemap();
        const QRectF rect(10, 20, 480, 300);
        const Figure figure = layoutTreemap(data, rect, style);
        double sum = 0;
        for (const TreemapItem &item : data.items)
            sum += item.value;
        QList<Cell> tiles;
        for (const Cell &cell : figure.cells) {
            if (!cell.id.isEmpty())
                tiles << cell;
        }
        QCOMPARE(tiles.size(), 7);
        for (const Cell &tile : std::as_const(tiles)) {
            QVERIFY(rect.adjusted(-0.01, -0.01, 0.01, 0.01).contains(tile.rect));
            const double share = tile.rect.width() * tile.rect.height() / (rect.width() * rect.height());
            QVERIFY2(qAbs(share - tile.value / sum) < 1e-6, qPrintable(tile.id));
            const Cell *hit = figure.hitTest(tile.rect.center());
            QVERIFY(hit);
            QCOMPARE(hit->id, tile.id);
            for (const Cell &other : std::as_const(tiles)) {
                if (other.id != tile.id)
                    QVERIFY(overlap(tile.rect, other.rect) < 0.01);
            }
        }
        keepPicture(figure, style, u"treemap"_s);
    }
    void barsInProportion()
    {
        const Style style = Style::screen(Palette::light());
        const StackedBarsData data = sampleBars();
        const QRectF rect(0, 0, 420, stackedBarsHeight(data, 420, style));
        const Figure figure = layoutStackedBars(data, rect, style);
        double scale = 0;
        for (const Bar &bar : data.bars) {
            double x = -1;
            double sum = 0;
            for (const BarSegment &segment : bar.segments) {
                const QList<Cell> cells = figure.cellsOf(segment.id);
                QCOMPARE(cells.size(), segment.value > 0 ? 1 : 0);
                if (cells.isEmpty())
                    continue;
                const QRectF r = cells.first().rect;
                QVERIFY(rect.contains(r));
                if (x >= 0)
                    QVERIFY(qAbs(r.left() - x) < 1e-6);
                x = r.right();
                sum += r.width();
                if (scale <= 0)
                    scale = r.width() / segment.value;
                QVERIFY(qAbs(r.width() - scale * segment.value) < 1e-6);
                QCOMPARE(figure.hitTest(r.center())->id, segment.id);
            }
            double values = 0;
            for (const BarSegment &segment : bar.segments)
                values += segment.value;
            QVERIFY(qAbs(sum - values * scale) < 1e-6);
        }
        keepPicture(figure, style, u"bars"_s);
        const Style dark = Style::screen(Palette::dark());
        keepPicture(layoutStackedBars(data, rect, dark), dark, u"bars-dark"_s);
    }
    void barsOfOnePartAreSharesOfTheWhole()
    {
        const Style style = Style::screen(Palette::light());
        StackedBarsData data;
        data.unit = u"accelerators"_s;
        for (const auto &[label, count] : {std::pair{u"AWS"_s, 75.0}, std::pair{u"Intel"_s, 25.0}})
            data.bars.append({label, label, {{label, {}, count, Fill::of(Tone::Accent)}}, {}});
        const Figure figure = layoutStackedBars(data, QRectF(0, 0, 400, 100), style);
        QStringList tips;
        QStringList texts;
        for (const Cell &cell : figure.cells) {
            if (cell.tip.contains(u'%'))
                tips.append(cell.tip);
            texts.append(cell.text);
        }
        QCOMPARE(tips, (QStringList{u"AWS: 75 accelerators (75 %)"_s, u"Intel: 25 accelerators (25 %)"_s}));
        QVERIFY2(texts.contains(u"75"_s) && texts.contains(u"25"_s), qPrintable(texts.join(u'|')));
    }
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
    void tooManyBarsAreCounted()
    {
        const Style style = Style::screen(Palette::light());
        StackedBarsData data;
        for (int i = 0; i < 20; ++i)
            data.bars << Bar{QString::number(i), u"row %1"_s.arg(i), {{{}, {}, 1.0, Fill::of(Tone::Accent)}}, {}};
        const Figure figure = layoutStackedBars(data, QRectF(0, 0, 300, 24 * 5), style);
        QCOMPARE(figure.cells.last().text, u"+ 16"_s);
    }
    void emptyFiguresSayWhy()
    {
        const Style style = Style::screen(Palette::light());
        StackedBarsData data;
        data.emptyText = u"No evaluation yet."_s;
        const Figure figure = layoutStackedBars(data, QRectF(0, 0, 300, 100), style);
        QCOMPARE(figure.cells.size(), 1);
        QCOMPARE(figure.cells.first().text, data.emptyText);
    }
    void heatmapKeepsUnknownApart()
    {
        const Style style = Style::screen(Palette::light());
        HeatmapData data;
        data.rows = {u"Storage"_s, u"Models"_s, u"Accelerators"_s};
        data.columns = {u"GDPR"_s, u"AI Act"_s, u"NIS2"_s, u"DORA"_s};
        data.rowIds = {u"s"_s, u"m"_s, u"a"_s};
        data.columnIds = {u"g"_s, u"i"_s, u"n"_s, u"d"_s};
        data.values = {{1.0, 0.0, 14.0, std::nullopt}, {22.0, 9.0, std::nullopt, 3.0}, {0.0, 2.0, 5.0}};
        const Figure figure = layoutHeatmap(data, QRectF(0, 0, 460, 120), style);
        QVERIFY(figure.cellsOf(u"s|d"_s).first().fill.hatched);
        QVERIFY(figure.cellsOf(u"a|d"_s).first().fill.hatched);
        QVERIFY(!figure.cellsOf(u"a|g"_s).first().fill.hatched);
        QCOMPARE(figure.cellsOf(u"m|g"_s).first().fill.step, 4);
        keepPicture(figure, style, u"heatmap"_s);
    }
    void lineChart()
    {
        const Style style = Style::screen(Palette::light());
        LineChartData data;
        LineSeries gaps{u"gap"_s, u"Gaps"_s, {}, Fill::of(Tone::High)};
        LineSeries unknown{u"unknown"_s, u"Unknown"_s, {}, Fill::of(Tone::Unknown)};
        const QList<double> values = {64, 60, 58, 49, 50, 41, 33};
        for (int i = 0; i < 7; ++i) {
            gaps.points << LinePoint{QDate(2026, 1 + i, 1), values.at(i)};
            unknown.points << LinePoint{QDate(2026, 1 + i, 1), 40.0 - 3 * i};
        }
        data.series = {gaps, unknown};
        const Figure figure = layoutLineChart(data, QRectF(0, 0, 460, 200), style);
        int grid = 0;
        for (const Cell &cell : figure.cells)
            grid += cell.kind == Cell::Kind::Line && cell.tip.isEmpty() ? 1 : 0;
        QCOMPARE_LE(grid, 5);
        QCOMPARE(figure.cellsOf(u"gap"_s).size(), 7);
        // The axis starts at zero: heights are in proportion to values.
        const QList<Cell> dots = figure.cellsOf(u"gap"_s);
        const double perUnit = (dots.at(6).rect.center().y() - dots.at(0).rect.center().y()) / (64 - 33);
        const double zero = dots.at(0).rect.center().y() + 64 * perUnit;
        QVERIFY(qAbs(zero - (dots.at(3).rect.center().y() + 49 * perUnit)) < 0.01);
        keepPicture(figure, style, u"lines"_s);
    }
    // Days keep their order and distance along the strip, each sort has a lane of its own, and what lies upon each other is one mark.
    void timeline()
    {
        const Style style = Style::screen(Palette::light());
        TimelineData data;
        data.from = QDate(2026, 11, 15);
        data.until = QDate(2029, 11, 15);
        data.today = QDate(2026, 11, 22);
        data.todayWord = u"today"_s;
        data.lanes = {u"Laws"_s, u"Certificates"_s, u"Plans"_s};
        data.marks = {{0, QDate(2026, 12, 2), 1, u"marking"_s}, {0, QDate(2027, 12, 2), 40, u"high risk"_s}, {2, QDate(2027, 12, 2), 1, u"a plan"_s},
                      {2, QDate(2027, 12, 3), 1, u"another plan"_s}, {0, QDate(2028, 12, 1), 1, u"later"_s}};
        const QRectF rect(0, 0, 900, timelineHeight(2, style));
        const Figure figure = layoutTimeline(data, rect, style);
        const QList<Cell> first = figure.cellsOf(timelineId(QDate(2026, 12, 2)));
        const QList<Cell> both = figure.cellsOf(timelineId(QDate(2027, 12, 2)));
        const QList<Cell> last = figure.cellsOf(timelineId(QDate(2028, 12, 1)));
        QCOMPARE(first.size(), 1);
        QCOMPARE(both.size(), 2);
        const auto x = [](const Cell &cell) { return cell.rect.center().x(); };
        QVERIFY(qAbs((x(both.at(0)) - x(first.at(0))) - (x(last.at(0)) - x(both.at(0)))) < 0.01); // 365 days each
        QVERIFY(both.at(0).rect.bottom() < both.at(1).rect.top());
        QVERIFY(both.at(0).rect.width() > first.at(0).rect.width());
        // The day after is a pixel away: one mark for both, that says so.
        QVERIFY(figure.cellsOf(timelineId(QDate(2027, 12, 3))).isEmpty());
        QCOMPARE(both.at(1).value, 2.0);
        QVERIFY(both.at(1).tip.contains(u"another plan"_s));
        const Cell *hit = figure.hitTest(both.at(0).rect.center());
        QVERIFY(hit);
        QCOMPARE(timelineDay(hit->id), QDate(2027, 12, 2));
        QVERIFY(!figure.hitTest(QPointF(x(both.at(0)) + 60, both.at(0).rect.center().y())));
        // A lane without a mark takes no room, and nothing leaves the strip.
        for (const Cell &cell : figure.cells) {
            QVERIFY(cell.text != u"Certificates"_s);
            QVERIFY2(cell.rect.isEmpty() || rect.adjusted(-1, -1, 1, 1).contains(cell.rect), qPrintable(cell.text + cell.id));
        }
        data.marks.clear();
        data.emptyText = u"Nothing comes"_s;
        const Figure nothing = layoutTimeline(data, rect, style);
        QVERIFY(std::any_of(nothing.cells.cbegin(), nothing.cells.cend(), [](const Cell &c) { return c.text.contains(u"Nothing comes"_s); }));
        keepPicture(figure, style, u"timeline"_s);
    }

    void sparkline()
    {
        const Style style = Style::screen(Palette::light());
        QVERIFY(layoutSparkline({3}, QRectF(0, 0, 80, 20), style).cells.isEmpty());
        const Figure figure = layoutSparkline({3, 5, 4, 8}, QRectF(0, 0, 80, 20), style);
        for (const Cell &cell : figure.cells)
            QVERIFY(figure.rect.contains(cell.rect));
    }
    void axisSteps_data()
    {
        QTest::addColumn<double>("maximum");
        QTest::addColumn<double>("top");
        QTest::newRow("7") << 7.0 << 8.0;
        QTest::newRow("64") << 64.0 << 80.0;
        QTest::newRow("100") << 100.0 << 100.0;
        QTest::newRow("1") << 1.0 << 1.0;
        QTest::newRow("0.3") << 0.3 << 0.3;
    }
    void axisSteps()
    {
        QFETCH(double, maximum);
        QFETCH(double, top);
        const QList<double> steps = figures::axisSteps(maximum);
        QCOMPARE_LE(steps.size(), 5);
        QCOMPARE(steps.first(), 0.0);
        QVERIFY2(qAbs(steps.last() - top) < 1e-9, qPrintable(QString::number(steps.last())));
    }
    void numbers()
    {
        QCOMPARE(formatNumber(1234567), u"1\u202f234\u202f567"_s);
        QCOMPARE(formatNumber(0.5), u"0.5"_s);
        QCOMPARE(formatNumber(-12), u"\u221212"_s);
        QCOMPARE(formatNumber(999), u"999"_s);
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

BAILIWICK_TEST(QGuiApplication, TestFigures)

} // namespace tst_figures

#include "tst_figures.moc"
