// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wrappedrows.h"

#include "widgets/theme.h"

#include <QHeaderView>
#include <QTreeWidget>

namespace views {

void wrapRows(QTreeWidget *list, const QList<int> &columns)
{
    constexpr int MostLines = 3;
    const QFontMetrics metrics(list->font());
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = list->topLevelItem(i);
        int lines = 1;
        for (const int column : columns) {
            const QRect room(0, 0, list->header()->sectionSize(column) - grid(5), 10000);
            lines = qMax(lines, metrics.boundingRect(room, Qt::TextWordWrap, item->text(column)).height() / metrics.lineSpacing());
        }
        item->setSizeHint(columns.constFirst(), QSize(0, qMin(lines, MostLines) * metrics.lineSpacing() + grid(2)));
    }
}

} // namespace views
