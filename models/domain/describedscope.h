// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// The scope (Record::scope) of what only the description of one thing tells, before a line feed and its key: its data, its parts. No list is
/// the whole of it.
inline const QString DescribedScope = QStringLiteral("descriptions");

} // namespace domain
