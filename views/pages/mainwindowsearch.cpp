// SPDX-License-Identifier: GPL-3.0-or-later
// One search over commands, pages, issues and things.
#include "pages/mainwindow.h"
#include "domain/foldedtext.h"
#include "pages/frameworkspage.h"
#include "pages/topbar.h"
#include "widgets/searchbox.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;
using domain::Result;

namespace views {

void MainWindow::search(const QString &wanted)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<QList<SearchHit>>>(u"search"_s, this, [backend, path, wanted](domain::JobContext &) { return backend->search(path, wanted); },
                                         [this, wanted](const Result<QList<SearchHit>> &hits) {
        if (!hits)
            return showError(hits.error());
        QList<SearchOffer> offers;
        const QList<QMenu *> menus = menuBar()->findChildren<QMenu *>();
        for (const QMenu *of : menus) {
            const QList<QAction *> commands = of->actions();
            for (QAction *command : commands) {
                const QString name = QString(command->text()).remove(u'&');
                if (command->isSeparator() || command->menu() || !command->isEnabled() || !domain::finds(name, wanted))
                    continue;
                const QString keys = command->shortcut().toString(QKeySequence::NativeText);
                offers.append({name, keys.isEmpty() ? tr("command") : tr("command, %1").arg(keys), [command] { command->trigger(); }});
            }
        }
        for (const Page *page : std::as_const(m_pages)) {
            if (domain::finds(page->title(), wanted))
                offers.append({page->title(), tr("page"), [this, id = page->id()] { showPage(id); }});
        }
        for (const SearchHit &hit : *hits) {
            if (!hit.rule.isEmpty())
                offers.append({hit.name, hit.kindLabel, [this, hit] {
                    FilterState filter = this->filter().about();
                    filter.narrow(u"rule"_s, hit.rule, hit.name);
                    go(filter, u"issues"_s);
                }});
            else if (!hit.framework.isEmpty())
                offers.append({hit.name, hit.kindLabel, [this, id = hit.framework] { showFramework(id); }});
            else if (hit.issue != 0)
                offers.append({hit.name, tr("issue, %1").arg(hit.kindLabel), [this, id = hit.issue] { showIssue(id); }});
            else if (hit.entity != 0)
                offers.append({hit.name, hit.kindLabel, [this, id = hit.entity] { showEntity(id); }});
            else
                offers.append({hit.name, hit.kindLabel, {}});
        }
        if (offers.isEmpty())
            offers.append({tr("Nothing is called \u201c%1\u201d").arg(wanted), {}, {}});
        m_top->search()->offer(wanted, offers);
    });
}

void MainWindow::showFramework(const QString &id)
{
    for (Page *page : std::as_const(m_pages)) {
        if (auto *frameworks = qobject_cast<FrameworksPage *>(page)) {
            showPage(frameworks->id());
            frameworks->choose(id);
        }
    }
}

} // namespace views
