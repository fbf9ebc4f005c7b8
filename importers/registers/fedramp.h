// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// The data behind the FedRAMP marketplace: one product is one record. Authorised ones are certifications of their providers; those that
/// are in process or ready hold none yet and are ignored. A provider that is in no inventory is not made one by its certification.
/// Source: formats.md 12.
class FedRampMarketplace final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
