// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/questionsbackend.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace views {

/// What teams were asked and who has not answered; and the answers that came back, to be accepted or sent back with a word. GUI thread.
class TeamsDialog final : public QDialog
{
    Q_OBJECT
public:
    TeamsDialog(QDate today, QWidget *parent);
    void showTeams(const TeamsData &);

signals:
    void takeInWanted(const QString &file);
    void reviewWanted(const views::ReviewDecision &decision);

private:
    void refresh();
    void decide(bool accept);
    QStringList ticked() const;

    QDate m_today;
    QLabel *m_none;
    QTreeWidget *m_sent, *m_queue;
    QLineEdit *m_why;
    QPushButton *m_take, *m_accept, *m_back;
};

} // namespace views
