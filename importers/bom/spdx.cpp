// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/bom/spdx.h"

#include "importers/bom/spdxgraph.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <deque>

#include <QDateTime>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace {

bool isVersion3(const json &root)
{
    const json &context = member(root, "@context");
    if (!root.is_object() || !root.contains("@graph"))
        return false;
    for (const json *one : elements(context)) {
        if (text(*one).contains("spdx.org/rdf/3"_L1))
            return true;
    }
    return false;
}

bool isVersion2(const json &root)
{
    return text(root, "spdxVersion").startsWith("SPDX-2."_L1);
}

qint64 secondsOfTime(const QString &time)
{
    const QDateTime at = QDateTime::fromString(time, Qt::ISODate);
    return at.isValid() ? std::max<qint64>(0, at.toSecsSinceEpoch()) : 0;
}

/// The document's own identifier, by which it is known when it is made anew; and when that was.
void describeGraph(const json &root, domain::SourceHeader &header)
{
    for (const json *element : elements(member(root, "@graph"))) {
        const QString type = text(*element, "type");
        if (type == "SpdxDocument"_L1 && header.scope.isEmpty())
            header.scope = text(*element, "spdxId");
        if (type == "CreationInfo"_L1)
            header.captured = std::max(header.captured, secondsOfTime(text(*element, "created")));
    }
}

} // namespace

QString Spdx::id() const
{
    return u"spdx"_s;
}

QString Spdx::displayName() const
{
    return u"SPDX bill of materials (JSON)"_s;
}

int Spdx::score(const json &root) const
{
    return isVersion3(root) ? 4 : isVersion2(root) ? 3 : 0;
}

domain::SourceHeader Spdx::header(const json &root, const Source &source) const
{
    return headerOfPages(Pages(root), source);
}

domain::SourceHeader Spdx::headerOfPages(const Pages &pages, const Source &source) const
{
    domain::SourceHeader header;
    header.rank = domain::SourceRank::Register;
    pages.find([&](const Page &page) {
        const json &root = *page.root;
        if (isVersion3(root)) {
            describeGraph(root, header);
            return false;
        }
        header.scope = text(root, "documentNamespace");
        header.captured = secondsOfTime(text(member(root, "creationInfo"), "created"));
        return true;
    });
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    return header;
}

namespace {

/// Software that a document of the second version lists is no model.
domain::Result<void> readPackages(const json &packages, const QString &pointer, qsizetype index, qint64 &ordinal, domain::RecordSink &sink,
                                  domain::JobContext &context)
{
    if (!packages.is_null() && !packages.is_array())
        return Error{ErrorCode::SchemaMismatch, u"not a list"_s, pointer + u"/packages"_s};
    for (const json *package : elements(packages)) {
        if (ordinal % 500 == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, {}, pointer};
        const QString where = pointer + u"/packages/"_s + QString::number(index++);
        sink.beginRecord(ordinal++, where);
        if (!package->is_object())
            sink.rejected(u"not-an-object"_s, where, u"a package is an object"_s);
        else
            sink.ignored(u"software-component"_s, text(*package, "name"));
    }
    return {};
}

} // namespace

domain::Result<void> Spdx::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    // One for each document.
    std::deque<SpdxGraph> graphs;
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        const json &graph = member(*page.root, "@graph");
        if (isVersion3(*page.root) && !graph.is_array())
            return Error{ErrorCode::SchemaMismatch, u"not a list of elements"_s, page.pointer + u"/@graph"_s};
        if (!page.goesOn)
            graphs.emplace_back(page.pointer, ordinal, sink, context);
        if (isVersion3(*page.root))
            graphs.back().index(graph, page.first(graph));
        return {};
    });
    if (!done)
        return done;
    for (SpdxGraph &graph : graphs)
        graph.relate();
    std::size_t next = 0;
    return pages.each([&](const Page &page) {
        next += page.goesOn ? 0 : 1;
        const bool third = isVersion3(*page.root);
        const json &list = member(*page.root, third ? "@graph" : "packages");
        return third ? graphs[next - 1].read(list, page.first(list)) : readPackages(list, page.pointer, page.first(list), ordinal, sink, context);
    });
}

} // namespace importers
