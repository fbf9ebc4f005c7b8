// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/retirement.h"

#include "domain/entitykind.h"
#include "store/attributestore.h"
#include "store/changelog.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

QString nameOf(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT coalesce(nullif(name,''),key) FROM entity WHERE id=?1");
    s.bind(1, entity);
    const QString name = s.next() ? s.text(0) : QString();
    s.reset();
    return name;
}

QByteArray logText(std::optional<Day> day) { return day ? QByteArray::number(*day) : QByteArray("null"); }

} // namespace

std::optional<Day> retiredOn(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT retired_on FROM entity WHERE id=?1");
    s.bind(1, entity);
    std::optional<Day> day;
    if (s.next() && !s.isNull(0))
        day = static_cast<Day>(s.integer(0));
    s.reset();
    return day;
}

QList<qint64> idsInState(AttributeStore &store, EntityKind kind, ThingState state)
{
    QList<qint64> ids;
    Statement &s = state == ThingState::Retired
                       ? store.statement("SELECT id FROM entity WHERE retired_on IS NOT NULL AND +kind=?1 ORDER BY id")
                       : store.statement("SELECT id FROM entity WHERE vanished<>0 AND retired_on IS NULL AND +kind=?1 ORDER BY id");
    s.bind(1, qint64(kind));
    while (s.next())
        ids.append(s.integer(0));
    s.reset();
    return ids;
}

qint64 retiredOf(AttributeStore &store, qint64 source)
{
    // The few retired ones are asked, each by the key of the table.
    Statement &s = store.statement("SELECT count(*) FROM entity e CROSS JOIN entity_source x ON x.entity=e.id WHERE e.retired_on IS NOT NULL AND x.source=?1");
    s.bind(1, source);
    const qint64 count = s.next() ? s.integer(0) : 0;
    s.reset();
    return count;
}

Result<qint64> retire(AttributeStore &store, const QList<qint64> &entities, std::optional<Day> on, const QString &who, const QDateTime &at)
{
    if (on && *on > toDay(at.date()))
        return Error{ErrorCode::UsageError, u"%1 is still to come; retire it when it is out of use"_s.arg(fromDay(*on).toString(Qt::ISODate)), {}};
    QList<qint64> changed;
    for (const qint64 entity : entities) {
        if (retiredOn(store, entity) != on && !changed.contains(entity))
            changed.append(entity);
    }
    if (changed.isEmpty())
        return Error{ErrorCode::Refused, on ? u"it is retired from that day on already"_s : u"it is in use already"_s,
                     entities.isEmpty() ? QString() : nameOf(store, entities.constFirst())};
    const QString names = changed.size() == 1 ? nameOf(store, changed.constFirst()) : u"%1 things"_s.arg(changed.size());
    ChangeLog log(store, u"retire"_s, (on ? u"Retire %1"_s : u"Take %1 back into use"_s).arg(names), who, at);
    Statement &s = store.statement("UPDATE entity SET retired_on=?2 WHERE id=?1");
    for (const qint64 entity : std::as_const(changed)) {
        const QByteArray before = logText(retiredOn(store, entity));
        s.bind(1, entity).bindNull(2);
        if (on)
            s.bind(2, qint64(*on));
        s.run();
        log.record(u"retired"_s, entity, u"retired_on"_s, before, logText(on));
    }
    log.finish();
    return log.set();
}

} // namespace store
