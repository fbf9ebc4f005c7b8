// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/importreport.h"
#include "importers/archive/fileparts.h"
#include "importers/importer.h"

#include <memory>
#include <vector>

namespace importers {

using Registry = std::vector<std::unique_ptr<Importer>>;

/// All importers, in the sniffing order of formats.md 0.3. The catalogue must outlive the registry.
Registry defaultRegistry(const domain::Catalogue &);

/// What names of files that are read end with, for a choice of files; what is in a file tells what it is, whatever its name.
QStringList importedExtensions();

const Importer *findImporter(const Registry &, const QString &formatId);

/// Which importer reads this file: the highest score, the earlier one on a tie. Errors: UnsupportedVersion for a format
/// that is known but not read (the detail names it and says what to do), UnknownFormat, FileEmpty.
domain::Result<const Importer *> recognise(const Probe &, const Registry &);

/// The line on which a table's row of titles begins, where others stand above it that the importer passes over; 0: it is the first row.
qint64 titleLineOf(const Importer &, const Probe &);

/// Opens, probes, picks (or takes `formatId` when not empty) and runs. Fills path, format, sha256, bytes, refused,
/// cancelled and the text layer's diagnostics of the report; counts are the sink's. An Error means that nothing of the
/// file counts. Reports and errors name the file as it is shown.
domain::Result<void> readFile(const InputFile &file, const Registry &, const QString &formatId, domain::RecordSink &,
                              domain::JobContext &, domain::FileReport &);

} // namespace importers
