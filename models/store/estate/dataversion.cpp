// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/dataversion.h"

#include <QThread>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace store {
namespace {

// File systems keep times by the ticks of the kernel's clock: 1 to 10 ms.
constexpr std::chrono::milliseconds Tick(20);

struct FileState
{
    std::uintmax_t size = 0;
    std::filesystem::file_time_type written;
};

FileState stateOf(const QString &path)
{
    const std::filesystem::path file(path.toStdU16String());
    std::error_code failed;
    FileState out;
    out.size = std::filesystem::file_size(file, failed);
    if (failed)
        return {};
    out.written = std::filesystem::last_write_time(file, failed);
    return out;
}

/// An empty log holds nothing: opening the workspace makes one.
FileState logOf(const QString &path)
{
    const FileState log = stateOf(path + u"-wal"_s);
    return log.size > 0 ? log : FileState();
}

QByteArray words(const FileState &state)
{
    return QByteArray::number(static_cast<qulonglong>(state.size)) + ':' + QByteArray::number(static_cast<qlonglong>(state.written.time_since_epoch().count()));
}

} // namespace

DataVersion dataVersion(const QString &path)
{
    // The file is not opened: closing it again would give up the locks that this program's connections hold on it.
    return {words(stateOf(path)) + ' ' + words(logOf(path))};
}

DataVersion settledVersion(const QString &path)
{
    const auto now = std::filesystem::file_time_type::clock::now();
    const auto written = std::max(stateOf(path).written, logOf(path).written);
    if (written + Tick > now)
        QThread::msleep(static_cast<unsigned long>(Tick.count()));
    return dataVersion(path);
}

bool hasLog(const QString &path) { return logOf(path).size > 0; }

} // namespace store
