// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reconciliation.h"

#include "store/attributestore.h"
#include "store/importreportjson.h"

#include <iterator>
#include <map>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

namespace {

constexpr std::size_t Named = 5;

/// Systems of one sort: all are counted, the first ones by key are named.
struct Systems
{
    qint64 count = 0;
    std::map<QString, QString> first; ///< names by key

    /// The row's first two columns are key and name.
    void add(Statement &row)
    {
        ++count;
        const QString key = row.text(0);
        if (first.size() == Named && first.rbegin()->first < key)
            return;
        first[key] = row.text(1).isEmpty() ? key : row.text(1);
        if (first.size() > Named)
            first.erase(std::prev(first.end()));
    }
    QString text() const
    {
        QStringList names;
        for (const auto &[key, name] : first)
            names.append(name);
        return names.isEmpty() ? QString() : u" (%1%2)"_s.arg(names.join(u", "_s), count > names.size() ? u", ..."_s : QString());
    }
};

} // namespace

void tellReconciled(AttributeStore &store, FileReport &report)
{
    if (report.format != "cmdb-list"_L1)
        return;
    // Once through the systems in the order in which all three tables are kept: any other reads a large workspace's pages again and again.
    Statement &row = store.statement(
        "SELECT e.key, e.name, w.role='supporting', max(f.format='cmdb-list' AND c.change_set=?1), max(f.format<>'cmdb-list'), max(f.format='cmdb-list') "
        "FROM e_workload w CROSS JOIN entity e ON e.id=w.id LEFT JOIN entity_source x ON x.entity=w.id LEFT JOIN feed f ON f.id=x.feed "
        "LEFT JOIN source c ON c.id=x.source WHERE e.vanished=0 GROUP BY w.id");
    row.bind(1, report.changeSet);
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
