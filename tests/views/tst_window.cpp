// SPDX-License-Identifier: GPL-3.0-or-later
// An officer's first day at the window: starting, answering, searching, another day, the keyboard.
#include "items/windowedtablemodel.h"
#include "support/testmain.h"
#include "views/windowtest.h"
#include "widgets/breaking.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QScrollBar>
#include <QScrollArea>
#include <QTableView>
#include <QTreeWidget>

namespace tst_window {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::FilterState;

namespace {

QAction *commandOf(QWidget &window, const QString &words)
{
    for (QMenu *menu : window.findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (QString(action->text()).remove(u'&') == words)
                return action;
        }
    }
    return nullptr;
}

} // namespace

class TestWindow : public WindowTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }
    void offersWaysInAndSaysWhatToDo();
    void complainsAloud();
    void listsShowWhatIsTakenOver();
    void detailsStayInTheirPane();
    void answersWithoutLosingThePlace();
    void searchFindsCommandsIssuesAndThings();
    void anotherDayEvaluatesAnew();
    void keyboardGoesIntoThePageAndOut();
};

void TestWindow::offersWaysInAndSaysWhatToDo()
{
    views::UiSettings settings(m_folder.filePath(u"window.ini"_s));
    settings.addRecent(u"/somewhere/first.bailiwick"_s);
    views::MainWindow window(*m_backend, views::UiSettings(m_folder.filePath(u"window.ini"_s)));
    window.show();
    for (const QString &name : {u"startImport"_s, u"startSample"_s, u"startGuide"_s, u"startOpen"_s, u"startNew"_s, u"startRecent"_s}) {
        auto *button = window.findChild<QAbstractButton *>(name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), qPrintable(name));
    }
    for (const QString &command : {u"New workspace …"_s, u"Open …"_s, u"Open the sample"_s, u"Import files …"_s, u"Import a folder …"_s}) {
        const QAction *action = commandOf(window, command);
        QVERIFY2(action && action->isEnabled(), qPrintable(command));
    }
    const auto words = [&] { return window.findChild<QLabel *>(u"startTitle"_s)->text() + window.findChild<QLabel *>(u"startLead"_s)->text(); };
    QVERIFY(!words().contains(u"empty"_s));
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_folder.filePath(u"group.bailiwick"_s), true);
    QVERIFY(opened.wait(patience));
    QVERIFY2(words().contains(u"“group” is empty"_s) && words().contains(u"drop"_s), qPrintable(words()));
    QCOMPARE(window.findChild<QAbstractButton *>(u"startRecent"_s)->text(), m_folder.filePath(u"group.bailiwick"_s));
}

void TestWindow::complainsAloud()
{
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy failed(&window, &views::MainWindow::workspaceFailed);
    window.openWorkspace(m_folder.filePath(u"nowhere.bailiwick"_s), false);
    QVERIFY(failed.wait(patience));
    auto *box = window.findChild<QMessageBox *>(u"errorBox"_s);
    QVERIFY(box && box->isVisible());
    QVERIFY(box->informativeText().contains(u"nowhere.bailiwick"_s) || box->text().contains(u"nowhere.bailiwick"_s));
}

void TestWindow::listsShowWhatIsTakenOver()
{
    views::InventoryQuery query;
    query.kind = EntityKind::Workload;
    query.columns = {u"legal_entity"_s};
    query.sortBy = u"legal_entity"_s;
    const auto list = m_backend->inventory(m_sample, query);
    QVERIFY(list);
    int taken = 0;
    QString before;
    for (const items::Row &row : list->rows) {
        const items::Cell &cell = row.cells.constFirst();
        const auto detail = m_backend->entity(m_sample, row.id);
        QVERIFY(detail);
        for (const views::ValueDetail &v : detail->values) {
            if (v.attr != u"legal_entity"_s)
                continue;
            QCOMPARE(cell.state, v.state);
            QCOMPARE(v.inherited, !cell.from.isEmpty());
            if (v.state == items::CellState::Value)
                QCOMPARE(cell.text, v.text);
        }
        taken += !cell.from.isEmpty();
        if (!cell.from.isEmpty())
            QVERIFY2(cell.from.startsWith(u"taken over from business service "_s), qPrintable(cell.from));
        if (cell.state == items::CellState::Value) {
            QVERIFY2(before.compare(cell.text, Qt::CaseInsensitive) <= 0, "sorted by what is shown");
            before = cell.text;
        } else {
            before = u"\uffff"_s;
        }
    }
    QVERIFY(taken > 10);
    items::WindowedTableModel model;
    model.reset(1, u"Name"_s, {u"Legal entity"_s}, {u"legal_entity"_s});
    model.setBlock(0, {{1, u"k"_s, u"System"_s, {}, false, {{items::CellState::Value, u"Corvane SE"_s, false, u"taken over from business service Payments"_s}}}});
    QVERIFY(model.index(0, 1).data(items::WindowedTableModel::InheritedRole).toBool());
    QVERIFY(model.index(0, 1).data(Qt::ToolTipRole).toString().contains(u"taken over"_s));
    QVERIFY(model.index(0, 1).data(Qt::AccessibleTextRole).toString().contains(u"taken over"_s));
}

