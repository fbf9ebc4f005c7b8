// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <QSet>

namespace importers {

/// Columns of a table in whose first rows numbers of twelve digits stand, as accounts of AWS have them, more often than others. A column that
/// its title calls one of projects is none: their numbers have any length.
QSet<qsizetype> columnsOfAccounts(const Probe &, char delimiter, const QStringList &titles);

/// What is wrong with the number of an account.
struct AccountTrouble
{
    QString message;
    bool sure = false; ///< the row says that it is one of AWS
};

/// A number that has not the twelve digits of an account of AWS, most often since a spreadsheet has dropped a zero in front; nothing where it
/// has, or is no number, or is another provider's. `amongAccounts`: the column's others have twelve.
std::optional<AccountTrouble> troubleOfAccount(const QString &cell, const QString &provider, bool amongAccounts);

} // namespace importers
