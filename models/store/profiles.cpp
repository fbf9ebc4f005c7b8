// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/profiles.h"

#include "store/attributestore.h"
#include "store/changelog.h"

using namespace Qt::StringLiterals;

namespace store {

QList<ColumnProfile> columnProfiles(AttributeStore &store)
{
    QList<ColumnProfile> profiles;
    Statement &s = store.statement("SELECT name, titles, mapping FROM column_profile ORDER BY name");
    while (s.next())
        profiles.append({s.text(0), s.text(1), s.text(2).toUtf8()});
    s.reset();
    return profiles;
}

void restoreProfile(AttributeStore &store, const QString &name, const QByteArray &logged)
{
    Statement &clear = store.statement("DELETE FROM column_profile WHERE name=?1");
    clear.bind(1, name);
    clear.run();
    // The titles stand in the first line, since no title has a line break.
    const qsizetype end = logged.indexOf('\n');
    if (end < 0)
        return;
    Statement &s = store.statement("INSERT INTO column_profile(name,titles,mapping) VALUES(?1,?2,?3)");
    s.bind(1, name).bindUtf8(2, logged.first(end)).bindUtf8(3, logged.sliced(end + 1));
    s.run();
}

qint64 keepProfile(AttributeStore &store, const ColumnProfile &profile, const QString &who, const QDateTime &at)
{
    const auto logged = [](const ColumnProfile &p) { return p.titles.toUtf8() + '\n' + p.mapping; };
    const QList<ColumnProfile> all = columnProfiles(store);
    if (all.contains(profile))
        return 0;
    ChangeLog log(store, u"profile"_s, u"Remember columns as %1"_s.arg(profile.name), who, at);
    QByteArray before;
    for (const ColumnProfile &old : all) {
        if (old.name == profile.name) {
            before = logged(old);
        } else if (old.titles == profile.titles) {
            log.record(u"profile"_s, 0, old.name, logged(old), {});
            restoreProfile(store, old.name, {});
        }
    }
    log.record(u"profile"_s, 0, profile.name, before, logged(profile));
    restoreProfile(store, profile.name, logged(profile));
    log.finish();
    return log.set();
}

void noteMapping(AttributeStore &store, qint64 changeSet, const QByteArray &mapping)
{
    Statement &s = store.statement("UPDATE source SET mapping=?2 WHERE change_set=?1");
    s.bind(1, changeSet).bindUtf8(2, mapping);
    s.run();
}

QHash<QString, QByteArray> mappingsOf(AttributeStore &store, const QString &file)
{
    QHash<QString, QByteArray> mappings;
    Statement &s = store.statement("SELECT s.path, s.mapping FROM source s JOIN change_set c ON c.id=s.change_set WHERE c.undone_by IS NULL "
                                   "AND (s.path=?1 OR substr(s.path,1,length(?1)+2)=?1||'!/') ORDER BY s.change_set");
    s.bind(1, file);
    while (s.next()) {
        mappings.remove(s.text(0));
        if (!s.text(1).isEmpty())
            mappings.insert(s.text(0), s.text(1).toUtf8());
    }
    s.reset();
    return mappings;
}

} // namespace store
