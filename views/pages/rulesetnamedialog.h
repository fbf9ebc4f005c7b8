// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QLabel;
class QLineEdit;
class QPushButton;

namespace views {

/// Asks for the title and the id of a rule set of one's own; an id that is in use or of another form is told while it is typed. GUI thread.
class RuleSetNameDialog final : public QDialog
{
    Q_OBJECT
public:
    RuleSetNameDialog(const QString &heading, const QString &about, const QString &title, const QString &id, const QStringList &taken, QWidget *parent);
    QString title() const;
    QString id() const;

private:
    void check();

    QStringList m_taken;
    QLineEdit *m_title, *m_id;
    QLabel *m_told;
    QPushButton *m_ok;
};

} // namespace views
