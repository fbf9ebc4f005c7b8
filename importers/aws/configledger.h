// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "importers/aws/configmapping.h"
#include "importers/aws/newestcaptures.h"

#include <map>
#include <string>
#include <vector>

namespace importers {

/// Decides what becomes of each AWS Config item: newest captures are handed over, others ignored with a reason. Items
/// may be held back until finish() so that the order in the file does not matter. Lives for one file.
class ConfigLedger
{
public:
    /// `hold`: how many items may be held back; 0: hand over at once.
    ConfigLedger(domain::RecordSink &, std::size_t hold);
    void item(JsonTree &item, const QString &where);
    void broken(const QString &where, const QString &code, const QString &message);
    void finish();
    qint64 count() const { return m_ordinal; }

private:
    struct Verdict
    {
        QString where;
        NewestCaptures::Key key;
        qint64 captured = 0;
        std::optional<domain::Record> record;
        QString ignoredCode;
        QString ignoredText;
        QString rejectedCode;
    };
    void settle(Verdict &&);
    void handOver(Verdict &&, qint64 ordinal);
    void release();

    domain::RecordSink &m_sink;
    std::size_t m_hold;
    qint64 m_ordinal = 0;
    NewestCaptures m_newest;
    std::vector<Verdict> m_held;
    qint64 m_heldFrom = 0;
    std::map<std::string, qint64> m_unknownTypes;
    bool m_lateDeletion = false;
};

} // namespace importers
