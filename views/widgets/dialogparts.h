// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

class QDateEdit;
class QDialog;
class QFormLayout;
class QLabel;
class QSize;
class QWidget;

namespace views {

// What dialogs that ask for a decision have in common. GUI thread; parents own what is made.

/// A paragraph; soft: for explanations.
QLabel *makeParagraph(const QString &text, bool soft, QWidget *parent);
/// A field for a day, with a calendar, in the form of ISO 8601. `label` is what a screen reader says.
QDateEdit *makeDayField(const QString &name, const QString &label, QDate day, QWidget *parent);
/// As large as wanted, and no larger than the window that it stands before.
void resizeWithin(QDialog *dialog, const QSize &wanted);
/// A form without a parent yet, with the distances of the design.
QFormLayout *makeForm();

} // namespace views
