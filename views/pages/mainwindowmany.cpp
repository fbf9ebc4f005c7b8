// SPDX-License-Identifier: GPL-3.0-or-later
// One value for several things of the inventory.
#include "pages/backend.h"
#include "pages/mainwindow.h"
#include "pages/manydialog.h"

#include <QPointer>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::Result;

namespace views {

void MainWindow::changeMany(const InventoryQuery &list, const LineRuns &lines)
{
    if (m_changing) {
        showBusy();
        return;
    }
    Backend *backend = &m_backend;
    // The list is in the background's hands: what is chosen need not have been on screen.
    m_jobs.run<Result<QList<qint64>>>(u"many"_s, this, [backend, path = m_info.path, list, lines](domain::JobContext &) { return backend->listed(path, list, lines); },
                                      [this, kind = list.kind](const Result<QList<qint64>> &found) {
        if (!found)
            return showError(found.error());
        if (!found->isEmpty())
            openMany(kind, *found);
    });
}

void MainWindow::openMany(domain::EntityKind kind, const QList<qint64> &entities)
{
    auto *dialog = new ManyDialog(m_backend.catalogue().kind(kind), entities, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    Backend *backend = &m_backend;
    connect(dialog, &ManyDialog::attributeChosen, this, [this, backend, kind, entities, dialog = QPointer(dialog)](const QString &attr) {
        m_jobs.run<Result<QList<ValueChoice>>>(u"many/choices"_s, this, [backend, path = m_info.path, kind, attr](domain::JobContext &) { return backend->choices(path, kind, attr, {}); },
                                               [dialog, attr](const Result<QList<ValueChoice>> &choices) {
            if (dialog && choices)
                dialog->offer(attr, *choices);
        });
        m_jobs.run<Result<QList<SaidByMany>>>(u"many/now"_s, this,
                                              [backend, path = m_info.path, kind, entities, attr](domain::JobContext &) { return backend->saidByMany(path, kind, entities, attr); },
                                              [dialog, attr](const Result<QList<SaidByMany>> &said) {
            if (dialog && said)
                dialog->showNow(attr, *said);
        });
    });
    connect(dialog, &ManyDialog::saveWanted, this, [this, dialog = QPointer(dialog)] {
        if (m_changing) {
            dialog->refuse(tr("Something else is running. Try again when it is done."));
            return;
        }
        change(tr("Saving"), [path = m_info.path, values = dialog->values()](Backend &b, domain::JobContext &) { return b.editMany(path, values); }, false, {},
               [dialog](const Error &error) {
                   if (dialog)
                       dialog->refuse(errorText(error));
               },
               [dialog] {
                   if (dialog)
                       dialog->accept();
               });
    });
    dialog->open();
}

} // namespace views
