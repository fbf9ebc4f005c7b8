// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/runwriter.h"

#include "rules/resultblock.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

Result<QSqlQuery> run(QSqlDatabase &db, const QString &sql, const QVariantList &binds = {})
{
    QSqlQuery query(db);
    query.setForwardOnly(true);
    if (query.prepare(sql)) {
        for (const QVariant &value : binds)
            query.addBindValue(value);
        if (query.exec())
            return query;
    }
    return Error{ErrorCode::DatabaseError, query.lastError().text() + u" in "_s + sql, QString()};
}

Result<void> exec(QSqlDatabase &db, const QString &sql, const QVariantList &binds = {})
{
    const auto query = run(db, sql, binds);
    return query ? Result<void>() : Result<void>(query.error());
}

/// A prepared statement that is run many times.
class Repeated
{
public:
    Repeated(QSqlDatabase &db, const QString &sql) : m_query(db) { m_ok = m_query.prepare(sql); }
    bool operator()(std::initializer_list<QVariant> binds)
    {
        for (const QVariant &value : binds)
            m_query.addBindValue(value);
        m_ok = m_ok && m_query.exec();
        return m_ok;
    }
    QString error() const { return m_query.lastError().text(); }

private:
    QSqlQuery m_query;
    bool m_ok = false;
};

bool isStored(int status)
{
    return status != static_cast<int>(Status::Pass) && status != static_cast<int>(Status::NotApplicable);
}

bool isIssue(int status) { return status == static_cast<int>(Status::Gap) || status == static_cast<int>(Status::Accepted); }

} // namespace

RunWriter::RunWriter(QSqlDatabase &db, const RunRequest &request) : m_db(db), m_request(request) {}

Result<qint64> RunWriter::begin()
{
    auto revision = run(m_db, u"SELECT COALESCE(MAX(id),0) FROM change_set"_s);
    if (!revision)
        return revision.error();
    if (revision->next())
        m_revision = revision->value(0).toLongLong();
    auto last = run(m_db, u"SELECT revision, as_of, summary FROM run ORDER BY id DESC LIMIT 1"_s);
    if (!last)
        return last.error();
    if (last->next()) {
        m_hadRun = true;
        m_lastRevision = last->value(0).toLongLong();
        m_lastAsOf = last->value(1).toInt();
        if (const auto summary = RunSummary::fromJson(last->value(2).toByteArray())) {
            for (const RuleResult &r : summary->rules)
                m_lastHashes.insert(r.rule, r.hash);
        }
    }
    last->finish();
    auto answered = run(m_db, u"SELECT DISTINCT c.entity FROM change c JOIN change_set s ON s.id = c.change_set WHERE s.kind = 'answer' "
                              "AND s.id > ? AND c.entity IS NOT NULL"_s, {m_lastRevision});
    if (!answered)
        return answered.error();
    while (answered->next())
        m_answered.insert(answered->value(0).toLongLong());
    auto added = run(m_db, u"SELECT id FROM entity WHERE added_set > ?"_s, {m_hadRun ? m_lastRevision : m_revision});
    if (!added)
        return added.error();
    while (added->next())
        m_added.insert(added->value(0).toLongLong());
    auto insert = run(m_db, u"INSERT INTO run (revision, as_of, scope, at, seconds, summary) VALUES (?,?,?,?,0,'{}')"_s,
                      {m_revision, m_request.asOf, m_request.scope.isNull() ? u""_s : m_request.scope,
                       m_request.at.toUTC().toString(Qt::ISODate)});
    if (!insert)
        return insert.error();
    m_run = insert->lastInsertId().toLongLong();
    if (auto r = loadIssues(); !r)
        return r.error();
    return m_run;
}

Result<void> RunWriter::writeIds(domain::EntityKind kind, const QList<qint64> &ids)
{
    return exec(m_db, u"INSERT INTO result_block (run, rule, data) VALUES (?,?,?)"_s, {m_run, -1 - static_cast<int>(kind), packIds(ids)});
}

Result<qint64> RunWriter::ruleId(const Pack &pack, const Rule &rule, bool &isNew)
{
    auto found = run(m_db, u"SELECT id FROM rule WHERE name = ?"_s, {rule.id});
    if (!found)
        return found.error();
    if (found->next()) {
        const qint64 id = found->value(0).toLongLong();
        found->finish();
        if (auto r = exec(m_db, u"UPDATE rule SET framework = ?, severity = ? WHERE id = ?"_s, {pack.id, static_cast<int>(rule.severity), id}); !r)
            return r.error();
        return id;
    }
    isNew = true;
    auto insert = run(m_db, u"INSERT INTO rule (name, framework, severity) VALUES (?,?,?)"_s, {rule.id, pack.id, static_cast<int>(rule.severity)});
    if (!insert)
        return insert.error();
    return insert->lastInsertId().toLongLong();
}

