// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/archives.h"

#include <archive.h>
#include <archive_entry.h>

namespace archives {

QByteArray make(Pack pack, const QList<Member> &members)
{
    archive *a = archive_write_new();
    if (pack == Pack::Zip || pack == Pack::StoredZip || pack == Pack::EncryptedZip) {
        archive_write_set_format_zip(a);
        if (pack == Pack::StoredZip)
            archive_write_zip_set_compression_store(a);
        if (pack == Pack::EncryptedZip) {
            archive_write_set_options(a, "zip:encryption=traditional");
            archive_write_set_passphrase(a, "secret");
        }
    } else {
        archive_write_set_format_gnutar(a);
        if (pack == Pack::TarGz)
            archive_write_add_filter_gzip(a);
        if (pack == Pack::TarXz)
            archive_write_add_filter_xz(a);
        if (pack == Pack::TarBz2)
            archive_write_add_filter_bzip2(a);
        if (pack == Pack::TarZst)
            archive_write_add_filter_zstd(a);
    }
    qsizetype room = 1 << 20;
    for (const Member &m : members)
        room += m.bytes.size() + 4096;
    QByteArray out(room, Qt::Uninitialized);
    std::size_t used = 0;
    if (archive_write_open_memory(a, out.data(), static_cast<std::size_t>(room), &used) != ARCHIVE_OK)
        qFatal("libarchive can't write: %s", archive_error_string(a));
    for (const Member &m : members) {
        archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, m.name.constData());
        archive_entry_set_perm(entry, 0644);
        switch (m.kind) {
        case Member::Kind::File:
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_size(entry, m.bytes.size());
            break;
        case Member::Kind::Folder: archive_entry_set_filetype(entry, AE_IFDIR); break;
        case Member::Kind::Symlink:
            archive_entry_set_filetype(entry, AE_IFLNK);
            archive_entry_set_symlink(entry, m.bytes.constData());
            break;
        }
        if (archive_write_header(a, entry) < ARCHIVE_WARN)
            qFatal("libarchive: %s", archive_error_string(a));
        if (m.kind == Member::Kind::File && archive_write_data(a, m.bytes.constData(), static_cast<std::size_t>(m.bytes.size())) < 0)
            qFatal("libarchive: %s", archive_error_string(a));
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    out.truncate(static_cast<qsizetype>(used));
    return out;
}

} // namespace archives
