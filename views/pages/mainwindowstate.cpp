// SPDX-License-Identifier: GPL-3.0-or-later
// Registers as a whole, and things that are out of use.
#include "pages/mainwindow.h"
#include "pages/statedialogs.h"

using namespace Qt::StringLiterals;
using domain::Result;

namespace views {

void MainWindow::declareRegister(domain::EntityKind kind, const RegisterState &state)
{
    auto *dialog = new RegisterDialog(m_backend.catalogue().kind(kind).labelPlural, state, QDate::currentDate(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, kind] {
        const QString path = m_info.path;
        change(tr("Saving"), [path, kind, who = dialog->who(), until = dialog->until()](Backend &b, domain::JobContext &) {
            return b.declareRegister(path, kind, true, who, until);
        });
    });
    dialog->open();
}

void MainWindow::withdrawRegister(domain::EntityKind kind)
{
    const QString path = m_info.path;
    change(tr("Saving"), [path, kind](Backend &b, domain::JobContext &) { return b.declareRegister(path, kind, false, {}, {}); });
}

void MainWindow::retire(qint64 entity, const QString &name, bool back)
{
    const QString path = m_info.path;
    if (back) {
        change(tr("Saving"), [path, entity](Backend &b, domain::JobContext &) { return b.retire(path, entity, {}); });
        return;
    }
    askRetirement(name, [path, entity](Backend &b, QDate day) { return b.retire(path, entity, day); });
}

void MainWindow::retireVanished(domain::EntityKind kind, qint64 count)
{
    const domain::KindInfo &info = m_backend.catalogue().kind(kind);
    askRetirement(count == 1 ? tr("the %1 that vanished").arg(info.label.toLower()) : tr("%1 %2 that vanished").arg(count).arg(info.labelPlural.toLower()),
                  [path = m_info.path, kind](Backend &b, QDate day) { return b.retireVanished(path, kind, day); });
}

void MainWindow::askRetirement(const QString &what, const std::function<Result<WorkspaceInfo>(Backend &, QDate)> &work)
{
    auto *dialog = new RetireDialog(what, QDate::currentDate(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, work] {
        change(tr("Saving"), [work, day = dialog->day()](Backend &b, domain::JobContext &) { return work(b, day); });
    });
    dialog->open();
}

} // namespace views
