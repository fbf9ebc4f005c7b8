// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/scopes.h"

#include "domain/requirement.h"
#include "store/listpages.h"

#include <QSet>

#include <algorithm>
#include <utility>
#include <variant>

using namespace Qt::StringLiterals;

namespace store {
namespace {

/// Two formats of one scan (scopes with a '|') may tell its hour in different zones, which neither names: only what is so much newer is another scan.
constexpr char otherFormat[] = "50400"; // 14 hours

/// The scope that a part of one ("WIDE\nNARROW") lies in; no scope's name where it is no part.
const QByteArray wideOf = "substr(source_scope.scope,1,instr(source_scope.scope,char(10))-1)";

void tellOutdated(AttributeStore &store)
{
    Statement &s = store.statement(
        "UPDATE source_scope SET outdated=(outdated=0) WHERE outdated<>EXISTS (SELECT 1 FROM source_scope q WHERE q.scope IN (source_scope.scope," + wideOf +
        ") AND q.whole=1 AND q.source<>source_scope.source AND q.captured>source_scope.captured+CASE WHEN q.format=source_scope.format OR instr(q.scope,'|')=0 THEN 0 ELSE " +
        QByteArray(otherFormat) + " END)");
    s.run();
}

QString textOf(const domain::Record &record, QStringView attr)
{
    for (const domain::Field &f : record.fields) {
        if (f.attr == attr && std::holds_alternative<QString>(f.value))
            return std::get<QString>(f.value);
    }
    return {};
}

/// Results and errors of one scan by ScoutSuite have one name behind "scoutsuite_results_" and "scoutsuite_errors_"; the file of errors says
/// itself neither account nor day.
QString errorsOf(const QString &path)
{
    const QString file = path.section(u'/', -1).section(u'.', 0, 0);
    return u"ScoutSuite errors|"_s + file.section(u'_', 2);
}

} // namespace

QString scopeOfFinding(const domain::Record &record, const QString &format, const QString &path)
{
    if (record.kind != domain::EntityKind::ToolFinding)
        return {};
    const QString tool = textOf(record, u"tool");
    const QString account = textOf(record, u"account").toLower();
    if (tool == u"ScoutSuite"_s && record.key.startsWith(u"scoutsuite:error|"_s))
        return errorsOf(path);
    // One run of Powerpipe is one benchmark of many.
    if (account.isEmpty() || tool == u"Powerpipe"_s)
        return {};
    // Prowler numbers its findings otherwise for Security Hub, which holds them and those of all others by region.
    if (format == u"asff"_s || tool.startsWith(u"AWS "_s) || tool.startsWith(u"Amazon "_s))
        return (tool == u"Prowler"_s ? u"Prowler in Security Hub|"_s : u"Security Hub|"_s) + account + u'|' + textOf(record, u"region");
    const QString scope = tool + u'|' + account;
    if (!record.key.contains(u'#'))
        return scope;
    // A list of one framework lacks what the other lists have.
    for (const domain::Field &f : record.fields) {
        const auto *list = f.attr == u"requirements"_s ? std::get_if<domain::ListValue>(&f.value) : nullptr;
        if (list && !list->items.isEmpty())
            return scope + u'|' + domain::RequirementName::fromText(list->items.constFirst()).framework;
    }
    return {};
}

QString alsoCovered(const QString &format, const QString &path)
{
    // A scan that met no closed door writes no file of errors: its results tell that the former ones are over.
    return format == u"scoutsuite"_s ? errorsOf(path) : QString();
}

Scopes::Part &Scopes::part(const QString &scope, qint64 captured)
{
    Part &part = m_parts[scope];
    if (part.id == 0) {
        Statement &s = m_store.statement("INSERT INTO source_scope(source,scope,format,captured,whole) VALUES(?1,?2,?3,0,0) RETURNING id");
        s.bind(1, m_source).bind(2, scope).bind(3, m_format);
        part.id = s.next() ? s.integer(0) : 0;
        s.run();
    }
    part.captured = std::max(part.captured, captured);
    return part;
}

void Scopes::seen(const QString &scope, qint64 entity, qint64 captured)
{
    const qint64 id = part(scope, captured).id;
    BulkRows &rows = m_store.newRows().of("INSERT OR IGNORE INTO scope_seen(entity,part)", 2);
    rows.set(0, entity).set(1, id);
    rows.endRow();
}

void Scopes::covers(const QString &scope) { part(scope, 0); }

/// What does not tell its day is taken for the newest, also within one second, but among files that are imported together.
qint64 Scopes::newestOf(const QString &scope)
{
    Statement &s = m_store.statement("SELECT max(captured) FROM (SELECT captured FROM source_scope WHERE scope IN (?1,?2) AND source<?3 UNION ALL "
                                     "SELECT captured FROM source_scope WHERE scope>?1||char(10) AND scope<?1||char(11) AND source<?3)");
    s.bind(1, scope).bind(2, scope.contains(u'\n') ? scope.section(u'\n', 0, 0) : scope).bind(3, m_first);
    const qint64 newest = s.next() ? s.integer(0) : 0;
    s.reset();
    return newest;
}

/// When the earliest of the sources saw the scope or a part of it; `most` where none did before that.
qint64 Scopes::capturedOf(const QString &scope, const QList<qint64> &sources, qint64 most)
{
    for (const qint64 source : sources) {
        Statement &s = m_store.statement("SELECT min(captured) FROM source_scope WHERE source=?1 AND (scope=?2 OR (scope>?2||char(10) AND scope<?2||char(11)))");
        s.bind(1, source).bind(2, scope);
        if (s.next() && !s.isNull(0))
            most = std::min(most, s.integer(0));
        s.reset();
    }
    return most;
}

QStringList Scopes::notNamed(qint64 feed)
{
    const auto wide = [](const char *part) {
        const QByteArray scope = QByteArray(part) + ".scope";
        return "CASE instr(" + scope + ",char(10)) WHEN 0 THEN " + scope + " ELSE substr(" + scope + ",1,instr(" + scope + ",char(10))-1) END";
    };
    Statement &s = m_store.statement("SELECT DISTINCT " + wide("p") + " FROM source_scope p JOIN source f ON f.id=p.source WHERE f.feed=?1 AND f.id<?2 AND " + wide("p") +
                                     " NOT IN (SELECT " + wide("q") + " FROM source_scope q WHERE q.source>=?2) AND EXISTS (SELECT 1 FROM scope_seen x JOIN entity e ON "
                                     "e.id=x.entity WHERE x.part=p.id AND e.vanished=0 AND e.retired_on IS NULL) ORDER BY 1");
    s.bind(1, feed).bind(2, m_first);
    QStringList names;
    while (s.next())
        names.append(s.text(0));
    s.reset();
    return names;
}

Scopes::Outcome Scopes::finish(bool whole, qint64 captured, qint64 now)
{
    Outcome out;
    // What is covered without a word of its own was looked at when the rest was.
    qint64 newest = captured;
    for (const Part &p : std::as_const(m_parts))
        newest = std::max(newest, p.captured);
    for (auto p = m_parts.cbegin(); p != m_parts.cend(); ++p) {
        const qint64 told = p->captured > 0 ? p->captured : newest;
        const ListJudged list = whole ? judgeList(partsOfScope(m_store, p.key(), m_source, told, m_first)) : ListJudged();
        if (!list.whole)
            out.leftOnPages = std::max(out.leftOnPages, list.left);
        // With its earlier pages it is one list, of which none is newer than another.
        const qint64 at = capturedOf(p.key(), list.pages, told > 0 ? told : std::max(now, newestOf(p.key()) + 1));
        Statement &s = m_store.statement("UPDATE source_scope SET captured=?2, whole=?3 WHERE id=?1");
        s.bind(1, p->id).bind(2, at).bind(3, qint64(whole && list.whole ? 1 : 0));
        s.run();
    }
    // Only what becomes outdated now can make anything vanish: of the rest that was told when they did.
    Statement &before = m_store.statement("SELECT id FROM source_scope WHERE outdated=0 AND EXISTS (SELECT 1 FROM source_scope p WHERE p.source=?1 AND "
                                          "p.scope IN (source_scope.scope," + wideOf + "))");
    before.bind(1, m_source);
    QList<qint64> fresh = idsOf(before);
    tellOutdated(m_store);
    Statement &over = m_store.statement("SELECT id FROM source_scope WHERE outdated=1");
    const QList<qint64> outdated = idsOf(over);
    const QSet<qint64> overNow(outdated.cbegin(), outdated.cend());
    fresh.removeIf([&overNow](qint64 id) { return !overNow.contains(id); });
    QSet<qint64> told;
    for (const qint64 id : fresh) {
        Statement &gone = m_store.statement(
            "SELECT x.entity FROM source_scope p JOIN scope_seen x ON x.part=p.id JOIN entity e ON e.id=x.entity WHERE p.id=?1 AND p.outdated=1 AND e.vanished=0 "
            "AND NOT EXISTS (SELECT 1 FROM scope_seen y JOIN source_scope z ON z.id=y.part WHERE y.entity=e.id AND z.outdated=0) AND NOT EXISTS (SELECT 1 "
            "FROM entity_source o WHERE o.entity=e.id AND o.lost=0 AND NOT EXISTS (SELECT 1 FROM source_scope w WHERE w.source=o.source)) ORDER BY e.id");
        gone.bind(1, id);
        for (const qint64 entity : idsOf(gone)) {
            if (!told.contains(entity)) {
                told.insert(entity);
                out.gone.append(entity);
            }
        }
    }
    Statement &own = m_store.statement("SELECT count(*) FROM source_scope WHERE source=?1 AND outdated=1");
    own.bind(1, m_source);
    out.older = own.next() && own.integer(0) == m_parts.size();
    own.reset();
    // From what had vanished, which is little: the export may have shown anything.
    Statement &back = m_store.statement("SELECT e.id FROM entity e INDEXED BY entity_vanished WHERE e.vanished<>0 AND e.vanished=1 AND EXISTS (SELECT 1 FROM "
                                        "scope_seen x CROSS JOIN source_scope p ON p.id=x.part WHERE x.entity=e.id AND p.source=?1 AND p.outdated=0) ORDER BY e.id");
    back.bind(1, m_source);
    out.back = idsOf(back);
    return out;
}

void Scopes::forget(AttributeStore &store, qint64 changeSet)
{
    for (const char *sql : {"DELETE FROM scope_seen WHERE part IN (SELECT p.id FROM source_scope p JOIN source s ON s.id=p.source WHERE s.change_set=?1)",
                            "DELETE FROM source_scope WHERE source IN (SELECT id FROM source WHERE change_set=?1)"}) {
        Statement &s = store.statement(sql);
        s.bind(1, changeSet);
        s.run();
    }
    tellOutdated(store);
}

} // namespace store
