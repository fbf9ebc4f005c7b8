// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace store {

/// Which state of a workspace lies in its file and its log of writes, whoever wrote them: two are equal only if nothing was written in
/// between. Cheap: nothing is opened. Any thread.
struct DataVersion
{
    QByteArray stamp;
    bool operator==(const DataVersion &) const = default;
};

DataVersion dataVersion(const QString &path);
/// The same, after waiting (at most some 20 ms) until a later write would have a later time in the file system.
DataVersion settledVersion(const QString &path);

/// Is something written that lies in the log yet, and not in the file?
bool hasLog(const QString &path);

} // namespace store
