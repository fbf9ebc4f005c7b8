// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mainwindow.h"

// Assessments by the EU Cloud Sovereignty Framework.
#include "pages/assessmentspage.h"

using namespace Qt::StringLiterals;
using domain::Result;

namespace views {

void MainWindow::addAssessments(AssessmentsBackend &assessments)
{
    auto *page = new AssessmentsPage({m_backend, m_jobs}, assessments, this);
    AssessmentsBackend *backend = &assessments;
    connect(page, &AssessmentsPage::answerWanted, this, [this, backend](const CriterionWish &wish) {
        const QString path = m_info.path;
        change(tr("Keeping the answer …"), [backend, path, wish](Backend &b, domain::JobContext &) -> Result<WorkspaceInfo> {
            const Result<void> done = backend->answer(path, wish);
            return done ? b.info(path) : Result<WorkspaceInfo>(done.error());
        });
    });
    connect(page, &AssessmentsPage::weightsKept, this, [this, backend](const QList<int> &parts) {
        const QString path = m_info.path;
        change(tr("Keeping the weights …"), [backend, path, parts](Backend &b, domain::JobContext &) -> Result<WorkspaceInfo> {
            const Result<void> done = backend->keepWeights(path, parts);
            return done ? b.info(path) : Result<WorkspaceInfo>(done.error());
        });
    });
    connect(page, &AssessmentsPage::tenderKept, this, [this, backend](const TenderWish &tender) {
        const QString path = m_info.path;
        change(tr("Keeping what the tender asks for …"), [backend, path, tender](Backend &b, domain::JobContext &) -> Result<WorkspaceInfo> {
            const Result<void> done = backend->keepTender(path, tender);
            return done ? b.info(path) : Result<WorkspaceInfo>(done.error());
        });
    });
    addPage(page);
}

} // namespace views
