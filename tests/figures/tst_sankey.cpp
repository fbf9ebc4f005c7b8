// SPDX-License-Identifier: GPL-3.0-or-later
// Flows between stages: nothing is lost on the way, nothing lies on anything else, and every word is whole.
#include "figures/heatmap.h"
#include "figures/sankey.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

namespace tst_sankey {

using namespace Qt::StringLiterals;
using namespace figures;

namespace {

using State = SankeyData::State;

/// A bank's datasets: from where the people are, over where they are stored, to where they are reached.
SankeyData sample()
{
    SankeyData data;
    data.unit = u"datasets"_s;
    data.emptyText = u"No datasets recorded."_s;
    data.stages = {{u"Data subjects in"_s, u"subjects"_s, {{u"DE"_s, u"Germany"_s, u"DE"_s}, {u"FR"_s, u"France"_s, u"FR"_s}, {u"?"_s, u"not recorded"_s, {}, State::Unknown}}},
                   {u"Stored in"_s, u"at:hosting"_s, {{u"DE"_s, u"Germany"_s, u"DE"_s}, {u"IE"_s, u"Ireland"_s, u"IE"_s}, {u"US"_s, u"United States"_s, u"US"_s, State::Outside}}},
                   {u"Reached from"_s, u"at:access"_s, {{u"DE"_s, u"Germany"_s, u"DE"_s}, {u"IN"_s, u"India"_s, u"IN"_s, State::Outside}, {u"?"_s, u"not recorded"_s, {}, State::Unknown}}}};
    data.paths = {{{{0}, {0}, {0}}, 12}, {{{0, 1}, {0, 1}, {0, 1}}, 5}, {{{1}, {2}, {1}}, 2}, {{{2}, {1}, {2}}, 1}, {{{0}, {0}, {1}}, 3}};
    return data;
}

/// Many countries, most with one thing each.
SankeyData many(int countries)
{
    SankeyData data = sample();
    data.stages[0].nodes.clear();
    data.paths.clear();
    for (int i = 0; i < countries; ++i) {
        data.stages[0].nodes.append({u"C%1"_s.arg(i), u"Country number %1"_s.arg(i), u"C%1"_s.arg(i)});
        data.paths.append({{{i}, {i % 3}, {i % 2}}, i < 3 ? 50 : 1});
    }
    // Things that are in two of the small ones count once where the two are gathered.
    data.paths.append({{{countries - 1, countries - 2}, {0}, {0}}, 4});
    return data;
}

QList<Cell> nodesOf(const Figure &figure)
{
    QList<Cell> out;
    for (const Cell &cell : figure.cells) {
        if (cell.kind == Cell::Kind::Box && !cell.id.isEmpty())
            out.append(cell);
    }
    return out;
}

QList<Cell> textsOf(const Figure &figure)
{
    QList<Cell> out;
    for (const Cell &cell : figure.cells) {
        if (cell.kind == Cell::Kind::Text)
            out.append(cell);
    }
    return out;
}

double overlap(const QRectF &a, const QRectF &b)
{
    const QRectF both = a.intersected(b);
    return both.isEmpty() ? 0 : both.width() * both.height();
}

} // namespace

class TestSankey : public QObject
{
    Q_OBJECT

private slots:
    void whatComesInGoesOut_data()
    {
        QTest::addColumn<int>("countries");
        QTest::addColumn<int>("most");
        QTest::newRow("all shown") << 0 << 20;
        QTest::newRow("40 countries, all shown") << 40 << 60;
        QTest::newRow("40 countries, 6 groups") << 40 << 6;
        QTest::newRow("40 countries, 2 groups") << 40 << 2;
        QTest::newRow("one group of all") << 40 << 1;
    }

