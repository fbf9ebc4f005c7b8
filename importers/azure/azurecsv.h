// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// The portal's CSV: results of a query in Resource Graph Explorer, nested values as JSON texts, and role assignments.
/// Rows mean what they mean in JSON. Source: formats.md 2.1 and 2.2.
class AzureCsv final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
