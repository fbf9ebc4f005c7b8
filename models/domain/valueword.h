// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// What a code of the catalogue's closed lists is called: "hyok" is "own key, held by us (HYOK)"; of others the code with blanks for
/// underscores. Any thread.
QString valueWord(const QString &code);

} // namespace domain
