// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// `aws iam get-account-authorization-details`: users, groups and roles become identities, each statement of each
/// policy that applies to them a grant for each resource pattern, each principal of a role's trust policy a grant with
/// trust=true. Boundaries and service control policies are not evaluated: every grant is a maximum.
/// One record is one element of the four lists. A managed policy speaks through those it is attached to, so that its
/// own record is ignored: "read-with-principals", or "policy-not-attached". Source: formats.md 1.7.
class IamDetails final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override;
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

} // namespace importers
