// SPDX-License-Identifier: GPL-3.0-or-later
// An officer's first day at the window: starting, importing, choosing the scope, answering, searching, reporting.
#include "pages/importdialog.h"
#include "pages/mainwindow.h"
#include "pages/reportspage.h"
#include "support/testmain.h"
#include "widgets/breaking.h"
#include "widgets/filterbar.h"
#include "widgets/theme.h"
#include "items/windowedtablemodel.h"
#include "support/samplewindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDropEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollBar>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

namespace tst_window {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::FilterState;
using views::ImportDialog;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

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

class TestWindow : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void offersWaysInAndSaysWhatToDo();
    void looksBeforeItWrites();
    void namesTheCluster();
    void vouchesForAList();
    void stopsInTheMiddle();
    void takesWhatIsDropped();
    void complainsAloud();
    void scopeNarrowsAllPages();
    void scopeStandsInTheReport();
    void noScopeHoldsMoreThanTheWhole();
    void listsShowWhatIsTakenOver();
    void detailsStayInTheirPane();
    void answersWithoutLosingThePlace();
    void searchFindsCommandsIssuesAndThings();
    void anotherDayEvaluatesAnew();
    void keyboardGoesIntoThePageAndOut();
    void reportSaysWhoAndWhatIsLeftOut();

private:
    std::unique_ptr<views::MainWindow> open(const QString &path, bool create = false);
    static bool settle(views::MainWindow &window)
    {
        return QTest::qWaitFor([&] { return window.jobs().active() == 0; }, patience);
    }
};

std::unique_ptr<views::MainWindow> TestWindow::open(const QString &path, bool create)
{
    auto window = std::make_unique<views::MainWindow>(*m_backend);
    window->show();
    QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
    QSignalSpy failed(window.get(), &views::MainWindow::workspaceFailed);
    window->openWorkspace(path, create);
    if (!QTest::qWaitFor([&] { return !opened.isEmpty() || !failed.isEmpty(); }, patience) || opened.isEmpty())
        qFatal("the workspace did not open: %s", failed.isEmpty() ? "no answer" : qPrintable(failed.constFirst().constFirst().value<domain::Error>().detail));
    if (!settle(*window))
        qFatal("%d jobs never ended", window->jobs().active());
    return window;
}

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

void TestWindow::looksBeforeItWrites()
{
    const QString folder = m_folder.filePath(u"exports"_s);
    QVERIFY(QDir().mkpath(folder));
    write(folder + u"/legal-entities.csv"_s, "legal_entity:key,name,country\nhq,Head office,DE\nfr,Branch Paris,FR\n,Without key,FR\n");
    write(folder + u"/holiday.txt"_s, "Dear all, the office is closed on Friday.\n");
    const auto window = open(m_folder.filePath(u"import.bailiwick"_s), true);
    QVERIFY(window->findChild<QMenu *>(u"registers"_s)->actions().size() >= 15);
    const QString empty = m_folder.filePath(u"register.csv"_s);
    QVERIFY(m_backend->saveRegister(EntityKind::Contract, empty));
    QFile table(empty);
    QVERIFY(table.open(QIODevice::ReadOnly));
    QVERIFY(table.readAll().contains("contract:key"));
    window->importFiles({folder});
    auto *dialog = window->findChild<ImportDialog *>(u"importDialog"_s);
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    auto *files = dialog->findChild<QTreeWidget *>(u"importFiles"_s);
    QCOMPARE(files->topLevelItemCount(), 2);
    const QTreeWidgetItem *letter = files->topLevelItem(0);
    QCOMPARE(letter->text(0), u"holiday.txt"_s);
    QVERIFY2(letter->text(1).size() > 10, "why a file is not understood");
    const QTreeWidgetItem *list = files->topLevelItem(1);
    QCOMPARE(list->text(0), u"legal-entities.csv"_s);
    QCOMPARE(QStringList({list->text(2), list->text(3), list->text(7)}), QStringList({u"3"_s, u"2"_s, u"1"_s}));
    // Nothing was written so far.
    QCOMPARE(m_backend->info(window->workspace().path)->entities, 0);
    files->setCurrentItem(files->topLevelItem(1));
    auto *messages = dialog->findChild<QTreeWidget *>(u"importMessages"_s);
    QVERIFY(messages->topLevelItemCount() > 0);
    QVERIFY2(messages->topLevelItem(0)->text(1).contains(u'4'), qPrintable(messages->topLevelItem(0)->text(1)));
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"importNow"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Done, patience);
    const QString account = dialog->findChild<QLabel *>(u"importLead"_s)->text();
    QVERIFY2(account.contains(u"3 read = 2 new + 0 changed + 0 unchanged + 0 ignored on purpose + 1 rejected"_s), qPrintable(account));
    QVERIFY(window->workspace().entities >= 2);
    const QString rejected = m_folder.filePath(u"rejected.csv"_s);
    domain::QuietJob job;
    const auto saved = m_backend->saveRejects(window->workspace().path, {{folder}}, rejected, job);
    QVERIFY(saved);
    QCOMPARE(*saved, QStringList{rejected});
    QFile text(rejected);
    QVERIFY(text.open(QIODevice::ReadOnly));
    QVERIFY(text.readAll().contains("Without key"));
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"evaluateNow"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window->workspace().evaluated, patience);
    QVERIFY(settle(*window));
}

