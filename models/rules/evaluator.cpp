// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/evaluator.h"

#include "rules/concern.h"
#include "rules/dayreader.h"
#include "rules/interruption.h"
#include "rules/resultblock.h"
#include "rules/rulequeue.h"
#include "rules/sharedconditions.h"
#include "store/connectionscope.h"

#include <QElapsedTimer>
#include <QSet>
#include <QSqlError>
#include <QThread>

#include <algorithm>
#include <memory>

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

QList<const Condition *> startsLater(const Rule &rule, domain::Day asOf)
{
    QList<const Condition *> out;
    for (const LaterStart &later : rule.appliesLater) {
        if (asOf < later.from)
            out.append(&later.where);
    }
    return out;
}

Status statusFromTruth(const QVariant &applies, const QVariant &gap, const QVariant &later)
{
    if (!applies.isNull() && applies.toInt() == 0)
        return Status::NotApplicable;
    if (!later.isNull() && later.toInt() != 0)
        return Status::NotYetApplicable;
    if (applies.isNull())
        return Status::Unknown;
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

namespace {

Result<RunSummary> summaryOf(QSqlDatabase &db, const QString &which, const QString &missing)
{
    QSqlQuery query(db);
    if (!query.exec(u"SELECT summary, id FROM run "_s + which))
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    if (!query.next())
        return Error{ErrorCode::NoRun, missing, QString()};
    auto summary = RunSummary::fromJson(query.value(0).toByteArray());
    if (summary)
        summary->run = query.value(1).toLongLong();
    return summary;
}

} // namespace

Result<RunSummary> lastRun(QSqlDatabase &db) { return summaryOf(db, u"ORDER BY id DESC LIMIT 1"_s, u"nothing was evaluated yet"_s); }

Result<RunSummary> keptRun(QSqlDatabase &db, qint64 run) { return summaryOf(db, u"WHERE id = %1"_s.arg(run), u"evaluation %1 is not kept"_s.arg(run)); }

namespace {

/// Entities or rules from which on a second connection saves more than it costs.
constexpr qint64 worthAThread = 20000;
constexpr std::size_t rulesWorthAThread = 150;

/// What the rules of a run have in common, for all its readers.
struct Shared
{
    SharedConditions conditions;
    SharedAnswers answers;
};

/// A second reader with a connection and thread of its own. It sees the same data: the run's transaction lets nobody
/// else write, and the run itself writes nothing that a rule reads. Ends with the object.
class Helper
{
public:
    Helper(const QString &path, const domain::Catalogue &catalogue, const RunRequest &request, Shared &shared,
           RuleQueue &queue)
        : m_queue(queue), m_thread(QThread::create([path, &catalogue, &request, &shared, &queue] {
              work(path, catalogue, request, shared, queue);
          }))
    {
        m_thread->start();
    }
    ~Helper()
    {
        m_queue.stop();
        m_thread->wait();
    }
    Helper(const Helper &) = delete;
    Helper &operator=(const Helper &) = delete;

private:
    static void work(const QString &path, const domain::Catalogue &catalogue, const RunRequest &request,
                     Shared &shared, RuleQueue &queue)
    {
        store::ConnectionScope scope(path, store::Access::Read);
        if (!scope.isOpen())
            return;
        const Interruption interruption(scope.db(), [&queue] { return queue.isStopped(); });
        // What one statement sees, the next one shall see too.
        QSqlQuery(u"BEGIN"_s, scope.db());
        {
            RuleReader reader(scope.db(), catalogue, request);
            reader.share(shared.conditions, shared.answers);
            // A helper that cannot work leaves all to the run itself.
            if (reader.open()) {
                while (const auto i = queue.take())
                    queue.finish(*i, reader.ask(*queue.task(*i).pack, *queue.task(*i).rule));
            }
        }
        QSqlQuery(u"ROLLBACK"_s, scope.db());
    }

    RuleQueue &m_queue;
    std::unique_ptr<QThread> m_thread;
};

class Evaluation
{
public:
    Evaluation(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs,
               const RunRequest &request, domain::JobContext &job)
        : m_db(db), m_catalogue(catalogue), m_packs(packs), m_request(request), m_job(job),
          m_reader(db, catalogue, request), m_writer(db, request)
    {
    }

    Result<RunSummary> run()
    {
        QElapsedTimer timer;
        timer.start();
        for (const QString &wanted : m_request.frameworks) {
            const bool found =
                std::any_of(m_packs.begin(), m_packs.end(), [&](const Pack &p) { return p.id == wanted; });
            if (!found)
                return Error{ErrorCode::UnknownFramework, wanted, QString()};
        }
        const Interruption interruption(m_db, [this] { return m_job.isCancelled(); });
        auto nobody = unconcerned(m_db, m_catalogue, m_packs, m_request.asOf, m_request.frameworks);
        if (!nobody)
            return nobody.error();
        m_unconcerned = std::move(*nobody);
        if (auto r = m_reader.open(); !r)
            return r.error();
        RunSummary summary;
        summary.asOf = m_request.asOf;
        summary.scope = m_request.scope;
        std::vector<RuleQueue::Task> tasks;
        for (const Pack &pack : m_packs) {
            if (!m_request.frameworks.isEmpty() && !m_request.frameworks.contains(pack.id))
                continue;
            summary.frameworks.append({pack.id, pack.version, pack.title, pack.legalStatus, {}});
            for (const Rule *rule : pack.judged())
                tasks.push_back({&pack, rule});
        }
        QList<const Rule *> asked;
        for (const RuleQueue::Task &task : tasks)
            asked.append(task.rule);
        m_shared.conditions = SharedConditions(asked);
        m_reader.share(m_shared.conditions, m_shared.answers);
        RuleQueue queue(std::move(tasks));
        // Before the first write: in a file without a write-ahead log a reader could not begin after it.
        const std::unique_ptr<Helper> helper =
            helps(queue.size()) ? std::make_unique<Helper>(m_db.databaseName(), m_catalogue, m_request, m_shared, queue) : nullptr;
        if (const auto id = m_writer.begin(); !id)
            return id.error();
        if (auto r = m_reader.gatherExposure(); !r)
            return r.error();
        if (auto r = m_writer.writeReach(); !r)
            return r.error();
        const auto total = static_cast<qint64>(queue.size());
        for (std::size_t i = 0; i < queue.size(); ++i) {
            if (auto r = settle(queue, i, summary); !r) {
                if (m_job.isCancelled())
                    return Error{ErrorCode::Cancelled, QString(), QString()};
                return Error{r.error().code, r.error().detail, u"rule "_s + queue.task(i).rule->id};
            }
            m_job.progress(static_cast<qint64>(i) + 1, total, queue.task(i).rule->id);
        }
        if (auto r = m_writer.finish(summary); !r)
            return r.error();
        summary.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
        if (auto r = m_writer.keep(summary); !r)
            return r.error();
        return summary;
    }

private:
    /// Only a file in WAL mode lets another connection read while this one writes.
    bool helps(std::size_t ruleCount)
    {
        if (QThread::idealThreadCount() < 2)
            return false;
        QSqlQuery query(m_db);
        if (!query.exec(u"PRAGMA journal_mode"_s) || !query.next() || query.value(0).toString() != "wal"_L1)
            return false;
        query.finish();
        if (ruleCount >= rulesWorthAThread)
            return true;
        return query.exec(u"SELECT COUNT(*) FROM entity"_s) && query.next() &&
               query.value(0).toLongLong() >= worthAThread;
    }

    /// Writes the outcome of rule i; while it is not there yet, asks whatever rule is next.
    Result<void> settle(RuleQueue &queue, std::size_t i, RunSummary &summary)
    {
        const auto &[pack, rule] = queue.task(i);
        bool own = false;
        while (!queue.isFinished(i, false)) {
            if (m_job.isCancelled())
                return Error{ErrorCode::Cancelled, QString(), QString()};
            if (const auto next = queue.take()) {
                own = own || *next == i;
                queue.finish(*next, m_reader.ask(*queue.task(*next).pack, *queue.task(*next).rule));
            } else if (!queue.isFinished(i, true)) {
                continue;
            }
        }
        if (m_job.isCancelled())
            return Error{ErrorCode::Cancelled, QString(), QString()};
        Result<RuleOutcome> outcome = queue.outcome(i);
        // What went wrong in the helper may be the helper's own trouble.
        if (!outcome && !own)
            outcome = m_reader.ask(*pack, *rule);
        if (!outcome)
            return outcome.error();
        leaveOutUnconcerned(*outcome, m_unconcerned);
        const auto ids = m_reader.judged(rule->entity);
        if (!ids)
            return ids.error();
        if (!m_written.contains(rule->entity)) {
            m_written.insert(rule->entity);
            if (auto r = m_writer.writeIds(rule->entity, **ids); !r)
                return r;
        }
        RuleResult result{rule->id, pack->id, rule->severity, rule->legalStatus, rule->indicator, rule->hash, {}};
        for (const char status : std::as_const(outcome->statuses)) {
            if (status != NotConcerned)
                ++result.counts.at(static_cast<std::size_t>(status));
        }
        if (rule->off) {
            // What it would say is told, and kept out of findings, issues and counts.
            summary.switchedOff.append(result);
            outcome->statuses.fill(NotConcerned);
            outcome->roots.clear();
        }
        if (auto r = m_writer.write(*outcome, **ids); !r)
            return r;
        if (rule->off)
            return {};
        const auto framework = std::find_if(summary.frameworks.begin(), summary.frameworks.end(),
                                            [&result](const FrameworkResult &f) { return f.framework == result.framework; });
        for (std::size_t s = 0; s < result.counts.size(); ++s) {
            framework->counts.at(s) += result.counts.at(s);
            summary.bySeverity.at(static_cast<std::size_t>(rule->severity)).at(s) += result.counts.at(s);
        }
        summary.rules.append(result);
        return {};
    }

    QSqlDatabase &m_db;
    const domain::Catalogue &m_catalogue;
    const QList<Pack> &m_packs;
    const RunRequest &m_request;
    domain::JobContext &m_job;
    Shared m_shared;
    RuleReader m_reader;
    RunWriter m_writer;
    QSet<EntityKind> m_written;
    QSet<QString> m_unconcerned;
};

} // namespace

Result<RunSummary> evaluate(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs,
                            const RunRequest &request, domain::JobContext &job)
{
    // Reading first and writing later would fail if another wrote in between.
    store::Transaction transaction(db);
    if (auto r = transaction.begin(); !r)
        return r.error();
    Result<RunSummary> result = Error{};
    {
        // The session's tables go before the transaction ends, whichever way it ends.
        Evaluation evaluation(db, catalogue, packs, request, job);
        result = evaluation.run();
    }
    if (!result)
        return result;
    if (auto r = transaction.commit(); !r)
        return r.error();
    return result;
}

} // namespace rules
