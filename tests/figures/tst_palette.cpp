// SPDX-License-Identifier: GPL-3.0-or-later
// Colours that can be read on each ground, and signs that can be told apart without them.
#include "figures/heatmap.h"
#include "figures/pictures.h"
#include "support/lightanddark.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

namespace tst_palette {

using namespace Qt::StringLiterals;
using namespace figures;

class TestPalette : public QObject
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
    void wordsReadOnEveryGround_data() { lightAndDark(); }
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
};

BAILIWICK_TEST(QGuiApplication, TestPalette)

} // namespace tst_palette

#include "tst_palette.moc"
