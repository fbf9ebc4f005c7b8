// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// `aws ec2 describe-instances`, as a whole or through --query: {Reservations:[..]}, [reservation], [instance] or
/// [[instance]]. One record is one instance; terminated ones are ignored. Accelerators come from the instance type,
/// which the store joins. Source: formats.md 1.6.
class Ec2Instances final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override
    {
        return pointer.empty() || nameOf(pointer) == "Reservations" || nameOf(pointer) == "Instances";
    }
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
