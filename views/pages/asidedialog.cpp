// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/asidedialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

AsideDialog::AsideDialog(const QString &what, QWidget *parent) : QDialog(parent), m_reason(new QPlainTextEdit(this))
{
    setObjectName(u"asideDialog"_s);
    setWindowTitle(tr("Set aside"));
    m_reason->setObjectName(u"asideReason"_s);
    m_reason->setAccessibleName(tr("Why it is set aside"));
    m_reason->setPlaceholderText(tr("Why both are right, or why it does not matter"));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(grid(20));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("Set a contradiction aside"), TextRole::Title, false, true, this));
    layout->addWidget(makeParagraph(what, false, this));
    layout->addWidget(makeParagraph(tr("It stays on record with the reason, and comes back when the facts change."), true, this));
    layout->addWidget(m_reason);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    QPushButton *ok = buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Set aside"));
    ok->setEnabled(false);
    connect(m_reason, &QPlainTextEdit::textChanged, this, [this, ok] { ok->setEnabled(!reason().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resizeToText(this, grid(130));
    m_reason->setFocus();
}

QString AsideDialog::reason() const { return m_reason->toPlainText().simplified(); }

} // namespace views
