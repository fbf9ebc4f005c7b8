// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "pages/assets.h"

#include <QStringView>

namespace app {

// What the answers for the pages of accelerators, certificates and AI have in common. Pure; any thread.

/// Leads to the one thing, or to the list of exactly these, whatever the page is narrowed to; nowhere where there are none.
void addAssetDoor(views::AssetsPageData &, const QString &id, domain::EntityKind, const QList<qint64> &entities, const QString &label);
/// "1 pool", "14 pools".
QString countedWords(qint64 count, const QString &one, const QString &many);
/// "34 %"; "34 to 40 %" where it is not sure.
QString shareWords(double low, double high);
/// The value, "declared absent" where that is what was said of the attribute, else "not recorded".
QString saidWords(const QString &value, const QString &absent, const QString &attr);

} // namespace app
