// SPDX-License-Identifier: GPL-3.0-or-later
// Treemaps in groups, graphs in columns, and a timeline with a line that warns.
#include "domain/isolated.h"
#include "figures/heatmap.h"
#include "figures/layeredgraph.h"
#include "figures/sankey.h"
#include "figures/stackedbars.h"
#include "figures/timeline.h"
#include "figures/treemap.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace tst_assetfigures {

using namespace Qt::StringLiterals;
using namespace figures;

namespace {

Style light() { return Style::screen(Palette::light()); }

LayeredGraphData lineage(int datasets, int models)
{
    LayeredGraphData data;
    data.layers = {u"Datasets"_s, u"Base models"_s, u"Models"_s, u"AI uses"_s};
    for (int i = 0; i < datasets; ++i)
        data.nodes.append({u"d%1"_s.arg(i), u"Dataset %1"_s.arg(i), 0, {Tone::Surface, -1, 0, -1, false}, {}, {}});
    for (int i = 0; i < 3; ++i)
        data.nodes.append({u"b%1"_s.arg(i), u"Base %1"_s.arg(i), 1, {Tone::Surface, -1, 0, -1, false}, u"named as base model"_s, {}});
    for (int i = 0; i < models; ++i) {
        data.nodes.append({u"m%1"_s.arg(i), u"Model %1"_s.arg(i), 2, {Tone::Surface, -1, 0, -1, false}, {}, {}});
        data.edges.append({u"b%1"_s.arg(i % 3), u"m%1"_s.arg(i)});
        data.edges.append({u"d%1"_s.arg((i * 7) % datasets), u"m%1"_s.arg(i)});
        data.nodes.append({u"u%1"_s.arg(i), u"Use %1"_s.arg(i), 3, {Tone::Surface, -1, 0, -1, false}, {}, {}});
        data.edges.append({u"m%1"_s.arg(i), u"u%1"_s.arg((i * 5) % models)});
        data.edges.append({u"d%1"_s.arg((i * 3) % datasets), u"u%1"_s.arg(i)});
    }
    return data;
}

} // namespace

class TestAssetFigures : public QObject
{
    Q_OBJECT

private slots:
    // A name from right to left beside a number keeps its place and leaves the number its own, in each figure that names things.
    void namesFromRightToLeftStandApart_data()
    {
        QTest::addColumn<QStringList>("tips");
        const QString name = u"\u0628\u0646\u0643 2"_s;
        const QRectF rect(0, 0, 600, 400);
        const auto tips = [](const Figure &figure) {
            QStringList out;
            for (const Cell &cell : figure.cells) {
                if (cell.tip.contains(u": "_s))
                    out.append(cell.tip);
            }
            return out;
        };
        StackedBarsData bars;
        bars.bars.append({u"a"_s, name, {{u"a"_s, {}, 12, Fill::of(Tone::Accent)}}, {}, {}, {}});
        QTest::newRow("bars") << tips(layoutStackedBars(bars, rect, light()));
        TreemapData tree;
        tree.items.append({u"a"_s, name, 12, Fill::of(Tone::Accent), {}, {}});
        QTest::newRow("treemap") << tips(layoutTreemap(tree, rect, light()));
        HeatmapData heat;
        heat.rows = {name};
        heat.rowIds = {u"a"_s};
        heat.columns = {u"DE"_s};
        heat.columnIds = {u"DE"_s};
        heat.values = {{12}};
        QTest::newRow("heat map") << tips(layoutHeatmap(heat, rect, light()));
        SankeyData flow;
        flow.stages = {{u"From"_s, u"from"_s, {{u"a"_s, name, {}, SankeyData::State::Plain}}}, {u"To"_s, u"to"_s, {{u"b"_s, u"Paris"_s, {}, SankeyData::State::Plain}}}};
        flow.paths = {{{{0}, {0}}, 12}};
        QTest::newRow("flow") << tips(layoutSankey(flow, rect, light()));
    }
    void namesFromRightToLeftStandApart()
    {
        QFETCH(QStringList, tips);
        const QString apart = domain::isolated(u"\u0628\u0646\u0643 2"_s);
        QVERIFY(apart.startsWith(QChar(0x2068)));
        QVERIFY(std::any_of(tips.cbegin(), tips.cend(), [&](const QString &tip) { return tip.contains(apart); }));
        for (const QString &tip : tips)
            QVERIFY2(tip.contains(apart) || !tip.contains(u'\u0628'), qPrintable(tip));
    }

