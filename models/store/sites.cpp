// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sites.h"

#include "store/attributestore.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// Where the system itself is, if that is one place.
QString placeOfSystem(AttributeStore &store, const QString &key)
{
    Statement &s = store.statement("SELECT coalesce('@'||l.key, CASE WHEN h.region<>'' THEN h.provider||'/'||h.region END, h.country, '') FROM place h LEFT JOIN entity l ON l.id=h.site "
                                   "WHERE h.entity=?1 AND (h.facets & ?2)<>0 ORDER BY h.nr");
    s.bind(1, store.find(EntityKind::Workload, key)).bind(2, qint64(Facet::Hosting));
    const QString place = s.next() ? s.text(0) : QString();
    const bool one = !s.next();
    s.reset();
    // One that waits for a place itself tells none.
    return one && !place.contains(u"/@"_s) ? place : QString();
}

/// "arn:aws:backup:us-east-1:111122223333:backup-vault:copies" names its region; a bucket's ARN does not.
QString placeOfArn(AttributeStore &store, const QString &arn)
{
    const QString code = arn.startsWith("arn:"_L1) ? arn.section(u':', 3, 3) : QString();
    Statement &s = store.statement("SELECT provider||'/'||code FROM ref_region WHERE provider IN ('aws','aws-esc','nwcd','sinnet') AND code=?1");
    s.bind(1, code);
    const QString place = s.next() ? s.text(0) : QString();
    s.reset();
    return place;
}

} // namespace

QString placeOfItem(AttributeStore &store, const QString &item)
{
    if (!item.startsWith(u'@') || store.find(EntityKind::Location, item.sliced(1)) != 0)
        return item;
    for (const QString &place : {placeOfSystem(store, item.sliced(1)), placeOfArn(store, item.sliced(1))}) {
        if (!place.isEmpty())
            return place;
    }
    return item;
}

} // namespace store
