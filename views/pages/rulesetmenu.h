// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/rulesetdialog.h"

#include <QPointer>
#include <QToolButton>

class QAction;

namespace views {

/// What can be done with the rule set that is chosen on the Frameworks page: look into it, copy, write a new one, import, export, remove.
/// GUI thread.
class RuleSetMenu final : public QToolButton
{
    Q_OBJECT
public:
    RuleSetMenu(const PageContext &context, QWidget *parent);
    /// The chosen one; `own`: it is the workspace's. `taken`: ids that are in use.
    void setCurrent(const QString &workspace, const FrameworkChoice &choice, const QStringList &taken);
    /// After a change: what is open reads again.
    void reload();

signals:
    void wished(const views::RuleSetWish &wish);
    void failed(const domain::Error &error);

private:
    void openDialog();
    void ask(bool copy);
    void import();
    void importFile(const QString &file, bool replace);
    void refuse(const domain::Error &error);
    void exportTo();
    void remove();

    PageContext m_context;
    QString m_workspace;
    FrameworkChoice m_choice;
    QStringList m_taken;
    QAction *m_open, *m_copy, *m_new, *m_import, *m_export, *m_remove;
    QPointer<RuleSetDialog> m_dialog;
};

} // namespace views
