// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/aws/arn.h"
#include "importers/jsonimporter.h"

namespace importers {

/// `aws bedrock list-foundation-models` and `get-foundation-model`: the catalogue of a region, models that are
/// available, not models in use. `modelSummaries` is also the root of two other lists; these have providerName. Source:
/// formats.md 1.10.
class BedrockModels final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// `list-custom-models`, `get-custom-model`, `list-imported-models`, `get-imported-model`: the organisation's own
/// models; training data becomes a dataset.
class BedrockCustomModels final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// `list-inference-profiles`, `get-inference-profile`: each region in models[] is a place of processing; no region in
/// the ARN or the prefix "global." means the whole world. Application profiles are in use, those that AWS defines are
/// available.
class BedrockInferenceProfiles final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// A system of Bedrock of this type of AWS Config, as Config's own item of it would be.
domain::Record bedrockSystem(const Arn &, const char *typeName, const QString &mapping);
/// The key that the customer chose; without one AWS's own is used, which the answers do not say.
void sayBedrockKey(domain::Record &, const QString &key);

/// What an agent of this form tells, whichever export it stands in: the identity (last), the model that it uses where the
/// account's own use of it is told here, and the access right between them.
struct BedrockAgent
{
    QList<domain::Record> records;
    QString model; ///< key of the model; empty: not said
    bool anyRegion = false; ///< the model is called through an inference profile, which chooses the region
};
BedrockAgent bedrockAgent(const nlohmann::json &item, const Arn &, const QString &mapping);

/// `aws bedrock-agent get-agent`: an identity of kind agent, the system that it is, the model that it uses and the grant
/// between them.
class BedrockAgents final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// By the identifier alone, which lists of agents give: the aliases of the agent as an identity, and as the system that it is.
QString bedrockAgentAlias(const QString &id);
QString bedrockAgentSystemAlias(const QString &id);

/// `aws bedrock-agent list-agents` and `list-agent-collaborators`: agents by their identifiers. What else Bedrock lists of an agent
/// (versions, aliases, knowledge bases, action groups) does not say of which one it is.
class BedrockAgentLists final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// `list-guardrails`, `get-guardrail`, `list-provisioned-model-throughputs`, `get-provisioned-model-throughput`, and of
/// AgentCore `list-agent-runtimes`, `get-agent-runtime`: what else an account keeps in Bedrock.
class BedrockResources final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