    void areasInGroupsAreInProportionToo()
    {
        TreemapData data;
        data.unit = u"chips"_s;
        const QList<std::tuple<QString, QString, double>> chips = {{u"NVIDIA"_s, u"H100"_s, 20}, {u"AWS"_s, u"Trainium2"_s, 32}, {u"NVIDIA"_s, u"B200"_s, 16}, {u"AMD"_s, u"MI300X"_s, 8}, {u"AWS"_s, u"Inferentia2"_s, 18}};
        for (const auto &[vendor, model, count] : chips)
            data.items.append({model, model, count, Fill::of(Tone::Accent), u"Frankfurt"_s, vendor});
        data.unsized.append({u"unknown"_s, u"Intel: 2 pools, number of chips not recorded"_s, 0, {}, {}, {}});
        const QRectF rect(0, 0, 600, 400);
        const Figure figure = layoutTreemap(data, rect, light());
        double perChip = 0;
        QHash<QString, QRectF> vendors;
        for (const auto &[vendor, model, count] : chips) {
            const Cell tile = figure.cellsOf(model).constFirst();
            const double own = tile.rect.width() * tile.rect.height() / count;
            QVERIFY(perChip == 0 || std::abs(own - perChip) < perChip * 1e-6);
            perChip = own;
            vendors[vendor] = vendors.value(vendor).united(tile.rect);
            QCOMPARE(figure.hitTest(tile.rect.center())->id, model);
            QVERIFY(tile.tip.contains(u"%1 chips"_s.arg(count)) && tile.tip.contains(u"Frankfurt"_s) && tile.tip.contains(u" %)"_s));
        }
        // A vendor's tiles lie together: their common rectangle holds nobody else's.
        for (auto it = vendors.cbegin(); it != vendors.cend(); ++it) {
            for (const auto &[vendor, model, count] : chips) {
                const QRectF shared = it.value().intersected(figure.cellsOf(model).constFirst().rect);
                QVERIFY(vendor == it.key() || shared.width() < 0.01 || shared.height() < 0.01);
            }
        }
        // What has no number has no area made up for it, and is in the picture all the same.
        const Cell strip = figure.cellsOf(u"unknown"_s).constFirst();
        QVERIFY(strip.fill.hatched && rect.contains(strip.rect));
        for (const auto &[vendor, model, count] : chips)
            QVERIFY(!strip.rect.intersects(figure.cellsOf(model).constFirst().rect));
        data.items.clear();
        QCOMPARE(layoutTreemap(data, rect, light()).cellsOf(u"unknown"_s).size(), 1);
    }

    void noEdgeRunsBehindANode_data()
    {
        QTest::addColumn<int>("datasets");
        QTest::addColumn<int>("models");
        QTest::newRow("few") << 2 << 2;
        QTest::newRow("many") << 17 << 24;
    }
    void noEdgeRunsBehindANode()
    {
        QFETCH(int, datasets);
        QFETCH(int, models);
        const LayeredGraphData data = lineage(datasets, models);
        const Style style = light();
        const QRectF rect(0, 0, 1100, layeredGraphHeight(data, style));
        const Figure figure = layoutLayeredGraph(data, rect, style);
        QList<QRectF> boxes;
        for (const GraphNode &node : data.nodes) {
            const Cell box = figure.cellsOf(node.id).constFirst();
            QVERIFY(rect.contains(box.rect));
            for (const QRectF &other : std::as_const(boxes))
                QVERIFY(!other.intersects(box.rect));
            boxes.append(box.rect);
        }
        int curves = 0;
        for (const Cell &cell : figure.cells) {
            if (cell.kind != Cell::Kind::Line)
                continue;
            ++curves;
            for (double at = 0; at <= 1; at += 0.005) {
                const QPointF point = cell.path.pointAtPercent(at);
                for (const QRectF &box : std::as_const(boxes))
                    QVERIFY2(!box.adjusted(1, 1, -1, -1).contains(point), qPrintable(u"%1,%2"_s.arg(point.x()).arg(point.y())));
            }
        }
        QCOMPARE(curves, int(data.edges.size()));
    }

    void aGraphOfNothingSaysWhy()
    {
        LayeredGraphData data;
        data.layers = {u"Models"_s};
        data.emptyText = u"No origin is recorded."_s;
        QCOMPARE(layoutLayeredGraph(data, QRectF(0, 0, 300, 100), light()).cells.constFirst().text, data.emptyText);
        // An edge to what is not there is left out, and nothing breaks.
        data.nodes.append({u"m"_s, u"Model"_s, 0, {}, {}, {}});
        data.edges.append({u"m"_s, u"gone"_s});
        QCOMPARE(layoutLayeredGraph(data, QRectF(0, 0, 300, 100), light()).cellsOf(u"m"_s).size(), 1);
    }

    void theWarningLineStandsWhereItsDayIs()
    {
        TimelineData data;
        data.from = QDate(2026, 1, 1);
        data.until = QDate(2028, 1, 1);
        data.today = QDate(2026, 11, 20);
        data.todayWord = u"today"_s;
        data.warn = data.today.addDays(90);
        data.warnWord = u"in 90 days"_s;
        data.lanes = {u"C5"_s};
        data.marks = {{0, data.warn, 1, u"C5 ends"_s}};
        const Figure figure = layoutTimeline(data, QRectF(0, 0, 800, 80), light());
        const auto word = [&figure](const QString &text) { return std::find_if(figure.cells.begin(), figure.cells.end(), [&](const Cell &c) { return c.text == text; }); };
        QVERIFY(word(data.warnWord) != figure.cells.end());
        QVERIFY(!word(data.warnWord)->rect.intersects(word(data.todayWord)->rect));
        const Cell dot = figure.cellsOf(timelineId(data.warn)).constFirst();
        QVERIFY(std::any_of(figure.cells.begin(), figure.cells.end(), [&dot](const Cell &c) { return c.kind == Cell::Kind::Line && c.fill.tone == Tone::Medium && std::abs(c.rect.center().x() - dot.rect.center().x()) < 0.5; }));
        data.warn = QDate(2030, 1, 1);
        const Figure beyond = layoutTimeline(data, QRectF(0, 0, 800, 80), light());
        QVERIFY(std::none_of(beyond.cells.begin(), beyond.cells.end(), [&data](const Cell &c) { return c.text == data.warnWord; }));
    }
};

BAILIWICK_TEST(QGuiApplication, TestAssetFigures)

} // namespace tst_assetfigures

#include "tst_assetfigures.moc"
