// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QList>
#include <QString>

class QComboBox;
class QWidget;

namespace views {

/// What a condition may name while it is written.
struct ConditionChoices
{
    const domain::Catalogue *catalogue = nullptr;
    QList<Country> countries;
    QList<std::pair<QString, QString>> sets;       ///< name and words
    QList<std::pair<QString, QString>> thresholds; ///< name and words
    QList<std::pair<QString, QString>> named;      ///< conditions to which the rule set gives a name: it, and it in words
    QList<std::pair<QString, QString>> laws;       ///< id and name
    QList<std::pair<QString, QString>> schemes;    ///< of certificates: as they are written, and in words
};

// Fields of a condition's form. GUI thread; `parent` owns what is made.

/// A drop-down; editable: it finds what holds the typed text, in its words or as it is written.
QComboBox *makeChoice(const QString &name, const QString &label, QWidget *parent, bool editable);
/// What is chosen as a rule set writes it; what was typed freely as it is.
QString chosenText(const QComboBox *);
/// Chooses what is written so; what is not offered is shown as it is.
void chooseText(QComboBox *, const QString &);

} // namespace views
