// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/conditionchoices.h"
#include "pages/pathdialog.h"
#include "rules/ruleform.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace views {

class ChipsEdit;
class LawFields;

/// The fields of one row of a condition: what it is, what it speaks of, how that is compared and with what. Lists are chips, paths can be
/// chosen in words. GUI thread.
class ConditionFields final : public QWidget
{
    Q_OBJECT
public:
    ConditionFields(const ConditionChoices &choices, QWidget *parent);

    /// `kinds`: what the row may speak of, what it stands in last.
    void show(const rules::FormRow &row, const QList<domain::EntityKind> &kinds);
    const rules::FormRow &row() const { return m_row; }

signals:
    /// row() is another.
    void edited();

private:
    void fillSubjects();
    void fillValues();
    void read();
    void readComparison(rules::FormRow &row, bool moved);
    void choosePath(PathDialog::Wanted wanted, const QString &now, const std::function<void(const QString &)> &take);
    domain::EntityKind kind() const { return m_kinds.constLast(); }
    domain::Attribute compared(const rules::FormRow &row) const;
    bool listed() const;

    ConditionChoices m_choices;
    rules::FormRow m_row;
    QList<domain::EntityKind> m_kinds;
    QComboBox *m_what, *m_subject, *m_op, *m_value;
    QToolButton *m_choose, *m_chooseValue;
    ChipsEdit *m_lists, *m_values;
    LawFields *m_law;
    QLabel *m_unread;
    bool m_filling = false;
};

} // namespace views
