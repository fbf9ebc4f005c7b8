// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/findings/findingsjson.h"

namespace importers {

/// The short name of the product that a finding comes from, by its product ARN ("arn:aws:securityhub:R::product/aws/guardduty" ->
/// guardduty), and the name to show. The same for ASFF and for what was converted from it to OCSF.
QString awsProductKey(const QString &productArn);
QString awsProductName(const QString &key, const QString &written);

/// Findings in the AWS Security Finding Format: `aws securityhub get-findings`, lists and streams of them, events of EventBridge, and Prowler's
/// *.asff.json. Source: formats.md 1.12.
class Asff final : public FindingsJson
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
