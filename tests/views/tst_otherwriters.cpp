// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does when another program writes to the workspace that it shows.
#include "pages/backend.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QAction>
#include <QApplication>
#include <QMenuBar>
#include <QStatusBar>

namespace tst_otherwriters {

using namespace Qt::StringLiterals;

class TestOtherWriters : public SampleWindowTest
{
    Q_OBJECT

    static QAction *undoOf(views::MainWindow &window)
    {
        for (QAction *menu : window.menuBar()->actions()) {
            for (QAction *action : menu->menu() ? menu->menu()->actions() : QList<QAction *>()) {
                if (action->shortcut() == QKeySequence(u"Ctrl+Z"_s))
                    return action;
            }
        }
        qFatal("no undo in the menus");
    }
    /// As another program would: with a connection of its own, and nobody told.
    static void write(app::GuiBackend &backend, const QString &path, const QString &frameworks)
    {
        const auto done = backend.choose(path, frameworks.split(u','));
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    }

private slots:
    void initTestCase() { makeSample(); }

    void whatIsShownFollows()
    {
        const auto window = openWindow(u"frameworks"_s);
        QVERIFY(!undoOf(*window)->text().contains(u"Choose"_s));
        write(*m_backend, m_sample, u"gdpr,dora"_s);
        QVERIFY(QTest::qWaitFor([&] { return window->statusBar()->currentMessage().contains(u"Another program"_s); }, patience));
        settle(*window);
        const auto now = m_backend->info(m_sample);
        QVERIFY(now && !now->undo.isEmpty());
        QVERIFY2(undoOf(*window)->text().contains(now->undo), qPrintable(undoOf(*window)->text()));
        undoOf(*window)->trigger();
        settle(*window);
        QVERIFY(!m_backend->info(m_sample)->frameworks.contains(u"dora"_s));
    }

    void nothingElseIsUndoneThanTheMenuSays()
    {
        const auto window = openWindow(u"overview"_s);
        const QString shown = undoOf(*window)->text();
        write(*m_backend, m_sample, u"gdpr,nis2"_s);
        const auto now = m_backend->info(m_sample);
        QVERIFY(now && !shown.contains(now->undo));
        // Before the window has looked.
        undoOf(*window)->trigger();
        settle(*window);
        QVERIFY(m_backend->info(m_sample)->frameworks.contains(u"nis2"_s));
        QVERIFY(QTest::qWaitFor([&] { return undoOf(*window)->text().contains(now->undo); }, patience));
    }

    void whatItWroteItselfIsNoNews()
    {
        const auto window = openWindow(u"overview"_s);
        const QByteArray before = m_backend->version(m_sample);
        undoOf(*window)->trigger();
        settle(*window);
        QVERIFY(m_backend->version(m_sample) != before);
        window->lookForOthers();
        settle(*window);
        QVERIFY2(!window->statusBar()->currentMessage().contains(u"Another program"_s), qPrintable(window->statusBar()->currentMessage()));
    }
};

BAILIWICK_TEST(QApplication, TestOtherWriters)
} // namespace tst_otherwriters

#include "tst_otherwriters.moc"
