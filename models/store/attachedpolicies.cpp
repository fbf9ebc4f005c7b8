// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachedpolicies.h"

#include "store/identity.h"

#include <QList>

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace store {
namespace {

struct Attached
{
    qint64 id = 0;
    QString rights; ///< what the keys of the policy's rights start with: "PRINCIPAL#POLICY#"
};

QList<Attached> attachedWithoutText(AttributeStore &store)
{
    const QString ending = u"attached#0"_s;
    QList<Attached> found;
    Statement &s = store.statement("SELECT id, key FROM entity WHERE kind=?1 AND substr(key,-11)='#attached#0'");
    s.bind(1, qint64(EntityKind::Grant));
    while (s.next()) {
        const QString key = s.text(1);
        found.append({s.integer(0), key.left(key.size() - ending.size())});
    }
    s.reset();
    return found;
}

/// '#' is followed by '$': everything that starts with the text lies between.
QString behind(const QString &rights)
{
    return rights.left(rights.size() - 1) + u'$';
}

bool isJoined(AttributeStore &store, const Attached &attached)
{
    Statement &s = store.statement("SELECT 1 FROM alias WHERE entity=?1 AND value>?2 AND value<?3 LIMIT 1");
    s.bind(1, attached.id).bind(2, attached.rights).bind(3, behind(attached.rights));
    return s.hasRow();
}

qint64 firstRight(AttributeStore &store, const Attached &attached)
{
    Statement &s = store.statement("SELECT id FROM entity WHERE kind=?1 AND key>?2 AND key<?3 AND id<>?4 AND vanished=0 ORDER BY key LIMIT 1");
    s.bind(1, qint64(EntityKind::Grant)).bind(2, attached.rights).bind(3, behind(attached.rights)).bind(4, attached.id);
    const qint64 id = s.next() ? s.integer(0) : 0;
    s.reset();
    return id;
}

} // namespace

void joinAttachedPolicies(AttributeStore &store, ChangeLog &log)
{
    for (const Attached &attached : attachedWithoutText(store)) {
        if (isJoined(store, attached))
            continue;
        if (const qint64 right = firstRight(store, attached); right != 0)
            mergeEntities(store, log, right, attached.id);
    }
}

} // namespace store
