// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/precedence.h"

#include "domain/recordsink.h"
#include "store/standing.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

bool better(Statement &order, const Said &a, const Said &b)
{
    const auto time = [](const Said &said) { return said.captured > MostEditions ? said.captured : 0; };
    order.bind(1, a.feed).bind(2, b.feed).bind(3, time(a)).bind(4, time(b)).bind(5, qint64(a.says)).bind(6, qint64(b.says));
    const bool is = order.next() && order.integer(0) != 0;
    order.reset();
    return is;
}

} // namespace

QByteArray claimRow(AttributeStore &store, qint64 entity, const QString &attr, qint64 feed)
{
    Statement &s =
        store.statement("SELECT json_array(feed,state,won,value,raw,pointer,who,at,evidence,change_set) FROM claim "
                        "WHERE entity=?1 AND attr=?2 AND feed=?3");
    s.bind(1, entity).bind(2, attr).bind(3, feed);
    const QByteArray row = s.next() ? s.text(0).toUtf8() : '[' + QByteArray::number(feed) + ']';
    s.reset();
    return row;
}

Said saidOf(AttributeStore &store, qint64 entity, qint64 feed)
{
    Statement &s = store.statement("SELECT captured FROM entity_source WHERE entity=?1 AND feed=?2");
    s.bind(1, entity).bind(2, feed);
    const Said said{feed, s.next() ? s.integer(0) : 0};
    s.reset();
    return said;
}

Said saidOf(AttributeStore &store, qint64 entity, qint64 feed, const Attribute &a, const QByteArray &value)
{
    Said said = saidOf(store, entity, feed);
    said.says = definitenessOf(store, a, value);
    return said;
}

bool outranks(AttributeStore &store, const Said &said, const Said &other)
{
    return better(store.statement("SELECT (coalesce(a.own_rank,a.rank), ?5, ?3, b.format, a.scope) > (coalesce(b.own_rank,b.rank), ?6, ?4, a.format, b.scope) "
                                  "FROM feed a, feed b WHERE a.id=?1 AND b.id=?2"),
                  said, other);
}

bool namesBetter(AttributeStore &store, const Said &said, const Said &other)
{
    if (other.feed == 0)
        return true;
    // Whom the officer trusts more or less than is usual for its sort, by as much.
    return better(store.statement("SELECT (CASE a.rank WHEN 20 THEN 50 ELSE a.rank END + coalesce(a.own_rank-a.rank,0), ?5, ?3, b.format, a.scope) > "
                                  "(CASE b.rank WHEN 20 THEN 50 ELSE b.rank END + coalesce(b.own_rank-b.rank,0), ?6, ?4, a.format, b.scope) FROM feed a, feed b "
                                  "WHERE a.id=?1 AND b.id=?2"),
                  said, other);
}

qint64 ownerOf(AttributeStore &store, qint64 entity, const QString &attr)
{
    Statement &s =
        store.statement("SELECT feed FROM (SELECT feed, 0 AS place FROM claim WHERE entity=?1 AND attr=?2 AND feed=0 "
                        "UNION ALL SELECT feed, 1 FROM claim WHERE entity=?1 AND attr=?2 AND won=1 AND state<>1 "
                        "UNION ALL SELECT coalesce(first_feed,0), 2 FROM entity WHERE id=?1) ORDER BY place LIMIT 1");
    s.bind(1, entity).bind(2, attr);
    const qint64 feed = s.next() ? s.integer(0) : 0;
    s.reset();
    return feed;
}

void sayClaim(AttributeStore &store, ChangeLog &log, qint64 entity, const QString &attr, qint64 feed, Claimed how,
              const QByteArray &value, const QString &pointer, const QString &at)
{
    const QByteArray before = claimRow(store, entity, attr, feed);
    Statement &s =
        store.statement("INSERT INTO claim(entity,attr,feed,state,won,value,pointer,at) VALUES(?1,?2,?3,3,?4,?5,?6,?7) "
                        "ON CONFLICT(entity,attr,feed) DO UPDATE SET state=3, won=excluded.won, value=excluded.value, "
                        "pointer=CASE excluded.at WHEN '' THEN pointer ELSE excluded.pointer END, "
                        "at=CASE excluded.at WHEN '' THEN at ELSE excluded.at END");
    s.bind(1, entity)
        .bind(2, attr)
        .bind(3, feed)
        .bind(4, static_cast<qint64>(how))
        .bindUtf8(5, value)
        .bind(6, pointer)
        .bind(7, at);
    s.run();
    const QByteArray after = claimRow(store, entity, attr, feed);
    if (before != after)
        log.record(u"feedclaim"_s, entity, attr, before, after);
}

bool dropClaim(AttributeStore &store, ChangeLog &log, qint64 entity, const QString &attr, qint64 feed)
{
    Statement &s = store.statement("SELECT 1 FROM claim WHERE entity=?1 AND attr=?2 AND feed=?3");
    s.bind(1, entity).bind(2, attr).bind(3, feed);
    const bool there = s.next();
    s.reset();
    if (!there)
        return false;
    const QByteArray before = claimRow(store, entity, attr, feed);
    Statement &drop = store.statement("DELETE FROM claim WHERE entity=?1 AND attr=?2 AND feed=?3");
    drop.bind(1, entity).bind(2, attr).bind(3, feed);
    drop.run();
    log.record(u"feedclaim"_s, entity, attr, before, claimRow(store, entity, attr, feed));
    return true;
}

