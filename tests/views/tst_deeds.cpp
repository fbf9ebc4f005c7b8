// SPDX-License-Identifier: GPL-3.0-or-later
// What was done leads to what it touched: imports to the things they brought and to their report, changes to before and after.
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "text/wordtext.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QRegularExpression>
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
    void everyKindOfChangeIsInWords_data();
    void everyKindOfChangeIsInWords();
    void noKindOfChangeIsForgotten();
    void choicesAreInWords_data();
    void choicesAreInWords();
    void editShowsBeforeAndAfter();
    void anAnswerForOneNamesIt();
    void assigningShowsWhoAnswers();
    void rowsOfTheHistoryAreDoors();
    void rowsOfTheImportsAreDoors();
    void anImportIsTakenBack();

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

/// What stands before the title of a deed, by the kind under which it is logged; nothing where the title says it all.
const QHash<QString, QString> &kindWords()
{
    static const QHash<QString, QString> words = {{u"edit"_s, u"Edit"_s}, {u"import"_s, u"Import"_s}, {u"undo"_s, u"Undo"_s}, {u"answer"_s, u"Answer"_s},
        {u"choose"_s, u"Choice"_s}, {u"csf"_s, u"EU CSF"_s}, {u"acceptance"_s, {}}, {u"retire"_s, {}}, {u"completeness"_s, {}}, {u"plan"_s, {}}, {u"trust"_s, {}}, {u"merge"_s, {}},
        {u"profile"_s, {}}, {u"ask"_s, {}}, {u"review"_s, {}}, {u"aside"_s, {}}, {u"rules"_s, {}}};
    return words;
}

