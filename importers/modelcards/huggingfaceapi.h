// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// What the API of the Hugging Face hub answers for one repository (/api/models/ORG/NAME, /api/datasets/ORG/NAME) or a list of them. One
/// repository is one record and the same entity as its card. Source: formats.md 8.
class HuggingFaceApi final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    int score(const nlohmann::json &root) const override;
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return pointer.empty(); }
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
