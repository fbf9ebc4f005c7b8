// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace domain {

/// The data classes that are restricted until the officer says which are: what most laws treat as sensitive or secret, and what binds its holder
/// to a state or a trade. Of a new workspace, and of one that has emptied the set. Pure. Thread: any.
inline QStringList usuallyRestricted()
{
    const char *const classes[] = {"special_category", "children", "health", "genomic", "biometric", "phi", "government", "classified",
                                   "secrecy", "cui", "itar", "important_data", "core_data", "payment_card", "trade_secret"};
    QStringList out;
    for (const char *one : classes)
        out.append(QString::fromLatin1(one));
    return out;
}

} // namespace domain
