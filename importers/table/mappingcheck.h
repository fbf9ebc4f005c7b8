// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "domain/jobcontext.h"
#include "importers/table/csvmapping.h"

namespace importers {

/// What of a column a mapping does not understand.
struct ColumnTrouble
{
    struct Value
    {
        QString cell;
        qint64 count = 0;
        QString why;
    };
    qsizetype column = 0;   ///< in the table, from 0
    qint64 cells = 0;
    QList<Value> values;    ///< the first different ones; at most MostValues
    static constexpr qsizetype MostValues = 50;
};

/// What would become of a table's rows, without a workspace: what depends on it (references, answers of people) the import tells.
struct MappingCheck
{
    qint64 rows = 0, taken = 0, rejected = 0, ignored = 0;
    qint64 sameKey = 0;     ///< rows whose key an earlier one has
    QList<ColumnTrouble> columns;   ///< by column
    std::optional<domain::Error> refused; ///< the table can't be read at all
};

/// Reads the whole table through the mapping. Blocking; cancelled through the context.
MappingCheck checkMapping(const QString &path, const domain::Catalogue &, const CsvMapping &, domain::JobContext &);

} // namespace importers
