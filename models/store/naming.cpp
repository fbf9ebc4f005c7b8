// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/naming.h"

#include "store/attributestore.h"
#include "store/changelog.h"

using namespace Qt::StringLiterals;

namespace store {
namespace {

QByteArray namerText(const std::optional<qint64> &by) { return by ? QByteArray::number(*by) : QByteArray("null"); }

} // namespace

Named namedAs(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT name, name_feed FROM entity WHERE id=?1");
    s.bind(1, entity);
    Named named;
    if (s.next()) {
        named.name = s.text(0);
        if (!s.isNull(1))
            named.by = s.integer(1);
    }
    s.reset();
    return named;
}

void nameAs(AttributeStore &store, ChangeLog &log, qint64 entity, const Named &named)
{
    const Named before = namedAs(store, entity);
    Statement &s = store.statement("UPDATE entity SET name=?2, name_feed=?3 WHERE id=?1");
    s.bind(1, entity).bind(2, named.name).bindNull(3);
    if (named.by)
        s.bind(3, *named.by);
    s.run();
    if (before.by != named.by)
        log.record(u"namer"_s, entity, u"name"_s, namerText(before.by), namerText(named.by));
    if (before.name != named.name)
        log.record(u"name"_s, entity, u"name"_s, before.name.toUtf8(), named.name.toUtf8());
}

} // namespace store
