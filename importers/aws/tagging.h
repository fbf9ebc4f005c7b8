// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// `aws resourcegroupstaggingapi get-resources`: what is tagged, or was once, in a region. Filters may have left things
/// out, which the answer does not tell. Source: formats.md 1.4.
class AwsTagging final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::SourceHeader headerOfPages(const Pages &, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return pointer.empty() || nameOf(pointer) == "ResourceTagMappingList"; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

/// `aws resource-explorer-2 search` and `list-resources`: what a view lets through of all regions; a search ends after
/// 1,000 results. Source: formats.md 1.5.
class AwsResourceExplorer final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    bool readsPagesTogether() const override { return true; }
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return pointer.empty() || nameOf(pointer) == "Resources"; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &,
                                   domain::JobContext &) const override;
};

/// The consoles' tables: Tag Editor's and Resource Explorer's "export to CSV". The names of the columns are in the
/// language of the console, so that their content decides.
class AwsResourceTable final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
