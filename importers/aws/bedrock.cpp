// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bedrock.h"

#include "importers/aws/arn.h"
#include "importers/aws/configtypes.h"
#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// Scope of a list: account and region of the first ARN that has them. A get-... answer holds one item, which is its
/// own scope, so that the answer for another item does not push it out.
domain::SourceHeader headerOf(const std::vector<const json *> &items, const char *arnMember, bool list,
                              const Source &source, const QString &what)
{
    domain::SourceHeader header;
    for (const json *item : items) {
        const auto arn = Arn::fromText(text(*item, arnMember));
        if (arn) {
            header.scope = list ? arn->account + u'/' + arn->region : arn->text();
            break;
        }
    }
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    header.scope = what + u' ' + header.scope;
    header.rank = domain::SourceRank::LiveInventory;
    return header;
}

/// The model's identifier in a foundation-model ARN.
QString modelIdOf(const Arn &arn)
{
    return arn.resource.section(u'/', 1);
}

void sayRegion(Record &record, const QString &region)
{
    if (region.isEmpty())
        return;
    record.places.append(awsPlace(region, Facet::Hosting | Facet::Processing));
    record.completeFacets = Facet::Hosting | Facet::Processing;
}

Record modelRecord(const Arn &arn, const QString &name, const QString &mapping)
{
    Record record;
    record.kind = EntityKind::Model;
    record.key = arn.text();
    record.name = name;
    record.mapping = mapping;
    record.whole = true;
    record.aliases.append({u"arn"_s, record.key});
    record.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn.partition)}});
    return record;
}

void handOver(Record &&record, QList<Record> organisations, domain::RecordSink &sink)
{
    for (Record &organisation : organisations)
        sink.entity(std::move(organisation));
    sink.entity(std::move(record));
}

/// Runs `one(item, arn)` for each item as a record; items without an ARN are rejected.
template <class One>
domain::Result<void> eachItem(const std::vector<const json *> &items, const char *arnMember, const QString &pointer,
                              bool isList, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context,
                              const One &one)
{
    qsizetype index = 0;
    for (const json *item : items) {
        if (ordinal % 500 == 0 && context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, pointer};
        const QString where = isList ? pointer + u'/' + QString::number(index) : pointer;
        ++index;
        sink.beginRecord(ordinal++, where);
        const auto arn = Arn::fromText(text(*item, arnMember));
        if (!arn) {
            sink.rejected(u"missing-arn"_s, where, QLatin1String(arnMember) + u" is not an ARN"_s);
            continue;
        }
        one(*item, *arn);
    }
    return {};
}

/// The single item of a get-… answer, or the elements of the list.
std::vector<const json *> itemsOf(const json &root, const char *list, const char *single = nullptr)
{
    if (root.is_object() && root.contains(list))
        return elements(member(root, list));
    if (single && root.is_object() && root.contains(single))
        return {&member(root, single)};
    if (root.is_array())
        return elements(root);
    return {&root};
}

const json &firstOf(const json &root, const char *list)
{
    const auto items = itemsOf(root, list);
    static const json nothing;
    return items.empty() ? nothing : *items.front();
}

QString pointerOf(const json &root, const QString &base, const char *list, const char *single = nullptr)
{
    if (root.is_object() && root.contains(list))
        return base + u'/' + QLatin1String(list);
    if (single && root.is_object() && root.contains(single))
        return base + u'/' + QLatin1String(single);
    return base;
}

bool isList(const json &root, const char *list)
{
    return root.is_array() || member(root, list).is_array();
}

} // namespace

QString bedrockVendor(const QString &modelId)
{
    static const QStringList prefixes{u"us"_s, u"eu"_s, u"apac"_s, u"jp"_s, u"au"_s, u"ca"_s, u"global"_s, u"us-gov"_s};
    const QStringList parts = modelId.split(u'.');
    if (parts.size() > 2 && prefixes.contains(parts.first()))
        return parts.at(1);
    return parts.size() > 1 ? parts.first() : QString();
}

