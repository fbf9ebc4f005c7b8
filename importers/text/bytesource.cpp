// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/bytesource.h"

#include "importers/text/filehash.h"

#include <QFileInfo>
#include <QtEndian>

#include <archive.h>
#include <archive_entry.h>

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
    if (m_archive)
        archive_read_free(m_archive);
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
        if (auto failed = source->openArchive())
            return *failed;
    }
    return source;
}

std::optional<Error> ByteSource::openArchive()
{
    m_archive = archive_read_new();
    m_packed.resize(PackedChunk);
    archive_read_support_filter_gzip(m_archive);
    archive_read_support_format_raw(m_archive);
    archive_read_support_format_empty(m_archive);
    const auto onRead = [](archive *, void *self, const void **buffer) -> la_ssize_t {
        auto *source = static_cast<ByteSource *>(self);
        *buffer = source->m_packed.constData();
        return static_cast<la_ssize_t>(source->readRaw(source->m_packed.data(), source->m_packed.size()));
    };
    archive_entry *entry = nullptr;
    if (archive_read_open(m_archive, this, nullptr, onRead, nullptr) != ARCHIVE_OK) {
        if (m_error)
            return m_error;
        return Error{ErrorCode::FileUnreadable,
                     u"damaged gzip: %1"_s.arg(QString::fromUtf8(archive_error_string(m_archive))), m_file.fileName()};
    }
    const int opened = archive_read_next_header(m_archive, &entry);
    if (opened != ARCHIVE_OK && opened != ARCHIVE_EOF) {
        if (m_error)
            return m_error;
        return Error{ErrorCode::FileUnreadable,
                     u"damaged gzip: %1"_s.arg(QString::fromUtf8(archive_error_string(m_archive))), m_file.fileName()};
    }
    m_nothingPacked = opened == ARCHIVE_EOF;
    if (archive_filter_code(m_archive, 0) != ARCHIVE_FILTER_GZIP)
        return Error{ErrorCode::FileUnreadable, u"damaged gzip: the header is not valid"_s, m_file.fileName()};
    return std::nullopt;
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
    m_tail = (m_tail + QByteArray(data + std::max<qint64>(0, got - 4), std::min<qint64>(4, got))).right(4);
    m_hash->add(QByteArrayView(data, got));
    return got;
}

// A gzip ends in its inflated length modulo 2^32, which libarchive does not compare. Of several gzips in one file it is the last one's,
// hence only a length beyond everything that came out is wrong for sure.
bool ByteSource::lengthIsWrong() const
{
    if (m_tail.size() != 4 || m_inflated >= (1LL << 32) || m_rawRead < m_fileSize)
        return false;
    return qFromLittleEndian<quint32>(m_tail.constData()) > m_inflated;
}

qint64 ByteSource::read(char *data, qint64 max)
{
    if (m_error)
        return -1;
    if (!m_archive)
        return readRaw(data, max);
    if (m_nothingPacked)
        return 0;
    const la_ssize_t got = archive_read_data(m_archive, data, static_cast<std::size_t>(max));
    if (got < 0) {
        return fail(ErrorCode::FileUnreadable,
                    u"damaged or truncated gzip after %1 inflated bytes: %2"_s.arg(m_inflated)
                        .arg(QString::fromUtf8(archive_error_string(m_archive))));
    }
    if (got == 0 && lengthIsWrong())
        return fail(ErrorCode::FileUnreadable, u"damaged gzip: its end claims more than the %1 bytes that came out"_s.arg(m_inflated));
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
