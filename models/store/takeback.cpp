// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/takeback.h"

#include "store/keptnumbers.h"
#include "store/restore.h"
#include "store/sayagain.h"
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

// Under every key that it has now as well: without the source that named it first, another one brings it back by its own.
void TakeBack::keepNumbers(const StandingSet &set, bool asItIsNow)
{
    const qint64 taken = m_taken.contains(set.id) ? 1 : 0;
    run("INSERT OR IGNORE INTO temp.kept_id SELECT kind, key, id, ?2, 1 FROM entity WHERE added_set=?1", set.id, taken);
    if (asItIsNow)
        run("INSERT OR IGNORE INTO temp.kept_id SELECT e.kind, a.value, e.id, ?2, 0 FROM entity e JOIN alias a ON a.entity=e.id AND a.scheme='key' WHERE e.added_set=?1", set.id, taken);
}

// What is decided of things by their numbers, and what the newest run found of them, stays where the things come back.
void TakeBack::keep(qint64 set, bool taken)
{
    run("INSERT OR IGNORE INTO temp.kept_finding SELECT * FROM finding WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)", set);
    run("INSERT OR IGNORE INTO temp.kept_contradiction SELECT * FROM contradiction WHERE entity IN (SELECT id FROM entity WHERE added_set=?1)", set);
    run("INSERT OR IGNORE INTO temp.kept_reach SELECT * FROM provider_reach WHERE provider IN (SELECT id FROM entity WHERE added_set=?1)", set);
    if (taken) {
        run("INSERT OR IGNORE INTO temp.touched SELECT id FROM entity WHERE added_set=?1", set);
        run("INSERT OR IGNORE INTO temp.touched SELECT entity FROM change WHERE change_set=?1 AND entity<>0", set);
    }
}

