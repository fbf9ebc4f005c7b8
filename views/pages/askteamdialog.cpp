// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/askteamdialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QCompleter>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr int ProposedDays = 14;
constexpr qsizetype ShownQuestions = 4;

/// A team's name as part of a file's name.
QString fileWord(QString team)
{
    for (QChar &c : team)
        c = QStringView(u"/\\:*?\"<>|").contains(c) || c.unicode() < 0x20 ? QChar(u'_') : c;
    return team.left(60);
}

} // namespace

AskTeamDialog::AskTeamDialog(const AskDraft &draft, QWidget *parent)
    : QDialog(parent), m_draft(draft), m_team(new QLineEdit(draft.team, this)), m_file(new QLineEdit(this)),
      m_due(makeDayField(u"askDue"_s, tr("Answered by"), draft.today.addDays(ProposedDays), this)), m_note(makeParagraph({}, true, this)), m_words(new QPlainTextEdit(this)),
      m_copy(new QPushButton(tr("&Copy the words"), this))
{
    setObjectName(u"askTeamDialog"_s);
    setWindowTitle(draft.isReminder() ? tr("Remind a team") : tr("Ask a team"));
    resize(grid(150), grid(110));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    const QString of = draft.lines == 1 ? tr("1 line to answer") : tr("%1 lines to answer").arg(draft.lines);
    const QString head = draft.isReminder()            ? tr("Remind %1: %2").arg(draft.team, of)
                         : draft.questions.size() == 1 ? tr("One question to a team, %1").arg(of)
                                                       : tr("%1 questions to a team, %2").arg(draft.questions.size()).arg(of);
    layout->addWidget(makeLabel(head, TextRole::Title, false, true, this));
    QStringList first = draft.questions.mid(0, ShownQuestions);
    if (draft.questions.size() > first.size())
        first.append(tr("and %1 more").arg(draft.questions.size() - first.size()));
    auto *listed = makeParagraph(first.join(u'\n'), false, this);
    listed->setToolTip(draft.questions.join(u'\n'));
    layout->addWidget(listed);
    layout->addWidget(makeParagraph(draft.isReminder() ? tr("The workbook has only what is still open, and what was sent back with the reason. Answers to the first workbook are taken in as well.")
                                                       : tr("The team gets a workbook with drop-downs and a column for evidence. When it comes back, import it like any file: the answers wait for your review."),
                                    true, this));
    m_team->setObjectName(u"askTeam"_s);
    m_team->setAccessibleName(tr("Team"));
    m_team->setPlaceholderText(tr("A function or department, as Procurement"));
    m_team->setReadOnly(draft.isReminder());
    auto *completer = new QCompleter(draft.teams, m_team);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_team->setCompleter(completer);
    m_file->setObjectName(u"askFile"_s);
    m_file->setAccessibleName(tr("Workbook"));
    m_due->setMinimumDate(draft.today);
    m_words->setObjectName(u"askWords"_s);
    m_words->setAccessibleName(tr("Words for the message"));
    m_words->setReadOnly(true);
    m_words->setTabChangesFocus(true);
    m_copy->setObjectName(u"askCopy"_s);
    m_copy->setToolTip(tr("Copies the words for the message that the workbook goes with"));
    m_note->setObjectName(u"askNote"_s);
    auto *choose = new QPushButton(tr("C&hoose …"), this);
    choose->setObjectName(u"askChoose"_s);
    choose->setAccessibleName(tr("Choose where the workbook goes"));
    auto *file = new QHBoxLayout;
    file->setSpacing(grid(2));
    file->addWidget(m_file, 1);
    file->addWidget(choose);
    QFormLayout *form = makeForm();
    form->addRow(tr("&Team"), m_team);
    form->addRow(tr("Answered &by"), m_due);
    auto *workbook = new QLabel(tr("&Workbook"), this);
    workbook->setBuddy(m_file);
    form->addRow(workbook, file);
    setTabOrder(m_team, m_due);
    setTabOrder(m_due, m_file);
    setTabOrder(m_file, choose);
    setTabOrder(choose, m_words);
    auto *words = new QLabel(tr("&Message"), this);
    words->setBuddy(m_words);
    form->addRow(words, m_words);
    layout->addLayout(form, 1);
    layout->addWidget(m_note);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setObjectName(u"askOk"_s);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    connect(m_team, &QLineEdit::textChanged, this, [this] {
        proposeFile();
        refresh();
    });
    connect(m_file, &QLineEdit::textChanged, this, &AskTeamDialog::refresh);
    connect(m_due, &QDateEdit::dateChanged, this, &AskTeamDialog::refresh);
    connect(choose, &QPushButton::clicked, this, &AskTeamDialog::choose);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_words->toPlainText()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &AskTeamDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    proposeFile();
    refresh();
    (draft.isReminder() ? static_cast<QWidget *>(m_due) : m_team)->setFocus();
}