Record bedrockSystem(const Arn &arn, const char *typeName, const QString &mapping)
{
    Record record;
    record.kind = EntityKind::Workload;
    record.key = arn.text();
    record.name = arn.lastPart();
    record.mapping = mapping;
    record.whole = true;
    record.aliases.append({u"arn"_s, record.key});
    const ConfigType type = configType(typeName);
    say(record, u"role"_s, type.assessed ? u"assessed"_s : u"supporting"_s);
    say(record, u"resource_type"_s, QString::fromLatin1(typeName));
    record.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn.partition)}});
    say(record, u"account"_s, arn.account);
    if (type.serviceModel)
        say(record, u"service_model"_s, QString::fromLatin1(type.serviceModel));
    if (!arn.region.isEmpty()) {
        record.completeFacets = Facet::Hosting | (type.processes ? Facet::Processing : 0);
        record.places.append(awsPlace(arn.region, record.completeFacets));
    }
    return record;
}

void sayBedrockKey(Record &record, const QString &key)
{
    if (key.isEmpty())
        return;
    record.fields.append({u"encryption_at_rest"_s, true});
    say(record, u"key_management"_s, key.contains("alias/aws/"_L1) ? u"provider"_s : u"cmk"_s);
    if (key.contains(":key/"_L1))
        record.fields.append({u"key"_s, Reference{key}});
}

// ---- foundation models

QString BedrockModels::id() const
{
    return u"aws-bedrock-models"_s;
}

QString BedrockModels::displayName() const
{
    return u"Amazon Bedrock foundation models"_s;
}

int BedrockModels::score(const json &root) const
{
    const json &list = member(root, "modelSummaries");
    if (list.is_array() && list.empty())
        return 1;
    const json &details = member(root, "modelDetails");
    const json &first = details.is_object() ? details : firstOf(root, "modelSummaries");
    const int found = static_cast<int>(first.is_object() && first.contains("providerName")) +
                      static_cast<int>(text(first, "modelArn").contains(":foundation-model/"_L1)) +
                      static_cast<int>(!text(first, "modelId").isEmpty());
    return found >= 2 ? found : 0;
}

domain::SourceHeader BedrockModels::header(const json &root, const Source &source) const
{
    return headerOf(itemsOf(root, "modelSummaries", "modelDetails"), "modelArn", isList(root, "modelSummaries"), source,
                    u"bedrock-models"_s);
}

domain::Result<void> BedrockModels::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    return eachItem(itemsOf(root, "modelSummaries", "modelDetails"), "modelArn",
                    pointerOf(root, pointerBase, "modelSummaries", "modelDetails"), isList(root, "modelSummaries"),
                    ordinal, sink, context, [&sink](const json &item, const Arn &arn) {
                        Record record = modelRecord(arn, text(item, "modelName"), u"aws-bedrock-models/1"_s);
                        say(record, u"availability"_s, u"available"_s);
                        say(record, u"version"_s, text(item, "modelId"));
                        const auto organisations = sayOrganisation(record, u"developer"_s, text(item, "providerName"));
                        const QStringList inputs = texts(member(item, "inputModalities"));
                        const QStringList outputs = texts(member(item, "outputModalities"));
                        QStringList notes;
                        if (!inputs.isEmpty() || !outputs.isEmpty())
                            notes.append(inputs.join(u", "_s) + u" -> "_s + outputs.join(u", "_s));
                        const QString status = text(member(item, "modelLifecycle"), "status");
                        if (!status.isEmpty())
                            notes.append(status);
                        say(record, u"description"_s, notes.join(u"; "_s));
                        // Models that are offered through inference profiles alone run wherever the profile says.
                        const QStringList ways = texts(member(item, "inferenceTypesSupported"));
                        if (ways.contains(u"ON_DEMAND"_s) || ways.contains(u"PROVISIONED"_s))
                            sayRegion(record, arn.region);
                        handOver(std::move(record), organisations, sink);
                    });
}

