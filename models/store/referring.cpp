// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/referring.h"

#include "store/attributestore.h"
#include "store/wholeentity.h"

using namespace domain;

namespace store {
namespace {

const QByteArray isStanding = "e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?3)";

} // namespace

QList<qint64> referring(AttributeStore &store, EntityKind kind, const QString &attr, qint64 target, Day on)
{
    const Attribute *attribute = store.catalogue().attribute(kind, attr);
    if (!attribute || !attribute->refKind)
        return {};
    if (attribute->isList()) {
        Statement &s = store.statement("SELECT e.id FROM link l JOIN entity e ON e.id=l.entity WHERE l.target=?1 AND l.attr=?2 AND e.kind=?4 AND " + isStanding + " ORDER BY e.id");
        s.bind(1, target).bind(2, attr).bind(3, qint64(on)).bind(4, qint64(kind));
        return idsOf(s);
    }
    // The attribute's name comes from the catalogue, never from a person.
    Statement &s = store.statement("SELECT e.id FROM " + kindTable(kind) + " t JOIN entity e ON e.id=t.id WHERE t.\"" + attribute->name.toUtf8() + "\"=?1 AND ?2=?2 AND " + isStanding
                                   + " ORDER BY e.id");
    s.bind(1, target).bind(2, attr).bind(3, qint64(on));
    return idsOf(s);
}

bool stands(AttributeStore &store, qint64 entity, Day on)
{
    Statement &s = store.statement("SELECT e.id FROM entity e WHERE e.id=?1 AND ?2=?2 AND " + isStanding);
    s.bind(1, entity).bind(2, qint64(0)).bind(3, qint64(on));
    return !idsOf(s).isEmpty();
}

QList<qint64> standing(AttributeStore &store, EntityKind kind, Day on)
{
    Statement &s = store.statement("SELECT e.id FROM entity e WHERE e.kind=?1 AND ?2=?2 AND " + isStanding + " ORDER BY e.name, e.key");
    s.bind(1, qint64(kind)).bind(2, qint64(0)).bind(3, qint64(on));
    return idsOf(s);
}

QStringList lawsOfCountry(AttributeStore &store, const QString &country, Day on)
{
    QStringList laws;
    Statement &s = store.statement("SELECT country || ' ' || CASE WHEN instr(name,' (') > 0 THEN substr(name,1,instr(name,' (')-1) ELSE name END FROM ref_law "
                                   "WHERE country=?1 AND data_access=1 AND status_uncertain=0 AND (valid_from IS NULL OR valid_from<=?2) AND (valid_until IS NULL OR valid_until>=?2) ORDER BY 1");
    s.bind(1, country).bind(2, qint64(on));
    while (s.next())
        laws.append(s.text(0));
    s.reset();
    return laws;
}

std::optional<bool> reachedFromOutside(AttributeStore &store, qint64 provider)
{
    Statement &s = store.statement("SELECT reached FROM provider_reach WHERE provider=?1");
    s.bind(1, provider);
    std::optional<bool> reached;
    if (s.next() && !s.isNull(0))
        reached = s.integer(0) != 0;
    s.reset();
    return reached;
}

} // namespace store
