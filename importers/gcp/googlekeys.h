// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/gcp/googleasset.h"

#include <QStringList>

namespace importers {

/// The keys that the customer chose for one system, as a source names them: disks, copies and databases of one may each have another.
struct GoogleKeys
{
    QStringList names;     ///< full names, each once
    bool unnamed = false;  ///< there is one of whose name nothing can be told
    bool supplied = false; ///< the customer sends one along, of which only the digest shows
    bool partly = false;   ///< a part of the system has none of them

    /// Takes up what one part of the system names; empty: it names none.
    void add(const QString &key);
    bool isAny() const { return unnamed || supplied || !names.isEmpty(); }
    /// No one key, and no one way to manage keys, is that of the whole system.
    bool isDivided() const;
};

GoogleKeys googleKeysOf(const GoogleAsset &);

/// Says key, management and encryption of the system. Of divided keys no one word would be true of all, so that only where they are held is said,
/// and not that they are held nowhere else. False: they are divided.
bool sayGoogleKeys(domain::Record &, const GoogleKeys &);

} // namespace importers
