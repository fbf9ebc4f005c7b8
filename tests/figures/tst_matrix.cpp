// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/matrix.h"
#include "figures/pictures.h"
#include "support/lightanddark.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

namespace tst_matrix {

using namespace Qt::StringLiterals;
using namespace figures;
using domain::Severity;
using domain::Status;

namespace {

MatrixCell stateCell(const QString &id, int state)
{
    static const QList<std::pair<Status, QString>> states = {{Status::Pass, u"valid"_s}, {Status::NotYetApplicable, u"expires soon"_s}, {Status::Gap, u"expired"_s},
                                                             {Status::Error, u"claimed without evidence"_s}, {Status::NotApplicable, u"none known"_s}};
    MatrixCell cell;
    cell.id = id;
    cell.sign = states.at(state).first;
    cell.word = states.at(state).second;
    cell.brief = cell.word.section(u' ', 0, 0);
    cell.tip = id + u": "_s + cell.word;
    cell.value = 1;
    return cell;
}

/// Services of providers against schemes, each state in turn.
MatrixData coverage(int rows, int columns, int perGroup = 0)
{
    MatrixData data;
    data.corner = u"Service"_s;
    data.emptyText = u"No certificate is recorded."_s;
    for (int c = 0; c < columns; ++c)
        data.columns.append({u"Scheme %1"_s.arg(c), u"scheme:%1"_s.arg(c), {}, {}});
    for (int r = 0; r < rows; ++r) {
        data.rows.append({u"Service number %1"_s.arg(r), u"service:%1"_s.arg(r), {}, perGroup > 0 ? u"Provider %1"_s.arg(r / perGroup) : QString()});
        QList<MatrixCell> cells;
        for (int c = 0; c < columns; ++c)
            cells.append(stateCell(u"cell:%1:%2"_s.arg(r).arg(c), (r + c) % 5));
        data.cells.append(cells);
    }
    return data;
}

Style light() { return Style::screen(Palette::light()); }

QSet<QString> cellIds(const Figure &figure, const QString &start)
{
    QSet<QString> out;
    for (const Cell &cell : figure.cells) {
        if (cell.id.startsWith(start))
            out.insert(cell.id);
    }
    return out;
}

} // namespace

/// Rows against columns: who holds which certificate, who reaches which data.
class TestMatrix : public QObject
{
    Q_OBJECT

private slots:
    void nothingSaysWhy()
    {
        MatrixData none = coverage(0, 3);
        const Figure empty = layoutMatrix(none, QRectF(0, 0, 600, 200), light());
        QVERIFY(!empty.cells.isEmpty());
        QCOMPARE(empty.cells.constFirst().text, none.emptyText);
        QVERIFY(!empty.hitTest(QPointF(300, 100)));
    }

    void everyCellAndHeadAnswersWhereItIsDrawn()
    {
        const MatrixData data = coverage(6, 5, 3);
        const Figure figure = layoutMatrix(data, QRectF(0, 0, 800, 400), light());
        for (const MatrixHead &head : data.rows)
            QCOMPARE(figure.hitTest(figure.cellsOf(head.id).constFirst().rect.center())->id, head.id);
        for (const MatrixHead &head : data.columns)
            QCOMPARE(figure.hitTest(figure.cellsOf(head.id).constFirst().rect.center())->id, head.id);
        for (const QList<MatrixCell> &row : data.cells) {
            for (const MatrixCell &cell : row) {
                const QList<Cell> drawn = figure.cellsOf(cell.id);
                QCOMPARE(drawn.size(), 1);
                QCOMPARE(figure.hitTest(drawn.constFirst().rect.center())->id, cell.id);
                QCOMPARE(drawn.constFirst().tip, cell.tip);
            }
        }
    }

