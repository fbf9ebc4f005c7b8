// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/sagemakermodel.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

struct Machines
{
    QStringList types; ///< each once
    qint64 count = 0;
    bool counted = true; ///< each variant tells how many it has
};

Machines machinesOf(const json &variants)
{
    Machines machines;
    for (const json *variant : elements(variants)) {
        const QString type = text(*variant, "instance_type");
        if (type.isEmpty())
            continue; // serverless
        if (!machines.types.contains(type))
            machines.types.append(type);
        const json &count = member(*variant, "initial_instance_count");
        machines.counted = machines.counted && count.is_number_integer();
        machines.count += count.is_number_integer() ? std::max<qint64>(0, count.get<qint64>()) : 0;
    }
    return machines;
}

void sayMachines(Record &record, const json &variants)
{
    const Machines machines = machinesOf(variants);
    if (machines.types.size() != 1)
        return;
    say(record, u"instance_type"_s, machines.types.first());
    if (machines.counted)
        record.fields.append({u"instance_count"_s, machines.count});
}

} // namespace

void TfReader::indexSageMaker(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    if (instance.type == "aws_sagemaker_endpoint"_L1) {
        if (const auto arn = Arn::fromText(text(attributes, "arn")))
            m_endpoints.insert(text(attributes, "endpoint_config_name"), arn->text());
        return;
    }
    json variants = json::array();
    for (const char *list : {"production_variants", "shadow_production_variants"}) {
        for (const json *variant : elements(member(attributes, list)))
            variants.push_back(*variant);
    }
    m_endpointVariants.insert(text(attributes, "name"), std::move(variants));
}

/// What the endpoint runs on; of variants of several types each is a part of its own.
void TfReader::sageMakerEndpoint(const TfInstance &instance, Record &record)
{
    const json variants = m_endpointVariants.value(text(instance.attributes(), "endpoint_config_name"));
    sayMachines(record, variants);
    if (machinesOf(variants).types.size() < 2)
        return;
    const auto arn = Arn::fromText(text(instance.attributes(), "arn"));
    int nr = 0;
    for (const json *variant : elements(variants)) {
        QString name = text(*variant, "variant_name");
        if (name.isEmpty())
            name = u"variant-%1"_s.arg(nr);
        ++nr;
        Record part;
        part.kind = EntityKind::Workload;
        part.mapping = m_mapping;
        part.whole = true;
        part.key = record.key + u"#"_s + name;
        part.name = record.name + u'/' + name;
        say(part, u"role"_s, u"supporting"_s);
        say(part, u"resource_type"_s, u"AWS::SageMaker::EndpointConfig ProductionVariant"_s);
        part.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn ? arn->partition : u"aws"_s)}});
        if (arn)
            say(part, u"account"_s, arn->account);
        part.fields.append({u"part_of"_s, Reference{record.key}});
        sayMachines(part, *variant);
        if (arn && !arn->region.isEmpty()) {
            part.places.append(awsPlace(arn->region, Facet::Hosting | Facet::Processing));
            part.completeFacets = part.places.last().facets;
        }
        m_sink.entity(std::move(part));
    }
}

/// The AI model that `describe-model` tells of under the same ARN.
void TfReader::sageMakerModel(const TfInstance &instance, const std::optional<Arn> &arn)
{
    const json &attributes = instance.attributes();
    Record record = started(instance, EntityKind::Model, arn ? arn->text() : QString(), u"arn"_s);
    if (const QString name = text(attributes, "name"); !name.isEmpty())
        record.name = name;
    const QString partition = arn ? arn->partition : u"aws"_s;
    record.fields.append({u"provider"_s, Reference{awsProviderOfPartition(partition)}});
    // It was made to be deployed.
    say(record, u"availability"_s, u"in_use"_s);
    QList<SageMakerContainer> containers;
    for (const char *list : {"primary_container", "container"}) {
        for (const json *container : elements(member(attributes, list))) {
            SageMakerContainer one;
            one.image = text(*container, "image");
            one.package = text(*container, "model_package_name");
            const json &source = tfBlock(tfBlock(*container, "model_data_source"), "s3_data_source");
            one.weights = text(*container, "model_data_url");
            if (one.weights.isEmpty())
                one.weights = text(source, "s3_uri");
            one.content = text(tfBlock(source, "hub_access_config"), "hub_content_arn");
            for (const char *variable : SageMakerModelVariables) {
                if (one.fetched.isEmpty())
                    one.fetched = text(member(*container, "environment"), variable).trimmed();
            }
            containers.append(one);
        }
    }
    QString jumpStart;
    for (const char *tags : {"tags_all", "tags"}) {
        if (jumpStart.isEmpty())
            jumpStart = text(member(attributes, tags), JumpStartTag);
    }
    QList<Record> organisations;
    saySageMakerModel(record, containers, arn ? arn->account : QString(), jumpStart, organisations);
    QString region = text(attributes, "region");
    if (region.isEmpty() && arn)
        region = arn->region;
    if (!region.isEmpty()) {
        record.places.append(awsPlace(region, Facet::Hosting | Facet::Processing));
        record.completeFacets = record.places.last().facets;
    }
    for (Record &organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

/// A configuration runs nothing itself: the endpoint that it belongs to has the machines.
void TfReader::sageMakerConfiguration(const TfInstance &instance, const std::optional<Arn> &arn)
{
    const json &attributes = instance.attributes();
    Record record = started(instance, EntityKind::Workload, arn ? arn->text() : QString(), u"arn"_s);
    say(record, u"role"_s, u"supporting"_s);
    say(record, u"resource_type"_s, u"AWS::SageMaker::EndpointConfig"_s);
    record.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn ? arn->partition : u"aws"_s)}});
    const QString name = text(attributes, "name");
    if (arn)
        say(record, u"account"_s, arn->account);
    if (const QString endpoint = m_endpoints.value(name); !endpoint.isEmpty())
        record.fields.append({u"part_of"_s, Reference{endpoint}});
    const json variants = m_endpointVariants.value(name);
    sayMachines(record, variants);
    QStringList models;
    for (const json *variant : elements(variants)) {
        // SageMaker writes names into ARNs in lower case.
        if (const QString model = text(*variant, "model_name").toLower(); arn && !model.isEmpty())
            models.append(Arn{arn->partition, arn->service, arn->region, arn->account, u"model/"_s + model}.text());
    }
    models.removeDuplicates();
    if (!models.isEmpty())
        record.fields.append({u"models"_s, domain::ListValue{models, false}});
    if (const QString key = text(attributes, "kms_key_arn"); !key.isEmpty()) {
        record.fields.append({u"encryption_at_rest"_s, true});
        say(record, u"key_management"_s, u"cmk"_s);
        if (key.contains(":key/"_L1))
            record.fields.append({u"key"_s, Reference{key}});
    }
    if (!arn && m_planned)
        say(record, u"state"_s, u"planned"_s);
    applyAwsTags(awsTags(member(attributes, "tags")), record);
    if (arn && !arn->region.isEmpty()) {
        record.places.append(awsPlace(arn->region, Facet::Hosting));
        record.completeFacets = Facet::Hosting;
    }
    m_sink.entity(std::move(record));
}

} // namespace importers
