// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estatestanding.h"

#include "store/pages/pagefilter.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

bool readStanding(AttributeStore &store, const EstateThings &things, Day day, EstateStanding &out)
{
    const auto column = [&](EntityKind kind, const QString &attr) { return effectiveColumn(store.catalogue(), kind, *store.catalogue().attribute(kind, attr), "t"); };
    out.service.assign(things.count(), -1);
    Statement &s = store.statement("SELECT t.id, " + column(EntityKind::Workload, u"service"_s) + " v FROM e_workload t WHERE v IS NOT NULL");
    while (s.next()) {
        if (const int system = things.find(s.integer(0)); system >= 0)
            out.service[static_cast<std::size_t>(system)] = things.find(s.integer(1));
    }
    bool ok = s.ok();
    s.reset();
    Statement &d = store.statement("SELECT t.workload, " + column(EntityKind::Dependency, u"target_workload"_s) + " v FROM e_dependency t JOIN entity e ON e.id=t.id WHERE t.workload IS NOT NULL "
                                   "AND v IS NOT NULL AND " + column(EntityKind::Dependency, u"critical"_s) + "=1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)");
    d.bind(1, qint64(day));
    while (d.next())
        out.critical.add(things.find(d.integer(1)), things.find(d.integer(0)));
    ok = ok && d.ok();
    d.reset();
    out.critical.sort();
    return ok;
}

} // namespace store
