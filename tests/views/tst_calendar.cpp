// SPDX-License-Identifier: GPL-3.0-or-later
// The calendar's page: what comes, narrowed by sort, where each line leads, and what a day changes.
#include "pages/calendardata.h"
#include "pages/calendarpage.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/figureview.h"

#include <QApplication>
#include <QDateEdit>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <numeric>

namespace tst_calendar {

using namespace Qt::StringLiterals;
using views::CalendarData;

namespace {

/// The lines of a list that stand for something, without the heads of their groups.
QList<QTreeWidgetItem *> linesOf(QTreeWidget *list)
{
    QList<QTreeWidgetItem *> out;
    for (QTreeWidgetItemIterator it(list); *it; ++it) {
        if ((*it)->data(0, Qt::UserRole).toInt() >= 0)
            out.append(*it);
    }
    return out;
}

} // namespace

class TestCalendar : public SampleWindowTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }

    void standsByMonth()
    {
        const auto window = openWindow(u"calendar"_s);
        auto *list = window->findChild<QTreeWidget *>(u"calendarList"_s);
        const auto data = m_backend->calendar(m_sample, {});
        QVERIFY(data);
        QCOMPARE(linesOf(list).size(), data->rows.size());
        QVERIFY(list->topLevelItemCount() > 6);
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            for (int j = 0; j < list->topLevelItem(i)->childCount(); ++j) {
                const QDate day = QDate::fromString(list->topLevelItem(i)->child(j)->text(0), Qt::ISODate);
                QCOMPARE(QLocale().toString(day, u"MMMM yyyy"_s), list->topLevelItem(i)->text(0));
                QVERIFY(day >= QDate(2026, 11, 20));
            }
        }
        // The strip has a mark for every day of the list, or one for days that lie upon each other.
        auto *strip = window->findChild<views::FigureView *>(u"calendarStrip"_s);
        strip->grab(); // laid out when it is painted
        double marked = 0;
        for (const QString &id : strip->ids())
            QVERIFY(QDate::fromString(id, Qt::ISODate).isValid());
        for (const views::ComingRow &row : data->rows)
            marked += row.row.count;
        QVERIFY(marked > 0);
        QVERIFY(!strip->ids().isEmpty());
    }

    void aSavedStripNamesTheSortsThatItLeavesOut()
    {
        const auto window = openWindow(u"calendar"_s);
        auto *strip = window->findChild<views::FigureView *>(u"calendarStrip"_s);
        QVERIFY(strip->sheet().filters.isEmpty());
        window->findChild<QToolButton *>(u"calendarSort_"_s + text::comingSortName(text::ComingSort::Certificate))->setChecked(false);
        QCOMPARE(strip->sheet().filters, QStringList{u"without certificates"_s});
        QVERIFY(report::factsOf(strip->sheet()).contains(u"Filters: without certificates"_s));
    }

    void narrowedBySort()
    {
        const auto window = openWindow(u"calendar"_s);
        auto *list = window->findChild<QTreeWidget *>(u"calendarList"_s);
        const auto data = m_backend->calendar(m_sample, {});
        qsizetype left = data->rows.size();
        for (int i = 0; i < text::ComingSortCount; ++i) {
            const auto sort = static_cast<text::ComingSort>(i);
            auto *button = window->findChild<QToolButton *>(u"calendarSort_"_s + text::comingSortName(sort));
            QVERIFY(button);
            const auto own = std::count_if(data->rows.cbegin(), data->rows.cend(), [sort](const views::ComingRow &r) { return r.sort == sort; });
            // The button counts what it names; a line may stand for several.
            const int counted = std::accumulate(data->rows.cbegin(), data->rows.cend(), 0,
                                                [sort](int sum, const views::ComingRow &r) { return r.sort == sort ? sum + std::max(1, static_cast<int>(r.row.count)) : sum; });
            QVERIFY2(button->text().endsWith(u' ' + QString::number(counted)), qPrintable(button->text()));
            QCOMPARE(button->isEnabled(), own > 0);
            if (own == 0)
                continue;
            button->click();
            left -= own;
            QCOMPARE(linesOf(list).size(), left);
        }
        QVERIFY(list->isHidden());
    }

    void theDetailsFollowTheKeys()
    {
        const auto window = openWindow(u"calendar"_s);
        auto *page = window->findChild<views::CalendarPage *>();
        auto *list = window->findChild<QTreeWidget *>(u"calendarList"_s);
        window->activateWindow();
        list->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(list->hasFocus(), patience);
        QSignalSpy things(page, &views::Page::entityWanted);
        QSignalSpy days(page, &views::CalendarPage::dateWanted);
        QSignalSpy pages(page, &views::Page::filterWanted);
        const QTreeWidgetItem *before = list->currentItem();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(list->currentItem() != before);
        QVERIFY(things.size() + days.size() >= 1);
        QCOMPARE(pages.size(), 0);
        settle(*window);
    }

    // Whatever a line counts is what its door lists.
    void linesLeadToWhatTheyCount()
    {
        const auto data = m_backend->calendar(m_sample, {});
        int looked = 0;
        for (const auto &[row, sort] : data->rows) {
            if (row.count < 2 || row.page != u"inventory"_s || sort == text::ComingSort::Law)
                continue;
            views::InventoryQuery query;
            query.filter = row.filter;
            query.kind = row.filter.kind.value_or(domain::EntityKind::Workload);
            if (!row.filter.kind)
                continue;
            const auto listed = m_backend->inventory(m_sample, query);
            QVERIFY(listed);
            QCOMPARE(listed->total, row.count);
            ++looked;
        }
        QVERIFY(looked > 0);
    }

    void whatADayChanges()
    {
        const auto window = openWindow(u"calendar"_s);
        auto *list = window->findChild<QTreeWidget *>(u"calendarList"_s);
        QTreeWidgetItem *wanted = nullptr;
        for (QTreeWidgetItem *line : linesOf(list)) {
            if (line->text(0) == u"2027-05-31"_s)
                wanted = line;
        }
        QVERIFY(wanted);
        list->setCurrentItem(wanted);
        window->findChild<QPushButton *>(u"calendarWhatChanges"_s)->click();
        settle(*window);
        QCOMPARE(window->findChild<QTabBar *>(u"calendarParts"_s)->currentIndex(), 1);
        QCOMPARE(window->findChild<QDateEdit *>(u"daysFrom"_s)->date(), QDate(2027, 5, 30));
        QCOMPARE(window->findChild<QDateEdit *>(u"daysTo"_s)->date(), QDate(2027, 5, 31));
        compareWith(*window, {QDate(2027, 5, 30), QDate(2027, 5, 31), {}});
        keepPicture(*window, u"calendar-day"_s);
    }

    void itIsThreeYearsToTheDay()
    {
        const auto data = m_backend->calendar(m_sample, {});
        QVERIFY(data);
        QCOMPARE(data->until, data->asOf.addYears(3));
    }

    void untilADay()
    {
        const auto window = openWindow(u"calendar"_s);
        window->findChild<QTabBar *>(u"calendarParts"_s)->setCurrentIndex(1);
        auto *to = window->findChild<QDateEdit *>(u"daysTo"_s);
        to->setDate(QDate(2028, 8, 2));
        window->findChild<QPushButton *>(u"daysFromToday"_s)->click();
        QCOMPARE(window->findChild<QDateEdit *>(u"daysFrom"_s)->date(), QDate(2026, 11, 20));
        window->findChild<QPushButton *>(u"daysCompare"_s)->click();
        settle(*window);
        const views::DaysQuestion question{QDate(2026, 11, 20), QDate(2028, 8, 2), {}};
        compareWith(*window, question);
        keepPicture(*window, u"calendar-until"_s);
        // The changes of one framework alone, and all again.
        auto *frameworks = window->findChild<QTreeWidget *>(u"daysFrameworks"_s);
        auto *changes = window->findChild<QTreeWidget *>(u"daysChanges"_s);
        const qsizetype all = linesOf(changes).size();
        QVERIFY(frameworks->topLevelItemCount() > 2);
        frameworks->setCurrentItem(frameworks->topLevelItem(1));
        QVERIFY(linesOf(changes).size() < all);
        qint64 sum = 0;
        for (QTreeWidgetItem *line : linesOf(changes))
            sum += line->text(4).remove(QChar(0x2009)).remove(QChar(0x202f)).toLongLong();
        QCOMPARE(sum, frameworks->topLevelItem(1)->text(7).remove(QChar(0x2009)).remove(QChar(0x202f)).toLongLong());
        frameworks->setCurrentItem(frameworks->topLevelItem(0));
        QCOMPARE(linesOf(changes).size(), all);
        // Every line leads to as many things as it counts.
        domain::QuietJob job;
        const auto answer = m_backend->compareDays(m_sample, question, job);
        QVERIFY(answer);
        for (const views::ChangeRow &row : answer->changes) {
            views::InventoryQuery query;
            query.filter = row.filter;
            query.kind = *row.filter.kind;
            const auto listed = m_backend->inventory(m_sample, query);
            QVERIFY(listed);
            QCOMPARE(listed->total, static_cast<int>(row.count));
        }
    }

    // One click on a day asks what changes on it; the answer is a sentence whose numbers lead to their lines.
    void aClickOnADayAsksWhatChanges()
    {
        const auto window = openWindow(u"calendar"_s);
        window->resize(1024, 700);
        auto *list = window->findChild<QTreeWidget *>(u"calendarList"_s);
        QTreeWidgetItem *wanted = nullptr;
        for (QTreeWidgetItem *line : linesOf(list)) {
            if (line->text(0) == u"2027-05-31"_s)
                wanted = line;
        }
        QVERIFY(wanted);
        list->scrollToItem(wanted);
        const QRect cell = list->visualItemRect(wanted);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(list->header()->sectionViewportPosition(0) + list->header()->sectionSize(0) / 2, cell.center().y()));
        settle(*window);
        QCOMPARE(window->findChild<QTabBar *>(u"calendarParts"_s)->currentIndex(), 1);
        QCOMPARE(window->findChild<QDateEdit *>(u"daysTo"_s)->date(), QDate(2027, 5, 31));
        domain::QuietJob job;
        const auto answer = m_backend->compareDays(m_sample, {QDate(2027, 5, 30), QDate(2027, 5, 31), {}}, job);
        QVERIFY(answer && answer->changed > 0 && !answer->causes.isEmpty());
        auto *summary = window->findChild<QLabel *>(u"daysSummary"_s);
        QVERIFY2(summary->text().contains(u"30 May 2027"_s) && summary->text().contains(u"Why: "_s), qPrintable(summary->text()));
        auto *changes = window->findChild<QTreeWidget *>(u"daysChanges"_s);
        const auto counted = [&] {
            qint64 sum = 0;
            for (QTreeWidgetItem *line : linesOf(changes))
                sum += line->text(4).remove(QChar(0x2009)).remove(QChar(0x202f)).toLongLong();
            return sum;
        };
        for (const auto &[door, count] : {std::pair(u"more"_s, qint64{answer->more.total()}), std::pair(u"less"_s, qint64{answer->less.total()}), std::pair(u"all"_s, answer->changed)}) {
            QCOMPARE(summary->text().contains(u"href=\"%1\""_s.arg(door)), count > 0);
            emit summary->linkActivated(door);
            QCOMPARE(counted(), count);
        }
        qint64 causes = 0;
        for (const auto &[cause, count] : answer->causes)
            causes += count;
        QCOMPARE(causes, answer->changed);
        // Nothing has to be scrolled to at the least width.
        for (const QString &name : {u"daysChanges"_s, u"daysFrameworks"_s}) {
            auto *tree = window->findChild<QTreeWidget *>(name);
            QVERIFY2(tree->header()->length() <= tree->viewport()->width(), qPrintable(name));
        }
    }

    void anyDayCanBeAsked()
    {
        const auto window = openWindow(u"calendar"_s);
        window->findChild<QDateEdit *>(u"calendarDay"_s)->setDate(QDate(2027, 12, 2));
        window->findChild<QPushButton *>(u"calendarWhatChanges"_s)->click();
        settle(*window);
        QCOMPARE(window->findChild<QDateEdit *>(u"daysFrom"_s)->date(), QDate(2027, 12, 1));
        QCOMPARE(window->findChild<QDateEdit *>(u"daysTo"_s)->date(), QDate(2027, 12, 2));
        QVERIFY(window->findChild<QLabel *>(u"daysSummary"_s)->text().contains(u"2 December 2027"_s));
    }

    // A law's number of requirements leads to them, and each of them to its place in the framework.
    void aLawLeadsToItsRequirements()
    {
        const QString copy = m_folder.filePath(u"ai.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, copy));
        QVERIFY(m_backend->choose(copy, {u"gdpr"_s, u"eu-ai-act"_s}).has_value());
        auto window = std::make_unique<views::MainWindow>(*m_backend);
        window->show();
        QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
        window->openWorkspace(copy, false);
        QVERIFY(opened.wait(patience));
        window->showPage(u"calendar"_s);
        settle(*window);
        const auto data = m_backend->calendar(copy, {});
        auto *list = window->findChild<QTreeWidget *>(u"calendarList"_s);
        int looked = 0;
        for (QTreeWidgetItem *line : linesOf(list)) {
            const views::CalendarRow &row = data->rows.at(line->data(0, Qt::UserRole).toInt()).row;
            if (row.requirements.isEmpty())
                continue;
            ++looked;
            QCOMPARE(row.requirements.size(), row.count);
            if (looked > 1)
                continue;
            emit list->itemActivated(line, 1);
            settle(*window);
            auto *pane = window->findChild<views::DetailsPane *>(u"detailsPane"_s);
            QVERIFY(pane->isVisible());
            auto *doors = pane->findChild<QLabel *>(u"dateRequirements"_s);
            QVERIFY(doors);
            QCOMPARE(doors->text().count(u"<a "_s), row.count);
            emit doors->linkActivated(row.requirements.constLast().first);
            settle(*window);
            auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
            QVERIFY(tree && tree->isVisible() && tree->currentItem());
            QVERIFY2(tree->currentItem()->toolTip(0).contains(row.requirements.constLast().second.section(u": "_s, -1)) || tree->currentItem()->text(5).contains(row.requirements.constLast().first),
                     qPrintable(tree->currentItem()->text(0) + tree->currentItem()->toolTip(0)));
            emit pane->dayWanted(row.date);
            settle(*window);
            QCOMPARE(window->findChild<QDateEdit *>(u"daysTo"_s)->date(), row.date);
        }
        QVERIFY(looked > 0);
    }

    void nothingChanges()
    {
        const auto window = openWindow(u"calendar"_s);
        window->findChild<QTabBar *>(u"calendarParts"_s)->setCurrentIndex(1);
        window->findChild<QDateEdit *>(u"daysFrom"_s)->setDate(QDate(2027, 5, 5));
        window->findChild<QDateEdit *>(u"daysTo"_s)->setDate(QDate(2027, 5, 5));
        window->findChild<QPushButton *>(u"daysCompare"_s)->click();
        settle(*window);
        QVERIFY(window->findChild<QLabel *>(u"daysSummary"_s)->text().startsWith(u"Nothing changes"_s));
        QVERIFY(window->findChild<QTreeWidget *>(u"daysChanges"_s)->isHidden());
    }

    // A line of answers to requirements counts them all, those of each framework by themselves.
    void answersToBeReviewedAreAllCounted()
    {
        const QString path = m_folder.filePath(u"answers.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        const auto due = [&](const QString &framework) {
            int count = 0;
            const auto data = m_backend->calendar(path, {});
            for (const views::ComingRow &row : data->rows)
                count += row.row.sort == u"requirement"_s && row.row.framework == framework && row.row.date == QDate(2027, 3, 1) ? row.row.count : 0;
            return count;
        };
        const auto attest = [&](const QString &framework, const QStringList &requirements) {
            views::Attestation said;
            said.list = framework;
            said.requirements = requirements;
            said.state = domain::Fulfilment::Met;
            said.who = u"CISO"_s;
            said.why = u"Written down"_s;
            said.on = m_clock.today();
            said.reviewOn = QDate(2027, 3, 1);
            return bool(m_backend->attest(path, said));
        };
        QVERIFY(attest(u"dora"_s, {u"Art. 5"_s, u"Art. 13"_s}));
        QVERIFY(attest(u"gdpr"_s, {u"Art. 37"_s}));
        QCOMPARE(due(u"dora"_s), 2);
        QCOMPARE(due(u"gdpr"_s), 1);
    }

private:
    /// For a person to look at, where BAILIWICK_PICTURES names a folder.
    static void keepPicture(views::MainWindow &window, const QString &name)
    {
        const QString folder = qEnvironmentVariable("BAILIWICK_PICTURES");
        if (folder.isEmpty())
            return;
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            window.resize(size);
            QVERIFY(window.grab().save(u"%1/%2-%3.png"_s.arg(folder, name).arg(size.width())));
        }
    }
    void compareWith(views::MainWindow &window, const views::DaysQuestion &question)
    {
        domain::QuietJob job;
        const auto answer = m_backend->compareDays(m_sample, question, job);
        QVERIFY(answer);
        QVERIFY(answer->changed > 0);
        qint64 sum = 0;
        for (const views::ChangeRow &row : answer->changes)
            sum += row.count;
        QCOMPARE(sum, answer->changed);
        QCOMPARE(linesOf(window.findChild<QTreeWidget *>(u"daysChanges"_s)).size(), answer->changes.size());
        QVERIFY(!window.findChild<QTreeWidget *>(u"daysChanges"_s)->isHidden());
    }
};

BAILIWICK_TEST(QApplication, TestCalendar)

} // namespace tst_calendar

#include "tst_calendar.moc"
