// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/changelog.h"
#include "store/enrich.h"
#include "store/pools.h"
#include "store/restore.h"
#include "store/scopes.h"
#include "store/wholeentity.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// The sets that stand, the newest first; `limit` -1: all.
QList<StandingSet> standing(AttributeStore &store, qint64 limit)
{
    QList<StandingSet> list;
    Statement &s = store.statement("SELECT c.id, c.kind, c.title, c.who, coalesce(c.deed,0), EXISTS (SELECT 1 FROM source x WHERE x.change_set=c.id) FROM change_set c "
                                   "WHERE c.undone_by IS NULL AND c.kind NOT IN ('undo','redo','reference') ORDER BY coalesce(c.redone_by,c.id) DESC LIMIT ?1");
    s.bind(1, limit);
    while (s.next())
        list.append({s.integer(0), s.text(1), s.text(2), s.text(3), s.integer(4), s.integer(5) != 0});
    s.reset();
    return list;
}

StandingSet newestUndoable(AttributeStore &store) { return standing(store, 1).value(0); }

// An undo can be taken back while nothing else was done after it.
StandingSet newestRedoable(AttributeStore &store)
{
    Statement &s = store.statement(
        "SELECT u.id, u.kind, u.title, coalesce(u.deed,0) FROM change_set u WHERE u.kind='undo' AND u.undone_by IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM change_set later WHERE later.id>u.id AND later.kind NOT IN ('undo','redo') "
        "AND NOT EXISTS (SELECT 1 FROM change_set done WHERE done.kind='undo' AND done.undone_by=later.id)) "
        "ORDER BY u.id DESC LIMIT 1");
    StandingSet info;
    if (s.next())
        info = {s.integer(0), s.text(1), s.text(2), {}, s.integer(3)};
    s.reset();
    return info;
}

/// What the sets of a deed that are still to be undone (or, of undos, done again) are called together: the first, and how many more.
QString titleOf(AttributeStore &store, const StandingSet &newest)
{
    if (newest.deed == 0)
        return newest.title;
    Statement &s = store.statement("SELECT title, count(*) OVER () FROM change_set WHERE deed=?1 AND undone_by IS NULL AND "
                                   "(kind='import' OR (kind='undo' AND EXISTS (SELECT 1 FROM change_set x WHERE x.undone_by=change_set.id AND x.kind='import'))) "
                                   "ORDER BY CASE kind WHEN 'undo' THEN -id ELSE coalesce(redone_by,id) END LIMIT 1");
    s.bind(1, newest.deed);
    QString title = newest.title;
    if (s.next()) {
        const qint64 more = s.integer(1) - 1;
        title = more <= 0 ? s.text(0) : u"%1 and %2 more %3"_s.arg(s.text(0)).arg(more).arg(more == 1 ? u"file"_s : u"files"_s);
    }
    s.reset();
    return title;
}

// What the set added goes away; who referred to it waits again for a later import. Where things were read before stands again.
void removeAdded(AttributeStore &store, qint64 set)
{
    for (const KindInfo &info : store.catalogue().kinds()) {
        const QByteArray table = "e_" + kindName(info.kind).toUtf8();
        for (const Attribute &a : info.attributes) {
            if (a.type != ValueType::Ref)
                continue;
            const QByteArray column = '"' + a.name.toUtf8() + '"';
            Statement &wait = store.statement("INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) SELECT t.id, ?2, e.kind, e.key FROM " + table
                                              + " t JOIN entity e ON e.id=t." + column + " WHERE e.added_set=?1");
            wait.bind(1, set).bind(2, a.name);
            wait.run();
            Statement &clear = store.statement("UPDATE " + table + " SET " + column + "=NULL WHERE " + column
                                               + " IN (SELECT id FROM entity WHERE added_set=?1)");
            clear.bind(1, set);
            clear.run();
        }
    }
    const QByteArrayList tail = {
        "INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) SELECT l.entity, l.attr, e.kind, e.key FROM link l JOIN entity e ON "
        "e.id=l.target WHERE e.added_set=?1 AND NOT (l.attr='accelerators' AND e.key>='acc:' AND e.key<'acc;' AND "
        "e.first_feed=(SELECT id FROM feed WHERE format='reference' AND scope=''))", // nobody named these: they were made of the type of machine
        "UPDATE place SET region=(SELECT '@'||e.key FROM entity e WHERE e.id=site), site=NULL WHERE site IN (SELECT id FROM entity WHERE added_set=?1)",
        "DELETE FROM finding WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)",
        "DELETE FROM contradiction WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)",
        "DELETE FROM finding_sum WHERE ?1=?1",
        "INSERT INTO finding_sum SELECT rule, issue, status, count(*) FROM finding WHERE ?1=?1 GROUP BY 1,2,3",
        "DELETE FROM claim WHERE attr='accelerators' AND feed=(SELECT id FROM feed WHERE format='reference' AND scope='') AND entity IN "
        "(SELECT l.entity FROM link l JOIN entity e ON e.id=l.target WHERE l.attr='accelerators' AND e.added_set=?1)",
        "DELETE FROM entity WHERE added_set=?1",
        "DELETE FROM entity_source WHERE source IN (SELECT id FROM source WHERE change_set=?1)",
        "INSERT OR REPLACE INTO entity_source SELECT entity, feed, source, ordinal, mapping, pointer, row_hash, captured, lost FROM source_before "
        "WHERE change_set=?1 AND entity IN (SELECT id FROM entity)",
        "DELETE FROM source_before WHERE change_set=?1"};
    Scopes::forget(store, set);
    for (const QByteArray &sql : tail) {
        Statement &s = store.statement(sql);
        s.bind(1, set);
        s.run();
    }
}

