// SPDX-License-Identifier: GPL-3.0-or-later
// One filter for all pages: a tile asks anew, chips show what stands, and a page without a result says what leaves nothing.
#include "figures/figure.h"
#include "pages/mainwindow.h"
#include "pages/mapmetric.h"
#include "pages/nothingfound.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/figureview.h"
#include "widgets/filterbar.h"
#include "widgets/tile.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace tst_filters {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::FilterState;

class TestFilters : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void tilesTakeEachOthersPlace();
    void tilesKeepWhatThePagesAreAbout();
    void tilesObeyWhatTheBarsSet_data();
    void tilesObeyWhatTheBarsSet();
    void whatIsNotNarrowedSaysSo();
    void aScopeKeepsHowMuchIsDecided();
    void nothingFoundSaysWhyAndHelps_data();
    void nothingFoundSaysWhyAndHelps();
    void searchThatFindsNothingIsCleared();
    void chipsGoOnInTheNextLine();
    void overviewLeavesNothingAway();

private:
    static QStringList chips(const views::MainWindow &window)
    {
        QStringList names;
        for (const views::FilterChip &chip : window.findChild<views::FilterBar *>()->chips())
            names.append(chip.name);
        return names;
    }
};

void TestFilters::tilesTakeEachOthersPlace()
{
    const auto window = openWindow();
    const auto overview = m_backend->overview(m_sample, {});
    QVERIFY(overview);
    // What one tile asked for is gone when the next is clicked, whichever was before.
    for (const int tile : {0, 1, 2, 3, 4, 5, 3, 1, 5, 0, 2, 4}) {
        window->showPage(u"overview"_s);
        settle(*window);
        auto *button = window->findChild<QAbstractButton *>(u"tile%1"_s.arg(tile));
        QVERIFY(button && button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        settle(*window);
        QVERIFY2(window->filter() == overview->tiles.at(tile).filter, qPrintable(u"%1: %2"_s.arg(tile).arg(chips(*window).join(u' '))));
    }
}

void TestFilters::tilesKeepWhatThePagesAreAbout()
{
    FilterState about;
    about.country = u"DE"_s;
    about.framework = u"gdpr"_s;
    FilterState asked = about;
    asked.status = domain::Status::Gap;
    asked.kind = EntityKind::Certification;
    asked.narrow(u"expires"_s, u"1:2"_s, u"Lapsing"_s);
    QVERIFY(asked.about() == about);
    const auto plain = m_backend->overview(m_sample, about);
    const auto narrowed = m_backend->overview(m_sample, asked);
    QVERIFY(plain && narrowed);
    for (int i = 0; i < plain->tiles.size(); ++i) {
        QCOMPARE(narrowed->tiles.at(i).number, plain->tiles.at(i).number);
        QVERIFY(narrowed->tiles.at(i).filter == plain->tiles.at(i).filter);
        QCOMPARE(narrowed->tiles.at(i).filter.country, u"DE"_s);
    }
    // Of the GDPR alone no scheme is left to list: the tile leads nowhere rather than to an empty page.
    QVERIFY(!plain->tiles.at(3).page.isEmpty());
    QVERIFY(plain->tiles.at(4).page.isEmpty());
}

void TestFilters::tilesObeyWhatTheBarsSet_data()
{
    QTest::addColumn<QString>("mark");
    QTest::newRow("access rights held by roles") << u"principal:role"_s;
    QTest::newRow("accelerators of a vendor") << u"vendor:NVIDIA"_s;
    QTest::newRow("what is open under a law and high") << u"framework:gdpr:high"_s;
}

void TestFilters::tilesObeyWhatTheBarsSet()
{
    QFETCH(QString, mark);
    FilterState filter;
    QVERIFY(!views::filterForMark(mark, mark, filter).isEmpty());
    const auto overview = m_backend->overview(m_sample, filter);
    QVERIFY(overview);
    // The tiles of findings count what the bars of the frameworks stand for, without the grade's own question.
    const auto shown = m_backend->overview(m_sample, filter.withoutQuestion());
    QVERIFY(shown);
    double open = 0;
    for (const figures::Bar &bar : shown->frameworks.bars) {
        for (const figures::BarSegment &segment : bar.segments) {
            if (!segment.id.endsWith(u":unknown"_s))
                open += segment.value;
        }
    }
    const auto number = [&](const QString &tile) {
        const auto it = std::find_if(overview->tiles.cbegin(), overview->tiles.cend(), [&tile](const views::TileData &t) { return t.id == tile; });
        return it == overview->tiles.cend() ? QString() : it->number;
    };
    QVERIFY2(number(u"law"_s).toInt() + number(u"scheme"_s).toInt() <= open, qPrintable(u"%1 and %2 of %3 open"_s.arg(number(u"law"_s), number(u"scheme"_s)).arg(open)));
    // And each counts what it leads to.
    for (const views::TileData &tile : overview->tiles) {
        if (tile.page != u"issues"_s)
            continue;
        const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, tile.filter);
        QVERIFY(issues);
        if (tile.id == u"decided"_s)
            QVERIFY2(tile.note.startsWith(figures::formatCount(issues->unknowns) + u' '), qPrintable(tile.note));
        else
            QCOMPARE(tile.number, figures::formatCount(issues->findings));
    }
    const auto all = m_backend->overview(m_sample, {});
    QVERIFY(all);
    QVERIFY(overview->tiles.at(0).note != all->tiles.at(0).note);
}

