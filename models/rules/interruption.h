// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connectionscope.h"
#include "store/statement.h"

#include <sqlite3.h>

#include <functional>

namespace rules {

/// Lets a long statement end early. The connection must outlive it; `stop` is called in the connection's thread.
class Interruption
{
public:
    Interruption(QSqlDatabase &db, std::function<bool()> stop) : m_handle(store::nativeHandle(db)), m_stop(std::move(stop))
    {
        sqlite3_progress_handler(m_handle, StepsBetweenLooks, [](void *self) { return static_cast<Interruption *>(self)->m_stop() ? 1 : 0; }, this);
    }
    ~Interruption() { sqlite3_progress_handler(m_handle, 0, nullptr, nullptr); }
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

private:
    /// Steps of SQLite's machine between two looks whether the work is cancelled: some milliseconds.
    static constexpr int StepsBetweenLooks = 200000;

    sqlite3 *m_handle;
    std::function<bool()> m_stop;
};

} // namespace rules
