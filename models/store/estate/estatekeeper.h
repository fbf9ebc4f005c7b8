// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/dataversion.h"
#include "store/estate/estate.h"

#include <QMutex>
#include <QWaitCondition>

#include <atomic>

namespace store {

/// Keeps the columns of the workspace that was asked for last, as long as nobody writes to it: neither this program nor another one.
/// Several may ask at the same time; one reads, the others wait for it. Any thread.
class EstateKeeper
{
public:
    /// `store`: a connection to the workspace at `path`. Cancelled when the caller's job is and nobody else waits for the same.
    domain::Result<std::shared_ptr<const Estate>> of(const QString &path, AttributeStore &store, domain::JobContext &);

private:
    class Reading;

    QMutex m_mutex;
    QWaitCondition m_done;
    QString m_path;
    DataVersion m_version;
    std::shared_ptr<const Estate> m_estate;
    bool m_reading = false;
    std::atomic_int m_waiting = 0;
};

} // namespace store
