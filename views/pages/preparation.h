// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "pages/jobrunner.h"

namespace views {

/// What pages that count a whole workspace wait for at their first opening, and again after each change: a backend that is none has nothing to
/// prepare. Any thread.
class Preparation
{
public:
    virtual ~Preparation() = default;
    /// Reads what such pages count from, with progress, so that they answer at once afterwards. Cancelled when the job is.
    virtual domain::Result<void> prepare(const QString &path, domain::JobContext &) = 0;
};

/// Asks like Page::ask(), for what counts the whole workspace: that is read first where it is not there. `failed` is not called for what was
/// cancelled. GUI thread.
template <class T>
void askPrepared(JobRunner &jobs, Backend &backend, const QString &slot, QObject *page, const QString &path, std::function<domain::Result<T>(Backend &, const QString &)> work,
                 std::function<void(T)> done, std::function<void(const domain::Error &)> failed)
{
    Backend *const asked = &backend;
    auto *const first = dynamic_cast<Preparation *>(asked);
    jobs.run<domain::Result<T>>(
        slot, page,
        [asked, first, path, work = std::move(work)](domain::JobContext &job) -> domain::Result<T> {
            const domain::Result<void> prepared = first ? first->prepare(path, job) : domain::Result<void>();
            return prepared ? work(*asked, path) : domain::Result<T>(prepared.error());
        },
        [done = std::move(done), failed = std::move(failed)](domain::Result<T> result) {
            if (result)
                done(std::move(*result));
            else if (result.error().code != domain::ErrorCode::Cancelled)
                failed(result.error());
        });
}

} // namespace views
