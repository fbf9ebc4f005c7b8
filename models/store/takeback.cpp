// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/takeback.h"

#include "store/enrich.h"
#include "store/identity.h"
#include "store/personsword.h"
#include "store/restore.h"
#include "store/pools.h"
#include "store/wholeentity.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
TakeBack::TakeBack(AttributeStore &store, QList<qint64> sets, QString who, const QDateTime &at)
    : m_store(store), m_taken(sets.cbegin(), sets.cend()), m_who(std::move(who)), m_at(at)
{
}

void TakeBack::run(const QByteArray &sql, qint64 one, qint64 other)
{
    Statement &s = m_store.statement(sql);
    if (sql.contains("?1"))
        s.bind(1, one);
    if (sql.contains("?2"))
        s.bind(2, other);
    s.run();
}

Result<void> TakeBack::examine()
{
    QSet<qint64> missing = m_taken;
    for (const StandingSet &set : standingSets(m_store)) {
        if (missing.isEmpty())
            break;
        const bool taken = m_taken.contains(set.id);
        if (taken && !set.import)
            break;
        missing.remove(set.id);
        m_since.append(set);
        if (!taken && set.import)
            m_filesAgain.prepend(fileOf(m_store, set));
        if (taken)
            m_result.title = set.title; // the first of them names all
    }
    if (m_taken.isEmpty() || !missing.isEmpty())
        return Error{ErrorCode::UnknownEntity, u"this is no import that stands: it was undone already, or never was one"_s,
                     missing.isEmpty() ? QString() : QString::number(*missing.cbegin())};
    m_result.imports = m_taken.size();
    if (m_result.imports > 1)
        m_result.title += (m_result.imports == 2 ? u" and %1 more file"_s : u" and %1 more files"_s).arg(m_result.imports - 1);
    return {};
}

// What is decided of things by their numbers, and what the newest run found of them, stays where the things come back.
void TakeBack::keep(qint64 set, bool taken)
{
    run("INSERT OR IGNORE INTO temp.kept_id SELECT kind, key, id, ?2 FROM entity WHERE added_set=?1", set, taken ? 1 : 0);
    run("INSERT OR IGNORE INTO temp.kept_finding SELECT * FROM finding WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)", set);
    run("INSERT OR IGNORE INTO temp.kept_contradiction SELECT * FROM contradiction WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)", set);
    run("INSERT OR IGNORE INTO temp.kept_reach SELECT * FROM provider_reach WHERE provider IN (SELECT id FROM entity WHERE added_set=?1)", set);
    if (taken) {
        run("INSERT OR IGNORE INTO temp.touched SELECT id FROM entity WHERE added_set=?1", set);
        run("INSERT OR IGNORE INTO temp.touched SELECT entity FROM change WHERE change_set=?1 AND entity<>0", set);
    }
}

QByteArray TakeBack::addedByHand(qint64 set)
{
    QList<std::pair<EntityKind, qint64>> added;
    Statement &s = m_store.statement("SELECT kind, id FROM entity WHERE added_set=?1 ORDER BY id");
    s.bind(1, set);
    while (s.next())
        added.append({static_cast<EntityKind>(s.integer(0)), s.integer(1)});
    s.reset();
    return added.isEmpty() ? QByteArray() : stateOf(m_store, added);
}

// What an edit had overruled is another value once the import is away.
void TakeBack::forgetKeptValues(qint64 set)
{
    for (const Change &c : changesOf(m_store, set)) {
        if (c.target == u"claim"_s && (c.before.isEmpty() || c.before == "null"))
            forgetKept(m_store, c.entity, c.attr);
    }
}

Result<void> TakeBack::rewind()
{
    for (const StandingSet &set : std::as_const(m_since)) {
        Later later{set, 0, m_taken.contains(set.id)};
        keep(set.id, later.taken);
        if (!set.import)
            later.whole = addedByHand(set.id);
        const Result<qint64> undo = undoSet(m_store, set, m_who, m_at);
        if (!undo)
            return undo.error();
        later.undo = *undo;
        if (!set.import)
            forgetKeptValues(set.id);
        m_later.append(later);
    }
    return {};
}

bool TakeBack::cannotBe(const Change &c)
{
    if (isAboutNothing(m_store, c))
        return true;
    if (c.target == u"whole"_s) {
        Statement &s = m_store.statement("SELECT 1 FROM json_each(?1) j WHERE json_extract(j.value,'$.id') IN (SELECT entity FROM temp.touched) OR "
                                         "(json_array_length(j.value,'$.rows.entity')>0 AND json_extract(j.value,'$.id') NOT IN (SELECT id FROM entity)) LIMIT 1");
        s.bindUtf8(1, c.before);
        return s.hasRow();
    }
    if (c.target != u"merge"_s)
        return false;
    Statement &s = m_store.statement("SELECT 1 FROM temp.kept_id WHERE taken=1 AND id=json_extract(?1,'$.rows.entity[0][0]') AND id NOT IN (SELECT id FROM entity)");
    s.bindUtf8(1, c.before);
    return s.hasRow();
}

