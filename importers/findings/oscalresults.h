// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/jsonimporter.h"

namespace importers {

/// OSCAL assessment results: the findings of the newest result, each with its control, the risks that it leads to and their deadlines.
/// Source: formats.md 10.
class OscalResults final : public JsonImporter
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

/// The control of an objective or statement: "ac-6.1_obj.a-2" and "s2.1.1_smt.b" -> ac-6.1, s2.1.1.
QString oscalControlOf(const QString &targetId);

} // namespace importers
