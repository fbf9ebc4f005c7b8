// SPDX-License-Identifier: GPL-3.0-or-later
// The window never makes its user wait: no event takes the GUI thread for longer than a tenth of a second of its own time, and the
// first picture comes from the stored summary of the last run. BAILIWICK_WORKSPACE names a large workspace to measure instead of the
// sample (see tests/bench/measure-window).
#include "core/services.h"
#include "gui/guibackend.h"
#include "pages/mainwindow.h"
#include "support/threadtime.h"
#include "widgets/figureview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace tst_responsive {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 280000;

qint64 threadMicroseconds() { return static_cast<qint64>(threadTime() * 1000); }

/// Measures each outermost event in the thread's own time, so that a busy machine doesn't count against the window.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const QString name = QString::fromLatin1(receiver->metaObject()->className()) + u' ' + receiver->objectName() + u", event "_s + QString::number(event->type());
        const qint64 before = threadMicroseconds();
        const bool done = QApplication::notify(receiver, event);
        const qint64 took = threadMicroseconds() - before;
        if (took > longest) {
            longest = took;
            where = name;
        }
        --m_depth;
        return done;
    }
    void forget()
    {
        longest = 0;
        where.clear();
    }
    qint64 longest = 0;
    QString where;

private:
    int m_depth = 0;
};

WatchedApplication *watched() { return static_cast<WatchedApplication *>(QCoreApplication::instance()); }

} // namespace

class TestResponsive : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void showsTheLastRunAtOnce();
    void staysResponsive();

private:
    std::unique_ptr<app::Services> m_services;
    domain::SystemClock m_clock;
    std::unique_ptr<app::GuiBackend> m_backend;
    QTemporaryDir m_folder;
    QString m_path;
    bool m_given = false;
};

void TestResponsive::initTestCase()
{
    views::applyTheme(views::ThemeChoice::Light);
    auto services = app::Services::load();
    QVERIFY(services);
    m_services = std::move(*services);
    m_backend = std::make_unique<app::GuiBackend>(*m_services, m_clock);
    m_path = qEnvironmentVariable("BAILIWICK_WORKSPACE");
    m_given = !m_path.isEmpty();
    if (!m_given) {
        m_path = m_folder.filePath(u"sample.bailiwick"_s);
        domain::QuietJob job;
        QVERIFY(m_backend->openSample(m_path, job));
    }
    const auto info = m_backend->info(m_path);
    QVERIFY2(info && info->evaluated, "the workspace must have been evaluated");
}

void TestResponsive::showsTheLastRunAtOnce()
{
    QElapsedTimer clock;
    clock.start();
    views::MainWindow window(*m_backend);
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_path, false);
    window.show();
    QVERIFY(opened.wait(patience));
    auto *law = window.findChild<QAbstractButton *>(u"tile3"_s);
    QVERIFY(law);
    const auto summary = m_backend->brief(m_path);
    QVERIFY(summary && summary->tiles.size() == 6);
    QTRY_VERIFY_WITH_TIMEOUT(law->accessibleName().contains(summary->tiles.at(3).number), patience);
    const qint64 first = clock.elapsed();
    qInfo("first picture with the last run's numbers: %lld ms", static_cast<long long>(first));
    QTRY_COMPARE_WITH_TIMEOUT(window.jobs().active(), 0, patience);
    qInfo("whole overview: %lld ms", static_cast<long long>(clock.elapsed()));
    // What the summary says and what is counted from the findings are the same.
    QVERIFY2(law->accessibleName().contains(summary->tiles.at(3).number), qPrintable(law->accessibleName()));
}

void TestResponsive::staysResponsive()
{
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_path, false);
    QVERIFY(opened.wait(patience));
    const auto settle = [&] { return QTest::qWaitFor([&] { return window.jobs().active() == 0; }, patience); };
    QVERIFY(settle());
    // Fonts, outlines and icons are read once, at the first picture.
    for (const QString &page : window.pageIds()) {
        window.showPage(page);
        QVERIFY(settle());
    }
    watched()->forget();
    const auto report = [&](const QString &what) {
        qInfo("%-42s longest event %6.1f ms  (%s)", qPrintable(what), static_cast<double>(watched()->longest) / 1000, qPrintable(watched()->where));
        const bool quick = watched()->longest < 100000;
        watched()->forget();
        return quick;
    };
    for (const QString &page : window.pageIds()) {
        window.showPage(page);
        QVERIFY(settle());
        QCoreApplication::processEvents();
        QVERIFY2(report(u"page "_s + page), "an event took too long");
    }
    window.showPage(u"inventory"_s);
    QVERIFY(settle());
    auto *table = window.findChild<QTableView *>(u"inventoryTable"_s);
    for (const double part : {0.2, 0.9, 0.5, 0.0}) {
        table->verticalScrollBar()->setValue(qRound(part * table->verticalScrollBar()->maximum()));
        table->viewport()->repaint();
        QCoreApplication::processEvents();
        QVERIFY(settle());
    }
    QVERIFY2(report(u"scrolling the inventory"_s), "an event took too long");
    table->sortByColumn(1, Qt::DescendingOrder);
    QVERIFY(settle());
    QVERIFY2(report(u"sorting the inventory"_s), "an event took too long");
    auto *search = window.findChild<QLineEdit *>(u"inventorySearch"_s);
    for (const QString &typed : {u"an"_s, QString()}) {
        QSignalSpy asked(&window.jobs(), &views::JobRunner::started);
        search->setText(typed);
        QTRY_VERIFY_WITH_TIMEOUT(!asked.isEmpty(), patience);
        QVERIFY(settle());
    }
    QVERIFY2(report(u"searching the inventory"_s), "an event took too long");
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(settle());
    QVERIFY2(report(u"showing an entity"_s), "an event took too long");
    views::FilterState filter;
    filter.country = u"DE"_s;
    window.setFilter(filter);
    QVERIFY(settle());
    window.showPage(u"overview"_s);
    QVERIFY(settle());
    QVERIFY2(report(u"filtering by a country"_s), "an event took too long");
}

BAILIWICK_TEST(WatchedApplication, TestResponsive)

} // namespace tst_responsive

#include "tst_responsive.moc"
