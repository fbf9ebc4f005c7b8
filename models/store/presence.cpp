// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/presence.h"

#include "domain/describedscope.h"
#include "store/listpages.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// What is seen within a scope is judged by that, also by a file that speaks of none.
const QByteArray unscoped = "NOT EXISTS (SELECT 1 FROM scope_seen v CROSS JOIN source_scope z ON z.id=v.part WHERE z.outdated=0 AND v.entity=";

/// No other feed still has the entity: its whole export lacks it, or the scopes in which it saw it were looked at again since.
QByteArray noOtherHas(const QByteArray &entity, const QByteArray &feed)
{
    const QByteArray seen = "EXISTS (SELECT 1 FROM scope_seen v CROSS JOIN source_scope z ON z.id=v.part WHERE v.entity=o.entity AND z.source=o.source";
    return "NOT EXISTS (SELECT 1 FROM entity_source o WHERE o.entity=" + entity + " AND o.feed<>" + feed + " AND o.lost=0 AND (NOT " + seen + ") OR " + seen + " AND z.outdated=0)))";
}

/// Names are cut, not the list of what vanished.
const QString whereAll = u" (see all: Inventory, 'Show those that vanished', or bailiwick-cli list KIND --vanished)"_s;

QString withNames(const QStringList &names, qsizetype all, const QString &where = whereAll)
{
    if (names.isEmpty())
        return {};
    return u": "_s + names.join(u", "_s) + (all > names.size() ? u" and %1 more"_s.arg(all - names.size()) + where : QString());
}

QStringList namesOf(AttributeStore &store, const QList<qint64> &ids)
{
    QStringList names;
    for (const qint64 id : ids.mid(0, NamedInWarnings))
        names.append(store.keyOf(id));
    return names;
}

Diagnostic olderExport(qsizetype gone, const QString &names)
{
    const QString stay = u"a newer export of the same source was imported before: its values stay"_s;
    return {u"older-export"_s, DiagnosticLevel::Warning, {}, gone == 0 ? stay : stay + u", and what it lacks is marked as vanished"_s + names};
}

/// Of "google projects/1 resource" an officer knows the project.
Diagnostic placesNotNamed(const QStringList &scopes)
{
    QStringList places;
    for (const QString &scope : scopes) {
        const QString place = scope.count(u' ') == 2 ? scope.section(u' ', 1, 1) : scope;
        if (!places.contains(place))
            places.append(place);
    }
    return {u"places-not-named"_s, DiagnosticLevel::Warning, {},
            u"the export says nothing of %1, of which an earlier one had something: perhaps it was not asked for, and nothing there is taken for gone; if it is deleted, retire what was in it%2"_s.arg(
                places.size() == 1 ? places.constFirst() : u"%1 places"_s.arg(places.size()), places.size() == 1 ? QString() : withNames(places.mid(0, NamedInWarnings), places.size(), {}))};
}

} // namespace

Diagnostic noLongerThere(AttributeStore &store, const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return {};
    return {GoneCode, DiagnosticLevel::Warning, {},
            (ids.size() == 1 ? u"one thing of an earlier import is no longer in it"_s : u"%1 things of earlier imports are no longer in it"_s.arg(ids.size())) +
                withNames(namesOf(store, ids), ids.size())};
}

Diagnostic otherSortsStay(AttributeStore &store, const QList<qint64> &things, const QStringList &sorts)
{
    return {u"other-sorts-stay"_s, DiagnosticLevel::Warning, {},
            u"it holds nothing of %1, nor would a list that was asked for other types alone: what it lacks of these stays, retire what is gone%2"_s.arg(
                sorts.size() <= NamedInWarnings ? sorts.join(u", "_s) : sorts.mid(0, NamedInWarnings).join(u", "_s) + u" and %1 more types"_s.arg(sorts.size() - NamedInWarnings),
                withNames(namesOf(store, things), things.size(), {}))};
}

void setLost(AttributeStore &store, qint64 entity, qint64 feed, bool lost)
{
    Statement &s = store.statement("UPDATE entity_source SET lost=?3 WHERE entity=?1 AND feed=?2");
    s.bind(1, entity).bind(2, feed).bind(3, qint64(lost ? 1 : 0));
    s.run();
}

