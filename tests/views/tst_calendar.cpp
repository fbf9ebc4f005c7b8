// SPDX-License-Identifier: GPL-3.0-or-later
// The calendar's page: what comes, narrowed by sort, where each line leads, and what a day changes.
#include "pages/calendardata.h"
#include "pages/calendarpage.h"
#include "support/samplewindow.h"
#include "widgets/figureview.h"

#include <QDateEdit>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

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
            QVERIFY(button->text().endsWith(u' ' + QString::number(own)));
            QCOMPARE(button->isEnabled(), own > 0);
            if (own == 0)
                continue;
            button->click();
            left -= own;
            QCOMPARE(linesOf(list).size(), left);
        }
        QVERIFY(list->isHidden());
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

QTEST_MAIN(TestCalendar)
#include "tst_calendar.moc"
