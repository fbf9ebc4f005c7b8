// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/findings/findingsjson.h"

namespace importers {

/// Findings in the Open Cybersecurity Schema Framework 1.x: compliance (2003), application posture (2007), security (2001, up to 1.0),
/// vulnerability (2002) and detection findings (2004), the last also as Prowler uses them. Source: formats.md 11.1 and 11.2.
class Ocsf final : public FindingsJson
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    bool isMine(const nlohmann::json &) const override;
    bool wanted(std::string_view member) const override;
    Outcome read(const nlohmann::json &) const override;
    QString scopeOf(const ToolFinding &) const override;
    QString mapping() const override;
    QString withoutOutcome() const override;
};

} // namespace importers
