// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/evaluator.h"

#include "rules/resultblock.h"
#include "rules/runwriter.h"
#include "rules/session.h"
#include "rules/waivers.h"

#include <QElapsedTimer>
#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {

std::optional<Status> statusByDate(const Pack &pack, const Rule &rule, domain::Day asOf)
{
    const auto from = rule.appliesFrom ? rule.appliesFrom : pack.appliesFrom;
    if (from && asOf < *from)
        return Status::NotYetApplicable;
    if (rule.appliesUntil && asOf > *rule.appliesUntil)
        return Status::NotApplicable;
    return std::nullopt;
}

Status statusFromTruth(const QVariant &applies, const QVariant &gap)
{
    if (applies.isNull())
        return Status::Unknown;
    if (applies.toInt() == 0)
        return Status::NotApplicable;
    if (gap.isNull())
        return Status::Unknown;
    return gap.toInt() != 0 ? Status::Gap : Status::Pass;
}

QHash<QString, double> parameterValues(const Pack &pack, const QHash<QString, double> &overrides)
{
    QHash<QString, double> values;
    for (const Parameter &p : pack.parameters)
        values.insert(p.name, overrides.value(pack.id + u'/' + p.name, overrides.value(p.name, p.value)));
    return values;
}

Result<RunSummary> lastRun(QSqlDatabase &db)
{
    QSqlQuery query(db);
    if (!query.exec(u"SELECT summary, id, seconds FROM run ORDER BY id DESC LIMIT 1"_s))
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    if (!query.next())
        return Error{ErrorCode::NoRun, QString(), QString()};
    auto summary = RunSummary::fromJson(query.value(0).toByteArray());
    if (summary)
        summary->run = query.value(1).toLongLong();
    return summary;
}

namespace {

class Evaluation
{
public:
    Evaluation(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const RunRequest &request,
               domain::JobContext &job)
        : m_db(db), m_catalogue(catalogue), m_packs(packs), m_request(request), m_job(job), m_session(db, catalogue, request.asOf),
          m_writer(db, request)
    {
    }

    Result<RunSummary> run()
    {
        QElapsedTimer timer;
        timer.start();
        for (const QString &wanted : m_request.frameworks) {
            const bool found = std::any_of(m_packs.begin(), m_packs.end(), [&](const Pack &p) { return p.id == wanted; });
            if (!found)
                return Error{ErrorCode::UnknownFramework, wanted, QString()};
        }
        if (auto r = m_session.open(); !r)
            return r.error();
        if (const auto id = m_writer.begin(); !id)
            return id.error();
        RunSummary summary;
        summary.asOf = m_request.asOf;
        summary.scope = m_request.scope;
        qint64 total = 0;
        for (const Pack &pack : m_packs)
            total += chosen(pack) ? pack.rules.size() : 0;
        qint64 done = 0;
        for (const Pack &pack : m_packs) {
            if (!chosen(pack))
                continue;
            FrameworkResult framework{pack.id, pack.version, pack.title, pack.legalStatus, {}};
            for (const Rule &rule : pack.rules) {
                if (m_job.isCancelled())
                    return Error{ErrorCode::Cancelled, QString(), QString()};
                Result<RuleResult> result = judge(pack, rule);
                if (!result)
                    return Error{result.error().code, result.error().detail, u"rule "_s + rule.id};
                for (std::size_t i = 0; i < result->counts.size(); ++i) {
                    framework.counts.at(i) += result->counts.at(i);
                    summary.bySeverity.at(static_cast<std::size_t>(rule.severity)).at(i) += result->counts.at(i);
                }
                summary.rules.append(*result);
                m_job.progress(++done, total, rule.id);
            }
            summary.frameworks.append(framework);
        }
        summary.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
        if (auto r = m_writer.finish(summary); !r)
            return r.error();
        return summary;
    }

private:
    bool chosen(const Pack &pack) const { return m_request.frameworks.isEmpty() || m_request.frameworks.contains(pack.id); }

    Result<const QList<qint64> *> judged(EntityKind kind)
    {
        const auto it = m_judged.constFind(kind);
        if (it != m_judged.constEnd())
            return &*it;
        if (auto r = m_session.prepareJudged(kind, m_request.scope); !r)
            return r.error();
        auto rows = m_session.run(u"SELECT id FROM "_s + Compiler::judgedTable(kind) + u" ORDER BY id"_s);
        if (!rows)
            return rows.error();
        QList<qint64> ids;
        while (rows->next())
            ids.append(rows->value(0).toLongLong());
        rows->finish();
        if (auto r = m_writer.writeIds(kind, ids); !r)
            return r.error();
        return &*m_judged.insert(kind, ids);
    }

