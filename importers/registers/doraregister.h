// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// A template of the DORA register of information (Implementing Regulation (EU) 2024/2956) as the plain CSV of the reporting package names
/// it: b_01.01.csv to b_07.01.csv with columns c0010 and so on. One row is one record. Each template is read by itself; what they say meets
/// by the reference numbers of contracts, the identification codes of providers and the LEIs of entities.
/// The package's other files (parameters.csv, FilingIndicators.csv, report.json, reportPackage.json) are known as its parts and left out.
class DoraRegister final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
