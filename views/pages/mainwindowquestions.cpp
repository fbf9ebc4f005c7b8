// SPDX-License-Identifier: GPL-3.0-or-later
// The page of questions in the window: answers change the workspace, and what they decide is judged again.
#include "pages/frameworkspage.h"
#include "pages/mainwindow.h"
#include "pages/questionspage.h"

#include <QDir>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::Result;

namespace views {
namespace {

/// Up to here an evaluation is so quick that each answer is followed by one; above, the window says that the results are old.
constexpr qint64 JudgedAtOnce = 20000;

} // namespace

void MainWindow::addQuestions(QuestionsBackend &questions, FrameworksPage *frameworks)
{
    auto *page = new QuestionsPage({m_backend, m_jobs}, questions, this);
    QuestionsBackend *backend = &questions;
    connect(page, &QuestionsPage::answerWanted, this, [this, page, backend](const AnswerRequest &request) { answerQuestion(*backend, page, request); });
    const auto ask = [this, backend](const AskRequest &request) {
        const QString path = m_info.path;
        change(tr("Writing the questions"), [backend, path, request](Backend &b, domain::JobContext &job) -> Result<WorkspaceInfo> {
            const Result<void> done = backend->askTeam(path, request, job);
            return done ? b.info(path) : Result<WorkspaceInfo>(done.error());
        }, false, tr("Saved: %1").arg(QDir::toNativeSeparators(request.out)));
    };
    connect(page, &QuestionsPage::askWanted, this, ask);
    connect(frameworks, &FrameworksPage::askWanted, this, ask);
    // A questionnaire that comes back is a file like any other: it is recognised, and accounted for line by line.
    connect(page, &QuestionsPage::takeInWanted, this, &MainWindow::importFiles);
    connect(page, &QuestionsPage::remindWanted, this, [this, backend](const RemindRequest &request) {
        const QString path = m_info.path;
        change(tr("Writing the reminder"), [backend, path, request](Backend &b, domain::JobContext &) -> Result<WorkspaceInfo> {
            const Result<void> done = backend->remind(path, request);
            return done ? b.info(path) : Result<WorkspaceInfo>(done.error());
        }, false, tr("Saved: %1").arg(QDir::toNativeSeparators(request.out)));
    });
    connect(page, &QuestionsPage::reviewWanted, this, [this, backend](const ReviewDecision &decision) {
        const QString path = m_info.path;
        change(tr("Saving the review"), judgedAfter([backend, path, decision](domain::JobContext &) { return backend->review(path, decision); }));
    });
    addPage(page);
    connect(this, &MainWindow::answersImported, page, [this, page] {
        showPage(page->id());
        page->openTeams();
    });
}

MainWindow::InfoWork MainWindow::judgedAfter(const std::function<Result<void>(domain::JobContext &)> &work) const
{
    const bool judge = m_info.evaluated && !m_info.partial && m_info.entities <= JudgedAtOnce;
    return [work, judge, path = m_info.path, asOf = m_info.asOf](Backend &b, domain::JobContext &job) -> Result<WorkspaceInfo> {
        if (const Result<void> done = work(job); !done)
            return done.error();
        return judge ? b.evaluate(path, asOf, job) : b.info(path);
    };
}

void MainWindow::answerQuestion(QuestionsBackend &questions, QuestionsPage *page, const AnswerRequest &request)
{
    if (m_changing) {
        showBusy();
        page->refuse(tr("Something else is running. Answer again when it is done."));
        return;
    }
    QuestionsBackend *backend = &questions;
    const QString path = m_info.path;
    change(tr("Saving the answer"), judgedAfter([backend, path, request](domain::JobContext &) { return backend->answer(path, request); }), false, {},
           [page](const Error &error) { page->refuse(errorText(error)); });
}

} // namespace views
