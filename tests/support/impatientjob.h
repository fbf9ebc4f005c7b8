// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"

#include <atomic>

/// Goes on for so many questions and is then cancelled; at once where that is none.
class ImpatientJob final : public domain::JobContext
{
public:
    explicit ImpatientJob(int questions = 0) : m_left(questions) {}
    bool isCancelled() const override { return m_left-- <= 0; }
    void progress(qint64, qint64, const QString &) override {}

private:
    mutable std::atomic_int m_left;
};