    void rowsAndColumnsAreOneGrid()
    {
        const Figure figure = layoutMatrix(coverage(6, 5), QRectF(10, 20, 800, 400), light());
        for (int r = 0; r < 6; ++r) {
            for (int c = 0; c < 5; ++c) {
                const QRectF here = figure.cellsOf(u"cell:%1:%2"_s.arg(r).arg(c)).constFirst().rect;
                QCOMPARE(here.top(), figure.cellsOf(u"cell:%1:0"_s.arg(r)).constFirst().rect.top());
                QCOMPARE(here.left(), figure.cellsOf(u"cell:0:%1"_s.arg(c)).constFirst().rect.left());
                QVERIFY(figure.rect.contains(here));
                // Under its scheme and beside its service.
                const QRectF scheme = figure.cellsOf(u"scheme:%1"_s.arg(c)).constFirst().rect;
                const QRectF service = figure.cellsOf(u"service:%1"_s.arg(r)).constFirst().rect;
                QVERIFY(scheme.bottom() <= here.top() && scheme.center().x() > here.left() && scheme.center().x() < here.right());
                QVERIFY(service.right() <= here.left() && service.center().y() > here.top() && service.center().y() < here.bottom());
            }
        }
    }

    void aStateIsSignAndWord_data()
    {
        QTest::addColumn<double>("width");
        QTest::newRow("wide") << 1300.0;
        QTest::newRow("narrow") << 480.0;
    }
    void aStateIsSignAndWord()
    {
        QFETCH(double, width);
        const MatrixData data = coverage(5, 5);
        const Figure figure = layoutMatrix(data, QRectF(0, 0, width, 300), light());
        keepPicture(figure, light(), u"matrix-%1"_s.arg(width));
        int signs = 0;
        int words = 0;
        for (const QList<MatrixCell> &row : data.cells) {
            for (const MatrixCell &cell : row) {
                const QList<Cell> drawn = figure.cellsOf(cell.id);
                if (drawn.isEmpty())
                    continue;
                const QRectF ground = drawn.constFirst().rect;
                for (const Cell &part : figure.cells) {
                    if (!ground.contains(part.rect.center()) || !part.id.isEmpty())
                        continue;
                    if (part.kind == Cell::Kind::Sign) {
                        ++signs;
                        QCOMPARE(part.sign, *cell.sign);
                        QVERIFY(ground.contains(part.rect));
                    } else if (part.kind == Cell::Kind::Text) {
                        ++words;
                        // Never cut: the long word, or the short one.
                        QVERIFY2(part.text == cell.word || part.text == cell.brief, qPrintable(part.text));
                        QVERIFY(part.rect.left() + light().metrics(TextRole::Caption).horizontalAdvance(part.text) <= ground.right() + 0.5);
                    }
                }
            }
        }
        const int inSight = int(cellIds(figure, u"cell:"_s).size());
        QVERIFY(inSight > 0);
        QCOMPARE(signs, inSight);
        QCOMPARE(words, inSight);
    }