void TestFilters::whatIsNotNarrowedSaysSo()
{
    const auto window = openWindow(u"overview"_s);
    FilterState filter;
    QVERIFY(!views::filterForMark(u"principal:role"_s, {}, filter).isEmpty());
    window->setFilter(filter);
    settle(*window);
    const auto *page = window->findChild<QWidget *>(u"page_overview"_s);
    QStringList limits;
    for (const QLabel *label : page->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().startsWith(u"not narrowed by"_s))
            limits.append(label->text());
    }
    // The map of IT systems, the accelerators and what comes; never the findings and the rights themselves.
    QCOMPARE(limits.size(), 3);
    for (const QString &limit : std::as_const(limits))
        QVERIFY2(limit.contains(u"Access rights"_s) && limit.contains(u"role"_s), qPrintable(limit));
    QVERIFY(window->findChild<views::Tile *>(u"tile0"_s)->limit().isEmpty());
    QVERIFY(window->findChild<views::Tile *>(u"tile3"_s)->limit().isEmpty());
    QVERIFY(window->findChild<views::Tile *>(u"tile1"_s)->limit().contains(u"Access rights"_s));
    // A saved figure doesn't claim what it isn't narrowed by.
    const QStringList of = page->findChild<views::FigureView *>(u"overviewMap"_s)->sheet().filters;
    QVERIFY2(of.size() == 1 && of.constFirst().startsWith(u"not narrowed by"_s), qPrintable(of.join(u'|')));
    window->setFilter({});
    settle(*window);
    QVERIFY(window->findChild<views::Tile *>(u"tile1"_s)->limit().isEmpty());
    // The same on the map itself, by what it shows.
    window->setFilter(filter);
    window->showPage(u"map"_s);
    settle(*window);
    QVERIFY(window->findChild<QLabel *>(u"mapLimit"_s)->isVisible());
    auto *metric = window->findChild<QComboBox *>(u"mapMetric"_s);
    metric->setCurrentIndex(metric->findData(static_cast<int>(views::MapMetric::Access)));
    settle(*window);
    QVERIFY(!window->findChild<QLabel *>(u"mapLimit"_s)->isVisible());
}

void TestFilters::aScopeKeepsHowMuchIsDecided()
{
    FilterState scope;
    scope.legalEntity = u"corvane-vie"_s;
    const auto overview = m_backend->overview(m_sample, scope);
    QVERIFY(overview);
    const views::TileData &tile = overview->tiles.constFirst();
    QCOMPARE(tile.label, u"Decided"_s);
    QVERIFY2(tile.number.endsWith(u" %"_s), qPrintable(tile.number));
    // Passes are those of the scope's own things, not of the whole organisation.
    const auto whole = m_backend->overview(m_sample, {});
    QVERIFY(whole);
    QVERIFY2(tile.tip != whole->tiles.constFirst().tip && tile.tip.contains(u"results that apply are decided"_s), qPrintable(tile.tip));
}

void TestFilters::nothingFoundSaysWhyAndHelps_data()
{
    QTest::addColumn<QString>("page");
    QTest::newRow("inventory") << u"inventory"_s;
    QTest::newRow("map") << u"map"_s;
    QTest::newRow("overview") << u"overview"_s;
    QTest::newRow("issues") << u"issues"_s;
}

