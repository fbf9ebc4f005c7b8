// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// A list of configuration items, as ServiceNow exports it or as people keep it: a table with names and classes and with identifiers,
/// serial numbers or addresses. One row is one system that is in the register of systems. A row that names a cloud's own identifier is the
/// same system as in the cloud's export; a system whose type still begins with "CMDB" is in no other source.
class CmdbList final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
