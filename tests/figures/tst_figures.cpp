// SPDX-License-Identifier: GPL-3.0-or-later
// Bars, lines, tiles and strips: lengths and areas in proportion, and nothing hidden.
#include "figures/heatmap.h"
#include "figures/linechart.h"
#include "figures/pictures.h"
#include "figures/stackedbars.h"
#include "figures/timeline.h"
#include "figures/treemap.h"
#include "support/testmain.h"

#include <QGuiApplication>
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
    // What is drawn as one bar for want of room stands apart in the table, and nothing stands there that no bar has.
    void theTableOfBarsIsWhole()
    {
        StackedBarsData data;
        data.unit = u"access rights"_s;
        data.title = u"Kind"_s;
        const Fill fill = Fill::of(Tone::Accent);
        data.bars = {{u"k:group"_s, u"Group"_s, {{{}, {}, 60, fill}}, {}, {}},
                     {u"k:a,b"_s, u"Other (2)"_s, {{{}, {}, 40, fill}}, {}, {}, {{u"k:a"_s, u"Role"_s, 30, fill}, {u"k:b"_s, u"Device"_s, 10, fill}}}};
        const TwinTable plain = tableOf(data);
        QCOMPARE(plain.columns, (QStringList{u"Kind"_s, u"access rights"_s, u"%"_s}));
        QList<QStringList> rows;
        for (const TwinTable::Row &row : plain.rows)
            rows.append(row.cells);
        QCOMPARE(rows, (QList<QStringList>{{u"Group"_s, u"60"_s, u"60"_s}, {u"Role"_s, u"30"_s, u"30"_s}, {u"Device"_s, u"10"_s, u"10"_s}}));
        QCOMPARE(plain.rows.constLast().id, u"k:b"_s);
        // Of several parts each is a line; what counts nothing is none.
        const TwinTable parts = tableOf(sampleBars());
        QCOMPARE(parts.columns.size(), 4);
        QCOMPARE(parts.rows.size(), 13);
        for (const TwinTable::Row &row : parts.rows)
            QVERIFY(row.value > 0 && row.cells.size() == 4);
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
    void stepsOfCountsAreWhole_data()
    {
        QTest::addColumn<double>("maximum");
        QTest::addColumn<QList<double>>("steps");
        QTest::newRow("one") << 1.0 << QList<double>{0, 1};
        QTest::newRow("two") << 2.0 << QList<double>{0, 1, 2};
        QTest::newRow("three") << 3.0 << QList<double>{0, 1, 2, 3};
        QTest::newRow("nine") << 9.0 << QList<double>{0, 3, 6, 9};
        QTest::newRow("a hundred") << 100.0 << QList<double>{0, 25, 50, 75, 100};
    }
    void stepsOfCountsAreWhole()
    {
        QFETCH(double, maximum);
        QTEST(countSteps(maximum), "steps");
        LineSeries unknown{u"unknown"_s, u"Unknown"_s, {{QDate(2026, 1, 1), 0}, {QDate(2026, 2, 1), maximum}}, Fill::of(Tone::Unknown)};
        QTEST(valueSteps({unknown}), "steps");
    }
    void numbers()
    {
        QCOMPARE(formatNumber(1234567), u"1\u202f234\u202f567"_s);
        QCOMPARE(formatNumber(0.5), u"0.5"_s);
        QCOMPARE(formatNumber(-12), u"\u221212"_s);
        QCOMPARE(formatNumber(999), u"999"_s);
    }
};

BAILIWICK_TEST(QGuiApplication, TestFigures)

} // namespace tst_figures

#include "tst_figures.moc"
