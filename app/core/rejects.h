// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rejects.h"
#include "domain/result.h"
#include "importers/archive/fileparts.h"
#include "importers/rejectedtext.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace app {

/// The rejected records of an import, by file. A value for one import; thread: the job's.
class Rejects
{
public:
    struct File
    {
        QString shown;
        domain::RejectWatch watch;
        importers::TableForm form;
        std::optional<domain::Result<QByteArray>> text; ///< of a member of an archive, which can't be read again later
    };
    void add(const importers::InputFile &, domain::RejectWatch &&, const importers::TableForm & = {});
    const QList<File> &files() const { return m_files; }

private:
    QList<File> m_files;
};

/// Writes the rejected records (importers::rejectedText) where they can be mended and imported again.
/// One file with rejected records: `path`. Several: the others beside it, with -2, -3 and their own ending.
/// None: `path` is made empty, so that an old one is not taken for new. Returns the files with records in them.
domain::Result<QStringList> writeRejects(const Rejects &, const QString &path);

} // namespace app
