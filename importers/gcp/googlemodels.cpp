// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/developername.h"
#include "importers/gcp/googlename.h"
#include "importers/gcp/googleresource.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr auto Vertex = "aiplatform.googleapis.com"_L1;

qint64 countOf(const json &value, qint64 otherwise)
{
    bool fine = false;
    const qint64 count = text(value).toLongLong(&fine);
    return fine ? count : otherwise;
}

/// "NVIDIA_H100_80GB" -> "nvidia-h100-80gb", as the machines have it.
QString chipOf(const json &machine)
{
    const QString type = text(machine, "acceleratorType");
    if (type == "ACCELERATOR_TYPE_UNSPECIFIED"_L1)
        return {};
    return type.toLower().replace(u'_', u'-');
}

/// Machines of one kind, and how many of them run at least.
struct Machines
{
    const json *spec;
    qint64 count;
};

void addMachines(Record &record, const std::vector<Machines> &all, QList<Record> &pools)
{
    QString type;
    qint64 count = 0;
    bool one = true;
    // Those of one chip are one pool, whichever model or worker has them.
    QStringList names;
    QHash<QString, qint64> counts;
    for (const Machines &some : all) {
        const QString own = text(*some.spec, "machineType");
        one = one && (type.isEmpty() || own == type);
        type = own;
        count += some.count;
        const QString chip = chipOf(*some.spec);
        const qint64 each = countOf(member(*some.spec, "acceleratorCount"), chip.isEmpty() ? 0 : 1);
        if (chip.isEmpty() || each <= 0 || some.count <= 0 || each > 1'000'000 || some.count > 1'000'000)
            continue;
        if (!counts.contains(chip))
            names.append(chip);
        counts[chip] += each * some.count;
    }
    // The reference data knows what the machine type holds.
    if (one && !type.isEmpty() && count > 0) {
        record.fields.append({u"instance_type"_s, type});
        record.fields.append({u"instance_count"_s, count});
    }
    for (const QString &chip : std::as_const(names))
        pools.append(googlePool(record, chip, counts.value(chip), pools.isEmpty()));
}

bool isRunning(const QString &state)
{
    return state.isEmpty() || state == "JOB_STATE_RUNNING"_L1 || state == "JOB_STATE_PENDING"_L1 ||
           state == "JOB_STATE_QUEUED"_L1 || state == "JOB_STATE_UPDATING"_L1 || state == "RUNNING"_L1 ||
           state == "PROVISIONING"_L1;
}

void sayPlace(Record &record, const GoogleAsset &asset)
{
    for (const QString &region : asset.regions())
        record.places.append(googlePlace(region, Facet::Hosting));
    if (!record.places.isEmpty())
        record.completeFacets = Facet::Hosting;
}

/// "publishers/google/models/gemma2@gemma-2-2b-it"
QString publisherOf(const QString &model)
{
    return model.startsWith("publishers/"_L1) ? model.section(u'/', 1, 1) : QString();
}

} // namespace

QList<Record> googleModel(const GoogleAsset &asset, const QString &mapping)
{
    Record record = googleRecord(asset, EntityKind::Model, mapping);
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    sayText(record, "version", text(*asset.data, "versionId"));
    sayText(record, "description", text(*asset.data, "description"));
    if (!elements(member(*asset.data, "deployedModels")).empty())
        record.fields.append({u"availability"_s, u"in_use"_s});
    if (!text(*asset.data, "artifactUri").isEmpty())
        record.fields.append({u"weights_held"_s, true});
    const json &source = member(*asset.data, "baseModelSource");
    QString base = text(member(source, "modelGardenSource"), "publicModelName");
    if (base.isEmpty())
        base = text(member(source, "genieSource"), "baseModelUri");
    // What Vertex tuned for the customer bears labels that tell what it was made from.
    const json &labels = asset.said("labels");
    if (base.isEmpty())
        base = text(labels, "google-vertex-llm-tuning-base-model-id");
    sayText(record, "base_model", base.section(u"/models/"_s, -1));
    if (!text(labels, "google-vertex-llm-tuning-job-id").isEmpty() || !text(labels, "google-vertex-llm-tuning-base-model-id").isEmpty())
        record.fields.append({u"fine_tuned"_s, true});
    QList<Record> all;
    // A copy of what somebody published. Of what training made of it the base's maker is known by its name where nobody says more.
    if (const QString publisher = publisherOf(base);
        !publisher.isEmpty() && text(member(*asset.data, "modelSourceInfo"), "sourceType") == "MODEL_GARDEN"_L1)
        all = sayOrganisation(record, u"developer"_s, publisher);
    sayPlace(record, asset);
    all.prepend(std::move(record));
    return all;
}

QList<Record> googleDataset(const GoogleAsset &asset, const QString &mapping)
{
    Record record = googleRecord(asset, EntityKind::Dataset, mapping);
    record.fields.append({u"processor"_s, Reference{GoogleProvider}});
    sayText(record, "description", text(*asset.data, "description"));
    const json &input = member(member(*asset.data, "metadata"), "inputConfig");
    QStringList from = texts(member(member(input, "gcsSource"), "uri"));
    from += texts(member(member(input, "bigquerySource"), "uri"));
    sayText(record, "provenance", from.join(u", "_s));
    if (const qint64 count = countOf(member(*asset.data, "dataItemCount"), 0); count > 0)
        record.fields.append({u"record_count"_s, count});
    sayPlace(record, asset);
    return {record};
}

void sayGoogleModels(const GoogleAsset &asset, Record &record, QList<Record> &pools)
{
    if (!asset.type.startsWith(Vertex))
        return;
    std::vector<Machines> machines;
    domain::ListValue models;
    models.complete = false;
    for (const json *deployed : elements(member(*asset.data, "deployedModels"))) {
        // "projects/p/locations/l/models/m@2": the version is no name of another model.
        const QString model = googleFullNameOf(Vertex, text(*deployed, "model").section(u'@', 0, 0));
        if (!model.isEmpty() && !models.items.contains(model))
            models.items.append(model);
        const json &resources = member(*deployed, "dedicatedResources");
        if (member(resources, "machineSpec").is_object())
            machines.push_back({&member(resources, "machineSpec"), countOf(member(resources, "minReplicaCount"), 1)});
    }
    if (!models.items.isEmpty())
        record.fields.append({u"models"_s, models});
    const json &shared = member(*asset.data, "dedicatedResources");
    if (member(shared, "machineSpec").is_object())
        machines.push_back({&member(shared, "machineSpec"), countOf(member(shared, "minReplicaCount"), 1)});
    // What is over holds no machines.
    if (isRunning(text(*asset.data, "state"))) {
        const json &job =
            member(*asset.data, asset.type.endsWith("/HyperparameterTuningJob"_L1) ? "trialJobSpec" : "jobSpec");
        for (const json *pool : elements(member(job, "workerPoolSpecs"))) {
            if (member(*pool, "machineSpec").is_object())
                machines.push_back({&member(*pool, "machineSpec"), countOf(member(*pool, "replicaCount"), 1)});
        }
        for (const json *pool : elements(member(*asset.data, "resourcePools"))) {
            if (member(*pool, "machineSpec").is_object())
                machines.push_back({&member(*pool, "machineSpec"), countOf(member(*pool, "replicaCount"), 1)});
        }
    }
    addMachines(record, machines, pools);
}

} // namespace importers