Result<QHash<qint64, RunWriter::Known>> RunWriter::knownFindings(qint64 rule)
{
    auto rows = run(m_db, u"SELECT entity, status, since_run, issue FROM finding WHERE rule = ?"_s, {rule});
    if (!rows)
        return rows.error();
    QHash<qint64, Known> known;
    while (rows->next())
        known.insert(rows->value(0).toLongLong(), {rows->value(1).toInt(), rows->value(2).toLongLong(), rows->value(3).toLongLong()});
    return known;
}

Result<QHash<qint64, int>> RunWriter::lastResults(qint64 rule, const Rule &of)
{
    auto last = run(m_db, u"SELECT MAX(run) FROM result_block WHERE rule = ? AND run < ?"_s, {rule, m_run});
    if (!last)
        return last.error();
    QHash<qint64, int> before;
    if (!last->next() || last->value(0).isNull())
        return before;
    const auto results = readResults(m_db, last->value(0).toLongLong(), of.id, of.entity);
    if (!results)
        return results.error();
    for (const EntityStatus &result : *results)
        before.insert(result.entity.value, static_cast<int>(result.status));
    return before;
}

QString RunWriter::causeOf(const Rule &rule, qint64 entity, int before, int after) const
{
    constexpr int notYet = static_cast<int>(Status::NotYetApplicable);
    constexpr int accepted = static_cast<int>(Status::Accepted);
    if (before < 0 || m_added.contains(entity))
        return u"first"_s;
    if (before == notYet || after == notYet)
        return u"law"_s;
    if (const auto it = m_lastHashes.constFind(rule.id); it != m_lastHashes.constEnd() && *it != rule.hash)
        return u"rule"_s;
    if (before == accepted)
        return m_lastAsOf != m_request.asOf && m_revision == m_lastRevision ? u"expiry"_s : u"data"_s;
    if (after == accepted || m_answered.contains(entity))
        return u"answer"_s;
    if (m_revision == m_lastRevision)
        return m_lastAsOf != m_request.asOf ? u"expiry"_s : u"law"_s;
    return u"data"_s;
}

Result<void> RunWriter::loadIssues()
{
    auto rows = run(m_db, u"SELECT id, cause FROM issue"_s);
    if (!rows)
        return rows.error();
    while (rows->next())
        m_issues.insert(rows->value(1).toString(), rows->value(0).toLongLong());
    return {};
}

Result<qint64> RunWriter::issueFor(qint64 rule, const Rule &of, qint64 entity, const QString &root)
{
    const QString theme = of.cause.isEmpty() ? of.id : of.cause;
    const QString named = of.rootIsOrganisation ? u"*"_s : root.isEmpty() ? u'#' + QString::number(entity) : root;
    const QString cause = theme + u'|' + named;
    // The same cause again: the number that people know it by comes back.
    if (const auto it = m_issues.constFind(cause); it != m_issues.constEnd())
        return *it;
    const bool isEntity = named.startsWith(u'#');
    auto insert = run(m_db, u"INSERT INTO issue (cause, theme, rule, root, root_text, opened_run) VALUES (?,?,?,?,?,?)"_s,
                      {cause, theme, rule, isEntity ? QVariant(named.mid(1).toLongLong()) : QVariant(), isEntity ? u""_s : named, m_run});
    if (!insert)
        return insert.error();
    const qint64 id = insert->lastInsertId().toLongLong();
    m_issues.insert(cause, id);
    return id;
}

