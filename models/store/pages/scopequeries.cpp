// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/scopequeries.h"

#include "store/pages/reportqueries.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// The ids that a statement of two columns leads to from those that are in the set already.
void addFrom(AttributeStore &values, const char *sql, QSet<qint64> &in)
{
    QSet<qint64> reached;
    Statement &s = values.statement(sql);
    while (s.next()) {
        if (in.contains(s.integer(0)))
            reached.insert(s.integer(1));
    }
    s.reset();
    in.unite(reached);
}

} // namespace

std::optional<QSet<qint64>> scopeOf(AttributeStore &values, PageFilter filter)
{
    filter.framework.clear();
    filter.severity.reset();
    filter.status.reset();
    const bool part = !filter.legalEntity.isEmpty() || !filter.businessService.isEmpty();
    const bool any = part || !filter.country.isEmpty() || !filter.provider.isEmpty() || !filter.text.isEmpty() || !filter.special.isEmpty() || filter.kind || !filter.attr.isEmpty();
    if (!any)
        return std::nullopt;
    QSet<qint64> in = entitiesOf(values, filter);
    if (part) {
        addFrom(values, "SELECT id, contract FROM e_workload WHERE contract IS NOT NULL", in);
        addFrom(values, "SELECT id, service FROM e_workload WHERE service IS NOT NULL", in);
        addFrom(values, "SELECT id, \"key\" FROM e_workload WHERE \"key\" IS NOT NULL", in);
        addFrom(values, "SELECT entity, target FROM link WHERE attr IN ('datasets','models')", in);
        addFrom(values, "SELECT target, entity FROM link WHERE attr='services_used'", in);
    }
    return in;
}

} // namespace store
