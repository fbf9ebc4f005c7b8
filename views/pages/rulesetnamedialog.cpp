// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/rulesetnamedialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

RuleSetNameDialog::RuleSetNameDialog(const QString &heading, const QString &about, const QString &title, const QString &id, const QStringList &taken, QWidget *parent)
    : QDialog(parent), m_taken(taken), m_title(new QLineEdit(title, this)), m_id(new QLineEdit(id, this)), m_told(makeParagraph({}, false, this))
{
    setObjectName(u"ruleSetNameDialog"_s);
    setWindowTitle(heading);
    resize(grid(130), grid(60));
    m_title->setObjectName(u"ruleSetTitle"_s);
    m_title->setAccessibleName(tr("Title"));
    m_id->setObjectName(u"ruleSetId"_s);
    m_id->setAccessibleName(tr("Id"));
    m_told->setObjectName(u"ruleSetNameTold"_s);
    auto *form = makeForm();
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("&Id"), m_id);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(heading, TextRole::Title, false, true, this));
    layout->addWidget(makeParagraph(about, true, this));
    layout->addLayout(form);
    layout->addWidget(m_told);
    layout->addStretch(1);
    layout->addWidget(buttons);
    connect(m_title, &QLineEdit::textChanged, this, &RuleSetNameDialog::check);
    connect(m_id, &QLineEdit::textChanged, this, &RuleSetNameDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void RuleSetNameDialog::check()
{
    static const QRegularExpression form(u"^[a-z0-9][a-z0-9_.-]{0,59}$"_s);
    QString told;
    if (title().isEmpty())
        told = tr("It needs a title.");
    else if (!form.match(id()).hasMatch())
        told = tr("An id is made of small letters, digits, dots, dashes and underscores.");
    else if (m_taken.contains(id(), Qt::CaseInsensitive))
        told = tr("A rule set has this id already.");
    m_told->setText(told);
    m_ok->setEnabled(told.isEmpty());
}

QString RuleSetNameDialog::title() const { return m_title->text().trimmed(); }
QString RuleSetNameDialog::id() const { return m_id->text().trimmed(); }

} // namespace views