Result<void> TakeBack::rewind()
{
    for (const StandingSet &set : std::as_const(m_since))
        keepNumbers(set, true);
    for (const StandingSet &set : std::as_const(m_since)) {
        Later later{set, 0, m_taken.contains(set.id)};
        keepNumbers(set, false);
        keep(set.id, later.taken);
        const Result<qint64> undo = undoSet(m_store, set, m_who, m_at);
        if (!undo)
            return undo.error();
        later.undo = *undo;
        if (!set.import)
            later.whole = goneWith(m_store, later.undo, set.id);
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

Result<void> TakeBack::say(const Later &later)
{
    Waiting all{later, saidIn(m_store, later.set.id)};
    all.all = all.changes.size();
    if (const Result<void> said = saySome(all); !said)
        return said;
    if (!all.changes.isEmpty())
        m_waiting.append(all);
    return {};
}

Result<void> TakeBack::saySome(Waiting &waiting)
{
    const Later &later = waiting.later;
    const auto isNot = [this](const Change &c) { return cannotBe(c); };
    if (later.whole.isEmpty() && !waiting.changes.isEmpty() && std::all_of(waiting.changes.cbegin(), waiting.changes.cend(), isNot))
        return {};
    const Result<SaidAgain> again = sayAgain(m_store, later.set, waiting.changes, waiting.said ? QByteArray() : later.whole, isNot);
    if (!again)
        return again.error();
    waiting.changes = again->left;
    waiting.said = true;
    isDoneAgain(later, again->set);
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
    for (Waiting &waiting : m_waiting) {
        const StandingSet &set = waiting.later.set;
        m_result.leftOut.append(waiting.changes.size() == waiting.all ? u"%1: it is about what only the import had told of"_s.arg(set.title)
                                                                      : u"%1: %2 of %3 changes are about what only the import had told of"_s.arg(set.title).arg(waiting.changes.size()).arg(waiting.all));
        ChangeLog log(m_store, set.kind, set.title, set.who, m_at);
        for (const Change &c : std::as_const(waiting.changes))
            log.record(c.target, c.entity, c.attr, c.before, c.after);
        log.finish();
        waiting.left = log.set();
        if (!waiting.said)
            isDoneAgain(waiting.later, log.set());
    }
}

void TakeBack::isDoneAgain(const Later &later, qint64 set)
{
    noteRedone(m_store, later.undo, set);
    if (later.set.deed != 0)
        joinDeed(m_store, set, later.set.deed);
    if (later.set.alone)
        setAlone(m_store, set);
}

Result<void> TakeBack::replay(const Later &later, const ImportAgain &importAgain)
{
    if (!later.set.import) {
        ++m_result.deedsAgain;
        return say(later);
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
    noteNumbersKept(m_store, *set);
    isDoneAgain(later, *set);
    return sayWaiting();
}

Result<TakenBack> TakeBack::run(const ImportAgain &importAgain)
{
    for (const char *sql : {"CREATE TEMP TABLE kept_id(kind INTEGER, key TEXT, id INTEGER, taken INTEGER, own INTEGER, PRIMARY KEY(kind, key)) WITHOUT ROWID",
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
    for (const char *table : {"kept_finding", "kept_contradiction", "kept_reach", "touched", "kept_id", "gone_id"})
        run(QByteArray("DROP TABLE IF EXISTS temp.") + table);
    m_store.forgetCachedReferences();
    return done ? Result<TakenBack>(m_result) : Result<TakenBack>(done.error());
}

void TakeBack::settle()
{
    // What somebody added by hand may name what has not come back: it waits for that again.
    run("CREATE TEMP TABLE gone_id AS SELECT kind, key, id FROM temp.kept_id WHERE false");
    run("CREATE UNIQUE INDEX temp.gone_ids ON gone_id(id)");
    run("INSERT OR IGNORE INTO temp.gone_id SELECT kind, key, id FROM temp.kept_id WHERE own=1 AND id NOT IN (SELECT id FROM entity)");
    for (const KindInfo &info : m_store.catalogue().kinds()) {
        for (const Attribute &a : info.attributes) {
            if (a.type != ValueType::Ref)
                continue;
            const QByteArray column = '"' + a.name.toUtf8() + '"';
            const QByteArray dangling = " FROM " + kindTable(info.kind) + " t JOIN temp.gone_id k ON k.id=t." + column;
            run("INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) SELECT t.id, '" + a.name.toUtf8() + "', k.kind, k.key" + dangling);
            run("UPDATE " + kindTable(info.kind) + " SET " + column + "=NULL WHERE id IN (SELECT t.id" + dangling + ')');
        }
    }
    for (const char *sql : {"INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) SELECT l.entity, l.attr, k.kind, k.key FROM link l JOIN temp.gone_id k ON k.id=l.target",
                            "DELETE FROM link WHERE target IN (SELECT id FROM temp.gone_id)",
                            "UPDATE place SET region=(SELECT '@'||k.key FROM temp.gone_id k WHERE k.id=site), site=NULL WHERE site IN (SELECT id FROM temp.gone_id)",
                            "INSERT OR IGNORE INTO finding SELECT * FROM temp.kept_finding WHERE entity IN (SELECT id FROM entity)",
                            "INSERT OR IGNORE INTO contradiction SELECT * FROM temp.kept_contradiction WHERE entity IN (SELECT id FROM entity)",
                            "INSERT OR IGNORE INTO provider_reach SELECT * FROM temp.kept_reach WHERE provider IN (SELECT id FROM entity)", "DELETE FROM finding_sum",
                            "INSERT INTO finding_sum SELECT rule, issue, status, count(*) FROM finding GROUP BY 1,2,3"})
        run(sql);
}

// Their undo is the newest, so that it is what Redo takes back: the first file first, as of any import of several, and what was left out after
// the last of them, in the order in which it was said.
void TakeBack::markUndone()
{
    QList<qint64> undos;
    const auto mark = [&](const QString &title, std::initializer_list<qint64> sets, const QList<Change> &changes) {
        ChangeLog log(m_store, u"undo"_s, title, m_who, m_at);
        for (auto c = changes.crbegin(); c != changes.crend(); ++c)
            log.record(c->target, c->entity, c->attr, c->after, c->before);
        log.finish();
        for (const qint64 set : sets)
            run("UPDATE change_set SET undone_by=?2 WHERE id=?1", set, log.set());
        undos.append(log.set());
    };
    for (auto waiting = m_waiting.crbegin(); waiting != m_waiting.crend(); ++waiting)
        mark(waiting->later.set.title, {waiting->left}, waiting->changes);
    for (const Later &later : std::as_const(m_later)) {
        if (later.taken)
            mark(later.set.title, {later.set.id, later.undo}, {});
    }
    if (undos.size() > 1) {
        for (const qint64 undo : std::as_const(undos))
            joinDeed(m_store, undo, undos.constFirst());
    }
    run("INSERT OR IGNORE INTO kept_number(undo,kind,key,id) SELECT ?1, kind, key, id FROM temp.kept_id k WHERE taken=1 AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.id=k.id)", undos.constLast());
}

} // namespace store
