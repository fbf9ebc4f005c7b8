// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/assigndialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr int ProposedMonths = 3;

} // namespace

AssignDialog::AssignDialog(const PlanDraft &draft, QWidget *parent)
    : QDialog(parent), m_before(draft.plan), m_owner(new QComboBox(this)), m_measure(new QPlainTextEdit(draft.plan.measure, this)),
      m_dated(new QCheckBox(tr("Mended &by"), this)), m_due(makeDayField(u"due"_s, tr("Due"), draft.plan.due.isValid() ? draft.plan.due : draft.today.addMonths(ProposedMonths), this)),
      m_refusal(makeParagraph({}, false, this))
{
    setObjectName(u"assignDialog"_s);
    setWindowTitle(tr("Assign an issue"));
    resize(grid(140), grid(100));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("Who answers for it, and by when"), TextRole::Title, false, true, this));
    QLabel *issue = makeParagraph(draft.issue, false, this);
    issue->setObjectName(u"assignedIssue"_s);
    layout->addWidget(issue);
    if (!draft.remedy.isEmpty())
        layout->addWidget(makeParagraph(tr("The rule proposes: %1").arg(draft.remedy), true, this));
    m_owner->setObjectName(u"owner"_s);
    m_owner->setAccessibleName(tr("Who answers for it"));
    m_owner->setEditable(true);
    m_owner->setInsertPolicy(QComboBox::NoInsert);
    m_owner->addItems(draft.owners);
    m_owner->setCurrentIndex(-1);
    m_owner->setEditText(draft.plan.owner);
    m_owner->lineEdit()->setPlaceholderText(tr("A function, not a person's name"));
    m_measure->setObjectName(u"measure"_s);
    m_measure->setAccessibleName(tr("Measure"));
    m_measure->setPlaceholderText(tr("What is done about it"));
    m_measure->setTabChangesFocus(true);
    m_measure->setFixedHeight(grid(20));
    m_dated->setObjectName(u"dated"_s);
    m_dated->setChecked(draft.plan.isEmpty() || draft.plan.due.isValid());
    // A day that has passed since stays until somebody says another one.
    m_due->setMinimumDate(draft.plan.due.isValid() ? qMin(draft.plan.due, draft.today) : draft.today);
    m_due->setEnabled(m_dated->isChecked());
    QFormLayout *form = makeForm();
    form->addRow(tr("&Who answers"), m_owner);
    form->addRow(tr("&Measure"), m_measure);
    form->addRow(m_dated, m_due);
    layout->addLayout(form);
    layout->addStretch(1);
    m_refusal->setObjectName(u"refusal"_s);
    m_refusal->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_refusal);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setText(tr("Assign"));
    m_ok->setDefault(true);
    // Enter never throws away what was typed.
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    if (!draft.plan.isEmpty()) {
        m_remove = buttons->addButton(tr("Take the plan away"), QDialogButtonBox::ResetRole);
        m_remove->setObjectName(u"removePlan"_s);
        connect(m_remove, &QPushButton::clicked, this, [this] { send({}); });
    }
    layout->addWidget(buttons);
    connect(m_owner, &QComboBox::editTextChanged, this, &AssignDialog::check);
    connect(m_measure, &QPlainTextEdit::textChanged, this, &AssignDialog::check);
    connect(m_due, &QDateEdit::dateChanged, this, &AssignDialog::check);
    connect(m_dated, &QCheckBox::toggled, m_due, &QDateEdit::setEnabled);
    connect(m_dated, &QCheckBox::toggled, this, &AssignDialog::check);
    connect(buttons, &QDialogButtonBox::rejected, this, &AssignDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { send(plan()); });
    check();
    m_owner->setFocus();
}

IssuePlan AssignDialog::plan() const
{
    return {m_owner->currentText().simplified(), m_measure->toPlainText().simplified(), m_dated->isChecked() ? m_due->date() : QDate(), false};
}

void AssignDialog::send(const IssuePlan &plan)
{
    m_writing = true;
    m_ok->setEnabled(false);
    if (m_remove)
        m_remove->setEnabled(false);
    emit decided(plan);
}

void AssignDialog::check()
{
    const IssuePlan now = plan();
    const bool same = now.owner == m_before.owner && now.measure == m_before.measure && now.due == m_before.due;
    QString missing;
    if (now.owner.isEmpty())
        missing = tr("Say who answers for it.");
    else if (same)
        missing = tr("That is the plan already.");
    m_ok->setEnabled(missing.isEmpty() && !m_writing);
    if (m_remove)
        m_remove->setEnabled(!m_writing);
    m_refusal->setForegroundRole(QPalette::PlaceholderText);
    m_refusal->setText(missing);
}

void AssignDialog::refuse(const QString &why)
{
    m_writing = false;
    check();
    m_refusal->setForegroundRole(QPalette::WindowText);
    m_refusal->setText(tr("Not written. %1.").arg(why));
    m_owner->setFocus(); // not Cancel, where the focus went while it was written
}

void AssignDialog::reject()
{
    // What is being written is written: the answer comes at once.
    if (!m_writing)
        QDialog::reject();
}

} // namespace views
