// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// `aws sagemaker list-...` and `describe-...` of endpoints, their configurations, models, notebooks, training jobs and
/// HyperPod clusters. An endpoint names its configuration, which names the machines and the models: the configuration
/// becomes part of the endpoint, and the store joins them whatever the order of the files. Source: formats.md 1.11.
class SageMaker final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
