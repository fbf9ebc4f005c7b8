// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace views {

/// Asks for a decision on open gaps: which, why, who asks, who approves, until when. Whoever opened it writes the decision and then
/// calls accept(), or refuse() with what is wrong: it stays open then, with everything that was typed. GUI thread.
class AcceptDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit AcceptDialog(const AcceptanceDraft &draft, QWidget *parent = nullptr);
    void refuse(const QString &why);
    void reject() override;

signals:
    void decided(const views::AcceptanceRequest &request);

private:
    enum Role : int;
    QTreeWidget *makeList(const AcceptanceDraft &draft);
    QComboBox *makeFunctions(const QString &name, const QString &label, const QStringList &functions);
    AcceptanceRequest request() const;
    void check();

    QTreeWidget *m_list;
    QPlainTextEdit *m_reason;
    QComboBox *m_requestedBy;
    QComboBox *m_approvedBy;
    QDateEdit *m_expires;
    QLabel *m_refusal;
    QPushButton *m_ok = nullptr;
    bool m_writing = false;
};

} // namespace views
