// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QString>

namespace app {

/// What a small text file says, as UTF-8: in UTF-16 too, as Windows PowerShell writes it, and with or without its mark. At most `most` bytes and
/// one more, so that what is longer shows. Text of no encoding that is sure is refused. Blocking.
domain::Result<QByteArray> textOfFile(const QString &path, qint64 most);

} // namespace app
