// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QTreeWidget;

namespace views {

/// Makes each row of a list as high as the texts of these columns need at the columns' width, up to `mostLines`: QTreeView does not by
/// itself. To be called again when a column gets another width. GUI thread.
void wrapRows(QTreeWidget *list, const QList<int> &columns, int mostLines = 3);

} // namespace views
