// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// Archives made for a test, in memory.
namespace archives {

struct Member
{
    QByteArray name;
    QByteArray bytes;
    enum class Kind { File, Folder, Symlink } kind = Kind::File; ///< a link's bytes are where it leads
};

enum class Pack { Zip, StoredZip, EncryptedZip, Tar, TarGz, TarXz, TarBz2, TarZst };

QByteArray make(Pack, const QList<Member> &);

} // namespace archives
