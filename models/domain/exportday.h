// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// When an export was made, by the day (and time, UTC) in its file's name: "assets_2026-10-01.csv", "..._20261101T071500Z_...". In seconds
/// since 1970; 0: the name tells no day. Only the file's own name counts, not its folders'.
qint64 exportedByName(const QString &path);

} // namespace domain
