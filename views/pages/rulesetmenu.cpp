// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/rulesetmenu.h"

#include "pages/rulesetnamedialog.h"
#include "text/errortext.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace views {

RuleSetMenu::RuleSetMenu(const PageContext &context, QWidget *parent) : QToolButton(parent), m_context(context)
{
    setObjectName(u"ruleSetMenu"_s);
    setText(tr("Rule set"));
    setAccessibleName(tr("What can be done with the rule set"));
    setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(this);
    const auto add = [menu, this](const QString &name, const QString &text, const std::function<void()> &run) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    m_open = add(u"ruleSetOpen"_s, tr("Rules and thresholds \u2026"), [this] { openDialog(); });
    m_copy = add(u"ruleSetCopy"_s, tr("Copy and change \u2026"), [this] { ask(true); });
    m_new = add(u"ruleSetNew"_s, tr("New rule set \u2026"), [this] { ask(false); });
    menu->addSeparator();
    m_import = add(u"ruleSetImport"_s, tr("Import \u2026"), [this] { import(); });
    m_export = add(u"ruleSetExport"_s, tr("Export \u2026"), [this] { exportTo(); });
    menu->addSeparator();
    m_remove = add(u"ruleSetRemove"_s, tr("Remove"), [this] { remove(); });
    setMenu(menu);
}

void RuleSetMenu::setCurrent(const QString &workspace, const FrameworkChoice &choice, const QStringList &taken)
{
    m_workspace = workspace;
    m_choice = choice;
    m_taken = taken;
    for (QAction *action : {m_open, m_copy, m_export})
        action->setEnabled(!choice.id.isEmpty());
    m_remove->setEnabled(choice.own);
    m_remove->setToolTip(choice.own ? QString() : tr("Only a rule set of your own can be removed"));
}

void RuleSetMenu::reload()
{
    if (m_dialog)
        m_dialog->reload();
}

void RuleSetMenu::openDialog()
{
    m_dialog = new RuleSetDialog(m_context, m_workspace, m_choice.id, window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &RuleSetDialog::wished, this, &RuleSetMenu::wished);
    m_dialog->open();
}

void RuleSetMenu::ask(bool copy)
{
    QString id = copy ? u"own-"_s + m_choice.id : u"own-rules"_s;
    for (int n = 2; m_taken.contains(id); ++n)
        id = (copy ? u"own-"_s + m_choice.id : u"own-rules"_s) + u'-' + QString::number(n);
    auto *dialog = new RuleSetNameDialog(copy ? tr("Copy and change") : tr("New rule set"),
                                         copy ? tr("The copy is yours: its rules can be written anew. It is judged beside the original; untick the one that should not count. Acceptances, and what your counsel said, stay with the original.")
                                              : tr("It begins with one rule that says nothing yet."),
                                         copy ? tr("%1 (own)").arg(m_choice.title) : QString(), id, m_taken, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, copy, from = m_choice.id] {
        emit wished({copy ? tr("Copying the rule set") : tr("Making a rule set"),
                     [copy, from, as = dialog->id(), title = dialog->title()](RuleSets &sets, const QString &path) {
                         return copy ? sets.copyRuleSet(path, from, as, title) : sets.newRuleSet(path, as, title);
                     },
                     [this](const domain::Error &error) { emit failed(error); }});
    });
    dialog->open();
}

void RuleSetMenu::import()
{
    auto *dialog = new QFileDialog(window(), tr("Import a rule set"), {}, tr("Rule sets (*.json)"));
    dialog->setObjectName(u"ruleSetImportFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) { importFile(file, false); });
    dialog->open();
}

void RuleSetMenu::importFile(const QString &file, bool replace)
{
    emit wished({tr("Importing a rule set"), [file, replace](RuleSets &sets, const QString &path) { return sets.importRuleSet(path, file, replace); },
                 [this, file, replace](const domain::Error &error) {
                     // One's own with this id may give way to the file.
                     if (!replace && error.where.endsWith(u"#/pack"_s) && error.detail.contains(u"--replace"_s)) {
                         auto *ask = new QMessageBox(QMessageBox::Question, tr("Import a rule set"), tr("The workspace has a rule set with this id. Put the file in its place?"),
                                                     QMessageBox::Yes | QMessageBox::Cancel, window());
                         ask->setObjectName(u"ruleSetReplace"_s);
                         ask->setAttribute(Qt::WA_DeleteOnClose);
                         connect(ask, &QMessageBox::buttonClicked, this, [this, ask, file](QAbstractButton *button) {
                             if (ask->standardButton(button) == QMessageBox::Yes)
                                 importFile(file, true);
                         });
                         ask->open();
                         return;
                     }
                     refuse(error);
                 }});
}

void RuleSetMenu::refuse(const domain::Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Import a rule set"), tr("The rule set was not imported, and nothing has changed."), QMessageBox::Ok, window());
    box->setObjectName(u"ruleSetRefused"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(text::errorSentence(error));
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->open();
}

void RuleSetMenu::exportTo()
{
    auto *dialog = new QFileDialog(window(), tr("Export the rule set"), m_choice.id + u".json"_s, tr("Rule sets (*.json)"));
    dialog->setObjectName(u"ruleSetExportFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = m_choice.id](const QString &file) {
        RuleSets *sets = &m_context.backend.ruleSets();
        m_context.jobs.run<domain::Result<void>>(
            u"ruleSetExport"_s, this, [sets, path = m_workspace, id, file](domain::JobContext &) { return sets->exportRuleSet(path, id, file); },
            [this, file](const domain::Result<void> &done) {
                if (!done)
                    emit failed(done.error());
                else if (auto *main = qobject_cast<QMainWindow *>(window()))
                    main->statusBar()->showMessage(tr("Saved: %1").arg(QDir::toNativeSeparators(file)), 8000);
            });
    });
    dialog->open();
}

void RuleSetMenu::remove()
{
    emit wished({tr("Removing the rule set"), [id = m_choice.id](RuleSets &sets, const QString &path) { return sets.removeRuleSet(path, id); },
                 [this](const domain::Error &error) { emit failed(error); }});
}

} // namespace views
