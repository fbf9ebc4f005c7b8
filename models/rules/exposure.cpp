// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/exposure.h"

#include "rules/session.h"

using namespace Qt::StringLiterals;
using domain::Result;

namespace rules {

Result<QHash<qint64, ProviderReach>> providerReach(QSqlDatabase &db, const domain::Catalogue &catalogue, domain::Day asOf)
{
    Session session(db, catalogue, asOf);
    if (const Result<void> opened = session.open(); !opened)
        return opened.error();
    QHash<qint64, ProviderReach> out;
    auto known = session.run(Sql(u"SELECT id, known FROM bw_provider"_s));
    if (!known)
        return known.error();
    while (known->next())
        out[known->value(0).toLongLong()].known = known->value(1).toInt() == 2;
    known->finish();
    // A law that reaches the whole and a part of it reaches the whole.
    auto laws = session.run(Sql(u"SELECT x.provider, x.law, min(x.partial), max(x.level), l.country || ' ' || "
                                "CASE WHEN instr(l.name,' (') > 0 THEN substr(l.name,1,instr(l.name,' (')-1) ELSE l.name END AS name "
                                "FROM bw_exposure x JOIN ref_law l ON l.id = x.law GROUP BY x.provider, x.law ORDER BY 1, 3, 5"_s));
    if (!laws)
        return laws.error();
    while (laws->next())
        out[laws->value(0).toLongLong()].laws.append({laws->value(1).toString(), laws->value(4).toString(), laws->value(2).toInt() != 0, laws->value(3).toInt() < 2});
    laws->finish();
    return out;
}

} // namespace rules
