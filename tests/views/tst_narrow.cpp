// SPDX-License-Identifier: GPL-3.0-or-later
// The window at its smallest: what has no room is folded and said elsewhere, never pushed out of sight.
#include "pages/historypage.h"
#include "pages/issuelist.h"
#include "pages/mainwindow.h"
#include "pages/objectivesdialogs.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/filterbar.h"

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

namespace tst_narrow {

using namespace Qt::StringLiterals;

class TestNarrow : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void listsFitTheWindow_data();
    void listsFitTheWindow();
    void frameworksWithoutRoomStandTogether();
    void searchCanBeRead();
    void theStateIsCountedBelowTheTitle();
    void aListOfClausesIsCutBetweenThem_data();
    void aListOfClausesIsCutBetweenThem();
    void almostEmptyShowsWhatThereIs();
    void ampersandsInNamesAreLetters();
};

void TestNarrow::listsFitTheWindow_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("list");
    QTest::newRow("evaluations") << u"history"_s << u"runList"_s;
    QTest::newRow("imports") << u"imports"_s << u"importList"_s;
    QTest::newRow("issues") << u"issues"_s << u"issueList"_s;
}

void TestNarrow::listsFitTheWindow()
{
    QFETCH(QString, page);
    QFETCH(QString, list);
    views::MainWindow window(*m_backend);
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    window.show();
    QVERIFY(opened.wait(patience));
    window.showPage(page);
    auto *tree = window.findChild<QTreeWidget *>(list);
    for (const QSize &size : {QSize(1440, 900), QSize(1024, 700)}) {
        window.resize(size);
        QTRY_COMPARE_WITH_TIMEOUT(window.jobs().active(), 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(tree->topLevelItemCount() > 0, patience);
        QTRY_VERIFY2(tree->header()->length() <= tree->viewport()->width(),
                     qPrintable(u"%1 of %2 at %3"_s.arg(tree->header()->length()).arg(tree->viewport()->width()).arg(size.width())));
    }
}

void TestNarrow::frameworksWithoutRoomStandTogether()
{
    views::JobRunner jobs;
    views::HistoryPage page({*m_backend, jobs}, nullptr);
    const auto info = m_backend->info(m_sample);
    QVERIFY(info);
    page.resize(1300, 500);
    page.update(*info, {});
    page.setVisible(true);
    auto *list = page.findChild<QTreeWidget *>(u"runList"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list->topLevelItemCount() > 0, patience);
    const int last = list->columnCount() - 1;
    const int frameworks = last - 4;
    QCOMPARE(frameworks, 4); // what own standards find weak stands beside the GDPR's gaps
    QVERIFY(list->isColumnHidden(last));
    QStringList each;
    for (int c = 4; c < last; ++c)
        each.append(list->topLevelItem(0)->text(c));
    page.resize(640, 500);
    QTRY_VERIFY(!list->isColumnHidden(last));
    QVERIFY(list->header()->length() <= list->viewport()->width());
    int shown = 0;
    for (int c = 4; c < last; ++c)
        shown += list->isColumnHidden(c) ? 0 : 1;
    QCOMPARE(list->headerItem()->text(last), u"%1 more"_s.arg(frameworks - shown));
    // In full in the tooltip, and in the cell as far as it goes.
    for (const QString &numbers : std::as_const(each))
        QVERIFY2(list->topLevelItem(0)->toolTip(last).contains(numbers), qPrintable(numbers));
    QVERIFY(list->topLevelItem(0)->text(last).contains(each.constLast()));
    page.resize(1300, 500);
    QTRY_VERIFY(list->isColumnHidden(last));
}

void TestNarrow::searchCanBeRead()
{
    views::MainWindow window(*m_backend);
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    window.show();
    QVERIFY(opened.wait(patience));
    QTRY_COMPARE_WITH_TIMEOUT(window.jobs().active(), 0, patience);
    window.resize(1024, 700);
    QTRY_COMPARE(window.width(), 1024);
    auto *search = window.findChild<QLineEdit *>(u"search"_s);
    QTRY_VERIFY2(search->width() >= search->fontMetrics().horizontalAdvance(search->placeholderText()), qPrintable(QString::number(search->width())));
    auto *import = window.findChild<QWidget *>(u"import"_s);
    QVERIFY(import->mapTo(&window, QPoint(import->width(), 0)).x() <= 1024);
}

void TestNarrow::theStateIsCountedBelowTheTitle()
{
    views::IssueRow row;
    row.id = -1;
    row.title = u"Transfer without adequacy or safeguard"_s;
    row.clauses = {u"GDPR Art. 44-46"_s};
    row.unknowns = 7;
    views::IssueRow both = row;
    both.id = 2;
    both.number = u"I-0002"_s;
    both.open.add(domain::LegalStatus::Law, 3);
    both.open.add(domain::LegalStatus::OwnPolicy, 2);
    both.unknowns = 0;
    views::IssueList list(u"Issues"_s, false, nullptr);
    list.resize(600, 300);
    list.show();
    list.setIssues({row, both}, false, {});
    QVERIFY(list.isColumnHidden(3));
    const auto below = [&](int i) { return list.topLevelItem(i)->data(0, views::SignDelegate::BelowRole).toString(); };
    QVERIFY2(below(0).startsWith(u"7 unknown"_s), qPrintable(below(0)));
    QVERIFY2(below(1).startsWith(u"3 gaps, 2 weak · I-0002"_s), qPrintable(below(1)));
    list.resize(1200, 300);
    QTRY_VERIFY(!list.isColumnHidden(3));
    QVERIFY2(below(1).startsWith(u"I-0002"_s), qPrintable(below(1)));
}

void TestNarrow::aListOfClausesIsCutBetweenThem_data()
{
    QTest::addColumn<QStringList>("clauses");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("shown");
    const QStringList three = {u"GDPR Art. 44-46"_s, u"GDPR Art. 45"_s, u"EU CSF SOV-2 / 2.1"_s};
    const QString all = u"Workday: GDPR Art. 44-46; GDPR Art. 45; EU CSF SOV-2 / 2.1"_s;
    QTest::newRow("all fit") << three << all << all;
    QTest::newRow("two fit") << three << u"Workday: GDPR Art. 44-46; GDPR Art. 45 and 1 more"_s << u"Workday: GDPR Art. 44-46; GDPR Art. 45 and 1 more"_s;
    QTest::newRow("one fits") << three << u"Workday: GDPR Art. 44-46 and 2 more"_s << u"Workday: GDPR Art. 44-46 and 2 more"_s;
}

void TestNarrow::aListOfClausesIsCutBetweenThem()
{
    QFETCH(QStringList, clauses);
    QFETCH(QString, room);
    QFETCH(QString, shown);
    const QFontMetrics metrics(QApplication::font());
    const QString words = u"Workday: "_s + clauses.join(u"; "_s);
    QCOMPARE(views::fittingList(words, clauses, metrics, metrics.horizontalAdvance(room)), shown);
    // Too narrow even for the first, it is cut, but still says how many follow.
    const QString narrow = views::fittingList(words, clauses, metrics, metrics.horizontalAdvance(u"Workday: GDPR Art. 44 and 2 more"_s));
    QVERIFY2(narrow.endsWith(u" and 2 more"_s) && !narrow.contains(u"44-46"_s), qPrintable(narrow));
}

void TestNarrow::almostEmptyShowsWhatThereIs()
{
    const QString path = m_folder.filePath(u"one.bailiwick"_s);
    const QString list = m_folder.filePath(u"locations.csv"_s);
    QFile file(list);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("location:key,name,country,city\nhq,Head office,DE,Bonn\n");
    file.close();
    QVERIFY(m_backend->open(path, true));
    domain::QuietJob job;
    QVERIFY(m_backend->import(path, {{list}}, false, job));
    views::MainWindow window(*m_backend);
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(path, false);
    window.show();
    QVERIFY(opened.wait(patience));
    const auto idle = [&] { return window.jobs().active() == 0; };
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(window.findChild<QLabel *>(u"scopeLine"_s)->text().contains(u"1 thing recorded"_s));
    // The inventory opens what is there, not the kind that it usually begins with.
    window.showPage(u"inventory"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *table = window.findChild<QTableView *>(u"inventoryTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
    // Without an evaluation the history says what to do instead of drawing axes of no day.
    window.showPage(u"history"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *trend = window.findChild<QWidget *>(u"trendOpen"_s);
    QVERIFY2(trend->accessibleDescription().contains(u"F5"_s), qPrintable(trend->accessibleDescription()));
}

void TestNarrow::ampersandsInNamesAreLetters()
{
    views::FilterBar::Words words;
    words.country = [](const QString &) { return u"Trinidad & Tobago"_s; };
    views::FilterBar bar(words);
    views::FilterState filter;
    filter.country = u"TT"_s;
    bar.setFilter(filter);
    const auto *chip = bar.findChild<QAbstractButton *>(u"chip_country"_s);
    QVERIFY(chip);
    QVERIFY2(chip->text().startsWith(u"Trinidad && Tobago"_s), qPrintable(chip->text()));

    const views::WeightsDialog dialog({u"SOV-2"_s}, {u"Legal & Jurisdictional Sovereignty"_s}, {{u"own"_s, u"Own"_s, {10000}}}, nullptr);
    QStringList labels;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        labels.append(label->text());
    QVERIFY2(labels.contains(u"SOV-2 Legal && Jurisdictional Sovereignty"_s), qPrintable(labels.join(u" | "_s)));
}

BAILIWICK_TEST(QApplication, TestNarrow)

} // namespace tst_narrow

#include "tst_narrow.moc"
