// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// The Cloud Asset Inventory: exports (`gcloud asset export`, one content type each), answers of the interface (`gcloud
/// asset list`), searches (`search-all-resources`, `search-all-iam-policies`) and histories. What resources and
/// policies of one name say comes together, in whichever files they stand. Source: formats.md 3.
class CloudAssets final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

/// `gcloud asset search-all-resources --format="csv(name,assetType,location,...)"`: rows mean what they mean in JSON.
class CloudAssetsCsv final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
