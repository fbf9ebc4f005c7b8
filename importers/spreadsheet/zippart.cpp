// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/zippart.h"

#include "importers/archive/archivereader.h"

#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {
namespace {
constexpr std::size_t Block = 128 * 1024;
constexpr qint64 MostBytes = 4LL * 1024 * 1024 * 1024;
constexpr qint64 RatioFrom = 256LL * 1024 * 1024;
constexpr qint64 MostRatio = 400;
constexpr int MostMembers = 20'000;
} // namespace

ZipPart::ZipPart(const QString &zip, const QString &name) : m_where(zip + MemberMark + name), m_packed(QFileInfo(zip).size()) {}

ZipPart::~ZipPart()
{
    if (m_archive)
        archive_read_free(m_archive);
}

Error encryptedWorkbook(const QString &path) { return {ErrorCode::FileUnreadable, u"the workbook is encrypted; save it without a password"_s, path}; }

Result<std::unique_ptr<ZipPart>> ZipPart::open(const QString &zip, const QString &name)
{
    std::unique_ptr<ZipPart> part(new ZipPart(zip, name));
    part->m_archive = archive_read_new();
    archive_read_support_format_zip(part->m_archive);
    if (archive_read_open_filename(part->m_archive, QFile::encodeName(zip).constData(), Block) != ARCHIVE_OK)
        return Error{ErrorCode::FileUnreadable, u"damaged workbook: %1"_s.arg(QString::fromUtf8(archive_error_string(part->m_archive))), zip};
    const QByteArray wanted = name.toUtf8();
    archive_entry *entry = nullptr;
    for (int i = 0; i < MostMembers; ++i) {
        const int got = archive_read_next_header(part->m_archive, &entry);
        if (got == ARCHIVE_EOF)
            break;
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
            return Error{ErrorCode::FileUnreadable, u"damaged workbook: %1"_s.arg(QString::fromUtf8(archive_error_string(part->m_archive))), zip};
        const char *raw = archive_entry_pathname(entry);
        // Names in packages don't tell upper from lower case.
        if (!raw || QByteArrayView(raw).size() != wanted.size() || qstrnicmp(raw, wanted.constData(), static_cast<size_t>(wanted.size())) != 0)
            continue;
        if (archive_entry_is_encrypted(entry) > 0)
            return encryptedWorkbook(zip);
        part->setOpenMode(QIODevice::ReadOnly);
        return part;
    }
    return Error{ErrorCode::FileNotFound, u"the workbook has no part %1"_s.arg(name), zip};
}

qint64 ZipPart::readData(char *data, qint64 max)
{
    if (m_error)
        return -1;
    const la_ssize_t got = archive_read_data(m_archive, data, static_cast<std::size_t>(max));
    if (got < 0) {
        m_error = Error{ErrorCode::FileUnreadable, u"damaged or truncated workbook: %1"_s.arg(QString::fromUtf8(archive_error_string(m_archive))), m_where};
        return -1;
    }
    m_read += got;
    if (m_read > MostBytes || (m_read > RatioFrom && m_packed > 0 && m_read / m_packed > MostRatio)) {
        m_error = Error{ErrorCode::LimitExceeded, u"a part of the workbook unpacks to %1 bytes: refused as a bomb"_s.arg(m_read), m_where};
        return -1;
    }
    return got;
}

} // namespace importers
