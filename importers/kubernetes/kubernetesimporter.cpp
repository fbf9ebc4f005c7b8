// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/kubernetes/kubernetesimporter.h"

#include "importers/jsonmembers.h"
#include "importers/kubernetes/kubereader.h"
#include "importers/kubernetes/kubespace.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

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
    KubeSpace space;
    pages.find([&](const Page &page) {
        const json &root = *page.root;
        for (const KubeObject &object : kubeObjects(root, {})) {
            const bool single = object.json == &root;
            if (!page.goesOn || !single)
                space.add(object, single);
        }
        header.complete = text(member(root, "metadata"), "continue").isEmpty();
        return false;
    });
    header.scope = space.name(source);
    header.guessed = space.isGuessed(source);
    // A list of nodes does not make the pods of another list vanish, nor one namespace those of another.
    QStringList kinds = space.kinds();
    kinds.sort();
    header.scope += u' ' + kinds.join(u',');
    for (const QString &narrow : {space.onlyNamespace(), space.single()}) {
        if (!narrow.isEmpty())
            header.scope += u' ' + narrow;
    }
    return header;
}

bool KubernetesObjects::mayCut(std::string_view pointer) const
{
    return pointer.empty() || nameOf(pointer) == "items";
}

domain::Result<void> KubernetesObjects::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink,
                                                  domain::JobContext &context) const
{
    const auto each = [&pages](const std::function<domain::Result<void>(const KubeObject &, bool)> &found) {
        return pages.each([&](const Page &page) -> domain::Result<void> {
            for (const KubeObject &object : kubeObjects(*page.root, page.pointer, [&page](const json &list) { return page.first(list); })) {
                // A single object is no list, however many pieces it comes in.
                const bool single = object.json == page.root;
                if (page.goesOn && single)
                    continue;
                auto done = found(object, single);
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
    KubeSpace space;
    KubeReader reader(sink);
    auto done = each([&](const KubeObject &object, bool single) -> domain::Result<void> {
        space.add(object, single);
        reader.index(object);
        return {};
    });
    if (!done)
        return done;
    const QString name = source ? space.name(*source) : QString();
    reader.setSpace(name);
    if (source && space.isGuessed(*source))
        sink.diagnostic({u"cluster-by-folder"_s, domain::DiagnosticLevel::Info, {},
                         u"nothing in the file tells which cluster it is of (the namespace kube-system would): it is taken for '%1', after its %2; say another name where that is no cluster's, "
                         "and this one where it is (import --cluster NAME; in the window: Kubernetes cluster)"_s.arg(name, space.guessedBy(*source))});
    // Of pages that were put together the last one tells whether there are more.
    QString more;
    pages.find([&more](const Page &page) {
        more = text(member(*page.root, "metadata"), "continue");
        return false;
    });
    if (!more.isEmpty())
        sink.markPage(u"metadata.continue is set: the list goes on; export it without --limit, or with all of its pages"_s);
    return each([&](const KubeObject &object, bool) -> domain::Result<void> {
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