Result<void> TakeBack::sayAgain(const Later &later)
{
    Waiting all{later, changesOf(m_store, later.set.id)};
    std::reverse(all.changes.begin(), all.changes.end());
    // All else that a merge changed follows from it.
    if (std::any_of(all.changes.cbegin(), all.changes.cend(), [](const Change &c) { return c.target == u"merge"_s; }))
        all.changes.removeIf([](const Change &c) { return c.target != u"merge"_s && c.target != u"apart"_s; });
    all.all = all.changes.size();
    if (const Result<void> said = saySome(all); !said)
        return said;
    if (!all.changes.isEmpty())
        m_waiting.append(all);
    return {};
}

// A new set, since what it finds before it may be another than then: undone later, it must bring that back.
Result<void> TakeBack::saySome(Waiting &waiting)
{
    const Later &later = waiting.later;
    const bool nothing = later.whole.isEmpty() && !waiting.changes.isEmpty() && std::all_of(waiting.changes.cbegin(), waiting.changes.cend(), [this](const Change &c) { return cannotBe(c); });
    if (nothing)
        return {};
    ChangeLog log(m_store, later.set.kind, later.set.title, later.set.who, m_at);
    if (!later.whole.isEmpty() && !waiting.said) {
        putState(m_store, later.whole);
        run("UPDATE entity SET added_set=?2 WHERE added_set=?1", later.set.id, log.set());
    }
    QList<Change> left;
    QHash<QPair<qint64, QString>, QByteArray> stood;
    for (const Change &c : std::as_const(waiting.changes)) {
        if (cannotBe(c)) {
            left.append(c);
            continue;
        }
        if (c.target == u"merge"_s) {
            if (const Result<void> done = mergeAgain(m_store, log, c.entity, c.before); !done)
                return done.error();
            continue;
        }
        const QByteArray before = standsNow(m_store, c, c.before);
        if (c.target == u"value"_s)
            stood.insert({c.entity, c.attr}, before);
        const Attribute *attribute = c.target == u"claim"_s ? m_store.catalogue().attribute(kindOfEntity(m_store, c.entity), c.attr) : nullptr;
        if (attribute && before == "null" && c.after != "null" && stood.contains({c.entity, c.attr}))
            keepImported(m_store, c.entity, *attribute, stood.value({c.entity, c.attr}));
        if (const Result<void> done = applyChange(m_store, log, c, c.after); !done)
            return done.error();
        log.record(c.target, c.entity, c.attr, before, c.after);
    }
    addNamedReferenceProviders(m_store, log.set());
    if (const Result<void> filled = fillReferenceProviders(m_store); !filled)
        return filled.error();
    resolvePending(m_store);
    if (const Result<void> followed = followSystems(m_store, log); !followed)
        return followed.error();
    log.finish();
    waiting.changes = left;
    waiting.said = true;
    isDoneAgain(later, log.set());
    return {};
}

/// A person said it of what an import had brought that is taken back, and this one has brought it again.
Result<void> TakeBack::sayWaiting()
{
    for (Waiting &waiting : m_waiting) {
        if (const Result<void> said = saySome(waiting); !said)
            return said;
    }
    m_waiting.removeIf([](const Waiting &waiting) { return waiting.changes.isEmpty(); });
    return {};
}

void TakeBack::leaveOut()
{
    for (const Waiting &waiting : std::as_const(m_waiting)) {
        const StandingSet &set = waiting.later.set;
        // Its undo must not be what Redo takes back: what it was about has another number when it comes again.
        if (!waiting.said) {
            ChangeLog log(m_store, set.kind, set.title, set.who, m_at);
            log.finish();
            isDoneAgain(waiting.later, log.set());
        }
        m_result.leftOut.append(waiting.changes.size() == waiting.all ? u"%1: it is about what only the import had told of"_s.arg(set.title)
                                                                      : u"%1: %2 of %3 changes are about what only the import had told of"_s.arg(set.title).arg(waiting.changes.size()).arg(waiting.all));
    }
}

void TakeBack::isDoneAgain(const Later &later, qint64 set)
{
    noteRedone(m_store, later.undo, set);
    if (later.set.deed != 0)
        joinDeed(m_store, set, later.set.deed);
}

