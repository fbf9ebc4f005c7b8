// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace views {

/// Asks who does something, and why. GUI thread.
class ReasonDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `what`: of which thing; `about`: what it does; `functions`: who may.
    ReasonDialog(const QString &title, const QString &what, const QString &about, const QStringList &functions, QWidget *parent);
    QString reason() const;
    QString who() const;

private:
    QPlainTextEdit *m_reason;
    QComboBox *m_who;
    QPushButton *m_ok;
};

} // namespace views
