// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// Registered models of MLflow and of Databricks' Unity Catalog: `model.json` of mlflow-export-import, and the answers
/// of the REST interface. A registered model is one AI model; its versions tell which of them is served and where its
/// files are. Source: formats.md 9.
class MlflowRegistry final : public JsonImporter
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
    bool mayCut(std::string_view pointer) const override { return pointer.empty() || nameOf(pointer) == "registered_models"; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

} // namespace importers
