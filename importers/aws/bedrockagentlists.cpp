// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"
#include "importers/aws/bedrock.h"
#include "importers/fieldforms.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QSet>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

const QString AgentsMapping = u"aws-bedrock-agent-lists/1"_s;

constexpr std::array agentForms = {
    FieldForm{"agentName", TextForm},
    FieldForm{"agentStatus", TextForm},
    FieldForm{"description", TextForm},
    FieldForm{"collaboratorName", TextForm},
    FieldForm{"agentDescriptor", ObjectForm},
    FieldForm{"agentDescriptor", TextForm, "aliasArn"},
};

const char *agentListOf(const json &root)
{
    for (const char *name : {"agentSummaries", "agentCollaboratorSummaries"}) {
        if (member(root, name).is_array())
            return name;
    }
    return nullptr;
}

/// What one answer says of an agent. Of most only the identifier is known, by which the agent's own description joins it.
struct Named
{
    QString id;
    QString name, status, description;
    std::optional<Arn> arn; ///< where the answer tells it
};

void emitAgent(const Named &agent, domain::RecordSink &sink)
{
    const QString alias = bedrockAgentAlias(agent.id);
    Record identity;
    identity.kind = EntityKind::Identity;
    identity.key = agent.arn ? agent.arn->text() : alias;
    identity.name = agent.name;
    identity.mapping = AgentsMapping;
    identity.aliases.append({u"bedrock-agent"_s, alias});
    say(identity, u"kind"_s, u"agent"_s);
    identity.fields.append({u"external"_s, false});
    say(identity, u"credential_type"_s, u"short_lived"_s);
    say(identity, u"description"_s, agent.description);
    Record system = agent.arn ? bedrockSystem(*agent.arn, "AWS::Bedrock::Agent", AgentsMapping) : Record();
    const QString systemAlias = bedrockAgentSystemAlias(agent.id);
    if (agent.arn) {
        say(identity, u"account"_s, agent.arn->account);
        identity.fields.append({u"provider"_s, Reference{awsProviderOfPartition(agent.arn->partition)}});
    } else {
        system.kind = EntityKind::Workload;
        system.key = systemAlias;
        system.mapping = AgentsMapping;
        say(system, u"role"_s, u"assessed"_s);
        say(system, u"resource_type"_s, u"AWS::Bedrock::Agent"_s);
        say(system, u"service_model"_s, u"paas"_s);
    }
    system.whole = false; // models, role and key are in the agent's own description
    system.aliases.append({u"bedrock-agent"_s, systemAlias});
    system.name = agent.name;
    say(system, u"state"_s, agent.status);
    sink.entity(std::move(identity));
    sink.entity(std::move(system));
}

/// The agent that an alias is of: "arn:...:agent-alias/AGENT/ALIAS".
std::optional<Arn> agentOfAlias(const QString &aliasArn)
{
    auto arn = Arn::fromText(aliasArn);
    if (!arn || !arn->resource.startsWith("agent-alias/"_L1))
        return std::nullopt;
    arn->resource = u"agent/"_s + arn->resource.section(u'/', 1, 1);
    return arn;
}

} // namespace

QString bedrockAgentAlias(const QString &id)
{
    return u"bedrock-agent/"_s + id;
}

QString bedrockAgentSystemAlias(const QString &id)
{
    return u"bedrock-agent-system/"_s + id;
}

QString BedrockAgentLists::id() const
{
    return u"aws-bedrock-agent-lists"_s;
}

QString BedrockAgentLists::displayName() const
{
    return u"Amazon Bedrock lists of agents and collaborators"_s;
}

int BedrockAgentLists::score(const json &root) const
{
    return agentListOf(root) ? 3 : 0;
}

domain::SourceHeader BedrockAgentLists::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    header.scope = source.probe.fileName; // neither account nor region is in it
    header.rank = domain::SourceRank::LiveInventory;
    header.complete = text(root, "nextToken").isEmpty();
    return header;
}

domain::Result<void> BedrockAgentLists::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const char *list = agentListOf(*page.root);
    if (!list)
        return {};
    FieldForms forms(agentForms, sink);
    json copy;
    QSet<QString> told;
    const json &items = member(*page.root, list);
    qsizetype index = page.first(items);
    for (const json *written : elements(items)) {
        if (ordinal % 500 == 0 && context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, page.pointer};
        const QString where = page.pointer + u'/' + QLatin1StringView(list) + u'/' + QString::number(index++);
        sink.beginRecord(ordinal++, where);
        if (!forms.isTextOrMissing(*written, "agentId", where))
            continue;
        const json &item = forms.sound(*written, where, copy);
        const QString id = text(item, "agentId").trimmed();
        if (id.isEmpty()) {
            sink.rejected(u"missing-id"_s, where, u"no agentId: the agent can't be told from others"_s);
            continue;
        }
        const auto collaborator = agentOfAlias(text(member(item, "agentDescriptor"), "aliasArn"));
        if (collaborator)
            emitAgent({collaborator->lastPart(), text(item, "collaboratorName"), {}, {}, collaborator}, sink);
        // Each collaborator of an agent names it again.
        if (!collaborator || !told.contains(id)) {
            Named agent{id, text(item, "agentName"), text(item, "agentStatus"), text(item, "description"), std::nullopt};
            if (collaborator) {
                agent.arn = collaborator;
                agent.arn->resource = u"agent/"_s + id; // both are of one region and account
            }
            emitAgent(agent, sink);
        }
        told.insert(id);
    }
    if (page.goesOn)
        return {};
    sink.diagnostic({u"agents-by-name"_s, domain::DiagnosticLevel::Info, page.pointer,
                     u"lists of agents tell neither models nor roles nor keys: import 'aws bedrock-agent get-agent' of each as well, which joins them"_s});
    return {};
}

} // namespace importers
