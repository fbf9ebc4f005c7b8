// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// `aws iam get-credential-report`, as the CSV of the console or as the JSON of the command line whose Content is that
/// CSV in base64 or plain. Columns are found by name, newer ones are passed over. One record is one data row; it says
/// of the user what the authorization details don't: second factor, kind of credential, last use. Source:
/// formats.md 1.8.
class CredentialReport final : public Importer
{
public:
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

    /// The table in the answer of the command line; `path` for the errors.
    static domain::Result<QByteArray> table(const QByteArray &answer, const QString &path);
};

} // namespace importers
