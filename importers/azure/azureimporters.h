// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// What reads the rows of all Azure exports that are JSON; the formats differ in what their rows are.
class AzureJson : public JsonImporter
{
protected:
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::SourceHeader headerOfPages(const Pages &, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override;
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

/// Resource Graph in its three forms (`az graph query`, the portal's and PowerShell's list, the table of older answers)
/// and the answers of the Resource Manager (`az resource list`, `az vm list`, `az cognitiveservices account list`, `...
/// deployment list`): resources, model deployments and the identities that act under them. Source: formats.md 2.1
/// and 2.4.
class AzureResources final : public AzureJson
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
};

/// `az role assignment list`, `az role definition list`, their REST and Resource Graph twins and
/// `Get-AzRoleAssignment`: who may do what on which scope. What a custom role allows is known where its definition
/// stands in the same file. Source: formats.md 2.2.
class AzureRoleAssignments final : public AzureJson
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
};

} // namespace importers
