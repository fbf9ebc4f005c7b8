// SPDX-License-Identifier: GPL-3.0-or-later
// Accepting gaps in the window: what may be accepted, what is refused where it is typed, what is seen afterwards, and undo.
#include "pages/acceptdialog.h"
#include "pages/detailspane.h"
#include "pages/issuelist.h"
#include "pages/mainwindow.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include <functional>

namespace tst_accept {

using namespace Qt::StringLiterals;
using domain::Status;
using views::FilterState;

class TestAccept : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void theSampleHasAcceptances();
    void bindingLawSaysWhatToDoInstead();
    void expiredOnesAreOpenAgain();
    void acceptedInTheDialogAndTakenBack();
    void someOfAnIssueAreLeftOpen();
    void accessRightsAreNamedByWhoAndWhat();

private:
    int findings(Status status);
    /// The first issue, gravest first, that fits.
    views::IssueDetail issueWhere(Status status, const std::function<bool(const views::IssueDetail &)> &fits);
};

int TestAccept::findings(Status status)
{
    FilterState filter;
    filter.status = status;
    const auto list = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
    return list ? list->findings : -1;
}

views::IssueDetail TestAccept::issueWhere(Status status, const std::function<bool(const views::IssueDetail &)> &fits)
{
    FilterState filter;
    filter.status = status;
    const auto list = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
    for (const views::IssueRow &row : list ? list->rows : QList<views::IssueRow>()) {
        const auto detail = m_backend->issue(m_sample, row.id);
        if (detail && fits(*detail))
            return *detail;
    }
    return {};
}

void TestAccept::theSampleHasAcceptances()
{
    // As the manifest names them: 59, of which three ended five days before.
    QCOMPARE(findings(Status::Accepted), 56);
    const views::IssueDetail accepted = issueWhere(Status::Accepted, [](const auto &d) { return d.issue.open.total() == 0; });
    QVERIFY(accepted.issue.id > 0);
    QVERIFY(accepted.issue.accepted > 0);
    QVERIFY(!accepted.findings.constFirst().note.isEmpty());
    QVERIFY(accepted.findings.constFirst().note.startsWith(u"Accepted by "_s));
    QCOMPARE(accepted.acceptable, 0);
    QVERIFY(!accepted.acceptances.constFirst().reason.isEmpty());
    QVERIFY(accepted.acceptances.constFirst().requestedBy != accepted.acceptances.constFirst().approvedBy);
}

void TestAccept::bindingLawSaysWhatToDoInstead()
{
    const views::IssueDetail law = issueWhere(Status::Gap, [](const auto &d) { return d.bound > 0 && d.acceptable == 0; });
    QVERIFY(law.issue.id > 0);
    QVERIFY2(law.notAcceptable.contains(u"known breach, with a plan, a date and an accountable executive"_s), qPrintable(law.notAcceptable));
    views::DetailsPane pane;
    pane.showIssue(law);
    auto *accept = pane.findChild<QAbstractButton *>(u"acceptGaps"_s);
    QVERIFY(accept);
    QVERIFY(!accept->isEnabled());
    QCOMPARE(accept->toolTip(), law.notAcceptable);
    QVERIFY(pane.findChild<QLabel *>(u"notAcceptable"_s)->text().contains(u"binding law"_s));
    // The door behind the button is shut too.
    views::AcceptanceRequest request{{}, u"why"_s, u"Head of Lending"_s, u"Head of Compliance"_s, QDate(2027, 1, 1)};
    for (const views::FindingRow &f : law.findings) {
        if (f.status == Status::Gap)
            request.findings.append({f.rule, f.entity});
    }
    const auto done = m_backend->accept(m_sample, request);
    QVERIFY(!done);
    QCOMPARE(done.error().code, domain::ErrorCode::Refused);
}

void TestAccept::expiredOnesAreOpenAgain()
{
    const views::IssueDetail again = issueWhere(Status::Gap, [](const auto &d) { return !d.acceptances.isEmpty() && !d.acceptances.constLast().ended.isEmpty(); });
    QVERIFY(again.issue.id > 0);
    QCOMPARE(again.acceptances.constLast().ended, u"expired on 2026-11-15"_s);
    QCOMPARE(again.acceptances.constLast().names.size(), 3);
    views::DetailsPane pane;
    pane.showIssue(again);
    QVERIFY(pane.findChild<QLabel *>(u"acceptedBefore"_s)->text().contains(u"expired on 2026-11-15"_s));
    QVERIFY(pane.findChild<QAbstractButton *>(u"acceptGaps"_s)->isEnabled());
}

