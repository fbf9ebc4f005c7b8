// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/importreport.h"
#include "domain/jobcontext.h"

#include <QStringList>

namespace app {

struct Services;

struct ImportRequest
{
    QString workspace;
    QStringList paths;      ///< files; folders are walked in the order of their names
    QString format;         ///< importer id, or empty: recognised from the content
    QString who;
    bool dryRun = false;    ///< reads and writes as usual, and then rolls back
};

/// Imports one file after the other, each in a transaction of its own: all its good records, or nothing where the file cannot
/// be read. Blocking: call it from a job's thread; it opens its own connection. Cancelled files are rolled back and say so.
domain::ImportReport importFiles(const Services &, const ImportRequest &, const domain::Clock &, domain::JobContext &);

} // namespace app
