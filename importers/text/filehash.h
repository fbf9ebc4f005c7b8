// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace importers {

/// SHA-256 of what is added. Nettle's, which uses the processor's own instructions: several times QCryptographicHash
/// of Qt 6.4, and a file of 500 MB is hashed at each import. One thread.
class FileHash
{
public:
    FileHash();
    ~FileHash();
    FileHash(const FileHash &) = delete;
    FileHash &operator=(const FileHash &) = delete;
    void add(QByteArrayView bytes);
    QByteArray finish(); ///< in hexadecimal digits; starts again

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Of a file's own bytes, as ByteSource tells it after an import. FileUnreadable where it can't be read.
domain::Result<QString> sha256OfFile(const QString &path);

} // namespace importers
