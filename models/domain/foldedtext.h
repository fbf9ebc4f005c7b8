// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace domain {

// Names as people look for them: without case, and with letters that a keyboard lacks taken for those that it has. "koln" finds "Köln",
// "malmo" "Malmö", "lodz" "Łódź", "strasse" "Straße". Unicode Standard Annex 15 (NFKD) and section 5.18 (case folding). Thread: any.

/// Compatibility decomposition without marks and case; letters with a stroke and ligatures, which have no decomposition, in plain ones.
QString folded(QStringView text);

/// `text` contains `wanted`, however either is written; nothing wanted is found in everything.
bool finds(const QString &text, const QString &wanted);

} // namespace domain
