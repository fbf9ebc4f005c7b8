// SPDX-License-Identifier: GPL-3.0-or-later
// What was done leads to what it touched: imports to the things they brought and to their report, changes to before and after.
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

#include <numeric>

namespace tst_deeds {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::FilterState;

class TestDeeds : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void importsLeadToWhatTheyBrought();
    void laterImportLeavesTheEarlierOneItsThings();
    void reportSaysWhatWasSetAside();
    void everyChangeIsInWords();
    void editShowsBeforeAndAfter();
    void assigningShowsWhoAnswers();
    void rowsOfTheHistoryAreDoors();
    void rowsOfTheImportsAreDoors();

private:
    qint64 listed(const QString &path, const QString &what, const QString &value)
    {
        views::InventoryQuery query;
        query.filter.narrow(what, value, {});
        const auto page = m_backend->inventory(path, query);
        return !page ? -1 : std::accumulate(page->counts.begin(), page->counts.end(), qint64(0), [](qint64 sum, const views::KindCount &c) { return sum + c.shown; });
    }
    QString write(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(path));
        return path;
    }
};

void TestDeeds::importsLeadToWhatTheyBrought()
{
    const auto imports = m_backend->imports(m_sample);
    QVERIFY(imports);
    QVERIFY(imports->size() > 20);
    qint64 added = 0;
    for (const views::ImportRow &row : *imports) {
        const auto detail = m_backend->importDetail(m_sample, row.changeSet);
        QVERIFY2(detail, qPrintable(row.file));
        QCOMPARE(detail->told, listed(m_sample, u"import"_s, u"told:%1"_s.arg(row.changeSet)));
        QCOMPARE(detail->added, listed(m_sample, u"import"_s, u"added:%1"_s.arg(row.changeSet)));
        QCOMPARE(detail->changed, listed(m_sample, u"import"_s, u"changed:%1"_s.arg(row.changeSet)));
        QVERIFY2(row.records.read == row.records.ignored || detail->told > 0, qPrintable(row.file));
        QVERIFY(detail->told >= detail->added + detail->changed);
        added += detail->added;
    }
    QVERIFY(added > 1000);
}

void TestDeeds::laterImportLeavesTheEarlierOneItsThings()
{
    const QString path = m_folder.filePath(u"twice.bailiwick"_s);
    QVERIFY(m_backend->open(path, true));
    domain::QuietJob job;
    const QString file = write(u"datasets.csv"_s, "dataset:key,name,retention_days\nd1,Payroll,30\nd2,Claims,40\n");
    QVERIFY(m_backend->import(path, {{file}}, false, job));
    write(u"datasets.csv"_s, "dataset:key,name,retention_days\nd1,Payroll,30\nd2,Claims,50\nd3,Calls,60\n");
    QVERIFY(m_backend->import(path, {{file}}, false, job));
    const auto imports = m_backend->imports(path);
    QVERIFY(imports && imports->size() == 2);
    const auto second = m_backend->importDetail(path, imports->at(0).changeSet);
    const auto first = m_backend->importDetail(path, imports->at(1).changeSet);
    QVERIFY(first && second);
    QCOMPARE(first->told, 2);
    QCOMPARE(first->added, 2);
    QCOMPARE(second->told, 3);
    QCOMPARE(second->added, 1);
    QCOMPARE(second->changed, 1);
    // What it changed, in words.
    const auto deed = m_backend->deed(path, imports->at(0).changeSet);
    QVERIFY(deed);
    const auto change = std::find_if(deed->changes.cbegin(), deed->changes.cend(), [](const views::DeedChange &c) { return !c.before.isEmpty(); });
    QVERIFY(change != deed->changes.cend());
    QVERIFY2(change->thing.endsWith(u"Claims"_s), qPrintable(change->thing));
    QCOMPARE(change->before, u"40"_s);
    QCOMPARE(change->after, u"50"_s);
}

