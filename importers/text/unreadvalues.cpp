// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/unreadvalues.h"

namespace importers {

using namespace Qt::StringLiterals;

UnreadValues::~UnreadValues()
{
    const QString code = u"value-not-understood"_s;
    for (const auto &[name, column] : m_columns) {
        for (const auto &[cell, value] : column.values) {
            m_sink.diagnostic({code, domain::DiagnosticLevel::Warning, value.where,
                               u"%1: '%2' is not understood in %3: %4"_s.arg(
                                   name, cell, value.count == 1 ? u"one row"_s : u"%1 rows"_s.arg(value.count), column.meanwhile)});
        }
        if (column.others > 0)
            m_sink.diagnostic({code, domain::DiagnosticLevel::Warning, {}, u"%1: other words are not understood in %2 more rows"_s.arg(name).arg(column.others)});
    }
}

void UnreadValues::add(const QString &column, const QString &cell, const QString &where, const QString &meanwhile)
{
    Column &all = m_columns[column];
    all.meanwhile = meanwhile;
    auto value = all.values.find(cell);
    if (value == all.values.end()) {
        if (static_cast<qsizetype>(all.values.size()) >= MostValues) {
            ++all.others;
            return;
        }
        value = all.values.emplace(cell, Value{0, where}).first;
    }
    ++value->second.count;
}

} // namespace importers
