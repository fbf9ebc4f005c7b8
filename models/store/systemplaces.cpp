// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/systemplaces.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/valuecodec.h"

#include <optional>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct WaitingPlace
{
    qint64 entity = 0;
    EntityKind kind = EntityKind::Workload;
    QString system;
};

QList<WaitingPlace> waiting(AttributeStore &store)
{
    QList<WaitingPlace> found;
    Statement &s = store.statement("SELECT DISTINCT p.entity, e.kind, substr(p.region,2) FROM place p JOIN entity e ON e.id=p.entity "
                                   "WHERE p.region>='@' AND p.region<'A' ORDER BY 1,3");
    while (s.next())
        found.append({s.integer(0), static_cast<EntityKind>(s.integer(1)), s.text(2)});
    s.reset();
    return found;
}

/// Where the system hosts; nothing while that is not known, or is itself where another system stands.
std::optional<ListValue> placesOf(AttributeStore &store, const QString &system)
{
    const qint64 id = store.find(EntityKind::Workload, system);
    const Attribute *hosting = store.catalogue().attribute(EntityKind::Workload, u"hosting_countries"_s);
    if (id == 0 || !hosting)
        return std::nullopt;
    const MaybeValue value = store.read(id, EntityKind::Workload, *hosting);
    const auto *list = value ? std::get_if<ListValue>(&*value) : nullptr;
    if (!list || list->items.isEmpty() || list->items.filter(u"@"_s).size() > 0)
        return std::nullopt;
    return *list;
}

} // namespace

void placeWithSystems(AttributeStore &store, ChangeLog &log)
{
    for (const WaitingPlace &one : waiting(store)) {
        const auto places = placesOf(store, one.system);
        if (!places)
            continue;
        for (const Attribute &a : store.catalogue().kind(one.kind).attributes) {
            if (a.facet == 0)
                continue;
            const MaybeValue before = store.read(one.entity, one.kind, a);
            const auto *said = before ? std::get_if<ListValue>(&*before) : nullptr;
            const QString there = u'@' + one.system;
            if (!said || !said->items.contains(there))
                continue;
            ListValue after = *said;
            after.items.removeAll(there);
            for (const QString &place : places->items) {
                if (!after.items.contains(place))
                    after.items.append(place);
            }
            after.complete = said->complete && places->complete;
            (void)store.write(one.entity, one.kind, a, Value(after)).has_value();
            log.record(u"value"_s, one.entity, a.name, encodeValue(before, a), encodeValue(Value(after), a));
        }
    }
}

} // namespace store
