// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/scopes.h"

#include "domain/requirement.h"

#include <QSet>

#include <algorithm>
#include <utility>
#include <variant>

using namespace Qt::StringLiterals;

namespace store {
namespace {

/// Two formats of one scan may tell its hour in different zones, which neither names: only what is so much newer is another scan.
constexpr char otherFormat[] = "50400"; // 14 hours

void tellOutdated(AttributeStore &store)
{
    Statement &s = store.statement(
        "UPDATE source_scope SET outdated=(outdated=0) WHERE outdated<>EXISTS (SELECT 1 FROM source_scope q WHERE q.scope=source_scope.scope AND q.whole=1 AND "
        "q.captured>source_scope.captured+CASE WHEN q.format=source_scope.format THEN 0 ELSE " + QByteArray(otherFormat) + " END)");
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

QList<qint64> idsOf(Statement &s)
{
    QList<qint64> ids;
    while (s.next())
        ids.append(s.integer(0));
    s.reset();
    return ids;
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
    Statement &s = m_store.statement("INSERT OR IGNORE INTO scope_seen(entity,part) VALUES(?1,?2)");
    s.bind(1, entity).bind(2, id);
    s.run();
}

void Scopes::covers(const QString &scope) { part(scope, 0); }

Scopes::Outcome Scopes::finish(bool whole, qint64 captured, qint64 now)
{
    Outcome out;
    // What is covered without a word of its own was looked at when the rest was.
    qint64 newest = captured;
    for (const Part &p : std::as_const(m_parts))
        newest = std::max(newest, p.captured);
    for (const Part &p : std::as_const(m_parts)) {
        Statement &s = m_store.statement("UPDATE source_scope SET captured=?2, whole=?3 WHERE id=?1");
        s.bind(1, p.id).bind(2, p.captured > 0 ? p.captured : newest > 0 ? newest : now).bind(3, qint64(whole ? 1 : 0));
        s.run();
    }
    // Only what becomes outdated now can make anything vanish: of the rest that was told when they did.
    Statement &before = m_store.statement("SELECT q.id FROM source_scope p JOIN source_scope q ON q.scope=p.scope WHERE p.source=?1 AND q.outdated=0");
    before.bind(1, m_source);
    const QList<qint64> fresh = idsOf(before);
    tellOutdated(m_store);
    QSet<qint64> told;
    for (const qint64 id : fresh) {
        Statement &gone = m_store.statement(
            "SELECT x.entity FROM source_scope p JOIN scope_seen x ON x.part=p.id JOIN entity e ON e.id=x.entity WHERE p.id=?1 AND p.outdated=1 AND e.vanished=0 "
            "AND NOT EXISTS (SELECT 1 FROM scope_seen y JOIN source_scope z ON z.id=y.part WHERE y.entity=e.id AND z.outdated=0) AND NOT EXISTS (SELECT 1 "
            "FROM entity_source o WHERE o.entity=e.id AND o.source NOT IN (SELECT source FROM source_scope)) ORDER BY e.id");
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
    Statement &back = m_store.statement("SELECT DISTINCT e.id FROM source_scope p JOIN scope_seen x ON x.part=p.id JOIN entity e ON e.id=x.entity WHERE "
                                        "p.source=?1 AND p.outdated=0 AND e.vanished=1 ORDER BY e.id");
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
