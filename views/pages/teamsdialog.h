// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/questionsbackend.h"

#include <QDialog>

class QCheckBox;
class QDateEdit;
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
    void takeInWanted(const QStringList &files);
    void reviewWanted(const views::ReviewDecision &decision);
    void remindWanted(const views::RemindRequest &request);
    void entityWanted(qint64 entity);

private:
    enum SentColumn : int;
    enum QueueColumn : int;
    void fillSent();
    void fillQueue();
    void refresh();
    void tellAnswer();
    void tickAll(bool on);
    void decide(bool accept);
    void remind();
    QString chosenTeam() const;
    qint64 openOf(const QString &team) const;
    QStringList ticked() const;

    QDate m_today;
    TeamsData m_data;
    QLabel *m_sentHead, *m_none, *m_queueHead, *m_nothing, *m_told;
    QTreeWidget *m_sent, *m_queue;
    QLineEdit *m_why;
    QCheckBox *m_reviewed;
    QDateEdit *m_review;
    QPushButton *m_take, *m_remind, *m_all, *m_noneTicked, *m_accept, *m_back;
};

} // namespace views
