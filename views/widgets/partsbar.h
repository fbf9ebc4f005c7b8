// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QTabBar;

namespace views {

/// Makes it the bar by which a page shows one of its parts: flat, its tabs no wider than their words. GUI thread.
void makePartsBar(QTabBar *bar, const QString &objectName, const QString &accessibleName, const QStringList &parts);

} // namespace views