// ---- custom and imported models

QString BedrockCustomModels::id() const
{
    return u"aws-bedrock-custom-models"_s;
}

QString BedrockCustomModels::displayName() const
{
    return u"Amazon Bedrock custom and imported models"_s;
}

int BedrockCustomModels::score(const json &root) const
{
    const json &first = firstOf(root, "modelSummaries");
    const QString arn = text(first, "modelArn");
    if (!arn.contains(":custom-model/"_L1) && !arn.contains(":imported-model/"_L1))
        return 0;
    return 2 + static_cast<int>(first.contains("baseModelArn"));
}

domain::SourceHeader BedrockCustomModels::header(const json &root, const Source &source) const
{
    return headerOf(itemsOf(root, "modelSummaries"), "modelArn", isList(root, "modelSummaries"), source,
                    u"bedrock-custom-models"_s);
}

domain::Result<void> BedrockCustomModels::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    return eachItem(itemsOf(root, "modelSummaries"), "modelArn", pointerOf(root, pointerBase, "modelSummaries"),
                    isList(root, "modelSummaries"), ordinal, sink, context, [&sink](const json &item, const Arn &arn) {
                        const QString mapping = u"aws-bedrock-custom-models/1"_s;
                        Record record = modelRecord(arn, text(item, "modelName"), mapping);
                        say(record, u"availability"_s, u"in_use"_s);
                        QList<Record> organisations;
                        if (const auto base = Arn::fromText(text(item, "baseModelArn"))) {
                            const QString name = text(item, "baseModelName");
                            say(record, u"base_model"_s, name.isEmpty() ? modelIdOf(*base) : name);
                            organisations = sayOrganisation(record, u"developer"_s, bedrockVendor(modelIdOf(*base)));
                            record.fields.append({u"fine_tuned"_s, true});
                        }
                        say(record, u"description"_s, text(item, "customizationType"));
                        sayRegion(record, arn.region);
                        const QString training = text(member(item, "trainingDataConfig"), "s3Uri").trimmed();
                        if (!training.isEmpty()) {
                            Record dataset;
                            dataset.kind = EntityKind::Dataset;
                            dataset.key = training;
                            dataset.name = training.section(u'/', -1, -1, QString::SectionSkipEmpty);
                            dataset.mapping = mapping;
                            say(dataset, u"provenance"_s, training);
                            dataset.fields.append({u"processor"_s, Reference{awsProviderOfPartition(arn.partition)}});
                            dataset.fields.append({u"used_for_training"_s, domain::ListValue{{arn.text()}, false}});
                            organisations.append(dataset);
                        }
                        handOver(std::move(record), organisations, sink);
                    });
}

// ---- inference profiles

QString BedrockInferenceProfiles::id() const
{
    return u"aws-bedrock-inference-profiles"_s;
}

QString BedrockInferenceProfiles::displayName() const
{
    return u"Amazon Bedrock inference profiles"_s;
}

int BedrockInferenceProfiles::score(const json &root) const
{
    if (member(root, "inferenceProfileSummaries").is_array())
        return 3;
    const json &first = firstOf(root, "inferenceProfileSummaries");
    return first.is_object() && first.contains("inferenceProfileArn") && first.contains("models") ? 2 : 0;
}

domain::SourceHeader BedrockInferenceProfiles::header(const json &root, const Source &source) const
{
    return headerOf(itemsOf(root, "inferenceProfileSummaries"), "inferenceProfileArn",
                    isList(root, "inferenceProfileSummaries"), source, u"bedrock-inference-profiles"_s);
}