/// Until another place is chosen the workbook is called after the team.
void AskTeamDialog::proposeFile()
{
    if (m_file->text() != m_proposed)
        return;
    const QString team = fileWord(m_team->text().simplified());
    const QString name = team.isEmpty() ? QString() : (m_draft.isReminder() ? tr("Reminder to %1, %2.xlsx") : tr("Questions to %1, %2.xlsx")).arg(team, m_draft.today.toString(Qt::ISODate));
    m_proposed = name.isEmpty() ? QString() : QDir::toNativeSeparators(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath(name));
    m_file->setText(m_proposed);
}

void AskTeamDialog::refresh()
{
    const QString file = m_file->text().trimmed();
    const bool xlsx = file.endsWith(u".xlsx"_s, Qt::CaseInsensitive);
    const QFileInfo info(file);
    const bool there = xlsx && info.exists();
    QString note;
    if (m_team->text().trimmed().isEmpty())
        note = tr("Say which team is asked.");
    else if (file.isEmpty())
        note = tr("Choose where the workbook goes.");
    else if (!xlsx)
        note = tr("The name of the workbook ends in .xlsx.");
    else if (!info.absoluteDir().exists())
        note = tr("There is no folder %1. Choose another place.").arg(QDir::toNativeSeparators(info.absolutePath()));
    else if (there)
        note = tr("A file of this name is there and will be replaced.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_ok->setEnabled(!m_team->text().trimmed().isEmpty() && xlsx && info.absoluteDir().exists());
    m_ok->setText(there ? tr("Replace the workbook") : tr("Write the workbook"));
    const QString day = QLocale().toString(m_due->date(), u"d MMMM yyyy"_s);
    const QString lines = m_draft.lines == 1 ? tr("one line") : tr("%1 lines").arg(m_draft.lines);
    m_words->setPlainText(m_draft.isReminder()
                              ? tr("Some of our questions to you are still open: %1. Please fill in the attached workbook by %2 and send it back. What was sent back to you says why in the last column. "
                                   "If you can't answer a line, choose “we do not know”; that is an answer too.").arg(lines, day)
                              : tr("We need your answers on how our systems, contracts and providers are set up: %1. Please fill in the attached workbook by %2 and send it back. The first sheet says how. "
                                   "If you can't answer a line, choose “we do not know”; that is an answer too.").arg(lines, day));
}

void AskTeamDialog::choose()
{
    QString path = QFileDialog::getSaveFileName(this, tr("Workbook for the team"), m_file->text().isEmpty() ? tr("Questions.xlsx") : m_file->text(), tr("Workbooks (*.xlsx)"));
    if (!path.isEmpty() && !path.endsWith(u".xlsx"_s, Qt::CaseInsensitive))
        path += u".xlsx"_s;
    if (!path.isEmpty())
        m_file->setText(QDir::toNativeSeparators(path));
}

void AskTeamDialog::send()
{
    emit asked(m_team->text().simplified(), m_due->date(), QDir::fromNativeSeparators(m_file->text().trimmed()));
    accept();
}

} // namespace views
