// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QString>

namespace importers {

/// Who holds a key of AWS KMS (an attribute of the catalogue), by its manager ("AWS", "CUSTOMER") and origin ("AWS_KMS",
/// "AWS_CLOUDHSM", "EXTERNAL", "EXTERNAL_KEY_STORE"). Empty: they do not tell. Source: AWS KMS API, KeyMetadata.
inline QString awsKeyCustody(const QString &manager, const QString &origin)
{
    if (manager == QLatin1StringView("AWS"))
        return QStringLiteral("provider");
    if (origin == QLatin1StringView("EXTERNAL_KEY_STORE"))
        return QStringLiteral("customer_outside");
    // The material was made outside, but the key service holds a copy and uses it.
    if (origin == QLatin1StringView("EXTERNAL"))
        return QStringLiteral("customer_imported");
    if (origin == QLatin1StringView("AWS_KMS") || origin == QLatin1StringView("AWS_CLOUDHSM"))
        return QStringLiteral("customer_in_provider");
    return {};
}

/// The keys of a table's copies in other regions; empty: one has none of the customer's. Where they are not the record's own, no one key and no one
/// custody is true of all of it: both stay open, and only where the keys are held is said. False: it is so.
bool sayKeysOfCopies(domain::Record &, const QStringList &keys);

} // namespace importers
