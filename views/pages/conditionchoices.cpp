// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/conditionchoices.h"

#include <QComboBox>
#include <QCompleter>

namespace views {

QComboBox *makeChoice(const QString &name, const QString &label, QWidget *parent, bool editable)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setEditable(editable);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    if (editable) {
        box->completer()->setFilterMode(Qt::MatchContains);
        box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    }
    return box;
}

QString chosenText(const QComboBox *box)
{
    const int at = box->isEditable() ? box->findText(box->currentText()) : box->currentIndex();
    return at >= 0 && box->itemData(at).isValid() ? box->itemData(at).toString() : box->currentText().trimmed();
}

void chooseText(QComboBox *box, const QString &text)
{
    const int at = box->findData(text);
    if (at >= 0) {
        box->setCurrentIndex(at);
    } else if (box->isEditable()) {
        box->setEditText(text);
    } else if (!text.isEmpty()) {
        box->addItem(text, text);
        box->setCurrentIndex(box->count() - 1);
    }
}

} // namespace views
