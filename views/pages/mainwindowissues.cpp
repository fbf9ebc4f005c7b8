// SPDX-License-Identifier: GPL-3.0-or-later
// What is decided about an issue: who answers for it, what is accepted.
#include "pages/acceptdialog.h"
#include "pages/assigndialog.h"
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "pages/topbar.h"
#include "text/statustext.h"

using namespace Qt::StringLiterals;
using domain::ErrorCode;
using domain::Result;

namespace views {

void MainWindow::showIssue(qint64 id)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<IssueDetail>>(u"details"_s, this, [backend, path, id, narrowed = filter()](domain::JobContext &) { return backend->issue(path, id, narrowed); },
                                    [this, id](const Result<IssueDetail> &detail) {
        if (detail)
            m_details->showIssue(*detail);
        else if (m_details->issue() == id)
            m_details->hide();   // it was shown and is closed now
        else
            showError(detail.error());
    });
}

void MainWindow::explainFinding(qint64 issue, int index)
{
    Backend *backend = &m_backend;
    m_jobs.run<Result<FindingDetail>>(u"finding"_s, this, [backend, path = m_info.path, issue, index](domain::JobContext &) { return backend->finding(path, issue, index); },
                                      [this, issue](const Result<FindingDetail> &found) {
        if (found)
            m_details->showFinding(issue, *found);
        else
            showError(found.error());
    });
}

void MainWindow::assignIssue(qint64 issue)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<PlanDraft>>(u"plan"_s, this, [backend, path, issue](domain::JobContext &) { return backend->planOf(path, issue); },
                                  [this, path, issue](const Result<PlanDraft> &draft) {
        if (!draft)
            return showError(draft.error());
        auto *dialog = new AssignDialog(*draft, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &AssignDialog::decided, this, [this, dialog, path, issue](const IssuePlan &plan) {
            Backend *store = &m_backend;
            m_jobs.run<Result<WorkspaceInfo>>(u"assign"_s, dialog, [store, path, issue, plan](domain::JobContext &) { return store->assign(path, issue, plan); },
                                              [this, dialog](const Result<WorkspaceInfo> &done) {
                if (!done) {
                    dialog->refuse(done.error().code == ErrorCode::Refused ? text::capitalised(done.error().detail) : errorText(done.error()));
                    return;
                }
                dialog->accept();
                setInfo(*done);
            });
        });
        dialog->open();
    });
}

void MainWindow::acceptGaps(qint64 issue)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<AcceptanceDraft>>(u"draft"_s, this, [backend, path, issue](domain::JobContext &) { return backend->acceptable(path, issue); },
                                        [this, path](const Result<AcceptanceDraft> &draft) {
        if (!draft)
            return showError(draft.error());
        auto *dialog = new AcceptDialog(*draft, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &AcceptDialog::decided, this, [this, dialog, path](const AcceptanceRequest &request) {
            Backend *store = &m_backend;
            // The decision is checked where it is written; what is refused is said in the dialog, which stays open.
            m_jobs.run<Result<WorkspaceInfo>>(u"accept"_s, dialog, [store, path, request](domain::JobContext &) { return store->accept(path, request); },
                                              [this, dialog, path](const Result<WorkspaceInfo> &done) {
                if (!done) {
                    dialog->refuse(done.error().code == ErrorCode::Refused ? text::capitalised(done.error().detail) : errorText(done.error()));
                    return;
                }
                dialog->accept();
                setInfo(*done);
                evaluate();
            });
        });
        dialog->open();
    });
}

void MainWindow::withdrawAcceptances(qint64 issue)
{
    const QString path = m_info.path;
    change(tr("Withdrawing"), [path, issue, asOf = m_top->asOf()](Backend &b, domain::JobContext &job) {
        const Result<WorkspaceInfo> done = b.withdrawAcceptances(path, issue);
        return done ? b.evaluate(path, asOf, job) : done;
    });
}

} // namespace views