void Presence::begin(qint64 feed, qint64 source, qint64 captured, bool complete, const QString &format, qint64 first)
{
    m_first = first != 0 ? first : source;
    m_scopes.emplace(m_store, source, format, m_first);
    m_cluster = format == "kubernetes"_L1;
    m_captured = captured;
    m_feed = feed;
    m_source = source;
    if (captured == 0 || !complete)
        return;
    Statement &newest = m_store.statement("SELECT coalesce(max(s.captured),0) FROM source s JOIN change_set c ON c.id=s.change_set WHERE "
                                          "s.feed=?1 AND s.id<>?2 AND s.complete=1 AND c.undone_by IS NULL");
    newest.bind(1, feed).bind(2, source);
    m_older = newest.next() && newest.integer(0) > captured;
    newest.reset();
}

void Presence::keepSource(qint64 entity)
{
    Statement &keep = m_store.statement("INSERT OR IGNORE INTO source_before SELECT ?1, entity, feed, source, ordinal, mapping, pointer, row_hash, "
                                        "captured, lost FROM entity_source WHERE entity=?2 AND feed=?3 AND source<>?4");
    keep.bind(1, m_log.set()).bind(2, entity).bind(3, m_feed).bind(4, m_source);
    keep.run();
}

void Presence::seen(qint64 entity, qint64 captured)
{
    keepSource(entity);
    Statement &gone = m_store.statement("SELECT vanished FROM entity WHERE id=?1");
    gone.bind(1, entity);
    const qint64 vanished = gone.next() ? gone.integer(0) : 0;
    gone.reset();
    // What was deleted later than this was seen stays gone.
    if (vanished != 0 && (vanished == 1 || captured == 0 || captured > vanished))
        m_back.append({entity, vanished});
}

void Presence::bringBack()
{
    for (const auto &[entity, vanished] : std::as_const(m_back)) {
        // Not where the same export has called it deleted since.
        Statement &still = m_store.statement("SELECT 1 FROM entity WHERE id=?1 AND vanished=?2");
        still.bind(1, entity).bind(2, vanished);
        const bool same = still.next();
        still.reset();
        if (same)
            setMark(entity, vanished, 0);
    }
}

// The accelerators that the reference data tells of a machine come and go with it.
void Presence::setMark(qint64 entity, qint64 before, qint64 after)
{
    const auto mark = [this](qint64 id, qint64 was, qint64 is) {
        Statement &s = m_store.statement("UPDATE entity SET vanished=?2 WHERE id=?1");
        s.bind(1, id).bind(2, is);
        s.run();
        m_log.record(u"vanished"_s, id, {}, QByteArray::number(was), QByteArray::number(is));
    };
    mark(entity, before, after);
    Statement &pool = m_store.statement("SELECT p.id, p.vanished FROM entity m CROSS JOIN entity p ON p.kind=?2 AND p.key='acc:'||m.key "
                                        "CROSS JOIN e_accelerator a ON a.id=p.id WHERE m.id=?1 AND m.kind=?3 AND a.chip IS NOT NULL");
    pool.bind(1, entity).bind(2, qint64(EntityKind::Accelerator)).bind(3, qint64(EntityKind::Workload));
    const qint64 id = pool.next() ? pool.integer(0) : 0;
    const qint64 was = id != 0 ? pool.integer(1) : 0;
    pool.reset();
    if (id != 0 && was != after)
        mark(id, was, after);
    for (const qint64 part : partsThatFollow(entity, before, after))
        setMark(part, before, after);
}