void TestAccept::acceptedInTheDialogAndTakenBack()
{
    const views::IssueDetail open = issueWhere(Status::Gap, [](const auto &d) { return d.acceptable > 1 && d.acceptable < 30 && d.acceptances.isEmpty() && d.bound == 0; });
    QVERIFY(open.issue.id > 0);
    const int gaps = findings(Status::Gap);
    const int accepted = findings(Status::Accepted);

    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    QVERIFY(opened.wait(patience));
    window.showPage(u"issues"_s);
    const auto idle = [&] { return window.jobs().active() == 0; };
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    emit window.findChild<views::IssueList *>(u"issueList"_s)->issueChosen(open.issue.id);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QTest::mouseClick(window.findChild<QAbstractButton *>(u"acceptGaps"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<views::AcceptDialog *>(), patience);
    auto *dialog = window.findChild<views::AcceptDialog *>();
    auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    auto *refusal = dialog->findChild<QLabel *>(u"refusal"_s);
    QCOMPARE(dialog->findChild<QTreeWidget *>(u"acceptFindings"_s)->topLevelItemCount(), open.acceptable);
    QCOMPARE(ok->text(), u"Accept %1 findings"_s.arg(open.acceptable));
    QVERIFY(!ok->isEnabled());
    QVERIFY2(refusal->text().contains(u"why"_s), qPrintable(refusal->text()));
    auto *expires = dialog->findChild<QDateEdit *>(u"expires"_s);
    QCOMPARE(expires->minimumDate(), QDate(2026, 11, 21));
    QCOMPARE(expires->maximumDate(), QDate(2028, 11, 20));
    auto *requested = dialog->findChild<QComboBox *>(u"requestedBy"_s);
    auto *approved = dialog->findChild<QComboBox *>(u"approvedBy"_s);
    QVERIFY(requested->findText(u"Data Protection Officer"_s) >= 0);
    QVERIFY(approved->findText(u"Data Protection Officer"_s) < 0);
    QVERIFY(approved->findText(u"Internal Auditor"_s) < 0);
    QVERIFY(approved->findText(u"Head of Lending"_s) >= 0);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"reason"_s), u"Mended with the move in spring."_s);
    requested->setEditText(u"Head of Lending"_s);
    QVERIFY(!ok->isEnabled());

    // Each refusal stands in the dialog, with what was typed, and nothing is written.
    for (const auto &[approver, why] : {std::pair(u"head of lending"_s, u"somebody else"_s), std::pair(u"Data Protection Officer"_s, u"Art. 38(6)"_s)}) {
        approved->setEditText(approver);
        QVERIFY(ok->isEnabled());
        QTest::mouseClick(ok, Qt::LeftButton);
        QTRY_VERIFY2_WITH_TIMEOUT(refusal->text().contains(why), qPrintable(refusal->text()), patience);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
        QVERIFY(dialog->isVisible());
        QVERIFY(ok->isEnabled());
        // Enter there asks again; it never throws away what was typed.
        QCOMPARE(dialog->focusWidget(), approved);
        QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->autoDefault());
        QCOMPARE(findings(Status::Accepted), accepted);
    }
    approved->setEditText(u"Head of Customer Contact"_s);
    const QPointer<QDialog> shown(dialog);
    QTest::mouseClick(ok, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!shown, patience);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(findings(Status::Accepted), accepted + open.acceptable);
    QCOMPARE(findings(Status::Gap), gaps - open.acceptable);
    QVERIFY(!window.workspace().stale);
    // Seen in the details, with who and until when, and by the status in the list.
    auto *line = window.findChild<QLabel *>(u"accepted"_s);
    QVERIFY(line);
    QVERIFY2(line->text().contains(u"by Head of Customer Contact, expires 2027-11-20"_s), qPrintable(line->text()));
    QVERIFY(!window.findChild<QAbstractButton *>(u"acceptGaps"_s)->isEnabled());
    auto *status = window.findChild<QComboBox *>(u"issueStatus"_s);
    status->setCurrentIndex(status->findData(static_cast<int>(Status::Accepted)));
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(window.findChild<QLabel *>(u"issueCount"_s)->text().startsWith(u"%1 accepted"_s.arg(accepted + open.acceptable)));

    // Withdrawn by its button, that undone, and the acceptance itself undone: each time the results follow at once.
    QTest::mouseClick(window.findChild<QAbstractButton *>(u"withdrawAcceptance"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(findings(Status::Accepted), accepted);
    QCOMPARE(window.findChild<QLabel *>(u"acceptedBefore"_s)->text().contains(u"withdrawn on 2026-11-20"_s), true);
    const auto menu = [&window](const QString &word) {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (QString(action->text()).remove(u'&').startsWith(word))
                return action;
        }
        return static_cast<QAction *>(nullptr);
    };
    menu(u"Undo"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(findings(Status::Accepted), accepted + open.acceptable);
    menu(u"Undo"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(findings(Status::Accepted), accepted);
    QCOMPARE(findings(Status::Gap), gaps);
    menu(u"Redo"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(findings(Status::Accepted), accepted + open.acceptable);
    menu(u"Undo"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(findings(Status::Gap), gaps);
}

void TestAccept::someOfAnIssueAreLeftOpen()
{
    views::AcceptanceDraft draft;
    for (int i = 0; i < 3; ++i) {
        views::FindingRow row;
        row.rule = u"AIS-ID-02"_s;
        row.entity = i + 1;
        row.entityName = u"Right %1"_s.arg(i);
        draft.findings.append(row);
    }
    draft.bound = 2;
    draft.today = QDate(2026, 11, 20);
    draft.latest = QDate(2028, 11, 20);
    draft.expires = QDate(2027, 11, 20);
    views::AcceptDialog dialog(draft);
    QSignalSpy decided(&dialog, &views::AcceptDialog::decided);
    QVERIFY(dialog.findChild<QLabel *>(u"boundByLaw"_s)->text().contains(u"2 more findings"_s));
    auto *list = dialog.findChild<QTreeWidget *>(u"acceptFindings"_s);
    list->topLevelItem(1)->setCheckState(0, Qt::Unchecked);
    dialog.findChild<QPlainTextEdit *>(u"reason"_s)->setPlainText(u"why"_s);
    dialog.findChild<QComboBox *>(u"requestedBy"_s)->setEditText(u"a"_s);
    dialog.findChild<QComboBox *>(u"approvedBy"_s)->setEditText(u"b"_s);
    auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QCOMPARE(ok->text(), u"Accept 2 findings"_s);
    QTest::mouseClick(ok, Qt::LeftButton);
    QCOMPARE(decided.size(), 1);
    const auto request = decided.at(0).at(0).value<views::AcceptanceRequest>();
    QCOMPARE(request.findings, (QList<std::pair<QString, qint64>>{{u"AIS-ID-02"_s, 1}, {u"AIS-ID-02"_s, 3}}));
    // While it is being written it can't be sent away; a refusal frees it again.
    dialog.show();
    dialog.reject();
    QVERIFY(dialog.isVisible());
    dialog.refuse(u"No"_s);
    dialog.reject();
    QVERIFY(!dialog.isVisible());
    for (int i = 0; i < 3; ++i)
        list->topLevelItem(i)->setCheckState(0, Qt::Unchecked);
    QVERIFY(!ok->isEnabled());
}

void TestAccept::accessRightsAreNamedByWhoAndWhat()
{
    const auto isRight = [](const views::FindingRow &f) { return f.kind == domain::EntityKind::Grant && f.entityKey.startsWith(u"G-"_s); };
    const views::IssueDetail of = issueWhere(Status::Gap, [&](const auto &d) { return d.acceptable > 0 && std::any_of(d.findings.cbegin(), d.findings.cend(), isRight); });
    QVERIFY(of.issue.id > 0);
    const auto draft = m_backend->acceptable(m_sample, of.issue.id);
    QVERIFY(draft);
    int named = 0;
    for (const views::FindingRow &f : of.findings + draft->findings) {
        if (!isRight(f))
            continue;
        ++named;
        // "Microsoft support, India: Client portal Singapore (G-0108)"
        QVERIFY2(f.entityName.endsWith(u" (%1)"_s.arg(f.entityKey)) && f.entityName.contains(u": "_s), qPrintable(f.entityName));
    }
    QVERIFY(named > 0);
}

BAILIWICK_TEST(QApplication, TestAccept)

} // namespace tst_accept

#include "tst_accept.moc"
