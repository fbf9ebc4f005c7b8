// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/tagging.h"

#include "importers/aws/arntypes.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// Elements of the list, or of a bare array that --query left.
const json &listOf(const json &root, const char *name)
{
    return root.is_array() ? root : member(root, name);
}

QString pointerOf(const json &root, const QString &base, const char *name)
{
    return root.is_array() ? base : base + u'/' + QLatin1String(name);
}

QString accountIn(const json &list, const char *arnMember)
{
    QString account;
    if (!list.is_array())
        return account;
    for (const json &item : list) {
        const auto arn = Arn::fromText(text(item, arnMember));
        if (arn && !arn->account.isEmpty())
            return arn->account;
    }
    return account;
}

/// What is not listed may be there all the same: filters and views don't show in the answer.
domain::SourceHeader selectionOf(const QString &account, const Source &source)
{
    domain::SourceHeader header;
    header.scope = account.isEmpty() ? source.probe.fileName : account;
    header.rank = domain::SourceRank::Index;
    return header;
}

/// Runs `resourceOf(item, arn)` for each element of the lists of all pages; the number of elements, or that it was
/// stopped.
template <class ResourceOf>
domain::Result<qint64> eachResource(const QString &mapping, const std::vector<std::pair<const json *, QString>> &lists,
                                    const char *arnMember, qint64 &ordinal, domain::RecordSink &sink,
                                    domain::JobContext &context, const ResourceOf &resourceOf)
{
    ResourceIndex index(sink, mapping);
    qint64 rows = 0;
    for (const auto &[list, pointer] : lists) {
        if (!list->is_array()) {
            sink.beginRecord(ordinal++, pointer);
            sink.rejected(u"bad-value"_s, pointer, u"a list was expected"_s);
            continue;
        }
        qsizetype i = 0;
        for (const json &item : *list) {
            if (rows % 1000 == 0) {
                if (context.isCancelled())
                    return domain::Error{domain::ErrorCode::Cancelled, {}, pointer};
                context.progress(rows, 0, {});
            }
            const QString where = pointer + u'/' + QString::number(i++);
            ++rows;
            sink.beginRecord(ordinal++, where);
            const auto arn = Arn::fromText(text(item, arnMember));
            if (arn)
                index.add(resourceOf(item, *arn));
            else
                sink.rejected(u"missing-arn"_s, where, QLatin1String(arnMember) + u" is not an ARN"_s);
        }
    }
    index.finish();
    sink.markSelection();
    return rows;
}

} // namespace

// ---- Resource Groups Tagging

QString AwsTagging::id() const
{
    return u"aws-tagging"_s;
}

QString AwsTagging::displayName() const
{
    return u"AWS Resource Groups Tagging"_s;
}

int AwsTagging::score(const json &root) const
{
    if (member(root, "ResourceTagMappingList").is_array())
        return 3;
    return root.is_array() && !root.empty() && member(root.front(), "ResourceARN").is_string() ? 2 : 0;
}

domain::SourceHeader AwsTagging::header(const json &root, const Source &source) const
{
    const json &list = listOf(root, "ResourceTagMappingList");
    QString scope = accountIn(list, "ResourceARN");
    QStringList regions;
    if (list.is_array()) {
        for (const json &item : list) {
            const auto arn = Arn::fromText(text(item, "ResourceARN"));
            if (arn && !arn->region.isEmpty() && !regions.contains(arn->region))
                regions.append(arn->region);
        }
    }
    // The answer of a region names things of that region, and some that have none.
    if (!scope.isEmpty() && regions.size() == 1)
        scope += u'/' + regions.first();
    return selectionOf(scope, source);
}

domain::Result<void> AwsTagging::readPages(const std::vector<Page> &pages, qint64 &ordinal, domain::RecordSink &sink,
                                           domain::JobContext &context) const
{
    std::vector<std::pair<const json *, QString>> lists;
    for (const Page &page : pages)
        lists.emplace_back(&listOf(*page.root, "ResourceTagMappingList"),
                           pointerOf(*page.root, page.pointer, "ResourceTagMappingList"));
    const auto rows = eachResource(
        u"aws-tagging/1"_s, lists, "ResourceARN", ordinal, sink, context, [](const json &item, const Arn &arn) {
            return IndexedResource{arn, {}, {}, awsTags(member(item, "Tags"))};
        });
    if (!rows)
        return rows.error();
    if (!pages.empty() && !text(*pages.back().root, "PaginationToken").isEmpty())
        sink.markIncomplete(u"incomplete inventory: the export says that more pages exist (PaginationToken)"_s);
    return {};
}

domain::Result<void> AwsTagging::read(const json &root, const QString &pointerBase, qint64 &ordinal,
                                      domain::RecordSink &sink, domain::JobContext &context) const
{
    return readPages({{&root, pointerBase}}, ordinal, sink, context);
}

// ---- Resource Explorer

QString AwsResourceExplorer::id() const
{
    return u"aws-resource-explorer"_s;
}

QString AwsResourceExplorer::displayName() const
{
    return u"AWS Resource Explorer"_s;
}

int AwsResourceExplorer::score(const json &root) const
{
    const json &list = listOf(root, "Resources");
    if (!list.is_array())
        return 0;
    const json first = list.empty() ? json() : list.front();
    const bool item = member(first, "Arn").is_string() && member(first, "ResourceType").is_string() &&
                      first.contains("OwningAccountId");
    if (root.is_array())
        return item ? 2 : 0;
    return item ? 4 : list.empty() && (root.contains("ViewArn") || root.contains("Count")) ? 3 : 0;
}

domain::SourceHeader AwsResourceExplorer::header(const json &root, const Source &source) const
{
    const json &list = listOf(root, "Resources");
    const auto view = Arn::fromText(text(root, "ViewArn"));
    return selectionOf(view ? view->account : accountIn(list, "Arn"), source);
}

domain::Result<void> AwsResourceExplorer::readPages(const std::vector<Page> &pages, qint64 &ordinal,
                                                    domain::RecordSink &sink, domain::JobContext &context) const
{
    std::vector<std::pair<const json *, QString>> lists;
    qint64 total = 0;
    for (const Page &page : pages) {
        lists.emplace_back(&listOf(*page.root, "Resources"), pointerOf(*page.root, page.pointer, "Resources"));
        const json &count = member(member(*page.root, "Count"), "TotalResources");
        if (count.is_number_integer())
            total = std::max(total, count.get<qint64>());
    }
    const auto rows = eachResource(
        u"aws-resource-explorer/1"_s, lists, "Arn", ordinal, sink, context, [](const json &item, const Arn &arn) {
            IndexedResource resource{arn, text(item, "Region").trimmed(), text(item, "OwningAccountId").trimmed(), {}};
            for (const json *property : elements(member(item, "Properties"))) {
                if (text(*property, "Name") == "tags"_L1)
                    resource.tags += awsTags(member(*property, "Data"));
            }
            return resource;
        });
    if (!rows)
        return rows.error();
    const bool continued = !pages.empty() && (!text(*pages.back().root, "NextToken").isEmpty() ||
                                              member(member(*pages.back().root, "Count"), "Complete") == json(false));
    if (total > *rows && !continued)
        sink.markIncomplete(
            u"incomplete inventory: %1 of %2 resources are in the export (Count.TotalResources)"_s.arg(*rows).arg(total));
    return {};
}

domain::Result<void> AwsResourceExplorer::read(const json &root, const QString &pointerBase, qint64 &ordinal,
                                               domain::RecordSink &sink, domain::JobContext &context) const
{
    return readPages({{&root, pointerBase}}, ordinal, sink, context);
}

} // namespace importers
