// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// Lists and descriptions of Vertex AI (`gcloud ai endpoints list`, the answers of its interface): the resources that the asset inventory has
/// too, named without their service. Each row is read as the inventory's would be, so that both lead to the same things. A list is of one
/// region, so that nothing vanishes by what it lacks.
class VertexLists final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    int score(const nlohmann::json &root) const override;
    bool readsPagesTogether() const override { return true; }
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
