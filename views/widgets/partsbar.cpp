// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/partsbar.h"

#include <QTabBar>

namespace views {

void makePartsBar(QTabBar *bar, const QString &objectName, const QString &accessibleName, const QStringList &parts)
{
    bar->setObjectName(objectName);
    bar->setAccessibleName(accessibleName);
    bar->setDrawBase(false);
    bar->setExpanding(false);
    for (const QString &part : parts)
        bar->addTab(part);
}

} // namespace views
