// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QList>
#include <QString>

namespace domain {

enum class DiagnosticLevel : int { Info = 0, Warning = 1, Error = 2 };

/// Something worth telling about a file or one record of it. `code` is stable ("duplicate-key", "incomplete-export",
/// "unknown-region", ...); `message` is technical English, `where` a JSON pointer, "line 14" or "line 14, column 3".
struct Diagnostic
{
    QString code;
    DiagnosticLevel level = DiagnosticLevel::Warning;
    QString where;
    QString message;
    bool operator==(const Diagnostic &) const = default;
};

/// read = added + updated + unchanged + ignored + rejected, always. The unit is the record of formats.md section 15.
struct RecordCounts
{
    qint64 read = 0, added = 0, updated = 0, unchanged = 0, ignored = 0, rejected = 0;
    bool operator==(const RecordCounts &) const = default;
};

/// What became of one file (or member of an archive).
struct FileReport
{
    QString path;
    QString format;      ///< empty: refused before a format was known
    QString list;        ///< the name that the list has from month to month; of mended records that of the list that they were rejected from
    QString sha256;
    qint64 bytes = 0;
    bool refused = false; ///< nothing of it was imported; diagnostics say why
    bool cancelled = false;
    bool table = false;  ///< rows and columns whose meaning a person can assign
    QString partOf;      ///< of a table that no format takes: whose export it is a part of, and how to take it whole, as a sentence; empty: of none
    RecordCounts records;
    QList<Diagnostic> diagnostics;  ///< at most a few hundred; `diagnosticsCut` counts the rest
    qint64 diagnosticsCut = 0;
    qint64 changeSet = 0;
};

struct ImportReport
{
    QList<FileReport> files;
};

} // namespace domain
