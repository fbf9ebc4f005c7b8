// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bedrock.h"

#include "importers/aws/arn.h"
#include "importers/aws/bedrockanswer.h"
#include "importers/aws/bedrockmodels.h"
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

void handOver(QList<Record> &&records, domain::RecordSink &sink)
{
    for (Record &record : records)
        sink.entity(std::move(record));
}

} // namespace

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
        Record record = bedrockModel(arn, text(item, "modelName"), u"aws-bedrock-models/1"_s);
        say(record, u"availability"_s, u"available"_s);
        say(record, u"version"_s, text(item, "modelId"));
        QList<Record> records = sayOrganisation(record, u"developer"_s, text(item, "providerName"));
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
        records.append(std::move(record));
        handOver(std::move(records), into);
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
        const BedrockOwnModel model{text(item, "modelName"), text(item, "baseModelArn"), text(item, "baseModelName"), text(item, "customizationType"),
                                    text(member(item, "trainingDataConfig"), "s3Uri")};
        handOver(bedrockOwnModel(arn, model, u"aws-bedrock-custom-models/1"_s), into);
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
        BedrockProfile profile{text(item, "inferenceProfileName"), text(item, "inferenceProfileId"), text(item, "description"), text(item, "type") == "SYSTEM_DEFINED"_L1, {}};
        for (const json *model : elements(member(item, "models")))
            profile.models.append(text(*model, "modelArn"));
        handOver(bedrockProfile(arn, profile, u"aws-bedrock-inference-profiles/1"_s), into);
    });
}

} // namespace importers
