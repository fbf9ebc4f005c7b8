// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/text/jsonpath.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <string_view>

namespace importers {

/// Reads the findings of a JSON export one after the other, whatever is around them: one object, a list, a list a line, pages that were
/// appended to one another, and envelopes ("Findings", "value", "detail" of an event, a notification's "Message"). Holds one finding at a
/// time, so that a file of any size can be read; members that nobody reads are passed over, though checked.
class FindingStream
{
public:
    struct Callbacks
    {
        /// One finding; its pointer, or its line.
        std::function<void(const nlohmann::json &, const QString &where)> finding;
        /// Is the member of the finding (at its first level) read by anybody? Empty: all are.
        std::function<bool(std::string_view name)> wanted;
        /// Members around the findings that are no list of them, at the end of each document ("NextToken").
        std::function<void(const nlohmann::json &envelope)> envelope;
        /// A line that is no JSON.
        std::function<void(const QString &line, const QString &where, const QString &message)> broken;
    };
    explicit FindingStream(Callbacks);

    domain::Result<void> read(const Source &, domain::JobContext &);
    /// Did the findings come in a list, or each by itself (an event, a stream)?
    bool hadLists() const { return m_lists > 0; }
    bool hadEvents() const { return m_events; }
    /// Pointers of members that occurred twice, of which the last one counts.
    const QStringList &duplicates() const { return m_path.twice(); }

private:
    class Document;
    friend class Document;
    Callbacks m_callbacks;
    JsonPath m_path; ///< inside of the finding that is being read
    int m_lists = 0;
    bool m_events = false;
};

} // namespace importers
