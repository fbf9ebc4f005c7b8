// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/serving.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/enrich.h"
#include "store/precedence.h"
#include "store/valuecodec.h"

#include <QSet>

#include <array>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct Pair
{
    qint64 configuration = 0;
    qint64 endpoint = 0;
    QString key;
};

/// Of the configurations that were ever part of an endpoint, that which the endpoint's newest description names.
QList<Pair> pairs(AttributeStore &store)
{
    QList<Pair> found;
    QSet<qint64> done;
    Statement &s = store.statement(
        "SELECT c.id, c.part_of, x.key FROM e_workload c JOIN entity x ON x.id=c.id WHERE c.resource_type='AWS::SageMaker::EndpointConfig' "
        "AND c.part_of IS NOT NULL AND EXISTS (SELECT 1 FROM entity_source a JOIN entity_source b ON b.feed=a.feed AND b.source=a.source "
        "WHERE a.entity=c.id AND b.entity=c.part_of) ORDER BY x.key");
    while (s.next()) {
        const qint64 endpoint = s.integer(1);
        if (!done.contains(endpoint))
            found.append({s.integer(0), endpoint, s.text(2)});
        done.insert(endpoint);
    }
    s.reset();
    return found;
}

void take(AttributeStore &store, ChangeLog &log, const Pair &pair, const Attribute &a, qint64 reference)
{
    const MaybeValue said = store.read(pair.configuration, EntityKind::Workload, a);
    const MaybeValue stands = store.read(pair.endpoint, EntityKind::Workload, a);
    const QByteArray before = encodeValue(stands, a);
    const QByteArray after = encodeValue(said, a);
    if (before == after || (before != "null" && ownerOf(store, pair.endpoint, a.name) != reference))
        return;
    (void)store.write(pair.endpoint, EntityKind::Workload, a, said).has_value();
    log.record(u"value"_s, pair.endpoint, a.name, before, after);
    if (said)
        sayClaim(store, log, pair.endpoint, a.name, reference, Claimed::Stands, after, pair.key, {});
    else
        dropClaim(store, log, pair.endpoint, a.name, reference);
}

} // namespace

void takeFromConfigurations(AttributeStore &store, ChangeLog &log)
{
    // Only these exports name an endpoint's configuration; most workspaces have none, and many systems.
    Statement &any = store.statement("SELECT 1 FROM feed WHERE format='aws-sagemaker' LIMIT 1");
    const bool told = any.next();
    any.reset();
    if (!told)
        return;
    const QList<Pair> all = pairs(store);
    if (all.isEmpty())
        return;
    const qint64 reference = referenceFeed(store);
    static constexpr std::array names = {QStringView(u"instance_type"), QStringView(u"instance_count"),
                                         QStringView(u"models"),        QStringView(u"key"),
                                         QStringView(u"key_management"), QStringView(u"encryption_at_rest"), QStringView(u"datasets")};
    for (const Pair &pair : all) {
        for (const QStringView name : names) {
            if (const Attribute *a = store.catalogue().attribute(EntityKind::Workload, name))
                take(store, log, pair, *a, reference);
        }
    }
}

} // namespace store
