// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/archive/zipkind.h"

#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>

#include <array>

namespace importers {
namespace {

constexpr std::size_t TailBlock = 64 * 1024;
constexpr int MembersLookedAt = 2000;

bool startsAsZip(const QString &path)
{
    // Opening a pipe would wait for whoever writes to it.
    if (!QFileInfo(path).isFile())
        return false;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(4);
    return head == QByteArrayView("PK\x03\x04", 4) || head == QByteArrayView("PK\x05\x06", 4);
}

struct Zip
{
    archive *a = archive_read_new();
    Zip() { archive_read_support_format_zip(a); }
    ~Zip() { archive_read_free(a); }
    Zip(const Zip &) = delete;
    Zip &operator=(const Zip &) = delete;
};

// OpenDocument: the first member says it, unpacked.
ZipKind byMimeType(archive *a)
{
    std::array<char, 128> text{};
    const la_ssize_t got = archive_read_data(a, text.data(), text.size());
    const QByteArrayView type(text.data(), got < 0 ? 0 : got);
    if (type.startsWith("application/vnd.oasis.opendocument.spreadsheet"))
        return ZipKind::OdfTable;
    return type.startsWith("application/vnd.oasis.opendocument.") ? ZipKind::OtherDocument : ZipKind::Archive;
}

} // namespace

ZipKind zipKind(const QString &path)
{
    if (!startsAsZip(path))
        return ZipKind::None;
    const Zip zip;
    if (archive_read_open_filename(zip.a, QFile::encodeName(path).constData(), TailBlock) != ARCHIVE_OK)
        return ZipKind::Archive;
    archive_entry *entry = nullptr;
    bool office = false;
    for (int i = 0; i < MembersLookedAt; ++i) {
        const int got = archive_read_next_header(zip.a, &entry);
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
            break;
        const char *raw = archive_entry_pathname(entry);
        const QByteArrayView name(raw ? raw : "");
        if (name == QByteArrayView("xl/workbook.xml"))
            return ZipKind::ExcelWorkbook;
        if (name == QByteArrayView("xl/workbook.bin"))
            return ZipKind::BinaryWorkbook;
        if (i == 0 && name == QByteArrayView("mimetype")) {
            if (const ZipKind kind = byMimeType(zip.a); kind != ZipKind::Archive)
                return kind;
        }
        office = office || name == QByteArrayView("word/document.xml") || name == QByteArrayView("ppt/presentation.xml");
    }
    return office ? ZipKind::OtherDocument : ZipKind::Archive;
}

} // namespace importers
