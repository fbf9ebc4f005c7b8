// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way in: looked at before anything is written, stopped in the middle, dropped onto the window.
#include "pages/importdialog.h"
#include "support/testmain.h"
#include "views/windowtest.h"
#include "widgets/progress.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QTreeWidget>

namespace tst_importdialog {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::ImportDialog;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

class TestImportDialog : public WindowTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }
    void looksBeforeItWrites();
    void namesTheCluster();
    void vouchesForAList();
    void stopsInTheMiddle();
    void aLongImportTellsHowFarItIsAndStops();
    void takesWhatIsDropped();
};

void TestImportDialog::looksBeforeItWrites()
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
void TestImportDialog::namesTheCluster()
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
void TestImportDialog::vouchesForAList()
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

void TestImportDialog::stopsInTheMiddle()
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

void TestImportDialog::aLongImportTellsHowFarItIsAndStops()
{
    // Of gigabytes too a half is a half.
    QProgressBar half;
    views::showProgress(&half, 3'000'000'000, 6'000'000'000);
    QCOMPARE(half.value() * 2, half.maximum());
    const QString path = m_folder.filePath(u"long.bailiwick"_s);
    const QString table = m_folder.filePath(u"systems.csv"_s);
    QByteArray rows = "workload:key,name,hosting_countries\n";
    for (int i = 0; i < 150000; ++i)
        rows += "w-" + QByteArray::number(i) + ",System " + QByteArray::number(i) + ",DE\n";
    write(table, rows);
    const auto window = open(path, true);
    window->importFiles({table});
    auto *dialog = window->findChild<ImportDialog *>(u"importDialog"_s);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Preview, patience);
    auto *bar = dialog->findChild<QProgressBar *>();
    QVERIFY(!bar->isVisible());
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"importNow"_s), Qt::LeftButton);
    QCOMPARE(dialog->stage(), ImportDialog::Stage::Importing);
    QVERIFY(bar->isVisible());
    // How far it is, while the window goes on answering.
    const auto *working = dialog->findChild<QLabel *>(u"importWorking"_s);
    QTRY_VERIFY_WITH_TIMEOUT(working->text().startsWith(u"systems.csv: "_s) && working->text().endsWith(u" records read"_s), patience);
    QVERIFY(working->isVisible());
    QCOMPARE(dialog->stage(), ImportDialog::Stage::Importing);
    auto *cancel = dialog->findChild<QAbstractButton *>(u"importClose"_s);
    QVERIFY(cancel->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->stage(), ImportDialog::Stage::Done, patience);
    // All of a file or nothing, and it is said.
    const auto now = m_backend->info(path);
    QVERIFY(now);
    QCOMPARE(now->entities, qint64(0));
    const auto *files = dialog->findChild<QTreeWidget *>(u"importFiles"_s);
    QVERIFY2(files->topLevelItem(0)->text(1).contains(u"nothing of it was imported"_s), qPrintable(files->topLevelItem(0)->text(1)));
    dialog->reject();
    QVERIFY(settle(*window));
}

void TestImportDialog::takesWhatIsDropped()
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

BAILIWICK_TEST(QApplication, TestImportDialog)

} // namespace tst_importdialog

#include "tst_importdialog.moc"
