// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <map>

namespace importers {

/// Cells of a table that nobody understands and that are passed over: each different one of a column is told once, at the end, with how
/// often it is there and where first. One for a table's reading; of a column at most MostValues are kept. Thread: the importer's.
class UnreadValues
{
public:
    explicit UnreadValues(domain::RecordSink &sink) : m_sink(sink) {}
    ~UnreadValues();
    UnreadValues(const UnreadValues &) = delete;
    UnreadValues &operator=(const UnreadValues &) = delete;

    /// `meanwhile`: what becomes of the thing, "its environment stays unknown". `where`: line and column.
    void add(const QString &column, const QString &cell, const QString &where, const QString &meanwhile);

    static constexpr qsizetype MostValues = 20;

private:
    struct Value
    {
        qint64 count = 0;
        QString where;
    };
    struct Column
    {
        std::map<QString, Value> values;
        qint64 others = 0;
        QString meanwhile;
    };
    domain::RecordSink &m_sink;
    std::map<QString, Column> m_columns;
};

} // namespace importers
