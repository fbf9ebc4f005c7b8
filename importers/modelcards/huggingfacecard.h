// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// README.md of a model or dataset repository of the Hugging Face hub: YAML between two lines of three dashes. One file
/// is one record. Values are read as text, so that the language `no` stays Norwegian and dates stay as they are
/// written. Errors: SchemaMismatch for a text without front matter, a template or a list; SyntaxError with line and
/// column; LimitExceeded for front matter over 1 MiB, too deep or full of aliases. Source: formats.md 8.
class HuggingFaceCard final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;
};

} // namespace importers
