// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/findings/findingsjson.h"

namespace importers {

/// What names a finding of Prowler in each of its formats.
struct ProwlerName
{
    QString uid, provider, check, account, region, resource, resourceName;
};
/// Its key: by the identifier, or where that is missing or blanked out by what Prowler makes it of.
QString prowlerKey(const ProwlerName &);

/// Prowler's CSV: all findings (versions 3 to 5 with semicolons, version 2 with commas), and the lists of one compliance framework, where a
/// row is a finding under one requirement. Source: formats.md 11.1.
class ProwlerCsv final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

/// Prowler 3's own JSON (later versions write OCSF).
class ProwlerJson final : public FindingsJson
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    bool isMine(const nlohmann::json &) const override;
    bool wanted(std::string_view member) const override;
    Outcome read(const nlohmann::json &) const override;
    QString scopeOf(const ToolFinding &) const override;
    QString mapping() const override;
};

} // namespace importers
