// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mainwindow.h"

// Accelerators, AI and certificates.
#include "pages/acceleratorspage.h"
#include "pages/aipage.h"
#include "pages/certificatespage.h"

namespace views {

void MainWindow::addAssets(AssetsBackend &assets)
{
    const PageContext context{m_backend, m_jobs};
    addPage(new AcceleratorsPage(context, assets, this));
    addPage(new AiPage(context, assets, this));
    addPage(new CertificatesPage(context, assets, this));
}

} // namespace views
