// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// Powerpipe's and Steampipe's `check` and `benchmark run --output json`: a tree of benchmarks, of which each control lists its results.
/// Source: formats.md 11.3.
class Powerpipe final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::SourceHeader headerOfPages(const Pages &, const Source &) const override;
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return nameOf(pointer) == "results"; }
    bool isTrunk(std::string_view pointer) const override { return nameOf(pointer) == "groups" || nameOf(pointer) == "controls"; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// A Powerpipe or Steampipe snapshot (.pps, .sps): the panels that are controls, each with its rows.
class PowerpipeSnapshot final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; } ///< the snapshot at hand is of a dashboard without controls

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view pointer) const override { return nameOf(pointer) == "rows"; }
    domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// The same as CSV, with any delimiter, with or without a header. The columns behind the severity differ from one benchmark to another.
class PowerpipeCsv final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
