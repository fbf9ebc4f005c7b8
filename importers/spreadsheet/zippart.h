// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QIODevice>

#include <memory>

struct archive;

namespace importers {

/// That it has a password, and what to do.
domain::Error encryptedWorkbook(const QString &path);

/// One member of a zip as a stream: workbooks are read part by part, by their names. Capped against bombs; a read of -1 means that
/// error() is set. One thread.
class ZipPart final : public QIODevice
{
public:
    /// FileNotFound where the zip has no such member.
    static domain::Result<std::unique_ptr<ZipPart>> open(const QString &zip, const QString &name);
    ~ZipPart() override;
    bool isSequential() const override { return true; }
    const std::optional<domain::Error> &error() const { return m_error; }

protected:
    qint64 readData(char *data, qint64 max) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    ZipPart(const QString &zip, const QString &name);

    QString m_where;
    qint64 m_packed = 0; ///< size of the whole zip
    qint64 m_read = 0;
    archive *m_archive = nullptr;
    std::optional<domain::Error> m_error;
};

} // namespace importers
