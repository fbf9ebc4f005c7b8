// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bedrockmodels.h"

#include "importers/aws/bucketdata.h"
#include "importers/developername.h"
#include "importers/say.h"

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;

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

Record bedrockModel(const Arn &arn, const QString &name, const QString &mapping)
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

QList<Record> bedrockOwnModel(const Arn &arn, const BedrockOwnModel &told, const QString &mapping)
{
    Record record = bedrockModel(arn, told.name, mapping);
    say(record, u"availability"_s, u"in_use"_s);
    QList<Record> records;
    if (!told.base.isEmpty()) {
        const auto base = Arn::fromText(told.base);
        const QString id = base ? bedrockModelId(*base) : told.base;
        say(record, u"base_model"_s, told.baseName.isEmpty() ? id : told.baseName);
        records = sayOrganisation(record, u"developer"_s, bedrockVendor(id));
        record.fields.append({u"fine_tuned"_s, true});
    }
    say(record, u"description"_s, told.customization);
    sayBedrockRegion(record, arn.region);
    if (const QString training = told.training.trimmed(); !training.isEmpty()) {
        Record dataset = awsDataInBucket(training, arn.partition, mapping);
        say(dataset, u"provenance"_s, training);
        dataset.fields.append({u"used_for_training"_s, domain::ListValue{{arn.text()}, false, true}});
        records.append(std::move(dataset));
    }
    records.append(std::move(record));
    return records;
}

bool isBedrockGlobal(const QString &profileId)
{
    return profileId.startsWith("global."_L1);
}

void sayBedrockGlobal(Record &record, const QString &profileId, const Arn &caller)
{
    if (!isBedrockGlobal(profileId))
        return;
    // The list names the region that one calls it in, and a model without a region.
    for (const QString &region : {caller.region, u"global"_s}) {
        domain::Place place = awsPlace(region, Facet::Processing);
        place.provider = awsProviderOfPartition(caller.partition);
        record.places.append(place);
    }
    record.completeFacets = Facet::Processing;
}

QList<Record> bedrockProfile(const Arn &arn, const BedrockProfile &told, const QString &mapping)
{
    Record record = bedrockModel(arn, told.name, mapping);
    // Every account lists the profiles that AWS defines; only its own ones were made to be used.
    say(record, u"availability"_s, told.offered ? u"available"_s : u"in_use"_s);
    say(record, u"description"_s, told.description);
    QStringList regions;
    QString base;
    bool all = true;
    for (const QString &model : told.models) {
        const auto modelArn = Arn::fromText(model);
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
    if (isBedrockGlobal(told.id) && !regions.contains(u"global"_s))
        regions.append(u"global"_s);
    const QString provider = awsProviderOfPartition(arn.partition);
    for (const QString &region : std::as_const(regions)) {
        domain::Place place = awsPlace(region, Facet::Processing);
        place.provider = provider;
        record.places.append(place);
    }
    if (all && !regions.isEmpty())
        record.completeFacets = Facet::Processing;
    say(record, u"base_model"_s, base);
    QList<Record> records = sayOrganisation(record, u"developer"_s, bedrockVendor(base));
    records.append(std::move(record));
    return records;
}

QList<Record> bedrockThroughput(const Arn &arn, const BedrockThroughput &told, const QString &mapping)
{
    Record record = bedrockModel(arn, told.name, mapping);
    say(record, u"availability"_s, u"in_use"_s);
    const auto foundation = Arn::fromText(told.foundation);
    const auto served = Arn::fromText(told.served);
    QList<Record> records;
    if (const auto base = foundation ? foundation : served) {
        const QString model = bedrockModelId(*base);
        say(record, u"base_model"_s, model);
        records = sayOrganisation(record, u"developer"_s, bedrockVendor(model));
    }
    if (served && served->resource.startsWith("custom-model/"_L1))
        record.fields.append({u"fine_tuned"_s, true});
    QStringList notes{u"provisioned throughput"_s};
    if (!told.units.isEmpty())
        notes.append(told.units + u" model units"_s);
    if (!told.term.isEmpty())
        notes.append(u"commitment "_s + told.term);
    if (!told.status.isEmpty())
        notes.append(told.status);
    say(record, u"description"_s, notes.join(u"; "_s));
    sayBedrockRegion(record, arn.region);
    records.append(std::move(record));
    return records;
}

} // namespace importers
