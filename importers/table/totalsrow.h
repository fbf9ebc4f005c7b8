// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <QStringList>

namespace importers {

/// Whether a row sums up the table and is no thing of its own: "Total", "Gesamt:" or "Insgesamt 12" in a cell, and beside it nothing but
/// figures. `key`: the column that tells the rows apart; a row with a key of its own is one, whatever it is called.
bool isTotalsRow(const QStringList &cells, qsizetype key);

/// Tells that the record which was begun is such a row.
void ignoreTotals(domain::RecordSink &);

} // namespace importers
