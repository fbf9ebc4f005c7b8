// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/style.h"

namespace figures {

/// The style's font for these words: shaping is on where a script needs it, since letters of Arabic stand apart without. Needs a
/// QGuiApplication. Thread: any.
QFont fontFor(const Style &style, TextRole role, bool bold, const QString &words);

} // namespace figures
