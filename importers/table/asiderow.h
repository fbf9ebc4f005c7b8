// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <QStringList>

namespace importers {

/// Whether a row of a table that people keep is no thing of its own; then the record that was begun is told so. `key`: the column that tells
/// the rows apart; a row with a key of its own is a thing, whatever it is called.
/// - A total: "Total", "Gesamt:" or "Insgesamt 12" in a cell, and beside it nothing but figures.
/// - A note below the table: "Hinweis: Beträge netto", "* without VAT" in one cell, and nothing beside it.
bool isPassedOver(const QStringList &cells, qsizetype key, domain::RecordSink &);

} // namespace importers
