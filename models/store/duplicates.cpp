// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/duplicates.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/identity.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr int ManyOfAName = 4; ///< "web", "default": a name of so many things proposes nothing

struct Head
{
    int kind = -1;
    QString key, name;
};

Head headOf(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT kind, key, name FROM entity WHERE id=?1");
    s.bind(1, entity);
    Head head;
    if (s.next())
        head = {int(s.integer(0)), s.text(1), s.text(2)};
    s.reset();
    return head;
}

QString sourcesOf(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT group_concat(format, ', ') FROM (SELECT DISTINCT f.format FROM entity_source es JOIN feed f ON f.id=es.feed "
                                   "WHERE es.entity=?1 AND f.format<>'reference' ORDER BY 1)");
    s.bind(1, entity);
    const QString sources = s.next() ? s.text(0) : QString();
    s.reset();
    return sources;
}

/// The platforms that have given it an identity: a machine has one ARN, and two with an ARN each are two machines.
QSet<QString> schemesOf(AttributeStore &store, qint64 entity, const QString &key)
{
    static const QList<std::pair<QString, QString>> byKey = {{u"arn:"_s, u"arn"_s}, {u"/subscriptions/"_s, u"azure"_s}, {u"//"_s, u"google"_s}, {u"pkg:"_s, u"purl"_s}};
    QSet<QString> schemes;
    for (const auto &[start, scheme] : byKey) {
        if (key.startsWith(start, Qt::CaseInsensitive))
            schemes.insert(scheme);
    }
    Statement &s = store.statement("SELECT DISTINCT scheme FROM alias WHERE entity=?1 AND scheme NOT IN ('key','own')");
    s.bind(1, entity);
    while (s.next())
        schemes.insert(s.text(0));
    s.reset();
    return schemes;
}

// By keys, in their order: numbers of entities can be given again.
QString pairName(int kind, const QString &one, const QString &other)
{
    const bool first = one < other;
    return QString::number(kind) + u'\n' + (first ? one : other) + u'\n' + (first ? other : one);
}

void writeApart(AttributeStore &store, const QString &what, bool apart)
{
    Statement &s = apart ? store.statement("INSERT OR IGNORE INTO apart(kind,one,other) VALUES(?1,?2,?3)")
                         : store.statement("DELETE FROM apart WHERE kind=?1 AND one=?2 AND other=?3");
    s.bind(1, what.section(u'\n', 0, 0).toLongLong()).bind(2, what.section(u'\n', 1, 1)).bind(3, what.section(u'\n', 2, 2));
    s.run();
}

Result<void> areTwo(AttributeStore &store, qint64 one, qint64 other, Head &a, Head &b)
{
    a = headOf(store, one);
    b = headOf(store, other);
    if (a.kind < 0 || b.kind < 0)
        return Error{ErrorCode::UnknownEntity, u"one of the two is not there any more"_s, {}};
    if (one == other)
        return Error{ErrorCode::UsageError, u"both names are of one thing already"_s, a.key};
    if (a.kind != b.kind)
        return Error{ErrorCode::UsageError, u"things of different kinds can't be one"_s, a.key};
    return {};
}

} // namespace

QList<PossibleDuplicate> possibleDuplicates(AttributeStore &store, int limit)
{
    QList<PossibleDuplicate> list;
    Statement &s = store.statement(
        "WITH named AS (SELECT kind, lower(trim(name)) AS n FROM entity WHERE vanished=0 AND retired_on IS NULL AND length(trim(name))>2 "
        "AND kind NOT IN (?1,?2,?3,?4,?6) GROUP BY 1, 2 HAVING count(*) BETWEEN 2 AND ?5) "
        "SELECT a.kind, a.id, b.id, a.name, a.key, b.key FROM named m JOIN entity a ON a.kind=m.kind AND lower(trim(a.name))=m.n "
        "JOIN entity b ON b.kind=m.kind AND lower(trim(b.name))=m.n AND b.id>a.id "
        "WHERE a.vanished=0 AND b.vanished=0 AND a.retired_on IS NULL AND b.retired_on IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM entity_source x JOIN entity_source y ON y.feed=x.feed JOIN feed f ON f.id=x.feed "
        " WHERE x.entity=a.id AND y.entity=b.id AND f.format<>'reference') "
        "AND EXISTS (SELECT 1 FROM entity_source x WHERE x.entity=a.id) AND EXISTS (SELECT 1 FROM entity_source y WHERE y.entity=b.id) "
        "AND NOT EXISTS (SELECT 1 FROM place x JOIN place y ON (x.facets & y.facets & 1) AND y.region<>x.region WHERE x.entity=a.id AND y.entity=b.id "
        " AND x.region<>'' AND y.region<>'') "
        "AND NOT EXISTS (SELECT 1 FROM apart p WHERE p.kind=a.kind AND p.one=min(a.key,b.key) AND p.other=max(a.key,b.key)) "
        "ORDER BY a.kind, m.n, a.key, b.key");
    // Grants and such are known by what they join; accelerators follow their systems; findings of other tools are called after their checks.
    s.bind(1, qint64(EntityKind::Grant)).bind(2, qint64(EntityKind::Accelerator)).bind(3, qint64(EntityKind::Dependency)).bind(4, qint64(EntityKind::Location));
    s.bind(5, qint64(ManyOfAName)).bind(6, qint64(EntityKind::ToolFinding));
    while (s.next())
        list.append({static_cast<EntityKind>(s.integer(0)), s.integer(1), s.integer(2), s.text(3), s.text(4), s.text(5), {}, {}});
    s.reset();
    list.removeIf([&](const PossibleDuplicate &pair) { return schemesOf(store, pair.one, pair.oneKey).intersects(schemesOf(store, pair.other, pair.otherKey)); });
    if (list.size() > limit)
        list.resize(limit);
    for (PossibleDuplicate &pair : list) {
        pair.oneSources = sourcesOf(store, pair.one);
        pair.otherSources = sourcesOf(store, pair.other);
    }
    return list;
}

Result<qint64> mergeThings(AttributeStore &store, qint64 one, qint64 other, const QString &who, const QDateTime &at)
{
    Head a;
    Head b;
    if (const Result<void> two = areTwo(store, one, other, a, b); !two)
        return two.error();
    ChangeLog log(store, u"merge"_s, u"%1 and %2 are one"_s.arg(a.key, b.key), who, at);
    mergeEntities(store, log, one, other);
    log.finish();
    return log.set();
}

Result<qint64> keepApart(AttributeStore &store, qint64 one, qint64 other, const QString &who, const QDateTime &at)
{
    Head a;
    Head b;
    if (const Result<void> two = areTwo(store, one, other, a, b); !two)
        return two.error();
    ChangeLog log(store, u"merge"_s, u"%1 and %2 are two"_s.arg(a.key, b.key), who, at);
    noteApart(store, log, static_cast<EntityKind>(a.kind), a.key, b.key);
    log.finish();
    return log.set();
}

void noteApart(AttributeStore &store, ChangeLog &log, EntityKind kind, const QString &one, const QString &other)
{
    const QString what = pairName(static_cast<int>(kind), one, other);
    writeApart(store, what, true);
    log.record(u"apart"_s, 0, what, "null", "true");
}

void restoreApart(AttributeStore &store, const QString &what, const QByteArray &to) { writeApart(store, what, to == "true"); }

} // namespace store
