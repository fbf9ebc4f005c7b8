// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// AWS Config: snapshot and history files, the API's answers (`configurationItems`, `baseConfigurationItems`) and
/// advanced queries (`Results` of JSON texts, the console's JSON list and CSV). Streams: memory does not grow with the
/// file, but for 56 bytes an item to know its newest capture.
///
/// Only the newest capture of (account, region, type, id) counts. In history files and API answers (up to 20,000 items)
/// that is exact whatever the order. In larger files and in snapshots, which have each resource once, an item is handed
/// over when it is read; a still newer one is handed over again and the store updates, an older one is `ignored`
/// (superseded).
class ConfigImporter final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
