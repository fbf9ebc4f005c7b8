// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mainwindow.h"
#include "pages/pagerenderer.h"
#include "support/testmain.h"
#include "widgets/filterbar.h"
#include "widgets/theme.h"
#include "support/samplewindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QImage>
#include <QListWidget>
#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QAction>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTableView>
#include <QScrollBar>
#include <QTest>
#include <QTreeWidget>

namespace tst_mainwindow {

using namespace Qt::StringLiterals;

namespace {

QStringList unnamed(QWidget &window)
{
    QStringList out;
    const QList<QWidget *> all = window.findChildren<QWidget *>();
    for (QWidget *w : all) {
        const auto *button = qobject_cast<QAbstractButton *>(w);
        const bool interactive = button || qobject_cast<QLineEdit *>(w) || qobject_cast<QComboBox *>(w) || qobject_cast<QAbstractItemView *>(w);
        // Parts of Qt's own compound widgets are named by those.
        if (!interactive || w->objectName().startsWith(u"qt_"_s) || !w->isVisible())
            continue;
        if (qobject_cast<QAbstractItemView *>(w->parentWidget()) || qobject_cast<QLineEdit *>(w->parentWidget()))
            continue;
        if (w->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
            out.append(QString::fromLatin1(w->metaObject()->className()) + u' ' + w->objectName());
    }
    return out;
}

} // namespace

class TestMainWindow : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void startsWithThreeWaysIn();
    void tellsOfItself();
    void showsChipsAndTakesThemAway();
    void filterReachesTheTable();
    void drawsAllPages_data();
    void drawsAllPages();
    void namesWhatCanBeUsed();
    void editsAndTakesBack();
    void explainsIssuesAndWritesReports();

};

void TestMainWindow::startsWithThreeWaysIn()
{
    views::MainWindow window(*m_backend);
    window.show();
    for (const QString &name : {u"startImport"_s, u"startSample"_s, u"startGuide"_s}) {
        auto *button = window.findChild<QAbstractButton *>(name);
        QVERIFY2(button, qPrintable(name));
        QVERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name));
    }
    QCOMPARE(unnamed(window), QStringList());
    const QString empty = m_folder.filePath(u"empty.bailiwick"_s);
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(empty, true);
    QVERIFY(opened.wait(patience));
    QCOMPARE(window.workspace().entities, 0);
    QVERIFY(window.findChild<QAbstractButton *>(u"startImport"_s)->isVisible());
}

void TestMainWindow::tellsOfItself()
{
    views::MainWindow window(*m_backend);
    window.show();
    QAction *about = nullptr;
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->text() == u"&About Bailiwick"_s)
            about = action;
    }
    QVERIFY(about && about->isEnabled());
    about->trigger();
    auto *box = window.findChild<QMessageBox *>(u"about"_s);
    QVERIFY(box && box->isVisible());
    QVERIFY(box->text().startsWith(u"Bailiwick"_s));
    for (const QString &words : {u"not legal advice"_s, u"GNU General Public License"_s, u"self-assessment"_s})
        QVERIFY2(box->informativeText().contains(words), qPrintable(words));
    box->close();
}

void TestMainWindow::showsChipsAndTakesThemAway()
{
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    QVERIFY(opened.wait(patience));
    auto *bar = window.findChild<views::FilterBar *>(u"filterBar"_s);
    QVERIFY(bar);
    QVERIFY(!bar->isVisible());
    views::FilterState filter;
    filter.country = u"DE"_s;
    filter.severity = domain::Severity::High;
    window.setFilter(filter);
    QVERIFY(bar->isVisible());
    auto *country = window.findChild<QAbstractButton *>(u"chip_country"_s);
    QVERIFY(country);
    QCOMPARE(country->text(), u"Germany"_s);
    QTest::mouseClick(country, Qt::LeftButton);
    QCOMPARE(window.filter().country, QString());
    QVERIFY(window.filter().severity.has_value());
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(window.filter().isEmpty());
    QVERIFY(!bar->isVisible());
}

void TestMainWindow::filterReachesTheTable()
{
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    QVERIFY(opened.wait(patience));
    window.showPage(u"inventory"_s);
    auto *table = window.findChild<QTableView *>(u"inventoryTable"_s);
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience);
    const int all = table->model()->rowCount();
    views::FilterState filter;
    filter.text = u"no entity is called like this"_s;
    window.setFilter(filter);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 0, patience);
    window.setFilter({});
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), all, patience);
    // The number beside the map is a door: its list has as many rows.
    const auto map = m_backend->map(m_sample, views::MapMetric::Systems, {});
    QVERIFY(map);
    filter = views::filterOf(views::MapMetric::Systems, {});
    filter.country = u"?"_s;
    window.setFilter(filter);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), map->noLocation, patience);
}

void TestMainWindow::drawsAllPages_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::newRow("wide, light") << QSize(1440, 900) << false;
    QTest::newRow("wide, dark") << QSize(1440, 900) << true;
    QTest::newRow("smallest, light") << QSize(1024, 700) << false;
    QTest::newRow("smallest, dark") << QSize(1024, 700) << true;
}

