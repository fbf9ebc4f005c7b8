// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/commandline.h"
#include "domain/jobcontext.h"

#include <QTextStream>

#include <unistd.h>

namespace app {

/// Progress, one line a file: for people at a terminal, and for whoever asks for it.
class ConsoleJob final : public domain::JobContext
{
public:
    explicit ConsoleJob(const Console &console)
        : m_err(console.err), m_shown(console.verbose || (!console.quiet && isatty(STDERR_FILENO) == 1))
    {
    }
    bool isCancelled() const override { return false; }
    void progress(qint64 done, qint64 total, const QString &text) override
    {
        if (m_shown && total > 1 && !text.isEmpty()) {
            m_err << '[' << done + 1 << '/' << total << "] " << text << '\n';
            m_err.flush();
        }
    }

private:
    QTextStream &m_err;
    bool m_shown;
};

} // namespace app
