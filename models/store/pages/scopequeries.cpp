// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/scopequeries.h"

#include "store/estate/estate.h"
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

QSet<qint64> listed(AttributeStore &values, const PageFilter &filter, const Estate *estate)
{
    if (!estate)
        return entitiesOf(values, filter);
    const ThingSet things = estate->selectThings(values, filter);
    QSet<qint64> out;
    out.reserve(things.count());
    things.each([&](quint32 thing) { out.insert(estate->things().id(thing)); });
    return out;
}

} // namespace

std::optional<QSet<qint64>> scopeOf(AttributeStore &values, PageFilter filter, const Estate *estate)
{
    filter.framework.clear();
    filter.severity.reset();
    filter.status.reset();
    const bool part = !filter.legalEntity.isEmpty() || !filter.businessService.isEmpty();
    const bool any = part || !filter.country.isEmpty() || !filter.provider.isEmpty() || !filter.text.isEmpty() || !filter.special.isEmpty() || filter.kind || !filter.attr.isEmpty();
    if (!any)
        return std::nullopt;
    QSet<qint64> in = listed(values, filter, estate);
    if (part) {
        addFrom(values, "SELECT id, contract FROM e_workload WHERE contract IS NOT NULL", in);
        addFrom(values, "SELECT id, service FROM e_workload WHERE service IS NOT NULL", in);
        addFrom(values, "SELECT id, \"key\" FROM e_workload WHERE \"key\" IS NOT NULL", in);
        // From what is linked on: there are far fewer of these than links.
        addFrom(values, "SELECT k.entity, k.target FROM e_dataset t CROSS JOIN link k ON k.target=t.id AND k.attr='datasets' UNION ALL "
                        "SELECT k.entity, k.target FROM e_model t CROSS JOIN link k ON k.target=t.id AND k.attr='models'", in);
        addFrom(values, "SELECT k.target, k.entity FROM e_certification t CROSS JOIN link k ON k.entity=t.id AND k.attr='services_used'", in);
    }
    return in;
}

} // namespace store
