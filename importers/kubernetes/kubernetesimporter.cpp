// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/kubernetes/kubernetesimporter.h"

#include "domain/exportday.h"
#include "importers/jsonmembers.h"
#include "importers/kubernetes/kubereader.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// What tells this cluster's names from others': what whoever imports it says, its own mark, the folder that it was exported to (its pods and its
/// nodes lie in files of any names there), the file.
QString spaceOf(const KubeCluster &cluster, const Source &source)
{
    if (!source.cluster.isEmpty())
        return source.cluster;
    if (!cluster.text().isEmpty())
        return cluster.text();
    return source.folder.isEmpty() ? domain::lastingName(source.probe.fileName) : source.folder;
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
    return headerOfPages(Pages(root), source);
}

domain::SourceHeader KubernetesObjects::headerOfPages(const Pages &pages, const Source &source) const
{
    domain::SourceHeader header;
    KubeCluster cluster;
    // A list of nodes does not make the pods of another list vanish, nor one namespace those of another.
    QStringList kinds;
    QStringList spaces;
    QString single;
    pages.find([&](const Page &page) {
        const json &root = *page.root;
        for (const KubeObject &object : kubeObjects(root, {})) {
            cluster.add(object);
            if (!kinds.contains(object.kind))
                kinds.append(object.kind);
            if (!object.nameSpace.isEmpty() && spaces.size() < 2 && !spaces.contains(object.nameSpace))
                spaces.append(object.nameSpace);
            if (!root.is_array() && !member(root, "items").is_array())
                single = object.name;
        }
        header.complete = text(member(root, "metadata"), "continue").isEmpty();
        return false;
    });
    header.scope = spaceOf(cluster, source);
    kinds.sort();
    header.scope += u' ' + kinds.join(u',');
    if (spaces.size() == 1)
        header.scope += u' ' + spaces.first();
    if (!single.isEmpty())
        header.scope += u' ' + single;
    return header;
}

bool KubernetesObjects::mayCut(std::string_view pointer) const
{
    return pointer.empty() || nameOf(pointer) == "items";
}

domain::Result<void> KubernetesObjects::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink,
                                                  domain::JobContext &context) const
{
    const auto each = [&pages](const std::function<domain::Result<void>(const KubeObject &)> &found) {
        return pages.each([&](const Page &page) -> domain::Result<void> {
            for (const KubeObject &object : kubeObjects(*page.root, page.pointer, [&page](const json &list) { return page.first(list); })) {
                // A single object is no list, however many pieces it comes in.
                if (page.goesOn && object.json == page.root)
                    continue;
                auto done = found(object);
                if (!done)
                    return done;
            }
            return {};
        });
    };
    const Source *source = nullptr;
    pages.find([&source](const Page &page) {
        source = page.source;
        return true;
    });
    KubeCluster cluster;
    KubeReader reader(sink);
    auto done = each([&](const KubeObject &object) -> domain::Result<void> {
        cluster.add(object);
        reader.index(object);
        return {};
    });
    if (!done)
        return done;
    const QString name = source ? spaceOf(cluster, *source) : cluster.text();
    reader.setSpace(name);
    if (source && source->cluster.isEmpty() && cluster.text().isEmpty())
        sink.diagnostic({u"cluster-by-folder"_s, domain::DiagnosticLevel::Info, {},
                         u"nothing in the file tells which cluster it is of (the namespace kube-system would): it is taken for '%1', after its %2; say another name where that is no cluster's "
                         "(import --cluster NAME; in the window: Kubernetes cluster)"_s.arg(name, source->folder.isEmpty() ? u"file"_s : u"folder"_s)});
    // Of pages that were put together the last one tells whether there are more.
    QString more;
    pages.find([&more](const Page &page) {
        more = text(member(*page.root, "metadata"), "continue");
        return false;
    });
    if (!more.isEmpty())
        sink.markPage(u"metadata.continue is set: the list goes on; export it without --limit, or with all of its pages"_s);
    return each([&](const KubeObject &object) -> domain::Result<void> {
        if (ordinal % 500 == 0) {
            if (context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, object.where};
            context.progress(ordinal, 0, {});
        }
        sink.beginRecord(ordinal++, object.where);
        reader.read(object);
        return {};
    });
}

} // namespace importers
