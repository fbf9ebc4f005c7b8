// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/conditionchoices.h"
#include "pages/page.h"
#include "pages/rulesets.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace views {

class ConditionEdit;
class FlipsList;

/// Narrows a rule to a part of what it judges: a condition in the form, what it says in plain words, what it would turn, and why. Whoever
/// opened it answers decided() with accept() or refuse(). GUI thread.
class RuleScopeDialog final : public QDialog
{
    Q_OBJECT
public:
    RuleScopeDialog(const PageContext &context, const QString &workspace, const RuleScope &scope, const QStringList &functions, const ConditionChoices &choices, QWidget *parent);
    const rules::FormRow &condition() const;
    /// What was wrong with what was decided.
    void refuse(const QString &why);

signals:
    /// `narrowed`: to condition(); else as the rule set says.
    void decided(bool narrowed, const QString &why, const QString &who);
    /// After a trial was shown.
    void tried();

private:
    void tryIt();
    void tell(const ScopeTrial &trial);
    void refresh();

    PageContext m_context;
    QString m_workspace;
    RuleScope m_scope;
    ConditionEdit *m_condition;
    QLabel *m_words, *m_refusal;
    FlipsList *m_flips;
    QLineEdit *m_why;
    QComboBox *m_who;
    QPushButton *m_narrow, *m_widen;
    QTimer m_pause;
    bool m_sound = false, m_writing = false;
};

} // namespace views
