// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estatekeeper.h"

#include <QElapsedTimer>

using namespace domain;

namespace store {
namespace {

constexpr unsigned long LookEveryMs = 20;
constexpr qint64 GraceMs = 50;
constexpr qint64 SilentMs = 300;

/// What lies in the log of writes moves to the file when the last connection closes, which looks like a write: better now. Where somebody
/// reads or writes it stays, and the columns are read once more than needed.
void emptyLog(const QString &path, AttributeStore &store)
{
    if (!hasLog(path))
        return;
    store.statement("PRAGMA busy_timeout=0").run();
    store.statement("PRAGMA wal_checkpoint(TRUNCATE)").run();
    store.statement("PRAGMA busy_timeout=5000").run();
}

} // namespace

/// The reader's job: a filter that changes while the columns are read cancels the older question, but the newer one waits for the same.
class EstateKeeper::Reading final : public JobContext
{
public:
    Reading(JobContext &context, const std::atomic_int &waiting) : m_context(context), m_waiting(waiting) { m_begun.start(); }
    bool isCancelled() const override
    {
        if (!m_context.isCancelled() || m_waiting > 0) {
            m_since.invalidate();
            return false;
        }
        if (!m_since.isValid())
            m_since.start();
        return m_since.elapsed() >= GraceMs; // the newer one may be on its way
    }
    void progress(qint64 done, qint64 total, const QString &text) override
    {
        // What is there at once needs no progress.
        if (m_begun.elapsed() >= SilentMs)
            m_context.progress(done, total, text);
    }

private:
    JobContext &m_context;
    const std::atomic_int &m_waiting;
    QElapsedTimer m_begun;
    mutable QElapsedTimer m_since;
};

Result<std::shared_ptr<const Estate>> EstateKeeper::of(const QString &path, AttributeStore &store, JobContext &context)
{
    ++m_waiting;
    QMutexLocker lock(&m_mutex);
    while (m_reading && !context.isCancelled())
        m_done.wait(&m_mutex, LookEveryMs);
    --m_waiting;
    if (m_reading)
        return Error{ErrorCode::Cancelled, {}, {}};
    if (m_estate && m_path == path && m_version == dataVersion(path))
        return m_estate;
    m_estate.reset();
    m_reading = true;
    lock.unlock();
    emptyLog(path, store);
    // Taken before the reading: what is written meanwhile makes the columns old at once.
    const DataVersion version = settledVersion(path);
    Reading reading(context, m_waiting);
    auto estate = Estate::read(store, reading);
    lock.relock();
    m_reading = false;
    if (estate) {
        m_path = path;
        m_version = version;
        m_estate = *estate;
    }
    m_done.wakeAll();
    return estate;
}

} // namespace store
