// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/adequacy.h"

#include "rules/session.h"

using namespace Qt::StringLiterals;

namespace rules {

domain::Result<AdequacyAsks> adequacyAsks(Session &session, const QString &country)
{
    auto rows = session.ask(Sql(u"SELECT q.condition, (SELECT a.scope FROM ref_adequacy a WHERE a.country = q.country AND COALESCE(a.condition,'') = q.condition "
                                "ORDER BY a.valid_from DESC LIMIT 1), "
                                "(SELECT max(a.pending) FROM ref_adequacy a WHERE a.country = q.country AND COALESCE(a.condition,'') = q.condition) FROM bw_adequacy q WHERE q.country = ?"_s),
                            country);
    if (!rows)
        return rows.error();
    AdequacyAsks out;
    while (rows->next()) {
        const QString condition = rows->value(0).toString();
        if (out.pending.isEmpty())
            out.pending = rows->value(2).toString();
        if (condition == "dpf_certified"_L1)
            out.certificate = true;
        else if (condition == "commercial"_L1 || condition == "private_sector"_L1)
            out.recipient = true;
        else if (!condition.isEmpty() && condition != "unconditional"_L1)
            out.limits = rows->value(1).toString().isEmpty() ? u"its scope has limits"_s : rows->value(1).toString();
    }
    rows->finish();
    return out;
}

CertificateAsks certificateAsks(std::optional<bool> certified, std::optional<bool> hrGoes)
{
    if (certified == false)
        return {};
    return {hrGoes != true, hrGoes != false, !hrGoes};
}

} // namespace rules
