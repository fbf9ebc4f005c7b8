// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/changelog.h"
#include "store/enrich.h"
#include "store/keptnumbers.h"
#include "store/personsword.h"
#include "store/pools.h"
#include "store/restore.h"
#include "store/sayagain.h"
#include "store/scopes.h"
#include "store/wholeentity.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// The sets that stand, the newest first; `limit` -1: all.
QList<StandingSet> standing(AttributeStore &store, qint64 limit)
{
    QList<StandingSet> list;
    Statement &s = store.statement("SELECT c.id, c.kind, c.title, c.who, c.at, coalesce(c.deed,0), EXISTS (SELECT 1 FROM source x WHERE x.change_set=c.id), c.alone FROM change_set c "
                                   "WHERE c.undone_by IS NULL AND c.kind NOT IN ('undo','reference') ORDER BY c.id DESC LIMIT ?1");
    s.bind(1, limit);
    while (s.next())
        list.append({s.integer(0), s.text(1), s.text(2), s.text(3), QDateTime::fromString(s.text(4), Qt::ISODate), s.integer(5), s.integer(6) != 0, s.integer(7) != 0});
    s.reset();
    return list;
}

StandingSet newestUndoable(AttributeStore &store) { return standing(store, 1).value(0); }

/// What is undone next as one, the newest first.
QList<StandingSet> newestDeed(AttributeStore &store)
{
    const StandingSet newest = newestUndoable(store);
    if (newest.id == 0 || newest.deed == 0 || newest.alone)
        return newest.id == 0 ? QList<StandingSet>() : QList{newest};
    Statement &s = store.statement("SELECT count(*) FROM change_set WHERE deed=?1 AND undone_by IS NULL");
    s.bind(1, newest.deed);
    const qint64 most = s.next() ? s.integer(0) : 1;
    s.reset();
    QList<StandingSet> deed = standing(store, most);
    deed.erase(std::find_if(deed.begin(), deed.end(), [&newest](const StandingSet &set) { return set.deed != newest.deed || set.alone; }), deed.end());
    return deed;
}

/// What sets of several files are called together: the first file, and how many more.
QString titleOf(const QString &first, qint64 files)
{
    return files < 2 ? first : u"%1 and %2 more %3"_s.arg(first).arg(files - 1).arg(files == 2 ? u"file"_s : u"files"_s);
}

QString titleOf(const QList<StandingSet> &deed)
{
    QString title = deed.isEmpty() ? QString() : deed.constFirst().title;
    qint64 files = 0;
    for (const StandingSet &set : deed) {
        if (!set.import)
            continue;
        title = set.title;
        ++files;
    }
    return titleOf(title, files);
}

StandingSet newestRedoable(AttributeStore &store)
{
    Statement &s = store.statement("SELECT u.id, u.kind, u.title, coalesce(u.deed,0) FROM change_set u WHERE " + CanBeRedone + " ORDER BY u.id DESC LIMIT 1");
    StandingSet info;
    if (s.next())
        info = {s.integer(0), s.text(1), s.text(2), {}, {}, s.integer(3)};
    s.reset();
    return info;
}

