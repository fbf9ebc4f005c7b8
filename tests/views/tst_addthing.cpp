// SPDX-License-Identifier: GPL-3.0-or-later
// A thing added to the inventory by hand, from its page.
#include "items/windowedtablemodel.h"
#include "pages/backend.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

namespace tst_addthing {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestAddThing : public SampleWindowTest
{
    Q_OBJECT

    static QDialog *dialogOf(views::MainWindow &window)
    {
        window.findChild<QToolButton *>(u"addThing"_s)->click();
        auto *dialog = window.findChild<QDialog *>(u"addDialog"_s);
        if (!dialog || !dialog->isVisible())
            qFatal("no dialog came");
        return dialog;
    }
    static QPushButton *okOf(QDialog *dialog) { return dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok); }

private slots:
    void initTestCase() { makeSample(); }

    void addedUndoneAndDoneAgain()
    {
        const auto window = openWindow(u"inventory"_s);
        const QPointer<QDialog> dialog = dialogOf(*window);
        QVERIFY2(!okOf(dialog)->isEnabled(), "a thing without a key");
        dialog->findChild<QLineEdit *>(u"addKey"_s)->setText(u"W-900"_s);
        dialog->findChild<QLineEdit *>(u"addName"_s)->setText(u"Branch archive"_s);
        okOf(dialog)->click();
        settle(*window);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog || !dialog->isVisible(), patience);
        const qint64 id = m_backend->find(m_sample, EntityKind::LegalEntity, u"W-900"_s) + m_backend->find(m_sample, EntityKind::Workload, u"W-900"_s);
        QVERIFY(id != 0);
        const auto entity = m_backend->entity(m_sample, id);
        QVERIFY(entity);
        QCOMPARE(entity->name, u"Branch archive"_s);
        // Its details are open, where the rest of it is said.
        bool shown = false;
        for (const QLabel *label : window->findChildren<QLabel *>())
            shown = shown || (label->isVisible() && label->text() == u"Branch archive"_s);
        QVERIFY(shown);
        // And the list stands on it.
        const auto *table = window->findChild<QTableView *>(u"inventoryTable"_s);
        QCOMPARE(table->currentIndex().data(items::WindowedTableModel::IdRole).toLongLong(), id);
        QVERIFY(table->viewport()->rect().intersects(table->visualRect(table->currentIndex())));
        domain::QuietJob job;
        QVERIFY(m_backend->undo(m_sample));
        QCOMPARE(m_backend->find(m_sample, entity->kind, u"W-900"_s), qint64(0));
        QVERIFY(m_backend->redo(m_sample, job));
        QCOMPARE(m_backend->find(m_sample, entity->kind, u"W-900"_s), id);
    }

    // A column that somebody ticks comes into view, however little room the details leave.
    void aColumnThatIsTickedIsSeen()
    {
        const auto window = openWindow(u"inventory"_s);
        window->resize(1024, 700);
        views::FilterState filter;
        filter.kind = EntityKind::Identity;
        window->setFilter(filter);
        settle(*window);
        auto *table = window->findChild<QTableView *>(u"inventoryTable"_s);
        table->selectRow(0);
        settle(*window);
        const auto *model = qobject_cast<items::WindowedTableModel *>(table->model());
        QMenu *menu = window->findChild<QToolButton *>(u"columnChooser"_s)->menu();
        QSet<QString> before;
        for (int c = 1; c < model->columnCount(); ++c)
            before.insert(model->columnName(c));
        emit menu->aboutToShow();
        const auto actions = menu->actions();
        const auto unticked = std::find_if(actions.cbegin(), actions.cend(), [](const QAction *a) { return !a->isChecked(); });
        QVERIFY(unticked != actions.cend());
        const QString label = (*unticked)->text();
        (*unticked)->trigger();
        settle(*window);
        const int last = model->columnCount() - 1;
        QCOMPARE(model->headerData(last, Qt::Horizontal, Qt::DisplayRole).toString(), label);
        QVERIFY(!before.contains(model->columnName(last)));
        QVERIFY(!table->isColumnHidden(last));
        const int left = table->columnViewportPosition(last);
        QVERIFY2(left >= 0 && left + table->columnWidth(last) <= table->viewport()->width(), qPrintable(u"%1 to %2 of %3"_s.arg(left).arg(left + table->columnWidth(last)).arg(table->viewport()->width())));
    }

    void refusedWhereItIsKnown()
    {
        const auto window = openWindow(u"inventory"_s);
        auto *kinds = window->findChild<QListWidget *>(u"kinds"_s);
        QVERIFY(kinds);
        for (int i = 0; i < kinds->count(); ++i) {
            if (kinds->item(i)->text().startsWith(u"IT systems"_s))
                kinds->setCurrentRow(i);
        }
        settle(*window);
        const qint64 before = m_backend->info(m_sample)->entities;
        QDialog *dialog = dialogOf(*window);
        dialog->findChild<QLineEdit *>(u"addKey"_s)->setText(u"crd-acquiring"_s);
        okOf(dialog)->click();
        settle(*window);
        auto *why = dialog->findChild<QLabel *>(u"addRefusal"_s);
        QTRY_VERIFY_WITH_TIMEOUT(why->isVisible(), patience);
        QVERIFY2(why->text().contains(u"crd-acquiring"_s), qPrintable(why->text()));
        QVERIFY(dialog->isVisible());
        QCOMPARE(m_backend->info(m_sample)->entities, before);
        dialog->reject();
    }
};

BAILIWICK_TEST(QApplication, TestAddThing)
} // namespace tst_addthing

#include "tst_addthing.moc"
