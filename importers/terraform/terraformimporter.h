// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"
#include "importers/terraform/tfresource.h"

namespace importers {

/// States of Terraform and OpenTofu. Reads all of a file before the first record, since one resource says what another
/// is (a policy's attachment, the place of an account).
class TerraformBase : public JsonImporter
{
protected:
    bool readsPagesTogether() const final { return true; }
    bool readsPieces() const final { return true; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const final;
    enum class Form { State, Shown, Planned };
    virtual Form form() const = 0;

private:
    struct State;
    domain::Result<void> visit(const Page &, const TfVisit &) const;
};

/// A state file of version 4 (terraform.tfstate, `terraform state pull`, `tofu state pull`).
class TerraformState final : public TerraformBase
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    Form form() const override { return Form::State; }
};

/// `terraform show -json` of a state.
class TerraformShow final : public TerraformBase
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    Form form() const override { return Form::Shown; }
};

/// `terraform show -json` of a plan: what is intended, so that it is read only when the format is named.
class TerraformPlan final : public TerraformBase
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &) const override { return 0; }
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    Form form() const override { return Form::Planned; }
};

} // namespace importers
