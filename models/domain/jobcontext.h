// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace domain {

/// What a long job knows of its caller: may it go on, and where to report progress.
/// Thread: called from the job's thread; implementations must be safe there. Owned by the caller.
class JobContext
{
public:
    virtual ~JobContext() = default;
    virtual bool isCancelled() const = 0;
    /// `total` 0 means unknown. Callers may throttle: never drive logic from progress.
    virtual void progress(qint64 done, qint64 total, const QString &text) = 0;
};

/// So many records a reader takes between two looks at whether it is cancelled.
inline constexpr qint64 PollEvery = 1000;

/// A context that never cancels and reports nothing, for tests and the command line.
class QuietJob final : public JobContext
{
public:
    bool isCancelled() const override { return false; }
    void progress(qint64, qint64, const QString &) override {}
};

} // namespace domain
