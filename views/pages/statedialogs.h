// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;

namespace views {

/// Somebody answers for it that a register holds everything that there is: who, and until when it counts. GUI thread.
class RegisterDialog final : public QDialog
{
    Q_OBJECT
public:
    RegisterDialog(const QString &labelPlural, const RegisterState &state, QDate today, QWidget *parent);

    QString who() const;
    QDate until() const; ///< invalid: without end

private:
    QComboBox *m_who;
    QCheckBox *m_ends;
    QDateEdit *m_until;
};

/// Since which day a thing, or several, are out of use. GUI thread.
class RetireDialog final : public QDialog
{
    Q_OBJECT
public:
    RetireDialog(const QString &what, QDate today, QWidget *parent);
    QDate day() const;

private:
    QDateEdit *m_day;
};

} // namespace views
