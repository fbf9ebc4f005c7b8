// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/importwriter.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace app {

/// The rejected records of an import, by file. A value for one import; thread: the job's.
class Rejects
{
public:
    struct File
    {
        QString path;
        store::RejectWatch watch;
    };
    void add(const QString &path, store::RejectWatch &&watch) { m_files.append({path, std::move(watch)}); }
    const QList<File> &files() const { return m_files; }

private:
    QList<File> m_files;
};

/// Writes the rejected records as they were read, in the format that they came in, so that they can be mended and imported again:
/// JSON keeps what stands around them, a table its header. Each carries what is wrong in a member or column of its own
/// (importers::RejectMark), by which an importer also knows that the file is not the whole export.
/// One file with rejected records: `path`. Several: the others beside it, with -2, -3 and their own ending.
/// None: `path` is made empty, so that an old one is not taken for new. Returns the files with records in them.
domain::Result<QStringList> writeRejects(const Rejects &, const QString &path);

} // namespace app
