// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/bytesource.h"

#include "importers/text/filehash.h"

#include <QFileInfo>

#include <zlib.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace importers {
namespace {

constexpr qsizetype PackedChunk = 128 * 1024;
constexpr qint64 RatioFrom = 64LL * 1024 * 1024;

/// A container or picture that is certainly no text, by its magic.
std::optional<Error> refuseByMagic(const QByteArray &head, const QString &path)
{
    if (head.startsWith(QByteArrayView("PK\x03\x04", 4)) || head.startsWith(QByteArrayView("PK\x05\x06", 4)))
        return Error{ErrorCode::UnknownFormat, u"zip archive: it is no text itself, its members are"_s, path};
    if (head.startsWith(QByteArrayView("\xD0\xCF\x11\xE0", 4)))
        return Error{
            ErrorCode::UnknownFormat,
            u"OLE2 container: an encrypted workbook or an old Excel file (.xls); save it as CSV without a password"_s,
            path};
    if (head.startsWith("%PDF-"))
        return Error{ErrorCode::UnknownFormat, u"PDF document: not an export that can be imported; name it as evidence of an answer, and put what matters into a register (CSV)"_s, path};
    if (head.startsWith("SQLite format 3"))
        return Error{ErrorCode::UnknownFormat, u"SQLite database: open it as a workspace instead of importing it"_s,
                     path};
    return std::nullopt;
}

} // namespace

ByteSource::ByteSource(const QString &path, const ByteLimits &limits)
    : m_file(path), m_limits(limits), m_hash(std::make_unique<FileHash>())
{
}

ByteSource::~ByteSource()
{
    if (m_inflate)
        inflateEnd(m_inflate.get());
}

domain::Result<std::unique_ptr<ByteSource>> ByteSource::open(const QString &path, const ByteLimits &limits)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, u"no such file"_s, path};
    if (!info.isFile())
        return Error{ErrorCode::FileUnreadable, u"not a regular file"_s, path};
    std::unique_ptr<ByteSource> source(new ByteSource(path, limits));
    if (!source->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{ErrorCode::FileUnreadable, source->m_file.errorString(), path};
    source->m_fileSize = source->m_file.size();
    const QByteArray head = source->m_file.read(16);
    if (!source->m_file.seek(0))
        return Error{ErrorCode::FileUnreadable, source->m_file.errorString(), path};
    if (auto refused = refuseByMagic(head, path))
        return *refused;
    if (head.startsWith(QByteArrayView("\x1F\x8B", 2))) {
        source->m_inflate = std::make_unique<z_stream>();
        source->m_packed.resize(PackedChunk);
        // The window's size plus 16: gzip alone, its check sums compared.
        if (inflateInit2(source->m_inflate.get(), 15 + 16) != Z_OK) {
            source->m_inflate.reset();
            return Error{ErrorCode::FileUnreadable, u"there is not enough memory to inflate it"_s, path};
        }
    }
    return source;
}

qint64 ByteSource::fail(ErrorCode code, const QString &detail)
{
    if (!m_error)
        m_error = Error{code, detail, m_file.fileName()};
    return -1;
}

qint64 ByteSource::readRaw(char *data, qint64 max)
{
    const qint64 got = m_file.read(data, max);
    if (got < 0)
        return fail(ErrorCode::FileVanished,
                    u"reading failed after %1 bytes: %2"_s.arg(m_rawRead).arg(m_file.errorString()));
    if (got == 0 && m_rawRead < m_fileSize)
        return fail(ErrorCode::FileVanished,
                    u"the file became shorter while it was read (%1 of %2 bytes)"_s.arg(m_rawRead).arg(m_fileSize));
    m_rawRead += got;
    m_hash->add(QByteArrayView(data, got));
    return got;
}

/// Several gzips one after the other are one text; zeros after the last one fill a block of a tape. False: none follows, or an error.
bool ByteSource::nextGzip()
{
    z_stream &z = *m_inflate;
    while (z.avail_in > 0 && *z.next_in == 0) {
        ++z.next_in;
        --z.avail_in;
    }
    if (z.avail_in == 0)
        return true; // more may come
    if (*z.next_in != 0x1F || inflateReset(&z) != Z_OK) {
        fail(ErrorCode::FileUnreadable, u"damaged gzip: after its %1 bytes comes something that is no gzip"_s.arg(m_inflated));
        return false;
    }
    m_between = false;
    return true;
}

qint64 ByteSource::inflated(char *data, qint64 max)
{
    z_stream &z = *m_inflate;
    const auto room = static_cast<uInt>(std::min<qint64>(max, 1 << 30));
    z.next_out = reinterpret_cast<Bytef *>(data);
    z.avail_out = room;
    while (z.avail_out == room && !m_ended && room > 0) {
        if (z.avail_in == 0) {
            const qint64 got = readRaw(m_packed.data(), m_packed.size());
            if (got < 0)
                return -1;
            if (got == 0 && !m_between)
                return fail(ErrorCode::FileUnreadable, u"truncated gzip: it breaks off after %1 inflated bytes"_s.arg(m_inflated));
            m_ended = got == 0;
            z.next_in = reinterpret_cast<Bytef *>(m_packed.data());
            z.avail_in = static_cast<uInt>(got);
            continue;
        }
        if (m_between && !nextGzip())
            return -1;
        if (m_between)
            continue;
        const int done = inflate(&z, Z_NO_FLUSH);
        m_between = done == Z_STREAM_END;
        if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR)
            return fail(ErrorCode::FileUnreadable, u"damaged gzip after %1 inflated bytes (%2): fetch or export it again"_s.arg(m_inflated + room - z.avail_out)
                                                       .arg(QString::fromUtf8(z.msg ? z.msg : "no memory")));
    }
    return room - z.avail_out;
}

qint64 ByteSource::read(char *data, qint64 max)
{
    if (m_error)
        return -1;
    if (!m_inflate)
        return readRaw(data, max);
    const qint64 got = inflated(data, max);
    if (got < 0)
        return -1;
    m_inflated += got;
    if (m_inflated > m_limits.inflated)
        return fail(ErrorCode::LimitExceeded, u"gzip inflates to more than %1 bytes"_s.arg(m_limits.inflated));
    if (m_inflated > RatioFrom && m_rawRead > 0 && m_inflated / m_rawRead > m_limits.ratio)
        return fail(ErrorCode::LimitExceeded,
                    u"gzip inflates more than %1 times: refused as a bomb"_s.arg(m_limits.ratio));
    return got;
}

QByteArray ByteSource::finishSha256()
{
    QByteArray rest(PackedChunk, Qt::Uninitialized);
    while (!m_error && readRaw(rest.data(), rest.size()) > 0) {
    }
    return m_error ? QByteArray() : m_hash->finish();
}

} // namespace importers
