// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/settings.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/ownpacks.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

void writeValueSet(AttributeStore &store, const QString &name, const QStringList &values)
{
    Statement &clear = store.statement("DELETE FROM value_set WHERE name=?1");
    clear.bind(1, name);
    clear.run();
    for (const QString &value : values) {
        Statement &s = store.statement("INSERT OR IGNORE INTO value_set(name,value) VALUES(?1,?2)");
        s.bind(1, name).bind(2, value);
        s.run();
    }
    renewOwnStamp(store);
}

Result<qint64> changeValueSet(AttributeStore &store, const QString &name, const QStringList &values, const QString &title, const QString &who,
                              const QDateTime &at)
{
    ChangeLog log(store, u"choose"_s, title, who, at);
    log.record(u"value_set"_s, 0, name, readValueSet(store, name).join(u',').toUtf8(), values.join(u',').toUtf8());
    writeValueSet(store, name, values);
    log.finish();
    return log.set();
}

QStringList readValueSet(AttributeStore &store, const QString &name)
{
    QStringList values;
    Statement &s = store.statement("SELECT value FROM value_set WHERE name=?1 ORDER BY value");
    s.bind(1, name);
    while (s.next())
        values.append(s.text(0));
    s.reset();
    return values;
}

QStringList vendorNames(AttributeStore &store)
{
    QStringList names;
    Statement &all = store.statement("SELECT key FROM entity WHERE kind=?1 UNION SELECT ref FROM e_provider WHERE ref<>'' UNION SELECT ultimate_parent FROM e_provider WHERE ultimate_parent<>'' "
                                     "UNION SELECT id FROM ref_provider UNION SELECT ultimate_parent FROM ref_provider");
    all.bind(1, static_cast<qint64>(EntityKind::Provider));
    while (all.next())
        names.append(all.text(0));
    all.reset();
    return names;
}

QStringList valueSetNames(AttributeStore &store)
{
    QStringList names;
    Statement &s = store.statement("SELECT DISTINCT name FROM value_set ORDER BY name");
    while (s.next())
        names.append(s.text(0));
    s.reset();
    return names;
}

} // namespace store
