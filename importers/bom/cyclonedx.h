// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// CycloneDX JSON 1.2 to 1.7 (newer ones leniently): machine-learning models, datasets, services and attestations, which are certificates
/// where a third party gives them and findings of how far each requirement is met. One record is one component at any depth, one service at any depth or one attestation; software
/// components are ignored, since a library is no IT system. Source: formats.md 6.
class CycloneDx final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override;
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;

private:
    domain::Result<void> check(const Page &, domain::RecordSink &) const;
};

} // namespace importers
