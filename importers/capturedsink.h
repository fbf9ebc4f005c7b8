// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/passingsink.h"

namespace importers {

/// Passes on what an importer reads and says of every entity when its source saw it so. For formats whose records tell their capture.
class CapturedSink final : public PassingSink
{
public:
    using PassingSink::PassingSink;

    /// `captured`: of the record that begins, in ms since 1970 UTC; not positive: not said.
    void beginRecord(qint64 ordinal, const QString &where, qint64 captured)
    {
        m_captured = captured > 0 ? captured / 1000 : 0;
        PassingSink::beginRecord(ordinal, where);
    }
    void beginRecord(qint64 ordinal, const QString &where) override { beginRecord(ordinal, where, 0); }
    void entity(domain::Record &&record) override
    {
        record.captured = m_captured;
        PassingSink::entity(std::move(record));
    }

private:
    qint64 m_captured = 0;
};

} // namespace importers
