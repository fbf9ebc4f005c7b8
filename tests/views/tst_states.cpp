// SPDX-License-Identifier: GPL-3.0-or-later
// What the officer says of a register as a whole and of things out of use, said in the window and taken back there.
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "pages/statedialogs.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

namespace tst_states {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestStates : public SampleWindowTest
{
    Q_OBJECT

    std::unique_ptr<views::MainWindow> m_window;

    void settle() { SampleWindowTest::settle(*m_window); }
    views::InventoryPageData list(EntityKind kind, const QString &state = {})
    {
        views::InventoryQuery query;
        query.kind = kind;
        if (!state.isEmpty())
            query.filter.narrow(u"state"_s, state, {});
        const auto page = m_backend->inventory(m_sample, query);
        return page ? *page : views::InventoryPageData();
    }
    /// Opens the menu of the register and takes the entry that begins so.
    void choose(const QString &entry)
    {
        auto *button = m_window->findChild<QToolButton *>(u"register"_s);
        emit button->menu()->aboutToShow();
        for (QAction *action : button->menu()->actions()) {
            if (action->text().startsWith(entry) && action->isEnabled())
                return action->trigger();
        }
        QFAIL(qPrintable(u"no entry "_s + entry));
    }

private slots:
    void initTestCase()
    {
        makeSample();
        m_window = openWindow();
    }
    void cleanupTestCase() { m_window.reset(); }

    void aRegisterIsDeclaredAndTakenBack()
    {
        views::FilterState filter;
        filter.kind = EntityKind::Certification;
        m_window->setFilter(filter);
        m_window->showPage(u"inventory"_s);
        settle();
        auto *button = m_window->findChild<QToolButton *>(u"register"_s);
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"Not complete"_s, patience);
        choose(u"Declare complete"_s);
        auto *dialog = m_window->findChild<views::RegisterDialog *>(u"registerDialog"_s);
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QComboBox *>(u"who"_s)->count() > 2);
        // Nobody answering for it would be no declaration.
        dialog->findChild<QComboBox *>(u"who"_s)->setCurrentText({});
        QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
        dialog->findChild<QComboBox *>(u"who"_s)->setCurrentText(u"CISO"_s);
        dialog->findChild<QDateEdit *>(u"until"_s)->setDate(QDate(2099, 5, 1));
        dialog->accept();
        settle();
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"Complete"_s, patience);
        QVERIFY2(button->toolTip().contains(u"by CISO"_s) && button->toolTip().contains(u"until 2099-05-01"_s), qPrintable(button->toolTip()));
        QVERIFY(m_window->workspace().stale);
        choose(u"No longer complete"_s);
        settle();
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"Not complete"_s, patience);
        QVERIFY(!list(EntityKind::Certification).state.complete);
        const auto deeds = m_backend->deeds(m_sample);
        QVERIFY(deeds);
        QCOMPARE(deeds->constFirst().kind, QString()); // the title says it: "Declaration: No longer declared" would say it twice
        QVERIFY2(deeds->constFirst().title.startsWith(u"No longer declared complete"_s), qPrintable(deeds->constFirst().title));
        const auto deed = m_backend->deed(m_sample, deeds->constFirst().id);
        QVERIFY(deed && !deed->changes.isEmpty());
        QCOMPARE(deed->changes.constFirst().what, u"Register: Certifications"_s);
        QCOMPARE(deed->changes.constFirst().before, u"declared complete"_s);
    }

    void aThingGoesOutOfUseAndComesBack()
    {
        const auto before = list(EntityKind::Contract);
        QVERIFY(before.total > 10);
        const qint64 id = before.rows.constFirst().id;
        views::FilterState filter;
        filter.kind = EntityKind::Contract;
        m_window->setFilter(filter);
        m_window->showPage(u"inventory"_s);
        settle();
        auto *pane = m_window->findChild<views::DetailsPane *>(u"detailsPane"_s);
        const auto detail = m_backend->entity(m_sample, id);
        QVERIFY(detail);
        pane->showEntity(*detail);
        pane->findChild<QToolButton *>(u"retire"_s)->click();
        auto *dialog = m_window->findChild<views::RetireDialog *>(u"retireDialog"_s);
        QVERIFY(dialog);
        dialog->findChild<QDateEdit *>(u"since"_s)->setDate(QDate(2026, 11, 1));
        dialog->accept();
        settle();
        QCOMPARE(list(EntityKind::Contract).total, before.total - 1);
        QCOMPARE(list(EntityKind::Contract).state.retired, 1);
        QCOMPARE(list(EntityKind::Contract, u"retired"_s).rows.constFirst().id, id);
        choose(u"Show those out of use (1)"_s);
        settle();
        auto *table = m_window->findChild<QTableView *>(u"inventoryTable"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
        QVERIFY(m_window->findChild<QAbstractButton *>(u"chip_state"_s)->text().contains(u"Contracts out of use"_s));
        pane->showEntity(*m_backend->entity(m_sample, id));
        QCOMPARE(pane->findChild<QToolButton *>(u"retire"_s)->text(), u"Take back into use"_s);
        pane->findChild<QToolButton *>(u"retire"_s)->click();
        settle();
        QCOMPARE(list(EntityKind::Contract).total, before.total);
        QCOMPARE(list(EntityKind::Contract).state.retired, 0);
    }
};

BAILIWICK_TEST(QApplication, TestStates)

} // namespace tst_states

#include "tst_states.moc"
