// SPDX-License-Identifier: GPL-3.0-or-later
// The workspace's file is renamed, moved, deleted or written over while it is shown; and what of one workspace must not follow into the next.
#include "pages/page.h"
#include "store/connectionscope.h"
#include "store/statement.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QDateEdit>
#include <QFile>
#include <QFileInfo>
#include <QListWidget>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStatusBar>

namespace tst_lostfile {

using namespace Qt::StringLiterals;

class TestLostFile : public SampleWindowTest
{
    Q_OBJECT

    static QString said(const views::MainWindow &window) { return window.statusBar()->currentMessage(); }
    void look(views::MainWindow &window)
    {
        window.lookForOthers();
        settle(window);
    }
    void open(views::MainWindow &window, const QString &path, bool create)
    {
        QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
        window.openWorkspace(path, create);
        if (!opened.wait(patience))
            qFatal("not opened");
        settle(window);
    }

private slots:
    void initTestCase() { makeSample(); }

    void theWindowSaysSoAndGoesOn_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"renamed", "emptied"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void theWindowSaysSoAndGoesOn()
    {
        QFETCH(QString, what);
        const auto window = openWindow(u"overview"_s);
        const views::WorkspaceInfo before = window->workspace();
        const QString kept = m_folder.filePath(u"kept.bailiwick"_s);
        QVERIFY(QFile::rename(m_sample, kept)); // what is deleted is the same to the window
        if (what == u"emptied"_s)
            QVERIFY(QFile(m_sample).open(QIODevice::WriteOnly));
        look(*window);
        QVERIFY2(said(*window).contains(u"no longer there"_s), qPrintable(said(*window)));
        QVERIFY(window->workspace() == before);
        if (what == u"renamed"_s)
            QVERIFY(!QFileInfo::exists(m_sample));
        // Once, until something changes.
        window->statusBar()->clearMessage();
        look(*window);
        QCOMPARE(said(*window), QString());
        // A look at a page neither makes the file nor ends the program.
        for (const QString &page : window->pageIds()) {
            window->showPage(page);
            settle(*window);
        }
        QVERIFY(!QFileInfo::exists(m_sample) || what == u"emptied"_s);
        QFile::remove(m_sample);
        QVERIFY(QFile::rename(kept, m_sample));
        look(*window);
        QVERIFY2(said(*window).contains(u"at its place again"_s), qPrintable(said(*window)));
        QVERIFY(window->workspace() == before);
    }

    // Another program's database in the workspace's place has none of its tables: said once, for the whole window, whichever page met it.
    void anotherProgramsDatabaseIsNoWorkspace_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QFile other(m_folder.filePath(u"other.sqlite"_s));
        {
            QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            db.setDatabaseName(other.fileName());
            if (!db.open())
                qFatal("no other database");
            QSqlQuery(db).exec(u"CREATE TABLE contacts(name TEXT)"_s);
            db.close();
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        if (!other.open(QIODevice::ReadOnly))
            qFatal("no other database");
        QTest::newRow("a database of another program") << other.readAll();
        QTest::newRow("no database at all") << QByteArray(8192, 'x');
    }
    void anotherProgramsDatabaseIsNoWorkspace()
    {
        QFETCH(QByteArray, bytes);
        const QString path = m_folder.filePath(u"replaced.bailiwick"_s);
        QFile::remove(path);
        QVERIFY(QFile::copy(m_sample, path));
        const auto window = openWindow(u"overview"_s);
        open(*window, path, false);
        const views::WorkspaceInfo before = window->workspace();
        QVERIFY(QFile::remove(path));
        QFile replaced(path);
        QVERIFY(replaced.open(QIODevice::WriteOnly) && replaced.write(bytes) == bytes.size());
        replaced.close();
        for (const QString &page : {u"issues"_s, u"inventory"_s, u"history"_s}) {
            window->statusBar()->clearMessage();
            window->showPage(page);
            settle(*window);
            QVERIFY2(said(*window).contains(u"replaced by another program's file"_s) && said(*window).contains(u"put the file back"_s), qPrintable(page + u": "_s + said(*window)));
            QVERIFY2(!said(*window).contains(u"no such table"_s), qPrintable(said(*window)));
        }
        QVERIFY(window->workspace() == before);
        // Nothing was written to it.
        QVERIFY(replaced.open(QIODevice::ReadOnly));
        QCOMPARE(replaced.readAll(), bytes);
    }

    void aConnectionNeverMakesTheFile_data()
    {
        QTest::addColumn<store::Access>("access");
        QTest::newRow("read") << store::Access::Read;
        QTest::newRow("write") << store::Access::Write;
        QTest::newRow("import") << store::Access::Import;
    }
    void aConnectionNeverMakesTheFile()
    {
        QFETCH(store::Access, access);
        const QString path = m_folder.filePath(u"nowhere.bailiwick"_s);
        store::ConnectionScope scope(path, access);
        QVERIFY(!scope.isOpen());
        QCOMPARE(scope.error().code, domain::ErrorCode::FileNotFound);
        QVERIFY(!QFileInfo::exists(path));
    }

    void aStatementThatCannotBePreparedIsHarmless()
    {
        store::ConnectionScope scope(m_sample, store::Access::Read);
        store::Statement none(store::nativeHandle(scope.db()), "SELECT a FROM nothing_of_the_kind WHERE a=?1");
        QVERIFY(!none.isValid());
        none.reset();
        none.bind(1, qint64(1));
        QVERIFY(!none.next());
        QVERIFY(!none.run());
    }

    // Without a file to import there is a way in: what one has is added by hand, and the frameworks are chosen.
    void anEmptyWorkspaceIsNoDeadEnd()
    {
        const auto window = openWindow(u"overview"_s);
        open(*window, m_folder.filePath(u"empty.bailiwick"_s), true);
        auto *navigation = window->findChild<QListWidget *>(u"navigation"_s);
        QVERIFY(navigation->isEnabled());
        QVERIFY(navigation->selectedItems().isEmpty());
        for (int i = 0; i < navigation->count(); ++i) {
            QListWidgetItem *item = navigation->item(i);
            const QString id = item->data(Qt::UserRole).toString();
            QCOMPARE(item->flags().testFlag(Qt::ItemIsEnabled), id == u"inventory"_s || id == u"frameworks"_s);
            if (!item->flags().testFlag(Qt::ItemIsEnabled))
                continue;
            navigation->setCurrentItem(item);
            settle(*window);
            const auto *shown = window->findChild<views::Page *>(u"page_"_s + id);
            QVERIFY(shown && shown->isVisible());
        }
    }

    void theDayOfOneWorkspaceIsNotThatOfTheNext()
    {
        const auto window = openWindow(u"overview"_s);
        auto *asOf = window->findChild<QDateEdit *>(u"asOf"_s);
        QVERIFY(asOf);
        QCOMPARE(asOf->date(), window->workspace().asOf);
        // Chosen, but not evaluated yet: nor is the next workspace for that day.
        asOf->setDate(QDate(2028, 12, 2));
        open(*window, m_folder.filePath(u"new.bailiwick"_s), true);
        QVERIFY(!window->workspace().evaluated);
        QCOMPARE(asOf->date(), QDate::currentDate());
        open(*window, m_sample, false);
        QCOMPARE(asOf->date(), window->workspace().asOf);
    }
};

BAILIWICK_TEST(QApplication, TestLostFile)
} // namespace tst_lostfile

#include "tst_lostfile.moc"
