// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/askteamdialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr int ProposedDays = 14;

} // namespace

AskTeamDialog::AskTeamDialog(const QStringList &questions, QDate today, QWidget *parent)
    : QDialog(parent), m_team(new QLineEdit(this)), m_file(new QLineEdit(this)), m_due(makeDayField(u"askDue"_s, tr("Answered by"), today.addDays(ProposedDays), this))
{
    setObjectName(u"askTeamDialog"_s);
    setWindowTitle(tr("Ask a team"));
    resize(grid(140), grid(80));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(questions.size() == 1 ? tr("One question to a team") : tr("%1 questions to a team").arg(questions.size()), TextRole::Title, false, true, this));
    QStringList first = questions.mid(0, 5);
    if (questions.size() > first.size())
        first.append(tr("and %1 more").arg(questions.size() - first.size()));
    layout->addWidget(makeParagraph(first.join(u'\n'), false, this));
    layout->addWidget(makeParagraph(tr("The team gets a workbook with drop-downs and a column for evidence. Its answers wait for your review when you take it in again."), true, this));
    m_team->setObjectName(u"askTeam"_s);
    m_team->setAccessibleName(tr("Team"));
    m_team->setPlaceholderText(tr("Procurement"));
    m_file->setObjectName(u"askFile"_s);
    m_file->setAccessibleName(tr("Workbook"));
    m_due->setMinimumDate(today);
    auto *choose = new QPushButton(tr("Choose …"), this);
    choose->setObjectName(u"askChoose"_s);
    choose->setAccessibleName(tr("Choose where the workbook goes"));
    auto *file = new QHBoxLayout;
    file->setSpacing(grid(2));
    file->addWidget(m_file, 1);
    file->addWidget(choose);
    QFormLayout *form = makeForm();
    form->addRow(tr("&Team"), m_team);
    form->addRow(tr("&Answered by"), m_due);
    auto *workbook = new QLabel(tr("&Workbook"), this);
    workbook->setBuddy(m_file);
    form->addRow(workbook, file);
    layout->addLayout(form);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setText(tr("Write the workbook"));
    m_ok->setEnabled(false);
    layout->addWidget(buttons);
    const auto refresh = [this] { m_ok->setEnabled(!m_team->text().trimmed().isEmpty() && m_file->text().endsWith(u".xlsx"_s, Qt::CaseInsensitive)); };
    connect(m_team, &QLineEdit::textChanged, this, refresh);
    connect(m_file, &QLineEdit::textChanged, this, refresh);
    connect(choose, &QPushButton::clicked, this, [this] {
        QString path = QFileDialog::getSaveFileName(this, tr("Workbook for the team"), tr("Questions.xlsx"), tr("Workbooks (*.xlsx)"));
        if (!path.isEmpty() && !path.endsWith(u".xlsx"_s, Qt::CaseInsensitive))
            path += u".xlsx"_s;
        if (!path.isEmpty())
            m_file->setText(path);
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &AskTeamDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void AskTeamDialog::send()
{
    emit asked(m_team->text().trimmed(), m_due->date(), m_file->text());
    accept();
}

} // namespace views
