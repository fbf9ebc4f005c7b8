// SPDX-License-Identifier: GPL-3.0-or-later
// The lines over the evaluations, as they stand on the screen.
#include "charts/trendchart.h"
#include "support/testmain.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QGraphicsTextItem>
#include <QTest>

#include <algorithm>
#include <memory>

namespace tst_trendchart {

using namespace Qt::StringLiterals;

class TestTrendChart : public QObject
{
    Q_OBJECT

    static std::unique_ptr<views::TrendChart> shown(const QList<double> &values)
    {
        auto chart = std::make_unique<views::TrendChart>(u"Unknown results over the evaluations"_s);
        chart->resize(600, 240);
        figures::LineSeries line{u"unknown"_s, u"GDPR"_s, {}, figures::Fill::of(figures::Tone::Critical)};
        for (int i = 0; i < values.size(); ++i)
            line.points << figures::LinePoint{QDate(2026, 1 + i, 1), values.at(i)};
        chart->setSeries({line});
        chart->show();
        return chart;
    }

private slots:
    void initTestCase() { views::applyTheme(views::ThemeChoice::Light); }

    void theAxisOfCountsHasWholeNumbers_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<QStringList>("labels");
        QTest::newRow("two") << QList<double>{0, 2} << QStringList{u"0"_s, u"1"_s, u"2"_s};
        QTest::newRow("nine") << QList<double>{4, 9} << QStringList{u"0"_s, u"3"_s, u"6"_s, u"9"_s};
        QTest::newRow("many") << QList<double>{64, 80} << QStringList{u"0"_s, u"20"_s, u"40"_s, u"60"_s, u"80"_s};
    }
    void theAxisOfCountsHasWholeNumbers()
    {
        QFETCH(QList<double>, values);
        const auto chart = shown(values);
        QStringList labels;
        for (const QGraphicsItem *item : chart->scene()->items()) {
            const auto *words = qgraphicsitem_cast<const QGraphicsTextItem *>(item);
            if (words && words->isVisible() && !words->toPlainText().isEmpty() && !words->toPlainText().contains(u'-'))
                labels << words->toPlainText();
        }
        std::sort(labels.begin(), labels.end());
        QTEST(labels, "labels");
    }
    void dotsAtTheEndsOfTheAxisAreWhole_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("at zero") << 0.0;
        QTest::newRow("at the top") << 2.0;
    }
    void dotsAtTheEndsOfTheAxisAreWhole()
    {
        QFETCH(double, value);
        const auto chart = shown({value, value});
        const QImage picture = chart->grab().toImage().convertToFormat(QImage::Format_RGB32);
        const QColor colour = figures::Fill::of(figures::Tone::Critical).colour(views::paletteOf(chart.get()));
        // Of a level line the dots alone are higher than its two pixels.
        int top = picture.height();
        int bottom = -1;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width() / 2; ++x) {
                if (picture.pixelColor(x, y) == colour) {
                    top = std::min(top, y);
                    bottom = y;
                }
            }
        }
        QVERIFY2(bottom - top >= 4, qPrintable(QString::number(bottom - top)));
    }
};

BAILIWICK_TEST(QApplication, TestTrendChart)

} // namespace tst_trendchart

#include "tst_trendchart.moc"