/// Where nothing in an export tells its cluster, the preview has a field for its name.
void TestWindow::namesTheCluster()
{
    const QString folder = m_folder.filePath(u"east"_s);
    QVERIFY(QDir().mkpath(folder));
    write(folder + u"/nodes.json"_s, R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"n1"},"spec":{},"status":{}}]})");
    const auto window = open(m_folder.filePath(u"cluster.bailiwick"_s), true);
    window->importFiles({folder});
    auto *dialog = window->findChild<ImportDialog *>(u"importDialog"_s);
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    auto *field = dialog->findChild<QLineEdit *>(u"importCluster"_s);
    QVERIFY(field && field->isVisible());
    field->setFocus();
    QTest::keyClicks(field, u"prod"_s);
    QTest::keyClick(field, Qt::Key_Tab);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"importNow"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Done, patience);
    QVERIFY2(!field->isVisible(), "it is of no more use");
    dialog->reject();
    QVERIFY(settle(*window));
    const auto found = m_backend->search(window->workspace().path, u"k8s:prod:node/n1"_s);
    QVERIFY(found && found->size() == 1);
}

/// A list of a cloud does not tell whether it is all of a subscription: whoever imports it ticks that, and what it lacks is gone.
void TestWindow::vouchesForAList()
{
    const QString id = u"00000000-1111-2222-3333-444444444444"_s;
    const auto list = [&](const QStringList &names) {
        QStringList rows;
        for (const QString &name : names)
            rows.append(uR"({"id":"/subscriptions/%1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/%2","name":"%2","type":"Microsoft.Storage/storageAccounts","location":"westeurope","resourceGroup":"rg"})"_s.arg(id, name));
        return QString(u'[' + rows.join(u',') + u']').toUtf8();
    };
    const QString file = m_folder.filePath(u"resources.json"_s);
    write(file, list({u"one"_s, u"two"_s}));
    const auto window = open(m_folder.filePath(u"vouched.bailiwick"_s), true);
    window->importFiles({file});
    auto *dialog = window->findChild<ImportDialog *>(u"importDialog"_s);
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    auto *whole = dialog->findChild<QListWidget *>(u"importWhole"_s);
    QVERIFY(whole && whole->isVisible() && !whole->accessibleName().isEmpty());
    QCOMPARE(whole->count(), 1);
    QVERIFY(whole->item(0)->text().contains(id));
    QCOMPARE(whole->item(0)->checkState(), Qt::Unchecked);
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"importNow"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Done, patience);
    QVERIFY2(!whole->isVisible(), "it is of no more use");
    dialog->reject();
    QTRY_VERIFY2(!window->findChild<ImportDialog *>(u"importDialog"_s), "the next one is another");
    QVERIFY(settle(*window));
    write(file, list({u"one"_s}));
    window->importFiles({file});
    dialog = window->findChild<ImportDialog *>(u"importDialog"_s);
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    whole = dialog->findChild<QListWidget *>(u"importWhole"_s);
    const auto saysGone = [&] {
        const auto *messages = dialog->findChild<QTreeWidget *>(u"importMessages"_s);
        for (int i = 0; i < messages->topLevelItemCount(); ++i) {
            if (messages->topLevelItem(i)->text(2).contains(u"no longer in it"_s))
                return true;
        }
        return false;
    };
    QVERIFY2(!saysGone(), "nobody has said that the list is all of it");
    // With the keyboard: the list has the row, the space bar ticks it.
    whole->setFocus();
    QTest::keyClick(whole, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    QCOMPARE(whole->item(0)->checkState(), Qt::Checked);
    QVERIFY(saysGone());
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"importNow"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Done, patience);
    QVERIFY(saysGone());
    dialog->reject();
    QVERIFY(settle(*window));
}

