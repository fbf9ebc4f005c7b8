// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/findings/findingsjson.h"

namespace importers {

/// `az policy state list`, its REST answer and the rows of Resource Graph's table policyresources. Source: formats.md 2.3.
class AzurePolicy final : public FindingsJson
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

/// `aws configservice get-compliance-details-by-config-rule` and `describe-compliance-by-resource`, `...-by-config-rule`. The answers name
/// no account and are about one rule or a choice of resources, so that they are never the whole. Source: formats.md 1.3.
class AwsConfigCompliance final : public FindingsJson
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
    bool isSelection() const override { return true; }
};

} // namespace importers
