// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "importers/table/mappingcheck.h"
#include "importers/table/mappingproposal.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace views {

/// What a person said about the columns of one table.
struct AssignedColumns
{
    importers::CsvMapping mapping;
    QString saveAs;             ///< the name under which it is kept for tables with these titles; empty: for this time only
    bool operator==(const AssignedColumns &) const = default;
};

/// What comes in with one import.
struct ImportFiles
{
    QStringList paths;          ///< files and folders
    QHash<QString, AssignedColumns> assigned = {}; ///< by the path of the table as reports have it
    QString cluster = {};       ///< name of the Kubernetes cluster that they are of; empty: as they or their folders say
    QString who = {};           ///< the function that imports them
    QStringList completeFor = {}; ///< what whoever imports them vouches that they list all of: "subscription:ID", "project:ID"
};

/// A table that a person wants to have read, open to be looked at and tried. Implemented in app/gui. Blocking, any thread, several calls
/// at once.
class OpenTable
{
public:
    virtual ~OpenTable() = default;
    /// Anew with what the person says otherwise than it was detected. `kind`: what the rows are, where that was said.
    virtual domain::Result<importers::TableLook> look(const importers::TableOptions &, std::optional<domain::EntityKind> kind) = 0;
    /// How tables with these titles are read since a person said so.
    virtual std::optional<AssignedColumns> remembered() const = 0;
    /// The mapping with the words of its columns that mean a value in another language and of which it does not speak yet.
    virtual domain::Result<importers::CsvMapping> withWords(const importers::CsvMapping &, const importers::TableShape &) = 0;
    /// What would become of all rows.
    virtual importers::MappingCheck check(const importers::CsvMapping &, domain::JobContext &) = 0;
};

} // namespace views