void TestWindow::stopsInTheMiddle()
{
    const QString path = m_folder.filePath(u"stopped.bailiwick"_s);
    QVERIFY(m_backend->open(path, true));
    const QString first = m_folder.filePath(u"first.csv"_s);
    const QString second = m_folder.filePath(u"second.csv"_s);
    write(first, "legal_entity:key,name,country\nhq,Head office,DE\n");
    write(second, "legal_entity:key,name,country\nfr,Branch Paris,FR\n");
    // Stopped when the second file begins: the first is in, the second is told as stopped.
    class StopAtSecond final : public domain::JobContext
    {
    public:
        bool isCancelled() const override { return m_stop; }
        void progress(qint64, qint64, const QString &text) override { m_stop = m_stop || text == u"second.csv"_s; }

    private:
        bool m_stop = false;
    } job;
    const auto done = m_backend->import(path, {{first, second}}, false, job);
    QVERIFY(done);
    QCOMPARE(done->files.size(), 2);
    QCOMPARE(done->files.at(0).records.added, 1);
    QVERIFY(done->files.at(1).cancelled && done->files.at(1).refused);
    const auto window = open(path);
    window->importFiles({second});
    auto *dialog = window->findChild<ImportDialog *>(u"importDialog"_s);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    const qint64 before = window->workspace().entities;
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"importNow"_s), Qt::LeftButton);
    QCOMPARE(dialog->stage(), ImportDialog::Stage::Importing);
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"importClose"_s), Qt::LeftButton);
    QVERIFY2(dialog->isVisible(), "it stays to tell what came in");
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Done, patience);
    // Stopped in time or not: what is said and what is there agree.
    const QString account = dialog->findChild<QLabel *>(u"importLead"_s)->text();
    const auto now = m_backend->info(path);
    QVERIFY(now);
    QCOMPARE(account.contains(u"1 new"_s), now->entities > before);
    dialog->reject();
    QVERIFY(settle(*window));
}