void TestDeeds::reportSaysWhatWasSetAside()
{
    const QString path = m_folder.filePath(u"rejects.bailiwick"_s);
    QVERIFY(m_backend->open(path, true));
    domain::QuietJob job;
    const QString file = write(u"contracts.csv"_s, "contract:key,name,end_date\nc1,Good,2029-01-01\nc2,Bad,next summer\n");
    QVERIFY(m_backend->import(path, {{file}}, false, job));
    const auto imports = m_backend->imports(path);
    QVERIFY(imports && imports->size() == 1);
    const auto detail = m_backend->importDetail(path, imports->at(0).changeSet);
    QVERIFY(detail);
    QCOMPARE(detail->row.records.rejected, 1);
    QVERIFY(detail->fileThere);
    QVERIFY2(detail->row.messages.join(u'\n').contains(u"next summer"_s), qPrintable(detail->row.messages.join(u'\n')));
    QFile::remove(file);
    const auto gone = m_backend->importDetail(path, imports->at(0).changeSet);
    QVERIFY(gone && !gone->fileThere);
}

void TestDeeds::everyChangeIsInWords()
{
    const QString copy = m_folder.filePath(u"words.bailiwick"_s);
    QVERIFY(QFile::copy(m_sample, copy));
    QVERIFY(m_backend->choose(copy, {u"gdpr"_s, u"eu-csf"_s}));
    const auto deeds = m_backend->deeds(copy);
    QVERIFY(deeds);
    int seen = 0;
    for (const views::DeedRow &row : *deeds) {
        const auto deed = m_backend->deed(copy, row.id);
        QVERIFY(deed);
        for (const views::DeedChange &change : deed->changes) {
            ++seen;
            for (const QString &text : {change.what, change.before, change.after})
                QVERIFY2(!text.contains(u'{') && !text.contains(u'[') && !text.contains(u'"'), qPrintable(row.title + u": "_s + text));
        }
    }
    QVERIFY(seen > 10);
    const auto choice = m_backend->deed(copy, deeds->constFirst().id);
    QVERIFY(choice && choice->changes.size() == 1);
    QCOMPARE(choice->changes.constFirst().what, u"Frameworks"_s);
    QCOMPARE(choice->changes.constFirst().after, u"GDPR, EU CSF"_s);
}

void TestDeeds::editShowsBeforeAndAfter()
{
    views::InventoryQuery query;
    query.kind = EntityKind::Workload;
    query.limit = 1;
    const auto list = m_backend->inventory(m_sample, query);
    QVERIFY(list && !list->rows.isEmpty());
    const qint64 id = list->rows.constFirst().id;
    QVERIFY(m_backend->edit(m_sample, id, u"criticality"_s, u"standard"_s));
    const auto deeds = m_backend->deeds(m_sample);
    QVERIFY(deeds && !deeds->isEmpty());
    const auto deed = m_backend->deed(m_sample, deeds->constFirst().id);
    QVERIFY(deed);
    QCOMPARE(deed->deed.changed, 1);
    QCOMPARE(deed->changes.size(), 1);
    QCOMPARE(deed->changes.constFirst().entity, id);
    QCOMPARE(deed->changes.constFirst().what, u"Criticality"_s);
    QCOMPARE(deed->changes.constFirst().after, u"standard"_s);
    QVERIFY(deed->changes.constFirst().before != u"standard"_s && !deed->changes.constFirst().before.isEmpty());
    QCOMPARE(listed(m_sample, u"change"_s, QString::number(deed->deed.id)), 1);
    QVERIFY(m_backend->undo(m_sample));
    const auto after = m_backend->deeds(m_sample);
    QVERIFY(after);
    QCOMPARE(after->constFirst().kind, u"Undo"_s);
    QVERIFY(after->at(1).undone);
}

