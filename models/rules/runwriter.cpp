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

bool isStored(int status)
{
    return status != static_cast<int>(Status::Pass) && status != static_cast<int>(Status::NotApplicable);
}

bool isIssue(int status)
{
    return status == static_cast<int>(Status::Gap) || status == static_cast<int>(Status::Accepted);
}

} // namespace

RunWriter::RunWriter(QSqlDatabase &db, const RunRequest &request) : m_db(db), m_request(request), m_findings(db) {}

bool RunWriter::change(qint64 rule, qint64 entity, int old, int status, const QByteArray &cause)
{
    return m_change.bind(1, m_run)
        .bind(2, rule)
        .bind(3, entity)
        .bind(4, static_cast<qint64>(old))
        .bind(5, static_cast<qint64>(status))
        .bindUtf8(6, cause)
        .run();
}

Result<qint64> RunWriter::begin()
{
    auto revision = run(m_db, u"SELECT COALESCE(MAX(id),0) FROM change_set"_s);
    if (!revision)
        return revision.error();
    if (revision->next())
        m_revision = revision->value(0).toLongLong();
    revision->finish();
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
            // Switched on again, a rule says something else than it did: not for its facts.
            for (const RuleResult &r : summary->switchedOff)
                m_lastHashes.insert(r.rule, r.hash + "-off");
        }
    }
    last->finish();
    auto answered =
        run(m_db,
            u"SELECT DISTINCT c.entity FROM change c JOIN change_set s ON s.id = c.change_set WHERE s.kind = 'answer' "
            "AND s.id > ? AND c.entity IS NOT NULL"_s,
            {m_lastRevision});
    if (!answered)
        return answered.error();
    while (answered->next())
        m_answered.insert(answered->value(0).toLongLong());
    auto added = run(m_db, u"SELECT id FROM entity WHERE added_set > ?"_s, {m_hadRun ? m_lastRevision : m_revision});
    if (!added)
        return added.error();
    while (added->next())
        m_added.insert(added->value(0).toLongLong());
    auto waived = run(m_db, u"SELECT rule, entity, accepted_on, expires, withdrawn_on FROM waiver"_s);
    if (!waived)
        return waived.error();
    while (waived->next()) {
        const bool stood = waived->value(2).toInt() <= m_lastAsOf && m_lastAsOf < waived->value(3).toInt();
        const std::pair gap(waived->value(0).toString(), waived->value(1).toLongLong());
        if (stood && waived->value(3).toInt() <= m_request.asOf)
            m_expired.insert(gap);
        else if (stood && (waived->value(4).isNull() || waived->value(4).toInt() > m_request.asOf))
            m_waived.insert(gap);
    }
    auto insert = run(m_db, u"INSERT INTO run (revision, as_of, scope, at, seconds, summary) VALUES (?,?,?,?,0,'{}')"_s,
                      {m_revision, m_request.asOf, m_request.scope.isNull() ? u""_s : m_request.scope,
                       m_request.at.toUTC().toString(Qt::ISODate)});
    if (!insert)
        return insert.error();
    m_run = insert->lastInsertId().toLongLong();
    insert->finish();
    if (auto r = loadIssues(); !r)
        return r.error();
    if (auto r = m_findings.open(); !r)
        return r.error();
    m_change = store::Statement(store::nativeHandle(m_db),
                                "INSERT INTO finding_change (run, rule, entity, old, new, cause) VALUES (?,?,?,?,?,?)");
    m_issue = store::Statement(store::nativeHandle(m_db), "INSERT INTO issue (cause, theme, rule, root, root_text, opened_run) VALUES (?,?,?,?,?,?)");
    for (const store::Statement *s : {&m_change, &m_issue}) {
        if (!s->isValid())
            return Error{ErrorCode::DatabaseError, s->error(), QString()};
    }
    return m_run;
}