void restoreClaim(AttributeStore &store, qint64 entity, const QString &attr, const QByteArray &row)
{
    Statement &clear =
        store.statement("DELETE FROM claim WHERE entity=?1 AND attr=?2 AND feed=json_extract(?3,'$[0]')");
    clear.bind(1, entity).bind(2, attr).bindUtf8(3, row);
    clear.run();
    Statement &s = store.statement(
        "INSERT INTO claim(entity,attr,feed,state,won,value,raw,pointer,who,at,evidence,change_set) "
        "SELECT ?1,?2,json_extract(?3,'$[0]'),json_extract(?3,'$[1]'),json_extract(?3,'$[2]'),json_extract(?3,'$[3]'),"
        "json_extract(?3,'$[4]'),json_extract(?3,'$[5]'),json_extract(?3,'$[6]'),json_extract(?3,'$[7]'),"
        "json_extract(?3,'$[8]'),json_extract(?3,'$[9]') WHERE json_array_length(?3)>1");
    s.bind(1, entity).bind(2, attr).bindUtf8(3, row);
    s.run();
}

Precedence::Precedence(AttributeStore &store, ChangeLog &log, qint64 entity, const Said &said, bool sameFeed, bool sameList, const QString &where, const QString &at)
    : m_store(store), m_log(log), m_entity(entity), m_said(said), m_sameFeed(sameFeed), m_sameList(sameList), m_where(where), m_at(at)
{
    Statement &first = store.statement("SELECT coalesce(first_feed,0) FROM entity WHERE id=?1");
    first.bind(1, entity);
    m_brought = first.next() && first.integer(0) == said.feed;
    first.reset();
    Statement &others = store.statement("SELECT EXISTS(SELECT 1 FROM entity_source WHERE entity=?1 AND feed<>?2) OR "
                                        "EXISTS(SELECT 1 FROM claim WHERE entity=?1)");
    others.bind(1, entity).bind(2, said.feed);
    m_alone = others.next() && others.integer(0) == 0;
    others.reset();
}

bool Precedence::isPersons(const QString &attr)
{
    Statement &person = m_store.statement("SELECT 1 FROM claim WHERE entity=?1 AND attr=?2 AND feed=0");
    person.bind(1, m_entity).bind(2, attr);
    return person.hasRow();
}

/// The feed itself told the whole, in another file: a list of fewer columns does not take that back.
bool Precedence::hasToldMore(const Attribute &a, const QByteArray &before, const QByteArray &after)
{
    if (a.facet == 0 || m_sameList)
        return false;
    if (!isPersons(a.name) && ownerOf(m_store, m_entity, a.name) == m_said.feed)
        return addsNothing(m_store, a, after, before);
    Statement &own = m_store.statement("SELECT value FROM claim WHERE entity=?1 AND attr=?2 AND feed=?3 AND state=3");
    own.bind(1, m_entity).bind(2, a.name).bind(3, m_said.feed);
    const QByteArray told = own.next() ? own.text(0).toUtf8() : QByteArray();
    own.reset();
    return !told.isEmpty() && addsNothing(m_store, a, after, told);
}

QByteArray Precedence::settle(const Attribute &a, const QByteArray &before, const QByteArray &after)
{
    if (before != "null" && hasToldMore(a, before, after))
        return before;
    const QString &attr = a.name;
    if (isPersons(attr)) {
        sayClaim(m_store, m_log, m_entity, attr, m_said.feed, Claimed::Lost, after, m_where, m_at);
        return before;
    }
    const qint64 owner = before != "null" ? ownerOf(m_store, m_entity, attr) : 0;
    QList<SourceWord> words = wordsOn(m_store, m_entity, a, owner, before);
    const auto mine = std::find_if(words.begin(), words.end(), [this](const SourceWord &word) { return word.feed == m_said.feed; });
    if (mine == words.end())
        words.append({m_said.feed, after, m_said.captured});
    else
        *mine = {m_said.feed, after, m_said.captured};
    // Nobody else has a word on it, and none of its own has to be kept.
    if (words.size() == 1 && m_sameFeed && m_brought && (before == "null" || owner == m_said.feed)) {
        dropClaim(m_store, m_log, m_entity, attr, m_said.feed);
        return after;
    }
    const SourceWord standing = standingOf(m_store, m_entity, a, words);
    for (const SourceWord &word : std::as_const(words)) {
        if (word.feed == m_said.feed)
            sayClaim(m_store, m_log, m_entity, attr, word.feed, claimedOf(m_store, a, word, standing), word.value, m_where, m_at);
        else if (word.feed != owner || standing.feed != owner || standing.value != word.value)
            sayClaim(m_store, m_log, m_entity, attr, word.feed, claimedOf(m_store, a, word, standing), word.value, {}, {});
    }
    return standing.value;
}

void Precedence::agrees(const Attribute &a, const QByteArray &value)
{
    if (m_alone || value == "null")
        return;
    const QString &attr = a.name;
    const bool person = isPersons(attr);
    const qint64 owner = person ? 0 : ownerOf(m_store, m_entity, attr);
    if (owner == m_said.feed)
        return;
    if (owner != 0 && outranks(m_store, m_said, saidOf(m_store, m_entity, owner))) {
        // What stands can be put together of two words: the owner's own is on record then.
        for (const SourceWord &word : wordsOn(m_store, m_entity, a, owner, value)) {
            if (word.feed == owner)
                sayClaim(m_store, m_log, m_entity, attr, owner, Claimed::Agrees, word.value, {}, {});
        }
        sayClaim(m_store, m_log, m_entity, attr, m_said.feed, Claimed::Stands, value, m_where, m_at);
        return;
    }
    // Its word stands once the others no longer say it.
    sayClaim(m_store, m_log, m_entity, attr, m_said.feed, person ? Claimed::Lost : Claimed::Agrees, value, m_where, m_at);
}

} // namespace store
