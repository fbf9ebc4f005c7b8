// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"

#include <QMutex>

#include <memory>

namespace store {
class Estate;
}

namespace app {

/// What was worked out of a workspace whatever the filter, kept beside its columns: as long as those are (nobody has written) and it is asked for
/// the same (a day, an evaluation). Several may ask at the same time; one works it out, the others wait. Any thread.
template <class T, class Key = domain::Day> class KeptBeside
{
public:
    /// `make`: a function without arguments that returns Result<T>.
    template <class Make> domain::Result<std::shared_ptr<const T>> of(const std::shared_ptr<const store::Estate> &estate, const Key &key, Make make)
    {
        const QMutexLocker lock(&m_mutex);
        if (m_kept && m_key == key && m_estate.lock() == estate)
            return m_kept;
        domain::Result<T> made = make();
        if (!made)
            return made.error();
        m_kept = std::make_shared<const T>(std::move(*made));
        m_estate = estate;
        m_key = key;
        return m_kept;
    }

private:
    QMutex m_mutex;
    std::weak_ptr<const store::Estate> m_estate;
    Key m_key = {};
    std::shared_ptr<const T> m_kept;
};

} // namespace app