    void whatIsLargeIsTurnedThroughWithoutLosingAnything_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("perGroup");
        QTest::newRow("many rows") << 61 << 4 << 0;
        QTest::newRow("many rows in groups") << 61 << 4 << 7;
        QTest::newRow("many columns") << 4 << 30 << 0;
        QTest::newRow("both") << 40 << 25 << 3;
    }
    void whatIsLargeIsTurnedThroughWithoutLosingAnything()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, perGroup);
        const MatrixData data = coverage(rows, columns, perGroup);
        const QRectF rect(0, 0, 700, 300);
        QSet<QString> seen;
        QList<MatrixPlace> queue = {{0, 0}};
        QSet<std::pair<qsizetype, qsizetype>> asked = {{0, 0}};
        while (!queue.isEmpty()) {
            const Figure figure = layoutMatrix(data, rect, light(), queue.takeFirst());
            seen += cellIds(figure, u"cell:"_s);
            for (const Cell &cell : figure.cells) {
                QVERIFY2(rect.adjusted(-1, -1, 1, 1).contains(cell.rect), qPrintable(cell.id + cell.text));
                if (const auto turn = matrixTurn(cell.id); turn && !asked.contains({turn->row, turn->column})) {
                    asked.insert({turn->row, turn->column});
                    queue.append(*turn);
                }
            }
            QVERIFY(asked.size() < 2000);
        }
        QCOMPARE(int(seen.size()), rows * columns);
    }

    void whatFitsNeedsNoTurning()
    {
        const MatrixData data = coverage(9, 4, 3);
        const Style style = light();
        const double height = matrixHeight(data, 900, style);
        const Figure figure = layoutMatrix(data, QRectF(0, 0, 900, height), style);
        QCOMPARE(int(cellIds(figure, u"cell:"_s).size()), 36);
        QCOMPARE(int(cellIds(figure, u"matrix-turn:"_s).size()), 0);
        const Figure low = layoutMatrix(data, QRectF(0, 0, 900, height - 30), style);
        QVERIFY(cellIds(low, u"cell:"_s).size() < 36);
        QVERIFY(!cellIds(low, u"matrix-turn:"_s).isEmpty());
        QVERIFY(!matrixTurn(u"cell:1:1"_s));
    }

    void aGroupIsNamedOnEachPage()
    {
        const MatrixData data = coverage(30, 3, 15);
        for (const qsizetype first : {0, 5, 20}) {
            const Figure figure = layoutMatrix(data, QRectF(0, 0, 700, 200), light(), {first, 0});
            const QString group = data.rows.at(first).group;
            QVERIFY(std::any_of(figure.cells.begin(), figure.cells.end(), [&](const Cell &c) { return c.text == group; }));
        }
    }

    void aNumberReadsOnItsGround_data() { lightAndDark(); }
    void aNumberReadsOnItsGround()
    {
        QFETCH(bool, dark);
        const Palette &palette = dark ? Palette::dark() : Palette::light();
        const Style style = Style::screen(palette);
        MatrixData data;
        data.rows = {{u"People"_s, u"people"_s, {}, {}}};
        QList<MatrixCell> cells;
        for (int step = 0; step < 5; ++step) {
            data.columns.append({u"Class %1"_s.arg(step), {}, {}, {}});
            MatrixCell cell;
            cell.fill = Fill::sequential(step, 5);
            cell.word = QString::number(step * 100);
            cell.id = u"cell:%1"_s.arg(step);
            cells.append(cell);
        }
        data.cells = {cells};
        const Figure figure = layoutMatrix(data, QRectF(0, 0, 600, 100), style);
        keepPicture(figure, style, dark ? u"matrix-numbers-dark"_s : u"matrix-numbers"_s);
        for (int step = 0; step < 5; ++step) {
            const Cell ground = figure.cellsOf(u"cell:%1"_s.arg(step)).constFirst();
            const auto word = std::find_if(figure.cells.begin(), figure.cells.end(), [&](const Cell &c) { return c.text == cells.at(step).word; });
            QVERIFY(word != figure.cells.end());
            QCOMPARE_GE(contrastRatio(word->colour(palette), ground.fill.colour(palette)), 4.5);
        }
    }

    void theTableSaysTheSame()
    {
        const TwinTable table = tableOf(coverage(4, 3, 2));
        QCOMPARE(table.columns, (QStringList{QString(), u"Service"_s, u"Scheme 0"_s, u"Scheme 1"_s, u"Scheme 2"_s}));
        QCOMPARE(table.rows.size(), 4);
        QCOMPARE(table.rows.at(3).cells, (QStringList{u"Provider 1"_s, u"Service number 3"_s, u"claimed without evidence"_s, u"none known"_s, u"valid"_s}));
        QCOMPARE(table.rows.at(3).id, u"service:3"_s);
        QCOMPARE(tableOf(coverage(1, 1)).columns, (QStringList{u"Service"_s, u"Scheme 0"_s}));
    }

    void itPaints()
    {
        const Figure figure = layoutMatrix(coverage(5, 5), QRectF(0, 0, 600, 200), light());
        QImage image(600, 200, QImage::Format_RGB32);
        image.fill(Qt::white);
        const QImage before = image;
        QPainter painter(&image);
        figure.paint(painter, light());
        painter.end();
        QVERIFY(image != before);
    }
};

BAILIWICK_TEST(QGuiApplication, TestMatrix)

} // namespace tst_matrix

#include "tst_matrix.moc"
