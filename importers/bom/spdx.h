// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// SPDX as JSON. Of SPDX 3 the AI and dataset packages become models and datasets, with what relationships say of them; one element of
/// `@graph` is one record, and software, files and the document's own elements are ignored. SPDX 2 knows software packages only, one a
/// record, which are ignored. Contexts and addresses are never opened. Source: formats.md 7.
class Spdx final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::SourceHeader headerOfPages(const Pages &, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return pointer == "/@graph" || pointer == "/packages"; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