/// What a set added that is no import, whole: a file is read again to add its things once more, what somebody wrote is not.
QByteArray addedByHand(AttributeStore &store, qint64 set, QList<std::pair<EntityKind, qint64>> &added)
{
    Statement &s = store.statement("SELECT kind, id FROM entity WHERE added_set=?1 AND NOT EXISTS (SELECT 1 FROM source WHERE change_set=?1) ORDER BY id");
    s.bind(1, set);
    while (s.next())
        added.append({static_cast<EntityKind>(s.integer(0)), s.integer(1)});
    s.reset();
    return added.isEmpty() ? QByteArray() : stateOf(store, added);
}

/// The set that has the inverse.
Result<qint64> revert(AttributeStore &store, const StandingSet &info, const QString &kind, const QString &who, const QDateTime &at)
{
    ChangeLog log(store, kind, info.title, who, at);
    QList<std::pair<EntityKind, qint64>> added;
    const QByteArray whole = addedByHand(store, info.id, added);
    for (const Change &c : changesOf(store, info.id)) {
        Result<void> done = applyChange(store, log, c, c.before);
        if (!done)
            return done.error();
        log.record(c.target, c.entity, c.attr, c.after, c.before);
    }
    removeAdded(store, info.id);
    if (kind == u"redo"_s)
        resolvePending(store);
    // Last, so that it comes first when this is taken back: values are given to what is there.
    if (!added.isEmpty())
        log.record(u"whole"_s, added.constFirst().second, {}, whole, withMissing("[]", added));
    if (Result<void> followed = followSystems(store, log); !followed)
        return followed.error();
    Statement &mark = store.statement("UPDATE change_set SET undone_by=?2 WHERE id=?1");
    mark.bind(1, info.id).bind(2, log.set());
    mark.run();
    log.finish();
    store.forgetCachedReferences();
    return log.set();
}

Result<QString> undone(const Result<qint64> &done, const QString &title) { return done ? Result<QString>(title) : Result<QString>(done.error()); }

} // namespace

ChangeLog::ChangeLog(AttributeStore &store, const QString &kind, const QString &title, const QString &who, const QDateTime &at)
    : m_store(store)
{
    Statement &last = store.statement("SELECT hash FROM change_set ORDER BY id DESC LIMIT 1");
    const QString previous = last.next() ? last.text(0) : QString();
    last.reset();
    Statement &s = store.statement("INSERT INTO change_set(kind,title,who,at,prev_hash) VALUES(?1,?2,?3,?4,?5) RETURNING id");
    const QString time = at.toUTC().toString(Qt::ISODate);
    s.bind(1, kind).bind(2, title).bind(3, who).bind(4, time).bind(5, previous);
    if (s.next())
        m_set = s.integer(0);
    s.run();
    m_digest = (previous + u'|' + QString::number(m_set) + u'|' + kind + u'|' + title + u'|' + who + u'|' + time).toUtf8();
}

void ChangeLog::record(const QString &target, qint64 entity, const QString &attr, const QByteArray &before, const QByteArray &after)
{
    Statement &s = m_store.statement("INSERT INTO change(change_set,seq,target,entity,attr,before,after) VALUES(?1,?2,?3,?4,?5,?6,?7)");
    s.bind(1, m_set).bind(2, m_seq++).bind(3, target).bind(4, entity).bind(5, attr).bindUtf8(6, before).bindUtf8(7, after);
    s.run();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_digest);
    hash.addData(target.toUtf8() + '|' + QByteArray::number(entity) + '|' + attr.toUtf8() + '|' + before + '|' + after);
    m_digest = hash.result();
}

void ChangeLog::finish()
{
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(m_digest, QCryptographicHash::Sha256).toHex());
    Statement &s = m_store.statement("UPDATE change_set SET hash=?2 WHERE id=?1");
    s.bind(1, m_set).bind(2, hash);
    s.run();
}

void joinDeed(AttributeStore &store, qint64 set, qint64 first)
{
    Statement &s = store.statement("UPDATE change_set SET deed=?2 WHERE id IN (?1,?2)");
    s.bind(1, set).bind(2, first);
    s.run();
}

