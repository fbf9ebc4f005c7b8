// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/conditionedit.h"
#include "pages/page.h"
#include "pages/rulesets.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace views {

/// A rule of an own rule set, as a form: what it judges, whom it concerns, when it is open, and live whom of the workspace it would hit. It
/// has undo and redo of its own; saving is one change of the workspace. Whoever opened it writes the rule and then calls accept(), or
/// refuse() with what is wrong. GUI thread.
class RuleEditor final : public QDialog
{
    Q_OBJECT
public:
    RuleEditor(const PageContext &context, const QString &workspace, const QString &ruleSet, const QString &before, const rules::RuleForm &form,
               const ConditionChoices &choices, QWidget *parent);
    void refuse(const QString &why);
    void reject() override;
    const rules::RuleForm &form() const { return m_steps.at(m_at); }

signals:
    void saveWanted(const QString &before, const rules::RuleForm &rule);
    /// The newest edit was judged.
    void tried();

private:
    void buildFields(QFormLayout *fields);
    void show(const rules::RuleForm &form);
    void read();
    void step(int by);
    void tryIt();
    void tell(const RuleTrial &trial);
    domain::EntityKind kind() const;

    PageContext m_context;
    QString m_workspace, m_ruleSet, m_before;
    ConditionChoices m_choices;
    QList<rules::RuleForm> m_steps; ///< what was, and after it what was undone
    qsizetype m_at = 0;
    bool m_filling = false;
    bool m_saving = false;
    QLineEdit *m_id, *m_heading, *m_title;
    QPlainTextEdit *m_requirement, *m_remedy;
    QComboBox *m_entity, *m_severity;
    QCheckBox *m_narrowed;
    ConditionEdit *m_applies, *m_gap;
    QLabel *m_words, *m_hits, *m_refusal;
    QPushButton *m_undo, *m_redo, *m_save;
    QTimer m_pause;
};

} // namespace views
