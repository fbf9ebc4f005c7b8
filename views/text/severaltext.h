// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace text {

/// What is missing of several things, said once for all of them: of "Criticality, Legal entity" and the names of the things
/// "Criticality and Legal entity of Ledger, Portal, Queue and 15 more". Names are never empty as a list. Pure function. Thread: any.
QString ofSeveral(const QString &asked, const QStringList &names);

} // namespace text
