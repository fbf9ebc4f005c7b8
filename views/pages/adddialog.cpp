// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/adddialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

AddDialog::AddDialog(const QString &kindWords, QWidget *parent) : QDialog(parent), m_key(new QLineEdit(this)), m_name(new QLineEdit(this)), m_refusal(makeParagraph({}, false, this))
{
    setObjectName(u"addDialog"_s);
    setWindowTitle(tr("Add: %1").arg(kindWords));
    m_key->setObjectName(u"addKey"_s);
    m_key->setAccessibleName(tr("Key"));
    m_key->setPlaceholderText(tr("As your register calls it, for example its number"));
    m_name->setObjectName(u"addName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("The key, where it has none"));
    m_refusal->setObjectName(u"addRefusal"_s);
    m_refusal->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(windowTitle(), TextRole::Title, false, true, this));
    layout->addWidget(makeParagraph(tr("Files that name this key later say more of the same thing. What is recorded of it is said in its details, which open then."), true, this));
    QFormLayout *form = makeForm();
    form->addRow(tr("&Key"), m_key);
    form->addRow(tr("&Name"), m_name);
    layout->addLayout(form);
    layout->addWidget(m_refusal);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    QPushButton *ok = buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Add"));
    ok->setEnabled(false);
    connect(m_key, &QLineEdit::textChanged, this, [this, ok] {
        ok->setEnabled(!key().isEmpty());
        m_refusal->hide();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &AddDialog::addWanted);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resizeToText(this, grid(130));
    m_key->setFocus();
}

QString AddDialog::key() const { return m_key->text().simplified(); }

QString AddDialog::name() const { return m_name->text().simplified().isEmpty() ? key() : m_name->text().simplified(); }

void AddDialog::refuse(const QString &why)
{
    m_refusal->setText(why);
    m_refusal->show();
    resizeToText(this, grid(130)); // the words take no room from the fields
    m_key->setFocus();
    m_key->selectAll();
}

} // namespace views
