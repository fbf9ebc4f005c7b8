// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// ScoutSuite's results (`scoutsuite_results_*.js`, or the same as JSON): one finding for each rule, with the things that it flagged.
/// Source: formats.md 11.4.
class ScoutSuite final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    int score(const nlohmann::json &root) const override;
    bool readsPieces() const override { return true; }
    bool mayCut(std::string_view) const override { return false; }
    bool isRead(std::string_view pointer) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

/// What ScoutSuite could not look at (`scoutsuite_errors_*.json`): each stands among its findings as an error, so that a scan that met
/// closed doors is not taken for one that found nothing.
class ScoutSuiteErrors final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
