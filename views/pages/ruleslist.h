// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "pages/rulesets.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace views {

/// The rules of one rule set: what each says in plain words, and what can be done to it. GUI thread.
class RulesList final : public QWidget
{
    Q_OBJECT
public:
    explicit RulesList(QWidget *parent);
    void show(const RuleSetDetail &detail);
    QString currentRule() const;

signals:
    /// Switches a rule off, with a reason, or on again.
    void switchWanted(const QString &rule, bool off, const QString &why, const QString &who);
    void narrowWanted(const QString &rule);
    /// Writes one of the workspace's own; no id: a new one.
    void editWanted(const QString &rule);
    void removeWanted(const QString &rule);

private:
    void tell();
    void switchRule();
    void narrowList();
    const OwnRuleRow *current() const;
    QPushButton *makeButton(const QString &name, const QString &text);

    RuleSetDetail m_detail;
    QLineEdit *m_find;
    QTreeWidget *m_list;
    QLabel *m_words;
    QPushButton *m_switch, *m_narrow, *m_edit, *m_new, *m_remove;
};

} // namespace views
