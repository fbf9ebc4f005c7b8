// SPDX-License-Identifier: GPL-3.0-or-later
// One issue says the same in the list, the details, the dialogs and the report; each of its findings can be reached; somebody answers
// for it.
#include "core/reportbuilder.h"
#include "pages/assigndialog.h"
#include "pages/detailspane.h"
#include "pages/issuelist.h"
#include "pages/mainwindow.h"
#include "report/htmlwriter.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/statement.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QToolButton>

namespace tst_issuespage {

using namespace Qt::StringLiterals;
using domain::LegalStatus;
using domain::Status;
using views::FilterState;
using views::IssueGrouping;

namespace {

FilterState open()
{
    FilterState filter;
    filter.status = Status::Gap;
    return filter;
}

FilterState planned(const QString &how)
{
    FilterState filter = open();
    filter.narrow(u"plan"_s, how, how);
    return filter;
}

} // namespace

class TestIssues : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void countsAreTheSameEverywhere();
    void eachFrameworkHasItsOwnWord();
    void detailsSayWhatTheFilterCounts();
    void otherToolsDisagree();
    void numbersAreFound();
    void eachFindingHasItsReason();
    void steppingReachesThemAll();
    void assignedInTheWindow();
    void plansOutliveEvaluationsAndImports();
    void mapsDrawTheSameTransfers();
    void providersAreReachedAlike();
    void sentencesOfTheReportAreWhole();

private:
    domain::Result<report::ReportInput> reportOf(report::Template kind)
    {
        store::ConnectionScope scope(m_sample, store::Access::Write);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        domain::QuietJob job;
        app::ReportRequest request;
        request.kind = kind;
        return app::buildReport(*m_services, scope.db(), values, request, job);
    }
    QString copyOfSample(const QString &name)
    {
        const QString path = m_folder.filePath(name);
        return QFile::copy(m_sample, path) ? path : QString();
    }
};