Result<void> TakeBack::replay(const Later &later, const ImportAgain &importAgain)
{
    if (!later.set.import) {
        ++m_result.deedsAgain;
        return sayAgain(later);
    }
    const QList<UndoneImport> files = importsOf(m_store, later.undo, 0);
    if (files.isEmpty())
        return Error{ErrorCode::DatabaseError, u"the log of an import cannot be read"_s, later.set.title};
    const Result<qint64> set = importAgain(files.constFirst());
    if (!set)
        return set.error();
    ++m_result.importsAgain;
    // It is the reading of then: the same bytes.
    run("UPDATE source SET imported_at=(SELECT imported_at FROM source WHERE change_set=?1) WHERE change_set=?2", later.set.id, *set);
    isDoneAgain(later, *set);
    return sayWaiting();
}

Result<TakenBack> TakeBack::run(const ImportAgain &importAgain)
{
    // Until all is done again, things may be named that are not back yet.
    run("PRAGMA defer_foreign_keys=ON");
    for (const char *sql : {"CREATE TEMP TABLE kept_id(kind INTEGER, key TEXT, id INTEGER, taken INTEGER, PRIMARY KEY(kind, key)) WITHOUT ROWID",
                            "CREATE TEMP TABLE kept_finding AS SELECT * FROM finding LIMIT 0", "CREATE TEMP TABLE kept_contradiction AS SELECT * FROM contradiction LIMIT 0",
                            "CREATE TEMP TABLE kept_reach AS SELECT * FROM provider_reach LIMIT 0", "CREATE TEMP TABLE touched(entity INTEGER PRIMARY KEY)"})
        run(sql);
    Result<void> done = rewind();
    m_store.keepNumbers();
    m_store.forgetCachedReferences();
    for (auto later = m_later.crbegin(); done && later != m_later.crend(); ++later) {
        if (later->taken)
            continue;
        done = replay(*later, importAgain);
    }
    leaveOut();
    m_store.keepNumbersNoMore();
    if (done) {
        settle();
        markUndone();
    }
    for (const char *table : {"kept_finding", "kept_contradiction", "kept_reach", "touched", "kept_id"})
        run(QByteArray("DROP TABLE temp.") + table);
    m_store.forgetCachedReferences();
    return done ? Result<TakenBack>(m_result) : Result<TakenBack>(done.error());
}

void TakeBack::settle()
{
    // What somebody added by hand may name what has not come back: it waits for that again.
    for (const KindInfo &info : m_store.catalogue().kinds()) {
        for (const Attribute &a : info.attributes) {
            if (a.type != ValueType::Ref)
                continue;
            const QByteArray column = '"' + a.name.toUtf8() + '"';
            const QByteArray dangling = " FROM " + kindTable(info.kind) + " t JOIN temp.kept_id k ON k.id=t." + column + " WHERE NOT EXISTS (SELECT 1 FROM entity e WHERE e.id=k.id)";
            run("INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) SELECT t.id, '" + a.name.toUtf8() + "', k.kind, k.key" + dangling);
            run("UPDATE " + kindTable(info.kind) + " SET " + column + "=NULL WHERE id IN (SELECT t.id" + dangling + ')');
        }
    }
    for (const char *sql : {"INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) SELECT l.entity, l.attr, k.kind, k.key FROM link l JOIN temp.kept_id k ON k.id=l.target "
                            "WHERE k.id NOT IN (SELECT id FROM entity)",
                            "DELETE FROM link WHERE target IN (SELECT id FROM temp.kept_id WHERE id NOT IN (SELECT id FROM entity))",
                            "UPDATE place SET region=(SELECT '@'||k.key FROM temp.kept_id k WHERE k.id=site), site=NULL WHERE site IN (SELECT id FROM temp.kept_id WHERE id NOT IN (SELECT id FROM entity))",
                            "INSERT OR IGNORE INTO finding SELECT * FROM temp.kept_finding WHERE entity IN (SELECT id FROM entity)",
                            "INSERT OR IGNORE INTO contradiction SELECT * FROM temp.kept_contradiction WHERE entity IN (SELECT id FROM entity)",
                            "INSERT OR IGNORE INTO provider_reach SELECT * FROM temp.kept_reach WHERE provider IN (SELECT id FROM entity)", "DELETE FROM finding_sum",
                            "INSERT INTO finding_sum SELECT rule, issue, status, count(*) FROM finding GROUP BY 1,2,3"})
        run(sql);
}

// Their undo is the newest, so that it is what Redo takes back: the first file the last, as of any import of several.
void TakeBack::markUndone()
{
    qint64 first = 0;
    for (const Later &later : std::as_const(m_later)) {
        if (!later.taken)
            continue;
        ChangeLog log(m_store, u"undo"_s, later.set.title, m_who, m_at);
        log.finish();
        for (const qint64 set : {later.set.id, later.undo})
            run("UPDATE change_set SET undone_by=?2 WHERE id=?1", set, log.set());
        if (m_taken.size() < 2)
            continue;
        first = first == 0 ? log.set() : first;
        joinDeed(m_store, log.set(), first);
    }
}

} // namespace store
