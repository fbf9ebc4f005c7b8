// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs write to the workspace while it is shown.
#include "pages/backend.h"
#include "pages/mainwindow.h"

#include <QDir>
#include <QStatusBar>

using namespace Qt::StringLiterals;
using domain::Result;

namespace views {

bool MainWindow::isLost(const domain::Error &error) const
{
    const bool file = error.code == domain::ErrorCode::FileNotFound || error.code == domain::ErrorCode::WorkspaceForeign;
    return file && !m_info.path.isEmpty() && error.where == m_info.path;
}

void MainWindow::sayLost()
{
    m_lost = m_info.path;
    statusBar()->showMessage(tr("%1 is no longer there or no workspace any more: moved, renamed, deleted or replaced by another program's file. What is shown stays; put the file back, or open it at its new place.")
                                 .arg(QDir::toNativeSeparators(m_lost)));
}

void MainWindow::lookForOthers()
{
    // Whoever works on it sees what is there when it is done.
    if (m_changing || m_info.path.isEmpty() || m_jobs.active() > 0)
        return;
    const QByteArray version = m_backend.version(m_info.path);
    if (version == m_version)
        return;
    m_version = version;
    Backend *backend = &m_backend;
    m_jobs.run<Result<WorkspaceInfo>>(u"others"_s, this, [backend, path = m_info.path](domain::JobContext &) { return backend->info(path); }, [this, path = m_info.path](const Result<WorkspaceInfo> &now) {
        if (path != m_info.path)
            return;
        if (!now && m_lost.isEmpty() && now.error().code != domain::ErrorCode::Cancelled && now.error().code != domain::ErrorCode::WorkspaceLocked)
            sayLost();
        if (!now || m_changing || now->path != m_info.path)
            return;
        if (!m_lost.isEmpty()) {
            m_lost.clear();
            statusBar()->showMessage(tr("The workspace is at its place again."), 15000);
        }
        if (*now == m_info)
            return;
        setInfo(*now);
        statusBar()->showMessage(tr("Another program has changed the workspace. What is shown is how it is now."), 15000);
    });
}

} // namespace views
