// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"
#include "importers/hubname.h"
#include "importers/jsonmembers.h"
#include "importers/kubernetes/kubereader.h"
#include "importers/kubernetes/kuberequests.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// "org/name" of a hub address, or an address of storage; what a local path holds is not told by it.
QString modelOf(const QString &written)
{
    const QString value = written.trimmed();
    static const QRegularExpression repository(u"^[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*$"_s);
    if (value.startsWith("hf://"_L1)) {
        const QString name = value.mid(5).section(u':', 0, 0);
        return repository.match(name).hasMatch() ? name : QString();
    }
    if (const QString hub = hubNameOfUrl(value); !hub.isEmpty())
        return hub;
    static const QRegularExpression storage(u"^(s3|gs|abfss?|https?|oci|pvc)://.+"_s);
    return repository.match(value).hasMatch() || storage.match(value).hasMatch() ? value : QString();
}

/// Models that a container names in its arguments, as the common servers take them, or in variables made for it. Other
/// variables are not looked at: they hold secrets.
QStringList modelsOfContainer(const json &container)
{
    static const QStringList options{u"--model"_s, u"--model-id"_s, u"--model_id"_s, u"--model-path"_s,
                                     u"--model-name-or-path"_s};
    QStringList words = texts(member(container, "command")) + texts(member(container, "args"));
    QStringList found;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString option = words.at(i).section(u'=', 0, 0);
        if (options.contains(option))
            found.append(words.at(i).contains(u'=') ? words.at(i).section(u'=', 1) : words.value(i + 1));
        else if (words.at(i) == "serve"_L1 && i > 0 && words.at(i - 1).endsWith("vllm"_L1))
            found.append(words.value(i + 1));
    }
    for (const json *variable : elements(member(container, "env"))) {
        const QString name = text(*variable, "name");
        if (name == "MODEL_ID"_L1 || name == "HF_MODEL_ID"_L1)
            found.append(text(*variable, "value"));
    }
    // An image of NVIDIA's inference microservices holds one model, and is named for it.
    static const QRegularExpression nim(u"^nvcr\\.io/nim/([A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*)(?:[:@].*)?$"_s);
    if (const auto match = nim.match(text(container, "image").trimmed()); found.isEmpty() && match.hasMatch())
        found.append(match.captured(1));
    return found;
}

/// KServe: the model block, or the older form with the framework's name in its place.
QStringList modelsOfPredictor(const json &predictor)
{
    QStringList found;
    if (!predictor.is_object())
        return found;
    for (const auto &[name, block] : predictor.items()) {
        if (!block.is_object())
            continue;
        for (const QString &uri : {text(block, "storageUri"), text(member(block, "storage"), "path")}) {
            if (!uri.isEmpty())
                found.append(uri);
        }
        found += modelsOfContainer(block);
    }
    return found;
}

} // namespace

/// KServe labels all that it makes of a service.
QString KubeReader::inferenceServiceOf(const KubeObject &object)
{
    const QString name = kubeLabel(object, "serving.kserve.io/inferenceservice");
    return name.isEmpty() ? QString() : u"InferenceService/"_s + object.nameSpace + u'/' + name;
}

/// "Kind/namespace/name" of what a pod belongs to; through its replica set to the deployment.
QString KubeReader::controllerOf(const KubeObject &pod)
{
    const QString base = u'/' + pod.nameSpace + u'/';
    if (const QString set = kubeOwner(pod, "ReplicaSet"); !set.isEmpty()) {
        const QString hash = kubeLabel(pod, "pod-template-hash");
        if (!hash.isEmpty() && set.endsWith(u'-' + hash))
            return u"Deployment"_s + base + set.chopped(hash.size() + 1);
        return u"ReplicaSet"_s + base + set;
    }
    for (const char *kind : {"StatefulSet", "DaemonSet", "Job", "ReplicationController"}) {
        if (const QString owner = kubeOwner(pod, kind); !owner.isEmpty())
            return QLatin1StringView(kind) + base + owner;
    }
    return u"Pod"_s + base + pod.name;
}

void KubeReader::sayPlaces(const KubeObject &object, Record &record, bool wantsAccelerators) const
{
    const QStringList on = m_nodesOfWork.value(object.kind + u'/' + object.nameSpace + u'/' + object.name);
    // Without its pods it may be on any node: told only where all of them stand in one place.
    QList<Node> nodes;
    bool whole = true;
    for (const QString &name : on) {
        whole = whole && m_nodes.contains(name);
        nodes.append(m_nodes.value(name));
    }
    if (on.isEmpty())
        nodes = m_nodes.values();
    QList<domain::Place> places;
    for (const Node &node : std::as_const(nodes)) {
        whole = whole && !node.place.region.isEmpty();
        if (!node.place.region.isEmpty() && !places.contains(node.place))
            places.append(node.place);
    }
    std::sort(places.begin(), places.end(), [](const domain::Place &a, const domain::Place &b) {
        return std::tie(a.provider, a.region) < std::tie(b.provider, b.region);
    });
    if (!nodes.isEmpty() && (!on.isEmpty() || (whole && places.size() == 1))) {
        record.places = places;
        if (whole)
            record.completeFacets = Facet::Hosting | Facet::Processing;
        if (places.size() == 1)
            record.fields.append({u"provider"_s, Reference{places.first().provider}});
    }
    domain::ListValue pools;
    pools.complete = false;
    for (const QString &name : on) {
        const QString pool = m_nodes.value(name).pool;
        if (wantsAccelerators && !pool.isEmpty() && !pools.items.contains(pool))
            pools.items.append(pool);
    }
    std::sort(pools.items.begin(), pools.items.end());
    if (!pools.items.isEmpty())
        record.fields.append({u"accelerators"_s, pools});
}

