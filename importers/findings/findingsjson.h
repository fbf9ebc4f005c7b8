// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/findings/toolfinding.h"
#include "importers/importer.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string_view>

namespace importers {

/// Base of the tools that write a list of findings as JSON: streams them, says the header by the first one's scope and accounts for each.
class FindingsJson : public Importer
{
public:
    int probe(const Probe &) const final;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const final;

protected:
    /// What became of one finding.
    struct Outcome
    {
        std::optional<ToolFinding> finding;
        QString goneCode, goneWhy;  ///< set: the tool says that it is over; it is ignored, and what is known of it marked. Without a finding: it is none
        QString wrong;              ///< set: it can't be kept, and why
    };
    virtual bool isMine(const nlohmann::json &element) const = 0;
    /// Members of a finding that read() looks at.
    virtual bool wanted(std::string_view member) const = 0;
    virtual Outcome read(const nlohmann::json &element) const = 0;
    /// Whose findings they are, as narrow as the finding tells.
    virtual QString scopeOf(const ToolFinding &) const = 0;
    virtual QString mapping() const = 0;
    /// Is a list of them never the whole (answers about one rule, say)?
    virtual bool isSelection() const { return false; }
    /// What to say once of findings without an outcome; empty: nothing.
    virtual QString withoutOutcome() const { return {}; }
};

/// "PCI DSS v3.2.1/1.2.1", "NIST.800-53.r5 AC-4": the framework, and after the last blank or slash the requirement.
void addWrittenRequirement(ToolFinding &, const QString &text);

/// Says it to the sink once, however often it is met.
class Once
{
public:
    explicit Once(domain::RecordSink &sink) : m_sink(sink) {}
    void say(const QString &code, const QString &where, const QString &message);

private:
    domain::RecordSink &m_sink;
    QStringList m_said;
};

} // namespace importers
