// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/certificatequeries.h"

#include "store/optionalday.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

QByteArray stands()
{
    return QByteArray("e.vanished=0 AND e.id NOT IN (") + retiredIds + ')';
}

} // namespace

QList<CertificateLine> certificateLines(AttributeStore &store)
{
    QList<CertificateLine> out;
    QHash<qint64, qsizetype> at;
    Statement &s = store.statement(
        "SELECT e.id, coalesce(t.holder,0), e.key, coalesce(nullif(e.name,''),e.key) n, coalesce(nullif(h.name,''),h.key,nullif(o.name,''),o.key,''), coalesce(t.scheme,''), "
        "coalesce(t.level,''), coalesce(t.report_type,''), coalesce(t.evidence_url,''), t.issued, t.expires, t.period_end, instr(t.absent,' expires ')>0 FROM entity e JOIN e_certification t ON t.id=e.id "
        "LEFT JOIN entity h ON h.id=t.holder LEFT JOIN entity o ON o.id=t.legal_entity WHERE " + stands() + " ORDER BY n, e.id");
    while (s.next()) {
        CertificateLine line;
        line.id = s.integer(0);
        line.holder = s.integer(1);
        line.key = s.text(2);
        line.name = s.text(3);
        line.holderName = s.text(4);
        line.scheme = s.text(5);
        line.level = s.text(6);
        line.reportType = s.text(7);
        line.evidence = s.text(8);
        line.issued = dayIn(s, 9);
        line.expires = dayIn(s, 10);
        line.periodEnd = dayIn(s, 11);
        line.endless = s.integer(12) != 0;
        at.insert(line.id, out.size());
        out.append(line);
    }
    s.reset();
    Statement &used = store.statement("SELECT entity, target FROM link WHERE attr='services_used' ORDER BY 1, 2");
    while (used.next()) {
        if (const auto it = at.constFind(used.integer(0)); it != at.constEnd())
            out[it.value()].reliedOn.append(used.integer(1));
    }
    used.reset();
    return out;
}

QList<OfferedService> offeredServices(AttributeStore &store)
{
    QList<OfferedService> out;
    Statement &s = store.statement("SELECT e.id, coalesce(t.provider,0), e.key, coalesce(nullif(e.name,''),e.key)||coalesce(', '||nullif(t.region,''),'') n, coalesce(nullif(p.name,''),p.key,'') o FROM entity e JOIN e_service t ON t.id=e.id "
                                   "LEFT JOIN entity p ON p.id=t.provider WHERE " + stands() + " ORDER BY o='', o COLLATE NOCASE, n COLLATE NOCASE, e.id");
    while (s.next())
        out.append({s.integer(0), s.integer(1), s.text(2), s.text(3), s.text(4)});
    s.reset();
    return out;
}

} // namespace store
