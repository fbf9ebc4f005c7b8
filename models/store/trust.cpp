// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/trust.h"

#include "domain/recordsink.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/definiteness.h"
#include "store/precedence.h"
#include "store/samevalue.h"
#include "store/standing.h"
#include "store/valuecodec.h"

#include <QHash>
#include <QStringList>

#include <limits>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

const QString Every = u"*"_s; ///< all scopes of a format

QByteArray rankText(std::optional<qint64> rank) { return rank ? QByteArray::number(*rank) : QByteArray("null"); }

std::optional<qint64> trustRow(AttributeStore &store, const QString &format, const QString &scope)
{
    Statement &s = store.statement("SELECT rank FROM trust WHERE format=?1 AND scope=?2");
    s.bind(1, format).bind(2, scope);
    std::optional<qint64> rank;
    if (s.next())
        rank = s.integer(0);
    s.reset();
    return rank;
}

void writeTrust(AttributeStore &store, const QString &format, const QString &scope, std::optional<qint64> rank)
{
    Statement &clear = store.statement("DELETE FROM trust WHERE format=?1 AND scope=?2");
    clear.bind(1, format).bind(2, scope);
    clear.run();
    if (rank) {
        Statement &s = store.statement("INSERT INTO trust(format,scope,rank) VALUES(?1,?2,?3)");
        s.bind(1, format).bind(2, scope).bind(3, *rank);
        s.run();
    }
    Statement &feeds = store.statement("UPDATE feed SET own_rank=(SELECT t.rank FROM trust t WHERE t.format=feed.format AND t.scope IN (feed.scope,'*') "
                                       "ORDER BY t.scope='*' LIMIT 1) WHERE format=?1");
    feeds.bind(1, format);
    feeds.run();
}

struct Contested
{
    qint64 entity;
    EntityKind kind;
    QString attr;
};

/// What any of the format's sources has a word on.
QList<Contested> contestedBy(AttributeStore &store, const QString &format)
{
    QList<Contested> list;
    Statement &s = store.statement("SELECT DISTINCT c.entity, e.kind, c.attr FROM claim c JOIN entity e ON e.id=c.entity WHERE c.state<>1 AND c.entity IN "
                                   "(SELECT es.entity FROM entity_source es JOIN feed f ON f.id=es.feed WHERE f.format=?1) ORDER BY 1, 3");
    s.bind(1, format);
    while (s.next())
        list.append({s.integer(0), static_cast<EntityKind>(s.integer(1)), s.text(2)});
    s.reset();
    return list;
}

/// On how many values each feed stands against another's word. The first feed's word can stand without a record of its own.
QHash<qint64, qint64> standsAgainstOthers(AttributeStore &store)
{
    QHash<qint64, qint64> counts;
    Statement &s = store.statement(
        "SELECT owner, count(*) FROM (SELECT coalesce((SELECT w.feed FROM claim w WHERE w.entity=c.entity AND w.attr=c.attr AND w.won=1 AND w.state<>1), e.first_feed) AS owner "
        "FROM (SELECT DISTINCT entity, attr FROM claim WHERE won=0 AND state<>1) c JOIN entity e ON e.id=c.entity "
        "WHERE NOT EXISTS (SELECT 1 FROM claim p WHERE p.entity=c.entity AND p.attr=c.attr AND p.feed=0 AND p.state<>1)) WHERE owner IS NOT NULL GROUP BY owner");
    while (s.next())
        counts.insert(s.integer(0), s.integer(1));
    s.reset();
    return counts;
}

} // namespace

QString rankName(qint64 rank)
{
    switch (rank) {
    case qint64(SourceRank::LiveInventory): return u"live"_s;
    case qint64(SourceRank::StateFile): return u"state"_s;
    case qint64(SourceRank::Register): return u"register"_s;
    case qint64(SourceRank::Reference): return u"reference"_s;
    default: return QString::number(rank);
    }
}

std::optional<qint64> rankOfName(const QString &name)
{
    for (const SourceRank rank : {SourceRank::LiveInventory, SourceRank::StateFile, SourceRank::Register, SourceRank::Reference}) {
        if (name == rankName(qint64(rank)))
            return qint64(rank);
    }
    constexpr qint64 Highest = 99;
    bool ok = false;
    const qint64 number = name.toLongLong(&ok);
    return ok && number >= 1 && number <= Highest ? std::optional(number) : std::nullopt;
}

QList<SourceOfValues> sourcesOfValues(AttributeStore &store)
{
    const QHash<qint64, qint64> stands = standsAgainstOthers(store);
    QList<SourceOfValues> list;
    Statement &s = store.statement(
        "SELECT f.id, f.format, f.scope, f.rank, f.own_rank, n.path, n.imported_at, (SELECT count(*) FROM entity_source es WHERE es.feed=f.id), "
        "(SELECT count(*) FROM claim c LEFT JOIN claim p ON p.entity=c.entity AND p.attr=c.attr AND p.feed=0 AND p.state<>1 "
        "WHERE c.feed=f.id AND c.state<>1 AND CASE WHEN p.entity IS NULL THEN c.won=0 ELSE c.value IS NOT p.value END) FROM feed f LEFT JOIN source n ON n.id=(SELECT max(x.id) FROM "
        "source x JOIN change_set cs ON cs.id=x.change_set WHERE (x.feed=f.id OR x.id=(SELECT max(es.source) FROM entity_source es WHERE es.feed=f.id)) "
        "AND cs.undone_by IS NULL) WHERE f.format<>'reference' "
        "ORDER BY coalesce(f.own_rank,f.rank) DESC, f.format, f.scope");
    while (s.next()) {
        SourceOfValues source{s.integer(0), s.text(1), s.text(2), s.integer(3), {}, s.text(5), s.text(6), s.integer(7), stands.value(s.integer(0)), s.integer(8)};
        if (!s.isNull(4))
            source.ownRank = s.integer(4);
        list.append(source);
    }
    s.reset();
    return list;
}