Result<void> RunWriter::writeReach()
{
    for (const QString &sql : {u"DELETE FROM provider_reach"_s,
                               u"INSERT INTO provider_reach SELECT p.id, CASE WHEN max(x.level)=2 THEN 1 WHEN max(x.level) IS NULL AND p.known=2 THEN 0 END "
                               "FROM bw_provider p LEFT JOIN bw_exposure x ON x.provider=p.id AND x.partial=0 GROUP BY p.id"_s}) {
        QSqlQuery query(m_db);
        if (!query.exec(sql))
            return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    }
    return {};
}

Result<void> RunWriter::writeIds(domain::EntityKind kind, const QList<qint64> &ids)
{
    return exec(m_db, u"INSERT INTO result_block (run, rule, data) VALUES (?,?,?)"_s,
                {m_run, -1 - static_cast<int>(kind), packIds(ids)});
}

Result<qint64> RunWriter::ruleId(const Pack &pack, const Rule &rule, bool &isNew)
{
    auto found = run(m_db, u"SELECT id FROM rule WHERE name = ?"_s, {rule.id});
    if (!found)
        return found.error();
    if (found->next()) {
        const qint64 id = found->value(0).toLongLong();
        found->finish();
        if (auto r = exec(m_db, u"UPDATE rule SET framework = ?, severity = ?, legal = ? WHERE id = ?"_s,
                          {pack.id, static_cast<int>(rule.severity), static_cast<int>(rule.legalStatus), id});
            !r)
            return r.error();
        return id;
    }
    isNew = true;
    auto insert = run(m_db, u"INSERT INTO rule (name, framework, severity, legal) VALUES (?,?,?,?)"_s,
                      {rule.id, pack.id, static_cast<int>(rule.severity), static_cast<int>(rule.legalStatus)});
    if (!insert)
        return insert.error();
    return insert->lastInsertId().toLongLong();
}

/// What the rule said the last time that it was asked, whatever the scope was then.
Result<RunWriter::Before> RunWriter::lastResults(qint64 rule, const Rule &of)
{
    auto last = run(m_db, u"SELECT run, data FROM result_block WHERE rule = ? AND run < ? ORDER BY run DESC LIMIT 1"_s,
                    {rule, m_run});
    if (!last)
        return last.error();
    if (!last->next())
        return Before{};
    const qint64 lastRun = last->value(0).toLongLong();
    const QByteArray data = last->value(1).toByteArray();
    last->finish();
    const std::pair<qint64, int> key(lastRun, -1 - static_cast<int>(of.entity));
    auto it = m_lastIds.constFind(key);
    if (it == m_lastIds.constEnd()) {
        auto ids = run(m_db, u"SELECT data FROM result_block WHERE run = ? AND rule = ?"_s, {key.first, key.second});
        if (!ids)
            return ids.error();
        it = m_lastIds.insert(key, ids->next() ? unpackIds(ids->value(0).toByteArray()) : QList<qint64>());
    }
    Before before{*it, {}};
    if (!data.isEmpty())
        before.statuses = unpackStatuses(data, before.ids.size());
    before.ids.resize(before.statuses.size());
    return before;
}

QByteArray RunWriter::causeOf(const Rule &rule, qint64 entity, int before, int after) const
{
    constexpr int notYet = static_cast<int>(Status::NotYetApplicable);
    constexpr int accepted = static_cast<int>(Status::Accepted);
    if (before < 0 || m_added.contains(entity))
        return "first";
    if (before == notYet || after == notYet)
        return "law";
    if (rule.off)
        return "rule";
    if (const auto it = m_lastHashes.constFind(rule.id); it != m_lastHashes.constEnd() && *it != rule.hash)
        return "rule";
    if (before == accepted && m_expired.contains({rule.id, entity}))
        return "expiry";
    if (before == accepted && rule.bindsFrom && m_lastAsOf < *rule.bindsFrom && *rule.bindsFrom <= m_request.asOf)
        return "law";
    // Where the decision still stands, its facts have changed; else somebody took it back.
    if (before == accepted)
        return m_waived.contains({rule.id, entity}) ? "data" : "answer";
    if (after == accepted || m_answered.contains(entity) || (rule.people && m_revision != m_lastRevision))
        return "answer";
    if (m_revision == m_lastRevision)
        return m_lastAsOf != m_request.asOf ? "expiry" : "law";
    return "data";
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
    m_issue.bind(1, cause).bind(2, theme).bind(3, rule);
    if (isEntity)
        m_issue.bind(4, named.mid(1).toLongLong());
    else
        m_issue.bindNull(4);
    if (!m_issue.bind(5, isEntity ? u""_s : named).bind(6, m_run).run())
        return Error{ErrorCode::DatabaseError, m_issue.error(), of.id};
    const qint64 id = m_issue.lastInsertId();
    m_issues.insert(cause, id);
    return id;
}