void TestIssues::countsAreTheSameEverywhere()
{
    views::ReportRequest request;
    request.path = m_folder.filePath(u"counts.json"_s);
    domain::QuietJob job;
    QVERIFY(m_backend->writeReport(m_sample, request, job));
    QFile file(request.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QHash<QString, QJsonObject> reported;
    for (const QJsonValue &issue : QJsonDocument::fromJson(file.readAll()).object().value(u"issues"_s).toArray())
        reported.insert(issue.toObject().value(u"number"_s).toString(), issue.toObject());
    const auto list = m_backend->issues(m_sample, IssueGrouping::Severity, open());
    QVERIFY(list);
    QCOMPARE(list->rows.size(), reported.size());
    int findings = 0;
    for (const views::IssueRow &row : list->rows) {
        const QJsonObject issue = reported.value(row.number);
        QVERIFY2(!issue.isEmpty(), qPrintable(row.number));
        QCOMPARE(row.title, issue.value(u"title"_s).toString());
        QCOMPARE(row.open.total(), issue.value(u"findings"_s).toArray().size());
        QCOMPARE(row.things, issue.value(u"affected"_s).toInt());
        const auto detail = m_backend->issue(m_sample, row.id);
        QVERIFY(detail);
        QVERIFY(detail->issue.open == row.open);
        QCOMPARE(views::issueCounts(detail->issue), views::issueCounts(row));
        const auto draft = m_backend->acceptable(m_sample, row.id);
        QVERIFY(draft);
        QVERIFY2(draft->counts.startsWith(views::issueCounts(row)), qPrintable(draft->counts));
        QCOMPARE(static_cast<int>(draft->findings.size()) + draft->bound, row.open.total());
        findings += row.open.total();
    }
    QCOMPARE(findings, list->findings);
}

void TestIssues::eachFrameworkHasItsOwnWord()
{
    const QHash<QString, QString> words = {{u"gdpr"_s, u"gap"_s}, {u"eu-csf"_s, u"not met"_s}, {u"ai-sov"_s, u"weak"_s}};
    const auto grouped = m_backend->issues(m_sample, IssueGrouping::Framework, open());
    QVERIFY(grouped);
    QHash<QString, int> inGroups;
    // A rule may have a word of its own: what the Regulation asks of a provider is no breach of ours.
    const auto wordOf = [this](const views::IssueRow &row, const QString &framework, const QString &word) {
        const auto [pack, rule] = m_services->rule(row.rule);
        return pack && pack->id == framework && rule->legalStatus != pack->legalStatus ? u"weak"_s : word;
    };
    int mixed = 0;
    for (auto it = words.cbegin(); it != words.cend(); ++it) {
        FilterState filter = open();
        filter.framework = it.key();
        const auto list = m_backend->issues(m_sample, IssueGrouping::Severity, filter);
        QVERIFY(list);
        int findings = 0;
        for (const views::IssueRow &row : list->rows) {
            QCOMPARE(text::tallyStatus(row.open), wordOf(row, it.key(), it.value()));
            findings += row.open.total();
            const auto whole = m_backend->issue(m_sample, row.id);
            mixed += whole && text::tallyStatus(whole->issue.open).contains(u", "_s);
        }
        QCOMPARE(findings, list->findings);
        // The group of a framework holds what the filter by it holds, an issue of several in each of them.
        const QString title = m_services->pack(it.key())->title;
        int inGroup = 0;
        for (const views::IssueRow &row : grouped->rows) {
            if (row.group != title)
                continue;
            QCOMPARE(text::tallyStatus(row.open), wordOf(row, it.key(), it.value()));
            inGroup += row.open.total();
        }
        QCOMPARE(inGroup, findings);
    }
    QVERIFY(mixed > 0);
}

void TestIssues::detailsSayWhatTheFilterCounts()
{
    FilterState filter = open();
    filter.framework = u"ai-sov"_s;
    const auto list = m_backend->issues(m_sample, IssueGrouping::Severity, filter);
    QVERIFY(list);
    int narrowed = 0;
    for (const views::IssueRow &row : list->rows) {
        const auto detail = m_backend->issue(m_sample, row.id, filter);
        QVERIFY(detail);
        if (!detail->narrowed)
            continue;
        ++narrowed;
        QVERIFY(detail->narrowed->open == row.open);
        QVERIFY(detail->issue.open.total() > row.open.total());
        views::DetailsPane pane;
        pane.showIssue(*detail);
        const QString said = pane.findChild<QLabel *>(u"issueNarrowed"_s)->text();
        QVERIFY2(said.contains(views::issueState(row)), qPrintable(said));
    }
    QVERIFY(narrowed > 0);
}

/// A number on the page leads to the results that other tools contradict, and to nothing else.
void TestIssues::otherToolsDisagree()
{
    const QString path = copyOfSample(u"tools.bailiwick"_s);
    const auto silent = m_backend->issues(path, IssueGrouping::Severity, {});
    QVERIFY(silent);
    QCOMPARE(silent->contradicted, 0);
    // One tool fails every system and passes every access right.
    QByteArray table = "TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;RESOURCE_UID;COMPLIANCE\n";
    {
        store::ConnectionScope scope(path, store::Access::Read);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        for (const auto &[kind, status] : {std::pair(domain::EntityKind::Workload, "FAIL"), std::pair(domain::EntityKind::Grant, "PASS")}) {
            store::Statement &s = values.statement("SELECT id, key FROM entity WHERE kind=?1 ORDER BY key");
            s.bind(1, qint64(kind));
            while (s.next())
                table += "2026-11-01 08:00:00;1;u" + QByteArray::number(s.integer(0)) + ";aws;c;Check;" + status + ";It was looked at;" + s.text(1).toUtf8() + ";GDPR: article_32\n";
            s.reset();
        }
    }
    QFile file(m_folder.filePath(u"prowler.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(table);
    file.close();
    domain::QuietJob job;
    QVERIFY(m_backend->import(path, {{file.fileName()}}, false, job));
    QVERIFY(m_backend->evaluate(path, {}, job));
    const auto list = m_backend->issues(path, IssueGrouping::Severity, {});
    QVERIFY(list && list->contradicted > 0);
    qint64 marked = 0;
    for (const views::IssueRow &row : list->rows)
        marked += row.contradicted;
    FilterState filter;
    filter.narrow(u"tools"_s, u"contradict"_s, u"Other tools disagree"_s);
    const auto narrowed = m_backend->issues(path, IssueGrouping::Severity, filter);
    QVERIFY(narrowed);
    QCOMPARE(narrowed->unknowns, 0);
    QCOMPARE(narrowed->findings, marked);
    QVERIFY(narrowed->findings > 0 && narrowed->passes > 0);
    QCOMPARE(narrowed->findings + narrowed->passes, list->contradicted);
    int findings = 0, passes = 0;
    for (const views::IssueRow &row : narrowed->rows) {
        findings += row.open.total();
        passes += row.passes;
        QCOMPARE(row.contradicted, row.open.total() + row.passes);
        const auto detail = m_backend->issue(path, row.id, filter);
        QVERIFY(detail && !detail->findings.isEmpty());
        if (row.passes == 0)
            continue;
        QCOMPARE(detail->findingCount, row.passes);
        for (const views::FindingRow &finding : detail->findings) {
            QCOMPARE(finding.status, Status::Pass);
            QVERIFY(finding.contradicted);
        }
        QVERIFY(m_backend->finding(path, row.id, row.passes - 1));
        QVERIFY(!m_backend->finding(path, row.id, row.passes));
        // "In inventory" lists exactly these.
        FilterState of;
        of.narrow(u"issue"_s, QString::number(row.id), row.title);
        views::InventoryQuery query;
        query.kind = detail->findings.constFirst().kind;
        query.filter = of;
        const auto things = m_backend->inventory(path, query);
        QVERIFY(things);
        QCOMPARE(things->total, row.passes);
    }
    QCOMPARE(findings, narrowed->findings);
    QCOMPARE(passes, narrowed->passes);
    // Each grouping holds all of them.
    for (const IssueGrouping grouping : {IssueGrouping::Framework, IssueGrouping::RootCause}) {
        const auto grouped = m_backend->issues(path, grouping, filter);
        QVERIFY(grouped);
        int all = 0;
        for (const views::IssueRow &row : grouped->rows)
            all += row.open.total() + row.passes;
        QCOMPARE(all, list->contradicted);
    }
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(path, false);
    QVERIFY(opened.wait(patience));
    window.showPage(u"issues"_s);
    auto *button = window.findChild<QToolButton *>(u"contradicted"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && window.jobs().active() == 0, patience);
    QVERIFY2(button->text().contains(QString::number(list->contradicted)), qPrintable(button->text()));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!button->isVisible() && window.jobs().active() == 0, patience);
    const auto said = window.findChild<QLabel *>(u"issueCount"_s)->text();
    QVERIFY2(said.contains(u"%1 met"_s.arg(passes)), qPrintable(said));
}

void TestIssues::numbersAreFound()
{
    const auto list = m_backend->issues(m_sample, IssueGrouping::Severity, open());
    QVERIFY(list);
    for (const views::IssueRow &row : list->rows.mid(0, 10)) {
        for (const QString &typed : {row.number, row.number.toLower(), u"I-%1"_s.arg(row.id)}) {
            const auto hits = m_backend->search(m_sample, typed);
            QVERIFY(hits);
            const auto issues = std::count_if(hits->cbegin(), hits->cend(), [](const views::SearchHit &h) { return h.issue != 0; });
            QCOMPARE(issues, 1);
            QCOMPARE(hits->constFirst().issue, row.id);
            QVERIFY(hits->constFirst().name.startsWith(row.number));
        }
    }
    // Frameworks by name, and rules by the number that the details of an issue tell.
    const auto law = m_backend->search(m_sample, u"dora"_s);
    QVERIFY(law && std::any_of(law->cbegin(), law->cend(), [](const views::SearchHit &h) { return h.framework == u"dora"_s; }));
    const auto rule = m_backend->search(m_sample, u"gdpr-44-01"_s);
    QVERIFY(rule && !rule->isEmpty());
    QCOMPARE(rule->constFirst().rule, u"GDPR-44-01"_s);
    QVERIFY(rule->constFirst().name.startsWith(u"GDPR-44-01"_s));
    // Grouped by severity the worst always stands first, whatever is open in it.
    for (const auto &rows : {list->rows, m_backend->issues(m_sample, IssueGrouping::Severity, {})->rows})
        QVERIFY(std::is_sorted(rows.cbegin(), rows.cend(), [](const views::IssueRow &a, const views::IssueRow &b) { return a.severity > b.severity; }));
}

void TestIssues::eachFindingHasItsReason()
{
    for (const Status status : {Status::Gap, Status::Unknown, Status::Accepted}) {
        FilterState filter;
        filter.status = status;
        const auto list = m_backend->issues(m_sample, IssueGrouping::Severity, filter);
        QVERIFY(list && !list->rows.isEmpty());
        for (const views::IssueRow &row : list->rows.mid(0, 5)) {
            const auto detail = m_backend->issue(m_sample, row.id);
            QVERIFY(detail);
            for (const views::FindingRow &finding : detail->findings)
                QVERIFY2(!finding.reason.isEmpty(), qPrintable(finding.rule + u' ' + finding.entityKey));
            QCOMPARE(detail->example.finding.entity, detail->findings.constFirst().entity);
            QCOMPARE(detail->example.reason, detail->findings.constFirst().reason);
        }
    }
}

void TestIssues::steppingReachesThemAll()
{
    const auto list = m_backend->issues(m_sample, IssueGrouping::Severity, open());
    QVERIFY(list);
    const auto several = std::find_if(list->rows.cbegin(), list->rows.cend(), [](const views::IssueRow &r) { return r.open.total() > 3 && r.open.total() < 9; });
    QVERIFY(several != list->rows.cend());
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    QVERIFY(opened.wait(patience));
    const auto idle = [&] { return window.jobs().active() == 0; };
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    window.showPage(u"issues"_s);
    emit window.findChild<views::IssueList *>(u"issueList"_s)->issueChosen(several->id);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    const auto detail = m_backend->issue(m_sample, several->id);
    QVERIFY(detail);
    const auto visible = [&window](const QString &name) -> QWidget * {
        for (QWidget *w : window.findChildren<QWidget *>(name)) {
            if (!w->isHidden())
                return w;
        }
        return nullptr;
    };
    for (int i = 0; i < detail->findingCount; ++i) {
        const auto which = [&] {
            auto *label = qobject_cast<QLabel *>(visible(u"whichFinding"_s));
            return label ? label->text() : QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(which(), u"Finding %1 of %2"_s.arg(i + 1).arg(detail->findingCount), patience);
        auto *name = qobject_cast<QLabel *>(visible(u"exampleName"_s));
        QVERIFY2(name->text().remove(QChar(0x200b)).startsWith(detail->findings.at(i).entityName), qPrintable(name->text()));
        auto *next = qobject_cast<QAbstractButton *>(visible(u"nextFinding"_s));
        QCOMPARE(next->isEnabled(), i + 1 < detail->findingCount);
        // Made anew for each finding, it may have no place yet where the mouse would meet it.
        if (next->isEnabled())
            next->click();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    }
    QVERIFY(!m_backend->finding(m_sample, several->id, detail->findingCount));
}

void TestIssues::assignedInTheWindow()
{
    const QString path = copyOfSample(u"assigned.bailiwick"_s);
    const auto list = m_backend->issues(path, IssueGrouping::Severity, open());
    QVERIFY(list);
    const views::IssueRow first = list->rows.constFirst();
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(path, false);
    QVERIFY(opened.wait(patience));
    const auto idle = [&] { return window.jobs().active() == 0; };
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    window.showPage(u"issues"_s);
    emit window.findChild<views::IssueList *>(u"issueList"_s)->issueChosen(first.id);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(window.findChild<QLabel *>(u"planOwner"_s)->text(), u"Nobody yet."_s);
    QTest::mouseClick(window.findChild<QAbstractButton *>(u"assignIssue"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<views::AssignDialog *>(), patience);
    auto *dialog = window.findChild<views::AssignDialog *>();
    auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    auto *owner = dialog->findChild<QComboBox *>(u"owner"_s);
    auto *due = dialog->findChild<QDateEdit *>(u"due"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"assignedIssue"_s)->text().contains(first.number));
    QVERIFY(!ok->isEnabled());
    QVERIFY(owner->findText(u"Outsourcing Officer"_s) >= 0);
    QVERIFY(owner->findText(u"Internal Auditor"_s) < 0);
    QCOMPARE(due->minimumDate(), QDate(2026, 11, 20));

    // Refused: it stays open with what was typed.
    owner->setEditText(u"internal auditor"_s);
    QTest::mouseClick(ok, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *refusal = dialog->findChild<QLabel *>(u"refusal"_s);
    QVERIFY2(refusal->text().contains(u"only reads"_s), qPrintable(refusal->text()));
    // Enter there asks again; it never throws away what was typed.
    QCOMPARE(dialog->focusWidget(), owner);
    QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->autoDefault());
    owner->setEditText(u"Outsourcing Officer"_s);
    dialog->findChild<QPlainTextEdit *>(u"measure"_s)->setPlainText(u"Sign the clauses"_s);
    due->setDate(QDate(2027, 1, 31));
    QSignalSpy finished(dialog, &QDialog::accepted);
    QTest::mouseClick(ok, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    const auto shown = [&](const QString &name) { return window.findChild<QLabel *>(name)->text().remove(QChar(0x200b)); };
    QTRY_COMPARE_WITH_TIMEOUT(shown(u"planOwner"_s), u"Outsourcing Officer, due 2027-01-31"_s, patience);
    QCOMPARE(shown(u"planMeasure"_s), u"Sign the clauses"_s);
    const auto assigned = m_backend->issues(path, IssueGrouping::Severity, planned(u"assigned"_s));
    QVERIFY(assigned);
    QCOMPARE(assigned->rows.size(), 1);
    QCOMPARE(assigned->rows.constFirst().number, first.number);
    QCOMPARE(assigned->findings, first.open.total());
    // A plan changes no result: nothing asks for a new evaluation.
    QVERIFY(!m_backend->info(path)->stale);

    const auto undone = m_backend->undo(path);
    QVERIFY(undone);
    QVERIFY(!undone->stale);
    QVERIFY(m_backend->planOf(path, first.id)->plan.isEmpty());
    domain::QuietJob job;
    QVERIFY(m_backend->redo(path, job));
    QCOMPARE(m_backend->planOf(path, first.id)->plan.measure, u"Sign the clauses"_s);
    QVERIFY(m_backend->assign(path, first.id, {}));
    QVERIFY(m_backend->planOf(path, first.id)->plan.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
}

void TestIssues::plansOutliveEvaluationsAndImports()
{
    const QString path = copyOfSample(u"outlives.bailiwick"_s);
    const auto list = m_backend->issues(path, IssueGrouping::Severity, open());
    QVERIFY(list);
    const qint64 id = list->rows.constFirst().id;
    views::IssuePlan plan{u"Head of HR"_s, u"Move the files"_s, QDate(2027, 1, 31)};
    QVERIFY(m_backend->assign(path, id, plan));
    const auto again = m_backend->assign(path, id, plan);
    QVERIFY(!again);
    QCOMPARE(again.error().code, domain::ErrorCode::Refused);
    plan.due = QDate(2026, 11, 19);
    QVERIFY(!m_backend->assign(path, id, plan));
    domain::QuietJob job;
    QVERIFY(m_backend->import(path, {{u":/demo/transfers.csv"_s, u":/demo/contracting_entities.csv"_s}}, false, job));
    // Before its day it is not overdue, on the day neither, afterwards it is.
    const QList<std::pair<QDate, qsizetype>> days = {{QDate(2026, 11, 21), 0}, {QDate(2027, 1, 31), 0}, {QDate(2027, 2, 1), 1}};
    for (const auto &[day, overdue] : days) {
        QVERIFY(m_backend->evaluate(path, day, job));
        const auto late = m_backend->issues(path, IssueGrouping::Severity, planned(u"overdue"_s));
        QVERIFY(late);
        QCOMPARE(late->rows.size(), overdue);
        const auto detail = m_backend->issue(path, id);
        QVERIFY(detail);
        QCOMPARE(detail->issue.plan.owner, u"Head of HR"_s);
        QCOMPARE(detail->issue.plan.due, QDate(2027, 1, 31));
        QCOMPARE(detail->issue.plan.overdue, overdue == 1);
    }
    views::ReportRequest request;
    request.path = m_folder.filePath(u"plans.json"_s);
    QVERIFY(m_backend->writeReport(path, request, job));
    QFile file(request.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    QVERIFY(json.contains("\"owner\": \"Head of HR\""));
    QVERIFY(json.contains("\"measure\": \"Move the files\""));
    QVERIFY(json.contains("\"overdue\": true"));
}

void TestIssues::mapsDrawTheSameTransfers()
{
    const auto input = reportOf(report::Template::Board);
    QVERIFY(input);
    const auto shown = m_backend->map(m_sample, views::MapMetric::Systems, {});
    QVERIFY(shown);
    QVERIFY(!shown->arcs.isEmpty());
    for (const figures::MapData &map : input->maps) {
        QCOMPARE(map.arcs.size(), shown->arcs.size());
        for (qsizetype i = 0; i < map.arcs.size(); ++i) {
            QCOMPARE(map.arcs.at(i).id, shown->arcs.at(i).id);
            QCOMPARE(map.arcs.at(i).count, shown->arcs.at(i).count);
            QCOMPARE(map.arcs.at(i).status, shown->arcs.at(i).status);
        }
        QCOMPARE(map.words.flow, shown->words.flow);
    }
    // Printed with a legend of their own.
    QVERIFY(report::toHtml(*input).contains("arc: transfers of personal data"));
}

void TestIssues::providersAreReachedAlike()
{
    const auto input = reportOf(report::Template::Board);
    QVERIFY(input);
    int whole = 0;
    int partly = 0;
    for (const report::ProviderRow &row : input->providers) {
        const auto hits = m_backend->search(m_sample, row.name);
        QVERIFY(hits);
        const auto hit = std::find_if(hits->cbegin(), hits->cend(), [&](const views::SearchHit &h) { return h.kind == domain::EntityKind::Provider && h.issue == 0 && h.name == row.name; });
        QVERIFY2(hit != hits->cend(), qPrintable(row.name));
        const auto detail = m_backend->entity(m_sample, hit->entity);
        QVERIFY(detail);
        QVERIFY(!detail->reach.isEmpty());
        QCOMPARE(row.foreignReach, detail->reach.join(u'\n'));
        whole += row.foreignReach.startsWith(u"US CLOUD Act"_s);
        partly += row.foreignReach.contains(u"in part, through a subsidiary or business there"_s);
    }
    QVERIFY(whole > 0);
    QVERIFY(partly > 0);
}

void TestIssues::sentencesOfTheReportAreWhole()
{
    for (const report::Template kind : {report::Template::Board, report::Template::Full}) {
        const auto input = reportOf(kind);
        QVERIFY(input);
        const QString html = QString::fromUtf8(report::toHtml(*input));
        // A sentence that stands for several is that of one of them; nothing is left out of it.
        QVERIFY(!html.contains(u"\u2026 "_s) && !html.contains(u" \u2026"_s));
        // What is unknown is not called open.
        for (const QString &word : {u"results are open"_s, u"Open results"_s, u"Open for"_s, u" open)"_s})
            QVERIFY2(!html.contains(word), qPrintable(word));
        // Doubled or stray punctuation comes of a slot without a value.
        static const QRegularExpression holes(u"(\\.\\.|,,| ,| \\.(?![0-9a-z])|\\( ?\\)|: ?\\.|; ?;|\u201c\u201d)"_s);
        const auto match = holes.match(QString(html).remove(QRegularExpression(u"<(style|svg)[^>]*>.*?</(style|svg)>"_s, QRegularExpression::DotMatchesEverythingOption)));
        QVERIFY2(!match.hasMatch(), qPrintable(html.mid(qMax<qsizetype>(0, match.capturedStart() - 80), 160)));
    }
}

BAILIWICK_TEST(QApplication, TestIssues)

} // namespace tst_issuespage

#include "tst_issuespage.moc"
