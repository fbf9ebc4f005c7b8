// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

class QComboBox;
class QDateEdit;
class QDialog;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QSize;
class QWidget;

namespace views {

// What dialogs that ask for a decision have in common. GUI thread; parents own what is made.

/// The widget itself, with the name by which tests and settings know it and what a screen reader says.
template <class W> W *named(W *widget, const QString &name, const QString &label)
{
    widget->setObjectName(name);
    widget->setAccessibleName(label);
    return widget;
}
/// In ms, from the last key to a look at what was typed: long enough that a word is typed to its end, short enough to look live.
inline constexpr int TypingPause = 300;
/// A paragraph; soft: for explanations.
QLabel *makeParagraph(const QString &text, bool soft, QWidget *parent);
/// A field for a day, with a calendar, in the form of ISO 8601. `label` is what a screen reader says.
QDateEdit *makeDayField(const QString &name, const QString &label, QDate day, QWidget *parent);
/// Who does something: one of the functions, or what is typed; empty at first. Its name is "who".
QComboBox *makeFunctionField(const QStringList &functions, QWidget *parent);
/// As wide as wanted, and as high as what is written in it needs at that width.
void resizeToText(QDialog *dialog, int width);
/// As large as wanted, and no larger than the window that it stands before.
void resizeWithin(QDialog *dialog, const QSize &wanted);
/// The foot of a dialog that records something: Record, which is the default, and Cancel; either ends the dialog.
QDialogButtonBox *makeRecordButtons(QDialog *dialog);
/// Beside them a button that takes back what was recorded: it sets `taken`, which the dialog owns, and accepts the dialog.
void addTakeBack(QDialogButtonBox *buttons, const QString &words, const QString &name, QDialog *dialog, bool &taken);
/// A form without a parent yet, with the distances of the design.
QFormLayout *makeForm();

} // namespace views
