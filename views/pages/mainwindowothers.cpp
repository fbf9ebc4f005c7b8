// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs write to the workspace while it is shown.
#include "pages/backend.h"
#include "pages/mainwindow.h"

#include <QStatusBar>

using namespace Qt::StringLiterals;
using domain::Result;

namespace views {

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
    m_jobs.run<Result<WorkspaceInfo>>(u"others"_s, this, [backend, path = m_info.path](domain::JobContext &) { return backend->info(path); }, [this](const Result<WorkspaceInfo> &now) {
        if (!now || m_changing || now->path != m_info.path || *now == m_info)
            return;
        setInfo(*now);
        statusBar()->showMessage(tr("Another program has changed the workspace. What is shown is how it is now."), 15000);
    });
}

} // namespace views