void TestWindow::detailsStayInTheirPane()
{
    const QString path = u"arn:aws:sagemaker:eu-central-1:111122223333:endpoint/aVeryLongNameWithoutAnySpaceInIt"_s;
    QVERIFY(views::breakable(path).size() > path.size());
    QCOMPARE(QString(views::breakable(path)).remove(QChar(0x200b)), path);
    QCOMPARE(views::breakable(u"short words stay as they are"_s), u"short words stay as they are"_s);
    const auto window = open(m_sample);
    window->resize(1024, 700);
    views::InventoryQuery query;
    const auto list = m_backend->inventory(m_sample, query);
    QVERIFY(list);
    window->showPage(u"inventory"_s);
    auto *table = window->findChild<QTableView *>(u"inventoryTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience);
    for (int row = 0; row < 12; ++row) {
        table->setCurrentIndex(table->model()->index(row, 0));
        QVERIFY(settle(*window));
        QCoreApplication::processEvents();
        auto *pane = window->findChild<QWidget *>(u"detailsPane"_s);
        auto *scroll = pane->findChild<QScrollArea *>();
        QVERIFY(scroll->widget());
        QVERIFY2(scroll->widget()->width() <= scroll->viewport()->width(), qPrintable(table->model()->index(row, 0).data().toString()));
        for (QAbstractButton *pencil : scroll->widget()->findChildren<QAbstractButton *>()) {
            if (pencil->isVisible() && pencil->accessibleName().startsWith(u"Change "_s))
                QVERIFY(pencil->mapTo(scroll->widget(), QPoint(pencil->width(), 0)).x() <= scroll->viewport()->width());
        }
    }
}

void TestWindow::answersWithoutLosingThePlace()
{
    const auto window = open(m_sample);
    window->showPage(u"inventory"_s);
    auto *table = window->findChild<QTableView *>(u"inventoryTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 60, patience);
    QVERIFY(settle(*window));
    table->setCurrentIndex(table->model()->index(50, 0));
    QVERIFY(settle(*window));
    const qint64 id = table->model()->index(50, 0).data(items::WindowedTableModel::IdRole).toLongLong();
    const int scrolled = table->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    auto *more = window->findChild<QAbstractButton *>(u"showUnsaid"_s);
    QVERIFY(more);
    QTest::mouseClick(more, Qt::LeftButton);
    auto *field = window->findChild<QWidget *>(u"value_exit_test_date"_s);
    if (!field) {
        const QList<QWidget *> all = window->findChildren<QWidget *>(QRegularExpression(u"^value_"_s));
        QVERIFY(!all.isEmpty());
        field = all.constLast();
    }
    const QString attr = field->objectName().mid(6);
    const auto stateOf = [&] {
        const auto detail = m_backend->entity(m_sample, id);
        for (const views::ValueDetail &v : detail ? detail->values : QList<views::ValueDetail>()) {
            if (v.attr == attr)
                return v.state;
        }
        return items::CellState::Value;
    };
    const items::CellState before = stateOf();
    QVERIFY(before == items::CellState::NeverAsked);
    struct Step { QString button; items::CellState state; };
    for (const Step &step : {Step{u"sayNoAnswer"_s, items::CellState::NoAnswer}, Step{u"sayNone"_s, items::CellState::DeclaredAbsent}}) {
        field = window->findChild<QWidget *>(u"value_"_s + attr);
        QVERIFY(field);
        for (QAbstractButton *b : field->findChildren<QAbstractButton *>()) {
            if (b->accessibleName().startsWith(u"Change "_s))
                b->click();
        }
        auto *say = field->findChild<QAbstractButton *>(step.button);
        QVERIFY2(say && say->isVisible(), qPrintable(attr + u' ' + step.button));
        say->click();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(), step.state, patience);
        QVERIFY(settle(*window));
    }
    // The list and the pane stay where they were.
    QCOMPARE(table->currentIndex().row(), 50);
    QCOMPARE(table->verticalScrollBar()->value(), scrolled);
    QVERIFY2(!window->findChild<QAbstractButton *>(u"showUnsaid"_s)->isVisible(), "what was unfolded stays unfolded");
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(), items::CellState::NoAnswer, patience);
    QVERIFY(settle(*window));
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(), before, patience);
    QVERIFY(settle(*window));
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(), items::CellState::NoAnswer, patience);
    QVERIFY(settle(*window));
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(), before, patience);
    QVERIFY(settle(*window));
}

