// SPDX-License-Identifier: GPL-3.0-or-later
// One value for several things of the inventory, from its page.
#include "pages/backend.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

namespace tst_changemany {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestChangeMany : public SampleWindowTest
{
    Q_OBJECT

    static void showSystems(views::MainWindow &window)
    {
        auto *kinds = window.findChild<QListWidget *>(u"kinds"_s);
        for (int i = 0; i < kinds->count(); ++i) {
            if (kinds->item(i)->text().startsWith(u"IT systems"_s))
                kinds->setCurrentRow(i);
        }
        settle(window);
    }
    static QTableView *chooseLines(views::MainWindow &window, int first, int last)
    {
        auto *table = window.findChild<QTableView *>(u"inventoryTable"_s);
        table->selectionModel()->select(QItemSelection(table->model()->index(first, 0), table->model()->index(last, 0)), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        return table;
    }
    static QDialog *open(views::MainWindow &window)
    {
        window.findChild<QToolButton *>(u"changeMany"_s)->click();
        settle(window);
        auto *dialog = window.findChild<QDialog *>(u"manyDialog"_s);
        if (!dialog || !dialog->isVisible())
            qFatal("no dialog came");
        return dialog;
    }
    static void chooseAttribute(views::MainWindow &window, QDialog *dialog, const QString &attr)
    {
        auto *attribute = dialog->findChild<QComboBox *>(u"manyAttribute"_s);
        attribute->setCurrentIndex(attribute->findData(attr));
        settle(window);
    }
    static QPushButton *okOf(QDialog *dialog) { return dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok); }
    QStringList criticality(const QList<qint64> &ids)
    {
        QStringList out;
        for (const qint64 id : ids) {
            const auto entity = m_backend->entity(m_sample, id);
            for (const views::ValueDetail &value : entity ? entity->values : QList<views::ValueDetail>()) {
                if (value.attr == "criticality"_L1)
                    out.append(value.text);
            }
        }
        return out;
    }

private slots:
    void initTestCase() { makeSample(); }

    void oneLineIsChangedInItsDetails()
    {
        const auto window = openWindow(u"inventory"_s);
        showSystems(*window);
        auto *many = window->findChild<QToolButton *>(u"changeMany"_s);
        chooseLines(*window, 0, 0);
        settle(*window);
        QVERIFY(!many->isVisible());
        chooseLines(*window, 0, 4);
        QVERIFY(many->isVisible());
        QCOMPARE(many->text(), u"Change 5 …"_s);
    }

    /// All that the list finds, most of it never on the screen; undone in one step.
    void allOfTheListAndUndone()
    {
        const auto window = openWindow(u"inventory"_s);
        showSystems(*window);
        const views::InventoryQuery query{EntityKind::Workload, {}, {}, false, {}, 0, 100000};
        const auto rows = m_backend->inventory(m_sample, query);
        QVERIFY(rows && rows->total > 100);
        QList<qint64> ids;
        for (const items::Row &row : rows->rows)
            ids.append(row.id);
        const QStringList before = criticality(ids);
        chooseLines(*window, 0, rows->total - 1);
        const QPointer<QDialog> dialog = open(*window);
        QVERIFY(!okOf(dialog)->isEnabled());
        chooseAttribute(*window, dialog, u"criticality"_s);
        // The counts of what is recorded now are those of all.
        qsizetype counted = 0;
        static const QRegularExpression number(u"(\\d+) ×"_s);
        for (auto found = number.globalMatch(dialog->findChild<QLabel *>(u"manyNow"_s)->text()); found.hasNext();)
            counted += found.next().captured(1).toInt();
        QCOMPARE(counted, ids.size());
        auto *value = dialog->findChild<QComboBox *>(u"manyValue"_s);
        value->setEditText(u"nonsense"_s);
        okOf(dialog)->click();
        settle(*window);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"manyRefusal"_s)->isVisible(), patience);
        QCOMPARE(criticality(ids), before);
        value->setEditText(u"important"_s);
        okOf(dialog)->click();
        settle(*window);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog || !dialog->isVisible(), patience);
        const QStringList after = criticality(ids);
        QCOMPARE(after.count(u"important"_s), ids.size());
        QVERIFY(m_backend->undo(m_sample));
        QCOMPARE(criticality(ids), before);
    }

    /// What persons said is taken back, and what was imported counts again.
    void asTheSourcesSay()
    {
        const auto window = openWindow(u"inventory"_s);
        showSystems(*window);
        const auto ids = m_backend->listed(m_sample, {EntityKind::Workload, {}, {}, false, {}, 0, 0}, {{2, 4}, {7, 7}});
        QVERIFY(ids);
        QCOMPARE(ids->size(), qsizetype(4));
        const QStringList before = criticality(*ids);
        QVERIFY(m_backend->editMany(m_sample, {EntityKind::Workload, *ids, u"criticality"_s, u"critical"_s, u"Minutes of May"_s, u"CISO"_s}));
        QCOMPARE(criticality(*ids).count(u"critical"_s), ids->size());
        QVERIFY(m_backend->editMany(m_sample, {EntityKind::Workload, *ids, u"criticality"_s, {}, {}, {}}));
        QCOMPARE(criticality(*ids), before);
    }
};

BAILIWICK_TEST(QApplication, TestChangeMany)
} // namespace tst_changemany

#include "tst_changemany.moc"
