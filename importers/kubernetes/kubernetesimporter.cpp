// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/kubernetes/kubernetesimporter.h"

#include "importers/jsonmembers.h"
#include "importers/kubernetes/kubereader.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

QString clusterOf(const std::vector<KubeObject> &objects, const Source *source)
{
    const QString cluster = kubeCluster(objects);
    return cluster.isEmpty() && source ? source->probe.fileName : cluster;
}

} // namespace

QString KubernetesObjects::id() const
{
    return u"kubernetes"_s;
}

QString KubernetesObjects::displayName() const
{
    return u"Kubernetes, kubectl get -o json (all but nodes and pods: untested with real exports)"_s;
}

int KubernetesObjects::score(const json &root) const
{
    return kubeScore(root);
}

domain::SourceHeader KubernetesObjects::header(const json &root, const Source &source) const
{
    const std::vector<KubeObject> objects = kubeObjects(root, {});
    domain::SourceHeader header;
    header.scope = clusterOf(objects, &source);
    // A list of nodes does not make the pods of another list vanish, nor one namespace those of another.
    QStringList kinds;
    QStringList spaces;
    for (const KubeObject &object : objects) {
        if (!kinds.contains(object.kind))
            kinds.append(object.kind);
        if (!object.nameSpace.isEmpty() && !spaces.contains(object.nameSpace))
            spaces.append(object.nameSpace);
    }
    kinds.sort();
    header.scope += u' ' + kinds.join(u',');
    if (spaces.size() == 1)
        header.scope += u' ' + spaces.first();
    if (!root.is_array() && !member(root, "items").is_array() && !objects.empty())
        header.scope += u' ' + objects.front().name;
    header.complete = text(member(root, "metadata"), "continue").isEmpty();
    return header;
}

domain::Result<void> KubernetesObjects::read(const json &root, const QString &pointerBase, qint64 &ordinal,
                                             domain::RecordSink &sink, domain::JobContext &context) const
{
    return readPages({{&root, pointerBase}}, ordinal, sink, context);
}

domain::Result<void> KubernetesObjects::readPages(const std::vector<Page> &pages, qint64 &ordinal,
                                                  domain::RecordSink &sink, domain::JobContext &context) const
{
    std::vector<KubeObject> objects;
    for (const Page &page : pages) {
        for (KubeObject &object : kubeObjects(*page.root, page.pointer))
            objects.push_back(std::move(object));
    }
    KubeReader reader(sink, clusterOf(objects, pages.empty() ? nullptr : pages.front().source));
    for (const KubeObject &object : objects)
        reader.index(object);
    for (const KubeObject &object : objects) {
        if (ordinal % 500 == 0) {
            if (context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, object.where};
            context.progress(ordinal, 0, {});
        }
        sink.beginRecord(ordinal++, object.where);
        reader.read(object);
    }
    return {};
}

} // namespace importers
