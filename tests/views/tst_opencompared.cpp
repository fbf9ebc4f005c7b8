// SPDX-License-Identifier: GPL-3.0-or-later
// What is open now against an earlier evaluation, on the overview: the marks of the bars, the table and the file.
#include "support/filters.h"
#include "support/testmain.h"
#include "views/windowtest.h"

#include "figures/stackedbars.h"
#include "widgets/figuretools.h"
#include "widgets/figureview.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QTreeWidget>

namespace tst_opencompared {

using namespace Qt::StringLiterals;
using views::FilterState;

namespace {

double wholeOf(const figures::Bar &bar)
{
    double sum = 0;
    for (const figures::BarSegment &segment : bar.segments)
        sum += segment.value;
    return sum;
}

/// By the bar's id.
QHash<QString, double> wholes(const figures::StackedBarsData &data)
{
    QHash<QString, double> out;
    for (const figures::Bar &bar : data.bars)
        out.insert(bar.id, wholeOf(bar));
    return out;
}

int plainNumber(QString words) { return words.remove(QChar(0x202f)).replace(QChar(0x2212), u'-').remove(u'+').remove(QChar(0xb1)).toInt(); }

} // namespace

class TestOpenCompared : public WindowTest
{
    Q_OBJECT

    QString m_path;
    qint64 m_early = 0, m_late = 0;

private slots:
    void initTestCase()
    {
        makeSample();
        m_path = m_folder.filePath(u"open.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, m_path));
        // The same inventory three years later: certificates have lapsed, reviews are old, and laws have come to apply.
        domain::QuietJob job;
        QVERIFY(m_backend->evaluate(m_path, QDate(2026, 11, 20), job));
        QVERIFY(m_backend->evaluate(m_path, QDate(2029, 11, 20), job));
        const auto runs = m_backend->runs(m_path);
        QVERIFY(runs && runs->size() >= 2);
        m_early = runs->at(runs->size() - 2).id;
        m_late = runs->constLast().id;
    }

    void bothNumbersAreThoseOfTheirEvaluations()
    {
        const auto compared = m_backend->openCompared(m_path, m_early, {});
        QVERIFY(compared);
        const auto runs = m_backend->runs(m_path);
        QVERIFY(runs);
        QHash<QString, int> was, is;
        for (const views::RunRow &run : *runs) {
            for (const views::RunRow::Counts &counts : run.frameworks) {
                if (run.id == m_early)
                    was[u"framework:"_s + counts.id] += counts.gap + counts.unknown;
                if (run.id == m_late)
                    is[u"framework:"_s + counts.id] += counts.gap + counts.unknown;
            }
        }
        QVERIFY(!compared->bars.bars.isEmpty());
        int moved = 0;
        for (const figures::Bar &bar : compared->bars.bars) {
            QVERIFY(bar.before.has_value());
            QCOMPARE(int(*bar.before), was.value(bar.id));
            QCOMPARE(int(wholeOf(bar)), is.value(bar.id));
            QCOMPARE(plainNumber(bar.note), is.value(bar.id) - was.value(bar.id));
            moved += was.value(bar.id) != is.value(bar.id);
        }
        QVERIFY(moved > 0);
        // The table: both numbers and the difference, and the lines of a framework are its bar.
        QHash<QString, int> rowsWas, rowsIs;
        for (const figures::TwinTable::Row &row : compared->table.rows) {
            QCOMPARE(row.cells.size(), 5);
            QCOMPARE(plainNumber(row.cells.at(4)), plainNumber(row.cells.at(3)) - plainNumber(row.cells.at(2)));
            rowsWas[row.id.section(u':', 0, 1)] += plainNumber(row.cells.at(2));
            rowsIs[row.id.section(u':', 0, 1)] += plainNumber(row.cells.at(3));
        }
        for (const figures::Bar &bar : compared->bars.bars) {
            QCOMPARE(rowsWas.value(bar.id), was.value(bar.id));
            QCOMPARE(rowsIs.value(bar.id), is.value(bar.id));
        }
        QCOMPARE(m_backend->openCompared(m_path, 99999, {}).error().code, domain::ErrorCode::NoRun);
    }

    // Gaps in law, schemes that are not met and weak policy are never added up, and unknown is no finding.
    void eachStandingHasItsWord()
    {
        const auto shown = m_backend->overview(m_path, {});
        QVERIFY(shown);
        QHash<QString, double> counted;
        for (const figures::Bar &bar : shown->frameworks.bars) {
            for (const figures::BarSegment &part : bar.segments) {
                counted[part.label.section(u',', 0, 0)] += part.value;
                QCOMPARE(part.unit, part.label == u"unknown"_s ? u"results"_s : QString());
            }
        }
        const auto tile = [&](const QString &id) {
            const auto it = std::find_if(shown->tiles.cbegin(), shown->tiles.cend(), [&](const views::TileData &t) { return t.id == id; });
            return it == shown->tiles.cend() ? -1 : plainNumber(it->number);
        };
        QCOMPARE(int(counted.value(u"gap"_s)), tile(u"law"_s));
        QCOMPARE(int(counted.value(u"not met"_s)), tile(u"scheme"_s));
        QVERIFY(counted.value(u"weak"_s) > 0);
        QVERIFY(counted.value(u"unknown"_s) > 0);
    }

    void theBarsSayOnPaperWhatTheyAddUpAndWhatTheirColoursMean()
    {
        const auto window = openWindow(u"overview"_s);
        const report::FigureSheet sheet = window->findChild<views::FigureView *>(u"overviewFrameworks"_s)->sheet();
        QCOMPARE(sheet.title, u"Open and unknown, by framework"_s);
        QStringList words;
        const figures::Figure figure = sheet.layout(QRectF(QPointF(), sheet.size), figures::Style::screen(figures::Palette::light()));
        for (const figures::Cell &cell : figure.cells)
            words << cell.text;
        for (const QString &word : {u"critical"_s, u"high"_s, u"medium"_s, u"unknown, no finding"_s})
            QVERIFY2(words.contains(word), qPrintable(word));
    }
    // A day two years ahead must not read as last week.
    void trendsNameTheDayWithItsYear()
    {
        const auto shown = m_backend->overview(m_path, {});
        const auto before = m_backend->runs(m_path);
        QVERIFY(shown && before);
        const QString year = QString::number(before->at(before->size() - 2).asOf.year());
        int told = 0;
        for (const views::TileData &tile : shown->tiles) {
            if (tile.change.isEmpty())
                continue;
            ++told;
            QVERIFY2(tile.change.contains(year), qPrintable(tile.change));
            // What it is compared with, not the day of the number itself.
            QVERIFY2(tile.change.contains(u" since "_s) || tile.change.startsWith(u"unchanged since "_s), qPrintable(tile.change));
        }
        QCOMPARE(told, 3);
    }
    void aTableKeepsEachColumnInSight_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {320, 480, 900})
            QTest::newRow(qPrintable(u"%1 px"_s.arg(width))) << width;
    }
    void aTableKeepsEachColumnInSight()
    {
        QFETCH(int, width);
        views::FigureView view(u"Chips by vendor, model and site"_s);
        view.setTableFunction([] {
            return report::FigureTable{{u"Vendor"_s, u"Model"_s, u"Site"_s, u"Chips"_s, u"Share"_s},
                                       {{u"NVIDIA"_s, u"GB200 NVL72 of the second generation"_s, u"Frankfurt am Main, co-located data centre of the group"_s, u"1152"_s, u"61 %"_s},
                                        {u"AMD"_s, u"MI300X"_s, u"Stockholm"_s, u"64"_s, u"3 %"_s}}};
        });
        view.setLayoutFunction([](const QRectF &, const figures::Style &) { return figures::Figure(); });
        view.resize(width, 240);
        view.show();
        view.tools()->setTable(true);
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto *rows = view.findChild<QTreeWidget *>();
        QVERIFY(rows && rows->isVisible());
        int sum = 0;
        for (int c = 0; c < rows->columnCount(); ++c) {
            QVERIFY(rows->header()->sectionSize(c) > 0);
            sum += rows->header()->sectionSize(c);
        }
        QVERIFY2(sum <= rows->viewport()->width(), qPrintable(u"%1 in %2"_s.arg(sum).arg(rows->viewport()->width())));
    }
    void aFilterNarrowsBoth_data()
    {
        QTest::addColumn<FilterState>("filter");
        QTest::newRow("Germany") << inCountry(u"DE"_s);
        FilterState high;
        high.severity = domain::Severity::High;
        QTest::newRow("high") << high;
        FilterState law;
        law.framework = u"gdpr"_s;
        QTest::newRow("GDPR") << law;
    }
    void aFilterNarrowsBoth()
    {
        QFETCH(FilterState, filter);
        const auto compared = m_backend->openCompared(m_path, m_early, filter);
        const auto all = m_backend->openCompared(m_path, m_early, {});
        const auto shown = m_backend->overview(m_path, filter);
        QVERIFY(compared && all && shown);
        // What is open now is what the overview counts from the findings.
        const QHash<QString, double> counted = wholes(shown->frameworks);
        QVERIFY(!counted.isEmpty());
        const QHash<QString, double> now = wholes(compared->bars);
        for (auto it = counted.cbegin(); it != counted.cend(); ++it)
            QVERIFY2(now.contains(it.key()), qPrintable(it.key()));
        for (const figures::Bar &bar : compared->bars.bars)
            QCOMPARE(wholeOf(bar), counted.value(bar.id));
        double was = 0, wasAll = 0;
        for (const figures::Bar &bar : compared->bars.bars)
            was += *bar.before;
        for (const figures::Bar &bar : all->bars.bars)
            wasAll += *bar.before;
        QVERIFY(was > 0 && was < wasAll);
    }

