// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/conditionchoices.h"
#include "rules/ruleform.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;

namespace views {

class ChipsEdit;

/// What a row says besides its subject where it asks for adequacy, for the reach of laws, for certificates, for what a certificate covers, or
/// for a share: the laws and schemes as chips, the rest as drop-downs. GUI thread.
class LawFields final : public QWidget
{
    Q_OBJECT
public:
    LawFields(const ConditionChoices &choices, QWidget *parent);
    /// Whether rows of this kind have such fields.
    static bool has(rules::FormRow::Kind kind);
    void show(const rules::FormRow &row, domain::EntityKind kind);
    /// The row's further members as they stand in the fields now; what the fields do not know stays.
    QJsonObject rest() const;

signals:
    void edited();

private:
    QComboBox *makePath(const QString &member, const QString &label);
    void fillPath(QComboBox *box, domain::EntityKind kind, domain::ValueType type, const QList<domain::EntityKind> &to);
    void showRow(QWidget *field, bool shown);

    ConditionChoices m_choices;
    rules::FormRow m_row;
    QFormLayout *m_form;
    ChipsEdit *m_laws, *m_schemes;
    QCheckBox *m_partial;
    QComboBox *m_service, *m_scope, *m_kind, *m_dpf, *m_dpfHr, *m_hr, *m_recipient;
    bool m_filling = false;
};

} // namespace views
