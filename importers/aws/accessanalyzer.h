// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// `aws accessanalyzer list-findings`, `list-findings-v2` and `get-finding-v2`: who from outside can reach which resource.
/// An active finding is an access right; one that is resolved is gone, one that is archived was accepted. The second
/// list names no principal. Source: formats.md 1.9.
class AccessAnalyzer final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    domain::Result<void> readPages(const std::vector<Page> &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
    domain::Result<void> read(const nlohmann::json &root, const QString &pointerBase, qint64 &ordinal,
                              domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
