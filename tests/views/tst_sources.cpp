// SPDX-License-Identifier: GPL-3.0-or-later
// Imports, part Sources: whose word stands, and what is one thing, decided by a person and taken back.
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>

namespace tst_sources {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestSources : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void whatIsOneAndWhatIsTwo();
    void whoIsTrusted();
    void whatIsUntested();
    void providerOfTheReferenceData();

private:
    std::unique_ptr<views::MainWindow> openSources(const QString &name);
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    int systems(const QString &name)
    {
        views::InventoryQuery query;
        query.kind = EntityKind::Workload;
        const auto listed = m_backend->inventory(m_folder.filePath(name), query);
        return listed ? listed->total : -1;
    }
};

std::unique_ptr<views::MainWindow> TestSources::openSources(const QString &name)
{
    const QString path = m_folder.filePath(name);
    domain::QuietJob job;
    const QStringList files = {
        write(u"snapshot.json"_s, "{\"configurationItems\":[{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"orders\",\"ARN\":\"arn:aws:sqs:eu-central-1:111122223333:orders\","
                                  "\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"OK\",\"configurationItemCaptureTime\":"
                                  "\"2026-01-02T00:00:00Z\",\"tags\":{\"Owner\":\"Platform\"}}]}"),
        write(u"systems.csv"_s, "workload:key,name,owner\nQ-1,Orders,Sales\n")};
    if (!m_backend->open(path, true) || !m_backend->import(path, {files}, false, job))
        qFatal("no workspace");
    auto window = std::make_unique<views::MainWindow>(*m_backend);
    window->show();
    QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
    window->openWorkspace(path, false);
    if (!opened.wait(patience))
        qFatal("it did not open");
    window->showPage(u"imports"_s);
    window->findChild<QTabBar *>(u"importParts"_s)->setCurrentIndex(1);
    settle(*window);
    return window;
}

void TestSources::whatIsOneAndWhatIsTwo()
{
    const auto window = openSources(u"pairs.bailiwick"_s);
    auto *pairs = window->findChild<QTreeWidget *>(u"pairList"_s);
    auto *same = window->findChild<QToolButton *>(u"sameButton"_s);
    auto *apart = window->findChild<QToolButton *>(u"apartButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(pairs->topLevelItemCount(), 1, patience);
    QCOMPARE(pairs->topLevelItem(0)->text(0).toLower(), u"orders"_s);
    QVERIFY(!same->isEnabled() && !apart->isEnabled());
    pairs->setCurrentItem(pairs->topLevelItem(0));
    QVERIFY(same->isEnabled() && apart->isEnabled());
    QCOMPARE(systems(u"pairs.bailiwick"_s), 2);
    same->click();
    QTRY_COMPARE_WITH_TIMEOUT(systems(u"pairs.bailiwick"_s), 1, patience);
    settle(*window);
    // What was made one is told, and can be taken apart.
    QTRY_VERIFY_WITH_TIMEOUT(pairs->topLevelItem(0)->text(1).contains(u"one thing since 2026-11-20"_s), patience);
    pairs->setCurrentItem(pairs->topLevelItem(0));
    QVERIFY(!same->isEnabled() && apart->isEnabled());
    apart->click();
    QTRY_COMPARE_WITH_TIMEOUT(systems(u"pairs.bailiwick"_s), 2, patience);
    settle(*window);
    QTRY_VERIFY_WITH_TIMEOUT(pairs->topLevelItem(0)->text(0).startsWith(u"No two things"_s), patience);
}

void TestSources::whoIsTrusted()
{
    const auto window = openSources(u"trust.bailiwick"_s);
    auto *sources = window->findChild<QTreeWidget *>(u"sourceList"_s);
    auto *trust = window->findChild<QToolButton *>(u"trustButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sources->topLevelItemCount(), 2, patience);
    const auto row = [&] {
        for (int i = 0; i < sources->topLevelItemCount(); ++i) {
            if (sources->topLevelItem(i)->text(0).contains(u"systems.csv"_s))
                return sources->topLevelItem(i);
        }
        return sources->topLevelItem(0);
    };
    QCOMPARE(row()->text(1), u"register"_s);
    sources->setCurrentItem(row());
    emit trust->menu()->aboutToShow();
    const QList<QAction *> actions = trust->menu()->actions();
    const auto above = std::find_if(actions.begin(), actions.end(), [](const QAction *a) { return a->text() == u"above all others"_s; });
    QVERIFY(above != actions.end());
    (*above)->trigger();
    settle(*window);
    QTRY_COMPARE_WITH_TIMEOUT(row()->text(1), u"above all others (by itself: register)"_s, patience);
}

/// What no real export has proved has a mark, whose words are in the tooltip: the scope keeps its room.
void TestSources::whatIsUntested()
{
    const QString path = m_folder.filePath(u"marks.bailiwick"_s);
    domain::QuietJob job;
    const QStringList files = {
        write(u"agents.json"_s, R"({"agentSummaries":[{"agentId":"AG1","agentName":"claims"}]})"),
        write(u"pods.json"_s, R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","uid":"u-1"}}]})"),
        write(u"register.csv"_s, "workload:key,name\nw,W\n")};
    QVERIFY(m_backend->open(path, true) && m_backend->import(path, {files}, false, job));
    const auto data = m_backend->sources(path);
    QVERIFY(data.has_value());
    int marked = 0;
    for (const views::SourceRow &row : data->sources) {
        QVERIFY2(!row.formatName.contains(u"untested"_s), qPrintable(row.formatName));
        marked += row.untested.contains(u"untested with real exports"_s) ? 1 : 0;
        QVERIFY(row.format != u"bailiwick-csv"_s || row.untested.isEmpty());
    }
    QCOMPARE(marked, 2);
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(path, false);
    QVERIFY(opened.wait(patience));
    window.showPage(u"imports"_s);
    window.findChild<QTabBar *>(u"importParts"_s)->setCurrentIndex(1);
    auto *sources = window.findChild<QTreeWidget *>(u"sourceList"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sources->topLevelItemCount(), 3, patience);
    for (int i = 0; i < 3; ++i) {
        const QTreeWidgetItem *item = sources->topLevelItem(i);
        const bool mark = item->text(0).contains(QChar(0x2020));
        QCOMPARE(item->toolTip(0).contains(u"ntested with real exports"_s), mark);
        QCOMPARE(item->data(0, Qt::AccessibleTextRole).toString().contains(u"untested with real exports"_s), mark);
    }
}

/// A provider that only the reference data has so far can be said to be the one that a register names.
void TestSources::providerOfTheReferenceData()
{
    const QString path = m_folder.filePath(u"names.bailiwick"_s);
    domain::QuietJob job;
    QVERIFY(m_backend->open(path, true) && m_backend->import(path, {{write(u"p.csv"_s, "provider:key,name,lei\np-9,AWS Osteuropa (Amazon),\n")}}, false, job));
    auto data = m_backend->sources(path);
    QVERIFY(data && data->pairs.size() == 1);
    QVERIFY2(data->pairs.constFirst().otherWords.contains(u"reference data"_s), qPrintable(data->pairs.constFirst().otherWords));
    QVERIFY(m_backend->decideSame(path, data->pairs.constFirst().one, data->pairs.constFirst().other, true).has_value());
    data = m_backend->sources(path);
    QVERIFY(data && data->pairs.size() == 1 && data->pairs.constFirst().merged != 0);
}

BAILIWICK_TEST(QApplication, TestSources)

} // namespace tst_sources

#include "tst_sources.moc"