void TestDeeds::assigningShowsWhoAnswers()
{
    const auto list = m_backend->issues(m_sample, views::IssueGrouping::Severity, {});
    QVERIFY(list && !list->rows.isEmpty());
    const views::IssueRow issue = list->rows.constFirst();
    views::IssuePlan plan;
    plan.owner = u"Outsourcing Officer"_s;
    plan.measure = u"Sign the clauses"_s;
    plan.due = QDate(2099, 12, 31);
    QVERIFY(m_backend->assign(m_sample, issue.id, plan));
    const auto told = [&](const QString &title, const QStringList &before, const QStringList &after) {
        const auto deeds = m_backend->deeds(m_sample);
        const auto deed = deeds && !deeds->isEmpty() ? m_backend->deed(m_sample, deeds->constFirst().id) : domain::Result<views::DeedDetail>(views::DeedDetail());
        QVERIFY(deed);
        QVERIFY2(deed->deed.title.contains(title), qPrintable(deed->deed.title));
        QCOMPARE(deed->deed.changed, 0);
        QStringList was, is;
        for (const views::DeedChange &c : deed->changes) {
            // An issue's number may be that of a thing as well: no thing is named, counted or opened.
            QCOMPARE(c.entity, 0);
            was.append(c.before);
            is.append(c.after);
        }
        QCOMPARE(was, before);
        QCOMPARE(is, after);
    };
    const QStringList nobody = {u"nobody"_s, u"no date"_s, u"none"_s};
    const QStringList answers = {u"Outsourcing Officer"_s, u"2099-12-31"_s, u"Sign the clauses"_s};
    told(issue.number, nobody, answers);
    QVERIFY(m_backend->undo(m_sample));
    told(issue.number, answers, nobody);
}

void TestDeeds::rowsOfTheHistoryAreDoors()
{
    const auto window = openWindow(u"history"_s);
    // The newest evaluation: a framework leads to its issues.
    auto *compare = window->findChild<QTreeWidget *>(u"runCompare"_s);
    QVERIFY(compare->topLevelItemCount() >= 3);
    emit compare->itemActivated(compare->topLevelItem(0), 0);
    settle(*window);
    QVERIFY(window->findChild<QWidget *>(u"page_issues"_s)->isVisible());
    QVERIFY(!window->filter().framework.isEmpty());
    window->setFilter({});
    window->showPage(u"history"_s);
    window->findChild<QTabBar *>(u"historyParts"_s)->setCurrentIndex(1);
    settle(*window);
    auto *deeds = window->findChild<QTreeWidget *>(u"deedList"_s);
    auto *changes = window->findChild<QTreeWidget *>(u"changeList"_s);
    QVERIFY(deeds->topLevelItemCount() > 20);
    settle(*window);
    QTRY_VERIFY_WITH_TIMEOUT(changes->topLevelItemCount() > 0, patience);
    // A deed that touched something: to the thing, and to all of them.
    for (int i = 0; i < deeds->topLevelItemCount() && deeds->currentItem()->text(2) == u"0"_s; ++i)
        deeds->setCurrentItem(deeds->topLevelItem(i));
    settle(*window);
    emit changes->itemActivated(changes->topLevelItem(0), 0);
    settle(*window);
    QVERIFY(window->findChild<views::DetailsPane *>(u"detailsPane"_s)->entity() > 0);
    const QString things = deeds->currentItem()->text(2);
    window->findChild<QAbstractButton *>(u"deedThings"_s)->click();
    settle(*window);
    QVERIFY(window->findChild<QWidget *>(u"page_inventory"_s)->isVisible());
    QCOMPARE(QString::number(listed(m_sample, u"change"_s, window->filter().special.constFirst().value)), things);
}

void TestDeeds::rowsOfTheImportsAreDoors()
{
    const auto window = openWindow(u"imports"_s);
    auto *list = window->findChild<QTreeWidget *>(u"importList"_s);
    QTreeWidgetItem *grants = nullptr;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
        grants = list->topLevelItem(i)->text(0) == u"grants.csv"_s ? list->topLevelItem(i) : grants;
    QVERIFY(grants);
    list->setCurrentItem(grants);
    settle(*window);
    auto *report = window->findChild<QWidget *>(u"importReport"_s);
    QVERIFY(report->isVisible());
    QVERIFY(report->findChild<QLabel *>(u"importAccount"_s)->text().startsWith(u"700 records read = 700 added"_s));
    QVERIFY(!report->findChild<QAbstractButton *>(u"importRejects"_s)->isVisible());
    report->findChild<QAbstractButton *>(u"importAdded"_s)->click();
    settle(*window);
    auto *table = window->findChild<QTableView *>(u"inventoryTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 700, patience);
    QVERIFY(window->findChild<QAbstractButton *>(u"chip_import"_s)->text().contains(u"grants.csv"_s));
}

BAILIWICK_TEST(QApplication, TestDeeds)

} // namespace tst_deeds

#include "tst_deeds.moc"
