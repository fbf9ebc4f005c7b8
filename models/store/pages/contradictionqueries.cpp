// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/contradictionqueries.h"

using namespace Qt::StringLiterals;

namespace store {

bool hasContradictions(AttributeStore &store)
{
    Statement &s = store.statement("SELECT EXISTS (SELECT 1 FROM contradiction)");
    const bool has = s.next() && s.integer(0) != 0;
    s.reset();
    return has;
}

qint64 contradictionCount(AttributeStore &store, const PageFilter &f)
{
    if (!hasContradictions(store))
        return 0;
    QByteArray sql = "SELECT count(*) FROM contradiction x JOIN rule u ON u.id=x.rule JOIN entity e ON e.id=x.entity WHERE x.status" +
                     (f.status ? '=' + QByteArray::number(static_cast<int>(*f.status)) : QByteArray(" IN (0,1)"));
    sql += ruleCondition(f);
    for (const auto &[what, value] : f.special) {
        if (what == u"plan"_s)
            sql += " AND EXISTS (SELECT 1 FROM finding f JOIN issue i ON i.id=f.issue WHERE f.rule=x.rule AND f.entity=x.entity AND f.issue>0 AND "
                   "i.closed_run IS NULL AND " + planCondition(value) + ')';
    }
    Statement &s = store.statement(sql + " AND " + entityCondition(store, f, false));
    const qint64 count = s.next() ? s.integer(0) : 0;
    s.reset();
    return count;
}

QSet<qint64> contradictedUnder(AttributeStore &store, const QString &rule)
{
    QSet<qint64> out;
    Statement &s = store.statement("SELECT x.entity FROM rule r CROSS JOIN contradiction x ON x.rule=r.id WHERE r.name=?1");
    s.bind(1, rule);
    while (s.next())
        out.insert(s.integer(0));
    s.reset();
    return out;
}

} // namespace store
