// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QFile>

#include <memory>
#include <optional>

struct z_stream_s;

namespace importers {

class FileHash;

/// Caps against compressed bombs.
struct ByteLimits
{
    qint64 inflated = 8LL * 1024 * 1024 * 1024; ///< bytes after inflating
    qint64 ratio = 400;                         ///< inflated to packed, looked at from 64 MiB on
};

/// The bytes of a file as a stream, inflated when it is gzip (recognised by its magic, whatever the name); its check sums must be right.
/// Zip, old Excel and other containers are refused with advice. Constant memory. One thread; not reusable.
class ByteSource
{
public:
    static domain::Result<std::unique_ptr<ByteSource>> open(const QString &path, const ByteLimits & = {});
    ~ByteSource();
    ByteSource(const ByteSource &) = delete;
    ByteSource &operator=(const ByteSource &) = delete;

    /// Number of bytes put into `data`; 0 at the end, -1 after an error (see error()).
    qint64 read(char *data, qint64 max);
    const std::optional<domain::Error> &error() const { return m_error; }
    bool isGzip() const { return m_inflate != nullptr; }
    qint64 fileSize() const { return m_fileSize; } ///< at the time of opening
    qint64 rawPosition() const { return m_rawRead; }
    /// SHA-256 of the file's own (packed) bytes; reads what was not read yet. Empty after an error.
    QByteArray finishSha256();

private:
    explicit ByteSource(const QString &path, const ByteLimits &);
    qint64 readRaw(char *data, qint64 max);
    qint64 fail(domain::ErrorCode, const QString &detail);
    qint64 inflated(char *data, qint64 max);
    bool nextGzip();

    QFile m_file;
    ByteLimits m_limits;
    qint64 m_fileSize = 0;
    qint64 m_rawRead = 0;
    qint64 m_inflated = 0;
    std::unique_ptr<z_stream_s> m_inflate;
    QByteArray m_packed;
    bool m_between = false; ///< a gzip has ended; another one may follow
    bool m_ended = false;   ///< and none did
    std::unique_ptr<FileHash> m_hash;
    std::optional<domain::Error> m_error;
};

} // namespace importers