/// Closes what has no finding left, opens again what has one, and lets the gravest rule lead; one that is accepted throughout only
/// where nothing else is open.
Result<void> RunWriter::settleIssues()
{
    // A run over a part of the workspace says nothing of the rest.
    if (m_request.scope.isEmpty()) {
        if (auto r = exec(
                m_db,
                u"UPDATE issue SET closed_run = ? WHERE closed_run IS NULL AND id NOT IN (SELECT issue FROM finding WHERE issue > 0)"_s,
                {m_run});
            !r)
            return r;
    }
    if (auto r = exec(
            m_db,
            u"UPDATE issue SET closed_run = NULL WHERE closed_run IS NOT NULL AND id IN (SELECT issue FROM finding WHERE issue > 0)"_s);
        !r)
        return r;
    return exec(
        m_db,
        u"UPDATE issue SET rule = n.rule FROM (SELECT issue, rule FROM (SELECT f.issue, f.rule, row_number() OVER "
        "(PARTITION BY f.issue ORDER BY max(f.status = 1) DESC, r.severity DESC, count(*) DESC, r.name) AS place FROM finding f JOIN rule r ON "
        "r.id = f.rule "
        "WHERE f.issue > 0 GROUP BY f.issue, f.rule) WHERE place = 1) n WHERE n.issue = issue.id AND issue.rule <> n.rule"_s);
}

Result<void> RunWriter::write(const RuleOutcome &outcome, const QList<qint64> &ids)
{
    bool isNew = false;
    const Result<qint64> rule = ruleId(*outcome.pack, *outcome.rule, isNew);
    if (!rule)
        return rule.error();
    m_judged.append({*rule, outcome.pack->id, outcome.rule});
    std::vector<FindingTable::Row> known;
    Before before;
    if (!isNew) {
        auto findings = m_findings.rowsOf(*rule);
        if (!findings)
            return findings.error();
        known = std::move(*findings);
        auto results = lastResults(*rule, *outcome.rule);
        if (!results)
            return results.error();
        before = std::move(*results);
    }
    // All three lists are in the order of the ids: they are read side by side.
    auto was = known.cbegin();
    qsizetype last = 0;
    qsizetype root = 0;
    bool ok = true;
    const auto vanish = [&](const FindingTable::Row &finding) {
        return m_request.scope.isEmpty()
                   ? m_findings.drop(*rule, finding) && change(*rule, finding.entity, finding.status,
                                                           static_cast<int>(Status::NotApplicable), "vanished")
                   : true;
    };
    for (qsizetype i = 0; i < ids.size() && ok; ++i) {
        const qint64 id = ids.at(i);
        // What a rule doesn't concern has no result; where it had one, it is no longer applicable.
        const int status =
            outcome.statuses.at(i) == NotConcerned ? static_cast<int>(Status::NotApplicable) : outcome.statuses.at(i);
        while (was != known.cend() && was->entity < id && ok)
            ok = vanish(*was++);
        const bool hadRow = was != known.cend() && was->entity == id;
        while (last < before.ids.size() && before.ids.at(last) < id)
            ++last;
        const bool hadResult =
            last < before.ids.size() && before.ids.at(last) == id && before.statuses.at(last) != NotConcerned;
        const int old = hadRow ? was->status : hadResult ? before.statuses.at(last) : -1;
        qint64 issue = 0;
        if (isIssue(status)) {
            const Result<qint64> number = issueFor(*rule, *outcome.rule, id, outcome.roots.value(root++));
            if (!number)
                return number.error();
            issue = *number;
            if (status == static_cast<int>(Status::Gap))
                m_openIssues.insert(issue);
        }
        if (isStored(status)) {
            const FindingTable::Row row{id, hadRow && was->status == status ? was->since : m_run, issue, status};
            if (!hadRow)
                ok = ok && m_findings.add(*rule, row);
            else if (was->status != status || was->issue != issue)
                ok = ok && m_findings.replace(*rule, *was, row);
        } else if (hadRow) {
            ok = ok && m_findings.drop(*rule, *was);
        }
        // What a new rule or entity passes at once is no change.
        if (!isNew && old != status && (old >= 0 || isStored(status)))
            ok = ok && change(*rule, id, old, status, causeOf(*outcome.rule, id, old, status));
        if (hadRow)
            ++was;
    }
    while (was != known.cend() && ok)
        ok = vanish(*was++);
    if (!ok || !m_findings.flush())
        return Error{ErrorCode::DatabaseError, m_findings.error() + m_change.error(), outcome.rule->id};
    // What the first run of all finds is no change either; a rule that comes later is one.
    if (isNew && m_hadRun) {
        if (auto r = exec(
                m_db,
                u"INSERT INTO finding_change SELECT ?, rule, entity, -1, status, 'first' FROM finding WHERE rule = ?"_s,
                {m_run, *rule});
            !r)
            return r;
    }
    return exec(m_db, u"INSERT INTO result_block (run, rule, data) VALUES (?,?,?)"_s,
                {m_run, *rule, packStatuses(outcome.statuses)});
}

