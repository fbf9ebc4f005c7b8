// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "pages/rulesets.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QTreeWidget;

namespace views {

class RuleEditor;

/// One rule set: its rules, to be switched off with a reason and, in one's own, written; its thresholds and the value sets, with what a
/// change turns before it is made. Whoever opened it does what wished() asks for and calls reload() after every change. GUI thread.
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
    QWidget *makeRules();
    QWidget *makeThresholds();
    QWidget *makeValueSets();
    void show(const RuleSetDetail &detail);
    void tellOfRule();
    void switchRule();
    void editRule(bool fresh);
    void removeRule();
    void tryThreshold();
    void setThreshold(bool shipped);
    void tryValueSet();
    void fillValueSet();
    void openEditor(const QString &before, const rules::RuleForm &form);
    void wish(const QString &title, const std::function<domain::Result<WorkspaceInfo>(RuleSets &, const QString &)> &work);
    void tellFlips(QTreeWidget *list, QLabel *head, const FlipsData &flips);
    QString currentRule() const;
    QPushButton *makeButton(const QString &name, const QString &text);

    PageContext m_context;
    QString m_workspace, m_id;
    RuleSetDetail m_detail;
    QTabWidget *m_tabs;
    QLabel *m_head, *m_refusal;
    QTreeWidget *m_rules = nullptr, *m_thresholds = nullptr, *m_sets = nullptr;
    QTreeWidget *m_thresholdFlips = nullptr, *m_setFlips = nullptr;
    QLabel *m_ruleWords = nullptr, *m_thresholdHead = nullptr, *m_setHead = nullptr;
    QLineEdit *m_value = nullptr, *m_members = nullptr, *m_setName = nullptr;
    QPushButton *m_switch = nullptr, *m_edit = nullptr, *m_new = nullptr, *m_remove = nullptr, *m_set = nullptr, *m_reset = nullptr, *m_fill = nullptr;
    RuleEditor *m_editor = nullptr;
    bool m_saving = false;
};

} // namespace views