/// Closes what has no finding left, opens again what has one, and lets the gravest rule lead.
Result<void> RunWriter::settleIssues()
{
    // A run over a part of the workspace says nothing of the rest.
    if (m_request.scope.isEmpty()) {
        if (auto r = exec(m_db, u"UPDATE issue SET closed_run = ? WHERE closed_run IS NULL AND id NOT IN (SELECT issue FROM finding WHERE issue > 0)"_s,
                          {m_run});
            !r)
            return r;
    }
    if (auto r = exec(m_db, u"UPDATE issue SET closed_run = NULL WHERE closed_run IS NOT NULL AND id IN (SELECT issue FROM finding WHERE issue > 0)"_s); !r)
        return r;
    return exec(m_db, u"UPDATE issue SET rule = n.rule FROM (SELECT issue, rule FROM (SELECT f.issue, f.rule, row_number() OVER "
                       "(PARTITION BY f.issue ORDER BY r.severity DESC, count(*) DESC, r.name) AS place FROM finding f JOIN rule r ON r.id = f.rule "
                       "WHERE f.issue > 0 GROUP BY f.issue, f.rule) WHERE place = 1) n WHERE n.issue = issue.id AND issue.rule <> n.rule"_s);
}

Result<void> RunWriter::write(const RuleOutcome &outcome, const QList<qint64> &ids)
{
    bool isNew = false;
    const Result<qint64> rule = ruleId(*outcome.pack, *outcome.rule, isNew);
    if (!rule)
        return rule.error();
    QHash<qint64, Known> known;
    QHash<qint64, int> before;
    if (!isNew) {
        auto findings = knownFindings(*rule);
        if (!findings)
            return findings.error();
        known = std::move(*findings);
        auto results = lastResults(*rule, *outcome.rule);
        if (!results)
            return results.error();
        before = std::move(*results);
    }
    Repeated put(m_db, u"INSERT OR REPLACE INTO finding (rule, entity, status, since_run, issue) VALUES (?,?,?,?,?)"_s);
    Repeated drop(m_db, u"DELETE FROM finding WHERE rule = ? AND entity = ?"_s);
    Repeated change(m_db, u"INSERT INTO finding_change (run, rule, entity, old, new, cause) VALUES (?,?,?,?,?,?)"_s);
    bool ok = true;
    for (qsizetype i = 0; i < ids.size() && ok; ++i) {
        const qint64 id = ids.at(i);
        // What a rule doesn't concern has no result; where it had one, it is no longer applicable.
        const int status = outcome.statuses.at(i) == NotConcerned ? static_cast<int>(Status::NotApplicable) : outcome.statuses.at(i);
        const auto was = known.constFind(id);
        const bool hadRow = was != known.constEnd();
        const int old = hadRow ? was->status : before.value(id, -1);
        qint64 issue = 0;
        if (isIssue(status)) {
            const Result<qint64> number = issueFor(*rule, *outcome.rule, id, outcome.roots.value(id));
            if (!number)
                return number.error();
            issue = *number;
            if (status == static_cast<int>(Status::Gap))
                m_openIssues.insert(issue);
        }
        if (isStored(status)) {
            if (!hadRow || was->status != status || was->issue != issue)
                ok = put({*rule, id, status, hadRow && was->status == status ? was->since : m_run, issue});
        } else if (hadRow) {
            ok = drop({*rule, id});
        }
        // What a new rule or entity passes at once is no change.
        if (!isNew && old != status && (old >= 0 || isStored(status)))
            ok = ok && change({m_run, *rule, id, old, status, causeOf(*outcome.rule, id, old, status)});
        if (hadRow)
            known.erase(was);
    }
    if (m_request.scope.isEmpty()) {
        for (auto it = known.constBegin(); it != known.constEnd() && ok; ++it)
            ok = drop({*rule, it.key()})
                 && change({m_run, *rule, it.key(), it->status, static_cast<int>(Status::NotApplicable), u"vanished"_s});
    }
    if (!ok)
        return Error{ErrorCode::DatabaseError, put.error() + drop.error() + change.error(), outcome.rule->id};
    if (isNew) {
        if (auto r = exec(m_db, u"INSERT INTO finding_change SELECT ?, rule, entity, -1, status, 'first' FROM finding WHERE rule = ?"_s,
                          {m_run, *rule});
            !r)
            return r;
    }
    return exec(m_db, u"INSERT INTO result_block (run, rule, data) VALUES (?,?,?)"_s, {m_run, *rule, packStatuses(outcome.statuses)});
}

Result<void> RunWriter::finish(RunSummary &summary)
{
    if (auto r = settleIssues(); !r)
        return r;
    summary.openIssues = m_openIssues.size();
    summary.run = m_run;
    summary.revision = m_revision;
    return exec(m_db, u"UPDATE run SET seconds = ?, summary = ? WHERE id = ?"_s,
                {summary.seconds, QString::fromUtf8(summary.toJson()), m_run});
}

} // namespace rules
