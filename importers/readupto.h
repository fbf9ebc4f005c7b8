// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace importers {

/// Reads to the end or until more than `limit` bytes came; then the answer is longer than `limit`.
inline QByteArray readUpTo(QIODevice &device, qint64 limit)
{
    QByteArray bytes;
    while (bytes.size() <= limit) {
        const QByteArray part = device.read(qMin<qint64>(limit + 1 - bytes.size(), 1024 * 1024));
        if (part.isEmpty())
            break;
        bytes += part;
    }
    return bytes;
}

} // namespace importers
