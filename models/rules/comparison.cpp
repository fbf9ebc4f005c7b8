// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/comparison.h"

#include "rules/judge.h"
#include "rules/switchedoff.h"

#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

using namespace Qt::StringLiterals;
using domain::Day;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

/// How often it is begun anew because somebody wrote between the first looks of the two connections.
constexpr int Attempts = 3;

struct Task
{
    const Pack *pack = nullptr;
    const Rule *rule = nullptr;
    QList<Turn> turns;
    bool twice = false;
    std::optional<Results> before, after; ///< of one that is judged once: `before` alone
};

quint32 bit(Turn turn) { return 1U << static_cast<unsigned>(turn); }

/// One result that changes, and what is found out about its cause: a bit for each turn.
struct Change
{
    qint64 entity = 0;
    int before = NoResult, after = NoResult;
    quint32 makes = 0;  ///< alone on the later day it makes the change
    quint32 undoes = 0; ///< alone left behind, there is no change
    quint32 needed = 0; ///< left behind, something else comes out
};

QList<Change> changesOf(const Results &before, const Results &after)
{
    QList<Change> out;
    qsizetype a = 0;
    qsizetype b = 0;
    while (a < before.ids->size() || b < after.ids->size()) {
        const bool hasA = a < before.ids->size();
        const bool hasB = b < after.ids->size();
        const qint64 id = !hasB || (hasA && before.ids->at(a) < after.ids->at(b)) ? before.ids->at(a) : after.ids->at(b);
        Change change{id, NoResult, NoResult, 0, 0, 0};
        if (hasA && before.ids->at(a) == id)
            change.before = before.statusOf(a++);
        if (hasB && after.ids->at(b) == id)
            change.after = after.statusOf(b++);
        if (change.before != change.after)
            out.append(change);
    }
    return out;
}

/// See ChangedResults::causes.
QList<Turn> causesOf(const Change &change, const QList<Turn> &turns)
{
    QList<Turn> needed;
    QList<Turn> enough;
    for (const Turn turn : turns) {
        if ((change.makes & change.undoes & bit(turn)) != 0)
            return {turn};
        if ((change.needed & bit(turn)) != 0)
            needed.append(turn);
        if ((change.makes & bit(turn)) != 0)
            enough.append(turn);
    }
    return needed.size() > 1 ? needed : enough.size() > 1 ? enough : turns;
}

std::optional<Status> statusOrNone(int status)
{
    return status == NoResult ? std::nullopt : std::optional(static_cast<Status>(status));
}

class Comparing
{
public:
    Comparing(const QString &path, const domain::Catalogue &catalogue, const QList<Pack> &packs, const CompareRequest &request, domain::JobContext &job)
        : m_path(path), m_catalogue(catalogue), m_request(request), m_job(job)
    {
        for (const Pack &pack : packs) {
            if (request.frameworks.isEmpty() || request.frameworks.contains(pack.id))
                m_packs.append(pack);
        }
        m_run.scope = request.scope;
        m_run.parameters = request.parameters;
    }

