// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace app {

/// The files that a path stands for: itself, or for a folder all files in it, in the order of their names. Hidden ones and
/// links are left alone; so is the workspace that is written to. A path that is a link itself is meant.
struct FilesInside
{
    QStringList files;
    int special = 0;      ///< pipes, sockets, devices and links that lead nowhere, passed over
    QString firstSpecial;
    int links = 0;        ///< links to files and folders, which are not followed: what they lead to may lie anywhere
    QString firstLink;
    std::optional<domain::Error> error; ///< the folder holds too many, or nothing was counted to the end
};
FilesInside filesInside(const QString &path, const QString &workspace, qsizetype atMost, domain::JobContext &);

} // namespace app
