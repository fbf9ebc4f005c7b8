// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace views {

/// Asks who answers for an issue, what is done about it and by when. Whoever opened it writes the plan and then calls accept(), or
/// refuse() with what is wrong: it stays open then, with everything that was typed. GUI thread.
class AssignDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit AssignDialog(const PlanDraft &draft, QWidget *parent = nullptr);
    void refuse(const QString &why);
    void reject() override;

signals:
    void decided(const views::IssuePlan &plan);

private:
    IssuePlan plan() const;
    void check();
    void send(const IssuePlan &plan);

    IssuePlan m_before;
    QComboBox *m_owner;
    QPlainTextEdit *m_measure;
    QCheckBox *m_dated;
    QDateEdit *m_due;
    QLabel *m_refusal;
    QPushButton *m_ok = nullptr;
    QPushButton *m_remove = nullptr;
    bool m_writing = false;
};

} // namespace views
