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
const json &tagListOf(const json &root, const char *name)
{
    return root.is_array() ? root : member(root, name);
}

QString pointerOf(const json &root, const QString &base, const char *name)
{
    return root.is_array() ? base : base + u'/' + QLatin1String(name);
}

/// What is not listed may be there all the same: filters and views don't show in the answer.
domain::SourceHeader selectionOf(const QString &account, const Source &source)
{
    domain::SourceHeader header;
    header.scope = account.isEmpty() ? source.probe.fileName : account;
    header.rank = domain::SourceRank::Index;
    return header;
}

/// What the ARNs of a list tell of where it was asked for.
struct Reach
{
    QString account; ///< the first that is told
    QStringList regions;

    void add(const json &list, const char *arnMember)
    {
        for (const json *item : list.is_array() ? elements(list) : std::vector<const json *>()) {
            const auto arn = Arn::fromText(text(*item, arnMember));
            if (arn && account.isEmpty())
                account = arn->account;
            if (arn && !arn->region.isEmpty() && !regions.contains(arn->region))
                regions.append(arn->region);
        }
    }
};

/// The members of an answer that hold its list and the ARN of an element.
struct Names
{
    const char *list;
    const char *arn;
};

/// Runs `resourceOf(item, arn)` for each element of a page's list; adds up their number.
template <class Page, class ResourceOf>
domain::Result<void> eachResource(const Page &page, const Names &names, ResourceIndex &index, qint64 &rows, qint64 &ordinal,
                                  domain::RecordSink &sink, domain::JobContext &context, const ResourceOf &resourceOf)
{
    const json &list = tagListOf(*page.root, names.list);
    const QString pointer = pointerOf(*page.root, page.pointer, names.list);
    if (!list.is_array()) {
        sink.beginRecord(ordinal++, pointer);
        sink.rejected(u"bad-value"_s, pointer, u"a list was expected"_s);
        return {};
    }
    qsizetype i = page.first(list);
    for (const json &item : list) {
        if (rows % 1000 == 0) {
            if (context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, pointer};
            context.progress(rows, 0, {});
        }
        const QString where = pointer + u'/' + QString::number(i++);
        ++rows;
        sink.beginRecord(ordinal++, where);
        const auto arn = Arn::fromText(text(item, names.arn));
        if (arn)
            index.add(resourceOf(item, *arn));
        else
            sink.rejected(u"missing-arn"_s, where, QLatin1String(names.arn) + u" is not an ARN"_s);
    }
    return {};
}

constexpr Names tagged{"ResourceTagMappingList", "ResourceARN"};
constexpr Names explored{"Resources", "Arn"};

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
    return headerOfPages(Pages(root), source);
}

domain::SourceHeader AwsTagging::headerOfPages(const Pages &pages, const Source &source) const
{
    Reach reach;
    pages.find([&](const Page &page) {
        reach.add(tagListOf(*page.root, tagged.list), tagged.arn);
        return false;
    });
    // The answer of a region names things of that region, and some that have none.
    return selectionOf(!reach.account.isEmpty() && reach.regions.size() == 1 ? reach.account + u'/' + reach.regions.first() : reach.account, source);
}

domain::Result<void> AwsTagging::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    ResourceIndex index(sink, u"aws-tagging/1"_s);
    qint64 rows = 0;
    QString continuation;
    auto done = pages.each([&](const Page &page) {
        continuation = text(*page.root, "PaginationToken");
        return eachResource(page, tagged, index, rows, ordinal, sink, context, [](const json &item, const Arn &arn) {
            return IndexedResource{arn, {}, {}, awsTags(member(item, "Tags"))};
        });
    });
    if (!done)
        return done;
    index.finish();
    sink.markSelection();
    if (!continuation.isEmpty())
        sink.markPage(u"incomplete inventory: the export says that more pages exist (PaginationToken); fetch them and import all of them together"_s);
    return {};
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
    const json &list = tagListOf(root, "Resources");
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
    if (const auto view = Arn::fromText(text(root, "ViewArn")))
        return selectionOf(view->account, source);
    Reach reach;
    reach.add(tagListOf(root, explored.list), explored.arn);
    return selectionOf(reach.account, source);
}

domain::Result<void> AwsResourceExplorer::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink,
                                                    domain::JobContext &context) const
{
    ResourceIndex index(sink, u"aws-resource-explorer/1"_s);
    qint64 rows = 0;
    qint64 total = 0;
    bool continued = false;
    auto done = pages.each([&](const Page &page) {
        const json &said = member(*page.root, "Count");
        if (const json &count = member(said, "TotalResources"); count.is_number_integer())
            total = std::max(total, count.get<qint64>());
        continued = !text(*page.root, "NextToken").isEmpty() || member(said, "Complete") == json(false);
        return eachResource(page, explored, index, rows, ordinal, sink, context, [](const json &item, const Arn &arn) {
            IndexedResource resource{arn, text(item, "Region").trimmed(), text(item, "OwningAccountId").trimmed(), {}};
            for (const json *property : elements(member(item, "Properties"))) {
                if (text(*property, "Name") == "tags"_L1)
                    resource.tags += awsTags(member(*property, "Data"));
            }
            return resource;
        });
    });
    if (!done)
        return done;
    index.finish();
    sink.markSelection();
    if (total > rows && !continued)
        sink.markIncomplete(
            u"incomplete inventory: %1 of %2 resources are in the export (Count.TotalResources)"_s.arg(rows).arg(total));
    return {};
}

} // namespace importers