Result<qint64> undoSet(AttributeStore &store, const StandingSet &set, const QString &who, const QDateTime &at)
{
    return revert(store, set, u"undo"_s, who, at);
}

QList<StandingSet> standingSets(AttributeStore &store) { return standing(store, -1); }

UndoneImport fileOf(AttributeStore &store, const StandingSet &set)
{
    Statement &s = store.statement("SELECT s.path, s.sha256, f.format, s.mapping, s.complete_for FROM source s JOIN feed f ON f.id=s.feed WHERE s.change_set=?1");
    s.bind(1, set.id);
    UndoneImport file;
    if (s.next())
        file = {0, set.deed, s.text(0), s.text(1), s.text(2), set.who, s.text(3).toUtf8(), s.text(4)};
    s.reset();
    return file;
}

QList<UndoneImport> importsOf(AttributeStore &store, qint64 undo, qint64 deed)
{
    QList<UndoneImport> list;
    Statement &s = store.statement(
        "SELECT u.id, coalesce(c.deed,0), s.path, s.sha256, f.format, c.who, s.mapping, s.complete_for FROM change_set u JOIN change_set c ON c.undone_by=u.id "
        "JOIN source s ON s.change_set=c.id JOIN feed f ON f.id=s.feed WHERE u.undone_by IS NULL AND (u.id=?1 OR (?2<>0 AND u.deed=?2)) ORDER BY u.id DESC");
    s.bind(1, undo).bind(2, deed);
    while (s.next())
        list.append({s.integer(0), s.integer(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6).toUtf8(), s.text(7)});
    s.reset();
    return list;
}

Result<QString> undoLastSet(AttributeStore &store, const QString &who, const QDateTime &at)
{
    const StandingSet info = newestUndoable(store);
    if (info.id == 0)
        return Error{ErrorCode::NothingToUndo, {}, {}};
    return undone(revert(store, info, u"undo"_s, who, at), info.title);
}

Result<QString> undoLast(AttributeStore &store, const QString &who, const QDateTime &at)
{
    const StandingSet newest = newestUndoable(store);
    if (newest.id == 0)
        return Error{ErrorCode::NothingToUndo, {}, {}};
    if (newest.deed == 0)
        return undone(revert(store, newest, u"undo"_s, who, at), newest.title);
    const QString title = titleOf(store, newest);
    qint64 first = 0;
    for (StandingSet info = newest; info.id != 0 && info.deed == newest.deed; info = newestUndoable(store)) {
        const Result<qint64> undo = revert(store, info, u"undo"_s, who, at);
        if (!undo)
            return undo.error();
        first = first == 0 ? *undo : first;
        joinDeed(store, *undo, first);
    }
    return title;
}

Result<QString> redoLast(AttributeStore &store, const QString &who, const QDateTime &at)
{
    const StandingSet info = newestRedoable(store);
    const Redoable next = nextToRedo(store);
    if (info.id == 0 || (!next.imports.isEmpty() && next.imports.constFirst().undo == info.id))
        return Error{ErrorCode::NothingToUndo, u"nothing to do again"_s, {}};
    const Result<qint64> done = revert(store, info, u"redo"_s, who, at);
    if (done) {
        // The set that had been undone stands again and can be undone once more.
        Statement &s = store.statement("UPDATE change_set SET undone_by=NULL, redone_by=(SELECT undone_by FROM change_set WHERE id=?1) "
                                       "WHERE undone_by=?1 AND kind<>'undo'");
        s.bind(1, info.id);
        s.run();
    }
    return undone(done, info.title);
}

Redoable nextToRedo(AttributeStore &store)
{
    const StandingSet info = newestRedoable(store);
    // Of one deed all undos that stand, the newest first: in the order of the imports.
    return {info.id, info.deed, info.id == 0 ? QString() : titleOf(store, info), importsOf(store, info.id, info.deed)};
}

void noteRedone(AttributeStore &store, qint64 undo, qint64 set)
{
    Statement &s = store.statement("UPDATE change_set SET undone_by=?2 WHERE id=?1");
    s.bind(1, undo).bind(2, set);
    s.run();
}

bool undoesAcceptance(AttributeStore &store)
{
    const QString kind = newestUndoable(store).kind;
    return kind == u"acceptance"_s || kind == u"rules"_s;
}

bool redoesAcceptance(AttributeStore &store)
{
    const StandingSet info = newestRedoable(store);
    Statement &s = store.statement("SELECT 1 FROM change_set WHERE undone_by=?1 AND kind IN ('acceptance','rules')");
    s.bind(1, info.id);
    return s.hasRow();
}

QString undoTitle(AttributeStore &store) { return titleOf(store, newestUndoable(store)); }
QString redoTitle(AttributeStore &store) { return titleOf(store, newestRedoable(store)); }

} // namespace store
