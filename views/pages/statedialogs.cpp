// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/statedialogs.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// Title and explanation above the fields, buttons below; the one that does it.
QPushButton *layOut(QDialog &dialog, const QString &title, const QString &explanation, QFormLayout *form, const QString &verb)
{
    auto *layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(title, TextRole::Title, false, true, &dialog));
    layout->addWidget(makeParagraph(explanation, true, &dialog));
    layout->addLayout(form);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, &dialog);
    buttons->button(QDialogButtonBox::Ok)->setText(verb);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout->addWidget(buttons);
    resizeToText(&dialog, grid(120));
    return buttons->button(QDialogButtonBox::Ok);
}

} // namespace

RegisterDialog::RegisterDialog(const QString &labelPlural, const RegisterState &state, QDate today, QWidget *parent)
    : QDialog(parent), m_who(makeFunctionField(state.functions, this)), m_ends(new QCheckBox(tr("Counts until"), this)),
      m_until(makeDayField(u"until"_s, tr("Last day on which it counts"), state.until.isValid() ? state.until : today.addYears(1), this))
{
    setObjectName(u"registerDialog"_s);
    setWindowTitle(tr("Declare a register complete"));
    m_who->setAccessibleName(tr("Who answers for it"));
    m_who->setCurrentText(state.who);
    m_ends->setObjectName(u"ends"_s);
    m_ends->setChecked(state.until.isValid() || !state.complete);
    m_until->setMinimumDate(today);
    m_until->setEnabled(m_ends->isChecked());
    connect(m_ends, &QCheckBox::toggled, m_until, &QDateEdit::setEnabled);
    QFormLayout *form = makeForm();
    form->addRow(tr("&Answered for by"), m_who);
    form->addRow(m_ends, m_until);
    QPushButton *declare = layOut(*this, tr("%1: the register is complete").arg(labelPlural),
           tr("What is not recorded does not exist. Rules may then take a blank for a no, so that what was unknown is met or becomes a gap. "
              "It can be taken back at any time."),
           form, tr("Declare complete"));
    // Nobody answering for it would be no declaration.
    const auto check = [this, declare] { declare->setEnabled(!who().isEmpty()); };
    connect(m_who, &QComboBox::editTextChanged, this, check);
    check();
}

QString RegisterDialog::who() const { return m_who->currentText().trimmed(); }
QDate RegisterDialog::until() const { return m_ends->isChecked() ? m_until->date() : QDate(); }

RetireDialog::RetireDialog(const QString &what, QDate today, QWidget *parent) : QDialog(parent), m_day(makeDayField(u"since"_s, tr("Out of use since"), today, this))
{
    setObjectName(u"retireDialog"_s);
    setWindowTitle(tr("Retire"));
    m_day->setMaximumDate(today);
    QFormLayout *form = makeForm();
    form->addRow(tr("&Out of use since"), m_day);
    layOut(*this, tr("Retire %1").arg(what),
           tr("From that day on it is neither judged nor counted. It stays on record for the days before, and can be taken back into use."), form,
           tr("Retire"));
}

QDate RetireDialog::day() const { return m_day->date(); }

} // namespace views
