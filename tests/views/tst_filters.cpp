// SPDX-License-Identifier: GPL-3.0-or-later
// One filter for all pages: a tile asks anew, chips show what stands, and a page without a result says what leaves nothing.
#include "figures/figure.h"
#include "pages/mainwindow.h"
#include "pages/nothingfound.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/filterbar.h"

#include <QAbstractButton>
#include <QApplication>
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
    asked.severity = domain::Severity::High;
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
            if (part->accessibleName() == u"Open findings by framework"_s || part->accessibleName() == u"Accelerators by vendor"_s || part->accessibleName() == u"Access rights by kind of principal"_s) {
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