/// Findings of rules that were not asked: of a framework that is no longer chosen, of a rule set that was removed, or of a rule that it has lost.
/// What pages count is what was found of the frameworks that are chosen. Numbers, plans and acceptances of their issues stay for when they are asked again.
Result<void> RunWriter::dropForgotten()
{
    if (!m_request.scope.isEmpty())
        return {};
    QSet<qint64> asked;
    for (const auto &judged : std::as_const(m_judged))
        asked.insert(judged.id);
    auto rules = run(m_db, u"SELECT id, name FROM rule WHERE id IN (SELECT DISTINCT rule FROM finding)"_s);
    if (!rules)
        return rules.error();
    QList<qint64> forgotten;
    while (rules->next()) {
        if (!asked.contains(rules->value(0).toLongLong()) && !m_request.kept.contains(rules->value(1).toString()))
            forgotten.append(rules->value(0).toLongLong());
    }
    rules->finish();
    for (const qint64 rule : std::as_const(forgotten)) {
        auto findings = m_findings.rowsOf(rule);
        if (!findings)
            return findings.error();
        for (const FindingTable::Row &finding : *findings) {
            if (!m_findings.drop(rule, finding) || !change(rule, finding.entity, finding.status, static_cast<int>(Status::NotApplicable), "rule"))
                return Error{ErrorCode::DatabaseError, m_findings.error() + m_change.error(), QString()};
        }
    }
    return {};
}

Result<void> RunWriter::finish(RunSummary &summary)
{
    if (auto r = dropForgotten(); !r)
        return r;
    if (auto r = m_findings.finish(); !r)
        return r;
    if (auto r = settleIssues(); !r)
        return r;
    if (auto r = writeContradictions(m_db, m_run, m_judged, m_request.scope.isEmpty()); !r)
        return r;
    summary.openIssues = m_openIssues.size();
    summary.run = m_run;
    summary.revision = m_revision;
    return {};
}

Result<void> RunWriter::keep(const RunSummary &summary)
{
    return exec(m_db, u"UPDATE run SET seconds = ?, summary = ? WHERE id = ?"_s,
                {summary.seconds, QString::fromUtf8(summary.toJson()), m_run});
}

} // namespace rules