    void aMarkStandsWhereTheBarEnded()
    {
        figures::StackedBarsData data;
        data.unit = u"findings"_s;
        data.bars = {{u"a"_s, u"GDPR"_s, {{u"x"_s, u"gap"_s, 10, figures::Fill::of(domain::Severity::High)}}, u"+5"_s, 5.0},
                     {u"b"_s, u"DORA"_s, {{u"y"_s, u"gap"_s, 4, figures::Fill::of(domain::Severity::High)}}, u"\u221216"_s, 20.0}};
        const figures::Style style = figures::Style::screen(figures::Palette::dark());
        const figures::Figure figure = figures::layoutStackedBars(data, QRectF(0, 0, 500, 80), style);
        const auto markOf = [&](const QString &name) {
            const auto it = std::find_if(figure.cells.begin(), figure.cells.end(), [&](const figures::Cell &c) { return c.tip.startsWith(name + u", before"_s); });
            return it == figure.cells.end() ? QRectF() : it->rect;
        };
        const auto barOf = [&](const QString &id) {
            const auto it = std::find_if(figure.cells.begin(), figure.cells.end(), [&](const figures::Cell &c) { return c.id == id; });
            return it == figure.cells.end() ? QRectF() : it->rect;
        };
        QVERIFY(!markOf(u"GDPR"_s).isNull() && !markOf(u"DORA"_s).isNull());
        const double left = barOf(u"x"_s).left();
        QVERIFY(qAbs(markOf(u"GDPR"_s).center().x() - (left + barOf(u"x"_s).width() / 2)) < 1);
        QVERIFY(qAbs(markOf(u"DORA"_s).center().x() - (left + barOf(u"y"_s).width() * 5)) < 1);
        QVERIFY(figure.rect.contains(markOf(u"DORA"_s)));
    }

