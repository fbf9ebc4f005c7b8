// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureimporters.h"

#include "importers/azure/azurecoverage.h"
#include "importers/azure/azurereader.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

/// Rows of Azure, but those that judge resources: other formats.
bool isResource(const json &row)
{
    const auto id = AzureId::fromText(azureIdOf(row));
    return id && !id->type.isEmpty() && !row.contains("complianceState");
}

bool isTable(const json &value)
{
    return member(value, "columns").is_array() && member(value, "rows").is_array();
}

bool hasAny(const json &root, bool (*test)(const json &))
{
    const AzureRows all(root);
    return std::any_of(all.rows().begin(), all.rows().end(), [&](const AzureRows::Row &r) { return test(*r.value); });
}

bool isAccess(const json &row)
{
    const AzureKind kind(row);
    return (kind.assignment || kind.definition) && !row.contains("complianceState");
}

} // namespace

bool AzureJson::mayCut(std::string_view pointer) const
{
    // What a single resource has below its properties is no list of resources.
    while (!pointer.empty()) {
        const std::string_view name = nameOf(pointer);
        if (name != "value" && name != "data" && name != "rows" && name != "body")
            return false;
        pointer.remove_suffix(name.size() + 1);
    }
    return true;
}

domain::SourceHeader AzureJson::header(const json &root, const Source &source) const
{
    return headerOfPages(Pages(root), source);
}

domain::SourceHeader AzureJson::headerOfPages(const Pages &pages, const Source &source) const
{
    AzureScope scope;
    pages.find([&](const Page &page) {
        const AzureRows all(*page.root);
        for (const AzureRows::Row &row : all.rows())
            scope.add(*row.value, AzureKind(*row.value));
        return false;
    });
    domain::SourceHeader header;
    header.scope = scope.text();
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::LiveInventory;
    return header;
}

domain::Result<void> AzureJson::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    AzureReader reader(sink, id() + u"/1"_s);
    AzureCoverage coverage;
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        const AzureRows part(*page.root, page.pointer);
        coverage.add(page.document, part, page.goesOn);
        for (const AzureRows::Row &row : part.rows())
            reader.index(*row.value, AzureKind(*row.value));
        return {};
    });
    if (!done)
        return done;
    if (coverage.isSelection())
        sink.markSelection();
    if (const QString missing = coverage.missing(); !missing.isEmpty())
        sink.markPage(missing);
    done = pages.each([&](const Page &page) {
        const AzureRows part(*page.root, page.pointer, [&page](const json &list) { return page.first(list); });
        return reader.read(part.rows(), ordinal, part.isOfQuery(), context);
    });
    if (done)
        reader.finish();
    return done;
}

QString AzureResources::id() const
{
    return u"azure-resources"_s;
}

QString AzureResources::displayName() const
{
    return u"Azure resources and model deployments (Resource Graph, az ... list)"_s;
}

int AzureResources::score(const json &root) const
{
    if (isTable(root) || isTable(member(root, "data")))
        return 1;
    return hasAny(root, isResource) ? 2 : 0;
}

QString AzureRoleAssignments::id() const
{
    return u"azure-role-assignments"_s;
}

QString AzureRoleAssignments::displayName() const
{
    return u"Azure role assignments and definitions"_s;
}

int AzureRoleAssignments::score(const json &root) const
{
    return hasAny(root, isAccess) ? 4 : 0;
}

} // namespace importers