Result<qint64> changeTrust(AttributeStore &store, const QString &format, const std::optional<QString> &scope, std::optional<qint64> rank,
                           const QString &who, const QDateTime &at)
{
    QStringList formats;
    bool found = false;
    for (const SourceOfValues &source : sourcesOfValues(store)) {
        found = found || (source.format == format && (!scope || source.scope == *scope));
        if (!formats.contains(source.format))
            formats.append(source.format);
    }
    if (!found)
        return Error{ErrorCode::UsageError, formats.contains(format) ? u"nothing of that scope was imported; 'sources' lists them"_s
                                                                     : u"nothing of that format was imported; there is: %1"_s.arg(formats.join(u", "_s)), format};
    const QString of = scope.value_or(Every);
    const std::optional<qint64> before = trustRow(store, format, of);
    if (before == rank)
        return Error{ErrorCode::UsageError, u"it is trusted so already"_s, format};
    const QString what = scope ? format + u' ' + *scope : format;
    ChangeLog log(store, u"trust"_s, rank ? u"%1 trusted as %2"_s.arg(what, rankName(*rank)) : u"%1 trusted as it is"_s.arg(what), who, at);
    writeTrust(store, format, of, rank);
    log.record(u"trust"_s, 0, format + u'\n' + of, rankText(before), rankText(rank));
    for (const Contested &contested : contestedBy(store, format)) {
        const Attribute *attribute = store.catalogue().attribute(contested.kind, contested.attr);
        if (!attribute)
            continue;
        if (const Result<bool> settled = settleAgain(store, log, contested.entity, contested.kind, *attribute); !settled)
            return settled.error();
    }
    log.finish();
    return log.set();
}

void restoreTrust(AttributeStore &store, const QString &what, const QByteArray &to)
{
    writeTrust(store, what.section(u'\n', 0, 0), what.section(u'\n', 1), to == "null" ? std::nullopt : std::optional(to.toLongLong()));
}

QList<Conflict> conflicts(AttributeStore &store, int limit, int offset)
{
    QList<Conflict> list;
    Statement &s = store.statement("SELECT DISTINCT e.id, e.kind, e.key, e.name, c.attr FROM claim c JOIN entity e ON e.id=c.entity WHERE (c.won=0 OR c.feed=0) AND c.state<>1 "
                                   "ORDER BY e.kind, e.key, c.attr");
    int passed = 0;
    QList<Conflict> candidates;
    while (s.next())
        candidates.append({s.integer(0), static_cast<EntityKind>(s.integer(1)), s.text(2), s.text(3), s.text(4), {}});
    s.reset();
    for (Conflict &c : candidates) {
        const Attribute *attribute = store.catalogue().attribute(c.kind, c.attr);
        if (!attribute)
            continue;
        const QByteArray stands = encodeValue(store.read(c.entity, c.kind, *attribute), *attribute);
        Statement &words = store.statement("SELECT c.feed, c.value, c.who, coalesce(f.format,''), coalesce(f.scope,''), c.won=1 FROM claim c LEFT JOIN feed f ON f.id=c.feed "
                                           "WHERE c.entity=?1 AND c.attr=?2 AND c.state<>1 "
                                           "ORDER BY c.won=1 DESC, c.feed<>0, coalesce(f.own_rank,f.rank) DESC, f.format, f.scope");
        words.bind(1, c.entity).bind(2, c.attr);
        bool owned = false;
        while (words.next()) {
            const bool person = words.integer(0) == 0;
            Word word{words.integer(0), person ? words.text(2) : (words.text(3) + u' ' + words.text(4)).trimmed(), words.text(1).toUtf8(), false};
            // A list can be put together of two sources' words (store/standing.h): it stands as the one's that contains the other.
            word.stands = !owned && words.integer(5) != 0 && (word.value == stands || (attribute->isList() && !person));
            if (word.stands)
                word.value = stands;
            owned = owned || word.stands;
            if (word.stands)
                c.words.prepend(word);
            else
                c.words.append(word);
        }
        words.reset();
        // Where a person's word stands the marks tell of the sources among themselves.
        c.words.removeIf([&](const Word &word) {
            return !word.stands && (sayTheSame(store, word.value, stands, *attribute) || addsNothing(store, *attribute, word.value, stands) ||
                                    isPartOf(store, *attribute, word.value, stands));
        });
        if (c.words.isEmpty() || (owned && c.words.size() == 1))
            continue;
        if (!owned) {
            Statement &first = store.statement("SELECT f.id, f.format, f.scope FROM entity e JOIN feed f ON f.id=e.first_feed WHERE e.id=?1");
            first.bind(1, c.entity);
            Word word{0, {}, stands, true};
            if (first.next())
                word = {first.integer(0), (first.text(1) + u' ' + first.text(2)).trimmed(), stands, true};
            first.reset();
            // Who asked and got no answer says so against the sources.
            Statement &asked = store.statement("SELECT who FROM claim WHERE entity=?1 AND attr=?2 AND feed=0 AND state=1");
            asked.bind(1, c.entity).bind(2, c.attr);
            if (asked.next())
                word = {0, asked.text(0), stands, true};
            asked.reset();
            c.words.prepend(word);
        }
        if (passed++ < offset)
            continue;
        list.append(c);
        if (list.size() >= limit)
            break;
    }
    return list;
}

qint64 conflictCount(AttributeStore &store)
{
    return conflicts(store, std::numeric_limits<int>::max()).size();
}

} // namespace store
