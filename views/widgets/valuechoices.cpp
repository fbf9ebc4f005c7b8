// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/valuechoices.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace views {

void offerChoices(QComboBox *box, const QList<ValueChoice> &choices)
{
    const QString typed = box->currentText();
    const QSignalBlocker quiet(box);
    box->clear();
    for (const ValueChoice &choice : choices)
        box->addItem(choice.name, choice.key);
    box->setCurrentIndex(-1);
    box->setEditText(typed);
}

QString chosenOrTyped(const QComboBox *box)
{
    const QString typed = box->currentText().trimmed();
    const int at = box->findText(typed, Qt::MatchFixedString);
    return at < 0 ? typed : box->itemData(at).toString();
}

} // namespace views