void TestWindow::takesWhatIsDropped()
{
    const auto window = open(m_folder.filePath(u"dropped.bailiwick"_s), true);
    const QString folder = m_folder.filePath(u"dropped"_s);
    QVERIFY(QDir().mkpath(folder + u"/inner"_s));
    write(folder + u"/inner/entities.csv"_s, "legal_entity:key,name,country\nhq,Head office,DE\n");
    const QString single = m_folder.filePath(u"single.csv"_s);
    write(single, "legal_entity:key,name,country\nfr,Branch Paris,FR\n");
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(folder), QUrl::fromLocalFile(single)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(window->findChild<ImportDialog *>(u"importDialog"_s), patience);
    auto *dialog = window->findChild<ImportDialog *>(u"importDialog"_s);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    QCOMPARE(dialog->findChild<QTreeWidget *>(u"importFiles"_s)->topLevelItemCount(), 2);
    dialog->reject();
    QVERIFY(settle(*window));
    QCOMPARE(m_backend->info(window->workspace().path)->entities, 0);
    QMimeData words;
    words.setText(u"not a file"_s);
    QDragEnterEvent other(QPoint(50, 50), Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &other);
    QVERIFY(!other.isAccepted());
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

void TestWindow::scopeNarrowsAllPages()
{
    const auto window = open(m_sample);
    auto *button = window->findChild<QAbstractButton *>(u"scope"_s);
    QVERIFY(button && button->isVisible());
    QVERIFY(button->text().contains(u"Whole organisation"_s));
    const auto scopes = m_backend->scopes(m_sample);
    QVERIFY(scopes && scopes->size() > 20);
    for (const auto &[kind, menu] : {std::pair(EntityKind::LegalEntity, u"scope_legal_entity"_s), std::pair(EntityKind::BusinessService, u"scope_business_service"_s)}) {
        auto *list = window->findChild<QMenu *>(menu);
        QVERIFY2(list && list->actions().size() > 5, qPrintable(menu));
        QAction *choice = list->actions().constFirst();
        const QString name = choice->text();
        choice->trigger();
        QVERIFY(settle(*window));
        QVERIFY2(button->accessibleName().contains(name), qPrintable(button->accessibleName()));
        auto *chip = window->findChild<QAbstractButton *>(kind == EntityKind::LegalEntity ? u"chip_legalEntity"_s : u"chip_businessService"_s);
        QVERIFY(chip);
        QVERIFY2(chip->text().contains(name), qPrintable(chip->text()));
        const FilterState filter = window->filter();
        const auto narrowed = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        const auto all = m_backend->issues(m_sample, views::IssueGrouping::Severity, {});
        QVERIFY(narrowed && all);
        QVERIFY2(narrowed->findings < all->findings, qPrintable(name));
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(window->filter().isEmpty());
        QVERIFY(settle(*window));
    }
}

void TestWindow::scopeStandsInTheReport()
{
    const auto scopes = m_backend->scopes(m_sample);
    QVERIFY(scopes);
    domain::QuietJob job;
    int narrower = 0;
    for (const views::ScopeChoice &scope : *scopes) {
        if (scope.kind != EntityKind::LegalEntity)
            continue;
        views::ReportRequest request;
        request.path = m_folder.filePath(u"scope.json"_s);
        request.legalEntity = scope.key;
        const auto written = m_backend->writeReport(m_sample, request, job);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
        QFile file(request.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray json = file.readAll();
        QVERIFY2(json.contains("Legal entity: " + scope.name.toUtf8()), qPrintable(scope.name));
        // The report and the issues page count the same.
        FilterState filter;
        filter.legalEntity = scope.key;
        const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        QVERIFY(issues);
        int reported = 0;
        const QJsonArray frameworks = QJsonDocument::fromJson(json).object().value(u"frameworks"_s).toArray();
        QVERIFY(!frameworks.isEmpty());
        for (const QJsonValue &framework : frameworks) {
            const QJsonObject counts = framework.toObject().value(u"counts"_s).toObject();
            reported += counts.value(u"gap"_s).toInt() + counts.value(u"unknown"_s).toInt();
        }
        QCOMPARE(reported, issues->findings + issues->unknowns);
        narrower += issues->findings > 0;
        if (narrower > 5)
            break;
    }
    QVERIFY(narrower > 1);
}

void TestWindow::noScopeHoldsMoreThanTheWhole()
{
    const auto all = m_backend->issues(m_sample, views::IssueGrouping::Severity, {});
    const auto scopes = m_backend->scopes(m_sample);
    QVERIFY(all && scopes);
    for (const views::ScopeChoice &scope : *scopes) {
        FilterState filter;
        (scope.kind == EntityKind::LegalEntity ? filter.legalEntity : scope.kind == EntityKind::BusinessService ? filter.businessService : filter.provider) = scope.key;
        const auto part = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        QVERIFY(part);
        QVERIFY2(part->findings <= all->findings, qPrintable(scope.name));
    }
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

void TestWindow::reportSaysWhoAndWhatIsLeftOut()
{
    const auto window = open(m_sample);
    window->showPage(u"reports"_s);
    QVERIFY(settle(*window));
    const auto fill = [&](const QString &name, const QString &words) {
        auto *line = window->findChild<QLineEdit *>(name);
        if (!line)
            qFatal("no field %s", qPrintable(name));
        line->setText(words);
    };
    fill(u"reportPreparer"_s, u"Head of Compliance"_s);
    fill(u"reportReviewer"_s, u"Internal Audit"_s);
    fill(u"reportApprover"_s, u"Management Board"_s);
    fill(u"reportExclusions"_s, u"Branch Singapore; test systems ; "_s);
    window->findChild<QComboBox *>(u"reportClassification"_s)->setEditText(u"Internal"_s);
    const views::ReportRequest request = window->findChild<views::ReportsPage *>(u"page_reports"_s)->request(m_folder.filePath(u"who.json"_s));
    QCOMPARE(request.exclusions, QStringList({u"Branch Singapore"_s, u"test systems"_s}));
    domain::QuietJob job;
    QVERIFY(m_backend->writeReport(m_sample, request, job));
    QFile file(request.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    for (const char *words : {"Internal Audit", "Management Board", "Internal", "Branch Singapore", "test systems"})
        QVERIFY2(json.contains(words), words);
    QVERIFY(settle(*window));
}

BAILIWICK_TEST(QApplication, TestWindow)

} // namespace tst_window

#include "tst_window.moc"
