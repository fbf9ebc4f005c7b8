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
    domain::Result<void> read(const nlohmann::json &root, const QString &pointerBase, qint64 &ordinal,
                              domain::RecordSink &, domain::JobContext &) const override;
    bool readsPagesTogether() const override { return true; }
    domain::Result<void> readPages(const std::vector<Page> &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

} // namespace importers