// What only the description of a thing names as a part of it ("ARN#group/a") is there as long as the thing is, if its newest description names it.
QList<qint64> Presence::partsThatFollow(qint64 entity, qint64 before, qint64 after)
{
    Statement &s = m_store.statement(
        "SELECT e.id FROM entity m CROSS JOIN entity e ON e.kind IN (?3,?4) AND e.key>m.key||'#' AND e.key<m.key||'$' AND e.vanished=?2 WHERE m.id=?1 AND m.kind=?3 AND EXISTS (SELECT 1 FROM "
        "scope_seen v CROSS JOIN source_scope z ON z.id=v.part WHERE v.entity=e.id AND z.outdated=0 AND z.scope=?5||m.key) AND (?6=0 OR NOT EXISTS (SELECT 1 FROM scope_seen v CROSS JOIN "
        "source_scope z ON z.id=v.part WHERE v.entity=e.id AND z.outdated=0 AND z.scope<>?5||m.key) AND NOT EXISTS (SELECT 1 FROM entity_source o WHERE o.entity=e.id AND o.lost=0 AND NOT "
        "EXISTS (SELECT 1 FROM source_scope w WHERE w.source=o.source)))");
    s.bind(1, entity).bind(2, before).bind(3, qint64(EntityKind::Workload)).bind(4, qint64(EntityKind::Grant)).bind(5, DescribedScope + u'\n').bind(6, after);
    return idsOf(s);
}

bool Presence::deleted(qint64 entity, qint64 captured)
{
    Statement &newest = m_store.statement("SELECT vanished, (SELECT max(captured) FROM entity_source WHERE entity=?1) FROM entity WHERE id=?1");
    newest.bind(1, entity);
    const bool there = newest.next();
    const qint64 before = newest.integer(0);
    const bool shown = captured != 0 && newest.integer(1) > captured;
    newest.reset();
    if (!there || shown)
        return false;
    keepSource(entity);
    const qint64 after = std::max<qint64>(captured, 1);
    if (before >= after)
        return true;
    setMark(entity, before, after);
    m_deleted.append(entity);
    return true;
}

QList<qint64> Presence::marked(const QList<qint64> &ids)
{
    for (const qint64 id : ids)
        setMark(id, 0, 1);
    return ids;
}

// An export that is whole no longer has what it had; what other feeds still have stays, and what a page of the same list has that was
// imported together with it, or since the last one that did not go on.
QList<qint64> Presence::lacking(bool scopedToo, const QList<qint64> &pages)
{
    QStringList sources;
    for (const qint64 page : pages)
        sources.append(QString::number(page));
    Statement &less = m_store.statement("SELECT m.entity FROM entity_source m WHERE feed=?1 AND lost=0 AND source<>?2 AND NOT (source>=?3 AND (captured>=?4 OR captured=0)) AND "
                                        "source NOT IN (SELECT value FROM json_each(?5))");
    less.bind(1, m_feed).bind(2, m_source).bind(3, m_first).bind(4, m_captured).bind(5, u'[' + sources.join(u',') + u']');
    QList<qint64> lost = idsOf(less);
    lost.removeIf([this](qint64 id) { return m_unread.contains(id); });
    QList<qint64> gone;
    for (const qint64 id : std::as_const(lost)) {
        Statement &s = m_store.statement("SELECT 1 FROM entity WHERE id=?2 AND vanished=0 AND " + noOtherHas("?2", "?1") + (scopedToo ? QByteArray() : " AND " + unscoped + "?2)"));
        s.bind(1, m_feed).bind(2, id);
        if (s.next())
            gone.append(id);
        s.reset();
    }
    if (m_guessed && !gone.isEmpty() && repeatsNothing()) {
        m_strange = gone.size();
        return {};
    }
    for (const qint64 id : std::as_const(lost)) {
        setLost(m_store, id, m_feed, true);
        m_log.record(u"lost"_s, id, QString::number(m_feed), "0", "1");
    }
    return marked(gone);
}

/// What the feed had and this source has once more was kept for the undoing.
bool Presence::repeatsNothing()
{
    Statement &again = m_store.statement("SELECT 1 FROM source_before WHERE change_set=?1 AND feed=?2 LIMIT 1");
    again.bind(1, m_log.set()).bind(2, m_feed);
    const bool any = again.next();
    again.reset();
    return !any;
}

QList<qint64> Presence::lackingOfWhole(bool scopedToo)
{
    const ListJudged list = judgeList(partsOfFeed(m_store, m_feed, m_source, m_captured, m_first));
    if (list.whole)
        return lacking(scopedToo, list.pages);
    m_leftOnPages = std::max(m_leftOnPages, list.left);
    return {};
}

