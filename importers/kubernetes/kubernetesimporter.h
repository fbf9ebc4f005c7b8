// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// `kubectl get ... -o json`: a list, a list of one kind as the API answers it, or single objects, with or without
/// kind.
class KubernetesObjects final : public JsonImporter
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
    bool mayCut(std::string_view pointer) const override;
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

} // namespace importers
