// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/listcomparison.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace rules {

ListComparison compareLists(const RequirementList &left, const RequirementList &right, const Mappings &mappings)
{
    ListComparison out;
    QHash<QString, qsizetype> order;
    for (qsizetype i = 0; i < right.requirements.size(); ++i)
        order.insert(right.requirements.at(i).id, i);
    QSet<QString> reached;
    for (const Requirement &r : left.requirements) {
        QList<Mapping> pairs = mappings.from({left.id, r.id});
        pairs.removeIf([&right](const Mapping &m) { return m.to.list != right.id; });
        std::stable_sort(pairs.begin(), pairs.end(), [&order](const Mapping &a, const Mapping &b) { return order.value(a.to.id) < order.value(b.to.id); });
        for (const Mapping &m : std::as_const(pairs)) {
            reached.insert(m.to.id);
            if (!out.sources.contains(mappings.sourceOf(m)))
                out.sources.append(mappings.sourceOf(m));
        }
        if (pairs.isEmpty())
            out.onlyLeft.append(r.id);
        else
            ++out.leftMapped;
        out.pairs += pairs;
    }
    for (const Requirement &r : right.requirements) {
        if (!reached.contains(r.id))
            out.onlyRight.append(r.id);
    }
    out.rightMapped = static_cast<int>(reached.size());
    return out;
}

} // namespace rules
