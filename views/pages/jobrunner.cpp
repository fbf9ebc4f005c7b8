// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/jobrunner.h"

namespace views {

void JobHandle::progress(qint64 done, qint64 total, const QString &text)
{
    const qint64 percent = total > 0 ? done * 100 / total : done;
    if (m_lastPercent.exchange(percent) != percent)
        emit progressed(done, total, text);
}

JobRunner::JobRunner(QObject *parent) : QObject(parent) { m_pool.setMaxThreadCount(2); }

JobRunner::~JobRunner()
{
    cancelAll();
    m_pool.waitForDone();
}

std::pair<std::shared_ptr<JobHandle>, quint64> JobRunner::begin(const QString &slot)
{
    cancel(slot);
    auto handle = std::make_shared<JobHandle>();
    connect(handle.get(), &JobHandle::progressed, this,
            [this, slot](qint64 done, qint64 total, const QString &text) { emit progressed(slot, done, total, text); }, Qt::QueuedConnection);
    m_handles.insert(slot, handle);
    m_generations.insert(slot, ++m_next);
    ++m_active;
    emit started(slot);
    return {handle, m_next};
}

void JobRunner::end(const QString &slot, quint64 generation)
{
    if (m_generations.value(slot) == generation)
        m_handles.remove(slot);
    --m_active;
    emit finished(slot);
    if (m_active == 0)
        emit idle();
}

void JobRunner::cancel(const QString &slot)
{
    if (const auto handle = m_handles.value(slot))
        handle->cancel();
}

void JobRunner::cancelAll()
{
    for (const auto &handle : std::as_const(m_handles))
        handle->cancel();
}

} // namespace views
