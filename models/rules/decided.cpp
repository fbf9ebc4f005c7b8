// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/decided.h"

#include "rules/dayreader.h"
#include "rules/evaluator.h"
#include "rules/resultblock.h"

#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <memory>
#include <set>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

bool applies(Status status) { return status != Status::NotApplicable && status != Status::NotYetApplicable; }
bool isOpen(Status status) { return status == Status::Unknown || status == Status::Error; }

Error failed(const QSqlQuery &query) { return {ErrorCode::DatabaseError, query.lastError().text(), {}}; }

/// Has anybody answered, entered a value or vouched for a register?
Result<bool> anyAnswer(QSqlDatabase &db)
{
    QSqlQuery query(db);
    if (!query.exec(u"SELECT EXISTS (SELECT 1 FROM claim WHERE feed = 0 AND won = 1) OR EXISTS (SELECT 1 FROM attestation)"_s) || !query.next())
        return failed(query);
    return query.value(0).toBool();
}

class Counting
{
public:
    Counting(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const DecidedRequest &request, domain::JobContext &job)
        : m_db(db), m_catalogue(catalogue), m_packs(packs), m_request(request), m_job(job)
    {
    }

    Result<Decided> count(const RunSummary &run)
    {
        if (auto r = findWithin(); !r)
            return r.error();
        const Result<bool> answered = anyAnswer(m_db);
        if (!answered)
            return answered.error();
        m_run.asOf = run.asOf;
        m_run.scope = run.scope;
        m_run.parameters = m_request.parameters;
        // Only the rule sets of the run: what of the others nobody has judged is no result.
        QList<Pack> judged;
        for (const Pack &pack : m_packs) {
            if (std::any_of(run.frameworks.cbegin(), run.frameworks.cend(), [&pack](const FrameworkResult &f) { return f.framework == pack.id; }))
                judged.append(pack);
        }
        std::unique_ptr<DayReader> without;
        if (*answered) {
            auto reader = DayReader::open(m_db, m_catalogue, judged, m_run, Days(run.asOf).withoutAnswers());
            if (!reader)
                return reader.error();
            without = std::move(*reader);
        }
        QHash<QString, std::pair<const Pack *, const Rule *>> known;
        for (const Pack &pack : std::as_const(judged)) {
            for (const Rule *rule : pack.judged())
                known.insert(rule->id, {&pack, rule});
        }
        Decided out;
        qint64 done = 0;
        for (const RuleResult &result : run.rules) {
            if (m_job.isCancelled())
                return Error{ErrorCode::Cancelled, {}, {}};
            m_job.progress(++done, run.rules.size(), result.rule);
            if (!m_request.frameworks.isEmpty() && !m_request.frameworks.contains(result.framework))
                continue;
            const auto [pack, rule] = known.value(result.rule);
            if (auto r = ofRule(run.run, result, pack, rule, without.get(), out); !r)
                return r.error();
        }
        return out;
    }

private:
    Result<void> findWithin()
    {
        m_all = m_request.within.isEmpty();
        if (m_all)
            return {};
        QSqlQuery query(m_db);
        query.setForwardOnly(true);
        if (!query.exec(u"SELECT e.id FROM entity e WHERE "_s + m_request.within))
            return failed(query);
        while (query.next())
            m_within.insert(query.value(0).toLongLong());
        return {};
    }

    Result<void> ofRule(qint64 run, const RuleResult &result, const Pack *pack, const Rule *rule, DayReader *without, Decided &out)
    {
        const auto counted = [&result](Status status) { return result.counts.at(static_cast<std::size_t>(status)); };
        // Of a rule that is gone there is nobody to ask again.
        const bool ask = without && rule;
        if (m_all && !ask) {
            for (int i = 0; i < domain::StatusCount; ++i) {
                const auto status = static_cast<Status>(i);
                if (applies(status))
                    add(status, counted(status), false, out);
            }
            return {};
        }
        if (!rule)
            return {};
        const auto stored = readResults(m_db, run, rule->id, rule->entity);
        if (!stored)
            return stored.error();
        const QList<qint64> *ids = nullptr;
        QByteArray bare;
        const bool decided = std::any_of(stored->cbegin(), stored->cend(), [](const EntityStatus &one) { return applies(one.status) && !isOpen(one.status); });
        if (ask && decided) {
            const Result<RuleOutcome> outcome = without->ask(*pack, *rule);
            if (!outcome)
                return Error{outcome.error().code, outcome.error().detail, u"rule "_s + rule->id};
            const auto judged = without->judged(rule->entity);
            if (!judged)
                return judged.error();
            ids = *judged;
            bare = outcome->statuses;
        }
        for (const EntityStatus &one : *stored) {
            if (!applies(one.status) || (!m_all && !m_within.contains(one.entity.value)))
                continue;
            bool answers = false;
            if (ids && !isOpen(one.status)) {
                const auto at = std::lower_bound(ids->cbegin(), ids->cend(), one.entity.value);
                if (at != ids->cend() && *at == one.entity.value) {
                    const char status = bare.at(at - ids->cbegin());
                    // What applies only through an answer is no result of the inventory by itself.
                    answers = status == NotConcerned || isOpen(static_cast<Status>(status)) || !applies(static_cast<Status>(status));
                }
            }
            add(one.status, 1, answers, out);
        }
        return {};
    }

    static void add(Status status, qint64 n, bool answers, Decided &out)
    {
        out.results += n;
        (isOpen(status) ? out.open : answers ? out.byAnswers : out.byInventory) += n;
    }

    QSqlDatabase &m_db;
    const domain::Catalogue &m_catalogue;
    const QList<Pack> &m_packs;
    const DecidedRequest &m_request;
    domain::JobContext &m_job;
    RunRequest m_run;
    bool m_all = true;
    std::set<qint64> m_within;
};

} // namespace

Result<Decided> countDecided(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const DecidedRequest &request, domain::JobContext &job)
{
    const Result<RunSummary> run = lastRun(db);
    if (!run)
        return run.error();
    return Counting(db, catalogue, packs, request, job).count(*run);
}

} // namespace rules
