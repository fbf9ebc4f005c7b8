// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureimporters.h"

#include "importers/azure/azurecoverage.h"
#include "importers/azure/azurereader.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>

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

int countOf(const json &root, bool (*test)(const json &))
{
    const AzureRows all(root);
    return static_cast<int>(
        std::count_if(all.rows().begin(), all.rows().end(), [&](const AzureRows::Row &r) { return test(*r.value); }));
}

bool isAccess(const json &row)
{
    return (isRoleAssignment(row) || isRoleDefinition(row)) && !row.contains("complianceState");
}

} // namespace

domain::SourceHeader AzureJson::header(const json &root, const Source &source) const
{
    const AzureRows all(root);
    domain::SourceHeader header;
    header.scope = AzureReader::scopeOf(all.rows());
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::LiveInventory;
    return header;
}

domain::Result<void> AzureJson::read(const json &root, const QString &pointerBase, qint64 &ordinal,
                                     domain::RecordSink &sink, domain::JobContext &context) const
{
    return readPages({{&root, pointerBase}}, ordinal, sink, context);
}

domain::Result<void> AzureJson::readPages(const std::vector<Page> &pages, qint64 &ordinal, domain::RecordSink &sink,
                                          domain::JobContext &context) const
{
    std::deque<AzureRows> parts;
    std::vector<AzureRows::Row> rows;
    AzureCoverage coverage;
    for (const Page &page : pages) {
        const AzureRows &part = parts.emplace_back(*page.root, page.pointer);
        coverage.add(page.document, part);
        rows.insert(rows.end(), part.rows().begin(), part.rows().end());
    }
    if (coverage.isSelection())
        sink.markSelection();
    if (const QString missing = coverage.missing(); !missing.isEmpty())
        sink.markIncomplete(missing);
    return AzureReader(sink, id() + u"/1"_s).read(rows, ordinal, context);
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
    return countOf(root, isResource) > 0 ? 2 : 0;
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
    return countOf(root, isAccess) > 0 ? 4 : 0;
}

} // namespace importers
