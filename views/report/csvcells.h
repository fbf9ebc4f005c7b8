// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace report {

/// One line of RFC 4180 with its end. A cell that a spreadsheet would run as a formula is made text by a leading apostrophe; a number is
/// none, negative or not. Pure. Thread: any.
QString csvRow(const QStringList &cells);

} // namespace report
