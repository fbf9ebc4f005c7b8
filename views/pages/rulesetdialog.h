// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/conditionchoices.h"
#include "pages/page.h"
#include "pages/rulesets.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QPushButton;
class QTabWidget;

namespace views {

class RuleEditor;
class RuleScopeDialog;
class RulesList;
class ThresholdsTab;
class ValueSetsTab;

/// One rule set: its rules, to be switched off or narrowed with a reason and, in one's own, written; its thresholds and the value sets, with
/// what a change turns before it is made. Whoever opened it does what wished() asks for and calls reload() after every change. GUI thread.
class RuleSetDialog final : public QDialog
{
    Q_OBJECT
public:
    RuleSetDialog(const PageContext &context, const QString &workspace, const QString &ruleSet, QWidget *parent);
    void reload();

signals:
    void wished(const views::RuleSetWish &wish);
    void loaded();

private:
    using Work = std::function<domain::Result<WorkspaceInfo>(RuleSets &, const QString &)>;

    void show(const RuleSetDetail &detail, const WorkspaceInfo &info);
    void editRule(const QString &rule);
    void narrowRule(const QString &rule);
    void openEditor(const QString &before, const rules::RuleForm &form, const RuleChoices &choices);
    void openScope(const RuleScope &scope, const RuleChoices &choices);
    enum class Step : int { None, Forward, Back, Again };
    void wish(const QString &title, const Work &work, Step step = Step::Forward);
    void step(bool back);
    ConditionChoices choicesOf(const RuleChoices &choices) const;

    PageContext m_context;
    QString m_workspace, m_id;
    RuleSetDetail m_detail;
    QTabWidget *m_tabs;
    QLabel *m_head, *m_refusal;
    RulesList *m_rules;
    ThresholdsTab *m_thresholds;
    ValueSetsTab *m_sets;
    QPushButton *m_undo, *m_redo;
    QPointer<RuleEditor> m_editor;
    QPointer<RuleScopeDialog> m_scope;
    bool m_saving = false;
    Step m_step = Step::None;  ///< what was asked for last
    int m_done = 0, m_undone = 0; ///< changes from here: no other is undone from here
};

} // namespace views
