// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/principalkinds.h"

#include "domain/recordsink.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/precedence.h"
#include "store/valuecodec.h"

#include <QList>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct Right
{
    qint64 id = 0;
    bool byPerson = false; ///< a person has said what the identity is
};

QList<Right> rightsOfChanged(AttributeStore &store, qint64 changeSet)
{
    QList<Right> rights;
    Statement &any = store.statement("SELECT 1 FROM change WHERE change_set=?1 AND attr='kind' AND target IN ('value','claim') LIMIT 1");
    any.bind(1, changeSet);
    const bool changed = any.next();
    any.reset();
    if (!changed)
        return rights;
    Statement &s = store.statement("SELECT g.id, EXISTS (SELECT 1 FROM claim c WHERE c.entity=i.id AND c.attr='kind' AND c.feed=0) FROM e_grant g JOIN e_identity i ON "
                                   "i.id=g.\"identity\" WHERE g.principal_type IS NOT NULL AND i.kind IS NOT NULL AND g.principal_type<>i.kind AND i.id IN "
                                   "(SELECT entity FROM change WHERE change_set=?1 AND attr='kind') ORDER BY g.id");
    s.bind(1, changeSet);
    while (s.next())
        rights.append({s.integer(0), s.integer(1) != 0});
    s.reset();
    return rights;
}

bool isExport(AttributeStore &store, qint64 feed)
{
    Statement &s = store.statement("SELECT rank FROM feed WHERE id=?1");
    s.bind(1, feed);
    const bool is = s.next() && s.integer(0) >= qint64(SourceRank::Index);
    s.reset();
    return is;
}

} // namespace

void followIdentityKinds(AttributeStore &store, ChangeLog &log)
{
    const Attribute *a = store.catalogue().attribute(EntityKind::Grant, u"principal_type"_s);
    if (!a)
        return;
    for (const Right &right : rightsOfChanged(store, log.set())) {
        const qint64 owner = ownerOf(store, right.id, a->name);
        if (owner == 0 || !(right.byPerson || isExport(store, owner)))
            continue;
        const QByteArray before = encodeValue(store.read(right.id, EntityKind::Grant, *a), *a);
        (void)store.write(right.id, EntityKind::Grant, *a, std::nullopt).has_value();
        sayClaim(store, log, right.id, a->name, owner, Claimed::Lost, before, {}, {});
        log.record(u"value"_s, right.id, a->name, before, "null");
    }
}

} // namespace store
