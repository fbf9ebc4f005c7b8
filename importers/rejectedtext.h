// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rejects.h"
#include "domain/result.h"
#include "importers/text/textencoding.h"

#include <QByteArray>

namespace importers {

struct Probe;

/// How a table was read, where a mapping told, or lines stand above its titles.
struct TableForm
{
    std::optional<TextEncoding> encoding;
    char delimiter = 0;    ///< 0: as in registers
    qint64 headerLine = 0; ///< 0: the first row
    QString shown = {};    ///< the file as it is shown: a name may tell what the table is of
    QString list = {};     ///< the list's name (FileReport::list), under which mended records are imported
};

/// The rejected records of a file as they were read, in the format that they came in, so that they can be mended and imported again:
/// JSON keeps what stands around them, a table its header. Each carries what is wrong in a member or column of its own (RejectMark), by
/// which an importer also knows that the file is not the whole export: "[contracts.csv] invalid-value: ...". UTF-8. Reads the file again.
domain::Result<QByteArray> rejectedText(const QString &path, const domain::RejectWatch &, const TableForm & = {});

/// The list that the records were rejected from, which what is mended still belongs to; empty: the file has no such mark.
QString listOfRejected(const Probe &);

} // namespace importers
