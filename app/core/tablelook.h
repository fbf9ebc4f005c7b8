// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "importers/importer.h"
#include "importers/table/mappingproposal.h"
#include "store/profiles.h"

#include <QTemporaryDir>

#include <memory>

namespace app {

struct Services;

/// Whether the file has rows and columns, of whatever meaning.
bool isTable(const importers::Probe &);

/// A table of no known form as it lies on the disk: the file itself, or a sheet or a member of an archive written to a private folder that
/// goes with it.
class TablePart
{
public:
    /// `shown`: as reports name it ("a.csv", "b.xlsx!/Systems", "c.zip!/d.csv"). Of a workbook without a sheet, or an archive without a
    /// member, the first table. Blocking.
    static domain::Result<std::shared_ptr<TablePart>> open(const QString &shown, domain::JobContext &);

    const QString &path() const { return m_path; }
    const QString &shown() const { return m_shown; }
    /// Of a workbook: all of its sheets as `shown` would name them, hidden ones too; else nothing.
    const QStringList &sheets() const { return m_sheets; }

private:
    TablePart() = default;
    QTemporaryDir m_folder;
    QString m_path;
    QString m_shown;
    QStringList m_sheets;
};

/// Blocking. `kind`: what the rows are, where a person has said so.
domain::Result<importers::TableLook> lookAt(const Services &, const TablePart &, const importers::TableOptions &, std::optional<domain::EntityKind> kind);

/// How tables with these titles are read, and the name under which that is kept.
struct Remembered
{
    QString name;
    importers::CsvMapping mapping;
};

/// The profile by whose titles the table is read; nothing where there is none.
std::optional<Remembered> profileFor(const QList<store::ColumnProfile> &, const QString &path, const importers::Probe &,
                                                const domain::Catalogue &);

/// The profile of a table that is read through a mapping. Fails where the table has not its titles.
domain::Result<store::ColumnProfile> makeProfile(const QString &name, const QString &path, const importers::CsvMapping &);

} // namespace app
