// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/jsonimporter.h"

namespace importers {

/// Bailiwick's own JSON (resources/help/own-formats.md). The catalogue must outlive the importer.
class OwnJson final : public JsonImporter
{
public:
    explicit OwnJson(const domain::Catalogue &catalogue) : m_catalogue(catalogue) {}
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return pointer == "/entities"; }
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;

private:
    const domain::Catalogue &m_catalogue;
};

} // namespace importers
