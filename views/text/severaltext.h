// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace text {

/// "Criticality of Ledger"; of a label that ends in a preposition of its own the name first: "Ledger: Backed up in". Pure function. Thread: any.
QString labelOf(const QString &label, const QString &name);

/// What is missing of several things, said once for all of them: of "Criticality, Legal entity" and the names of the things
/// "Criticality and Legal entity of Ledger, Portal, Queue and 15 more". Names are never empty as a list. Pure function. Thread: any.
QString ofSeveral(const QString &asked, const QStringList &names);

} // namespace text