/// Of the undos of a deed that can be done again.
QString titleOfUndone(AttributeStore &store, const StandingSet &newest)
{
    if (newest.deed == 0)
        return newest.title;
    Statement &s = store.statement("SELECT title, count(*) OVER () FROM change_set u WHERE deed=?1 AND undone_by IS NULL AND kind='undo' "
                                   "AND EXISTS (SELECT 1 FROM change_set x WHERE x.undone_by=u.id AND x.kind='import') ORDER BY id DESC LIMIT 1");
    s.bind(1, newest.deed);
    const QString title = s.next() ? titleOf(s.text(0), s.integer(1)) : newest.title;
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
    const QByteArrayList waiting = {
        "INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) SELECT l.entity, l.attr, e.kind, e.key FROM link l JOIN entity e ON "
        "e.id=l.target WHERE e.added_set=?1 AND NOT (l.attr='accelerators' AND e.key>='acc:' AND e.key<'acc;' AND "
        "e.first_feed=(SELECT id FROM feed WHERE format='reference' AND scope=''))", // nobody named these: they were made of the type of machine
        "UPDATE place SET region=(SELECT '@'||e.key FROM entity e WHERE e.id=site), site=NULL WHERE site IN (SELECT id FROM entity WHERE added_set=?1)",
        "DELETE FROM finding WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)",
        "DELETE FROM contradiction WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)",
        "DELETE FROM finding_sum WHERE ?1=?1",
        "INSERT INTO finding_sum SELECT rule, issue, status, count(*) FROM finding WHERE ?1=?1 GROUP BY 1,2,3",
        "DELETE FROM claim WHERE attr='accelerators' AND feed=(SELECT id FROM feed WHERE format='reference' AND scope='') AND entity IN "
        "(SELECT l.entity FROM link l JOIN entity e ON e.id=l.target WHERE l.attr='accelerators' AND e.added_set=?1)"};
    const QByteArrayList sources = {
        "DELETE FROM entity_source WHERE source IN (SELECT id FROM source WHERE change_set=?1)",
        "INSERT OR REPLACE INTO entity_source SELECT entity, feed, source, ordinal, mapping, pointer, row_hash, captured, lost FROM source_before "
        "WHERE change_set=?1 AND entity IN (SELECT id FROM entity)",
        "DELETE FROM source_before WHERE change_set=?1"};
    Scopes::forget(store, set);
    const auto run = [&](const QByteArrayList &statements) {
        for (const QByteArray &sql : statements) {
            Statement &s = store.statement(sql);
            s.bind(1, set);
            s.run();
        }
    };
    run(waiting);
    removeEntities(store, "SELECT id FROM entity WHERE added_set=?1", set);
    run(sources);
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
Result<qint64> revert(AttributeStore &store, const StandingSet &info, const QString &who, const QDateTime &at)
{
    ChangeLog log(store, u"undo"_s, info.title, who, at);
    QList<std::pair<EntityKind, qint64>> added;
    const QByteArray whole = addedByHand(store, info.id, added);
    for (const Change &c : changesOf(store, info.id)) {
        Result<void> done = applyChange(store, log, c, c.before);
        if (!done)
            return done.error();
        log.record(c.target, c.entity, c.attr, c.after, c.before);
        // Nobody overrules the imported value any more: it is no losing word.
        if (c.target == u"claim"_s && (c.before.isEmpty() || c.before == "null"))
            forgetKept(store, c.entity, c.attr);
    }
    if (info.import)
        keepNumbersOf(store, info.id, log.set());
    removeAdded(store, info.id);
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
    return revert(store, set, who, at);
}

QList<StandingSet> standingSets(AttributeStore &store) { return standing(store, -1); }

UndoneImport fileOf(AttributeStore &store, const StandingSet &set)
{
    Statement &s = store.statement("SELECT s.path, s.sha256, f.format, s.mapping, s.complete_for, s.folder FROM source s JOIN feed f ON f.id=s.feed WHERE s.change_set=?1");
    s.bind(1, set.id);
    UndoneImport file;
    if (s.next())
        file = {0, set.deed, s.text(0), s.text(1), s.text(2), set.who, s.text(3).toUtf8(), s.text(4), s.text(5)};
    s.reset();
    return file;
}

QList<UndoneImport> importsOf(AttributeStore &store, qint64 undo, qint64 deed)
{
    QList<UndoneImport> list;
    Statement &s = store.statement(
        "SELECT u.id, coalesce(c.deed,0), s.path, s.sha256, f.format, c.who, s.mapping, s.complete_for, s.folder FROM change_set u JOIN change_set c ON c.undone_by=u.id "
        "JOIN source s ON s.change_set=c.id JOIN feed f ON f.id=s.feed WHERE u.undone_by IS NULL AND (u.id=?1 OR (?2<>0 AND u.deed=?2)) ORDER BY u.id DESC");
    s.bind(1, undo).bind(2, deed);
    while (s.next())
        list.append({s.integer(0), s.integer(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6).toUtf8(), s.text(7), s.text(8)});
    s.reset();
    return list;
}

Result<QString> undoLastSet(AttributeStore &store, const QString &who, const QDateTime &at)
{
    const StandingSet info = newestUndoable(store);
    if (info.id == 0)
        return Error{ErrorCode::NothingToUndo, {}, {}};
    return undone(revert(store, info, who, at), info.title);
}

Result<QString> undoLast(AttributeStore &store, const QString &who, const QDateTime &at)
{
    const QList<StandingSet> deed = newestDeed(store);
    if (deed.isEmpty())
        return Error{ErrorCode::NothingToUndo, {}, {}};
    qint64 first = 0;
    for (const StandingSet &set : deed) {
        const Result<qint64> undo = revert(store, set, who, at);
        if (!undo)
            return undo.error();
        first = first == 0 ? *undo : first;
        if (deed.size() > 1)
            joinDeed(store, *undo, first);
    }
    return titleOf(deed);
}

void setAlone(AttributeStore &store, qint64 set)
{
    Statement &s = store.statement("UPDATE change_set SET alone=1 WHERE id=?1");
    s.bind(1, set);
    s.run();
}

bool someOfDeedStands(AttributeStore &store, qint64 deed)
{
    Statement &s = store.statement("SELECT 1 FROM change_set WHERE deed=?1 AND kind='import' AND undone_by IS NULL LIMIT 1");
    s.bind(1, deed);
    return s.hasRow();
}

Result<QString> redoLast(AttributeStore &store, const QDateTime &at)
{
    const StandingSet undo = newestRedoable(store);
    const Redoable next = nextToRedo(store);
    Statement &s = store.statement("SELECT id, kind, title, who, coalesce(deed,0) FROM change_set WHERE undone_by=?1 AND kind<>'undo'");
    s.bind(1, undo.id);
    StandingSet said;
    if (s.next())
        said = {s.integer(0), s.text(1), s.text(2), s.text(3), at, s.integer(4)};
    s.reset();
    if (said.id == 0 || (!next.imports.isEmpty() && next.imports.constFirst().undo == undo.id))
        return Error{ErrorCode::NothingToUndo, u"nothing to do again"_s, {}};
    const Result<SaidAgain> again = sayAgain(store, said, saidIn(store, said.id), goneWith(store, undo.id, said.id), [&store](const Change &c) { return isAboutNothing(store, c); });
    if (!again)
        return again.error();
    noteRedone(store, undo.id, again->set);
    if (said.deed != 0)
        joinDeed(store, again->set, said.deed);
    store.forgetCachedReferences();
    return said.title;
}

Redoable nextToRedo(AttributeStore &store)
{
    const StandingSet info = newestRedoable(store);
    // Of one deed all undos that stand, the newest first: in the order of the imports.
    Redoable next{info.id, info.id == 0 ? QString() : titleOfUndone(store, info), {}, importsOf(store, info.id, info.deed)};
    Statement &s = store.statement("SELECT id FROM change_set WHERE kind='undo' AND undone_by IS NULL AND (id=?1 OR (?2<>0 AND deed=?2)) ORDER BY id DESC");
    s.bind(1, info.id).bind(2, info.deed);
    while (s.next())
        next.undos.append(s.integer(0));
    s.reset();
    return next;
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

QString undoTitle(AttributeStore &store) { return titleOf(newestDeed(store)); }
QString redoTitle(AttributeStore &store) { return titleOfUndone(store, newestRedoable(store)); }

} // namespace store