void TestFilters::nothingFoundSaysWhyAndHelps()
{
    QFETCH(QString, page);
    const auto window = openWindow();
    FilterState filter;
    filter.country = u"AQ"_s;
    filter.status = domain::Status::Gap;
    window->setFilter(filter);
    window->showPage(page);
    settle(*window);
    auto *words = window->findChild<QWidget *>(u"page_"_s + page)->findChild<views::NothingFound *>();
    QTRY_VERIFY_WITH_TIMEOUT(words->isVisible(), patience);
    QVERIFY2(words->text().contains(m_backend->countryName(u"AQ"_s)) && words->text().contains(u"Open"_s), qPrintable(words->text()));
    emit words->linkActivated(u"0"_s);
    settle(*window);
    QVERIFY(window->filter().country.isEmpty());
    QVERIFY(window->filter().status == domain::Status::Gap);
    QTRY_VERIFY_WITH_TIMEOUT(!words->isVisible(), patience);
    window->setFilter(filter);
    settle(*window);
    QTRY_VERIFY_WITH_TIMEOUT(words->isVisible(), patience);
    emit words->linkActivated(u"all"_s);
    QVERIFY(window->filter().isEmpty());
}

void TestFilters::searchThatFindsNothingIsCleared()
{
    const auto window = openWindow();
    window->showPage(u"inventory"_s);
    settle(*window);
    auto *search = window->findChild<QLineEdit *>(u"inventorySearch"_s);
    search->setText(u"no such thing"_s);
    auto *words = window->findChild<QWidget *>(u"page_inventory"_s)->findChild<views::NothingFound *>();
    QTRY_VERIFY_WITH_TIMEOUT(words->isVisible(), patience);
    QVERIFY(words->text().contains(u"no such thing"_s));
    emit words->linkActivated(u"search"_s);
    QVERIFY(search->text().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QTableView *>(u"inventoryTable"_s)->isVisible(), patience);
}

void TestFilters::chipsGoOnInTheNextLine()
{
    const auto window = openWindow();
    window->resize(1024, 700);
    FilterState filter;
    filter.country = u"DE"_s;
    filter.framework = u"gdpr"_s;
    filter.severity = domain::Severity::High;
    filter.status = domain::Status::Gap;
    filter.kind = EntityKind::Workload;
    filter.narrow(u"zone"_s, u"out"_s, u"Stored outside the zone"_s).narrow(u"reach"_s, u"yes"_s, u"In foreign reach, in clear"_s);
    filter.text = u"settlement of securities"_s;
    window->setFilter(filter);
    settle(*window);
    auto *bar = window->findChild<views::FilterBar *>();
    QTRY_VERIFY(bar->height() > 40); // two lines
    QCOMPARE(window->width(), 1024);
    for (const QString &name : chips(*window)) {
        auto *chip = window->findChild<QWidget *>(u"chip_"_s + name);
        QVERIFY2(chip && chip->isVisible() && bar->rect().contains(chip->geometry()) && chip->width() >= chip->sizeHint().width(), qPrintable(name));
    }
}

void TestFilters::overviewLeavesNothingAway()
{
    const auto window = openWindow();
    for (const QSize &size : {QSize(1440, 900), QSize(1024, 700)}) {
        window->resize(size);
        window->showPage(u"overview"_s);
        settle(*window);
        auto *scroll = window->findChild<QScrollArea *>(u"overviewScroll"_s);
        QTRY_COMPARE(window->size(), size);
        for (const QString &name : {u"overviewMap"_s, u"overviewIssues"_s, u"overviewCalendar"_s, u"tile0"_s, u"tile5"_s}) {
            auto *part = scroll->widget()->findChild<QWidget *>(name);
            QVERIFY2(part && part->isVisibleTo(scroll->widget()), qPrintable(name));
            const QRect where(part->mapTo(scroll->widget(), QPoint()), part->size());
            QVERIFY2(scroll->widget()->rect().contains(where), qPrintable(name));
        }
        // All three charts have the height of all their lines.
        int charts = 0;
        for (QWidget *part : scroll->widget()->findChildren<QWidget *>()) {
            if (part->accessibleName() == u"Open and unknown, by framework"_s || part->accessibleName() == u"Accelerators by vendor"_s || part->accessibleName() == u"Access rights by kind of principal"_s) {
                ++charts;
                QVERIFY2(part->isVisibleTo(scroll->widget()) && part->height() >= 48, qPrintable(part->accessibleName()));
            }
        }
        QCOMPARE(charts, 3);
    }
}

BAILIWICK_TEST(QApplication, TestFilters)

} // namespace tst_filters

#include "tst_filters.moc"
