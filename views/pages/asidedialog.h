// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace views {

/// Asks why contradictions are set aside. GUI thread.
class AsideDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `what`: the sentence of the one, or how many there are.
    AsideDialog(const QString &what, QWidget *parent);
    QString reason() const;

private:
    QPlainTextEdit *m_reason;
};

} // namespace views
