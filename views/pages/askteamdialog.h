// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDialog>

class QDateEdit;
class QLineEdit;
class QPushButton;

namespace views {

/// Which team is asked, by when, and where its workbook goes. GUI thread.
class AskTeamDialog final : public QDialog
{
    Q_OBJECT
public:
    AskTeamDialog(const QStringList &questions, QDate today, QWidget *parent);

signals:
    void asked(const QString &team, QDate due, const QString &out);

private:
    void send();

    QLineEdit *m_team, *m_file;
    QDateEdit *m_due;
    QPushButton *m_ok;
};

} // namespace views
