// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDialog>
#include <QStringList>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace views {

/// What a team is to be asked, or asked again.
struct AskDraft
{
    QStringList questions;      ///< as they are shown
    qint64 lines = 0;           ///< things that they are asked of, in all
    QString team;               ///< of a reminder; else empty
    QStringList teams;          ///< that were asked before, to choose from
    QDate today;
    bool isReminder() const { return !team.isEmpty(); }
};

/// Which team is asked, by when, and where its workbook goes; the words for the message that the workbook goes with. GUI thread.
class AskTeamDialog final : public QDialog
{
    Q_OBJECT
public:
    AskTeamDialog(const AskDraft &draft, QWidget *parent);

signals:
    void asked(const QString &team, QDate due, const QString &out);

private:
    void refresh();
    void proposeFile();
    void choose();
    void send();

    AskDraft m_draft;
    QLineEdit *m_team, *m_file;
    QDateEdit *m_due;
    QLabel *m_note;
    QPlainTextEdit *m_words;
    QPushButton *m_ok, *m_copy;
    QString m_proposed;         ///< where the workbook goes unless another place is chosen
};

} // namespace views
