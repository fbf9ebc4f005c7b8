// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configrelated.h"

#include "importers/aws/arn.h"
#include "importers/aws/bedrock.h"
#include "importers/aws/bedrockmodels.h"
#include "importers/aws/configvalues.h"
#include "importers/aws/kmscustody.h"
#include "importers/aws/sagemakermodel.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using Ref = importers::JsonTree::Ref;

namespace importers {
namespace {

Ref either(Ref object, std::string_view capital, std::string_view small)
{
    return object.member(object.contains(capital) ? capital : small);
}

/// The region once, where it is not the item's own.
void addRegion(Record &record, const QString &region, int facet, const ConfigIdentity &identity)
{
    if (region.isEmpty() || region == qt(identity.region))
        return;
    for (const domain::Place &place : std::as_const(record.places)) {
        if (place.region == region && (place.facets & facet) != 0)
            return;
    }
    record.places.append(awsPlace(region, facet));
}

/// Value of a tag, whether tags are an object or a list of keys and values.
QString tagOf(Ref tags, std::string_view name)
{
    if (tags.isObject())
        return qt(textOf(tags.member(name)));
    for (Ref tag = tags.isArray() ? tags.first() : Ref(); tag.isThere(); tag = tag.next()) {
        if (firstText(tag, {"key", "Key"}) == name)
            return qt(firstText(tag, {"value", "Value"}));
    }
    return {};
}

/// Regions of ARNs in a list of texts, or of objects that hold one.
void addArnRegions(Record &record, Ref list, int facet, const ConfigIdentity &identity)
{
    if (!list.isArray())
        return;
    for (Ref entry = list.first(); entry.isThere(); entry = entry.next()) {
        Ref text = entry;
        for (const char *name :
             {"dBInstanceAutomatedBackupsArn", "dbinstanceAutomatedBackupsArn", "DBInstanceAutomatedBackupsArn"}) {
            if (entry.isObject() && entry.contains(name))
                text = entry.member(name);
        }
        if (!text.isString())
            continue;
        // Within a region the name alone stands there.
        if (const auto arn = Arn::fromText(qt(text.text())))
            addRegion(record, arn->region, facet, identity);
    }
}

} // namespace

Record outpostSite(const QString &text, const QString &mapping)
{
    Record site;
    site.kind = domain::EntityKind::Location;
    site.key = text.trimmed();
    site.mapping = mapping;
    site.fields.append({u"site_kind"_s, u"outpost"_s});
    if (const auto arn = Arn::fromText(text)) {
        site.name = arn->lastPart();
        site.aliases.append({u"arn"_s, site.key});
        site.fields.append({u"provider"_s, domain::Reference{awsProviderOfPartition(arn->partition)}});
    }
    return site;
}

bool addReplicaPlaces(Record &record, Ref item, const ConfigIdentity &identity)
{
    const Ref config = item.member("configuration");
    if (identity.type == "AWS::DynamoDB::Table" || identity.type == "AWS::DynamoDB::GlobalTable") {
        const Ref replicas = either(config, "Replicas", "replicas");
        if (!replicas.isArray())
            return true;
        QStringList keys;
        for (Ref replica = replicas.first(); replica.isThere(); replica = replica.next()) {
            for (const char *name : {"regionName", "RegionName", "Region"}) {
                if (replica.member(name).isString())
                    addRegion(record, qt(replica.member(name).text()), Facet::Failover, identity);
            }
            keys.append(qt(firstText(replica, {"kmsmasterKeyId", "kMSMasterKeyId", "kmsMasterKeyId", "KMSMasterKeyId"})));
        }
        return sayKeysOfCopies(record, keys);
    }
    if (identity.type.starts_with("AWS::RDS::")) {
        addArnRegions(record, config.member("readReplicaDBInstanceIdentifiers"), Facet::Failover, identity);
        addArnRegions(record, config.member("readReplicaIdentifiers"), Facet::Failover, identity);
        addArnRegions(record, config.member("dBInstanceAutomatedBackupsReplications"), Facet::Backup, identity);
        addArnRegions(record, config.member("dbinstanceAutomatedBackupsReplications"), Facet::Backup, identity);
    }
    return true;
}

QStringList copiesOfBucket(Ref item)
{
    QStringList copies;
    const Ref rules =
        item.member("supplementaryConfiguration").member("BucketReplicationConfiguration").structured().member("rules");
    if (!rules.isObject() && !rules.isArray())
        return copies;
    for (Ref rule = rules.first(); rule.isThere(); rule = rule.next()) {
        const std::string_view bucket = firstText(rule.member("destinationConfig"), {"bucketARN", "bucketArn"});
        if (textOf(rule.member("status")) == "Enabled" && !bucket.empty() && !copies.contains(qt(bucket)))
            copies.append(qt(bucket));
    }
    return copies;
}

void addKeyReplicas(Record &key, Ref config, const ConfigIdentity &identity)
{
    const Ref several = config.member("multiRegionConfiguration");
    const auto add = [&](Ref copy) {
        if (copy.member("region").isString())
            addRegion(key, qt(copy.member("region").text()), Facet::Keys, identity);
    };
    add(several.member("primaryKey"));
    const Ref copies = several.member("replicaKeys");
    if (!copies.isArray())
        return;
    for (Ref copy = copies.first(); copy.isThere(); copy = copy.next())
        add(copy);
}

void addAgent(Record &record, QList<Record> &others, Ref item)
{
    const auto arn = Arn::fromText(record.key);
    if (!arn)
        return;
    const Ref config = item.member("configuration");
    nlohmann::json agent{{"agentName", record.name.toStdString()}};
    for (const auto &[capital, small] :
         {std::pair("AgentName", "agentName"), std::pair("AgentResourceRoleArn", "agentResourceRoleArn"),
          std::pair("FoundationModel", "foundationModel"), std::pair("CreatedAt", "createdAt")}) {
        const Ref value = either(config, capital, small);
        if (value.isString())
            agent[small] = std::string(value.text());
    }
    BedrockAgent told = bedrockAgent(agent, *arn, record.mapping);
    if (!told.model.isEmpty())
        record.fields.append({u"models"_s, domain::ListValue{{told.model}, false}});
    others += told.records;
}

void mapSageMakerModel(Record &record, QList<Record> &others, Ref item, const ConfigIdentity &identity)
{
    record.kind = domain::EntityKind::Model;
    put(record, u"provider"_s, domain::Reference{providerOf(identity)});
    // It was made to be deployed; what AWS only offers has no ARN of the account.
    put(record, u"availability"_s, u"in_use"_s);
    if (!identity.region.empty()) {
        domain::Place place;
        place.facets = Facet::Hosting | Facet::Processing;
        place.provider = providerOf(identity);
        place.region = qt(identity.region);
        record.places.append(place);
        record.completeFacets = place.facets;
    }
    const Ref config = item.member("configuration");
    QList<SageMakerContainer> containers;
    const auto look = [&containers](Ref container) {
        const auto said = [&container](const char *capital, const char *small) { return qt(trimmed(firstText(container, {capital, small}))); };
        SageMakerContainer one;
        one.image = said("Image", "image");
        one.package = said("ModelPackageName", "modelPackageName");
        one.weights = said("ModelDataUrl", "modelDataUrl");
        const Ref source = either(either(container, "ModelDataSource", "modelDataSource"), "S3DataSource", "s3DataSource");
        if (one.weights.isEmpty())
            one.weights = qt(trimmed(firstText(source, {"S3Uri", "s3Uri"})));
        one.content = qt(trimmed(firstText(either(source, "HubAccessConfig", "hubAccessConfig"), {"HubContentArn", "hubContentArn"})));
        const Ref variables = either(container, "Environment", "environment").structured();
        for (const char *variable : SageMakerModelVariables) {
            if (one.fetched.isEmpty())
                one.fetched = qt(trimmed(firstText(variables, {variable})));
        }
        containers.append(one);
    };
    look(config.member("PrimaryContainer"));
    const Ref listed = config.member("Containers");
    for (Ref one = listed.isArray() ? listed.first() : Ref(); one.isThere(); one = one.next())
        look(one);
    saySageMakerModel(record, containers, qt(identity.account), tagOf(item.member("tags"), JumpStartTag), others);
}

QList<Record> mapInferenceProfile(Ref item, const Arn &arn, const QString &name, const QString &mapping)
{
    const Ref config = item.member("configuration");
    const auto said = [&config](const char *capital, const char *small) { return qt(firstText(config, {capital, small})); };
    BedrockProfile profile{said("InferenceProfileName", "inferenceProfileName"), said("InferenceProfileId", "inferenceProfileId"), {}, false, {}};
    if (profile.name.isEmpty())
        profile.name = name;
    const Ref models = either(config, "Models", "models");
    for (Ref one = models.isArray() ? models.first() : Ref(); one.isThere(); one = one.next())
        profile.models.append(qt(firstText(one, {"ModelArn", "modelArn"})));
    return bedrockProfile(arn, profile, mapping);
}

void mapEndpointConfig(Record &record, Ref item)
{
    const Ref config = item.member("configuration");
    const auto arn = Arn::fromText(record.key);
    QStringList types;
    QStringList models;
    qint64 machines = 0;
    bool counted = true;
    for (const char *list : {"ProductionVariants", "ShadowProductionVariants"}) {
        const Ref variants = config.member(list);
        for (Ref one = variants.isArray() ? variants.first() : Ref(); one.isThere(); one = one.next()) {
            // SageMaker writes names into ARNs in lower case.
            const QString model = qt(trimmed(firstText(one, {"ModelName"}))).toLower();
            if (arn && !model.isEmpty()) {
                const QString key = Arn{arn->partition, arn->service, arn->region, arn->account, u"model/"_s + model}.text();
                if (!models.contains(key))
                    models.append(key);
            }
            const QString type = qt(trimmed(firstText(one, {"InstanceType"})));
            if (type.isEmpty())
                continue;
            if (!types.contains(type))
                types.append(type);
            const Ref count = one.member("InitialInstanceCount");
            counted = counted && count.isNumber();
            machines += count.isNumber() ? static_cast<qint64>(count.number()) : 0;
        }
    }
    if (!models.isEmpty())
        put(record, u"models"_s, domain::ListValue{models, false});
    // Of several variants each has machines of its own kind; one type does not tell them.
    if (types.size() == 1) {
        putFirst(record, u"instance_type"_s, types.first());
        if (counted)
            putFirst(record, u"instance_count"_s, machines);
    }
}

} // namespace importers
