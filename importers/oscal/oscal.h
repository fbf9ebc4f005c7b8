// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// OSCAL 1.x JSON: component definitions, system security plans, plans of action, catalogs and profiles. Requirements are
/// no things of an inventory: they are counted and ignored, so that it shows what was read; assessment plans and mappings are refused. Links
/// are never followed. Source: formats.md 10.
class Oscal final : public JsonImporter
{
public:
    QString id() const override;
    QString displayName() const override;

protected:
    int score(const nlohmann::json &root) const override;
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const override;
    domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
