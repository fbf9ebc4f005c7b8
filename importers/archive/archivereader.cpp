// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/archive/archivereader.h"

#include "importers/archive/zipkind.h"

#include <QFile>
#include <QFileInfo>
#include <QIODevice>
#include <QRegularExpression>
#include <QStringDecoder>

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {
namespace {

// The end counts more than a warning in libarchive's numbers.
bool isEntry(int got) { return got == ARCHIVE_OK || got == ARCHIVE_WARN; }

constexpr std::size_t Block = 128 * 1024;
constexpr qint64 RatioFrom = 64LL * 1024 * 1024;

struct Freed
{
    archive *a;
    ~Freed() { archive_read_free(a); }
};

void supportTar(archive *a)
{
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_format_tar(a);
}

/// The half of code page 437 above ASCII: in it a zip has its names, unless a flag says UTF-8.
const QString CodePage437 = u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0"_s;

// Many write UTF-8 without the flag; hardly a name in another page happens to be that.
QString nameOf(archive_entry *entry, bool isZip)
{
    const char *raw = archive_entry_pathname(entry);
    if (!raw) {
        const char *utf8 = archive_entry_pathname_utf8(entry);
        return utf8 ? QString::fromUtf8(utf8) : QString();
    }
    const QByteArray bytes(raw);
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString name = utf8(bytes);
    if (!utf8.hasError())
        return name;
    if (!isZip)
        return QString::fromLocal8Bit(bytes);
    QString old;
    for (const char c : bytes) {
        const auto code = static_cast<unsigned char>(c);
        old += code < 0x80 ? QChar(static_cast<char16_t>(code)) : CodePage437.at(code - 0x80);
    }
    return old;
}

/// The end of the central directory, which comes last but for a comment (APPNOTE.TXT 4.3.16).
bool hasDirectory(const QString &path)
{
    constexpr qint64 LongestTail = 22 + 65535;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return true; // whoever reads it says why
    file.seek(std::max<qint64>(0, file.size() - LongestTail));
    const QByteArray tail = file.read(LongestTail);
    const qsizetype at = tail.lastIndexOf(QByteArrayView("PK\x05\x06", 4));
    return at >= 0 && tail.size() - at >= 22;
}

/// libarchive takes no notice of the checksum at the end of a gzip file: what was changed on the way would pass for data.
std::optional<QString> gzipFault(const QString &path, const ArchiveLimits &limits)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.peek(2) != QByteArray("\x1f\x8b"))
        return std::nullopt;
    const gzFile gzip = gzopen(QFile::encodeName(path).constData(), "rb");
    if (!gzip)
        return std::nullopt;
    gzbuffer(gzip, Block);
    std::array<char, Block> block;
    qint64 all = 0;
    int got = 0;
    // A bomb is told when it is unpacked.
    while ((got = gzread(gzip, block.data(), Block)) > 0 && (all += got) <= limits.unpacked && (all < RatioFrom || all / std::max<qint64>(1, file.size()) <= limits.ratio)) {
    }
    int code = Z_OK;
    const QString said = got < 0 ? QString::fromUtf8(gzerror(gzip, &code)) : QString();
    gzclose(gzip);
    // What is cut short or unreadable ends the archive where it is met, and what stands before it is whole.
    return said.contains(u"incorrect data check"_s) || said.contains(u"incorrect length check"_s) ? std::optional(said) : std::nullopt;
}

/// Why a name is no place inside the archive, or nothing.
QString trickOf(const QString &name)
{
    static const QRegularExpression drive(u"^[A-Za-z]:"_s);
    if (name.isEmpty())
        return u"it has no name"_s;
    if (name.startsWith(u'/') || drive.match(name).hasMatch())
        return u"its name is an absolute path"_s;
    if (name.split(u'/').contains(u".."_s))
        return u"its name leads out of the archive"_s;
    for (const QChar c : name) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7F)
            return u"its name has control characters in it"_s;
    }
    return {};
}

bool isNoise(const QString &name)
{
    const QStringList parts = name.split(u'/');
    for (const QString &part : parts) {
        if (part == u"__MACOSX"_s || (part.startsWith(u'.') && part != u"."_s && part != u".."_s))
            return true;
    }
    // Office marks a document that is open by a file of the same name.
    return parts.constLast().startsWith(u"~$"_s) || parts.constLast().compare(u"Thumbs.db"_s, Qt::CaseInsensitive) == 0 ||
           parts.constLast().compare(u"desktop.ini"_s, Qt::CaseInsensitive) == 0;
}

} // namespace

