// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace views {

/// A job's side of cancel and progress; shared by the job's thread and the GUI.
class JobHandle final : public QObject, public domain::JobContext
{
    Q_OBJECT
public:
    bool isCancelled() const override { return m_cancelled.load(std::memory_order_relaxed); }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    /// At most one signal for each percent, so that the GUI's queue stays short.
    void progress(qint64 done, qint64 total, const QString &text) override;

signals:
    void progressed(qint64 done, qint64 total, const QString &text);

private:
    std::atomic_bool m_cancelled = false;
    std::atomic<qint64> m_lastPercent = -1;
};

/// Runs blocking work in a pool of its own and hands results to the GUI thread. A job has a slot by name: a newer job of the
/// same slot makes the older one's result unwanted. A result never comes before run() has returned. The destructor cancels and waits. GUI thread.
class JobRunner final : public QObject
{
    Q_OBJECT
public:
    explicit JobRunner(QObject *parent = nullptr);
    ~JobRunner() override;

    template <class T>
    void run(const QString &slot, QObject *receiver, std::function<T(domain::JobContext &)> work, std::function<void(T)> done)
    {
        const auto [handle, generation] = begin(slot);
        const QPointer<QObject> guard(receiver);
        m_pool.start([this, work = std::move(work), handle = handle, slot, generation = generation, guard, done = std::move(done)] {
            T result = work(*handle);
            // Always through the event loop: a job that ends at once must not answer before whoever started it is ready to hear.
            QMetaObject::invokeMethod(this, [this, slot, generation, guard, done, result = std::move(result)]() mutable {
                const bool wanted = m_generations.value(slot) == generation && guard;
                if (wanted)
                    done(std::move(result));
                end(slot, generation);
            }, Qt::QueuedConnection);
        });
    }
    void cancel(const QString &slot);
    void cancelAll();
    int active() const { return m_active; }

signals:
    void started(const QString &slot);
    void progressed(const QString &slot, qint64 done, qint64 total, const QString &text);
    void finished(const QString &slot);
    /// Nothing is under way any more.
    void idle();

private:
    std::pair<std::shared_ptr<JobHandle>, quint64> begin(const QString &slot);
    void end(const QString &slot, quint64 generation);

    QThreadPool m_pool;
    QHash<QString, quint64> m_generations;
    QHash<QString, std::shared_ptr<JobHandle>> m_handles;
    quint64 m_next = 0;
    int m_active = 0;
};

} // namespace views