    Result<RuleResult> judge(const Pack &pack, const Rule &rule)
    {
        const auto idsResult = judged(rule.entity);
        if (!idsResult)
            return idsResult.error();
        const QList<qint64> &ids = **idsResult;
        RuleOutcome outcome{&pack, &rule, {}, {}};
        if (const auto dated = statusByDate(pack, rule, m_request.asOf)) {
            outcome.statuses = QByteArray(ids.size(), static_cast<char>(*dated));
        } else {
            outcome.statuses = QByteArray(ids.size(), rule.onlyConcerned ? NotConcerned : static_cast<char>(Status::NotApplicable));
            if (auto r = ask(pack, rule, ids, outcome); !r) {
                if (m_job.isCancelled())
                    return Error{ErrorCode::Cancelled, QString(), QString()};
                // A rule that the database refuses (nested too deep for its parser) is an error of its own, not of the run.
                if (!r.error().detail.startsWith("parser stack overflow"_L1))
                    return r.error();
                outcome.statuses = QByteArray(ids.size(), static_cast<char>(Status::Error));
            }
        }
        if (auto r = m_writer.write(outcome, ids); !r)
            return r.error();
        RuleResult result{rule.id, pack.id, rule.severity, rule.indicator, rule.hash, {}};
        for (const char status : std::as_const(outcome.statuses)) {
            if (status != NotConcerned)
                ++result.counts.at(static_cast<std::size_t>(status));
        }
        return result;
    }

    Result<void> ask(const Pack &pack, const Rule &rule, const QList<qint64> &ids, RuleOutcome &outcome)
    {
        const QHash<QString, double> parameters = parameterValues(pack, m_request.parameters);
        const CompiledRule compiled = Compiler(m_catalogue, m_request.asOf, parameters).compile(rule);
        if (auto r = m_session.prepare(compiled); !r)
            return r;
        auto rows = m_session.run(compiled.statement);
        if (!rows)
            return rows.error();
        qsizetype at = 0;
        QList<std::pair<qsizetype, qint64>> gaps;
        while (rows->next()) {
            const qint64 id = rows->value(0).toLongLong();
            if (at >= ids.size() || ids.at(at) != id) // usually the rows come in the order of the ids
                at = std::lower_bound(ids.begin(), ids.end(), id) - ids.begin();
            if (at >= ids.size() || ids.at(at) != id)
                continue;
            const Status status = statusFromTruth(rows->value(1), rows->value(2));
            outcome.statuses[at] = static_cast<char>(status);
            if (status == Status::Gap) {
                gaps.append({at, id});
                if (const QString root = rows->value(3).toString(); !root.isEmpty())
                    outcome.roots.insert(id, root);
            }
            ++at;
        }
        rows->finish();
        const auto accepted = acceptedGaps(m_db, m_catalogue, m_session, pack, rule, m_request.asOf, parameters);
        if (!accepted)
            return accepted.error();
        for (const auto &[index, id] : std::as_const(gaps)) {
            if (accepted->contains(id))
                outcome.statuses[index] = static_cast<char>(Status::Accepted);
        }
        return {};
    }

    QSqlDatabase &m_db;
    const domain::Catalogue &m_catalogue;
    const QList<Pack> &m_packs;
    const RunRequest &m_request;
    domain::JobContext &m_job;
    Session m_session;
    RunWriter m_writer;
    QHash<EntityKind, QList<qint64>> m_judged;
};

} // namespace

Result<RunSummary> evaluate(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const RunRequest &request,
                            domain::JobContext &job)
{
    if (!db.transaction())
        return Error{ErrorCode::DatabaseError, db.lastError().text(), QString()};
    Result<RunSummary> result = Error{};
    {
        // The session's tables go before the transaction ends, whichever way it ends.
        Evaluation evaluation(db, catalogue, packs, request, job);
        result = evaluation.run();
    }
    if (!result) {
        db.rollback();
        return result;
    }
    if (!db.commit()) {
        const Error error{ErrorCode::DatabaseError, db.lastError().text(), QString()};
        db.rollback();
        return error;
    }
    return result;
}

} // namespace rules
