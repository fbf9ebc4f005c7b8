// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/filehash.h"

#include <QFile>

#include <nettle/sha2.h>

#include <array>

namespace importers {

struct FileHash::State
{
    sha256_ctx context{};
};

FileHash::FileHash() : m_state(std::make_unique<State>())
{
    sha256_init(&m_state->context);
}

FileHash::~FileHash() = default;

void FileHash::add(QByteArrayView bytes)
{
    sha256_update(&m_state->context, static_cast<std::size_t>(bytes.size()),
                  reinterpret_cast<const uint8_t *>(bytes.data()));
}

QByteArray FileHash::finish()
{
    std::array<uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&m_state->context, digest.size(), digest.data());
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(digest.size())).toHex();
}

domain::Result<QString> sha256OfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return domain::Error{domain::ErrorCode::FileUnreadable, file.errorString(), path};
    FileHash hash;
    QByteArray chunk(256 * 1024, Qt::Uninitialized);
    for (;;) {
        const qint64 got = file.read(chunk.data(), chunk.size());
        if (got < 0)
            return domain::Error{domain::ErrorCode::FileUnreadable, file.errorString(), path};
        if (got == 0)
            return QString::fromLatin1(hash.finish());
        hash.add(QByteArrayView(chunk.constData(), got));
    }
}

} // namespace importers
