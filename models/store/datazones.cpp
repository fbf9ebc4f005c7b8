// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/datazones.h"

#include "domain/datazone.h"
#include "domain/recordsink.h"
#include "store/precedence.h"
#include "store/valuecodec.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr auto Microsoft = "microsoft/"_L1;

struct Deployment
{
    qint64 id = 0;
    QString key;
};

QList<Deployment> deployments(AttributeStore &store)
{
    QList<Deployment> list;
    Statement &s = store.statement("SELECT e.id, e.key FROM e_model m JOIN entity e ON e.id=m.id WHERE m.description LIKE 'DataZone%' AND "
                                   "e.key LIKE '/subscriptions/%/accounts/%/deployments/%' ORDER BY e.id");
    while (s.next())
        list.append({s.integer(0), s.text(1)});
    s.reset();
    return list;
}

/// "microsoft/eu"; empty while the account's region is not known, or in no zone.
QString zoneOf(AttributeStore &store, const QString &account)
{
    const qint64 id = store.find(EntityKind::Workload, account);
    const Attribute *hosting = store.catalogue().attribute(EntityKind::Workload, u"hosting_countries"_s);
    if (id == 0 || !hosting)
        return {};
    const MaybeValue value = store.read(id, EntityKind::Workload, *hosting);
    const auto *list = value ? std::get_if<ListValue>(&*value) : nullptr;
    if (!list || list->items.size() != 1 || !list->items.constFirst().startsWith(Microsoft))
        return {};
    const QString zone = azureDataZone(list->items.constFirst().sliced(Microsoft.size()));
    return zone.isEmpty() ? QString() : Microsoft + zone;
}

qint64 feedOf(AttributeStore &store, const QString &account)
{
    Statement &s = store.statement("INSERT INTO feed(format,scope,rank,own_rank) VALUES('azure-resources',?1,?2,(SELECT rank FROM trust WHERE "
                                   "format='azure-resources' AND scope IN (?1,'*') ORDER BY scope='*' LIMIT 1)) ON CONFLICT(format,scope) DO UPDATE SET "
                                   "rank=excluded.rank RETURNING id");
    s.bind(1, u"region of "_s + account).bind(2, qint64(SourceRank::LiveInventory));
    const qint64 id = s.next() ? s.integer(0) : 0;
    s.run();
    return id;
}

/// How far a feed is trusted; a person (0) further than any.
qint64 trustIn(AttributeStore &store, qint64 feed)
{
    if (feed == 0)
        return std::numeric_limits<qint64>::max();
    Statement &s = store.statement("SELECT coalesce(own_rank,rank) FROM feed WHERE id=?1");
    s.bind(1, feed);
    const qint64 rank = s.next() ? s.integer(0) : 0;
    s.reset();
    return rank;
}

bool hasClaim(AttributeStore &store, qint64 entity, const QString &attr, qint64 feed, const QByteArray &value)
{
    Statement &s = store.statement("SELECT 1 FROM claim WHERE entity=?1 AND attr=?2 AND feed=?3 AND value=?4");
    s.bind(1, entity).bind(2, attr).bind(3, feed).bindUtf8(4, value);
    return s.hasRow();
}

/// True where another word than the account's is newly met.
bool place(AttributeStore &store, ChangeLog &log, const Deployment &deployment, const Attribute &attr, const QString &account, const QString &zone)
{
    const QByteArray said = encodeValue(store.read(deployment.id, EntityKind::Model, attr), attr);
    const Value there = ListValue{{zone}, true};
    const QByteArray told = encodeValue(there, attr);
    if (said == told)
        return false;
    const qint64 feed = feedOf(store, account);
    const qint64 owner = said == "null" ? feed : ownerOf(store, deployment.id, attr.name);
    const bool known = hasClaim(store, deployment.id, attr.name, feed, told);
    const bool stands = owner == feed || trustIn(store, owner) <= trustIn(store, feed);
    if (known && !stands)
        return false;
    if (stands && owner != feed)
        sayClaim(store, log, deployment.id, attr.name, owner, Claimed::Lost, said, {}, {});
    sayClaim(store, log, deployment.id, attr.name, feed, stands ? Claimed::Stands : Claimed::Lost, told, {}, {});
    if (stands) {
        (void)store.write(deployment.id, EntityKind::Model, attr, there).has_value();
        log.record(u"value"_s, deployment.id, attr.name, said, told);
    }
    return owner != feed && !known;
}

} // namespace

QStringList placeInDataZones(AttributeStore &store, ChangeLog &log)
{
    QStringList otherwise;
    const QList<Attribute> &attributes = store.catalogue().kind(EntityKind::Model).attributes;
    const auto processing = std::find_if(attributes.cbegin(), attributes.cend(), [](const Attribute &a) { return a.facet == Facet::Processing; });
    if (processing == attributes.cend())
        return otherwise;
    for (const Deployment &deployment : deployments(store)) {
        const QString account = deployment.key.section("/deployments/"_L1, 0, 0);
        const QString zone = zoneOf(store, account);
        if (!zone.isEmpty() && place(store, log, deployment, *processing, account, zone))
            otherwise.append(deployment.key);
    }
    return otherwise;
}

} // namespace store
