// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

namespace importers {

/// Passes on what an importer reads and says of every entity when its source saw it so. For formats whose records tell their capture.
class CapturedSink final : public domain::RecordSink
{
public:
    explicit CapturedSink(domain::RecordSink &target) : m_target(target) {}

    /// `captured`: of the record that begins, in ms since 1970 UTC; not positive: not said.
    void beginRecord(qint64 ordinal, const QString &where, qint64 captured)
    {
        m_captured = captured > 0 ? captured / 1000 : 0;
        m_target.beginRecord(ordinal, where);
    }
    void header(const domain::SourceHeader &header) override { m_target.header(header); }
    void beginRecord(qint64 ordinal, const QString &where) override { beginRecord(ordinal, where, 0); }
    void entity(domain::Record &&record) override
    {
        record.captured = m_captured;
        m_target.entity(std::move(record));
    }
    void ignored(const QString &code, const QString &message) override { m_target.ignored(code, message); }
    void rejected(const QString &code, const QString &where, const QString &message) override { m_target.rejected(code, where, message); }
    void diagnostic(const domain::Diagnostic &diagnostic) override { m_target.diagnostic(diagnostic); }
    void markIncomplete(const QString &message) override { m_target.markIncomplete(message); }
    void markSelection() override { m_target.markSelection(); }
    void covers(const QString &scope) override { m_target.covers(scope); }

private:
    domain::RecordSink &m_target;
    qint64 m_captured = 0;
};

} // namespace importers