    void whatComesInGoesOut()
    {
        QFETCH(int, countries);
        QFETCH(int, most);
        const SankeyData data = countries == 0 ? sample() : many(countries);
        const SankeyFlows flows = SankeyFlows::of(data, {most, most, most});
        double all = 0;
        for (const SankeyData::Path &path : data.paths)
            all += path.count;
        QCOMPARE(flows.total, all);
        for (int s = 0; s < 3; ++s) {
            double stage = 0;
            for (int g = 0; g < flows.groups.at(s).size(); ++g) {
                double in = 0;
                double out = 0;
                for (const SankeyFlows::Link &link : flows.links) {
                    out += link.stage == s && link.from == g ? link.weight : 0;
                    in += link.stage + 1 == s && link.to == g ? link.weight : 0;
                }
                const double weight = flows.groups.at(s).at(g).weight;
                QVERIFY(s == 0 || std::abs(in - weight) < 1e-6);
                QVERIFY(s == 2 || std::abs(out - weight) < 1e-6);
                stage += weight;
            }
            QVERIFY2(std::abs(stage - all) < 1e-6, "a stage holds all things");
        }
    }

    /// Counted anew, thing by thing.
    void gatheredThingsCountOnce()
    {
        const SankeyData data = many(40);
        const SankeyFlows flows = SankeyFlows::of(data, {6, 6, 6});
        QCOMPARE(flows.groups.at(0).size(), 6);
        const SankeyFlows::Group &other = flows.groups.at(0).constLast();
        QCOMPARE(flows.groupLabel(data, 0, 5), u"other (35)"_s);
        int things = 0;
        for (const SankeyData::Path &path : data.paths) {
            const bool there = std::any_of(path.at.at(0).begin(), path.at.at(0).end(), [&](int n) { return other.members.contains(n); });
            things += there ? path.count : 0;
        }
        QCOMPARE(other.count, things);
        // All members are named in its mark, so that a click finds them all.
        QCOMPARE(flows.groupId(data, 0, 5).count(QChar(0x1f)), 34);
    }

    void unknownIsNeverGathered()
    {
        SankeyData data = many(40);
        data.stages[0].nodes.append({u"?"_s, u"not recorded"_s, {}, State::Unknown});
        data.paths.append({{{40}, {0}, {0}}, 1});
        const SankeyFlows flows = SankeyFlows::of(data, {5, 5, 5});
        QCOMPARE(flows.groups.at(0).size(), 5);
        QCOMPARE(flows.groupId(data, 0, 4), u"subjects=?"_s);
        QCOMPARE(flows.groups.at(0).at(4).count, 1);
    }

    void inAndOutsideAreGatheredApart()
    {
        SankeyData data = many(40);
        for (int i = 20; i < 30; ++i)
            data.stages[0].nodes[i].state = State::Outside;
        const SankeyFlows flows = SankeyFlows::of(data, {6, 6, 6});
        QCOMPARE(flows.groups.at(0).size(), 6);
        for (const SankeyFlows::Group &group : flows.groups.at(0)) {
            for (const int member : group.members)
                QCOMPARE(data.stages.at(0).nodes.at(member).state, data.stages.at(0).nodes.at(group.members.constFirst()).state);
        }
        QCOMPARE(flows.groupLabel(data, 0, 5), u"other (10)"_s);
    }

    void nothingLiesOnAnythingElse_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<int>("countries");
        for (const int countries : {0, 12, 60}) {
            for (const QSizeF size : {QSizeF(900, 420), QSizeF(560, 300), QSizeF(380, 230)})
                QTest::addRow("%d countries, %.0f x %.0f", countries, size.width(), size.height()) << size << countries;
        }
    }