void TestMainWindow::drawsAllPages()
{
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    views::applyTheme(dark ? views::ThemeChoice::Dark : views::ThemeChoice::Light);
    views::MainWindow window(*m_backend);
    window.resize(size);
    QTemporaryDir folder;
    views::PageRenderer renderer(window, folder.path());
    QSignalSpy finished(&renderer, &views::PageRenderer::finished);
    connect(&window, &views::MainWindow::workspaceOpened, &renderer, &views::PageRenderer::start);
    window.show();
    window.openWorkspace(m_sample, false);
    QVERIFY(finished.wait(patience));
    QVERIFY(finished.at(0).at(0).toBool());
    const QStringList files = QDir(folder.path()).entryList({u"*.png"_s});
    QStringList drawnPages;
    for (const QString &file : files)
        drawnPages.append(file.section(u'-', 1).chopped(4));
    QCOMPARE(drawnPages, window.pageIds() + QStringList({u"accelerators-chips"_s, u"ai-1-models"_s, u"ai-2-lineage"_s, u"ai-3-languages"_s, u"ai-4-axes"_s, u"certificates-coverage"_s}) +
                                QStringList({u"history-changes"_s, u"imports-sources"_s, u"issue-details"_s, u"entity-details"_s, u"frameworks-compared"_s}));
    // Every page's name is in sight, also in the lowest window.
    const auto *pages = window.findChild<QListWidget *>(u"navigation"_s);
    QVERIFY(pages->visualItemRect(pages->item(pages->count() - 1)).bottom() <= pages->viewport()->height());
    QVERIFY(window.pageIds().size() >= 4);
    for (const QString &name : files) {
        const QImage image(folder.filePath(name));
        QCOMPARE(image.size(), size);
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY2(colours.size() > 30, qPrintable(name));
        QCOMPARE(qGray(image.pixel(image.width() / 2, image.height() - 3)) < 128, dark);
    }
    // The pictures are of pages at rest: a list that is longer than its room has its scroll bar, beside the columns.
    const QImage imports(folder.filePath(files.filter(u"imports.png"_s).value(0)));
    window.showPage(u"imports"_s);
    window.findChild<QTabBar *>(u"importParts"_s)->setCurrentIndex(0);
    QTRY_COMPARE_WITH_TIMEOUT(window.jobs().active(), 0, patience);
    const auto *bar = window.findChild<QTreeWidget *>(u"importList"_s)->verticalScrollBar();
    QTRY_VERIFY(bar->isVisible());
    const QRect where(bar->mapTo(&window, QPoint()), bar->size());
    QSet<QRgb> drawn;
    for (int y = where.top(); y < where.bottom(); ++y)
        drawn.insert(imports.pixel(where.center().x(), y));
    QVERIFY2(drawn.size() > 2, "the scroll bar is not in the picture");
    views::applyTheme(views::ThemeChoice::Light);
}

void TestMainWindow::namesWhatCanBeUsed()
{
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    QVERIFY(opened.wait(patience));
    for (const QString &page : window.pageIds()) {
        window.showPage(page);
        QTRY_COMPARE_WITH_TIMEOUT(window.jobs().active(), 0, patience);
        QVERIFY2(unnamed(window).isEmpty(), qPrintable(page + u": "_s + unnamed(window).join(u", "_s)));
    }
}

void TestMainWindow::editsAndTakesBack()
{
    views::InventoryQuery query;
    query.kind = domain::EntityKind::Workload;
    query.columns = {u"owner"_s};
    const auto list = m_backend->inventory(m_sample, query);
    QVERIFY(list);
    QVERIFY(!list->rows.isEmpty());
    QCOMPARE(list->rows.size(), qMin<qsizetype>(200, list->total));
    const qint64 id = list->rows.constFirst().id;
    const auto ownerOf = [&] {
        const auto detail = m_backend->entity(m_sample, id);
        QString text;
        if (detail) {
            for (const views::ValueDetail &v : detail->values)
                text = v.attr == u"owner"_s ? v.text : text;
        }
        return text;
    };
    const QString before = ownerOf();
    const auto edited = m_backend->edit(m_sample, id, u"owner"_s, u"Head of Testing"_s);
    QVERIFY(edited);
    QVERIFY(edited->stale);
    QCOMPARE(ownerOf(), u"Head of Testing"_s);
    QVERIFY(m_backend->undo(m_sample));
    QCOMPARE(ownerOf(), before);
    domain::QuietJob job;
    QVERIFY(m_backend->redo(m_sample, job));
    QCOMPARE(ownerOf(), u"Head of Testing"_s);
    const auto refused = m_backend->edit(m_sample, id, u"no_such_attribute"_s, u"x"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, domain::ErrorCode::UnknownAttribute);
}

void TestMainWindow::explainsIssuesAndWritesReports()
{
    for (const domain::Status status : {domain::Status::Gap, domain::Status::Unknown}) {
        views::FilterState filter;
        filter.status = status;
        const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        QVERIFY(issues);
        QVERIFY(!issues->rows.isEmpty());
        const auto detail = m_backend->issue(m_sample, issues->rows.constFirst().id);
        QVERIFY(detail);
        QCOMPARE(detail->issue.title, issues->rows.constFirst().title);
        QVERIFY(!detail->example.reason.isEmpty());
        QVERIFY(!detail->example.facts.isEmpty());
        QVERIFY(!detail->findings.isEmpty());
    }
    views::ReportRequest request;
    request.board = true;
    request.path = m_folder.filePath(u"report.pdf"_s);
    domain::QuietJob job;
    const auto written = m_backend->writeReport(m_sample, request, job);
    QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
    QFile file(request.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5) == "%PDF-");
}

BAILIWICK_TEST(QApplication, TestMainWindow)

} // namespace tst_mainwindow

#include "tst_mainwindow.moc"