bool ArchiveReader::isArchive(const QString &path)
{
    // Reading a pipe would wait for whoever writes to it.
    if (!QFileInfo(path).isFile())
        return false;
    if (const ZipKind kind = zipKind(path); kind != ZipKind::None)
        return kind == ZipKind::Archive;
    const Freed tar{archive_read_new()};
    supportTar(tar.a);
    archive_entry *entry = nullptr;
    // An empty file would open as an empty tar; it is one of the empty exports.
    if (QFileInfo(path).size() == 0 || archive_read_open_filename(tar.a, QFile::encodeName(path).constData(), Block) != ARCHIVE_OK)
        return false;
    return isEntry(archive_read_next_header(tar.a, &entry)) && (archive_format(tar.a) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(const QString &path, const ArchiveLimits &limits)
{
    std::unique_ptr<ArchiveReader> reader(new ArchiveReader(path, limits));
    reader->m_packed = QFileInfo(path).size();
    reader->m_archive = archive_read_new();
    if (zipKind(path) != ZipKind::None)
        archive_read_support_format_zip(reader->m_archive);
    else
        supportTar(reader->m_archive);
    reader->m_isZip = zipKind(path) != ZipKind::None;
    // libarchive takes what it finds up to the cut, without a word.
    if (reader->m_isZip && !hasDirectory(path))
        return reader->error(ErrorCode::FileUnreadable, u"the directory at the end of the zip is missing: it was cut off on its way, and nothing of it was read; fetch or pack it again"_s);
    if (!reader->m_isZip && gzipFault(path, limits))
        return reader->error(ErrorCode::FileUnreadable, u"the checksum of the gzip file is not that of its content: it was damaged on its way, and nothing of it was read; fetch or pack it again"_s);
    if (archive_read_open_filename(reader->m_archive, QFile::encodeName(path).constData(), Block) != ARCHIVE_OK)
        return reader->error(ErrorCode::FileUnreadable, u"damaged archive: %1"_s.arg(QString::fromUtf8(archive_error_string(reader->m_archive))));
    return reader;
}

ArchiveReader::~ArchiveReader()
{
    if (m_archive)
        archive_read_free(m_archive);
}

Error ArchiveReader::error(ErrorCode code, const QString &detail) const
{
    return {code, detail, m_member.isEmpty() ? m_path : m_path + MemberMark + m_member};
}

std::optional<Error> ArchiveReader::overLimit() const
{
    if (m_unpacked > m_limits.unpacked)
        return error(ErrorCode::LimitExceeded, u"the archive holds more than %1 bytes"_s.arg(m_limits.unpacked));
    if (m_unpacked > RatioFrom && m_packed > 0 && m_unpacked / m_packed > m_limits.ratio)
        return error(ErrorCode::LimitExceeded, u"the archive unpacks to more than %1 times its size: refused as a bomb"_s.arg(m_limits.ratio));
    return std::nullopt;
}

Result<std::optional<ArchiveMember>> ArchiveReader::next()
{
    archive_entry *entry = nullptr;
    for (;;) {
        const int got = archive_read_next_header(m_archive, &entry);
        if (got == ARCHIVE_EOF)
            return std::optional<ArchiveMember>();
        if (got < ARCHIVE_WARN) {
            const QString after = m_member.isEmpty() ? QString() : u" after %1"_s.arg(m_member);
            m_member.clear();
            return error(ErrorCode::FileUnreadable, u"damaged or truncated archive%1: %2"_s.arg(after, QString::fromUtf8(archive_error_string(m_archive))));
        }
        if (archive_entry_filetype(entry) == AE_IFDIR)
            continue;
        break;
    }
    if (++m_members > m_limits.members) {
        m_member.clear();
        return error(ErrorCode::LimitExceeded, u"the archive has more than %1 members; the others were not read"_s.arg(m_limits.members));
    }
    ArchiveMember member;
    // Windows tools write the separator that zip forbids.
    QString name = nameOf(entry, m_isZip);
    name.replace(u'\\', u'/');
    const QString trick = name.size() > m_limits.nameLength ? u"its name is longer than %1 characters"_s.arg(m_limits.nameLength) : trickOf(name);
    while (name.startsWith(u"./"_s))
        name.remove(0, 2);
    for (QChar &c : name) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7F)
            c = QChar::ReplacementCharacter;
    }
    member.name = m_member = name.left(m_limits.nameLength);
    member.passedOver = trick.isEmpty() && isNoise(name);
    if (!trick.isEmpty())
        member.refused = error(ErrorCode::Refused, u"%1: not read"_s.arg(trick));
    else if (archive_entry_hardlink(entry) || archive_entry_symlink(entry))
        member.refused = error(ErrorCode::Refused, u"a link to another file: not followed"_s);
    else if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0)
        member.refused = error(ErrorCode::Refused, u"a device or pipe: not read"_s);
    else if (archive_entry_is_encrypted(entry) > 0)
        member.refused = error(ErrorCode::FileUnreadable, u"it is encrypted; unpack the archive with its password and import the files"_s);
    return std::optional<ArchiveMember>(member);
}

QStringList ArchiveReader::left()
{
    QStringList names;
    while (m_isZip) {
        const auto member = next();
        if (!member || !*member)
            break;
        if (!(*member)->passedOver)
            names.append((*member)->name);
    }
    return names;
}

Result<void> ArchiveReader::unpack(QIODevice &to, domain::JobContext &context)
{
    std::array<char, Block> block;
    for (;;) {
        if (context.isCancelled())
            return error(ErrorCode::Cancelled, u"cancelled while it was unpacked"_s);
        const la_ssize_t got = archive_read_data(m_archive, block.data(), block.size());
        if (got == 0)
            return {};
        if (got < 0)
            return error(ErrorCode::FileUnreadable, u"damaged or truncated member: %1"_s.arg(QString::fromUtf8(archive_error_string(m_archive))));
        m_unpacked += got;
        if (const std::optional<Error> over = overLimit())
            return *over;
        if (to.write(block.data(), got) != got)
            return error(ErrorCode::WriteFailed, u"it can't be unpacked to the temporary folder: %1"_s.arg(to.errorString()));
    }
}

} // namespace importers
