// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/runwriter.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

namespace rules {

/// The rules of a run, handed out in their order to whoever is free, and their outcomes, taken in the same order by the
/// one who writes. Thread: any; the rules and packs must outlive it.
class RuleQueue
{
public:
    struct Task
    {
        const Pack *pack = nullptr;
        const Rule *rule = nullptr;
    };
    explicit RuleQueue(std::vector<Task> tasks);

    std::size_t size() const { return m_tasks.size(); }
    const Task &task(std::size_t i) const { return m_tasks.at(i); }
    /// The next rule that nobody has taken; nothing when none is left or stop() was called.
    std::optional<std::size_t> take();
    void finish(std::size_t, domain::Result<RuleOutcome>);
    /// Is it there? Waits a little for a rule that another has taken.
    bool isFinished(std::size_t, bool waitALittle);
    domain::Result<RuleOutcome> outcome(std::size_t);
    void stop() { m_stopped = true; }
    bool isStopped() const { return m_stopped; }

private:
    const std::vector<Task> m_tasks;
    std::vector<std::optional<domain::Result<RuleOutcome>>> m_outcomes;
    std::size_t m_next = 0;
    std::atomic<bool> m_stopped = false;
    std::mutex m_mutex;
    std::condition_variable m_changed;
};

} // namespace rules