    /// Nothing where the two connections have seen different data.
    Result<std::optional<Comparison>> run()
    {
        Judge first(m_path, m_catalogue, m_packs, m_run, [this] { return m_stopped || m_job.isCancelled(); });
        if (auto r = first.begin(); !r)
            return r.error();
        const Result<Turns> turns = Turns::between(first.db(), m_request.from, m_request.to);
        if (!turns)
            return turns.error();
        for (const Pack &pack : m_packs) {
            for (const Rule *rule : pack.judged()) {
                if (rule->off)
                    continue;
                Task task{&pack, rule, turns->of(pack, *rule), false, {}, {}};
                task.twice = !task.turns.isEmpty() || m_request.judgeAllTwice;
                m_tasks.push_back(std::move(task));
            }
        }
        QList<const Rule *> asked;
        for (const Task &task : m_tasks)
            asked.append(task.rule);
        m_shared = SharedConditions(asked);
        if (auto r = judgeBoth(first); !r)
            return m_job.isCancelled() ? Error{ErrorCode::Cancelled, QString(), QString()} : r.error();
        if (m_otherRevision != first.revision())
            return std::optional<Comparison>();
        Comparison out = counted();
        out.revision = first.revision();
        if (auto r = findCauses(first); !r)
            return m_job.isCancelled() ? Error{ErrorCode::Cancelled, QString(), QString()} : r.error();
        group(out);
        return std::optional(std::move(out));
    }

private:
    /// What each connection does: its own day of the rules that need both, then whatever is left of those that need one.
    Result<void> work(Judge &judge, bool isFirst)
    {
        if (auto r = judge.turnTo(isFirst ? m_request.from : m_request.to, &m_shared); !r)
            return r;
        const auto stopped = [&] { return m_stopped || (isFirst && m_job.isCancelled()); };
        const auto ask = [&](Task &task, std::optional<Results> &into) -> Result<void> {
            if (stopped())
                return Error{ErrorCode::Cancelled, QString(), QString()};
            Result<Results> results = judge.ask(*task.pack, *task.rule);
            if (!results)
                return results.error();
            into = std::move(*results);
            ++m_done;
            if (isFirst)
                m_job.progress(m_done, m_total, task.rule->id);
            return {};
        };
        for (Task &task : m_tasks) {
            if (!task.twice)
                continue;
            if (auto r = ask(task, isFirst ? task.before : task.after); !r)
                return r;
        }
        for (std::size_t i = m_next++; i < m_tasks.size(); i = m_next++) {
            if (m_tasks[i].twice)
                continue;
            if (auto r = ask(m_tasks[i], m_tasks[i].before); !r)
                return r;
        }
        return {};
    }

    Result<void> judgeBoth(Judge &first)
    {
        m_total = static_cast<qint64>(m_tasks.size()) + std::count_if(m_tasks.begin(), m_tasks.end(), [](const Task &t) { return t.twice; });
        Result<void> other;
        const std::unique_ptr<QThread> thread(QThread::create([this, &other] {
            Judge second(m_path, m_catalogue, m_packs, m_run, [this] { return m_stopped.load(); });
            other = second.begin();
            m_otherRevision = second.revision();
            if (other)
                other = work(second, false);
            if (!other)
                stopFor(Second);
        }));
        thread->start();
        const Result<void> own = work(first, true);
        if (!own)
            stopFor(First);
        while (!thread->wait(20)) {
            if (m_job.isCancelled())
                m_stopped = true;
        }
        // The one who was only stopped by the other has nothing to tell.
        return m_failed == Second || own ? other : own;
    }

    /// One who fails ends both.
    void stopFor(int who)
    {
        int nobody = 0;
        m_failed.compare_exchange_strong(nobody, who);
        m_stopped = true;
    }

    Comparison counted()
    {
        Comparison out;
        out.from = m_request.from;
        out.to = m_request.to;
        out.rules = static_cast<int>(m_tasks.size());
        out.switchedOff = switchedOffRules(m_packs);
        for (const Pack &pack : m_packs) {
            out.frameworks.append({pack.id, pack.title, pack.legalStatus, {}, {}, 0});
            for (const Rule &rule : pack.rules) {
                const auto has = [&](const FrameworkComparison &f) { return f.framework == pack.id && f.legalStatus == rule.legalStatus; };
                if (std::none_of(out.frameworks.cbegin(), out.frameworks.cend(), has))
                    out.frameworks.append({pack.id, pack.title, rule.legalStatus, {}, {}, 0});
            }
        }
        for (Task &task : m_tasks) {
            const auto add = [](StatusCounts &counts, const Results &results) {
                for (qsizetype i = 0; i < results.statuses.size(); ++i) {
                    if (const int status = results.statusOf(i); status != NoResult)
                        ++counts.at(static_cast<std::size_t>(status));
                }
            };
            const auto of = std::find_if(out.frameworks.begin(), out.frameworks.end(), [&](const FrameworkComparison &f) { return f.framework == task.pack->id && f.legalStatus == task.rule->legalStatus; });
            add(of->before, *task.before);
            add(of->after, task.twice ? *task.after : *task.before);
            if (!task.twice)
                continue;
            ++out.judgedTwice;
            const QList<Change> changes = changesOf(*task.before, *task.after);
            of->changed += changes.size();
            if (!changes.isEmpty())
                m_changes.push_back({&task, changes});
            task.before.reset();
            task.after.reset();
        }
        return out;
    }

