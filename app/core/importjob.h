// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/importreport.h"
#include "domain/jobcontext.h"
#include "importers/archive/archivereader.h"
#include "importers/text/mappedcsv.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <optional>

namespace store {
class AttributeStore;
class ConnectionScope;
}

namespace app {

struct Services;
class Rejects;

struct ImportRequest
{
    QString workspace;
    QStringList paths;      ///< files; folders are walked in the order of their names
    QString format;         ///< importer id, or empty: recognised from the content
    QString who;
    bool dryRun = false;    ///< reads and writes all files as usual, and then rolls all of them back
    std::optional<importers::CsvMapping> mapping = {};   ///< for tables of no known format
    QHash<QString, importers::CsvMapping> assigned = {}; ///< for one table each, as reports name it: what a person assigned goes first
    QHash<QString, QString> saveAs = {};                 ///< of those: the profile that keeps it
    QString saveProfile = {};                            ///< the profile that keeps `mapping`; empty: none
    bool alone = false;                                  ///< each file is a deed of its own, to be undone by itself
    QStringList completeFor = {};                        ///< scopes that the files are said to be all of (store::completeForFromText())
    QString cluster = {};                                ///< name of the Kubernetes cluster that the files are of; empty: as they or their folders say
    importers::ArchiveLimits archives = {};
    qint64 firstSet = 0;    ///< files that were imported together and are imported again one by one: the first one's change set; 0: this is the first
    QDateTime begun = {};   ///< when their import began; invalid: now
    bool more = false;      ///< others follow that were imported together with them: tellOfAll() then says what none of them has brought
    qsizetype maxFilesInFolder = 20'000; ///< a folder of more is hardly one of exports: a home directory, a disk
};

/// A preview tells with this code of what a list may be all of (ImportRequest::completeFor), as the place of the message.
inline const QString WithinScope = QStringLiteral("may-be-all-of");

/// Imports one file after the other, and one member of an archive after the other, each in a transaction of its own: all its good records, or nothing where the file cannot
/// be read. Blocking: call it from a job's thread; it opens its own connection. Cancelled files are rolled back and say so.
/// `rejects`, where given, gets every rejected record, also those that the report cuts.
domain::ImportReport importFiles(const Services &, const ImportRequest &, const domain::Clock &, domain::JobContext &,
                                 Rejects *rejects = nullptr);
/// The same on an open connection, and within its transaction where it has one.
domain::ImportReport importFiles(const Services &, const ImportRequest &, const domain::Clock &, domain::JobContext &, store::ConnectionScope &,
                                 store::AttributeStore &, Rejects *rejects = nullptr);
/// Says in the reports of files that were imported together what only now is known: what none of them has brought. Within the caller's transaction.
void tellOfAll(store::AttributeStore &, QList<domain::FileReport> &reports);

} // namespace app
