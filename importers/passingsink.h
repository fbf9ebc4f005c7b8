// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <utility>

namespace importers {

/// Passes on what an importer reads, for those that add something of their own to it. The target must outlive it.
class PassingSink : public domain::RecordSink
{
public:
    explicit PassingSink(domain::RecordSink &target) : m_target(target) {}

    void header(const domain::SourceHeader &header) override { m_target.header(header); }
    void beginRecord(qint64 ordinal, const QString &where) override { m_target.beginRecord(ordinal, where); }
    void entity(domain::Record &&record) override { m_target.entity(std::move(record)); }
    void ignored(const QString &code, const QString &message) override { m_target.ignored(code, message); }
    void rejected(const QString &code, const QString &where, const QString &message) override { m_target.rejected(code, where, message); }
    void diagnostic(const domain::Diagnostic &diagnostic) override { m_target.diagnostic(diagnostic); }
    void markIncomplete(const QString &message) override { m_target.markIncomplete(message); }
    void markPage(const QString &message) override { m_target.markPage(message); }
    void markSelection() override { m_target.markSelection(); }
    void covers(const QString &scope) override { m_target.covers(scope); }
    void accountNames(const domain::AccountNames &names) override { m_target.accountNames(names); }

private:
    domain::RecordSink &m_target;
};

} // namespace importers
