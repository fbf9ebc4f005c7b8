// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bedrock.h"

#include "importers/aws/arn.h"
#include "importers/aws/bedrockanswer.h"
#include "importers/aws/configtypes.h"
#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr std::array catalogueForms = {
    FieldForm{"modelName", TextForm},
    FieldForm{"modelId", TextForm},
    FieldForm{"providerName", TextForm},
    FieldForm{"inputModalities", ListForm},
    FieldForm{"outputModalities", ListForm},
    FieldForm{"inferenceTypesSupported", ListForm},
    FieldForm{"modelLifecycle", ObjectForm},
    FieldForm{"modelLifecycle", TextForm, "status"},
};
constexpr std::array ownModelForms = {
    FieldForm{"modelName", TextForm},
    FieldForm{"baseModelArn", TextForm},
    FieldForm{"baseModelName", TextForm},
    FieldForm{"customizationType", TextForm},
    FieldForm{"trainingDataConfig", ObjectForm},
    FieldForm{"trainingDataConfig", TextForm, "s3Uri"},
};
constexpr std::array profileForms = {
    FieldForm{"inferenceProfileName", TextForm},
    FieldForm{"inferenceProfileId", TextForm},
    FieldForm{"type", TextForm},
    FieldForm{"description", TextForm},
    FieldForm{"models", ListForm},
};
constexpr BedrockAnswer catalogue{"modelSummaries", "modelDetails", "modelArn", "bedrock-models", catalogueForms};
constexpr BedrockAnswer ownModels{"modelSummaries", nullptr, "modelArn", "bedrock-custom-models", ownModelForms};
constexpr BedrockAnswer profiles{"inferenceProfileSummaries", nullptr, "inferenceProfileArn", "bedrock-inference-profiles", profileForms};

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

} // namespace

QString bedrockVendor(const QString &modelId)
{
    static const QStringList prefixes{u"us"_s, u"eu"_s, u"apac"_s, u"jp"_s, u"au"_s, u"ca"_s, u"global"_s, u"us-gov"_s};
    const QStringList parts = modelId.split(u'.');
    if (parts.size() > 2 && prefixes.contains(parts.first()))
        return parts.at(1);
    return parts.size() > 1 ? parts.first() : QString();
}

QString bedrockModelId(const Arn &arn)
{
    return arn.resource.section(u'/', 1);
}

void sayBedrockRegion(Record &record, const QString &region)
{
    if (region.isEmpty())
        return;
    record.places.append(awsPlace(region, Facet::Hosting | Facet::Processing));
    record.completeFacets = Facet::Hosting | Facet::Processing;
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
    const json &first = catalogue.first(root);
    const int found = static_cast<int>(first.is_object() && first.contains("providerName")) +
                      static_cast<int>(text(first, "modelArn").contains(":foundation-model/"_L1)) +
                      static_cast<int>(!text(first, "modelId").isEmpty());
    return found >= 2 ? found : 0;
}

domain::SourceHeader BedrockModels::header(const json &root, const Source &source) const
{
    return catalogue.header(root, source);
}

domain::Result<void> BedrockModels::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    return catalogue.each(*page.root, page.pointer, ordinal, sink, context, [](const json &item, const Arn &arn, domain::RecordSink &into) {
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
            sayBedrockRegion(record, arn.region);
        handOver(std::move(record), organisations, into);
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
    const json &first = ownModels.first(root);
    const QString arn = text(first, "modelArn");
    if (!arn.contains(":custom-model/"_L1) && !arn.contains(":imported-model/"_L1))
        return 0;
    return 2 + static_cast<int>(first.contains("baseModelArn"));
}

domain::SourceHeader BedrockCustomModels::header(const json &root, const Source &source) const
{
    return ownModels.header(root, source);
}

domain::Result<void> BedrockCustomModels::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    return ownModels.each(*page.root, page.pointer, ordinal, sink, context, [](const json &item, const Arn &arn, domain::RecordSink &into) {
        const QString mapping = u"aws-bedrock-custom-models/1"_s;
        Record record = modelRecord(arn, text(item, "modelName"), mapping);
        say(record, u"availability"_s, u"in_use"_s);
        QList<Record> organisations;
        if (const auto base = Arn::fromText(text(item, "baseModelArn"))) {
            const QString name = text(item, "baseModelName");
            say(record, u"base_model"_s, name.isEmpty() ? bedrockModelId(*base) : name);
            organisations = sayOrganisation(record, u"developer"_s, bedrockVendor(bedrockModelId(*base)));
            record.fields.append({u"fine_tuned"_s, true});
        }
        say(record, u"description"_s, text(item, "customizationType"));
        sayBedrockRegion(record, arn.region);
        const QString training = text(member(item, "trainingDataConfig"), "s3Uri").trimmed();
        if (!training.isEmpty()) {
            Record dataset;
            dataset.kind = EntityKind::Dataset;
            dataset.key = training;
            dataset.name = training.section(u'/', -1, -1, QString::SectionSkipEmpty);
            dataset.mapping = mapping;
            say(dataset, u"provenance"_s, training);
            dataset.fields.append({u"processor"_s, Reference{awsProviderOfPartition(arn.partition)}});
            dataset.fields.append({u"used_for_training"_s, domain::ListValue{{arn.text()}, false, true}});
            organisations.append(dataset);
        }
        handOver(std::move(record), organisations, into);
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
    const json &first = profiles.first(root);
    return first.is_object() && first.contains("inferenceProfileArn") && first.contains("models") ? 2 : 0;
}

domain::SourceHeader BedrockInferenceProfiles::header(const json &root, const Source &source) const
{
    return profiles.header(root, source);
}

domain::Result<void> BedrockInferenceProfiles::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    return profiles.each(*page.root, page.pointer, ordinal, sink, context, [](const json &item, const Arn &arn, domain::RecordSink &into) {
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
                base = bedrockModelId(*modelArn);
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
        handOver(std::move(record), organisations, into);
    });
}

} // namespace importers
