// SPDX-License-Identifier: GPL-3.0-or-later
// What the window is about: the part of the organisation, the frameworks, the zone.
#include "figures/figure.h"
#include "pages/mainwindow.h"
#include "pages/rulesets.h"
#include "pages/topbar.h"
#include "pages/zonedialog.h"
#include "text/statustext.h"
#include "text/wordtext.h"
#include "widgets/filterbar.h"
#include "widgets/legalsign.h"
#include "widgets/plaintext.h"

#include <QAction>
#include <QLabel>
#include <QLocale>
#include <QMenu>

using namespace Qt::StringLiterals;
using domain::Result;

namespace views {

QString MainWindow::nameOf(domain::EntityKind kind, const QString &key) const
{
    for (const ScopeChoice &choice : m_scopes) {
        if (choice.kind == kind && choice.key == key)
            return choice.name;
    }
    return key;
}

QString MainWindow::scopeWords(const FilterState &f) const
{
    QStringList names;
    if (!f.legalEntity.isEmpty())
        names.append(nameOf(domain::EntityKind::LegalEntity, f.legalEntity));
    if (!f.businessService.isEmpty())
        names.append(nameOf(domain::EntityKind::BusinessService, f.businessService));
    return names.isEmpty() ? tr("Whole organisation") : names.join(tr(", "));
}

void MainWindow::showScope()
{
    const QString words = scopeWords(filter());
    m_top->setScope(words);
    m_scope->setText(scopeLine());
}

void MainWindow::fillScopes()
{
    if (m_info.path.isEmpty() || m_info.isEmpty())
        return;
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<QList<ScopeChoice>>>(u"scopes"_s, this, [backend, path](domain::JobContext &) { return backend->scopes(path); },
                                           [this](const Result<QList<ScopeChoice>> &found) {
        if (!found)
            return showError(found.error());
        m_scopes = *found;
        QMenu *menu = m_top->scopeMenu();
        menu->clear();
        const auto entry = [this](QMenu *in, const QString &name, auto narrow, bool chosen) {
            QAction *action = in->addAction(plain(name));
            action->setCheckable(true);
            action->setChecked(chosen);
            connect(action, &QAction::triggered, this, [this, narrow] {
                FilterState wanted = filter();
                narrow(wanted);
                setFilter(wanted);
                fillScopes();
            });
        };
        const FilterState now = filter();
        entry(menu, tr("Whole organisation"), [](FilterState &f) { f.legalEntity.clear(); f.businessService.clear(); },
              now.legalEntity.isEmpty() && now.businessService.isEmpty());
        for (const auto &[kind, title, member] : {std::tuple(domain::EntityKind::LegalEntity, tr("Legal entity"), &FilterState::legalEntity),
                                                  std::tuple(domain::EntityKind::BusinessService, tr("Business service"), &FilterState::businessService)}) {
            QMenu *list = menu->addMenu(title);
            list->setObjectName(u"scope_"_s + domain::kindName(kind));
            for (const ScopeChoice &choice : std::as_const(m_scopes)) {
                if (choice.kind == kind)
                    entry(list, choice.name, [key = choice.key, member = member](FilterState &f) { f.*member = f.*member == key ? QString() : key; }, now.*member == choice.key);
            }
            list->setEnabled(!list->isEmpty());
        }
        // Chips speak names too.
        m_filters->setFilter(now);
        showScope();
    });
}

QString MainWindow::scopeLine() const
{
    if (m_info.path.isEmpty() || m_info.isEmpty())
        return {};
    const FilterState f = filter();
    FilterState others = f;
    others.legalEntity.clear();
    others.businessService.clear();
    QStringList parts = {scopeWords(f)};
    if (!others.isEmpty())
        parts.append(tr("narrowed by the filters above"));
    parts.append(m_info.entities == 1 ? tr("1 thing recorded")
                                        : tr("%1 things recorded").arg(figures::formatCount(m_info.entities)));
    if (m_info.toolFindings > 0)
        parts.append(m_info.toolFindings == 1 ? tr("1 finding of other tools")
                                              : tr("%1 findings of other tools").arg(figures::formatCount(m_info.toolFindings)));
    QStringList names;
    for (const QString &id : m_info.frameworks)
        names.append(text::shortFramework(id, m_frameworkTitles.value(id)));
    // More than a line holds are counted; the page of frameworks names them.
    parts.append(names.isEmpty() ? tr("all frameworks") : names.size() > 6 ? tr("%1 frameworks").arg(names.size()) : names.join(tr(", ")));
    parts.append(!m_info.evaluated ? tr("not evaluated") : tr("evaluated as of %1%2").arg(QLocale().toString(m_info.asOf, u"d MMMM yyyy"_s), m_info.partial ? tr(", a part only") : m_info.stale ? tr(", the data changed since") : QString()));
    return parts.join(u"  \u00b7  "_s);
}

void MainWindow::chooseFrameworks()
{
    m_top->setFrameworks(static_cast<int>(m_info.frameworks.size()));
    if (m_info.path.isEmpty())
        return;
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<QList<FrameworkChoice>>>(u"frameworks"_s, this, [backend, path](domain::JobContext &) { return backend->frameworks(path); },
                                               [this](const Result<QList<FrameworkChoice>> &list) {
        if (!list)
            return;
        QMenu *menu = m_top->frameworkMenu();
        menu->clear();
        const bool first = m_frameworkTitles.isEmpty();
        for (const FrameworkChoice &f : *list) {
            m_frameworkTitles.insert(f.id, f.title);
            if (!f.chosen)
                continue;
            QAction *action = menu->addAction(legalSign(f.legal, palette()), tr("%1  (%2, %3 rules)").arg(f.title, text::legalStatusWord(f.legal).toLower()).arg(f.rules));
            action->setToolTip(tr("Show what it asks and what stands of it"));
            connect(action, &QAction::triggered, this, [this, id = f.id] {
                FilterState of = filter().about();
                of.framework = id;
                goThrough(of, u"frameworks"_s);
            });
        }
        if (!menu->isEmpty())
            menu->addSeparator();
        QAction *choose = menu->addAction(tr("Choose frameworks \u2026"));
        choose->setObjectName(u"chooseFrameworks"_s);
        connect(choose, &QAction::triggered, this, [this] { showPage(u"frameworks"_s); });
        if (first)
            showScope();
    });
}

void MainWindow::judgeBy(const QStringList &frameworks)
{
    const QString workspace = m_info.path;
    const QDate asOf = m_top->asOf();
    change(tr("Choosing frameworks"), [workspace, frameworks, asOf](Backend &b, domain::JobContext &job) -> Result<WorkspaceInfo> {
        const Result<WorkspaceInfo> done = b.choose(workspace, frameworks);
        return done ? b.evaluate(workspace, asOf, job) : done;
    });
}

void MainWindow::changeRuleSets(const RuleSetWish &wish)
{
    if (m_changing) {
        showBusy();
        wish.refused({domain::ErrorCode::Refused, tr("another change is under way; try again when it is done"), {}});
        return;
    }
    const QString path = m_info.path;
    const bool judged = m_info.evaluated;
    const QDate asOf = m_info.asOf;
    change(wish.title, [path, judged, asOf, work = wish.work](Backend &b, domain::JobContext &job) -> Result<WorkspaceInfo> {
        const Result<WorkspaceInfo> done = work(b.ruleSets(), path);
        if (!done || !judged)
            return done;
        // Counts that a rule no longer stands behind would mislead; where it can't be judged anew, they are shown as stale.
        const Result<WorkspaceInfo> anew = b.evaluate(path, asOf, job);
        return anew ? anew : b.info(path);
    }, false, {}, wish.refused);
}

void MainWindow::chooseZone()
{
    struct Choice
    {
        QList<CountryGroup> groups;
        QStringList zone;
    };
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<Choice>>(u"zone"_s, this, [backend, path](domain::JobContext &) -> Result<Choice> {
        const auto groups = backend->countryGroups(path);
        if (!groups)
            return groups.error();
        const auto zone = backend->zone(path);
        if (!zone)
            return zone.error();
        return Choice{*groups, *zone};
    }, [this, path](const Result<Choice> &found) {
        if (!found)
            return showError(found.error());
        auto *dialog = new ZoneDialog(m_backend.countries(), found->groups, found->zone, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, dialog, path, before = found->zone] {
            const QStringList zone = dialog->zone();
            if (zone != before)
                change(tr("Choosing the zone"), [path, zone](Backend &b, domain::JobContext &) { return b.setZone(path, zone); });
        });
        dialog->open();
    });
}

} // namespace views