    void theOverviewComparesAndItsFileSaysSo()
    {
        const auto window = open(m_path);
        window->resize(1440, 900);
        window->showPage(u"overview"_s);
        settle(*window);
        auto *against = window->findChild<QComboBox *>(u"overviewAgainst"_s);
        QVERIFY(against && against->isVisible() && !against->accessibleName().isEmpty());
        auto *bars = window->findChild<views::FigureView *>(u"overviewFrameworks"_s);
        QCOMPARE(bars->sheet().table.columns, (QStringList{u"Framework"_s, u"What"_s, u"Number"_s, u"%"_s}));
        against->setCurrentIndex(against->findData(m_early));
        settle(*window);
        const report::FigureTable table = bars->sheet().table;
        QCOMPARE(table.columns.size(), 5);
        QVERIFY(table.columns.at(2).startsWith(u"2026-11-20"_s) && table.columns.at(3).startsWith(u"2029-11-20"_s));
        const QByteArray csv = report::toCsv(bars->sheet());
        QVERIFY(csv.contains("Difference") && csv.contains("2026-11-20, evaluation"));
        // The table takes the height that it needs, and gives it back.
        const int height = bars->height();
        bars->setFocus();
        QTest::keyClick(bars, Qt::Key_F4);
        auto *rows = bars->findChild<QTreeWidget *>(u"overviewFrameworksRows"_s);
        QVERIFY(rows && rows->isVisible());
        QCOMPARE(rows->topLevelItemCount(), int(table.rows.size()));
        // In the order of the figure, from the first on, no number out of sight.
        for (int i = 0; i < rows->topLevelItemCount(); ++i)
            QCOMPARE(rows->topLevelItem(i)->text(1), table.rows.at(i).at(1));
        QCOMPARE(rows->currentItem(), rows->topLevelItem(0));
        QTRY_VERIFY_WITH_TIMEOUT(bars->height() >= views::grid(40), patience);
        QTest::keyClick(rows, Qt::Key_F4);
        QTRY_COMPARE_WITH_TIMEOUT(bars->height(), height, patience);
        against->setCurrentIndex(0);
        settle(*window);
        QCOMPARE(bars->sheet().table.columns, (QStringList{u"Framework"_s, u"What"_s, u"Number"_s, u"%"_s}));
    }
};

BAILIWICK_TEST(QApplication, TestOpenCompared)

} // namespace tst_opencompared

#include "tst_opencompared.moc"