// What an older export has and the newest lacks was gone by then.
Diagnostic Presence::outdated()
{
    Statement &gone = m_store.statement("SELECT id FROM entity WHERE vanished=0 AND id IN (SELECT entity FROM entity_source s WHERE feed=?1 AND "
                                        "source=?2 AND NOT EXISTS (SELECT 1 FROM source_before b WHERE b.change_set=?3 AND b.entity=s.entity AND "
                                        "b.feed=?1)) AND " + noOtherHas("entity.id", "?1") + " AND " + unscoped + "entity.id)");
    gone.bind(1, m_feed).bind(2, m_source).bind(3, m_log.set());
    const QList<qint64> ids = marked(idsOf(gone));
    return olderExport(ids.size(), withNames(namesOf(m_store, ids), ids.size()));
}

bool Presence::isScoped(qint64 entity)
{
    Statement &s = m_store.statement("SELECT 1 FROM scope_seen x JOIN source_scope p ON p.id=x.part WHERE x.entity=?1 AND p.source=?2");
    s.bind(1, entity).bind(2, m_source);
    return s.hasRow();
}

// Whatever format and feed they came in.
Diagnostic Presence::byScope(bool complete, qint64 now)
{
    // What was only no longer found is judged by the scopes; what a source called deleted is back once it is seen later.
    m_back.removeIf([this](const auto &back) { return back.second == 1 && (m_older || isScoped(back.first)); });
    bringBack();
    const Scopes::Outcome outcome = m_scopes->finish(complete, m_captured, now);
    for (const qint64 id : outcome.back)
        setMark(id, 1, 0);
    for (const qint64 id : outcome.gone)
        setMark(id, 0, 1);
    QList<qint64> all = outcome.gone;
    if (m_wholeFeed && complete && !m_older && !m_olderCaptures) {
        m_notNamed = m_scopes->notNamed(m_feed);
        if (m_notNamed.isEmpty())
            all += lackingOfWhole(true);
    }
    m_leftOnPages = std::max(m_leftOnPages, outcome.leftOnPages);
    if (outcome.older)
        return olderExport(all.size(), withNames(namesOf(m_store, all), all.size()));
    return noLongerThere(m_store, all);
}

Diagnostic Presence::gone(const QList<qint64> &ids)
{
    for (const qint64 id : ids)
        setMark(id, 0, 1);
    return noLongerThere(m_store, ids);
}

QList<Diagnostic> Presence::finish(bool complete, qint64 now)
{
    QList<Diagnostic> said;
    m_older = m_older || (complete && m_olderCaptures && !m_newerCaptures);
    const bool scoped = m_scopes && !m_scopes->isEmpty();
    if (!m_older && !scoped)
        bringBack();
    if (scoped)
        said.append(byScope(complete, now));
    else if (m_older)
        said.append(outdated());
    else if (complete && !m_olderCaptures)
        said.append(noLongerThere(m_store, lackingOfWhole(false)));
    if (m_leftOnPages > 0)
        said.append(perhapsLastPage(m_leftOnPages));
    if (!m_notNamed.isEmpty())
        said.append(placesNotNamed(m_notNamed));
    if (m_strange > 0)
        said.append({u"other-source"_s, DiagnosticLevel::Warning, {},
                     u"the export repeats nothing of the earlier one of the same name: it may be of another %1, so that nothing is taken for gone (%2 of the earlier one); %3"_s.arg(
                         m_cluster ? u"cluster"_s : u"unit"_s, m_strange == 1 ? u"one thing"_s : u"%1 things"_s.arg(m_strange),
                         m_cluster ? u"say which cluster each file is of (import --cluster NAME; in the window: Kubernetes cluster)"_s
                                   : u"give the lists of several units names of their own; of the same list, retire what is gone"_s)});
    if (!m_deleted.isEmpty())
        said.append({u"deleted-known"_s, DiagnosticLevel::Warning, {},
                     u"%1 of the workspace were deleted and are marked as vanished%2"_s.arg(m_deleted.size()).arg(
                         withNames(namesOf(m_store, m_deleted), m_deleted.size()))});
    said.removeIf([](const Diagnostic &d) { return d.code.isEmpty(); });
    return said;
}

} // namespace store