void TestDeeds::everyKindOfChangeIsInWords_data()
{
    QTest::addColumn<QString>("kind");
    for (auto it = kindWords().cbegin(); it != kindWords().cend(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.key();
}

void TestDeeds::everyKindOfChangeIsInWords()
{
    QFETCH(QString, kind);
    const QString path = m_folder.filePath(kind + u".bailiwick"_s);
    QVERIFY(m_backend->open(path, true));
    {
        store::ConnectionScope scope(path, store::Access::Write);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        store::ChangeLog log(values, kind, u"Say what was done"_s, u"Ada"_s, m_clock.now());
        log.finish();
    }
    const auto deeds = m_backend->deeds(path);
    QVERIFY(deeds && deeds->size() == 1);
    QCOMPARE(deeds->constFirst().kind, kindWords().value(kind));
    QCOMPARE(deeds->constFirst().title, u"Say what was done"_s);
}

/// A kind that the program begins to log needs a line in the table above.
void TestDeeds::noKindOfChangeIsForgotten()
{
    static const QRegularExpression logged(u"(?:[lL]og\\(\\w+, |revert\\(store, \\w+, )[^,\"]*u\"([a-z]+)\"_s(?: : u\"([a-z]+)\"_s)?"_s);
    QSet<QString> kinds;
    for (const char *room : {"/models", "/app"}) {
        for (QDirIterator it(QStringLiteral(SOURCE_ROOT) + QLatin1String(room), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (QRegularExpressionMatchIterator match = logged.globalMatch(text); match.hasNext();) {
                const QStringList found = match.next().capturedTexts();
                for (const QString &kind : found.mid(1))
                    kinds.insert(kind);
            }
        }
    }
    QStringList inSources(kinds.cbegin(), kinds.cend());
    QStringList inTable = kindWords().keys();
    inSources.sort();
    inTable.sort();
    QCOMPARE(inSources, inTable);
}

void TestDeeds::choicesAreInWords_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("words"); ///< what, before, after
    QTest::newRow("sovereign zone") << u"value_set"_s << u"ZONE"_s << QByteArray() << QByteArray("AT,DE") << QStringList{u"Sovereign zone"_s, u"\u2013"_s, u"Austria, Germany"_s};
    QTest::newRow("value set of words") << u"value_set"_s << u"RESTRICTED"_s << QByteArray("phi") << QByteArray("phi,payment_card")
                                        << QStringList{u"Value set RESTRICTED"_s, u"phi"_s, u"phi, payment card"_s};
    QTest::newRow("chips of a machine type") << u"setting"_s << u"instance_type/aws/p5.48xlarge"_s << QByteArray("null") << QByteArray("[\"NVIDIA\",\"H100\",8,81920]")
                                             << QStringList{u"Chips of machine type p5.48xlarge (%1)"_s.arg(text::valueWord(u"aws"_s)), u"\u2013"_s, u"8 x H100 of NVIDIA"_s};
    QTest::newRow("organisation") << u"setting"_s << u"organisation"_s << QByteArray("null") << QByteArray("\"Corvane\"") << QStringList{u"Organisation"_s, u"\u2013"_s, u"Corvane"_s};
    QTest::newRow("weights of the EU CSF") << u"setting"_s << u"csf/weights"_s << QByteArray() << QByteArray("{\"SOV-1\":60,\"SOV-2\":40}")
                                           << QStringList{u"Own weights in percent"_s, u"\u2013"_s, u"SOV-1 60, SOV-2 40"_s};
}

void TestDeeds::choicesAreInWords()
{
    QFETCH(QString, target);
    QFETCH(QString, attr);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, words);
    const QString path = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + u".bailiwick"_s);
    QVERIFY(m_backend->open(path, true));
    {
        store::ConnectionScope scope(path, store::Access::Write);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        store::ChangeLog log(values, u"choose"_s, u"Choose"_s, u"Ada"_s, m_clock.now());
        log.record(target, 0, attr, before, after);
        log.finish();
    }
    const auto deeds = m_backend->deeds(path);
    QVERIFY(deeds && deeds->size() == 1);
    const auto deed = m_backend->deed(path, deeds->constFirst().id);
    QVERIFY(deed && deed->changes.size() == 1);
    const views::DeedChange &change = deed->changes.constFirst();
    QCOMPARE((QStringList{change.what, change.before, change.after}), words);
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

void TestDeeds::anAnswerForOneNamesIt()
{
    views::Attestation said;
    said.list = u"gdpr"_s;
    said.requirements = {u"Art. 37"_s};
    said.legalEntity = u"corvane-vie"_s;
    said.who = u"Data Protection Officer"_s;
    said.note = u"Letter of appointment"_s;
    const auto done = m_backend->attest(m_sample, said);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    const auto deeds = m_backend->deeds(m_sample);
    QVERIFY(deeds && !deeds->isEmpty());
    const auto deed = m_backend->deed(m_sample, deeds->constFirst().id);
    QVERIFY(deed && !deed->changes.isEmpty());
    QVERIFY2(deed->changes.constFirst().thing.contains(u"Vie"_s), qPrintable(deed->changes.constFirst().thing));
    QVERIFY(deed->changes.constFirst().entity != 0);
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

/// Any import of the history, not only the last: what came later stays, and what cannot is named.
void TestDeeds::anImportIsTakenBack()
{
    const QString path = m_folder.filePath(u"back.bailiwick"_s);
    QVERIFY(m_backend->open(path, true));
    domain::QuietJob job;
    const QString first = write(u"first.csv"_s, "dataset:key,name\nd1,Payroll\nd2,Claims\n");
    const QString second = write(u"second.csv"_s, "dataset:key,name\nd2,Claims\nd3,Calls\n");
    views::ImportFiles files{{first}};
    files.who = u"Head of IT"_s;
    QVERIFY(m_backend->import(path, files, false, job));
    QVERIFY(m_backend->import(path, {{second}}, false, job));
    views::InventoryQuery query;
    query.kind = EntityKind::Dataset;
    const auto datasets = m_backend->inventory(path, query);
    QVERIFY(datasets && datasets->total == 3);
    const auto payroll = std::find_if(datasets->rows.cbegin(), datasets->rows.cend(), [](const items::Row &row) { return row.name == u"Payroll"_s; });
    QVERIFY(payroll != datasets->rows.cend());
    QVERIFY(m_backend->retire(path, payroll->id, QDate(2026, 1, 31)));
    const auto deeds = m_backend->deeds(path);
    QVERIFY(deeds && !deeds->isEmpty());
    QCOMPARE(deeds->constFirst().title, u"Retire Payroll"_s); // as people call it
    views::MainWindow window(*m_backend, views::UiSettings());
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(path, false);
    QVERIFY(opened.wait(patience));
    window.showPage(u"imports"_s);
    settle(window);
    auto *list = window.findChild<QTreeWidget *>(u"importList"_s);
    QCOMPARE(list->topLevelItemCount(), 2);
    list->setCurrentItem(list->topLevelItem(1));
    settle(window);
    auto *take = window.findChild<QAbstractButton *>(u"takeBackImport"_s);
    QVERIFY(take->isVisible() && take->isEnabled());
    take->click();
    auto *dialog = window.findChild<QDialog *>(u"takeBackDialog"_s);
    QVERIFY(dialog);
    QVERIFY2(!dialog->findChild<QAbstractButton *>(u"takeBackAll"_s)->isVisible(), "it was imported alone");
    dialog->findChild<QComboBox *>(u"who"_s)->setCurrentText(u"Head of Compliance"_s);
    dialog->accept();
    settle(window);
    const auto left = [&] { return window.findChild<QMessageBox *>(u"leftOut"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(left(), patience);
    QVERIFY2(left()->informativeText().contains(u"Payroll"_s), qPrintable(left()->informativeText()));
    left()->accept();
    QCOMPARE(list->topLevelItemCount(), 2);
    QVERIFY(list->topLevelItem(1)->text(0).endsWith(u"(undone)"_s));
    list->setCurrentItem(list->topLevelItem(1));
    settle(window);
    QVERIFY(!take->isVisible());
    const auto now = m_backend->inventory(path, query);
    QVERIFY(now && now->total == 2);
    const auto imports = m_backend->imports(path);
    QVERIFY(imports && imports->size() == 2);
    QCOMPARE(imports->at(1).who, u"Head of IT"_s);
    // While a later file is not at its place, the way is said instead.
    QVERIFY(QFile::remove(second));
    const QString third = write(u"third.csv"_s, "dataset:key,name\nd4,Letters\n");
    QVERIFY(m_backend->import(path, {{third}}, false, job));
    const auto detail = m_backend->importDetail(path, m_backend->imports(path)->at(1).changeSet);
    QVERIFY(detail);
    QCOMPARE(detail->later, 1);
    QVERIFY(detail->gone.isEmpty());
    QVERIFY(QFile::remove(third));
    const auto without = m_backend->importDetail(path, detail->row.changeSet);
    QVERIFY(without);
    QCOMPARE(without->gone, third);
}

BAILIWICK_TEST(QApplication, TestDeeds)

} // namespace tst_deeds

#include "tst_deeds.moc"
