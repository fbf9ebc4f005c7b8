// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"
#include "importers/aws/bedrock.h"
#include "importers/aws/bedrockanswer.h"
#include "importers/aws/bedrockmodels.h"
#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr std::array agentForms = {
    FieldForm{"agentName", TextForm},
    FieldForm{"agentStatus", TextForm},
    FieldForm{"agentResourceRoleArn", TextForm},
    FieldForm{"createdAt", TextForm | NumberForm},
    FieldForm{"customerEncryptionKeyArn", TextForm},
    FieldForm{"description", TextForm},
    FieldForm{"foundationModel", TextForm},
};
constexpr BedrockAnswer agents{"agents", "agent", "agentArn", "bedrock-agents", agentForms};

} // namespace

QString BedrockAgents::id() const
{
    return u"aws-bedrock-agents"_s;
}

QString BedrockAgents::displayName() const
{
    return u"Amazon Bedrock agents"_s;
}

int BedrockAgents::score(const json &root) const
{
    const json &first = agents.first(root);
    const int found = static_cast<int>(text(first, "agentArn").contains(":agent/"_L1)) +
                      static_cast<int>(first.is_object() && first.contains("foundationModel")) +
                      static_cast<int>(first.is_object() && first.contains("agentName"));
    return found >= 2 ? found : 0;
}

domain::SourceHeader BedrockAgents::header(const json &root, const Source &source) const
{
    return agents.header(root, source);
}

BedrockAgent bedrockAgent(const json &item, const Arn &arn, const QString &mapping)
{
    BedrockAgent result;
    const Reference provider{awsProviderOfPartition(arn.partition)};
    Record agent;
    agent.kind = EntityKind::Identity;
    agent.key = arn.text();
    agent.name = text(item, "agentName");
    agent.mapping = mapping;
    agent.aliases.append({u"arn"_s, agent.key});
    agent.aliases.append({u"bedrock-agent"_s, bedrockAgentAlias(arn.lastPart())});
    say(agent, u"kind"_s, u"agent"_s);
    say(agent, u"account"_s, arn.account);
    agent.fields.append({u"provider"_s, provider});
    agent.fields.append({u"external"_s, false});
    say(agent, u"credential_type"_s, u"short_lived"_s); // it acts through its service role
    if (const auto day = awsDay(member(item, "createdAt")))
        agent.fields.append({u"created_at"_s, qint64{*day}});
    const QString role = text(item, "agentResourceRoleArn").trimmed();
    if (!role.isEmpty())
        agent.fields.append({u"member_of"_s, domain::ListValue{{role}, false}});
    say(agent, u"description"_s, text(item, "description"));

    const QString used = text(item, "foundationModel").trimmed();
    if (!used.isEmpty()) {
        QString modelKey = used;
        QString modelId = used;
        const auto modelArn = Arn::fromText(used);
        if (modelArn)
            modelId = bedrockModelId(*modelArn);
        result.anyRegion = modelArn ? modelArn->resource.contains("inference-profile/"_L1)
                                    : modelId.count(u'.') > 1 && bedrockVendor(modelId) != modelId.section(u'.', 0, 0);
        if (!modelArn || modelArn->account.isEmpty()) {
            // The catalogue's entry says what is available; that this account uses it is another fact, about
            // another entity: the catalogue's ARN with the account put in.
            const QString region = modelArn && !modelArn->region.isEmpty() ? modelArn->region : arn.region;
            const bool profile = !modelArn && result.anyRegion;
            const QString type = profile ? u"inference-profile/"_s : u"foundation-model/"_s;
            modelKey = Arn{arn.partition, u"bedrock"_s, region, arn.account, type + modelId}.text();
            Record model;
            model.kind = EntityKind::Model;
            model.key = modelKey;
            model.name = modelId;
            model.mapping = mapping;
            model.fields.append({u"provider"_s, provider});
            say(model, u"base_model"_s, modelId);
            if (!profile) {
                say(model, u"availability"_s, u"in_use"_s);
                sayBedrockRegion(model, region);
            } else {
                sayBedrockGlobal(model, modelId, arn);
            }
            const auto organisations = sayOrganisation(model, u"developer"_s, bedrockVendor(modelId));
            result.records += organisations;
            result.records.append(std::move(model));
        } else if (isBedrockGlobal(modelId)) {
            Record model;
            model.kind = EntityKind::Model;
            model.key = modelKey;
            model.mapping = mapping;
            sayBedrockGlobal(model, modelId, arn);
            result.records.append(std::move(model));
        }
        Record grant;
        grant.kind = EntityKind::Grant;
        grant.key = agent.key + u"#model"_s;
        grant.name = agent.name + u": "_s + modelId;
        grant.mapping = mapping;
        grant.fields.append({u"identity"_s, Reference{agent.key}});
        say(grant, u"principal"_s, agent.key);
        say(grant, u"principal_type"_s, u"agent"_s);
        grant.fields.append({u"model"_s, Reference{modelKey}});
        say(grant, u"resource"_s, used);
        say(grant, u"resource_kind"_s, u"inference_pipeline"_s);
        say(grant, u"effect"_s, u"allow"_s);
        say(grant, u"privilege"_s, u"read"_s);
        grant.fields.append({u"actions"_s, domain::ListValue{{u"bedrock:InvokeModel"_s}, false}});
        grant.fields.append({u"maximum"_s, false});
        grant.fields.append({u"trust"_s, false});
        result.records.append(std::move(grant));
        result.model = modelKey;
    }
    result.records.append(std::move(agent));
    return result;
}

domain::Result<void> BedrockAgents::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    return agents.each(*page.root, page.pointer, ordinal, sink, context, [](const json &item, const Arn &arn, domain::RecordSink &into) {
        const QString mapping = u"aws-bedrock-agents/1"_s;
        BedrockAgent told = bedrockAgent(item, arn, mapping);
        for (Record &record : told.records)
            into.entity(std::move(record));
        Record system = bedrockSystem(arn, "AWS::Bedrock::Agent", mapping);
        system.aliases.append({u"bedrock-agent"_s, bedrockAgentSystemAlias(arn.lastPart())});
        system.name = text(item, "agentName");
        if (told.anyRegion) {
            for (domain::Place &place : system.places)
                place.facets &= ~domain::Facet::Processing;
            system.completeFacets &= ~domain::Facet::Processing;
        }
        say(system, u"state"_s, text(item, "agentStatus"));
        if (!told.model.isEmpty())
            system.fields.append({u"models"_s, domain::ListValue{{told.model}, false}});
        sayBedrockKey(system, text(item, "customerEncryptionKeyArn").trimmed());
        into.entity(std::move(system));
    });
}

} // namespace importers
