// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QDialog>

class QComboBox;
class QRadioButton;

namespace views {

/// Asks whether an import shall be taken back, or all files that were imported with it, and who does it; says what stays. GUI thread.
class TakeBackDialog final : public QDialog
{
    Q_OBJECT
public:
    TakeBackDialog(const ImportDetail &import, const QStringList &functions, QWidget *parent);
    /// The imports to be taken back, by their change sets.
    QList<qint64> imports() const;
    QString who() const;

private:
    ImportDetail m_import;
    QRadioButton *m_all;
    QComboBox *m_who;
};

} // namespace views
