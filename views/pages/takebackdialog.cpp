// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/takebackdialog.h"

#include "text/wordtext.h"
#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

TakeBackDialog::TakeBackDialog(const ImportDetail &import, const QStringList &functions, QWidget *parent)
    : QDialog(parent), m_import(import), m_all(new QRadioButton(this)), m_who(makeFunctionField(functions, this))
{
    setObjectName(u"takeBackDialog"_s);
    setWindowTitle(tr("Take an import back"));
    const qsizetype others = import.together.size() - 1;
    auto *alone = named(new QRadioButton(tr("This file alone"), this), u"takeBackOne"_s, tr("This file alone"));
    alone->setChecked(true);
    named(m_all, u"takeBackAll"_s, tr("All files of its import"));
    m_all->setText(others == 1 ? tr("Both files that were imported together") : tr("All %1 files that were imported together").arg(figures::formatCount(others + 1)));
    alone->setVisible(others > 0);
    m_all->setVisible(others > 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("Take back %1").arg(text::fileWords(import.row.file)), TextRole::Title, false, true, this));
    QString words = tr("The workspace will be as if the file had never been imported: what it added goes, and where it had changed a value, what other sources say stands again. "
                       "What was edited, answered or accepted since stays; what is about things that only this file has told of cannot, and is named.");
    if (import.later > 0)
        words += u' ' + (import.later == 1 ? tr("1 file that was imported later is read again.") : tr("%1 files that were imported later are read again.").arg(figures::formatCount(import.later)));
    words += u' ' + tr("Redo (Ctrl+Shift+Z) brings it back.");
    layout->addWidget(makeParagraph(words, true, this));
    layout->addWidget(alone);
    layout->addWidget(m_all);
    QFormLayout *form = makeForm();
    form->addRow(tr("&Taken back by"), m_who);
    layout->addLayout(form);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Take back"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resizeToText(this, grid(130));
}

QList<qint64> TakeBackDialog::imports() const { return m_all->isChecked() ? m_import.together : QList<qint64>{m_import.row.changeSet}; }
QString TakeBackDialog::who() const { return m_who->currentText().trimmed(); }

} // namespace views
