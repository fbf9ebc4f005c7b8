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
    domain::SourceHeader headerOfPages(const Pages &, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return pointer.empty() || nameOf(pointer) == "findings"; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

} // namespace importers