    /// Where more than one thing can make a difference to a rule, each is put to the other day alone, and left behind alone.
    Result<void> findCauses(Judge &judge)
    {
        for (int i = 0; i < TurnCount; ++i) {
            const auto turn = static_cast<Turn>(i);
            const auto isAsked = [turn](const Changed &c) { return c.task->turns.size() > 1 && c.task->turns.contains(turn); };
            if (std::none_of(m_changes.begin(), m_changes.end(), isAsked))
                continue;
            for (const bool alone : {true, false}) {
                const Days days = alone ? Days(m_request.from).with(turn, m_request.to) : Days(m_request.to).with(turn, m_request.from);
                if (auto r = judge.turnTo(days); !r)
                    return r;
                for (Changed &changed : m_changes) {
                    if (!isAsked(changed))
                        continue;
                    if (m_job.isCancelled())
                        return Error{ErrorCode::Cancelled, QString(), QString()};
                    const Result<Results> results = judge.ask(*changed.task->pack, *changed.task->rule);
                    if (!results)
                        return results.error();
                    for (Change &change : changed.changes) {
                        const int status = results->at(change.entity);
                        if (alone)
                            change.makes |= status == change.after ? bit(turn) : 0U;
                        else
                            change.undoes |= status == change.before ? bit(turn) : 0U;
                        if (!alone)
                            change.needed |= status != change.after ? bit(turn) : 0U;
                    }
                }
            }
        }
        return {};
    }

    void group(Comparison &out) const
    {
        for (const Changed &changed : m_changes) {
            const Task &task = *changed.task;
            std::map<std::tuple<int, int, QList<Turn>>, QList<qint64>> groups;
            for (const Change &change : changed.changes)
                groups[{change.before, change.after, task.turns.size() == 1 ? task.turns : causesOf(change, task.turns)}].append(change.entity);
            for (const auto &[how, entities] : groups) {
                const auto &[before, after, causes] = how;
                out.changes.append({task.pack->id, task.rule->id, task.rule->entity, statusOrNone(before), statusOrNone(after), causes, entities});
            }
        }
    }

    struct Changed
    {
        const Task *task = nullptr;
        QList<Change> changes;
    };
    const QString m_path;
    const domain::Catalogue &m_catalogue;
    QList<Pack> m_packs;
    const CompareRequest &m_request;
    domain::JobContext &m_job;
    RunRequest m_run;
    std::vector<Task> m_tasks;
    SharedConditions m_shared;
    std::vector<Changed> m_changes;
    enum Side : int { First = 1, Second };
    std::atomic<int> m_failed = 0; ///< who failed first
    std::atomic<bool> m_stopped = false;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<qint64> m_done = 0;
    qint64 m_total = 0;
    qint64 m_otherRevision = 0;
};

} // namespace

qint64 Comparison::changed() const
{
    qint64 sum = 0;
    for (const FrameworkComparison &f : frameworks)
        sum += f.changed;
    return sum;
}

Result<Comparison> compareDays(const QString &path, const domain::Catalogue &catalogue, const QList<Pack> &packs, const CompareRequest &request, domain::JobContext &job)
{
    QElapsedTimer timer;
    timer.start();
    for (const QString &wanted : request.frameworks) {
        if (std::none_of(packs.begin(), packs.end(), [&](const Pack &p) { return p.id == wanted; }))
            return Error{ErrorCode::UnknownFramework, wanted, QString()};
    }
    for (int i = 0; i < Attempts; ++i) {
        Comparing comparing(path, catalogue, packs, request, job);
        Result<std::optional<Comparison>> compared = comparing.run();
        if (!compared)
            return compared.error();
        if (*compared) {
            (*compared)->seconds = static_cast<double>(timer.elapsed()) / 1000.0;
            return std::move(**compared);
        }
    }
    return Error{ErrorCode::WorkspaceLocked, u"the data changed while the two days were compared"_s, path};
}

} // namespace rules
