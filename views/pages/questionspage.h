// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "pages/questionsbackend.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace views {

class AnswerPanel;
class TeamsDialog;

/// What has to be asked so that unknown results are decided: the question that decides most first, with those that it is asked of,
/// and answered for several of them at once. GUI thread.
class QuestionsPage final : public Page
{
    Q_OBJECT
public:
    /// `questions` must outlive the page.
    QuestionsPage(const PageContext &, QuestionsBackend &questions, QWidget *parent);
    /// The answer was not taken: what was typed stays, with why.
    void refuse(const QString &why);
    /// Who was asked, and the answers that wait for review.
    void openTeams();

signals:
    void answerWanted(const views::AnswerRequest &request);
    void askWanted(const views::AskRequest &request);
    void takeInWanted(const QStringList &files);
    void remindWanted(const views::RemindRequest &request);
    void reviewWanted(const views::ReviewDecision &decision);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    void fitRows();
    void show(const QuestionsData &fresh);
    void showQuestion();
    void narrowList(const QString &text);
    void tellCount();
    void tellDecided();
    void expect(qint64 decides);
    void markAsked();
    void refreshAsk();
    void askTeam();
    /// Whom a question was sent to and who has not answered it; empty: nobody.
    QString askedWords(const QString &question) const;
    void showTeams(const TeamsData &teams);
    const QuestionRow *current() const;

    QuestionsBackend &m_questions;
    QLabel *m_decided, *m_count, *m_nothing;
    QLineEdit *m_find;
    QTreeWidget *m_list;
    AnswerPanel *m_panel;
    QPushButton *m_ask, *m_teams;
    TeamsDialog *m_dialog = nullptr; ///< while it is open
    TeamsData m_sent;
    bool m_teamsWanted = false; ///< before they were read
    QuestionsData m_data;
    DecidedData m_split;    ///< what decides the results
    QString m_draftsOf;     ///< the workspace that what was typed is of
    QString m_shown;        ///< the question whose answer is being given
    qint64 m_expected = 0;  ///< results that an answer that is on its way decides
};

} // namespace views
