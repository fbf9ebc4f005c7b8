// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// A cell of RFC 4180, quoted where it needs that. What a spreadsheet program would run as a formula is made text by a leading apostrophe
/// (OWASP, CSV injection); a number is none, negative or not. Pure. Thread: any.
QString csvCell(QString text, QChar delimiter = u',');

/// The text without the apostrophe that csvCell(), or a spreadsheet program, put before what would be a formula. Exactly what was given to it.
QString withoutApostrophe(QString text);

} // namespace domain