void TestWindow::searchFindsCommandsIssuesAndThings()
{
    const auto window = open(m_sample);
    auto *search = window->findChild<QLineEdit *>(u"search"_s);
    const auto offersFor = [&](const QString &words) {
        search->clear();
        search->setFocus();
        QSignalSpy found(&window->jobs(), &views::JobRunner::finished);
        QTest::keyClicks(search, words);
        const auto answered = [&found] {
            return std::any_of(found.cbegin(), found.cend(), [](const QList<QVariant> &one) { return one.constFirst().toString() == u"search"_s; });
        };
        QAbstractItemView *popup = nullptr;
        const bool shown = QTest::qWaitFor([&] {
            for (QWidget *top : QApplication::topLevelWidgets()) {
                if (top->objectName() == u"searchOffers"_s && top->isVisible())
                    popup = qobject_cast<QAbstractItemView *>(top);
            }
            return popup && answered();
        }, patience);
        QStringList out;
        for (int i = 0; shown && i < popup->model()->rowCount(); ++i)
            out.append(popup->model()->index(i, 0).data().toString());
        return out;
    };
    const QStringList commands = offersFor(u"evalu"_s);
    QVERIFY2(commands.join(u'\n').contains(u"command"_s), qPrintable(commands.join(u'\n')));
    const QStringList issues = offersFor(u"out of our control"_s);
    QVERIFY2(issues.join(u'\n').contains(u"issue, "_s), qPrintable(issues.join(u'\n')));
    const QStringList things = offersFor(u"Agent platform"_s);
    QVERIFY2(things.join(u'\n').contains(u"IT system"_s), qPrintable(things.join(u'\n')));
    // Enter takes the first.
    QAbstractItemView *popup = nullptr;
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top->objectName() == u"searchOffers"_s && top->isVisible())
            popup = qobject_cast<QAbstractItemView *>(top);
    }
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Return);
    auto *pane = window->findChild<QWidget *>(u"detailsPane"_s);
    QTRY_VERIFY_WITH_TIMEOUT(pane->isVisible(), patience);
    QVERIFY(search->text().isEmpty());
    QVERIFY2(offersFor(u"zzzz nothing"_s).join(u'\n').contains(u"Nothing is called"_s), "it says so");
    QVERIFY(settle(*window));
}

void TestWindow::anotherDayEvaluatesAnew()
{
    const QString copy = m_folder.filePath(u"days.bailiwick"_s);
    domain::QuietJob job;
    QVERIFY(m_backend->openSample(copy, job));
    const auto window = open(copy);
    auto *asOf = window->findChild<QDateEdit *>(u"asOf"_s);
    const QDate before = window->workspace().asOf;
    QCOMPARE(asOf->date(), before);
    const QDate later = before.addYears(1);
    asOf->setDate(later);
    QTRY_COMPARE_WITH_TIMEOUT(window->workspace().asOf, later, patience);
    QVERIFY(settle(*window));
    // With two runs the tiles have something to compare with.
    const auto overview = m_backend->overview(copy, {});
    QVERIFY(overview);
    for (const views::TileData &tile : overview->tiles) {
        if (tile.id == u"decided"_s || tile.id == u"law"_s || tile.id == u"scheme"_s)
            QVERIFY2(tile.trend.size() == 2, qPrintable(tile.id));
    }
}

void TestWindow::keyboardGoesIntoThePageAndOut()
{
    const auto window = open(m_sample);
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    // The ninth page by its number; the next one in the navigation is that of the issues.
    const auto *pages = window->findChild<QListWidget *>(u"navigation"_s);
    QTest::keyClick(window.get(), Qt::Key_9, Qt::ControlModifier);
    QVERIFY(settle(*window));
    QCOMPARE(pages->currentRow(), 8);
    window->showPage(u"issues"_s);
    QCOMPARE(pages->currentRow(), 9);
    auto *list = window->findChild<QTreeWidget *>(u"issueList"_s);
    list->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(list->topLevelItemCount() > 0, patience);
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    auto *pane = window->findChild<QWidget *>(u"detailsPane"_s);
    QTRY_VERIFY_WITH_TIMEOUT(pane->isVisible(), patience);
    QVERIFY(settle(*window));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(pane->isAncestorOf(window->focusWidget()));
    QTest::keyClick(window->focusWidget(), Qt::Key_Escape);
    QVERIFY(!pane->isVisible());
    QVERIFY(list->hasFocus());
}

BAILIWICK_TEST(QApplication, TestWindow)

} // namespace tst_window

#include "tst_window.moc"
