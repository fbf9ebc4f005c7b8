// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QList>
#include <QString>

namespace importers {

/// Key of the organisation that made or serves a model, from the name that a source gives it ("Mistral AI",
/// "meta-llama", "amazon"). Well-known names lead to the identifiers of the reference data; others become a key of
/// their own.
struct DeveloperName
{
    QString key;              ///< "mistral", "acme-inc"; empty for an empty name
    bool isReference = false; ///< the key stands in the reference data
};
DeveloperName developerName(const QString &name);

/// The name, for developerName(), of the well-known organisation whose address it is ("https://www.mistral.ai"), or of the account of a model hub
/// ("https://huggingface.co/acme"); empty: of nobody that is known, as of most.
QString organisationOfAddress(const QString &address);

/// Says `attr` = the organisation on the record. Answers with the entity of an organisation that the reference data
/// does not know: the caller hands it to the sink with the record.
QList<domain::Record> sayOrganisation(domain::Record &, const QString &attr, const QString &name);

/// The same of a name that is an organisation's full one, as registers write it: the store knows many of them by the reference data. The
/// entity is also known by the key that developerName() gives it.
QList<domain::Record> sayNamedOrganisation(domain::Record &, const QString &attr, const QString &name);

} // namespace importers
