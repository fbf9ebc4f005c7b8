// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "pages/questionsbackend.h"

#include <QDate>
#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace views {

/// One question: of whom it is asked, which rules need it, and the answer for those that are ticked, with evidence and a day of
/// review. GUI thread.
class AnswerPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit AnswerPanel(QWidget *parent);
    /// Empty: there is nothing to ask.
    void showQuestion(const QuestionRow &, QDate today);
    void offer(const QList<ValueChoice> &choices);
    void refuse(const QString &why);
    /// Which team was asked it and has not answered; empty: none.
    void setAsked(const QString &words);
    /// What is ticked of what the question is asked of; empty where that is nothing, or all.
    QList<qint64> chosen() const;
    /// Another workspace: what was typed and not sent is none of it.
    void forgetDrafts();

signals:
    void answered(const views::AnswerRequest &request, qint64 decides);
    void resultsWanted();
    void entityWanted(qint64 entity);

private:
    enum Answer : int;
    enum Column : int;
    /// What was ticked and typed for one question, and not sent.
    struct Draft
    {
        QList<qint64> ticked;
        int state = 0;
        QString value, file, note;
        bool reviewed = true;
        QDate review;
    };
    void clearAnswer();
    void keepDraft();
    void takeUpDraft();
    void refresh();
    void send();
    void chooseEvidence();
    QList<qint64> ticked() const;
    qint64 decided() const;

    QuestionRow m_question;
    QHash<QString, Draft> m_drafts; ///< by question
    bool m_sent = false;            ///< what stands in the fields is on its way
    QLabel *m_sentence, *m_asked, *m_rules, *m_results, *m_askedOf, *m_form, *m_refusal;
    QLabel *m_answerLabel = nullptr, *m_evidenceLabel = nullptr, *m_noteLabel = nullptr;
    QTreeWidget *m_holders;
    QComboBox *m_state, *m_value;
    QLineEdit *m_file, *m_note, *m_who;
    QPushButton *m_choose, *m_all, *m_none, *m_send;
    QCheckBox *m_reviewed;
    QDateEdit *m_review;
};

} // namespace views
