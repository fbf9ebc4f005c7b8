// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/reasondialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QComboBox>
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

ReasonDialog::ReasonDialog(const QString &title, const QString &what, const QString &about, const QStringList &functions, QWidget *parent)
    : QDialog(parent), m_reason(new QPlainTextEdit(this)), m_who(new QComboBox(this))
{
    setObjectName(u"reasonDialog"_s);
    setWindowTitle(title);
    resize(grid(130), grid(80));
    m_reason->setObjectName(u"reason"_s);
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setTabChangesFocus(true);
    m_who->setObjectName(u"reasonWho"_s);
    m_who->setAccessibleName(tr("Who"));
    m_who->setEditable(true);
    m_who->setInsertPolicy(QComboBox::NoInsert);
    m_who->addItems(functions);
    m_who->setCurrentIndex(-1);
    m_who->lineEdit()->setPlaceholderText(tr("A function, not a person's name"));
    auto *form = makeForm();
    form->addRow(tr("&Why"), m_reason);
    form->addRow(tr("W&ho"), m_who);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(title, TextRole::Title, false, true, this));
    layout->addWidget(makeParagraph(what, false, this));
    layout->addWidget(makeParagraph(about, true, this));
    layout->addLayout(form, 1);
    layout->addWidget(buttons);
    connect(m_reason, &QPlainTextEdit::textChanged, this, [this] { m_ok->setEnabled(!reason().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString ReasonDialog::reason() const { return m_reason->toPlainText().trimmed(); }
QString ReasonDialog::who() const { return m_who->currentText().trimmed(); }

} // namespace views
