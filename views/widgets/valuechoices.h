// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

class QComboBox;

namespace views {

// A value that is chosen from a list or typed, in an editable box. GUI thread.

/// What can be chosen, by name; what is being typed stays.
void offerChoices(QComboBox *, const QList<ValueChoice> &);
/// The key of the choice whose name stands there, in capitals or not; else what was typed.
QString chosenOrTyped(const QComboBox *);

} // namespace views
