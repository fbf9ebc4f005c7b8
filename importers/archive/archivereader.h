// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

class QIODevice;
struct archive;
struct archive_entry;

namespace importers {

/// Caps for a file that holds files: what is beyond is a bomb or not an export.
struct ArchiveLimits
{
    qint64 members = 20'000;                           ///< entries of one archive, folders apart
    qint64 unpacked = 16LL * 1024 * 1024 * 1024;       ///< bytes of all members together
    qint64 ratio = 400;                                ///< unpacked to packed, looked at from 64 MiB on
    int depth = 3;                                     ///< archives in archives
    qsizetype nameLength = 1024;
};

/// A member as the archive lists it.
struct ArchiveMember
{
    QString name;       ///< with folders, '/' between them, as the archive has it
    bool passedOver = false; ///< hidden, or what an operating system adds (__MACOSX, Thumbs.db): not worth a word each
    std::optional<domain::Error> refused; ///< a link, a device, encrypted, a name that leads out of the archive
};

/// The members of a zip or of a tar (plain, or packed with gzip, bzip2, xz or Zstandard), one after the other, in their order. Nothing
/// is ever written by a member's name. Constant memory. One thread.
class ArchiveReader
{
public:
    /// Does the file hold files? By its content, whatever its name. A gzip of one text is none, a workbook neither.
    static bool isArchive(const QString &path);
    static domain::Result<std::unique_ptr<ArchiveReader>> open(const QString &path, const ArchiveLimits & = {});
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader &) = delete;
    ArchiveReader &operator=(const ArchiveReader &) = delete;

    /// The next member that is no folder; nothing at the end. An error ends the archive: what came before stands.
    domain::Result<std::optional<ArchiveMember>> next();
    /// Writes the bytes of the member that next() gave. After an error of this member the others can still be read, unless a cap is hit.
    domain::Result<void> unpack(QIODevice &to, domain::JobContext &);
    qint64 unpacked() const { return m_unpacked; } ///< bytes so far
    /// The names of the members that are left, hidden ones apart; of a zip only: there they can be had without unpacking what is before them.
    QStringList left();
    /// The names of members can be listed without unpacking those before them.
    bool canSkip() const { return m_isZip; }

private:
    ArchiveReader(const QString &path, const ArchiveLimits &limits) : m_path(path), m_limits(limits) {}
    domain::Error error(domain::ErrorCode, const QString &detail) const;
    std::optional<domain::Error> overLimit() const;

    QString m_path;
    ArchiveLimits m_limits;
    bool m_isZip = false;
    archive *m_archive = nullptr;
    QString m_member;
    qint64 m_packed = 0; ///< size of the archive
    qint64 m_members = 0;
    qint64 m_unpacked = 0;
};

/// What stands between an archive and the member in it: "exports.zip!/azure/vms.json".
inline constexpr QLatin1StringView MemberMark{"!/"};

} // namespace importers