domain::Result<void> BedrockInferenceProfiles::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    return eachItem(
        itemsOf(root, "inferenceProfileSummaries"), "inferenceProfileArn",
        pointerOf(root, pointerBase, "inferenceProfileSummaries"), isList(root, "inferenceProfileSummaries"), ordinal,
        sink, context, [&sink](const json &item, const Arn &arn) {
            Record record = modelRecord(arn, text(item, "inferenceProfileName"), u"aws-bedrock-inference-profiles/1"_s);
            // Every account lists the profiles that AWS defines; only its own ones were made to be used.
            say(record, u"availability"_s, text(item, "type") == "SYSTEM_DEFINED"_L1 ? u"available"_s : u"in_use"_s);
            say(record, u"description"_s, text(item, "description"));

            QStringList regions;
            QString base;
            bool all = true;
            for (const json *model : elements(member(item, "models"))) {
                const auto modelArn = Arn::fromText(text(*model, "modelArn"));
                if (!modelArn) {
                    all = false;
                    continue;
                }
                if (base.isEmpty())
                    base = modelIdOf(*modelArn);
                const QString region = modelArn->region.isEmpty() ? u"global"_s : modelArn->region;
                if (!regions.contains(region))
                    regions.append(region);
            }
            if (text(item, "inferenceProfileId").startsWith("global."_L1) && !regions.contains(u"global"_s))
                regions.append(u"global"_s);
            const QString provider = awsProviderOfPartition(arn.partition);
            for (const QString &region : regions) {
                domain::Place place = awsPlace(region, Facet::Processing);
                place.provider = provider;
                record.places.append(place);
            }
            if (all && !regions.isEmpty())
                record.completeFacets = Facet::Processing;
            say(record, u"base_model"_s, base);
            const auto organisations = sayOrganisation(record, u"developer"_s, bedrockVendor(base));
            handOver(std::move(record), organisations, sink);
        });
}

// ---- agents

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
    const json &agent = member(root, "agent");
    const json &first = agent.is_object() ? agent : firstOf(root, "agents");
    const int found = static_cast<int>(text(first, "agentArn").contains(":agent/"_L1)) +
                      static_cast<int>(first.is_object() && first.contains("foundationModel")) +
                      static_cast<int>(first.is_object() && first.contains("agentName"));
    return found >= 2 ? found : 0;
}

domain::SourceHeader BedrockAgents::header(const json &root, const Source &source) const
{
    return headerOf(itemsOf(root, "agents", "agent"), "agentArn", isList(root, "agents"), source, u"bedrock-agents"_s);
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
            modelId = modelIdOf(*modelArn);
        if (!modelArn || modelArn->account.isEmpty()) {
            // The catalogue's entry says what is available; that this account uses it is another fact, about
            // another entity: the catalogue's ARN with the account put in.
            const QString region = modelArn && !modelArn->region.isEmpty() ? modelArn->region : arn.region;
            const bool profile =
                !modelArn && modelId.count(u'.') > 1 && bedrockVendor(modelId) != modelId.section(u'.', 0, 0);
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
                sayRegion(model, region);
            }
            const auto organisations = sayOrganisation(model, u"developer"_s, bedrockVendor(modelId));
            result.records += organisations;
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
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    return eachItem(itemsOf(root, "agents", "agent"), "agentArn", pointerOf(root, pointerBase, "agents", "agent"),
                    isList(root, "agents"), ordinal, sink, context, [&sink](const json &item, const Arn &arn) {
                        const QString mapping = u"aws-bedrock-agents/1"_s;
                        BedrockAgent told = bedrockAgent(item, arn, mapping);
                        for (Record &record : told.records)
                            sink.entity(std::move(record));
                        Record system = bedrockSystem(arn, "AWS::Bedrock::Agent", mapping);
                        system.aliases.append({u"bedrock-agent"_s, bedrockAgentSystemAlias(arn.lastPart())});
                        system.name = text(item, "agentName");
                        say(system, u"state"_s, text(item, "agentStatus"));
                        if (!told.model.isEmpty())
                            system.fields.append({u"models"_s, domain::ListValue{{told.model}, false}});
                        sayBedrockKey(system, text(item, "customerEncryptionKeyArn").trimmed());
                        sink.entity(std::move(system));
                    });
}

} // namespace importers
