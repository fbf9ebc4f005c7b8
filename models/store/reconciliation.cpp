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

/// The systems that a query tells by key and name; few are named, all counted.
struct Systems
{
    qint64 count = 0;
    QStringList names;
    QString text() const
    {
        return names.isEmpty() ? QString() : u" (%1%2)"_s.arg(names.join(u", "_s), count > names.size() ? u", ..."_s : QString());
    }
};

Systems systemsOf(Statement &s)
{
    Systems systems;
    while (s.next()) {
        ++systems.count;
        if (systems.names.size() < Named)
            systems.names.append(s.text(1).isEmpty() ? s.text(0) : s.text(1));
    }
    s.reset();
    return systems;
}

} // namespace

void tellReconciled(AttributeStore &store, FileReport &report)
{
    if (report.format != "cmdb-list"_L1)
        return;
    const auto here = "EXISTS(SELECT 1 FROM entity_source x JOIN feed f ON f.id=x.feed JOIN source c ON c.id=x.source WHERE x.entity=e.id AND "
                      "f.format='cmdb-list' AND c.change_set=?2)"_ba;
    const auto elsewhere = "EXISTS(SELECT 1 FROM entity_source y JOIN feed g ON g.id=y.feed WHERE y.entity=e.id AND g.format<>'cmdb-list')"_ba;
    const auto list = "EXISTS(SELECT 1 FROM entity_source x JOIN feed f ON f.id=x.feed WHERE x.entity=e.id AND f.format='cmdb-list')"_ba;
    const auto query = [&](const QByteArray &condition) -> Systems {
        Statement &s = store.statement("SELECT e.key, e.name FROM entity e JOIN e_workload w ON w.id=e.id WHERE e.kind=?1 AND e.vanished=0 AND ?2=?2 AND " +
                                       condition + " ORDER BY e.key");
        s.bind(1, qint64(EntityKind::Workload)).bind(2, report.changeSet);
        return systemsOf(s);
    };
    const Systems both = query(here + " AND " + elsewhere);
    const Systems alone = query(here + " AND NOT " + elsewhere);
    // What only supports others need not be in a list of systems.
    const Systems missing = query("coalesce(w.role,'assessed')<>'supporting' AND NOT " + list);
    report.diagnostics.append({u"reconciled"_s, alone.count + missing.count > 0 ? DiagnosticLevel::Warning : DiagnosticLevel::Info, {},
                               u"%1 systems of this list are in another source, %2 in none%3; %4 systems of the inventory are in no such list%5"_s.arg(
                                   QString::number(both.count), QString::number(alone.count), alone.text(), QString::number(missing.count), missing.text())});
    Statement &s = store.statement("UPDATE source SET report=?2 WHERE change_set=?1");
    s.bind(1, report.changeSet).bindUtf8(2, reportToJson(report));
    s.run();
}

} // namespace store
