// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reconciliation.h"

#include "domain/entitykind.h"
#include "store/attributestore.h"
#include "store/importreportjson.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

namespace {

constexpr qsizetype Named = 5;

/// Systems of one sort; few are named, all counted.
struct Systems
{
    qint64 count = 0;
    QStringList names;

    /// The row's first two columns are key and name.
    void add(Statement &row)
    {
        if (++count <= Named)
            names.append(row.text(1).isEmpty() ? row.text(0) : row.text(1));
    }
    QString text() const
    {
        return names.isEmpty() ? QString() : u" (%1%2)"_s.arg(names.join(u", "_s), count > names.size() ? u", ..."_s : QString());
    }
};

} // namespace

void tellReconciled(AttributeStore &store, FileReport &report)
{
    if (report.format != "cmdb-list"_L1)
        return;
    // Once through the systems in the order of their keys, with what each one's sources are; three queries took half of a large import.
    Statement &row = store.statement(
        "SELECT e.key, e.name, w.role='supporting', max(f.format='cmdb-list' AND c.change_set=?2), max(f.format<>'cmdb-list'), max(f.format='cmdb-list') "
        "FROM entity e JOIN e_workload w ON w.id=e.id LEFT JOIN entity_source x ON x.entity=e.id LEFT JOIN feed f ON f.id=x.feed "
        "LEFT JOIN source c ON c.id=x.source WHERE e.kind=?1 AND e.vanished=0 GROUP BY e.key");
    row.bind(1, qint64(EntityKind::Workload)).bind(2, report.changeSet);
    Systems both, alone, missing;
    while (row.next()) {
        if (row.integer(3) != 0)
            (row.integer(4) != 0 ? both : alone).add(row);
        // What only supports others need not be in a list of systems.
        if (row.integer(5) == 0 && row.integer(2) == 0)
            missing.add(row);
    }
    row.reset();
    report.diagnostics.append({u"reconciled"_s, alone.count + missing.count > 0 ? DiagnosticLevel::Warning : DiagnosticLevel::Info, {},
                               u"%1 systems of this list are in another source, %2 in none%3; %4 systems of the inventory are in no such list%5"_s.arg(
                                   QString::number(both.count), QString::number(alone.count), alone.text(), QString::number(missing.count), missing.text())});
    Statement &s = store.statement("UPDATE source SET report=?2 WHERE change_set=?1");
    s.bind(1, report.changeSet).bindUtf8(2, reportToJson(report));
    s.run();
}

} // namespace store