void KubeReader::sayModels(const KubeObject &object, const json &pod, Record &record, QList<Record> &models) const
{
    QStringList written;
    if (object.kind == "InferenceService"_L1)
        written += modelsOfPredictor(pod);
    for (const json *container : elements(member(pod, "containers")))
        written += modelsOfContainer(*container);
    domain::ListValue list;
    list.complete = false;
    for (const QString &one : std::as_const(written)) {
        const QString name = modelOf(one);
        if (name.isEmpty() || list.items.contains(name))
            continue;
        list.items.append(name);
        Record model;
        model.kind = EntityKind::Model;
        model.mapping = record.mapping;
        model.key = name;
        const bool address = name.contains("://"_L1);
        model.name = address ? name.section(u'/', -1, -1, QString::SectionSkipEmpty) : name;
        if (!address)
            model.aliases.append({u"hub"_s, name});
        model.fields.append({u"availability"_s, u"in_use"_s});
        model.fields.append({u"weights_held"_s, true});
        model.places = record.places;
        model.completeFacets = record.completeFacets;
        models.append(model);
    }
    if (!list.items.isEmpty())
        record.fields.append({u"models"_s, list});
}

void KubeReader::workload(const KubeObject &object)
{
    for (const char *owner : {"ReplicaSet", "StatefulSet", "DaemonSet", "Deployment", "Job", "CronJob",
                              "ReplicationController", "InferenceService"}) {
        if (const QString name = kubeOwner(object, owner); !name.isEmpty()) {
            m_sink.ignored(u"owned"_s, u"%1 %2 is made by %3 %4, which stands for it"_s.arg(
                                           object.kind, object.name, QLatin1StringView(owner), name));
            return;
        }
    }
    const QString service = inferenceServiceOf(object);
    if (object.kind != "InferenceService"_L1 && m_inferenceServices.contains(service)) {
        m_sink.ignored(u"owned"_s, u"%1 %2 serves InferenceService %3, which stands for it"_s.arg(
                                       object.kind, object.name, service.section(u'/', -1)));
        return;
    }
    const json &spec = member(*object.json, "spec");
    const json &pod = kubePodSpec(object);
    const bool space = object.kind == "Namespace"_L1;
    Record record = started(object, EntityKind::Workload, keyOf(object));
    const auto say = [&record](const QString &attr, const QString &value) {
        if (!value.isEmpty())
            record.fields.append({attr, value});
    };
    say(u"role"_s, space ? u"supporting"_s : u"assessed"_s);
    say(u"resource_type"_s, u"kubernetes/"_s + object.kind);
    if (m_namespaces.contains(object.nameSpace))
        record.fields.append({u"part_of"_s, Reference{m_namespaces.value(object.nameSpace)}});
    if (const json &replicas = member(spec, "replicas"); replicas.is_number_integer())
        record.fields.append({u"instance_count"_s, replicas.get<qint64>()});
    QStringList images;
    for (const json *container : elements(member(pod, "containers"))) {
        const QString image = text(*container, "image");
        if (!image.isEmpty() && !images.contains(image))
            images.append(image);
    }
    say(u"image"_s, images.join(u", "_s));
    const json &status = member(*object.json, "status");
    say(u"state"_s, text(status, "phase"));
    applyAwsTags(awsTags(member(member(*object.json, "metadata"), "labels")), record);
    QList<Record> models;
    if (!space) {
        const QString requests = kubeRequests(object);
        say(u"description"_s, requests);
        sayPlaces(object, record, !requests.isEmpty());
        if (!requests.isEmpty() && m_nodes.isEmpty() && !m_toldOfNodes) {
            m_toldOfNodes = true;
            m_sink.diagnostic({u"no-nodes"_s, domain::DiagnosticLevel::Warning, object.where,
                               u"%1 %2 %3, but the file has no nodes: accelerators are counted by the nodes, so export them too "
                               "(kubectl get nodes,pods,deployments -A -o json)"_s.arg(object.kind, object.name, requests)});
        }
        sayModels(object, pod, record, models);
    }
    m_sink.entity(std::move(record));
    for (Record &model : models)
        m_sink.entity(std::move(model));
}

} // namespace importers
