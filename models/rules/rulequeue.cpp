// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rulequeue.h"

#include <chrono>

namespace rules {

RuleQueue::RuleQueue(std::vector<Task> tasks) : m_tasks(std::move(tasks)), m_outcomes(m_tasks.size()) {}

std::optional<std::size_t> RuleQueue::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped || m_next == m_tasks.size())
        return std::nullopt;
    return m_next++;
}

void RuleQueue::finish(std::size_t i, domain::Result<RuleOutcome> outcome)
{
    {
        const std::lock_guard lock(m_mutex);
        m_outcomes.at(i) = std::move(outcome);
    }
    m_changed.notify_all();
}

bool RuleQueue::isFinished(std::size_t i, bool waitALittle)
{
    std::unique_lock lock(m_mutex);
    // Not without end: the one who waits looks in between whether the run is cancelled.
    if (waitALittle)
        m_changed.wait_for(lock, std::chrono::milliseconds(50), [&] { return m_outcomes.at(i).has_value(); });
    return m_outcomes.at(i).has_value();
}

domain::Result<RuleOutcome> RuleQueue::outcome(std::size_t i)
{
    const std::lock_guard lock(m_mutex);
    domain::Result<RuleOutcome> result = std::move(*m_outcomes.at(i));
    m_outcomes.at(i).reset();
    return result;
}

} // namespace rules
