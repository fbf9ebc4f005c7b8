// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filesinside.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace app {
namespace {

/// The workspace and what SQLite keeps beside it.
bool isWorkspace(const QFileInfo &file, const QFileInfo &workspace)
{
    return file.absolutePath() == workspace.absolutePath() && file.fileName().startsWith(workspace.fileName()) &&
           QStringList{QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s}.contains(
               file.fileName().mid(workspace.fileName().size()));
}

} // namespace

FilesInside filesInside(const QString &path, const QString &workspace, qsizetype atMost, domain::JobContext &context)
{
    FilesInside inside;
    if (!QFileInfo(path).isDir()) {
        inside.files.append(path);
        return inside;
    }
    constexpr qsizetype PollEvery = 1000;
    const QFileInfo own(workspace);
    QDirIterator it(path, QDir::Files | QDir::System | QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    qsizetype seen = 0;
    while (it.hasNext()) {
        it.next();
        if (++seen % PollEvery == 0) {
            if (context.isCancelled()) {
                inside.error = Error{ErrorCode::Cancelled, u"cancelled while its files were counted"_s, path};
                return inside;
            }
            context.progress(0, 0, path);
        }
        const QFileInfo file = it.fileInfo();
        if (file.isSymLink() && file.exists()) {
            if (inside.links++ == 0)
                inside.firstLink = it.filePath();
            continue;
        }
        if (!file.isFile()) {
            if (!file.isDir() && inside.special++ == 0)
                inside.firstSpecial = it.filePath();
            continue;
        }
        if (isWorkspace(file, own))
            continue;
        inside.files.append(it.filePath());
        if (inside.files.size() > atMost) {
            inside.files.clear();
            inside.error =
                Error{ErrorCode::LimitExceeded,
                      u"more than %1 files lie in this folder and those below it; nothing of it was read: name the "
                      "folders or files that hold exports"_s.arg(QLocale::c().toString(static_cast<qlonglong>(atMost))),
                      path};
            return inside;
        }
    }
    std::sort(inside.files.begin(), inside.files.end());
    // One that holds none stays in the list, to be refused by name.
    if (inside.files.isEmpty())
        inside.files.append(path);
    return inside;
}

} // namespace app