    void nothingLiesOnAnythingElse()
    {
        QFETCH(QSizeF, size);
        QFETCH(int, countries);
        const SankeyData data = countries == 0 ? sample() : many(countries);
        const Style style = Style::screen(Palette::light());
        const QRectF rect({0, 0}, size);
        const Figure figure = layoutSankey(data, rect, style);
        const QList<Cell> nodes = nodesOf(figure);
        QVERIFY(nodes.size() >= 6);
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            QVERIFY(rect.adjusted(-1, -1, 1, 1).contains(nodes.at(i).rect));
            for (qsizetype j = i + 1; j < nodes.size(); ++j)
                QVERIFY2(overlap(nodes.at(i).rect, nodes.at(j).rect) < 0.01, qPrintable(nodes.at(i).id + u" on "_s + nodes.at(j).id));
        }
        const QList<Cell> texts = textsOf(figure);
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const Cell &one = texts.at(i);
            QVERIFY2(rect.adjusted(-1, -1, 1, 1).contains(one.rect), qPrintable(one.text));
            QVERIFY2(!one.text.contains(QChar(0x2026)), qPrintable(one.text));
            QVERIFY2(style.metrics(one.role, one.bold).horizontalAdvance(one.text) <= one.rect.width() + 1.5, qPrintable(one.text));
            for (qsizetype j = i + 1; j < texts.size(); ++j)
                QVERIFY2(overlap(one.rect, texts.at(j).rect) < 1, qPrintable(one.text + u" on "_s + texts.at(j).text));
        }
    }

    void ribbonsEndAtTheirNodes()
    {
        const SankeyData data = sample();
        const Figure figure = layoutSankey(data, QRectF(0, 0, 800, 400), Style::screen(Palette::light()));
        int ribbons = 0;
        for (const Cell &cell : figure.cells) {
            if (cell.kind != Cell::Kind::Path || cell.id.isEmpty())
                continue;
            ++ribbons;
            QCOMPARE(cell.with.size(), 2);
            const QRectF from = figure.cellsOf(cell.with.at(0)).constFirst().rect;
            const QRectF to = figure.cellsOf(cell.with.at(1)).constFirst().rect;
            QVERIFY(std::abs(cell.rect.left() - from.right()) < 0.5 && std::abs(cell.rect.right() - to.left()) < 0.5);
            const double y0 = cell.path.elementAt(0).y;
            const double y1 = cell.path.elementAt(3).y;
            QVERIFY2(y0 >= from.top() - 0.5 && y0 <= from.bottom() + 0.5, qPrintable(cell.id));
            QVERIFY2(y1 >= to.top() - 0.5 && y1 <= to.bottom() + 0.5, qPrintable(cell.id));
        }
        QCOMPARE(ribbons, static_cast<int>(SankeyFlows::of(data, {20, 20, 20}).links.size()));
    }

    void everyMarkIsFound()
    {
        const Figure figure = layoutSankey(many(30), QRectF(0, 0, 700, 360), Style::screen(Palette::light()));
        for (const Cell &node : nodesOf(figure)) {
            const Cell *hit = figure.hitTest(node.rect.center());
            QVERIFY(hit);
            QCOMPARE(hit->id, node.id);
            QVERIFY2(node.tip.contains(u" datasets ("_s) && node.tip.contains(u'%'), qPrintable(node.tip));
        }
        for (const Cell &cell : figure.cells) {
            if (cell.kind == Cell::Kind::Path && !cell.id.isEmpty())
                QVERIFY2(cell.tip.contains(u"→"_s) && cell.tip.contains(u" datasets ("_s), qPrintable(cell.tip));
        }
    }

    void stateIsToldWithoutColour()
    {
        const Figure figure = layoutSankey(sample(), QRectF(0, 0, 800, 400), Style::screen(Palette::dark()));
        const auto node = [&](const QString &id) { return figure.cellsOf(id).constFirst(); };
        QVERIFY(!node(u"at:hosting=DE"_s).fill.hatched && !node(u"at:hosting=DE"_s).outline);
        QVERIFY(!node(u"at:hosting=US"_s).fill.hatched && node(u"at:hosting=US"_s).outline);
        QVERIFY(node(u"at:access=?"_s).fill.hatched);
        QVERIFY(node(u"at:hosting=US"_s).tip.contains(u"outside"_s));
        QVERIFY(figure.cellsOf(u"at:hosting=US|at:access=IN"_s).constFirst().outline);
    }

    void pointingAtANodeBringsOutItsFlows()
    {
        const Style style = Style::screen(Palette::light());
        const Figure figure = layoutSankey(sample(), QRectF(0, 0, 800, 400), style);
        const auto picture = [&](const QString &hovered) {
            QImage image(800, 400, QImage::Format_RGB32);
            image.fill(style.palette->surface);
            QPainter painter(&image);
            figure.paint(painter, style, hovered);
            return image;
        };
        const QImage calm = picture({});
        const QImage hovered = picture(u"at:hosting=US"_s);
        const auto inkAt = [&](const QImage &image, const QString &id) { return 255 - qGray(image.pixel(figure.cellsOf(id).constFirst().path.pointAtPercent(0.25).toPoint() + QPoint(0, 1))); };
        const QString with = u"at:hosting=US|at:access=IN"_s;
        const QString without = u"subjects=DE|at:hosting=DE"_s;
        const QPoint middle = figure.cellsOf(without).constFirst().rect.center().toPoint();
        QVERIFY(qGray(hovered.pixel(middle)) > qGray(calm.pixel(middle)));
        QVERIFY(inkAt(hovered, with) >= inkAt(calm, with));
    }

    void theTableHoldsEveryFlow()
    {
        const SankeyData data = many(60);
        const TwinTable table = tableOf(data);
        double first = 0;
        for (const TwinTable::Row &row : table.rows) {
            QCOMPARE(row.cells.size(), table.columns.size());
            QVERIFY(!row.id.contains(QChar(0x1f)));
            QVERIFY2(row.cells.at(0).contains(u" → "_s), "which stages a flow joins");
            first += row.id.startsWith(u"subjects="_s) ? row.value : 0;
        }
        double most = 0;
        for (const SankeyData::Path &path : data.paths)
            most += path.count * static_cast<double>(path.at.at(0).size());
        QCOMPARE(first, most);
    }

    void withoutThingsItSaysWhatToDo()
    {
        SankeyData data = sample();
        data.paths.clear();
        const Figure figure = layoutSankey(data, QRectF(0, 0, 300, 200), Style::screen(Palette::light()));
        QCOMPARE(textsOf(figure).size(), 1);
        QCOMPARE(textsOf(figure).constFirst().text, data.emptyText);
    }

    void heatMapsGroupTheirColumns()
    {
        HeatmapData data;
        data.rows = {u"personal"_s, u"health"_s};
        data.rowIds = {u"class=personal"_s, u"class=health"_s};
        data.rowTotals = {10, 4};
        data.columns = {u"in zone"_s, u"outside"_s, u"unknown"_s, u"in zone"_s, u"outside"_s, u"unknown"_s};
        data.groups = {u"Stored"_s, u"Stored"_s, u"Stored"_s, u"Administered from"_s, u"Administered from"_s, u"Administered from"_s};
        data.columnIds = {u"a=in"_s, u"a=out"_s, u"a=none"_s, u"b=in"_s, u"b=out"_s, u"b=none"_s};
        data.unknownColumns = {2, 5};
        data.values = {{8, 1, 1, 0, 4, 6}, {4, 0, 0, 1, 1, 2}};
        data.notes = {{{}, u"all of them maximum"_s}};
        data.unit = u"datasets"_s;
        const Style style = Style::screen(Palette::light());
        const QRectF rect(0, 0, 520, 120);
        const Figure figure = layoutHeatmap(data, rect, style);
        QVERIFY(figure.cellsOf(u"class=personal|a=none"_s).constFirst().fill.hatched);
        QVERIFY(!figure.cellsOf(u"class=personal|a=in"_s).constFirst().fill.hatched);
        QVERIFY2(figure.cellsOf(u"class=health|a=out"_s).isEmpty(), "nothing is behind a zero");
        QCOMPARE(figure.cellsOf(u"class=personal|a=in"_s).constFirst().tip, u"personal, in zone: 8 datasets (80 %)"_s);
        QVERIFY(figure.cellsOf(u"class=personal|a=out"_s).constFirst().tip.endsWith(u"\nall of them maximum"_s));
        QCOMPARE(figure.cellsOf(u"class=health"_s).constFirst().value, 4.0);
        QList<Cell> boxes = nodesOf(figure);
        for (qsizetype i = 0; i < boxes.size(); ++i) {
            QVERIFY(rect.adjusted(-1, -1, 1, 1).contains(boxes.at(i).rect));
            for (qsizetype j = i + 1; j < boxes.size(); ++j)
                QVERIFY(overlap(boxes.at(i).rect, boxes.at(j).rect) < 0.01);
        }
        for (const Cell &word : textsOf(figure))
            QVERIFY2(!word.text.contains(QChar(0x2026)), qPrintable(word.text));
        QCOMPARE(tableOf(data).rows.size(), 9);
    }
};

BAILIWICK_TEST(QGuiApplication, TestSankey)

} // namespace tst_sankey

#include "tst_sankey.moc"
