// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// A register of certificates as people keep it: a table with a column for the scheme and one for the holder, titled in English, German,
/// French or Spanish. One row is one certification. Source: formats.md 12.
class CertificateRegister final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    bool testedWithRealExports() const override { return false; }
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
